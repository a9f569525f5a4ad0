"""The cells of one sheet as they arrive from its markup, with what is wrong about their places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cic_sheets.values.cells import MAX_COLUMN, MAX_ROW, CellRef, column_number, letters
from cic_sheets.xlsx.cells import CellMaker, Faulty
from cic_sheets.xlsx.formulas import external_books, shifted
from cic_sheets.xlsx.model import EMPTY, RawCell, RawIssue, Refused
from cic_sheets.xlsx.strings import text_cell

MOST_CELLS = 400_000  # of a workbook; people fill in some 10,000, and a copy lists its faults
MOST_TAGS = 8_000_000  # of a workbook's sheets, empty cells included
MOST_EXTRAS = 200_000  # merged areas, links, column widths
MOST_FORMULA_TEXT = 4_000_000  # characters of shared formulas, written out
MOST_ISSUES = 20_000  # of a sheet; beyond, the file is damaged as a whole

_REFERENCE = r"(\$?)([A-Za-z]+)(\$?)([0-9]+)\Z"  # of odd cells only: compiled when met
COLUMNS: dict[str, int] = {letters(number): number for number in range(1, 27 * 26 + 1)}


def column_of(name: str) -> int:
    """The number of a column in capital letters; 0 when they are too many."""
    if len(name) > 3:
        return 0
    return COLUMNS.setdefault(name, column_number(name))


class Budget:
    """What a whole workbook may hold; beyond, it is too large to be one of people's."""

    def __init__(self) -> None:
        self.cells = MOST_CELLS
        self.tags = MOST_TAGS
        self.extras = MOST_EXTRAS
        self.formula_text = MOST_FORMULA_TEXT

    def spend(self, what: str, amount: int = 1) -> None:
        """Raises Refused when that much of `what` is not left."""
        self.check(what, amount)
        setattr(self, what, getattr(self, what) - amount)

    def check(self, what: str, amount: int) -> None:
        """Raises Refused like `spend`, and spends nothing."""
        if amount > getattr(self, what):
            raise Refused("too_large", what)


class Grid:
    """Sparse cells by row and column; `row` and `column` are the place of the cell at hand."""

    def __init__(self, name: str, maker: CellMaker, budget: Budget) -> None:
        self.name = name
        self.maker = maker
        self.budget = budget
        self.rows: dict[int, dict[int, RawCell]] = {}
        self.issues: list[RawIssue] = []
        self.externals: dict[str, list[CellRef]] = {}
        self._count = 0
        self._formula_text = 0
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
        match = re.match(_REFERENCE, reference)
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
    ) -> RawCell:
        """The cell of a type, style, `<v>` and formula; EMPTY when it holds nothing."""
        try:
            cell = EMPTY if value is None else self.maker.make(kind, style, value)
        except Faulty as fault:
            cell = fault.cell
            tell = self.once if fault.once else self.tell
            tell(fault.code, _a1(row, column), fault.detail)
        if formula is None:
            return cell
        stored = bool(value) or (value == "" and kind == "str")
        return RawCell(cell.kind, cell.value, formula, stored)

    def take_text(
        self, row: int, column: int, text: str, trimmed: bool, formula: str | None = None
    ) -> RawCell:
        """The cell that carries its own text; EMPTY when it holds nothing."""
        if trimmed:
            self.tell("space_trimmed", _a1(row, column), text)
        if formula is None:
            return text_cell(text)
        return RawCell("text" if text else "empty", text or None, formula)

    def add_row(self, row: int, cells: dict[int, RawCell]) -> bool:
        """A whole row whose columns are in order; False when it doesn't simply come next."""
        if not self._row < row <= MAX_ROW or next(reversed(cells)) > MAX_COLUMN:
            return False
        self._count += len(self._cells)
        self.budget.check("cells", self._count)
        self._row = row
        self._cells = self.rows[row] = cells
        return True

    def add(self, row: int, column: int, cell: RawCell) -> None:
        """Put a cell at its place; the first to come keeps it.  EMPTY leaves no trace."""
        if cell is EMPTY:
            return
        if row != self._row:
            self._open(row, column)
        if self._column < column <= MAX_COLUMN:
            self._column = column
            self._cells[column] = cell
        else:
            self._out_of_step(row, column, cell)

    def _open(self, row: int, column: int) -> None:
        self._count += len(self._cells)
        self.budget.check("cells", self._count)
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
        if "[" in text:
            for book in external_books(text):
                self.externals.setdefault(book, []).append(CellRef(self.name, row, column))
        return text

    def _shared(self, row: int, column: int, group: str, text: str) -> str:
        if text:
            self._masters[group] = (row, column, text)
            return text
        master = self._masters.get(group)
        if master is None:
            self._orphans.append((row, column, group))
            return ""
        self._formula_text += len(master[2])
        self.budget.check("formula_text", self._formula_text)
        return shifted(master[2], row - master[0], column - master[1])

    def finish(self) -> None:
        """Once all cells are in: late formulas written out, rows in order, the budget charged."""
        for row, column, group in self._orphans:
            cell = self.rows.get(row, {}).get(column)
            if group in self._masters and cell is not None:
                text = self.formula(row, column, {"t": "shared", "si": group}, "")
                self.rows[row][column] = cell._replace(formula=text)
        if "out_of_order" in self._told:
            ordered = sorted(self.rows.items())
            self.rows = {row: dict(sorted(cells.items())) for row, cells in ordered}
        self.rows = {row: cells for row, cells in self.rows.items() if cells}
        self.budget.spend("cells", sum(map(len, self.rows.values())))
        self.budget.spend("formula_text", self._formula_text)

    def tell(self, code: str, place: str, detail: str) -> None:
        """Note an issue.  Raises Refused when there is no end of them."""
        if len(self.issues) >= MOST_ISSUES:
            raise Refused("damaged_file", f"{self.name}: {code} {place}")
        self.issues.append(RawIssue(code, self.name, place, detail))

    def once(self, code: str, place: str, detail: str) -> None:
        """Note an issue the first time it occurs on the sheet."""
        if code not in self._told:
            self._told.add(code)
            self.tell(code, place, detail)


def _a1(row: int, column: int) -> str:
    return f"{letters(max(column, 1))}{row}"
