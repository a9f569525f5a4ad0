"""One cell filled: its fields take values, its formula reads as it must where the cell now stands.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), .40 (f).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..opc.markup import attributes, escaped, with_attributes
from .cells import FORMULA, RESULT, Cell, Run, SharedFormulas, attribute, opening, rich, without
from .fields import FIELD, Fields
from .formulas import Spot, moved
from .heights import Heights
from .pattern import SLOT
from .placed import Landed, Put, Setting
from .plan import Pattern, Plan
from .repeated import Repeated, Slot
from .spreadsheet import a1, letters, whole
from .values import Link, Stored, Value, stored


class CellFilling:
    """The cells of one sheet under way.

    slots  what of a block's format is filled in item by item, while a format is made
    """

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
        self.puts: list[Iterable[Put]] = []
        self.repeats: list[Repeated] = []
        self.slots: list[Slot] | None = None
        self.formulas_moved = False

    def _sampled(self, cell: Cell, row: int, to: int, content: Stored | None) -> bytes:
        """A cell of a format: a field's, or a formula's with what it holds but its result."""
        assert self.slots is not None
        place = row, cell.column
        tag = self._tagged(cell, to, Stored(b"", b""))[:-2]
        if content is None:
            self.slots.append(Slot("value", place))
            return tag + SLOT
        match = FORMULA.search(content.inner)
        assert match is not None
        self.slots += [Slot("kind", place), Slot("result", place)]
        before, after = content.inner[: match.end()], content.inner[match.end() :]
        return b"%s%s>%s%s%s</%sc>" % (tag, SLOT, before, SLOT, after, self.prefix)

    def _cell(self, cell: Cell, row: int, to: int, spot: Spot) -> bytes:
        block = spot.block
        empty = block is not None and not block.items
        pattern = None if empty else self.plan.patterns.get((row, cell.column))
        if pattern and self.slots is not None:
            return self._sampled(cell, row, to, None)
        if pattern:
            return self._tagged(cell, to, self._value(pattern, cell, row, to, spot.item))
        match = FORMULA.search(cell.inner)
        if match and (self.follow or block):
            formula = self._formula(cell, match, row, spot)
            if self.slots is not None:
                return self._sampled(cell, row, to, formula)
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
        self.puts.append([Put(self.plan.sheet.name, place, known, item, text in values)])
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
