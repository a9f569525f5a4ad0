"""What the reader says of headings and of a table's layout: CLA-02, 03, 06, 08, 09, 11."""

from __future__ import annotations

from collections.abc import Mapping

from cic_sheets.book.book import Book
from cic_sheets.book.tables import Headings, Place, is_blank, strays
from cic_sheets.book.tell import finding
from cic_sheets.schema.findings import Word
from cic_sheets.schema.sheets import Column, Sheet
from cic_sheets.values.cells import Area, CellRef
from cic_sheets.values.names import nearest


def required(sheet: Sheet) -> list[Column]:
    """The columns without which a sheet can't be judged."""
    return [column for column in sheet.columns.values() if column.required]


def tell_headings(book: Book, place: Place, found: Headings) -> frozenset[str]:
    """CLA-02, CLA-03, CLA-09; the required columns that are missing."""
    sheet, name = place.sheet, place.raw.name
    others = dict(found.others)
    first = CellRef(name, found.row, min([*found.columns.values(), *others], default=1))
    missing = [column for column in required(sheet) if column.attr not in found.columns]
    for column in missing:
        at = near_heading(column, others)
        near = others.pop(at) if at else ""
        cell = CellRef(name, found.row, at) if at else first
        book.findings.append(
            finding("CLA-02", name, cell, value=near, label=column.label, near=near)
        )
    for attr, column_number in found.twice:
        before = CellRef(name, found.row, found.columns[attr]).a1
        label = sheet.columns[attr].label
        cell = CellRef(name, found.row, column_number)
        book.findings.append(finding("CLA-03", name, cell, value=label, label=label, first=before))
    absent = [c.label for c in sheet.columns.values() if c.attr not in found.columns]
    for column_number, heading in others.items():
        what = Word("what.column", "colonne « {name} »", (("name", heading),))
        near = nearest(heading, absent) or ""
        cell = CellRef(name, found.row, column_number)
        book.findings.append(finding("CLA-09", name, cell, value=heading, what=what, near=near))
    return frozenset(column.attr for column in missing)


def near_heading(column: Column, others: Mapping[int, str]) -> int | None:
    """The place of the heading that a missing column was probably meant by."""
    meant = nearest(column.label, others.values())
    return next((number for number, heading in others.items() if heading == meant), None)


def tell_layout(book: Book, place: Place, found: Headings, rows: list[int]) -> None:
    """CLA-06, CLA-08, CLA-11."""
    raw, name = place.raw, place.raw.name
    left = min(found.columns.values(), default=1)
    hidden = [row for row in rows if row in raw.hidden_rows]
    if hidden:
        cell = CellRef(name, hidden[0], left)
        book.findings.append(finding("CLA-06", name, cell, value="", count=len(hidden)))
    for area in merged(place, found, rows):
        cell = CellRef(name, area.top, area.left)
        held = raw.rows.get(area.top, {}).get(area.left)
        book.findings.append(finding("CLA-08", name, cell, held, area=area.a1))
    area_of_table = place.table.area if place.table else None
    for row, count in strays(rows, found.row, area_of_table):
        cells = raw.rows[row]
        column = next(
            (c for c in sorted(found.columns.values()) if not is_blank(cells.get(c))), left
        )
        cell = CellRef(name, row, column)
        book.findings.append(finding("CLA-11", name, cell, cells.get(column), count=count))


def merged(place: Place, found: Headings, rows: list[int]) -> list[Area]:
    """Merged areas that touch the headings or the data of the declared columns."""
    if not place.raw.merged or not found.columns:
        return []
    left, right = min(found.columns.values()), max(found.columns.values())
    bottom = rows[-1] if rows else found.row
    return [
        area
        for area in place.raw.merged
        if found.row <= area.bottom and area.top <= bottom
        and area.left <= right and left <= area.right
    ]  # fmt: skip
