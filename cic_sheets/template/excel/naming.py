"""What formulas call by name: defined names, and Excel's tables.

Source: ISO/IEC 29500-1, 18.2.5 (definedName), 18.5.1.2 (table), 18.5.1.3 (tableColumn).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..opc.later import later
from ..opc.markup import Markup
from .cells import resolved
from .formulas import sheet_key, unfixed
from .reckon.values import Area, Table
from .spreadsheet import area, whole
from .workbook import Sheet, Workbook

_ESCAPED = later(r"_x([0-9A-Fa-f]{4})_")


class Naming:
    """The names of a workbook, read when one is asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._names: dict[tuple[str, str], str] | None = None
        self._tables: dict[str, Table] | None = None

    def formula(self, name: str, sheet: str) -> str | None:
        """A defined name's formula: the sheet's own before the workbook's; None if relative."""
        if self._names is None:
            self._names = dict(_names(self._book))
        key = name.casefold()
        found = self._names.get((key, sheet), self._names.get((key, "")))
        return None if found is None or unfixed(found) else found

    def table(self, name: str, sheet: str, place: tuple[int, int] | None) -> Table | None:
        """The table of a name; without one, the table that holds the place."""
        if self._tables is None:
            self._tables = dict(_tables(self._book))
        if name:
            return self._tables.get(name.casefold())
        return next((one for one in self._tables.values() if _holds(one, sheet, place)), None)


def _holds(table: Table, sheet: str, place: tuple[int, int] | None) -> bool:
    there, top, left, bottom, right = table.area
    if place is None or there != sheet:
        return False
    return top <= place[0] <= bottom and left <= place[1] <= right


def _names(book: Workbook) -> Iterator[tuple[tuple[str, str], str]]:
    parent = book.markup.child(book.root, b"definedNames")
    for one in book.markup.children(parent) if parent else ():
        tag = book.markup.attributes(one)
        local = tag.get("localSheetId")
        sheet = ""
        if local is not None:
            index = whole(local)
            sheet = sheet_key(book.sheets[index].name) if index < len(book.sheets) else "\0"
        yield (
            (tag.get("name", "").casefold(), sheet),
            resolved(book.markup.text[one.inner : one.close]).strip(),
        )


def _tables(book: Workbook) -> Iterator[tuple[str, Table]]:
    for sheet in book.sheets:
        if sheet.kind == "worksheet" and sheet.part:
            yield from _tables_of(book, sheet)


def _tables_of(book: Workbook, sheet: Sheet) -> Iterator[tuple[str, Table]]:
    package = book.package
    for relation in package.relations(sheet.part):
        if relation.kind != "table" or relation.external or relation.target not in package:
            continue
        markup = Markup(package.part(relation.target))
        root = markup.root()
        tag = markup.attributes(root)
        place = area(tag.get("ref", ""))
        columns = markup.child(root, b"tableColumns")
        if place is None or columns is None:
            continue
        names = [markup.attributes(one).get("name", "") for one in markup.children(columns)]
        name = (tag.get("displayName") or tag.get("name", "")).casefold()
        headers, totals = whole(tag.get("headerRowCount"), 1), whole(tag.get("totalsRowCount"))
        held = Area(sheet_key(sheet.name), *place)
        yield name, Table(held, tuple(map(_said, names)), headers, totals)


def _said(name: str) -> str:
    """A column's name as it reads in formulas: `_x000a_` is a line break."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), name).casefold()
