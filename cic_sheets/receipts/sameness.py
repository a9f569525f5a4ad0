"""Whether two pages of one shape show the very same receipt, word for word.

`likeness` finds pages of one shape; two tickets of one till have one shape and other figures.  Here
both are put straight, laid over each other and compared piece by piece: on the same receipt,
whatever a messenger did to it, every inked piece finds its twin nearby; on another ticket the date,
the number and the amounts don't.  Runs in the worker's process only (numpy).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from cic_sheets.receipts.likeness import ALIKE, COLUMNS, TRACES, cropped, ink_of, likeness

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    Grid: TypeAlias = np.ndarray[Any, Any]

SURE = 0.66
"""What all pieces but one must reach: `benchmarks/receipt_twins.py` says what it tells apart."""

ACROSS = 400  # pixels of the straight, cropped page
TALLEST = 2000
PIECE = 20  # side of a piece
NEAR = 10  # pixels that a piece may have moved, once the page is laid over the other
INKED = 12.0  # of 255: mean ink of a piece that says something
FORGIVEN = 1  # pieces that may be spoilt: a finger, a fold
LEAST_PIECES = 12
LEAST_SHARE = 0.45  # of the longer page that the shorter one covers
ROUGHLY = 0.45  # correlation in small without which nothing is compared
POOR = 0.6  # more pieces than forgiven below that: another receipt
STEP = 8
NEAR_SHAPE = 0.85  # correlation of two pages in 8 × 8 without which they are of two shapes
TILTS, FINER = range(-6, 7), (-0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75)  # degrees
TILTED_AT = 200  # pixels across, to find the tilt


class Page:
    """A page made ready to be compared: its ink, straight and cropped, in two ways."""

    def __init__(self, image: Image) -> None:
        ink = _straight(ink_of(image))
        self.crops = [cropped(ink, trace) for trace in TRACES]

    @lru_cache(maxsize=8)  # noqa: B019 - as long as the page itself
    def grid(self, crop: int, turn: int) -> Grid | None:
        """One of the crops, turned by quarters, ACROSS pixels wide."""
        from PIL import Image as Pillow

        found = self.crops[crop]
        if found is None:
            return None
        turns = {90: Pillow.Transpose.ROTATE_90, 180: Pillow.Transpose.ROTATE_180,
                 270: Pillow.Transpose.ROTATE_270}  # fmt: skip
        return _sized(found.transpose(turns[turn]) if turn else found)


def sameness(one: Page, other: Page) -> float:
    """What all pieces but one reach, from 0 to 1, at the best of the turns: the same from SURE."""
    best = 0.0
    for crop in range(len(TRACES)):
        still = one.grid(crop, 0)
        for turn in (0, 90, 180, 270):
            laid = other.grid(crop, turn)
            if still is not None and laid is not None:
                best = max(best, _overlaid(still, laid, max(best, POOR)))
    return best


def _straight(ink: Image) -> Image:
    """Turned by the few degrees after which its lines stand out best."""
    from PIL import Image as Pillow

    scale = TILTED_AT / max(ink.width, 1)
    small = ink.resize((TILTED_AT, max(1, round(ink.height * scale))), Pillow.Resampling.BOX)
    roughly = max(TILTS, key=lambda degrees: (_lines_stand_out(small, degrees), -abs(degrees)))
    tilts = [roughly + part for part in FINER]
    tilt = max(tilts, key=lambda degrees: (_lines_stand_out(small, degrees), -abs(degrees)))
    return ink.rotate(tilt, Pillow.Resampling.BILINEAR, expand=True) if tilt else ink


def _lines_stand_out(small: Image, degrees: float) -> float:
    import numpy as np
    from PIL import Image as Pillow

    turned = np.asarray(
        small.rotate(degrees, Pillow.Resampling.BILINEAR, expand=True), dtype=np.float32
    )
    return float(max((turned.sum(side) ** 2).sum() for side in (0, 1)))


def _sized(ink: Image) -> Grid:
    import numpy as np
    from PIL import Image as Pillow

    height = max(PIECE, min(TALLEST, round(ink.height * ACROSS / ink.width)))
    return np.asarray(ink.resize((ACROSS, height), Pillow.Resampling.BOX), dtype=np.float32)


def _overlaid(one: Grid, other: Grid, least: float) -> float:
    """What all pieces of the shorter page but one reach on the longer one, laid at its best."""
    short, long = sorted((one, other), key=len)
    if len(short) < LEAST_SHARE * len(long):
        return 0.0
    start, fit = _best_height(short, long)
    return _worst(short, long[start : start + len(short)], least) if fit >= ROUGHLY else 0.0


def _best_height(short: Grid, long: Grid) -> tuple[int, float]:
    """Where the shorter page lies best on the longer one, and how well, in small."""
    import numpy as np

    small, large = _reduced(short), _reduced(long)
    best, fit = 0, 0.0
    with np.errstate(all="ignore"):
        for at in range(len(large) - len(small) + 1):
            found = float(np.corrcoef(small.ravel(), large[at : at + len(small)].ravel())[0, 1])
            if found > fit:
                best, fit = at, found
    return min(best * STEP, len(long) - len(short)), fit


def _reduced(page: Grid) -> Grid:
    rows, columns = len(page) // STEP, page.shape[1] // STEP
    cut = page[: rows * STEP, : columns * STEP]
    found: Grid = cut.reshape(rows, STEP, columns, STEP).mean((1, 3))
    return found


def _worst(short: Grid, long: Grid, least: float) -> float:
    """The worst piece but FORGIVEN; 0 as soon as too many are below `least`."""
    import numpy as np

    around = np.pad(long, NEAR)
    scores, poor = [], 0
    for y, x, piece in _pieces(short):
        place = around[y : y + PIECE + 2 * NEAR, x : x + PIECE + 2 * NEAR]
        scores.append(_best_fit(piece, place))
        poor += scores[-1] < least
        if poor > FORGIVEN:
            return 0.0
    return sorted(scores)[FORGIVEN] if len(scores) >= LEAST_PIECES else 0.0


def _pieces(page: Grid) -> Iterator[tuple[int, int, Grid]]:
    """Inked pieces, every seventh first: what differs is soon found."""
    rows, columns = len(page) // PIECE, page.shape[1] // PIECE
    cut = page[: rows * PIECE, : columns * PIECE]
    means = cut.reshape(rows, PIECE, columns, PIECE).mean((1, 3))
    inked = [
        (int(row), int(column)) for row, column in zip(*(means >= INKED).nonzero(), strict=True)
    ]
    for first in range(7):
        for row, column in inked[first::7]:
            y, x = row * PIECE, column * PIECE
            yield y, x, page[y : y + PIECE, x : x + PIECE]


def _best_fit(piece: Grid, around: Grid) -> float:
    """The best correlation of the piece with any place of its surroundings."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    places = sliding_window_view(around, piece.shape).reshape(-1, piece.size)
    centred = piece.ravel() - piece.mean()
    length = places.shape[1]
    spread = np.maximum((places**2).sum(1) - places.sum(1) ** 2 / length, 0.0)
    scores = (places @ centred) / np.maximum(np.sqrt(spread * (centred**2).sum()), 1e-3)
    return float(scores.max())


# -- Which pairs are worth it ---------------------------------------------------------------


def candidates(
    prints: Sequence[Sequence[str]], new: Sequence[bool], texted: Sequence[bool]
) -> list[tuple[int, int]]:
    """The pairs of fingerprints of one shape, one of them new, and not both read as text."""
    import numpy as np

    from cic_sheets.receipts.likeness import Fingerprint

    views = [[_signature(side) for side in _four(one)] for one in prints]
    still = np.stack([view[0] for view in views]) if views else np.zeros((0, 1))
    found = []
    for place, view in enumerate(views):
        scores = np.max([still[:place] @ turned for turned in view], axis=0) if place else ()
        for other, score in enumerate(scores):
            if (
                score < NEAR_SHAPE
                or not (new[place] or new[other])
                or (texted[place] and texted[other])
            ):
                continue
            if likeness(Fingerprint(*prints[place]), Fingerprint(*prints[other])) >= ALIKE:
                found.append((other, place))
    return found


def _four(one: Sequence[str]) -> tuple[str, str, str, str]:
    return one[0], one[1], one[0][::-1], one[1][::-1]


def _signature(cells: str) -> Grid:
    """The page in 8 × 8, centred, of length 1."""
    import numpy as np

    grid = np.array([int(cell, 16) for cell in cells], dtype=np.float32).reshape(-1, COLUMNS)
    rows = np.linspace(0, len(grid), 9).astype(int)
    bands = [grid[a : max(b, a + 1)].mean(0) for a, b in pairwise(rows)]
    small = np.stack(bands).reshape(8, 8, COLUMNS // 8).mean(2).ravel()
    small = small - small.mean()
    found: Grid = small / max(float(np.sqrt((small**2).sum())), 1e-6)
    return found
