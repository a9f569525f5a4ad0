"""The stored results of the formulas that depend on what was filled.

Previewers, telephones and LibreOffice show what is stored, so it has to be right.  A formula that
`evaluate` does not understand loses its stale result, and is reported.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), .40 (f), .96 (v).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from types import MappingProxyType

from ..opc.markup import Edit, spliced
from .cells import RESULT, Cell
from .formulas import Cells as Reads
from .formulas import reads
from .kept import Kept, with_result
from .readings import Known, Place, Readings
from .reckon.evaluate import Prepared, Result, Unsupported, evaluate
from .reckon.values import Area, Stop
from .repeated import Repeated
from .spreadsheet import a1
from .workbook import Workbook

_MOST_DRAWN = 1_000_000  # cells of an area that is shown, or told in full
_DEEPEST = 8  # formulas that wait for one another before the last one is reckoned first


class _Far(Exception):
    """A formula too many steps below the one asked for: it has to be reckoned first."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


class Results(Readings):
    """The values of a filled workbook; formulas are reckoned once, when they are asked for.

    filled   compared name of a sheet → the rows that hold something new
    repeats  compared name of a sheet → its blocks kept by column
    """

    def __init__(
        self,
        book: Workbook,
        filled: Mapping[str, Set[int]],
        repeats: Mapping[str, Sequence[Repeated]] = MappingProxyType({}),
    ) -> None:
        super().__init__(book, filled, repeats)
        self._kept = Kept(book)
        self._open: set[Place] = set()
        self._prepared: dict[tuple[str, int, tuple[int, int]], Prepared | None] = {}

    def refresh(self) -> list[str]:
        """Store every result anew; the places of those that could not be reckoned."""
        for key in self._sheets:
            for row, column in self._sheet(key).formulas:
                self._reckon((key, row, column))
            for repeated in self._sheet(key).repeats:
                for row, column in repeated.unreckoned():
                    self._reckon((key, row, column))
        lost: list[str] = []
        for key in self._sheets:
            lost += self._store(key)
        return lost

    def area(self, formula: str) -> tuple[list[Result], bool] | None:
        """The values of the one area that a formula is, and whether they are new; None if none."""
        found = reads(formula)
        if not found or len(found) > 1 or found[0][0] not in self._sheets:
            return None
        sheet, top, left, bottom, right = found[0]
        bottom = min(bottom, self.last_row(sheet)) if bottom > top else bottom
        if (bottom + 1 - top) * (right + 1 - left) > _MOST_DRAWN:
            return None
        self._touched = False
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        values = [self._asked((sheet, row, column)) for row in rows for column in columns]
        return values, self._touched

    def value(self, sheet: str, row: int, column: int) -> Result:
        """A cell's value, for `evaluate`."""
        place = sheet, row, column
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._found(place)
        self._touched |= known.touched
        if isinstance(known.value, Unsupported):
            raise known.value
        return known.value

    def _reckon(self, place: Place) -> None:
        """Have a formula's result; what it needs far down a chain is reckoned first."""
        chain, waiting = [place], {place}
        while chain:
            try:
                self._quietly(chain[-1])
                waiting.discard(chain.pop())
            except _Far as far:
                if far.place in waiting:
                    self._known[far.place] = Known(Unsupported("circular"), True)
                else:
                    chain.append(far.place)
                    waiting.add(far.place)

    def _asked(self, place: Place) -> Result:
        """A cell's value when no formula is under way; None when it is not to be had."""
        self._reckon(place)
        return self._quietly(place)

    def _quietly(self, place: Place) -> Result:
        try:
            return self.value(*place)
        except Unsupported:
            return None

    def _found(self, place: Place) -> Known:
        sheet, row, column = place
        held = self._sheet(sheet)
        if repeated := held.repeated(row):
            return self._found_repeated(repeated, place)
        cell = held.cells.get((row, column))
        formula = held.formulas.get((row, column))
        if cell is None or formula is None:
            return Known(self._kept.value(cell), row in self._filled.get(sheet, ()))
        return self._found_formula(place, formula, cell)

    def _found_repeated(self, repeated: Repeated, place: Place) -> Known:
        """The value of a cell of a block kept by column: all there is new."""
        _, row, column = place
        if (quick := repeated.quick(row, column)) is not None:
            return Known(quick, True)
        if (formula := repeated.formula(row, column)) is not None:
            prepared = self._prepared_in(repeated, place)
            return self._found_formula(place, formula, Cell(column, b"<c>", b"", 0, 0), prepared)
        if cell := repeated.constant(row, column):
            return Known(self._kept.value(cell), True)
        kind, inner = repeated.stored(row, column)
        return Known(self._kept.value(Cell(column, b'<c t="%s">' % kind, inner, 0, 0)), True)

    def _prepared_in(self, repeated: Repeated, place: Place) -> Callable[[], Result] | None:
        """A repeated formula, understood for all its items at once; None when it can't be."""
        sheet, row, column = place
        item, spot, formulas = repeated.pair(row, column)
        key = sheet, repeated.top, spot
        if key not in self._prepared:
            self._prepared[key] = _understood(formulas, sheet, self)
        prepared = self._prepared[key]
        return partial(prepared.result, item, (row, column)) if prepared else None

    def _found_formula(
        self, place: Place, formula: str, cell: Cell, reckon: Callable[[], Result] | None = None
    ) -> Known:
        sheet, row, column = place
        if place in self._open:
            return Known(Unsupported("circular"), True)
        if len(self._open) >= _DEEPEST:
            raise _Far(place)
        outer, self._touched = self._touched, not RESULT.search(cell.inner)
        self._open.add(place)
        try:
            own = partial(evaluate, formula, sheet, self, (row, column))
            value = self._reckoned(reckon or own, formula, sheet, cell)
            return Known(value, self._touched)
        finally:
            self._open.discard(place)
            self._touched = outer

    def _reckoned(
        self, reckon: Callable[[], Result], formula: str, sheet: str, cell: Cell
    ) -> Result | Unsupported:
        try:
            return reckon()
        except Unsupported as beyond:
            if not self._touched:
                areas = reads(formula) if formula else None
                self._touched = areas is None or any(self._new(area, sheet) for area in areas)
            return beyond if self._touched else self._kept.value(cell)

    def _new(self, area: Reads, own: str) -> bool:
        """Whether what was filled has a part in an area, or nobody can tell in time."""
        place = Area(area[0] or own, *area[1:])
        if place.sheet not in self._sheets:
            return False
        try:
            return self.stats(place).touched
        except Unsupported:
            return True

    def _store(self, key: str) -> list[str]:
        """Store the results of a sheet; those of its blocks wait until they are written."""
        held = self._sheet(key)
        edits: list[Edit] = []
        lost: list[str] = []
        for repeated in held.repeats:
            repeated.settle(partial(self._settled, key))
            lost += [
                f"{held.sheet.name}!{a1(*place)}"
                for place in repeated.unreckoned()
                if isinstance(self._settled(key, *place), Unsupported)
            ]
        for place in held.formulas:
            known = self._known.get((key, *place)) or Known(Unsupported("too deep"), True)
            if not known.touched:
                continue
            if isinstance(known.value, Unsupported):
                lost.append(f"{held.sheet.name}!{a1(*place)}")
            cell = held.cells[place]
            fresh = with_result(cell, known.value)
            if fresh != held.markup.text[cell.start : cell.end]:
                edits.append((cell.start, cell.end, fresh))
        if edits:
            content = spliced(held.markup.text, edits)
            self._book.package.replace(held.sheet.part, content)
        return lost

    def _settled(self, key: str, row: int, column: int) -> Result | Unsupported:
        known = self._known.get((key, row, column))
        return known.value if known else Unsupported("too deep")


def _understood(formulas: tuple[str, str] | None, sheet: str, results: Results) -> Prepared | None:
    """A formula that repeats, if one reading of it does for all its rows."""
    if formulas is None:
        return None
    try:
        return Prepared(formulas, sheet, results)
    except (Unsupported, Stop):
        return None
