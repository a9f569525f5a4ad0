"""Whether two pages that look alike show the very same receipt, word for word.

`likeness` finds pages of one shape; two tickets of one till have one shape and other figures.  Here
the two are laid over each other and compared piece by piece: on the same receipt, whatever a
messenger did to it, every inked piece finds its twin nearby; on another ticket the date, the number
and the amounts don't.  Runs in the worker's process only (numpy).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cic_sheets.receipts.likeness import TRACES, _cropped, _ink

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

ACROSS = 320  # pixels of the upright, cropped page
TALLEST = 2240
PIECE = (16, 32)  # height and width of a piece
NEAR = 9  # pixels that a piece may have moved, once the page is laid over the other
INKED = 12.0  # of 255: mean ink of a piece that says something
FITS = 0.62  # correlation from which a piece has found its twin
LEAST_PIECES = 12


def sameness(one: Image, other: Image) -> float:
    """The share of inked pieces that find their twin, from 0 to 1, at the best of the turns."""
    from PIL import Image as Pillow

    best = 0.0
    for trace in TRACES:
        still, moved = _cropped(_ink(one), trace), _cropped(_ink(other), trace)
        if still is None or moved is None:
            continue
        fixed = _sized(still)
        turns = (None, Pillow.Transpose.ROTATE_180, Pillow.Transpose.ROTATE_90,
                 Pillow.Transpose.ROTATE_270)  # fmt: skip
        for turn in turns:
            laid = _sized(moved if turn is None else moved.transpose(turn))
            best = max(best, _overlaid(fixed, laid))
    return best


def _sized(ink: Image) -> np.ndarray[Any, Any]:
    import numpy as np
    from PIL import Image as Pillow

    height = max(PIECE[0], min(TALLEST, round(ink.height * ACROSS / ink.width)))
    small = ink.resize((ACROSS, height), Pillow.Resampling.BOX)
    return np.asarray(small, dtype=np.float32)


def _overlaid(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> float:
    """The share of pieces of the shorter page that are on the longer one, laid at its best."""
    short, long = sorted((one, other), key=len)
    if len(short) < 0.45 * len(long):
        return 0.0
    start, fit = _best_height(short, long)
    if fit < 0.3:
        return 0.0
    return _found(short, long[start : start + len(short)])


def _best_height(short: np.ndarray[Any, Any], long: np.ndarray[Any, Any]) -> tuple[int, float]:
    """Where the shorter page lies on the longer one, in small."""
    import numpy as np

    step = 8
    small, large = _reduced(short, step), _reduced(long, step)
    scores = [
        float(np.corrcoef(small.ravel(), large[at : at + len(small)].ravel())[0, 1])
        for at in range(len(large) - len(small) + 1)
    ]
    at = int(np.nanargmax(scores)) if scores and not np.all(np.isnan(scores)) else 0
    fit = scores[at] if scores else 0.0
    return min(at * step, len(long) - len(short)), (0.0 if fit != fit else fit)


def _reduced(page: np.ndarray[Any, Any], step: int) -> np.ndarray[Any, Any]:
    rows, columns = len(page) // step * step, page.shape[1] // step * step
    cut = page[:rows, :columns]
    found: np.ndarray[Any, Any] = cut.reshape(rows // step, step, columns // step, step).mean(
        (1, 3)
    )
    return found


def _found(short: np.ndarray[Any, Any], long: np.ndarray[Any, Any]) -> float:
    import numpy as np

    around = np.pad(long, NEAR)
    scores = [
        _best_fit(piece, around[y : y + PIECE[0] + 2 * NEAR, x : x + PIECE[1] + 2 * NEAR])
        for y, x, piece in _pieces(short)
    ]
    if len(scores) < LEAST_PIECES:
        return 0.0
    return sum(score >= FITS for score in scores) / len(scores)


def _pieces(page: np.ndarray[Any, Any]) -> Iterator[tuple[int, int, np.ndarray[Any, Any]]]:
    for y in range(0, len(page) - PIECE[0] + 1, PIECE[0]):
        for x in range(0, page.shape[1] - PIECE[1] + 1, PIECE[1]):
            piece = page[y : y + PIECE[0], x : x + PIECE[1]]
            if piece.mean() >= INKED:
                yield y, x, piece


def _best_fit(piece: np.ndarray[Any, Any], around: np.ndarray[Any, Any]) -> float:
    """The best correlation of the piece with any place of its surroundings."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    places = sliding_window_view(around, piece.shape)[::1, ::1].reshape(-1, piece.size)
    centred = piece.ravel() - piece.mean()
    means = places.mean(1, keepdims=True)
    spread = np.sqrt(((places - means) ** 2).sum(1)) * np.sqrt((centred**2).sum())
    scores = (places @ centred) / np.maximum(spread, 1e-6)
    return float(scores.max())
