"""A worksheet filled: the rows of its blocks repeat, its cells take values, its formulas follow.

Formulas of one sheet follow the rows of another: every sheet's growth is known by then.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), .40 (f), .73 (row), .80 (sheetData).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ..opc.markup import Edit, Element, attributes, escaped, with_attributes
from .cells import (
    FORMULA,
    RESULT,
    Cell,
    Line,
    Run,
    SharedFormulas,
    attribute,
    cells,
    lines,
    opening,
    rich,
    without,
)
from .fields import FIELD, Field, Fields
from .formulas import Spot, moved
from .growth import Block, Growth
from .heights import Heights, Wrapping
from .plan import Pattern, Plan
from .spreadsheet import a1, letters, whole
from .values import Link, Stored, Value, stored


class Landed(NamedTuple):
    """A link, in the cell where it came to stand."""

    place: str
    link: Link


class Put(NamedTuple):
    """Where fields came to stand.

    item   of their list, from 0
    alone  whether the cell holds the one field and nothing else
    """

    sheet: str
    place: str
    fields: tuple[Field, ...]
    item: int
    alone: bool


class Cells(NamedTuple):
    """What became of a sheet's cells.

    links, puts     the links, and the fields, in the cells where they came to stand
    formulas_moved  whether a formula came or went
    """

    edits: list[Edit]
    links: list[Landed]
    puts: list[Put]
    formulas_moved: bool


class Setting(NamedTuple):
    """What all sheets of a template have in common.

    growths    of the sheets whose rows move, by their compared name
    wrapping   the formats that wrap
    epoch1904  whether days count from 1904
    """

    growths: Mapping[str, Growth]
    wrapping: Wrapping
    epoch1904: bool


def filled(plan: Plan, fields: Fields, setting: Setting) -> Cells:
    """The edits that fill the cells of a sheet and make its rows and formulas follow."""
    if plan.data is None:
        return Cells([], [], [], False)
    return _Filling(plan, fields, setting).run(plan.data)


class _Filling:
    """One sheet under way."""

    def __init__(self, plan: Plan, fields: Fields, setting: Setting) -> None:
        self.plan = plan
        self.fields = fields
        self.growths = setting.growths
        self.epoch1904 = setting.epoch1904
        self.heights = Heights(plan, setting.wrapping)
        self.tallest = 0.0
        self.prefix = plan.root.prefix
        self.rows_with_fields = {row for row, _ in plan.patterns}
        self.shared = SharedFormulas()
        self.follow = False
        self.links: list[Landed] = []
        self.puts: list[Put] = []
        self.formulas_moved = False

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
        return Cells(edits, self.links, self.puts, self.formulas_moved)

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
        return b"".join(
            self._row(line, found, growth.of_item(block, line.number, item), Spot(key, block, item))
            for item in range(block.copies)
            for line, found in rows
        )

    def _row(self, line: Line, found: Sequence[Cell], to: int, spot: Spot) -> bytes:
        self.tallest = 0.0
        content = b"".join(self._cell(cell, line.number, to, spot) for cell in found)
        tail = self.plan.markup.text.find(b"<%sextLst" % self.prefix, line.inner, line.close)
        if tail >= 0:
            content += self.plan.markup.text[tail : line.close]
        tag = line.tag if line.number == to else with_attributes(line.tag, {"r": str(to)})
        if self.tallest and not attribute(tag, "ht"):
            tag = with_attributes(tag, {"ht": f"{self.tallest:.2f}"})
        if not content:
            return tag if tag.endswith(b"/>") else tag + b"</%srow>" % self.prefix
        return tag + content + b"</%srow>" % self.prefix

    def _cell(self, cell: Cell, row: int, to: int, spot: Spot) -> bytes:
        block = spot.block
        empty = block is not None and not block.items
        pattern = None if empty else self.plan.patterns.get((row, cell.column))
        if pattern:
            return self._tagged(cell, to, self._value(pattern, cell, row, to, spot.item))
        match = FORMULA.search(cell.inner)
        if match and (self.follow or block):
            formula = self._formula(cell, match, row, spot)
            return self._tagged(cell, to, formula)
        if to == row and cell.inner:
            return cell.tag + cell.inner + b"</%sc>" % self.prefix
        kind = attribute(cell.tag, "t").encode() if cell.inner else b""
        return self._tagged(cell, to, Stored(kind, cell.inner))

    def _tagged(self, cell: Cell, row: int, content: Stored) -> bytes:
        kind = b' t="%s"' % content.type if content.type else b""
        rest = without(cell.tag, "r", "t")
        place = letters(cell.column).encode()
        tag = b'<%sc r="%s%d"%s%s' % (self.prefix, place, row, rest, kind)
        if not content.inner:
            return tag + b"/>"
        return b"%s>%s</%sc>" % (tag, content.inner, self.prefix)

    def _formula(self, cell: Cell, match: re.Match[bytes], row: int, spot: Spot) -> Stored:
        """A cell's formula as it reads where it now stands; an item's has no result yet."""
        tag, inner = opening(match), cell.inner
        written = attributes(tag)
        text = self.shared.text(match, row, cell.column)
        if text and (self.follow or written.get("t") == "shared"):
            areas: dict[str, str | None] = {
                name: moved(written[name], spot, self.growths)
                for name in ("ref", "r1", "r2")
                if name in written
            }
            own = dict.fromkeys(("t", "si", "ref")) if written.get("t") == "shared" else {}
            tag = with_attributes(tag, {**areas, **own})
            text = moved(text, spot, self.growths)
            formula = tag + escaped(text) + b"</%sf>" % self.prefix
            inner = inner[: match.start()] + formula + inner[match.end() :]
        if spot.block:
            return Stored(b"", RESULT.sub(b"", inner))
        return Stored(attribute(cell.tag, "t").encode(), inner)

    def _value(self, pattern: Pattern, cell: Cell, row: int, to: int, item: int) -> Stored:
        """A field alone keeps its type; among words it is a text."""
        values = {one.written: self.fields.value(one, item) for one in pattern.fields}
        link = next((value for value in values.values() if isinstance(value, Link)), None)
        if link:
            self.links.append(Landed(a1(to, cell.column), link))
        text = "".join(run.text for run in pattern.runs).strip()
        place, known = a1(to, cell.column), tuple(pattern.fields)
        self.puts.append(Put(self.plan.sheet.name, place, known, item, text in values))
        if text in values:
            self._measure(cell, row, values[text])
            return stored(values[text], self.epoch1904, self.prefix)
        said = self._said(pattern.runs, values)
        self._measure(cell, row, "".join(run.text for run in said))
        return Stored(b"inlineStr", rich(said, self.prefix))

    def _measure(self, cell: Cell, row: int, value: Value) -> None:
        text = value.text if isinstance(value, Link) else value
        if isinstance(text, str):
            style = whole(attribute(cell.tag, "s"))
            needed = self.heights.points(row, cell.column, style, text)
            self.tallest = max(self.tallest, needed)

    def _said(self, runs: list[Run], values: Mapping[str, Value]) -> list[Run]:
        """The runs with their fields said; a field split over several looks takes the first."""
        said = [run._replace(text=self._words(run.text, values)) for run in runs]
        whole = self._words("".join(run.text for run in runs), values)
        if "".join(run.text for run in said) != whole:
            said = [Run(runs[0].look, whole)]
        return said

    def _words(self, text: str, values: Mapping[str, Value]) -> str:
        def say(match: re.Match[str]) -> str:
            return self.fields.say(values[match[0]]) if match[0] in values else match[0]

        return FIELD.sub(say, text)


def _bare(cell: Cell) -> Cell:
    return cell._replace(inner=b"")
