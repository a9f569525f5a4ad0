"""The next year, from the one that ends: what goes on, what is left behind, what is remembered.

Which rows of a sheet go on is said beside the sheet (`schema.carrying`).  Here references are
followed, and « Historique » and « Reprise » filled.  Nothing is paid twice: a line of the year that
ends never becomes one of the next; what it still expects is remembered, with its amount.

Source: deliverables.md, « Commands » (`roll`); the announcement (a convention of a year, renewed
after a yearly evaluation, four years at most).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.reconcile.year import Year
from cic_sheets.rolling.cells import cells_of, faulty_cells, own_values
from cic_sheets.rolling.choosing import Kept, bring, chosen
from cic_sheets.rolling.memory import (
    Print,
    communes_named,
    expected,
    remembered,
    sum_expected,
    used,
)
from cic_sheets.schema.carrying import Turn
from cic_sheets.schema.parameters import spellings
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS, Row
from cic_sheets.sheets.carried import Carried
from cic_sheets.sheets.history import Earlier
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.cells import CellRef
from cic_sheets.values.names import folded
from cic_sheets.workbook.defaults import blank_rows


class NoNextYear(Exception):
    """There is no next year.

    why  convention (nothing to start from), rank (four already), programme (it ends)
    """

    def __init__(self, why: str, **facts: Any) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts


class Moved(NamedTuple):
    """What became of a sheet's rows: how many go on, how many stay behind."""

    title: str
    carried: int
    left: int


class Rolled(NamedTuple):
    """The next year's rows.

    year    of its first day
    rows    title → rows, as `workbook.write_workbook` takes them
    moved   each sheet that had rows or has some now
    open    EUR that the year that ends still expects
    faulty  cells with a fault of their own: they go on as they were typed
    """

    year: int
    rows: Mapping[str, Any]
    moved: tuple[Moved, ...]
    open: Decimal
    faulty: tuple[CellRef, ...]


def rolled(year: Year, most: int, prints: Mapping[str, Print]) -> Rolled:
    """The next year of a year, seen from a day on which all that was typed has happened.

    most    rank that a convention may have
    prints  path of a file from the workbook's folder → its size and fingerprint

    Raises NoNextYear.
    """
    import_all("cic_sheets.sheets")
    turn = _turn(year, most)
    kept = chosen(year.book, turn)
    awaited = list(expected(year))
    memory = {
        Carried: [*remembered(year), *awaited],
        Earlier: list(used(year, prints)),
    }
    bring(year.book, kept, (code for rows in memory.values() for code in communes_named(rows)))
    rows: dict[str, Any] = {}
    for sheet in sorted(SHEETS, key=lambda one: one.order):
        made = [cells_of(row, turn, kept) for row in kept.get(sheet.row, ())]
        made += memory.get(sheet.row, ())
        if made:
            rows[sheet.title] = made[0] if sheet.vertical else made
    rows.update(own_values(year.book))
    title = SettingRow.sheet.title
    rows[title] = [*rows.get(title, ()), *_new_settings(year.book, turn.first.year)]
    return Rolled(
        turn.first.year,
        rows,
        tuple(_moved(year.book, kept, memory)),
        sum_expected(rows.get(Carried.sheet.title, ())),
        tuple(faulty_cells(kept)),
    )


def _new_settings(book: Book, year: int) -> Iterator[Mapping[str, Any]]:
    """Rules that the ending year's workbook does not have, as a new workbook has them."""
    label = SettingRow.sheet.columns["key"].label
    meant = spellings()
    typed = {folded(row.key) for row in book.all(SettingRow) if row.key}
    known = {meant[key].key for key in typed if key in meant}
    for row in blank_rows(year)[SettingRow.sheet.title]:
        if row[label] not in known:
            yield row


def _turn(year: Year, most: int) -> Turn:
    convention = year.convention
    if convention is None or convention.end is None or convention.rank is None:
        raise NoNextYear("convention")
    if convention.rank >= most:
        raise NoNextYear("rank", rank=convention.rank, most=most)
    first = convention.end + timedelta(days=1)
    end = _a_year_after(first) - timedelta(days=1)
    programme = convention.programme_end
    if programme is not None and first > programme:
        raise NoNextYear("programme", end=programme)
    if programme is not None:
        end = min(end, programme)
    uses = year.settled.settlement.approvals if year.settled else ()
    spent = {use.id: use.consumed for use in uses if use.consumed}
    return Turn(convention.end, first, end, spent)


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def _moved(book: Book, kept: Kept, memory: Mapping[type[Row], Sequence[Any]]) -> Iterator[Moved]:
    for sheet in sorted(SHEETS, key=lambda one: one.order):
        carried, had = len(kept.get(sheet.row, ())), len(book.all(sheet.row))
        made = len(memory.get(sheet.row, ()))
        if carried or had or made:
            yield Moved(sheet.title, carried + made, had - carried)


__all__ = ["Moved", "NoNextYear", "Print", "Rolled", "rolled"]
