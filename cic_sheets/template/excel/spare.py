"""Whether rows of a sheet can go with nothing lost but what stands in one table.

A row goes as a whole: nobody's remark beside the table, no note, no rule, no picture may be there.
Source: ISO/IEC 29500-1, 18.3.1.4 (c), .40 (f), .55 (mergeCell), .18 (conditionalFormatting).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..opc.later import later
from ..opc.markup import Markup
from .cells import cells, lines
from .spreadsheet import area
from .workbook import Sheet, Workbook

_PLACED = ("comments", "vmlDrawing", "drawing", "threadedComment", "pivotTable", "queryTable")
"""Parts of a sheet that say where something stands; the few sheets that have them keep all rows."""
_AREAS = later(rb"\b(?:sqref|ref)\s*=\s*[\"']([^\"'<>]*)[\"']")


def may_go(book: Workbook, sheet: Sheet, rows: range, columns: range) -> bool:
    """Whether these rows hold nothing outside these columns, and nothing else is only there."""
    relations = book.package.relations(sheet.part)
    if any(one.kind in _PLACED for one in relations):
        return False
    tables = [one.target for one in relations if one.kind == "table" and not one.external]
    if sum(_is_at(rows, book.package.part(one)) for one in tables) > 1:
        return False
    markup = Markup(book.package.part(sheet.part))
    data = markup.child(markup.root(), b"sheetData")
    for line in lines(markup, data) if data else ():
        if line.number in rows:
            beside = (one for one in cells(markup, line) if one.inner)
            if any(one.column not in columns for one in beside):
                return False
    around = markup.text[: data.start] + markup.text[data.end :] if data else b""
    return not any(_only_there(rows, written) for written in _areas(around))


def _is_at(rows: range, table: bytes) -> bool:
    """Whether a table is in some of the rows."""
    markup = Markup(table)
    found = area(markup.attributes(markup.root()).get("ref", ""))
    return found is not None and found[0] < rows.stop and found[2] >= rows.start


def _areas(content: bytes) -> Iterator[str]:
    for match in _AREAS.finditer(content):
        yield from match[1].decode().split()


def _only_there(rows: range, written: str) -> bool:
    found = area(written)
    return found is not None and found[0] in rows and found[2] in rows
