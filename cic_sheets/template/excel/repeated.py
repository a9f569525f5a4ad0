"""A block that repeats, kept by column until the file is written: no cell of it is ever parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext

from ..opc.markup import xstring
from . import columns
from .cells import Cell
from .pattern import Format
from .reckon.values import EXACT, Fault, Result, Stats, Unsupported
from .values import EMPTY, Stored, Value, number_text, stored
from .vectors import reckoned_column

_AT_ONCE = 512  # items written together
_MOST_CHARACTERS = 15  # of numbers that are the same for a double
_MOST_TEXT = 16_000

Place = tuple[int, int]


class Slot:
    """A place of the format that differs by item; `place` is a row of the first item, a column.

    part  "value", or "kind" and "result" of a formula's cell, or "height" of a row
    """

    __slots__ = ("part", "place")

    def __init__(self, part: str, place: Place) -> None:
        self.part = part
        self.place = place


class Repeated:
    """The rows of a block, `top` being the first of the first item.

    values     the places of fields → the values of all items
    constants  places of other cells that hold something → the cell
    formulas   places of formulas → how it reads by item
    heights    rows → the heights of all items, in points; 0 for the usual
    format     of an item's rows, with its slots to fill
    """

    def __init__(
        self,
        top: int,
        height: int,
        items: int,
        prefix: str,
        epoch1904: bool,
        values: Mapping[Place, Sequence[Value]],
        constants: Mapping[Place, Cell],
        formulas: Mapping[Place, Format | None],
        heights: Mapping[int, Sequence[float]],
        format: Format,
        slots: Sequence[Slot],
    ) -> None:
        self.top = top
        self.height = height
        self.items = items
        self.bottom = top + height * items - 1
        self._format = format
        self._slots = slots
        self._prefix = prefix
        self._epoch1904 = epoch1904
        self._values = values
        self._constants = constants
        self._formulas = formulas
        self._heights = heights
        self._numbers: dict[Place, Sequence[Decimal] | None] = {}
        self._result: Callable[[int, int], Result | Unsupported] = _none

    def holds(self, row: int) -> bool:
        """Whether a row of the filled sheet is one of these."""
        return self.top <= row <= self.bottom

    def formula(self, row: int, column: int) -> str | None:
        """A cell's formula; None when it holds none."""
        item, place = self._spot(row, column)
        if place not in self._formulas:
            return None
        format = self._formulas[place]
        return format.text(item) if format else ""

    def pair(self, row: int, column: int) -> tuple[int, Place, tuple[str, str] | None]:
        """Item and place of a cell, and how its formula reads in the first two items."""
        item, place = self._spot(row, column)
        format = self._formulas.get(place)
        return item, place, (format.text(0), format.text(1)) if format else None

    def constant(self, row: int, column: int) -> Cell | None:
        """The cell of the pattern, when it holds no field."""
        return self._constants.get(self._spot(row, column)[1])

    def stored(self, row: int, column: int) -> Stored:
        """What a field's cell holds; nothing for another."""
        item, place = self._spot(row, column)
        values = self._values.get(place)
        return stored(values[item], self._epoch1904) if values else EMPTY

    def quick(self, row: int, column: int) -> Result:
        """A number or a text of a field, or a formula's number; None when it takes more."""
        item, place = self._spot(row, column)
        if place in self._formulas:
            numbers = self.numbers(place)
            return numbers[item] if numbers else None
        value = self._values[place][item] if place in self._values else None
        match value:
            case str() if value.isprintable() and len(value) < _MOST_TEXT:
                return value or None
            case bool():
                return value
            case Decimal() | int() if len(text := str(value)) <= _MOST_CHARACTERS:
                return Decimal(number_text(Decimal(text)))
        return None

    def numbers(self, place: Place) -> Sequence[Decimal] | None:
        """All items' numbers of a place; None when one of them is none."""
        if place not in self._numbers:
            self._numbers[place] = None  # what asks for itself finds nothing
            self._numbers[place] = self._found_numbers(place)
        return self._numbers[place]

    def places(self) -> Iterator[tuple[Place, Sequence[bool] | None]]:
        """The places that hold something, with which items do; None for all."""
        for place, values in self._values.items():
            kinds = set(map(type, values))
            full = all(values) if kinds == {str} else not kinds & {str, type(None)}
            yield place, None if full else [value not in (None, "") for value in values]
        for place in (*self._constants, *self._formulas):
            yield place, None

    def held(self) -> dict[int, list[int]]:
        """The rows of the filled sheet that hold something, by column."""
        found: dict[int, list[int]] = {}
        for (row, column), some in self.places():
            rows = range(row, row + self.height * self.items, self.height)
            held = list(rows) if some is None else [r for r, h in zip(rows, some, strict=True) if h]
            found.setdefault(column, []).extend(held)
        return {column: sorted(rows) if self.height > 1 else rows for column, rows in found.items()}

    def stats(self, column: int, top: int, bottom: int) -> Stats | None:
        """What a column's numbers come to, if the area is all of them and they all are."""
        if self.height > 1 or (top, bottom) != (self.top, self.bottom):
            return None
        numbers = self.numbers((self.top, column))
        if not numbers:
            return None
        with localcontext(EXACT):
            total = sum(numbers, Decimal(0))
        count = len(numbers)
        return Stats(total, count, count, min(numbers), max(numbers), None, True)

    def unreckoned(self) -> Iterator[Place]:
        """The places of formulas that are reckoned one by one, row by row."""
        waiting = [place for place in self._formulas if self.numbers(place) is None]
        for item in range(self.items if waiting else 0):
            for row, column in waiting:
                yield row + self.height * item, column

    def settle(self, result: Callable[[int, int], Result | Unsupported]) -> None:
        """Where the results of the formulas come from that are reckoned one by one."""
        self._result = result

    def chunks(self) -> Iterator[bytes]:
        """The rows as written."""
        for start in range(0, self.items, _AT_ONCE):
            end = min(start + _AT_ONCE, self.items)
            said: dict[Place, list[tuple[str, str]] | None] = {}
            filled = [self._said(slot, start, end, said) for slot in self._slots]
            yield "".join(self._format.texts(start, end, filled)).encode()

    def _spot(self, row: int, column: int) -> tuple[int, Place]:
        item, offset = divmod(row - self.top, self.height)
        return item, (self.top + offset, column)

    def _found_numbers(self, place: Place) -> Sequence[Decimal] | None:
        format = self._formulas.get(place)
        if format is not None:
            # A row that does not follow is no cell of the item.
            moving = set(format.slots)
            return reckoned_column(
                format.text(0),
                self.items,
                lambda row, column: self.numbers((row, column)) if row in moving else None,
            )
        values = self._values.get(place, ())
        kinds = set(map(type, values))
        if not values or not kinds <= {Decimal, int}:
            return None
        if max(map(len, map(str, values))) > _MOST_CHARACTERS:
            return None
        if kinds == {Decimal}:
            numbers: list[Decimal] = list(values)  # type: ignore[arg-type]
            return numbers if all(map(Decimal.is_finite, numbers)) else None
        return [Decimal(value) for value in values]  # type: ignore[arg-type]

    def _said(
        self, slot: Slot, start: int, end: int, said: dict[Place, list[tuple[str, str]] | None]
    ) -> Sequence[str]:
        if slot.part == "height":
            heights = self._heights[slot.place[0]][start:end]
            return [f' ht="{height:.2f}"' if height else "" for height in heights]
        if slot.part == "value":
            return columns.said(self._values[slot.place][start:end], self._epoch1904, self._prefix)
        numbers = self.numbers(slot.place)
        if numbers is not None:
            if slot.part == "kind":
                return [""] * (end - start)
            first, last = f"<{self._prefix}v>", f"</{self._prefix}v>"
            texts = columns.number_texts(numbers[start:end])
            return [first + text + last for text in texts]
        if slot.place not in said:
            row, column = slot.place
            rows = range(row + start * self.height, row + end * self.height, self.height)
            said[slot.place] = [self._one(self._result(row, column)) for row in rows]
        pairs = said[slot.place] or ()
        return [pair[slot.part == "result"] for pair in pairs]

    def _one(self, value: Result | Unsupported) -> tuple[str, str]:
        """The type and the result of one formula."""
        match value:
            case Unsupported() | None:
                return "", ""
            case bool():
                kind, text = "b", str(int(value))
            case Fault(code=code):
                kind, text = "e", code
            case str():
                kind, text = "str", xstring(value).decode()
            case _:
                kind, text = "", number_text(value)
        result = f"<{self._prefix}v>{text}</{self._prefix}v>"
        return f' t="{kind}"' if kind else "", result


def _none(row: int, column: int) -> Result | Unsupported:
    return None
