"""The rows of a block written once as a format: what differs from item to item are its slots.

The pattern's rows are written for the first two items and the last; a number that follows the
rows in all three is a row number, everything else stays.  Ten thousand items are then ten
thousand times `format % slots`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from cic_sheets.values.named import NamedTuple

from ..opc.later import later

SLOT = b"\0"  # no XML holds it
_NUMBER = later(r"([0-9]+)")


class Sample(NamedTuple):
    """What one item's rows, or its formula, look like."""

    item: int
    text: str


class Format(NamedTuple):
    """A text that repeats.

    pieces  for `%`: row numbers and slots are `%s`
    slots   in order: the row number of the first item, or None for a slot to fill
    height  rows from one item to the next
    """

    pieces: str
    slots: tuple[int | None, ...]
    height: int

    def text(self, item: int) -> str:
        """The text of an item that has no slots but row numbers."""
        return self.pieces % tuple((row or 0) + item * self.height for row in self.slots)

    def texts(self, start: int, end: int, filled: Sequence[Sequence[str]]) -> Iterator[str]:
        """The texts of some items; `filled` gives the slots to fill, each for all of them."""
        rows: dict[int, list[str]] = {}
        for row in self.slots:
            if row is not None and row not in rows:
                first, last = row + start * self.height, row + end * self.height
                rows[row] = list(map(str, range(first, last, self.height)))
        waiting = iter(filled)
        columns = [next(waiting) if row is None else rows[row] for row in self.slots]
        if not columns:
            return repeat(self.pieces % (), end - start)
        return map(self.pieces.__mod__, zip(*columns, strict=True))


def compiled(samples: Sequence[Sample], height: int) -> Format | None:
    """The format of a text, from its samples; None when it follows the rows in no simple way.

    samples  the first is of item 0
    """
    cut = [_NUMBER.split(sample.text) for sample in samples]
    if len({len(parts) for parts in cut}) > 1:
        return None
    steps = [sample.item * height for sample in samples]
    pieces: list[str] = []
    slots: list[int | None] = []
    for parts in zip(*cut, strict=True):
        if len(set(parts)) == 1:
            held = parts[0].split("\0")
            slots += [None] * (len(held) - 1)
            pieces.append("%s".join(held).replace("%", "%%").replace("%%s", "%s"))
            if "%s" in parts[0]:
                return None
        elif not all(map(str.isdecimal, parts)) or any(
            int(part) != int(parts[0]) + step for part, step in zip(parts, steps, strict=True)
        ):
            return None
        else:
            pieces.append("%s")
            slots.append(int(parts[0]))
    return Format("".join(pieces), tuple(slots), height)


def joined(texts: Iterator[str]) -> bytes:
    """Texts as the bytes of a part."""
    return "".join(chain(texts)).encode()
