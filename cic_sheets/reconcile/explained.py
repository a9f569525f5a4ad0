"""Every cut with what it comes from: rows of « Règles », cells, receipts."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.book.book import Book
from cic_sheets.book.tell import shown
from cic_sheets.money.settlement import Cut, SettledLine, Source
from cic_sheets.reconcile.case import NEEDED
from cic_sheets.reconcile.settled import Settled
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.cells import CellRef
from cic_sheets.values.named import NamedTuple

UNREADABLE = "unreadable"


class RuleUsed(NamedTuple):
    """A row of « Règles » that decides; `cell` is None where its default stands in.

    value  as typed
    """

    key: str
    value: str
    confirmed: bool
    cell: CellRef | None


class Explained(NamedTuple):
    """A cut of a line.

    rules     none where the announcement itself decides, by the cut's clause
    cells     what the engine looked at
    receipts  those that the cut speaks of; else those that justify the line
    """

    line: SettledLine
    cut: Cut
    rules: tuple[RuleUsed, ...]
    cells: tuple[CellRef, ...]
    receipts: tuple[str, ...]


def explained(settled: Settled) -> Iterator[Explained]:
    """Line by line in the order in which they are served, stage by stage."""
    for line in settled.settlement.lines:
        for cut in line.cuts:
            yield Explained(
                line,
                cut,
                tuple(_rule(settled.book, key) for key in _numbers(cut.because, "rule")),
                _faulty(settled, line) if cut.cause == UNREADABLE else settled.cells(cut.because),
                _numbers(cut.because, "receipt") or tuple(number for number, _ in line.used),
            )


def _faulty(settled: Settled, line: SettledLine) -> tuple[CellRef, ...]:
    """The cells that keep a line from being read: the engine knows no more than that there are."""
    row = settled.expense(line.id)
    return tuple(row.at(attr) for attr in NEEDED if attr in row.faulty) or (row.at("amount"),)


def _numbers(sources: tuple[Source, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.id for source in sources if source.kind == kind))


def _rule(book: Book, key: str) -> RuleUsed:
    row, setting = book.find(SettingRow, key), book.settings[key]
    if row is None or not row.sound("value"):
        return RuleUsed(key, setting.parameter.default, setting.confirmed, None)
    return RuleUsed(key, shown(row.cell("value")), setting.confirmed, row.at("value"))
