"""The cell that is asked about: what it is in the year, or why it is nothing there."""

from __future__ import annotations

import re
from typing import NamedTuple

from cic_sheets.book.book import Book, Tab
from cic_sheets.book.load import LISTS_TAB, WELCOME_TAB
from cic_sheets.book.tables import is_blank
from cic_sheets.pipeline import OpenBook
from cic_sheets.schema.kinds import Kind, Text
from cic_sheets.schema.parameters import spellings
from cic_sheets.schema.sheets import SHEETS, Column, Row, Sheet
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.cells import MAX_COLUMN, MAX_ROW, CellRef, letters, split_a1
from cic_sheets.values.names import folded, nearest
from cic_sheets.xlsx.model import RawBook, RawCell, RawSheet

_ADDRESS = re.compile(r"\s*(?:'((?:[^']|'')+)'|([^!]+))!\s*(\$?[A-Za-z]{1,3}\$?\d{1,7})\s*\Z")


class NoCell(Exception):
    """Nothing to trace: `why` is the key of a sentence, `facts` its blanks."""

    def __init__(self, why: str, **facts: str) -> None:
        super().__init__(why, facts)
        self.why = f"trace.{why}"
        self.facts = facts

    @property
    def wrong(self) -> bool:
        """Whether no such cell can be: the address itself is wrong."""
        return self.why in ("trace.cell.address", "trace.cell.no-sheet")


class Asked(NamedTuple):
    """A cell of the year.

    row, column  None in `Listes`, whose values extend the drop-downs
    kind         how it is read
    """

    cell: CellRef
    raw: RawCell
    kind: Kind
    row: Row | None
    column: Column | None


def asked(opened: OpenBook, raw: RawBook, address: str) -> Asked:
    """The cell of an address: `'Dépenses'!$J$14`, whatever the case.  Raises NoCell."""
    place, sheet = _place(raw, address)
    book = opened.book
    cell = sheet.cell(place.row, place.column)
    tab = next((one for one in book.tabs.values() if one.name == sheet.name), None)
    if tab is None:
        if folded(sheet.name) == folded(LISTS_TAB) and not is_blank(cell):
            return Asked(place, cell, Text(), None, None)
        why = "welcome" if folded(sheet.name) == folded(WELCOME_TAB) else "ignored-sheet"
        raise NoCell(f"cell.{why}", sheet=sheet.name)
    declared = SHEETS[tab.title]
    attr = _attribute(declared, tab, book, place)
    row = _row(book, declared, place.row)
    if is_blank(cell) and not (cell.formula and row):
        raise NoCell("cell.empty", cell=_name(place))
    if row is None:
        raise NoCell("cell.outside", cell=_name(place), sheet=sheet.name)
    column = declared.columns[attr]
    return Asked(place, cell, _kind(row, column), row, column)


def _place(raw: RawBook, address: str) -> tuple[CellRef, RawSheet]:
    match = _ADDRESS.match(address)
    if match is None:
        raise NoCell("cell.address", cell=address)
    name = (match[1] or match[2]).replace("''", "'").strip()
    row, column = split_a1(match[3])
    if not (1 <= row <= MAX_ROW and column <= MAX_COLUMN):
        raise NoCell("cell.address", cell=address)
    sheet = raw.sheet(name) or next(
        (one for one in raw.sheets if folded(one.name) == folded(name)), None
    )
    if sheet is None:
        near = nearest(name, [one.name for one in raw.sheets]) or ""
        raise NoCell("cell.no-sheet", sheet=name, near=near)
    return CellRef(sheet.name, row, column), sheet


def _attribute(declared: Sheet, tab: Tab, book: Book, place: CellRef) -> str:
    """The attribute whose value stands there.  Raises NoCell."""
    if declared.vertical:
        row = next(iter(book.rows.get(declared.row, ())), None)
        for attr in tab.columns:
            if row is not None and row.places.get(attr) == place:
                return attr
        raise NoCell("cell.no-value", cell=_name(place), sheet=place.sheet)
    if place.row == tab.header:
        raise NoCell("cell.header", cell=_name(place))
    if place.row < tab.header:
        raise NoCell("cell.outside", cell=_name(place), sheet=place.sheet)
    for attr, column in tab.columns.items():
        if column == place.column:
            return attr
    raise NoCell("cell.ignored-column", column=letters(place.column), sheet=place.sheet)


def _row(book: Book, declared: Sheet, number: int) -> Row | None:
    rows = book.rows.get(declared.row, ())
    if declared.vertical:
        return rows[0] if rows else None
    return next((row for row in rows if row.number == number), None)


def _kind(row: Row, column: Column) -> Kind:
    if isinstance(row, SettingRow) and column.attr == "value":
        found = spellings().get(folded(row.key or ""))
        return found.kind if found else Text()
    return column.kind


def _name(place: CellRef) -> str:
    return f"{place.sheet}!{place.a1}"
