"""Which rows of a year go on: by themselves, with the row that they follow, or named by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cic_sheets.book.book import Book
from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Ref
from cic_sheets.schema.sheets import SHEETS, Column, Row
from cic_sheets.sheets.communes import Commune
from cic_sheets.values.names import folded

Kept = dict[type[Row], list[Row]]
"""Row class → its rows that go on, in the workbook's order."""


def chosen(book: Book, turn: Turn) -> Kept:
    """The rows that go on, in their order: by themselves, with another, or named by one."""
    kept: Kept = {}
    for sheet in SHEETS:
        carry = sheet.carries
        if carry is not None and not carry.follows:
            kept[sheet.row] = [row for row in book.all(sheet.row) if carry.when(row, turn)]
    for sheet in SHEETS:
        carry = sheet.carries
        if carry is not None and carry.follows:
            rows = [row for row in book.all(sheet.row) if carry.when(row, turn)]
            kept[sheet.row] = [row for row in rows if _follows(book, row, carry, kept)]
    named = [row for rows in kept.values() for row in rows]
    while named:
        named = [row for one in named for row in _named_along(book, one, kept)]
    return {kind: _in_order(book, kind, rows) for kind, rows in kept.items()}


def _in_order(book: Book, kind: type[Row], rows: Iterable[Row]) -> list[Row]:
    chosen = {id(row) for row in rows}
    return [row for row in book.all(kind) if id(row) in chosen]


def _follows(book: Book, row: Row, carry: Carry, kept: Kept) -> bool:
    target = _targets(book, row, row.sheet.columns[carry.follows])
    return all(_is_kept(one, kept) for one in target) and bool(target)


def _is_kept(row: Row, kept: Kept) -> bool:
    return any(row is one for one in kept.get(type(row), ()))


def _targets(book: Book, row: Row, column: Column) -> list[Row]:
    """The rows that a reference names, as far as they are there."""
    assert isinstance(column.kind, Ref)
    said = getattr(row, column.attr)
    numbers = said if isinstance(said, tuple) else (said,) if said else ()
    known = book.lookups.get(column.kind.sheet, {})
    return [known[key] for number in numbers if (key := folded(str(number))) in known]


def _named_along(book: Book, row: Row, kept: Kept) -> Iterator[Row]:
    """Rows that this one names and that come along; each is kept at once."""
    for column in row.sheet.columns.values():
        if isinstance(column.kind, Ref) and _comes_along(column.kind):
            for target in _targets(book, row, column):
                if not _is_kept(target, kept):
                    kept.setdefault(type(target), []).append(target)
                    yield target


def _comes_along(kind: Ref) -> bool:
    sheet = SHEETS.get(kind.sheet)
    return sheet is not None and sheet.carries is not None and sheet.carries.along


def bring(book: Book, kept: Kept, communes: Iterable[str]) -> None:
    """Communes that « Reprise » names are there too."""
    wanted = {code for code in communes if code}
    rows = [*kept.get(Commune, ()), *(row for row in book.all(Commune) if row.id in wanted)]
    kept[Commune] = _in_order(book, Commune, rows)
