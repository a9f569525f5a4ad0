"""Every receipt made ready, one after the other: its sheets in a file of ours, or why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cic_sheets.receipts.bundle.geometry import SHORT, Size
from cic_sheets.receipts.bundle.model import Note, Piece
from cic_sheets.receipts.bundle.prepare import SMALLER, USUAL
from cic_sheets.receipts.opening import Opener
from cic_sheets.values.named import NamedTuple

_BLANK: Size = (SHORT, SHORT * 1.4)  # what the page of a refused one is laid out as


class Ready(NamedTuple):
    """A receipt that can be laid out.

    file      its sheets; None: a page with the reason stands for it
    sizes     of its sheets; None where a page of it can't be shown
    size      bytes of the file
    refusal   why there is no file
    prevents  what keeps it out of a PDF/A-2b
    """

    piece: Piece
    file: Path | None
    sizes: tuple[Size | None, ...]
    size: int = 0
    refusal: str = ""
    notes: tuple[Note, ...] = ()
    prevents: tuple[str, ...] = ()


def made_ready(opener: Opener, pieces: Sequence[Piece], folder: Path) -> Iterator[Ready]:
    """Each piece in its order, its sheets in the folder."""
    for number, piece in enumerate(pieces):
        yield _made_ready(opener, piece, folder / f"{number:05}.pdf", USUAL)


def made_smaller(opener: Opener, ready: Ready, most: int) -> Ready:
    """The same receipt in no more than so many bytes, or in as few as can be."""
    if ready.file is None:
        return ready
    best = ready
    for dots in SMALLER:
        if best.size <= most:
            break
        file = ready.file.with_name(f"{ready.file.stem}-{dots}.pdf")
        less = _made_ready(opener, ready.piece, file, dots)
        if less.file is not None and less.size < best.size:
            note = Note("recompressed", ready.piece.key, str(dots))
            best = less._replace(notes=(*less.notes, note))
    return best


def _made_ready(opener: Opener, piece: Piece, file: Path, dots: int) -> Ready:
    if piece.refusal or piece.path is None:
        return _refused(piece, piece.refusal or "missing")
    found = opener.prepare(piece.path, file, dots)
    if found.refusal:
        return _refused(piece, found.refusal)
    lost = [number for number, size in enumerate(found.sizes, 1) if size is None]
    notes = (
        *(Note(code, piece.key) for code in found.notes),
        *(Note("removed", piece.key, code) for code in found.removed),
        *(Note("page-missing", piece.key, str(number)) for number in lost),
    )
    return Ready(piece, file, found.sizes, file.stat().st_size, "", notes, found.prevents)


def _refused(piece: Piece, code: str) -> Ready:
    return Ready(piece, None, (_BLANK,), refusal=code)
