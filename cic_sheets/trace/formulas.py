"""A workbook's formulas followed to the cells that they are reckoned from.

A single cell that a formula names counts.  Of an area, only the cells count whose change changes
the result: `SUMPRODUCT((B2:B9=A1)*1,C2:C9)` leads to the rows where B is A1.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.template.excel.formulas import reads, sheet_key
from cic_sheets.template.excel.reckon.evaluate import Fault, Result, Unsupported, evaluate
from cic_sheets.xlsx.model import EMPTY, RawBook, RawCell

_CHOOSES = ("SUMPRODUCT", "SUMIF", "COUNTIF")
_OTHER = "\u0001"  # a text that no cell holds


Filled = Container[tuple[str, int, int]]


class Place(NamedTuple):
    """A cell, its sheet by its name."""

    sheet: str
    row: int
    column: int


class Grid:
    """The cells of a workbook, one of them changed in thought if need be."""

    def __init__(self, raw: RawBook) -> None:
        self._sheets = {sheet_key(sheet.name): sheet for sheet in raw.sheets}
        self._known: dict[tuple[Place, bool], frozenset[Place] | None] = {}
        self._values: dict[tuple[str, int, int], Result] = {}
        self._instead: dict[tuple[str, int, int], Result] = {}

    def cell(self, place: Place) -> RawCell:
        """The cell there."""
        sheet = self._sheets.get(sheet_key(place.sheet))
        return sheet.cell(place.row, place.column) if sheet else EMPTY

    def value(self, sheet: str, row: int, column: int) -> Result:
        """A cell's stored value, for `evaluate`."""
        place = sheet, row, column
        if place in self._instead:
            return self._instead[place]
        if place not in self._values:
            self._values[place] = _result(self.cell(Place(*place)))
        return self._values[place]

    def last_row(self, sheet: str) -> int:
        """The last row that holds something, for `evaluate`."""
        found = self._sheets.get(sheet)
        if found is None:
            raise Unsupported(f"no sheet {sheet}")
        return max(found.rows, default=1)

    def leaves(
        self, place: Place, filled: Filled, *, closely: bool = True
    ) -> frozenset[Place] | None:
        """The filled cells that a formula comes down to; None where it can't be followed.

        filled   cells (sheet, row, column) where following ends
        closely  without, all cells of areas count: some too many, and at once
        """
        return self._leaves(place, filled, closely, ())

    def _leaves(
        self, place: Place, filled: Filled, closely: bool, way: tuple[Place, ...]
    ) -> frozenset[Place] | None:
        if tuple(place) in filled and way:
            return frozenset((place,))
        if (place, closely) not in self._known:
            self._known[place, closely] = self._found(place, filled, closely, (*way, place))
        return self._known[place, closely]

    def _found(
        self, place: Place, filled: Filled, closely: bool, way: tuple[Place, ...]
    ) -> frozenset[Place] | None:
        formula = self.cell(place).formula
        if formula is None:
            return frozenset()
        before = self.precedents(place, formula, closely)
        if before is None:
            return None
        found: set[Place] = set()
        for one in before:
            deeper = frozenset() if one in way else self._leaves(one, filled, closely, way)
            if deeper is None:
                return None
            found |= deeper
        return frozenset(found)

    def precedents(self, place: Place, formula: str, closely: bool) -> list[Place] | None:
        """The cells that decide a formula's result; None where that can't be told."""
        areas = reads(formula)
        if areas is None:
            return None
        chooses = closely and any(name in formula.upper() for name in _CHOOSES)
        found: dict[Place, None] = {}
        for sheet, top, left, bottom, right in areas:
            name = self._name(sheet) if sheet else place.sheet
            cells = list(self._within(name, top, left, bottom, right))
            single = (top, left) == (bottom, right)
            if chooses and not single:
                cells = self._deciding(cells, place, formula)
            found |= dict.fromkeys(cells)
        return list(found)

    def _name(self, key: str) -> str:
        sheet = self._sheets.get(key)
        return sheet.name if sheet else key

    def _within(self, sheet: str, top: int, left: int, bottom: int, right: int) -> Iterator[Place]:
        held = self._sheets.get(sheet_key(sheet))
        rows: Mapping[int, Mapping[int, RawCell]] = held.rows if held else {}
        for row in sorted(row for row in rows if top <= row <= bottom):
            for column in sorted(rows[row]):
                if left <= column <= right:
                    yield Place(sheet, row, column)

    def _deciding(self, cells: list[Place], place: Place, formula: str) -> list[Place]:
        """Those whose change changes the result: all at once, then half by half."""
        if not cells or not self._decide(cells, place, formula):
            return []
        if len(cells) == 1:
            return cells
        half = len(cells) // 2
        first, second = cells[:half], cells[half:]
        return self._deciding(first, place, formula) + self._deciding(second, place, formula)

    def _decide(self, cells: list[Place], place: Place, formula: str) -> bool:
        """Whether other values there, all different, give another result."""
        before = self._reckoned(formula, place)
        try:
            for step in (1, 7):
                self._instead = {
                    (sheet_key(one.sheet), one.row, one.column): self._other(one, step + at)
                    for at, one in enumerate(cells)
                }
                if self._reckoned(formula, place) != before:
                    return True
        finally:
            self._instead = {}
        return False

    def _other(self, one: Place, step: int) -> Result:
        value = self.cell(one).value
        if isinstance(value, Decimal):
            return value + step * (step + 1)
        return _OTHER if step % 2 else Decimal(step)

    def _reckoned(self, formula: str, place: Place) -> Result | str:
        try:
            return evaluate(formula, sheet_key(place.sheet), self)
        except Unsupported:
            return _OTHER


def _result(cell: RawCell) -> Result:
    match cell.value:
        case bool() | Decimal() | str():
            return Fault(str(cell.value)) if cell.kind == "error" else cell.value
        case None:
            return None
    return cell.text
