"""What a drawn document is made of, whatever draws it."""

from __future__ import annotations

import random
from dataclasses import dataclass

INK = (28, 30, 34)
BLUE = (26, 62, 122)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text.

    size   1 for body text
    align  left, center or right
    rtl    whether it is Arabic
    """

    text: str
    size: float = 1.0
    bold: bool = False
    align: str = "left"
    rtl: bool = False
    colour: tuple[int, int, int] = INK


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value on one line; in Arabic the label stands on the right."""

    label: str
    value: str
    bold: bool = False
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""

    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space, in lines of body text."""

    lines: float = 0.5


@dataclass(frozen=True, slots=True)
class Band:
    """A coloured band with a title in white."""

    text: str
    colour: tuple[int, int, int]
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heading line, then rows; the last column stands on the right."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Squares:
    """A square code that says nothing, the same for the same seed."""

    seed: str
    side: int = 21

    def dark(self) -> list[tuple[int, int]]:
        """Column and row of each dark square."""
        chance = random.Random(self.seed)
        return [
            (column, row)
            for row in range(self.side)
            for column in range(self.side)
            if _corner(column, row, self.side) or (not _near(column, row, self.side)
                                                   and chance.random() < 0.5)
        ]  # fmt: skip


def _corners(side: int) -> tuple[tuple[int, int], ...]:
    return ((0, 0), (side - 7, 0), (0, side - 7))


def _near(column: int, row: int, side: int) -> bool:
    return any(x - 1 <= column <= x + 7 and y - 1 <= row <= y + 7 for x, y in _corners(side))


def _corner(column: int, row: int, side: int) -> bool:
    for x, y in _corners(side):
        ring = max(abs(column - x - 3), abs(row - y - 3))
        if ring <= 3:
            return ring != 2
    return False


@dataclass(frozen=True, slots=True)
class Stamp:
    """A round stamp with a name, over the text."""

    text: str
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """A scribble, the same for the same seed."""

    seed: str
    align: str = "right"

    def stroke(self) -> list[tuple[float, float]]:
        """Points within a box of 1 by 1, from left to right."""
        chance = random.Random(self.seed)
        points = [(0.0, 0.6)]
        while points[-1][0] < 1:
            x = points[-1][0] + chance.uniform(0.02, 0.12)
            points.append((min(x, 1.0), chance.uniform(0.1, 0.95)))
        return points


Part = Text | Pair | Rule | Gap | Band | Grid | Squares | Stamp | Signature


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to be drawn.

    parts  from top to bottom
    width  in signs of body text: 34 for a till receipt, 62 for half a page, 90 for a page
    mono   a printer's type
    tint   colour of the paper
    """

    parts: tuple[Part, ...]
    width: int
    mono: bool = False
    tint: tuple[int, int, int] = (252, 251, 247)
