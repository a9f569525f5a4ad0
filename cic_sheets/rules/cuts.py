"""What the engine took from lines, for the rules that say it where a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cic_sheets.money.causes import PENDING
from cic_sheets.money.item import number_order
from cic_sheets.money.settlement import Cut, SettledLine
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import priced
from cic_sheets.schema.findings import Fact, Sum, Word
from cic_sheets.schema.rules import Hit
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import EUR
from cic_sheets.values.money import total

TERMS = "Annonce, « Conditions proposées »"


def lines_of(year: Year) -> Iterator[tuple[Expense, SettledLine]]:
    """Every line that takes part, in the order in which lines are served (date, number)."""
    if year.settled is not None:
        for line in year.settled.settlement.lines:
            yield year.settled.expense(line.id), line


def cuts(year: Year, *causes: str) -> Iterator[tuple[Expense, Cut]]:
    """Cuts of these causes, with their lines."""
    for row, line in lines_of(year):
        for cut in line.cuts:
            if cut.cause in causes:
                yield row, cut


def refused(year: Year, *causes: str) -> Iterator[tuple[Expense, Cut]]:
    """Refused cuts of these causes; what merely waits is no fault."""
    return ((row, cut) for row, cut in cuts(year, *causes) if cut.outcome != PENDING)


def explained(year: Year, cut: Cut, row: Expense, column: str, **facts: Fact) -> Hit:
    """A hit on a line that also names the other cells of the explanation."""
    own = row.at(column)
    cells = year.settled.cells(cut.because) if year.settled else ()
    return Hit(row, column, facts, related=tuple(cell for cell in cells if cell != own))


def declared(line: Expense) -> Sum | Word:
    """What a line declares, in its own currency."""
    return priced(line.amount, line.currency)


def summed(cuts: Iterable[Cut]) -> Sum:
    """What cuts take together, in EUR."""
    return Sum(total(cut.amount for cut in cuts), EUR)


def filled(word: Word, **facts: Fact) -> Word:
    """A declared phrase with its blanks filled."""
    return word._replace(facts=tuple(facts.items()))


def in_service_order(year: Year) -> list[Expense]:
    """Dated lines by date, then number: sorting the sheet changes nothing."""
    dated = [(row.day, number_order(row.id), row) for row in year.book.all(Expense) if row.day]
    return [row for _, _, row in sorted(dated, key=lambda one: one[:2])]


def asks_for_money(line: Expense) -> bool:
    """Whether a line costs something: a credit gives back, and counts nothing twice."""
    return line.credit_of is None and line.amount is not None and line.amount > 0
