"""A PDF looked into: its pages, their text laid out as printed, the invoice attached to it.

Runs in the worker's process only: a PDF that hangs or aborts takes nothing else with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cic_sheets.receipts.layout import NO_BOX, Word, around, laid_out
from cic_sheets.receipts.structured import MOST_BYTES, Invoice, read_invoice
from cic_sheets.values.named import NamedTuple

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2
    from PIL.Image import Image

MOST_PAGES = 2_000
MOST_OBJECTS = 500_000
MOST_PAGES_READ = 40
MOST_POINTS = 1_000_000  # the side of a page
MOST_ATTACHMENTS = 30
MOST_CHARACTERS = 30_000  # a page


class Refused(Exception):
    """The file is not usable; the code says why."""


class Pdf(NamedTuple):
    """What a PDF holds.

    pages    how many
    texts    the text of the first MOST_PAGES_READ pages, laid out in columns
    invoice  the structured invoice attached to it, if any
    notes    "encrypted" (opens without a password), "repaired", "readers-differ", "script",
             "attachments", "pages-unread"
    """

    pages: int
    texts: tuple[str, ...]
    invoice: Invoice | None
    notes: tuple[str, ...]


def read_pdf(path: Path) -> Pdf:
    """Open with qpdf (which will bind it) and PDFium (which shows it).  Raises Refused."""
    pages, invoice, notes = _with_qpdf(path)
    shown, texts = _with_pdfium(path)
    if shown != pages:
        notes = (*notes, "readers-differ")
    if pages > MOST_PAGES_READ:
        notes = (*notes, "pages-unread")
    return Pdf(pages, texts, invoice, notes)


# -- qpdf -----------------------------------------------------------------------------------


def _with_qpdf(path: Path) -> tuple[int, Invoice | None, tuple[str, ...]]:
    import pikepdf

    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            within_limits(pages, len(pdf.objects))
            invoice, attached = _invoice(pdf)
            notes = {
                "encrypted": pdf.is_encrypted,
                "script": has_script(pdf),
                "attachments": attached,
                "repaired": bool(pdf.get_warnings()),
            }
    except pikepdf.PasswordError:
        raise Refused("password") from None
    except Refused:
        raise
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        RuntimeError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OverflowError,
        RecursionError,
    ):
        raise Refused("damaged") from None
    return pages, invoice, tuple(note for note, true in notes.items() if true)


def within_limits(pages: int, objects: int) -> None:
    """Raise Refused for a document of no page, or of more than anything needs."""
    if pages == 0:
        raise Refused("no-pages")
    if pages > MOST_PAGES:
        raise Refused("too-many-pages")
    if objects > MOST_OBJECTS:
        raise Refused("too-large")


def has_script(pdf: pikepdf.Pdf) -> bool:
    """Whether something runs when it is opened or printed."""
    root = pdf.Root
    names, action = _keys(root.get("/Names")), _keys(root.get("/OpenAction"))
    return "/JavaScript" in names or "/JS" in action or "/AA" in root


def _keys(thing: Any) -> tuple[str, ...]:
    try:
        return tuple(thing.keys())
    except (AttributeError, ValueError, TypeError):
        return ()


def _invoice(pdf: pikepdf.Pdf) -> tuple[Invoice | None, bool]:
    """The first attachment that is an invoice, and whether there are attachments at all."""
    import pikepdf

    attached = False
    for name in islice(pdf.attachments, MOST_ATTACHMENTS):
        attached = True
        if not str(name).lower().endswith(".xml"):
            continue
        try:
            stream = pdf.attachments[name].get_file()
            if int(stream.obj.get("/Length", 0)) > MOST_BYTES:
                continue
            invoice = read_invoice(stream.read_bytes())
        except (pikepdf.PdfError, ValueError, KeyError, RuntimeError, MemoryError):
            continue
        if invoice:
            return invoice, True
    return None, attached


# -- PDFium ---------------------------------------------------------------------------------


def _with_pdfium(path: Path) -> tuple[int, tuple[str, ...]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        try:
            count = len(document)
            texts = tuple(_text(document, number) for number in range(min(count, MOST_PAGES_READ)))
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise Refused("password" if "assword" in str(error) else "damaged") from None
    return count, texts


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""
    text = page.get_textpage()
    if text.count_chars() > MOST_CHARACTERS:
        return str(text.get_text_range(0, MOST_CHARACTERS))
    return laid_out(list(_words(page, text)))


def _words(page: Any, text: Any) -> Iterator[Word]:
    """The words as PDFium parts them, each in its box."""
    import pypdfium2.raw as pdfium

    turned = page.get_rotation()
    letters, box = "", NO_BOX
    for place in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, place)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if not char.isspace() and char not in "\x02\ufffe":
            letters, box = letters + char, around(box, text.get_charbox(place))
        elif letters:
            yield (*_upright(*box, turned), letters)
            letters, box = "", NO_BOX
    if letters:
        yield (*_upright(*box, turned), letters)


def _upright(
    left: float, bottom: float, right: float, top: float, turned: int
) -> tuple[float, float, float, float]:
    """The box as it is seen on a page shown turned clockwise by that many degrees."""
    return {
        90: (bottom, -right, top, -left),
        180: (-right, -top, -left, -bottom),
        270: (-top, left, -bottom, right),
    }.get(turned, (left, bottom, right, top))


def render(path: Path, number: int, longest: int) -> Image:
    """A page as a picture on white, its longer side `longest` pixels.  Raises Refused."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        page = document[number]
        side = max(page.get_size())
        scale = min(longest / side, 12) if side > 0 else 1
        image: Image = page.render(scale=scale, may_draw_forms=False).to_pil()
        return image.convert("RGB")
    except pypdfium2.PdfiumError:
        raise Refused("damaged") from None


def count_pages(path: Path) -> int:
    """How many pages PDFium shows.  Raises Refused."""
    import pypdfium2

    try:
        return len(pypdfium2.PdfDocument(path))
    except pypdfium2.PdfiumError:
        raise Refused("damaged") from None


def page_sizes(path: Path) -> list[tuple[float, float] | None]:
    """Width and height of each page in points as PDFium shows it, None for a lost one.

    Raises Refused.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refused("password" if "assword" in str(error) else "damaged") from None
    within_limits(len(document), 0)
    sizes: list[tuple[float, float] | None] = []
    for number in range(len(document)):
        try:
            width, height = document[number].get_size()
        except pypdfium2.PdfiumError:
            width, height = 0.0, 0.0
        usable = all(0 < side < MOST_POINTS for side in (width, height))
        sizes.append((width, height) if usable else None)
    return sizes
