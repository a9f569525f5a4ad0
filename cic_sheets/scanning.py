"""The files of the receipts folder read for `cic receipts scan`: text first, then the image.

They are only read, in a bounded process of their own; nothing goes into the workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cic_sheets.book.folder import Found as File
from cic_sheets.book.folder import match_key
from cic_sheets.pipeline import OpenBook
from cic_sheets.report.scan import (
    CERTAIN,
    OPEN,
    PROBABLE,
    Proposal,
    Scanned,
    Told,
    files_to_scan,
    proposals,
)

if TYPE_CHECKING:
    from cic_sheets.receipts.opening import Opened, Opener
    from cic_sheets.receipts.reading import Read

Progress = Callable[[int, int], None]

_ATTRIBUTES = (
    ("day", "date"),
    ("issuer", "issuer"),
    ("issuer_ice", "ice"),
    ("invoice_no", "number"),
    ("amount", "total"),
    ("currency", "currency"),
)
_ARABIC_SHARE = 0.5
_THUMBNAIL = 200  # pixels, on the longer side


class Scan(NamedTuple):
    """What a scan gives.

    proposals   one a file, in the folder's order
    thumbnails  path → a small JPEG of its first page
    no_ocr      why photos could not be read: "no-ocr" (Tesseract isn't there), "not-asked", ""
    """

    proposals: tuple[Proposal, ...]
    thumbnails: dict[str, bytes]
    no_ocr: str


def scan_receipts(
    book: OpenBook,
    *,
    everything: bool = False,
    with_ocr: bool = True,
    progress: Progress | None = None,
) -> Scan:
    """Read the files that no row names (all of them if asked), and propose a row for each.

    Nothing in a file raises: what can't be read keeps its place, with the reason.
    """
    from cic_sheets.receipts.opening import Opener

    files = files_to_scan(book.book, everything=everything)
    home = book.path.resolve().parent
    scanned: list[Scanned] = []
    pictures: dict[str, bytes] = {}
    with Opener() as opener:
        for done, file in enumerate(files):
            if progress is not None:
                progress(done, len(files))
            one, small = _scanned(opener, book, home, file, with_ocr)
            scanned.append(one)
            if small:
                pictures[file.path] = small
    if progress is not None:
        progress(len(files), len(files))
    found = proposals(book.year, scanned)
    return Scan(found, pictures, _no_ocr(scanned, with_ocr))


def _no_ocr(scanned: Sequence[Scanned], with_ocr: bool) -> str:
    silent = any(not one.refusal and not one.source for one in scanned)
    if not with_ocr:
        return "not-asked" if silent else ""
    return "no-ocr" if any("no-ocr" in one.notes for one in scanned) else ""


def _scanned(
    opener: Opener, book: OpenBook, home: Path, file: File, with_ocr: bool
) -> tuple[Scanned, bytes]:
    path = (home / file.path).resolve()
    if not path.is_relative_to(home):  # it became a link since the folder was listed
        return Scanned(file.path, 0, "", "", 0, "unreadable"), b""
    opened = opener.open(path)
    about = Scanned(
        file.path, opened.size or file.size, opened.sha256, opened.kind, opened.pages,
        opened.refusal, notes=opened.notes,
    )  # fmt: skip
    if opened.refusal:
        return about, b""
    read = _read(opener, opened, path, with_ocr)
    content = book.book.folder.contents.get(match_key(file.path))
    whole = about._replace(
        source=read.source,
        notes=(*about.notes, *read.notes),
        told=dict(_told(read)),
        alike=content.alike if content is not None else (),
    )
    return whole, opener.thumbnail(path, opened.kind, _THUMBNAIL)


def _read(opener: Opener, opened: Opened, path: Path, with_ocr: bool) -> Read:
    from cic_sheets.receipts.reading import read, read_file

    return read_file(opener, opened, path) if with_ocr else read(opened)


def _told(read: Read) -> Iterator[tuple[str, Told]]:
    """Attribute of « Justificatifs » → what was read."""
    facts = read.facts._asdict()
    for attr, name in _ATTRIBUTES:
        one = facts[name]
        if one.value is not None:
            sure = CERTAIN if one.sure == CERTAIN else PROBABLE
            yield attr, Told(one.value, sure, one.readings, one.words)
        elif one.readings:
            yield attr, Told(None, OPEN, one.readings, one.words)
    letters = [char for char in read.text if char.isalpha()]
    arabic = sum("\u0600" <= char <= "\u06ff" for char in letters)
    if letters and arabic > _ARABIC_SHARE * len(letters):
        yield "language", Told("arabe", "probable")
