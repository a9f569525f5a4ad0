"""Where headings and data stand on a sheet, as far as anyone can tell without knowing its meaning.

A table says it itself; else the headings are the first row that holds something, titles aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cic_sheets.values.cells import MAX_ROW, Area
from cic_sheets.xlsx.model import RawCell, RawSheet

_TITLES_WITHIN = 30


class Block(NamedTuple):
    """Headings by column, and the rows of data below them (bounds included)."""

    sheet: RawSheet
    header: int
    headings: dict[int, RawCell]
    first: int
    last: int

    def column(self, number: int) -> Iterator[tuple[int, RawCell]]:
        """The cells of data of one column, with their rows."""
        for row, cells in self.rows():
            if number in cells:
                yield row, cells[number]

    def rows(self) -> Iterator[tuple[int, dict[int, RawCell]]]:
        """The rows of data that hold something under the headings."""
        for row, cells in self.sheet.rows.items():
            if self.first <= row <= self.last:
                inside = {c: cell for c, cell in cells.items() if c in self.headings}
                if inside:
                    yield row, inside

    @property
    def area(self) -> Area:
        """Headings and data."""
        return Area(self.header, min(self.headings), self.last, max(self.headings))


def blocks(sheet: RawSheet) -> list[Block]:
    """One block for each table with headings; without any table, one for the sheet."""
    if not sheet.tables:
        guessed = _guessed(sheet)
        return [guessed] if guessed else []
    found = []
    for table in sheet.tables:
        area = table.area
        headings = {
            column: cell
            for column, cell in sheet.rows.get(area.top, {}).items()
            if area.left <= column <= area.right
        }
        if table.header_rows and headings:
            last = area.bottom - table.totals_rows
            found.append(Block(sheet, area.top, headings, area.top + 1, last))
    return found


def _guessed(sheet: RawSheet) -> Block | None:
    rows = list(sheet.rows)
    if not rows:
        return None
    header = rows[0]
    for row in rows[:_TITLES_WITHIN]:
        cells = sheet.rows[row].values()
        if any(cell.kind != "text" for cell in cells):
            break
        if len(cells) > 1:
            header = row
            break
    last = min(max(rows[-1], header + 1), MAX_ROW)
    return Block(sheet, header, dict(sheet.rows[header]), header + 1, last)
