"""The process in which strangers' files are decoded: one question a line, one answer a line.

    python -m cic_sheets.receipts.worker

A file that hangs it, eats its memory or aborts it costs this process, never the command's; the
limits are set here, the time is watched by `opening.Opener`.  Questions and answers are JSON, so
that what comes out of it is text and numbers whatever went wrong inside.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

MEMORY = 1 << 30  # bytes of address space, libraries included
MOST_TEXT = 200_000  # characters in an answer
OCR_PAGES = 2
OCR_PAGE_SIDE = 2_600  # pixels, for a page of a PDF


def main() -> None:
    """Answer until the questions end."""
    answers = _answers()
    _limited()
    for line in sys.stdin:
        answer = _answered(json.loads(line))
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _answers() -> TextIO:
    """The pipe, kept for answers: what libraries print goes nowhere."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(pipe, "w", encoding="ascii")


def _limited() -> None:
    try:
        import resource
    except ImportError:  # Windows: time alone is limited
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answered(question: dict[str, Any]) -> dict[str, Any]:
    from cic_sheets.receipts.pdf import Refused

    path, kind = Path(question["path"]), question["kind"]
    try:
        return _DO[question["do"]](path, kind, **question["more"])
    except Refused as refusal:
        return {"refusal": str(refusal)}
    except MemoryError:
        return {"refusal": "too-much-memory"}
    except RecursionError:
        return {"refusal": "damaged"}
    except ImportError:
        return {"refusal": "no-reader"}
    except OSError:
        return {"refusal": "unreadable"}


def _open(path: Path, kind: str) -> dict[str, Any]:
    return _open_pdf(path) if kind == "pdf" else _open_picture(path, kind)


def _open_pdf(path: Path) -> dict[str, Any]:
    from cic_sheets.receipts.pdf import read_pdf

    found = read_pdf(path)
    invoice = found.invoice
    return {
        "pages": found.pages,
        "texts": _bounded(found.texts),
        "notes": found.notes,
        "invoice": invoice and {key: _plain(value) for key, value in invoice._asdict().items()},
        "fingerprint": _fingerprint(path, "pdf"),
    }


def _open_picture(path: Path, kind: str) -> dict[str, Any]:
    from cic_sheets.receipts.pictures import read_picture

    found = read_picture(path, kind)
    return {
        "pages": found.frames,
        "texts": [],
        "notes": found.notes,
        "invoice": None,
        "fingerprint": _fingerprint(path, kind),
    }


def _fingerprint(path: Path, kind: str) -> list[str] | None:
    from cic_sheets.receipts.likeness import LONGEST, fingerprint
    from cic_sheets.receipts.pdf import Refused

    try:
        found = fingerprint(_page(path, kind, 0, LONGEST if kind != "pdf" else LONGEST // 2))
    except (Refused, ValueError):
        return None
    return list(found) if found else None


def _page(path: Path, kind: str, number: int, longest: int) -> Any:
    from cic_sheets.receipts import pdf, pictures

    if kind == "pdf":
        return pdf.render(path, number, longest)
    return pictures.frame(path, kind, number, longest)


def _recognise(path: Path, kind: str) -> dict[str, Any]:
    """The texts of the first pages: for each pass, the pages one after the other."""
    from cic_sheets.receipts.ocr import LARGEST, recognised
    from cic_sheets.receipts.pdf import Refused, count_pages
    from cic_sheets.receipts.pictures import count_frames

    pages = count_pages(path) if kind == "pdf" else count_frames(path, kind)
    read: list[tuple[str, ...]] = []
    for number in range(min(pages, OCR_PAGES)):
        side = OCR_PAGE_SIDE if kind == "pdf" else LARGEST
        try:
            read.append(recognised(_page(path, kind, number, side)))
        except Refused as refusal:
            if str(refusal) == "no-ocr" or not read:
                raise
    return {"texts": _bounded(["\n".join(pages) for pages in zip(*read, strict=True)])}


def _prepare(path: Path, kind: str, into: str, dots: int) -> dict[str, Any]:
    from cic_sheets.receipts.bundle.prepare import prepare

    return prepare(path, kind, into, dots)


def _proven(path: Path, kind: str) -> dict[str, Any]:
    from cic_sheets.receipts.bundle.archive import proven

    return proven(path, kind)


def _candidates(path: Path, kind: str, **more: Any) -> dict[str, Any]:
    from cic_sheets.receipts.sameness import candidates

    return {"pairs": candidates(more["prints"], more["new"], more["texted"])}


def _compare(path: Path, kind: str, other: str, other_kind: str) -> dict[str, Any]:
    from cic_sheets.receipts.sameness import sameness

    return {"sameness": sameness(_ready(path, kind), _ready(Path(other), other_kind))}


@lru_cache(maxsize=48)  # one receipt is compared with many: decoded once
def _ready(path: Path, kind: str) -> Any:
    from cic_sheets.receipts.likeness import LONGEST
    from cic_sheets.receipts.sameness import Page

    return Page(_page(path, kind, 0, LONGEST if kind != "pdf" else LONGEST // 2))


def _thumbnail(path: Path, kind: str, longest: int) -> dict[str, Any]:
    """Its first page, upright and small: a JPEG in base 64."""
    from base64 import b64encode
    from io import BytesIO

    image, kept = _page(path, kind, 0, longest), BytesIO()
    image.thumbnail((longest, longest))
    image.convert("RGB").save(kept, "JPEG", quality=70)
    return {"jpeg": b64encode(kept.getvalue()).decode("ascii")}


def _bounded(texts: Any) -> list[str]:
    kept, room = [], MOST_TEXT
    for text in texts:
        kept.append(text[:room])
        room -= len(kept[-1])
    return kept


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | str) else str(value)


_DO: dict[str, Callable[..., dict[str, Any]]] = {
    "open": _open,
    "recognise": _recognise,
    "thumbnail": _thumbnail,
    "prepare": _prepare,
    "candidates": _candidates,
    "compare": _compare,
    "proven": _proven,
}

if __name__ == "__main__":
    main()
