"""One sheet as it is once filled: its cells by row and column, the formulas among them.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), .40 (f).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import merge

from ..opc.markup import Markup
from .cells import FORMULA, Cell, SharedFormulas, attribute, cells, lines, opening
from .repeated import Repeated
from .spreadsheet import a1
from .workbook import Sheet


class Held:
    """One sheet as it is now: its cells by row and column, the formulas among them."""

    def __init__(self, sheet: Sheet, content: bytes, repeats: Sequence[Repeated]) -> None:
        self.sheet = sheet
        self.repeats = repeats
        self.markup = Markup(content)
        self.cells: dict[tuple[int, int], Cell] = {}
        self.formulas: dict[tuple[int, int], str] = {}
        self.last_row = 0
        self.hidden: set[int] = set()
        self.columns: dict[int, list[int]] = {}
        shared = SharedFormulas()
        root = self.markup.root()
        data = self.markup.child(root, b"sheetData")
        for line in lines(self.markup, data) if data else ():
            if attribute(line.tag, "hidden") in ("1", "true"):
                self.hidden.add(line.number)
            for cell in cells(self.markup, line):
                place = line.number, cell.column
                self.cells[place] = cell
                if cell.inner:
                    self.columns.setdefault(cell.column, []).append(line.number)
                if match := FORMULA.search(cell.inner):
                    plain = alone(opening(match), place)
                    self.formulas[place] = shared.text(match, *place) if plain else ""
            self.last_row = max(self.last_row, line.number)
        for repeated in repeats:
            self.last_row = max(self.last_row, repeated.bottom)
            for column, held in repeated.held().items():
                self.columns.setdefault(column, []).extend(held)
        for rows in self.columns.values():
            rows.sort()

    def repeated(self, row: int) -> Repeated | None:
        """The block kept by column that holds a row."""
        return next((one for one in self.repeats if one.top <= row <= one.bottom), None)

    def formula(self, row: int, column: int) -> str | None:
        """A cell's formula; None when it holds none."""
        repeated = self.repeated(row)
        return repeated.formula(row, column) if repeated else self.formulas.get((row, column))

    def held(self, top: int, left: int, bottom: int, right: int) -> Iterator[tuple[int, int]]:
        """The places of an area that hold something, row by row."""
        found = [one for one in self.columns if left <= one <= right]
        spans = (
            (c, bisect_left(r, top), bisect_right(r, bottom), r)
            for c in found
            if (r := self.columns[c])
        )
        one_each = [
            [(rows[at], column) for at in range(start, end)] for column, start, end, rows in spans
        ]
        yield from one_each[0] if len(one_each) == 1 else merge(*one_each)


def alone(tag: bytes, place: tuple[int, int]) -> bool:
    """Whether a formula gives the result of its own cell alone."""
    if b"dataTable" in tag:
        return False
    return b"array" not in tag or attribute(tag, "ref") in ("", a1(*place))
