"""What each line asks of its receipts, and what they give it, in the line's own currency.

The engine counts in EUR, where a missing centime of a dirham is lost in rounding; a person who
compares the line with its receipt sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.money.causes import PENDING, RECEIPTS
from cic_sheets.money.settlement import Cut, SettledLine
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import lines_of
from cic_sheets.rules.receipts import receipts_of
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import DECLARATION, FLAT, JUSTIFYING
from cic_sheets.sheets.scales import Scale
from cic_sheets.values.money import ZERO, total


class Proof(NamedTuple):
    """A line that needs receipts now.  Amounts are in its currency.

    asked      its amount less its ineligible part (and less its credits)
    worth      what the receipts that it names prove together
    justified  what of that the line got
    taken      what other lines took that this one would need; zero otherwise
    """

    row: Expense
    line: SettledLine
    asked: Decimal
    worth: Decimal
    justified: Decimal
    taken: Decimal


def proofs(year: Year) -> Iterator[Proof]:
    """Every line that came as far as its receipts, in the order in which lines are served."""
    for row, line in lines_of(year):
        if line.justified is None or (row.receipt_due and row.receipt_due > year.as_of):
            continue
        asked = _asked(row, line)
        if asked is not None:
            worth = worth_of(year.book, row)
            taken = _taken(year.book, line, row, min(asked, worth))
            yield Proof(row, line, asked, worth, line.justified, taken and worth - line.justified)


def worth_of(book: Book, row: Expense) -> Decimal:
    """What the receipts that a line names prove at most, each once, in the line's currency."""
    named = {receipt.id: receipt for receipt in receipts_of(book, row)}
    return total(
        one.amount
        for one in named.values()
        if one.kind in JUSTIFYING and one.currency == row.currency and one.amount is not None
    )


def receipt_cuts(line: SettledLine) -> list[Cut]:
    """What was refused of the line for want of receipts."""
    return [cut for cut in line.cuts if cut.stage == RECEIPTS and cut.outcome != PENDING]


def flat_scales(book: Book) -> set[tuple[str | None, str | None]]:
    """(category, unit) of the scales that pay without receipts."""
    return {(row.category, row.unit) for row in book.all(Scale) if row.mode == FLAT}


def _asked(row: Expense, line: SettledLine) -> Decimal | None:
    """The engine's own figure where it has one; None where credits make another of it."""
    for cut in receipt_cuts(line):
        eligible = cut.facts.get("eligible")
        if isinstance(eligible, Decimal):
            return eligible
    if line.credits or row.amount is None:
        return None
    return max(ZERO, row.amount - (row.ineligible or ZERO))


def _taken(book: Book, line: SettledLine, row: Expense, provable: Decimal) -> Decimal:
    """What the line would have had of its receipts, had it them for itself alone."""
    shared = any(cut.cause == "receipts-shared" for cut in receipt_cuts(line))
    if not shared and any(one.kind == DECLARATION for one in receipts_of(book, row)):
        return ZERO  # the ceilings of declarations hold it back, not other lines
    return max(ZERO, provable - (line.justified or ZERO))
