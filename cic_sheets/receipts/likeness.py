"""Whether two files show the same receipt: a fingerprint of the picture, tolerant of its travels.

A receipt sent again by a messenger is recompressed, shrunk, turned, its empty end cut off; its
bytes differ, its ink does not.  The fingerprint is the ink of the upright, cropped page in square
cells, COLUMNS across.  Two are compared in the four turns, the shorter one laid at every height of
the longer one: first bit by bit, then, at the best place, by correlation.  Advisory only: a near
pair is for a person to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from math import sqrt
from typing import TYPE_CHECKING

from cic_sheets.values.named import NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

COLUMNS = 32
MOST_ROWS = 224  # seven times as tall as wide: a long ticket
LEAST_ROWS = 10
LEAST_SHARE = 0.45  # of the longer one that the shorter one covers
ALIKE = 0.90
"""Likeness from which a pair is shown: `benchmarks/read_receipts.py` says what it finds."""

SEEN_AT = 540  # shorter side, in pixels: enough for a line of print, quick enough for hundreds
LONGEST = 2160  # of the other side
FAINT = 16  # of 255: less ink than that is dust
TRACES = (0.002, 0.012)  # of all ink: what may be cut off at a side, narrowly and generously


class Fingerprint(NamedTuple):
    """A picture's ink, row by row, one hexadecimal figure a cell, COLUMNS of them in a row.

    A faint margin is inside one crop and outside the next, once a messenger has passed over it:
    hence two crops, and of each the page as it stands and turned a quarter to the left.
    """

    upright: str
    turned: str
    closer: str
    closer_turned: str


def fingerprint(image: Image) -> Fingerprint | None:
    """The fingerprint of a page; None for one that is blank, or too small to be told apart."""
    if min(image.size) < 2 * COLUMNS:
        return None
    from PIL import Image as Pillow

    ink = ink_of(image)
    cells: list[str] = []
    for trace in TRACES:
        part = cropped(ink, trace)
        if part is None:
            return None
        cells += (_cells(part), _cells(part.transpose(Pillow.Transpose.ROTATE_90)))
    return Fingerprint(*cells) if all(cells) else None


def ink_of(image: Image) -> Image:
    """What is darker than the paper around it."""
    from PIL import Image as Pillow
    from PIL import ImageChops, ImageFilter

    scale = min(SEEN_AT / min(image.size), LONGEST / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    grey = image.convert("L").resize(size, Pillow.Resampling.BOX if scale < 1 else None)
    paper = grey.filter(ImageFilter.GaussianBlur(SEEN_AT / 17))
    return ImageChops.subtract(paper, grey).point(lambda value: value if value > FAINT else 0)


def cropped(ink: Image, trace: float) -> Image | None:
    """The ink without its margins; None when there is hardly any."""
    from PIL import Image as Pillow

    left, right = _span(ink, trace)
    top, bottom = _span(ink.transpose(Pillow.Transpose.TRANSPOSE), trace)
    if min(right - left, bottom - top) < 2 * COLUMNS:
        return None
    return ink.crop((left, top, right, bottom))


def _span(ink: Image, trace: float) -> tuple[int, int]:
    """The columns between which all ink lies, but for a trace at either side."""
    columns = _sums(ink)
    least = sum(columns) * trace
    if not least:
        return 0, 0
    return _first(columns, least), len(columns) - _first(columns[::-1], least)


def _sums(ink: Image) -> list[int]:
    """The ink of each column."""
    width, data = ink.width, ink.tobytes()
    return [sum(data[column::width]) for column in range(width)]


def _first(columns: list[int], least: float) -> int:
    """How many columns hold no more than that together, from the left."""
    return next((at for at, ink in enumerate(accumulate(columns)) if ink > least), len(columns))


def _cells(ink: Image) -> str:
    """The ink in cells; "" when it is spread evenly or the page is too flat."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    rows = min(MOST_ROWS, round(ink.height * COLUMNS / ink.width))
    if rows < LEAST_ROWS:
        rows = LEAST_ROWS
    cells = ink.resize((COLUMNS, rows), Pillow.Resampling.BOX)
    even = ImageOps.autocontrast(cells, cutoff=(0, 2))
    low, high = even.getextrema()
    return "" if low == high else "".join(f"{value >> 4:x}" for value in even.tobytes())


# -- Comparing ------------------------------------------------------------------------------


def likeness(one: Fingerprint, other: Fingerprint) -> float:
    """From 0 (nothing alike) to 1 (the same), the best of the four turns and of all heights."""
    return max(
        _laid_along(one[crop], turn)
        for crop in (0, 2)
        for quarter in (other[crop], other[crop + 1])
        for turn in (quarter, quarter[::-1])
    )


def _laid_along(one: str, other: str) -> float:
    """The likeness of the shorter one with the part of the longer one that it fits best."""
    short, long = sorted((one, other), key=len)
    if len(short) < LEAST_SHARE * len(long):
        return 0.0
    return max((_correlation(short, part) for part in _best_places(short, long)), default=0.0)


def _best_places(short: str, long: str) -> Iterator[str]:
    """The parts of the longer one, as long as the shorter one, where their inked cells agree."""
    bits, cells = _bits(short), len(short)
    scored = []
    for start in range(0, len(long) - cells + 1, COLUMNS):
        part = long[start : start + cells]
        inked = _bits(part)
        common, either = (bits & inked).bit_count(), (bits | inked).bit_count()
        if either and common > 0.4 * either:
            scored.append((common / either, part))
    return (part for _, part in sorted(scored, reverse=True)[:3])


@lru_cache(maxsize=50_000)
def _bits(cells: str) -> int:
    """One bit a cell: whether it has more ink than the mean."""
    mean = sum(map(_LEVEL.__getitem__, cells)) / len(cells)
    return int("".join("1" if _LEVEL[cell] > mean else "0" for cell in cells), 2)


_LEVEL = {f"{value:x}": value for value in range(16)}


def _correlation(one: str, other: str) -> float:
    """Pearson's, of the two grids; 0 when one of them is even."""
    ones, others = [_LEVEL[cell] for cell in one], [_LEVEL[cell] for cell in other]
    count = len(ones)
    mean, others_mean = sum(ones) / count, sum(others) / count
    product = sum(map(int.__mul__, ones, others)) / count - mean * others_mean
    spread = sum(value * value for value in ones) / count - mean * mean
    others_spread = sum(value * value for value in others) / count - others_mean * others_mean
    if spread <= 0 or others_spread <= 0:
        return 0.0
    return max(0.0, product / sqrt(spread * others_spread))
