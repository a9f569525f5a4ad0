"""What is worth a word in a workbook that can be read: for `inspect`, which knows no programme.

Each function looks at one thing and yields `(code, place, detail)`; `REMARKS` lists them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from cic_sheets.values.cells import Area, column_number, letters
from cic_sheets.values.names import folded
from cic_sheets.xlsx.layout import Block, blocks
from cic_sheets.xlsx.model import RawCell, RawIssue, RawSheet
from cic_sheets.xlsx.texts import invisible, look_alikes, typed_values

Remark = tuple[str, str, str]

LONGEST_TEXT = 32_767  # characters; Excel cuts beyond
_FAR_ROWS, _FAR_COLUMNS = 1_000, 256  # blank ones between two cells that belong together
_REFERENCE = re.compile(r"(?<![\w!$.'])\$?([A-Z]{1,3})\$?([0-9]{1,7})(?![\w(!.])")
_FIRST_DATE, _LAST_DATE = 25_569, 73_050  # serials of 1970 and 2099
_DATE_WORDS = re.compile(r"\b(date|jour|day|تاريخ)", re.IGNORECASE)


def remarks(sheet: RawSheet) -> Iterator[RawIssue]:
    """Everything worth a word on one sheet."""
    found = blocks(sheet)
    for remark in REMARKS:
        for code, place, detail in remark(sheet, found):
            yield RawIssue(code, sheet.name, place, detail)


def _cells(sheet: RawSheet, found: list[Block]) -> Iterator[Remark]:
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            if cell.kind == "error":
                yield "cell_error", _a1(row, column), cell.text
            elif not cell.stored:
                yield "formula_not_calculated", _a1(row, column), cell.formula or ""
            elif cell.kind == "text":
                if len(cell.text) > LONGEST_TEXT:
                    yield "long_text", _a1(row, column), str(len(cell.text))
                if invisible(cell.text):
                    yield "invisible_characters", _a1(row, column), ascii(cell.text[:200])


def _columns(sheet: RawSheet, found: list[Block]) -> Iterator[Remark]:
    """What shows only beside the other cells of a column."""
    columns: dict[int, list[tuple[int, RawCell]]] = defaultdict(list)
    headers = {block.header for block in found}
    known: dict[str, str] = {}
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            columns[column].append((row, cell))
    for column, cells_down in columns.items():
        for row in look_alikes(cells_down):
            yield "look_alike", _a1(row, column), ascii(sheet.cell(row, column).text[:200])
        data = [(row, cell) for row, cell in cells_down if row not in headers]
        for code, row in typed_values(data, known):
            yield code, _a1(row, column), sheet.cell(row, column).text


def _headings(sheet: RawSheet, found: list[Block]) -> Iterator[Remark]:
    for block in found:
        seen: set[str] = set()
        filled = {column for _row, cells in block.rows() for column in cells}
        for column, cell in block.headings.items():
            place = _a1(block.header, column)
            if cell.kind == "text" and folded(cell.text) in seen:
                yield "duplicate_header", place, cell.text
            if column in filled and cell.kind in ("number", "date", "time", "bool"):
                yield "header_not_text", place, cell.text
            elif column in filled and _untidy(cell.text):
                yield "untidy_header", place, cell.text
            seen.add(folded(cell.text))


def _untidy(heading: str) -> bool:
    """Blanks that nobody sees, and that make two spellings of one name."""
    return heading != heading.strip(" ") or "  " in heading


def _merged(sheet: RawSheet, found: list[Block]) -> Iterator[Remark]:
    for block in found:
        inside = block.area
        for area in sheet.merged:
            if area.right < inside.left or area.left > inside.right or area.top > inside.bottom:
                continue
            if area.top > block.header:
                yield "merged_data", area.a1, ""
            elif area.bottom >= block.header or _spans(area, block):
                yield "merged_header", area.a1, ""


def _spans(area: Area, block: Block) -> bool:
    """A heading over several headings, right above them."""
    return area.bottom == block.header - 1 and area.left < area.right


def _outside_tables(sheet: RawSheet, found: list[Block]) -> Iterator[Remark]:
    """Rows typed right under a table that did not grow."""
    for table in sheet.tables:
        area, row = table.area, table.area.bottom + 1
        while True:
            columns = [c for c in sheet.rows.get(row, {}) if area.left <= c <= area.right]
            if not columns or any(t.area.holds(row, columns[0]) for t in sheet.tables):
                break
            yield "row_outside_table", _a1(row, columns[0]), table.name
            row += 1


def _far_cells(sheet: RawSheet, found: list[Block]) -> Iterator[Remark]:
    """A cell forgotten far away; it makes other programs read millions of empty ones."""
    rows = list(sheet.rows)
    for above, below in pairwise(rows):
        if below - above > _FAR_ROWS:
            yield "far_cell", _a1(below, next(iter(sheet.rows[below]))), ""
            return
    columns = sorted({column for cells in sheet.rows.values() for column in cells})
    for left, right in pairwise(columns):
        if right - left > _FAR_COLUMNS:
            row = next(row for row, cells in sheet.rows.items() if right in cells)
            yield "far_cell", _a1(row, right), ""
            return


def _zeros(sheet: RawSheet, found: list[Block]) -> Iterator[Remark]:
    """A column of formulas that are all 0 though what they read is not: never calculated."""
    columns: dict[int, list[tuple[int, RawCell]]] = defaultdict(list)
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            if cell.formula and cell.stored and cell.kind == "number":
                columns[column].append((row, cell))
    for column, cells_down in columns.items():
        if not any(cell.value for _row, cell in cells_down) and any(
            _reads_something(sheet, cell.formula or "") for _row, cell in cells_down
        ):
            first, last = cells_down[0][0], cells_down[-1][0]
            yield "zero_cache", Area(first, column, last, column).a1, ""


def _reads_something(sheet: RawSheet, formula: str) -> bool:
    return any(
        isinstance(value, Decimal) and value != 0
        for name, row in _REFERENCE.findall(formula)[:8]
        for value in [sheet.cell(int(row), column_number(name)).value]
    )


def _dates_as_numbers(sheet: RawSheet, found: list[Block]) -> Iterator[Remark]:
    for block in found:
        for column, heading in block.headings.items():
            if not _DATE_WORDS.search(heading.text):
                continue
            for row, cell in block.column(column):
                value = cell.value
                if isinstance(value, Decimal) and _FIRST_DATE <= value <= _LAST_DATE:
                    yield "date_as_number", _a1(row, column), cell.text


REMARKS: tuple[Callable[[RawSheet, list[Block]], Iterator[Remark]], ...] = (
    _cells, _columns, _headings, _merged, _outside_tables, _far_cells, _zeros, _dates_as_numbers,
)  # fmt: skip


def _a1(row: int, column: int) -> str:
    return f"{letters(column)}{row}"
