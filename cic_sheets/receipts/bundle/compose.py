"""A bundle written: every receipt prepared, laid out, stamped, in one PDF or numbered parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from cic_sheets.receipts.bundle.model import Made, Piece, Words


def compose(
    pieces: Sequence[Piece],
    words: Words,
    target: Path,
    *,
    most_bytes: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Made:
    """Write the bundle of the pieces, in their order, and say what became of each.

    The target's folder exists; what stands there under the names of `Made.parts` is replaced.
    `most_bytes` is the size no part may pass.  `progress(done, of)` is called after each receipt.
    Nothing in a receipt's file raises: a page with the reason stands for it.  Raises OSError when
    the target can't be written, ImportError when the extra `receipts` isn't installed.
    """
    raise NotImplementedError
