"""A worksheet filled: the rows of its blocks repeat, its cells take values, its formulas follow.

Formulas of one sheet follow the rows of another: every sheet's growth is known by then.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), .40 (f), .73 (row), .80 (sheetData).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from ..opc.markup import Edit, Element, with_attributes
from .cell_filling import CellFilling
from .cells import (
    FORMULA,
    Cell,
    Line,
    attribute,
    cells,
    lines,
    opening,
)
from .fields import Fields
from .formulas import Spot, moved
from .growth import Block
from .pattern import SLOT, Format, Sample, compiled
from .placed import Cells, PutsOfBlock, Setting
from .plan import Pattern, Plan
from .repeated import Repeated, Slot
from .spreadsheet import whole
from .values import Value

_MANY = 3  # items: what a block is compiled from
MARK = b"rows of a block: "

_Row = tuple[Line, Sequence[Cell]]


def filled(plan: Plan, fields: Fields, setting: Setting) -> Cells:
    """The edits that fill the cells of a sheet and make its rows and formulas follow."""
    if plan.data is None:
        return Cells([], [], [], False, [])
    return _Filling(plan, fields, setting).run(plan.data)


class _Filling(CellFilling):
    """One sheet under way."""

    def run(self, data: Element) -> Cells:
        growth = self.plan.growth
        self.follow = bool(self.growths) and (self._some_formula_follows(data) or growth.moves)
        edits: list[Edit] = []
        by_block = groupby(lines(self.plan.markup, data), lambda line: growth.block(line.number))
        for block, group in by_block:
            found = list(group)
            if block is not None:
                edits.append((found[0].start, found[-1].end, self._block(found, block)))
                continue
            for line in found:
                if self._stays(line):
                    continue
                edits.append((line.start, line.end, self._line(line)))
        return Cells(edits, self.links, self.puts, self.formulas_moved, self.repeats)

    def _some_formula_follows(self, data: Element) -> bool:
        """Whether a formula reads otherwise now; notes where shared ones begin."""
        spot = Spot(self.plan.key)
        found = False
        for line in lines(self.plan.markup, data):
            if not self._has_formulas(line):
                continue
            for cell in cells(self.plan.markup, line):
                match = FORMULA.search(cell.inner)
                if match:
                    text = self.shared.text(match, line.number, cell.column)
                    found |= moved(text, spot, self.growths) != text
        return found

    def _has_formulas(self, line: Line) -> bool:
        return self.plan.markup.mask.find(b"<" + self.prefix + b"f", line.inner, line.close) >= 0

    def _stays(self, line: Line) -> bool:
        moves = self.plan.growth.first(line.number) != line.number
        holds_fields = line.number in self.rows_with_fields
        return not (moves or holds_fields or (self.follow and self._has_formulas(line)))

    def _line(self, line: Line) -> bytes:
        """A row outside blocks."""
        to = self.plan.growth.first(line.number)
        self.formulas_moved |= to != line.number and self._has_formulas(line)
        found = list(cells(self.plan.markup, line))
        return self._row(line, found, to, Spot(self.plan.key))

    def _block(self, own: Sequence[Line], block: Block) -> bytes:
        """Every item's rows."""
        rows = [(line, list(cells(self.plan.markup, line))) for line in own]
        self.formulas_moved |= block.items != 1 and any(map(self._has_formulas, own))
        growth, key = self.plan.growth, self.plan.key
        if not block.items:
            rows = [(line, [_bare(cell) for cell in found]) for line, found in rows]
        if block.items >= _MANY and MARK not in self.plan.markup.text:
            repeated = self._repeated(rows, block)
            if repeated:
                self.repeats.append(repeated)
                return marker(repeated)
        return b"".join(
            self._row(line, found, growth.of_item(block, line.number, item), Spot(key, block, item))
            for item in range(block.copies)
            for line, found in rows
        )

    def _repeated(self, rows: Sequence[_Row], block: Block) -> Repeated | None:
        """A block kept by column; None when it holds something that is made cell by cell."""
        own = {
            place: pattern for place, pattern in self.plan.patterns.items() if block.holds(place[0])
        }
        if not all(map(_alone, own.values())):
            return None
        count, growth = block.items, self.plan.growth
        values = {place: self.fields.column(own[place].fields[0], count) for place in own}
        # A link, a formula, a value in words of its own: all are tuples.
        if any(issubclass(kind, tuple) for one in values.values() for kind in set(map(type, one))):
            return None
        samples: list[list[bytes]] = []
        heights = self._column_heights(rows, values)
        slots: list[Slot] = []
        for item in (0, 1, count - 1):
            self.slots = slots = []
            samples.append([
                self._row(line, found, growth.of_item(block, line.number, item),
                          Spot(self.plan.key, block, item), bool(heights.get(line.number)))
                for line, found in rows
            ])  # fmt: skip
        self.slots = None
        items = (0, 1, count - 1)
        texts = [b"".join(one).decode() for one in samples]
        format = compiled(list(map(Sample, items, texts)), block.height)
        down = growth.first(block.top) - block.top
        if format is None or format.slots.count(None) != len(slots):
            return None
        formulas: dict[tuple[int, int], Format | None] = {}
        constants: dict[tuple[int, int], Cell] = {}
        for line, found in rows:
            for cell in found:
                place = line.number, cell.column
                if place in own:
                    continue
                match = FORMULA.search(cell.inner)
                if match is None:
                    if cell.inner:
                        constants[place[0] + down, place[1]] = cell
                    continue
                tag = opening(match)
                if b"array" in tag or b"dataTable" in tag:
                    return None
                text = self.shared.text(match, *place)
                spots = [Spot(self.plan.key, block, item) for item in items]
                read = [moved(text, spot, self.growths) for spot in spots]
                one = compiled(list(map(Sample, items, read)), block.height)
                if one is None:
                    return None
                formulas[place[0] + down, place[1]] = one
        self.puts.append(PutsOfBlock(self.plan, own, block))
        return Repeated(
            growth.first(block.top),
            block.height,
            count,
            self.prefix.decode(),
            self.epoch1904,
            {(row + down, column): one for (row, column), one in values.items()},
            constants,
            formulas,
            {row + down: one for row, one in heights.items()},
            format,
            [Slot(slot.part, (slot.place[0] + down, slot.place[1])) for slot in slots],
        )

    def _column_heights(
        self, rows: Sequence[_Row], values: Mapping[tuple[int, int], Sequence[Value]]
    ) -> dict[int, list[float]]:
        """The heights that the texts of rows need, by row of the template; of those that wrap."""
        heights: dict[int, list[float]] = {}
        for line, found in rows:
            for cell in found:
                column = values.get((line.number, cell.column))
                style = whole(attribute(cell.tag, "s"))
                if column and self.heights.wraps(style) and not attribute(line.tag, "ht"):
                    needed = [
                        self.heights.points(line.number, cell.column, style, one)
                        if isinstance(one, str)
                        else 0.0
                        for one in column
                    ]
                    before = heights.get(line.number, needed)
                    heights[line.number] = list(map(max, before, needed))
        return heights

    def _row(
        self, line: Line, found: Sequence[Cell], to: int, spot: Spot, high: bool = False
    ) -> bytes:
        self.tallest = 0.0
        if high and self.slots is not None:
            self.slots.append(Slot("height", (line.number, 0)))
        content = b"".join(self._cell(cell, line.number, to, spot) for cell in found)
        tail = self.plan.markup.text.find(b"<%sextLst" % self.prefix, line.inner, line.close)
        if tail >= 0:
            content += self.plan.markup.text[tail : line.close]
        tag = line.tag if line.number == to else with_attributes(line.tag, {"r": str(to)})
        if high:
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:end].rstrip() + SLOT + tag[end:]
        if self.tallest and not attribute(tag, "ht"):
            tag = with_attributes(tag, {"ht": f"{self.tallest:.2f}"})
        if not content:
            return tag if tag.endswith(b"/>") else tag + b"</%srow>" % self.prefix
        return tag + content + b"</%srow>" % self.prefix


def marker(repeated: Repeated) -> bytes:
    """What stands in a sheet for the rows of a block kept by column."""
    return b"<!--%s%d-->" % (MARK, repeated.top)


def _alone(pattern: Pattern) -> bool:
    """Whether a cell holds one field and nothing else."""
    text = "".join(run.text for run in pattern.runs).strip()
    return len(pattern.fields) == 1 and text == pattern.fields[0].written


def _bare(cell: Cell) -> Cell:
    return cell._replace(inner=b"")
