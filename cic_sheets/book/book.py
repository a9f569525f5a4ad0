"""The year as read: typed rows, settings, where everything stands, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from cic_sheets.book.folder import NO_FOLDER, Folder
from cic_sheets.schema.findings import Finding
from cic_sheets.schema.parameters import Setting
from cic_sheets.schema.sheets import Row
from cic_sheets.values.cells import Area, CellRef
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import folded

R = TypeVar("R", bound=Row)


class Tab(NamedTuple):
    """Where a declared sheet was found.

    title    the declared title
    name     the tab's name in this workbook
    header   the row of the headings
    columns  attribute → column number, for the columns found
    area     the ListObject's area, None without one
    """

    title: str
    name: str
    header: int
    columns: Mapping[str, int]
    area: Area | None


class Book:
    """One year's workbook, read.

    name      the file's name
    order     the tabs' names in the workbook's order
    tabs      declared title → where it was found
    rows      row class → its rows, in the workbook's order
    settings  key of « Règles » → its value this year (the default where it is missing or faulty)
    lookups   declared title → folded number or name → the row it means
    unread    titles of the sheets found without headings or numbers: nothing can refer to them
    added     name of a list → the values that the coordinator added to it
    folder    the files beside the workbook
    findings  what the reader found; rules add theirs later
    """

    def __init__(self, name: str, order: tuple[str, ...] = ()) -> None:
        self.name = name
        self.order = order
        self.tabs: dict[str, Tab] = {}
        self.rows: dict[type[Row], tuple[Row, ...]] = {}
        self.settings: dict[str, Setting] = {}
        self.lookups: dict[str, dict[str, Row]] = {}
        self.unread: set[str] = set()
        self.added: Mapping[str, tuple[str, ...]] = {}
        self.folder: Folder = NO_FOLDER
        self.findings: list[Finding] = []

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every row of a sheet; empty when the sheet is missing."""
        return cast("tuple[R, ...]", self.rows.get(kind, ()))

    def find(self, kind: type[R], number: str | None) -> R | None:
        """The row that a reference means, or None."""
        if number is None:
            return None
        found = self.lookups.get(kind.sheet.title, {}).get(folded(number))
        return cast("R | None", found)

    def only(self, kind: type[R]) -> R | None:
        """The one row of a vertical sheet (« Convention »); None when the sheet is missing."""
        rows = self.all(kind)
        return rows[0] if rows else None

    def was_read(self, kind: type[Row]) -> bool:
        """Whether the sheet was found, with its headings and numbers."""
        return kind.sheet.title in self.tabs and kind.sheet.title not in self.unread

    def setting(self, key: str) -> Any:
        """The value of a key of « Règles »; raises KeyError for an undeclared key."""
        return self.settings[key].value

    def title_cell(self, kind: type[Row]) -> CellRef:
        """A cell to blame for a sheet as a whole: the first heading."""
        tab = self.tabs.get(kind.sheet.title)
        if tab is None:
            return CellRef(kind.sheet.title, 1, 1)
        return CellRef(tab.name, tab.header, min(tab.columns.values(), default=1))
