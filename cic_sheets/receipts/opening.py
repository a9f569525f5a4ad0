"""A receipt's file opened safely: what it is, its fingerprints, its pages, its text.

    with Opener() as opener:
        opened = opener.open(path)

The file is only read.  What must be decoded is decoded in another process, which is limited in
memory, watched, and replaced when it hangs or dies: a hostile file ends as a refusal with a code.

Refusals: "missing" "unreadable" "not-a-file" "empty" "too-large" (the file itself), "not-a-receipt"
(no PDF, no picture), "password" "damaged" "no-pages" "too-many-pages" "bomb" "too-much-memory"
"too-slow" "reader-died" (its content), "no-reader" "no-heif" "no-ocr" (a library is missing here).
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import signal
import stat
import subprocess
import sys
import threading
from base64 import b64decode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import IO, Any

from cic_sheets.receipts.kinds import HEAD, PICTURES, kind_of, name_lies
from cic_sheets.receipts.likeness import Fingerprint
from cic_sheets.receipts.structured import Invoice
from cic_sheets.values.named import NamedTuple

MOST_BYTES = 200_000_000
SECONDS = 20.0  # to open one file
OCR_SECONDS = 200.0  # to recognise its first pages
PAIR_SECONDS = 120.0  # to find the pairs of one shape among all receipts
SHEET_SECONDS = 30.0  # to make plain sheets of one file
PROOF_SECONDS = 120.0  # to prove a whole bundle to be a PDF/A
_BLOCK = 1 << 20


class Opened(NamedTuple):
    """What a file is.

    kind         "pdf", "jpeg", "png", "gif", "bmp", "tiff", "webp", "heic"; or, refused, "zip",
                 "office", "text", "unknown", ""
    sha256       of its bytes, in hexadecimal; "" when it could not be read to its end
    size         in bytes
    refusal      a code of this module's list; "" when it can be used
    pages        of a PDF or a TIFF; 1 for other pictures; 0 when refused
    texts        the text of each page that a PDF carries, laid out in columns
    invoice      the structured invoice attached to it
    fingerprint  for `likeness`, of its first page
    notes        codes: "name-lies", and those of pdf.Pdf and pictures.Picture
    """

    kind: str = ""
    sha256: str = ""
    size: int = 0
    refusal: str = ""
    pages: int = 0
    texts: tuple[str, ...] = ()
    invoice: Invoice | None = None
    fingerprint: Fingerprint | None = None
    notes: tuple[str, ...] = ()


class Prepared(NamedTuple):
    """A file made into plain sheets: see bundle/prepare.py.

    sizes     width and height of each sheet in points; None for a page that can't be shown
    removed   codes of what was left behind: "attachments" "script" "links" "signature"
    prevents  codes of bundle/archive.py: what keeps it out of a PDF/A-2b
    notes     codes: "name-lies", "rasterised"
    """

    refusal: str = ""
    sizes: tuple[tuple[float, float] | None, ...] = ()
    removed: tuple[str, ...] = ()
    prevents: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Opener:
    """Opens files one after the other, in a process of its own that is started when needed."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        ocr_seconds: float = OCR_SECONDS,
        sheet_seconds: float = SHEET_SECONDS,
        proof_seconds: float = PROOF_SECONDS,
    ) -> None:
        self._seconds, self._ocr_seconds = seconds, ocr_seconds
        self._pair_seconds = PAIR_SECONDS
        self._sheet_seconds, self._proof_seconds = sheet_seconds, proof_seconds
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> Opener:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def seen(self, path: Path) -> Opened:
        """Its bytes' fingerprint, its size and kind, without decoding anything."""
        return _seen(path)

    def open(self, path: Path) -> Opened:
        """Everything about the file; never raises because of what it holds."""
        seen = _seen(path)
        if seen.refusal:
            return seen
        answer = self._ask("open", path, seen.kind, self._seconds)
        if answer.get("refusal"):
            return seen._replace(refusal=str(answer["refusal"]))
        return _with_content(seen, answer)

    def recognise(self, path: Path, kind: str) -> tuple[tuple[str, ...], str]:
        """The text seen in the first pages, once for each pass; or nothing and a refusal."""
        answer = self._ask("recognise", path, kind, self._ocr_seconds)
        texts = tuple(str(text) for text in answer.get("texts", ()))
        return texts, str(answer.get("refusal", ""))

    def thumbnail(self, path: Path, kind: str, longest: int) -> bytes:
        """The first page upright, as a JPEG of at most so many pixels a side; b"" when it can't."""
        answer = self._ask("thumbnail", path, kind, self._seconds, {"longest": longest})
        return b64decode(answer.get("jpeg", ""))

    def prepare(self, path: Path, into: Path, dots: int) -> Prepared:
        """Write its pages as plain sheets; photos have about so many dots an inch, no more."""
        seen = _seen(path)
        if seen.refusal:
            return Prepared(seen.refusal)
        more = {"into": str(into.absolute()), "dots": dots}
        answer = self._ask("prepare", path, seen.kind, self._sheet_seconds, more)
        if answer.get("refusal"):
            return Prepared(str(answer["refusal"]))
        return Prepared(
            "",
            tuple((size[0], size[1]) if size else None for size in answer["sizes"]),
            tuple(answer["removed"]),
            tuple(answer["prevents"]),
            (*seen.notes, *answer["notes"]),
        )

    def prevents_archive(self, path: Path) -> tuple[str, ...]:
        """Codes of what keeps a PDF from being the PDF/A-2b that it says it is; () when it is."""
        answer = self._ask("proven", path, "pdf", self._proof_seconds)
        return ("not-proven",) if answer.get("refusal") else tuple(answer["prevents"])

    def candidates(
        self,
        prints: Sequence[Fingerprint],
        new: Sequence[bool],
        texted: Sequence[bool],
    ) -> tuple[tuple[int, int], ...] | None:
        """The places of two fingerprints of one shape, one of them new, not both read as text;
        None when there are too many to find them in time.
        """
        more = {"prints": [list(one) for one in prints], "new": list(new), "texted": list(texted)}
        answer = self._ask("candidates", Path(), "", self._pair_seconds, more)
        if answer.get("refusal"):
            return None
        return tuple((int(one), int(other)) for one, other in answer["pairs"])

    def same(self, path: Path, kind: str, other: Path, other_kind: str) -> bool:
        """Whether two files, opened before, show the very same receipt on their first pages."""
        from cic_sheets.receipts.sameness import SURE

        more = {"other": str(other.absolute()), "other_kind": other_kind}
        answer = self._ask("compare", path, kind, self._seconds, more)
        return float(answer.get("sameness", 0.0)) >= SURE

    # -- The process ------------------------------------------------------------------------

    def _ask(
        self,
        do: str,
        path: Path,
        kind: str,
        seconds: float,
        more: Mapping[str, Any] = MappingProxyType({}),
    ) -> Mapping[str, Any]:
        process = self._started()
        question = json.dumps(
            {"do": do, "path": str(path.absolute()), "kind": kind, "more": dict(more)}
        )
        try:
            assert process.stdin is not None
            process.stdin.write(question + "\n")
            process.stdin.flush()
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            self._stop()
            return {"refusal": "too-slow"}
        except OSError:
            line = ""
        if not line.endswith("\n"):
            self._stop()
            return {"refusal": "reader-died"}
        answer: Mapping[str, Any] = json.loads(line)
        return answer

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._answers = queue.Queue()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "cic_sheets.receipts.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="ascii",
                env=_environment(),
                start_new_session=True,
            )
            assert self._process.stdout is not None
            threading.Thread(
                target=_pass_on, args=(self._process.stdout, self._answers), daemon=True
            ).start()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)  # with a Tesseract that it may have started
            else:
                process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _environment() -> dict[str, str]:
    """One thread for each library: the limit of memory counts what every thread reserves."""
    ours = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH", ""))))
    return {
        **os.environ,
        "PYTHONPATH": paths,
        "MALLOC_ARENA_MAX": "2",
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _pass_on(answers: IO[str], to: queue.Queue[str]) -> None:
    with suppress(ValueError, OSError):
        for line in answers:
            to.put(line)
    to.put("")


# -- The file itself ------------------------------------------------------------------------


def _seen(path: Path) -> Opened:
    """Size, fingerprint of the bytes and kind, without decoding anything."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return Opened(refusal="missing")
    except (OSError, ValueError):
        return Opened(refusal="unreadable")
    if not stat.S_ISREG(about.st_mode):
        return Opened(refusal="not-a-file")
    if about.st_size == 0:
        return Opened(sha256=hashlib.sha256().hexdigest(), refusal="empty")
    if about.st_size > MOST_BYTES:
        return Opened(size=about.st_size, refusal="too-large")
    try:
        head, digest, size = _hashed(path)
    except OSError:
        return Opened(size=about.st_size, refusal="unreadable")
    kind = kind_of(head)
    notes = ("name-lies",) if name_lies(path.name, kind) else ()
    usable = kind == "pdf" or kind in PICTURES
    return Opened(kind, digest, size, "" if usable else _no_receipt(head), notes=notes)


def _no_receipt(head: bytes) -> str:
    return "empty" if not head.strip(b"\x00 \t\r\n") else "not-a-receipt"


def _hashed(path: Path) -> tuple[bytes, str, int]:
    digest, size, head = hashlib.sha256(), 0, b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            head = head or block[:HEAD]
            digest.update(block)
            size += len(block)
            if size > MOST_BYTES:  # it grows while it is read
                break
    return head, digest.hexdigest(), size


def _with_content(seen: Opened, answer: Mapping[str, Any]) -> Opened:
    fingerprint = answer["fingerprint"]
    return seen._replace(
        pages=int(answer["pages"]),
        texts=tuple(answer["texts"]),
        invoice=_invoice(answer["invoice"]) if answer["invoice"] else None,
        fingerprint=Fingerprint(*fingerprint) if fingerprint else None,
        notes=(*seen.notes, *answer["notes"]),
    )


def _invoice(plain: Mapping[str, Any]) -> Invoice:
    def amount(name: str) -> Decimal | None:
        return Decimal(plain[name]) if plain[name] else None

    return Invoice(
        amount("total"),
        amount("due"),
        amount("net"),
        amount("vat"),
        plain["currency"],
        date.fromisoformat(plain["date"]) if plain["date"] else None,
        plain["seller"],
        plain["number"],
        bool(plain["credit"]),
        str(plain["form"]),
    )
