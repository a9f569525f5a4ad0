"""The pages of a PDF as sheets: as they are seen, drawn with what they were drawn with.

Runs in the worker's process only.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from cic_sheets.receipts.bundle import archive, clean
from cic_sheets.receipts.bundle.geometry import Size
from cic_sheets.receipts.pdf import Refused, has_script, within_limits

MOST_CONTENT = 50_000_000  # bytes of drawing orders, a page
MOST_PAGES_PROVEN, MOST_CONTENT_PROVEN = 300, 10_000_000  # for a PDF/A: proving it takes time
SECONDS_DRAWING = 8.0
_LETTER = (0.0, 0.0, 612.0, 792.0)
_SIDES = (1e-2, 1e6)  # a page's shortest and longest side, in points
_NO_LOOK_NEEDED = ("/Link", "/Popup")
_HIDDEN = 1 | 2 | 32  # invisible, hidden, not viewed

Matrix = tuple[float, float, float, float, float, float]


def write(path: Path, target: Path) -> dict[str, Any]:
    """Write the sheets of the PDF.  Raises Refused."""
    import pikepdf

    try:
        with pikepdf.open(path, suppress_warnings=True) as source:
            within_limits(len(source.pages), len(source.objects))
            removed = _removed(source)
            if not _lacks_looks(source):
                return _written(source, target, removed)
        with pikepdf.open(_with_looks(path, target), suppress_warnings=True) as source:
            return _written(source, target, removed)
    except pikepdf.PasswordError:
        raise Refused("password") from None
    except (Refused, MemoryError):
        raise
    except Exception:  # qpdf and its objects raise whatever a file makes them
        raise Refused("damaged") from None


def _written(source: Any, target: Path, removed: list[str]) -> dict[str, Any]:
    import pikepdf

    _draw_annotations(source)
    sheets = _Sheets(source)
    with pikepdf.new() as made:
        sizes = [sheets.add(made, page) for page in source.pages]
        if not any(sizes):
            raise Refused("damaged")
        known, hidden = clean.layers(source)
        clean.with_layers(made, _copied(made, known), _copied(made, hidden))
        small = len(sizes) <= MOST_PAGES_PROVEN and sheets.content <= MOST_CONTENT_PROVEN
        prevents = archive.prevents(made) if small else ["not-proven"]
        made.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    if sheets.nests:
        _draw(target)
    return {"sizes": sizes, "removed": removed, "prevents": prevents, "notes": []}


def _copied(made: Any, objects: list[Any]) -> list[Any]:
    return [made.copy_foreign(one) for one in objects]


def _draw(target: Path) -> None:
    """Draw the sheets once: what no reader can draw keeps us waiting, and is refused for it."""
    import pypdfium2

    end = time.monotonic() + SECONDS_DRAWING
    with pypdfium2.PdfDocument(target) as document:
        for number in range(len(document)):
            document[number].render(scale=0.1).close()
            if time.monotonic() > end:
                break


class _Sheets:
    """The pages of one document made into sheets.

    `content` counts the bytes of their drawing orders; `nests`: drawings use other drawings.
    """

    def __init__(self, source: Any) -> None:
        self._source = source
        self._seen: set[tuple[int, int]] = set()
        self.content = 0
        self.nests = False

    def add(self, made: Any, page: Any) -> Size | None:
        """Add the page to what is made; what can't be read becomes an empty sheet and None."""
        import pikepdf

        matrix, size = _upright(_seen_box(page), _turned(page), _unit(page))
        try:
            form = made.copy_foreign(self._source.make_indirect(self._form(page, matrix)))
        except (Refused, MemoryError):
            raise
        except Exception:  # as above: one page's fault
            form = pikepdf.Stream(made, b"", Type=pikepdf.Name.XObject)
            form.Subtype, form.BBox = pikepdf.Name.Form, [0, 0, 1, 1]
            add(made, form, size)
            return None
        add(made, form, size)
        return size

    def _form(self, page: Any, matrix: Matrix) -> Any:
        import pikepdf

        plain = page.as_form_xobject(handle_transformations=False)
        content = plain.read_bytes()
        if len(content) > MOST_CONTENT:
            raise Refused("bomb")
        self.content += len(content)
        resources = plain.get("/Resources", pikepdf.Dictionary())
        self.nests |= clean.cleaned(resources, self._seen)
        form = pikepdf.Stream(self._source, content)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = [round(side, 4) for side in _seen_box(page)]
        form.Matrix = [round(number, 6) for number in matrix]
        form.Resources = resources
        if "/Group" in plain:
            form.Group = plain.Group
        return form


def add(made: Any, form: Any, size: Size) -> None:
    """Add a page of that size which draws the form."""
    import pikepdf

    page = made.add_blank_page()
    page.MediaBox = [0, 0, round(size[0], 4), round(size[1], 4)]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=form))
    page.Contents = pikepdf.Stream(made, b"q /P Do Q")


# -- How a page is seen ---------------------------------------------------------------------


def _seen_box(page: Any) -> tuple[float, float, float, float]:
    """What a reader shows: the crop box, within the media box."""
    media = _box(page, "/MediaBox") or _LETTER
    crop = _box(page, "/CropBox") or media
    left, low = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, low, right, top) if right > left and top > low else media


def _box(page: Any, name: str) -> tuple[float, float, float, float] | None:
    try:
        a, b, c, d = (float(number) for number in _inherited(page, name))
    except (TypeError, ValueError):
        return None
    left, right, low, top = min(a, c), max(a, c), min(b, d), max(b, d)
    fits = all(_SIDES[0] <= side <= _SIDES[1] for side in (right - left, top - low))
    return (left, low, right, top) if fits else None


def _inherited(page: Any, name: str) -> Any:
    node = page.obj
    for _ in range(50):  # a tree that bites its tail ends too
        if name in node:
            return node[name]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _turned(page: Any) -> int:
    try:
        return int(_inherited(page, "/Rotate") or 0) % 360
    except (TypeError, ValueError):
        return 0


def _unit(page: Any) -> float:
    try:
        unit = float(page.obj.get("/UserUnit", 1))
    except (TypeError, ValueError):
        return 1.0
    return unit if 0 < unit <= 1000 else 1.0


def _upright(
    box: tuple[float, float, float, float], turned: int, unit: float
) -> tuple[Matrix, Size]:
    """The matrix that lays the box upright at (0, 0), and the size it then has."""
    left, low, right, top = box
    width, height = right - left, top - low
    turns: dict[int, Matrix] = {
        90: (0, -1, 1, 0, -low, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    matrix = turns.get(turned, (1, 0, 0, 1, -left, -low))
    size = (height, width) if turned in (90, 270) else (width, height)
    a, b, c, d, e, f = (number * unit for number in matrix)
    return (a, b, c, d, e, f), (size[0] * unit, size[1] * unit)


# -- What lies on a page --------------------------------------------------------------------


def _draw_annotations(source: Any) -> None:
    """Comments, stamps, fields and signatures become part of the page, as they look on screen."""
    source.flatten_annotations("screen")


def _annotations(source: Any) -> list[Any]:
    import pikepdf

    found = []
    for page in source.pages:
        listed = page.obj.get("/Annots")
        if isinstance(listed, pikepdf.Array):
            found += [one for one in listed if isinstance(one, pikepdf.Dictionary)]
    return found


def _lacks_looks(source: Any) -> bool:
    """Whether something visible lies on a page without saying how it looks."""
    import pikepdf

    fields = source.Root.get("/AcroForm")
    stale = isinstance(fields, pikepdf.Dictionary) and bool(fields.get("/NeedAppearances"))
    return any(
        ("/AP" not in one or (stale and one.get("/Subtype") == "/Widget"))
        and str(one.get("/Subtype")) not in _NO_LOOK_NEEDED
        and not int(one.get("/F", 0)) & _HIDDEN
        for one in _annotations(source)
    )


def _with_looks(path: Path, target: Path) -> Path:
    """A copy in which PDFium has given a look to what has none: it does so when it draws.

    Its own forms stay shut: they are slow to open where fields bite their tails.
    """
    import pypdfium2

    copy = target.with_suffix(".looks.pdf")
    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            page = document[number]
            page.render(scale=0.1, draw_annots=True)
            page.close()
        document.save(copy)
    finally:
        document.close()
    return copy


def _removed(source: Any) -> list[str]:
    """Codes of what a drawing can't carry: see model.Note."""
    import pikepdf

    annotations = _annotations(source)
    kinds = {str(one.get("/Subtype")) for one in annotations}
    names = source.Root.get("/Names")
    files = isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names
    signed = any(one.get("/FT") == "/Sig" and "/V" in one for one in annotations if "/FT" in one)
    found = {
        "attachments": files or "/FileAttachment" in kinds,
        "script": has_script(source),
        "links": "/Link" in kinds,
        "signature": signed,
    }
    return [code for code, true in found.items() if true]
