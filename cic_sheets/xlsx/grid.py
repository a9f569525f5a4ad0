"""The cells of one sheet as they arrive from its markup, with what is wrong about their places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cic_sheets.values.cells import MAX_COLUMN, MAX_ROW, CellRef, column_number, letters
from cic_sheets.xlsx.cells import CellMaker, Faulty
from cic_sheets.xlsx.formulas import external_numbers, shifted
from cic_sheets.xlsx.model import EMPTY, RawCell, RawIssue, Refused

MOST_CELLS = 500_000  # of a workbook; a year of this programme holds some 10,000
MOST_TAGS = 8_000_000  # of a workbook's sheets, empty cells included
MOST_EXTRAS = 200_000  # merged areas, links, column widths
MOST_FORMULA_TEXT = 32_000_000  # characters, once shared formulas are written out

_REFERENCE = re.compile(r"(\$?)([A-Za-z]+)(\$?)([0-9]+)\Z")
COLUMNS: dict[str, int] = {letters(number): number for number in range(1, 27 * 26 + 1)}


class Budget:
    """What a whole workbook may hold; beyond, it is too large to be one of people's."""

    def __init__(self) -> None:
        self.cells = MOST_CELLS
        self.tags = MOST_TAGS
        self.extras = MOST_EXTRAS
        self.formula_text = MOST_FORMULA_TEXT

    def spend(self, what: str, amount: int = 1) -> None:
        """Raises Refused when that much of `what` is not left."""
        left = getattr(self, what) - amount
        if left < 0:
            raise Refused("too_large", what)
        setattr(self, what, left)


class Grid:
    """Sparse cells by row and column; `row` and `column` are the place of the cell at hand."""

    def __init__(self, name: str, maker: CellMaker, budget: Budget) -> None:
        self.name = name
        self.maker = maker
        self.budget = budget
        self.rows: dict[int, dict[int, RawCell]] = {}
        self.issues: list[RawIssue] = []
        self.externals: dict[int, list[CellRef]] = {}
        self._row = 0
        self._column = 0
        self._cells: dict[int, RawCell] = {}
        self._told: set[str] = set()
        self._masters: dict[str, tuple[int, int, str]] = {}
        self._orphans: list[tuple[int, int, str]] = []

    def locate(self, reference: str, row: int, column: int) -> tuple[int, int]:
        """Row and column of an `r` attribute; an unreadable one leaves the cell where it stands.

        row, column   where counting puts the cell; row 0 when the row has no number
        """
        match = _REFERENCE.match(reference)
        if match is None or len(reference) > 20:
            self.once("odd_reference", _a1(row, column), reference)
            return row, column
        fix, name, row_fix, number = match.groups()
        if fix or row_fix or not name.isupper() or (row and int(number) != row):
            self.once("odd_reference", _a1(int(number), column_number(name)), reference)
        return int(number), column_number(name)

    def take(
        self,
        row: int,
        column: int,
        kind: str,
        style: str,
        value: str | None,
        formula: str | None = None,
    ) -> None:
        """One cell from its type, style, `<v>` and formula."""
        try:
            cell = self.maker.make(kind, style, value)
        except Faulty as fault:
            cell = fault.cell
            self.tell(fault.code, _a1(row, column), fault.detail)
        if formula is not None:
            stored = bool(value) or (value == "" and kind == "str")
            cell = RawCell(cell.kind, cell.value, formula, stored)
        if cell is not EMPTY:
            self.add(row, column, cell)

    def add(self, row: int, column: int, cell: RawCell) -> None:
        """Put a cell at its place; the first to come keeps it."""
        if row != self._row:
            self._open(row, column)
        if self._column < column <= MAX_COLUMN:
            self._column = column
            self._cells[column] = cell
        else:
            self._out_of_step(row, column, cell)

    def _open(self, row: int, column: int) -> None:
        self.budget.spend("cells", len(self._cells))
        if row < self._row:
            self.once("out_of_order", _a1(row, column), "")
        self._row = row
        if row < 1 or row > MAX_ROW:
            self._cells, self._column = {}, MAX_COLUMN  # every cell is out of step
            return
        self._cells = self.rows.setdefault(row, {})
        self._column = max(self._cells, default=0)

    def _out_of_step(self, row: int, column: int, cell: RawCell) -> None:
        place = _a1(row, column)
        if not 1 <= row <= MAX_ROW or column > MAX_COLUMN:
            self.tell("outside_grid", place, cell.text)
        elif column in self._cells:
            self.tell("cell_twice", place, f"{self._cells[column].text} | {cell.text}")
        else:
            self.once("out_of_order", place, "")
            self._cells[column] = cell

    def formula(
        self, row: int, column: int, attributes: Mapping[str, str], text: str
    ) -> str | None:
        """The formula's text; a shared one is written out for its cell."""
        text = text.removeprefix("=")
        if attributes.get("t") == "shared":
            text = self._shared(row, column, attributes.get("si", ""), text)
        elif not text:
            return None if attributes.get("t") != "dataTable" else ""
        self.budget.spend("formula_text", len(text))
        if "[" in text:
            for number in external_numbers(text):
                self.externals.setdefault(number, []).append(CellRef(self.name, row, column))
        return text

    def _shared(self, row: int, column: int, group: str, text: str) -> str:
        if text:
            self._masters[group] = (row, column, text)
            return text
        master = self._masters.get(group)
        if master is None:
            self._orphans.append((row, column, group))
            return ""
        return shifted(master[2], row - master[0], column - master[1])

    def finish(self) -> None:
        """Once all cells are in: rows in order, late formulas written out, the count checked."""
        self.budget.spend("cells", len(self._cells))
        for row, column, group in self._orphans:
            cell = self.rows.get(row, {}).get(column)
            if group in self._masters and cell is not None:
                text = self.formula(row, column, {"t": "shared", "si": group}, "")
                self.rows[row][column] = cell._replace(formula=text)
        if "out_of_order" in self._told:
            ordered = sorted(self.rows.items())
            self.rows = {row: dict(sorted(cells.items())) for row, cells in ordered}
        self.rows = {row: cells for row, cells in self.rows.items() if cells}

    def tell(self, code: str, place: str, detail: str) -> None:
        """Note an issue."""
        self.issues.append(RawIssue(code, self.name, place, detail))

    def once(self, code: str, place: str, detail: str) -> None:
        """Note an issue the first time it occurs on the sheet."""
        if code not in self._told:
            self._told.add(code)
            self.tell(code, place, detail)


def _a1(row: int, column: int) -> str:
    return f"{letters(max(column, 1))}{row}"
