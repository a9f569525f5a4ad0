"""The pages of a part and the sheets of its receipts put together in one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from cic_sheets.receipts.bundle import archive, clean
from cic_sheets.receipts.bundle.geometry import placed
from cic_sheets.receipts.bundle.index import Link
from cic_sheets.receipts.bundle.ink import Ink
from cic_sheets.receipts.bundle.model import Words
from cic_sheets.receipts.bundle.pages import Drawn
from cic_sheets.receipts.bundle.parts import Part, Plan
from cic_sheets.receipts.bundle.ready import Ready

SHELF = 40  # files open at once, and one for each shelf


def write_part(
    part: Part, plan: Plan, words: Words, ink: Ink, target: Path, folder: Path, *, pdfa: bool
) -> None:
    """Write one file of the bundle; shelves are built in the folder."""
    import pikepdf

    drawn = Drawn(part, plan, words, ink)
    with ExitStack() as stack:
        pdf = stack.enter_context(pikepdf.open(BytesIO(drawn.data())))
        starts = _starts(part)
        _undress(pdf)
        _lay_sheets(pdf, part, folder, stack)
        _link(pdf, drawn.links, starts)
        _bookmark(pdf, part, words, starts)
        _describe(pdf, part, words, pdfa=pdfa)
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            deterministic_id=True,
        )


def _starts(part: Part) -> dict[str, int]:
    """Key → the page of this file, from 0, on which the receipt begins."""
    starts, at = {}, len(part.listing.pages)
    for one in part.receipts:
        starts[one.piece.key] = at
        at += len(one.sizes)
    return starts


# -- Sheets ---------------------------------------------------------------------------------


def _lay_sheets(pdf: Any, part: Part, folder: Path, stack: ExitStack) -> None:
    """Draw every sheet in the frame of its page."""
    import pikepdf

    known: list[Any] = []
    hidden: list[Any] = []
    at = len(part.listing.pages)
    for shelf, receipts in _shelves(part.receipts, folder):
        sheets = stack.enter_context(pikepdf.open(shelf)) if shelf else None
        number = 0
        if sheets is not None:
            _adopt(pdf, sheets, known, hidden)
        for one in receipts:
            for size in one.sizes:
                if one.file is not None and size is not None and sheets is not None:
                    form = sheets.pages[number].Resources.XObject.P
                    _draw(pdf, pdf.pages[at], pdf.copy_foreign(form), size)
                number += one.file is not None
                at += 1
    clean.with_layers(pdf, known, hidden)


def _undress(pdf: Any) -> None:
    """No page is turned like a slide."""
    for page in pdf.pages:
        if "/Trans" in page:
            del page.Trans


def _draw(pdf: Any, page: Any, form: Any, size: tuple[float, float]) -> None:
    import pikepdf

    place = placed(size)
    scale = f"{place.scale:.6f}"
    orders = f"q {scale} 0 0 {scale} {place.left:.3f} {place.bottom:.3f} cm /P Do Q\n"
    page.Resources.XObject = pikepdf.Dictionary(P=form)
    page.contents_add(pikepdf.Stream(pdf, orders.encode()), prepend=True)


def _shelves(receipts: Sequence[Ready], folder: Path) -> Iterator[tuple[Path | None, list[Ready]]]:
    """The receipts in groups, the sheets of each group in one file: few files are open at once."""
    for number, group in groupby(enumerate(receipts), lambda one: one[0] // SHELF):
        shelved = [one for _, one in group]
        files = [one.file for one in shelved if one.file is not None]
        yield (_shelf(files, folder / f"shelf-{number}.pdf") if files else None), shelved


def _shelf(files: Sequence[Path], target: Path) -> Path:
    import pikepdf

    known: list[Any] = []
    hidden: list[Any] = []
    with ExitStack() as stack:
        shelf = stack.enter_context(pikepdf.new())
        for file in files:
            sheets = stack.enter_context(pikepdf.open(file))
            _adopt(shelf, sheets, known, hidden)
            shelf.pages.extend(sheets.pages)
        clean.with_layers(shelf, known, hidden)
        shelf.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, static_id=True)
    return target


def _adopt(pdf: Any, sheets: Any, known: list[Any], hidden: list[Any]) -> None:
    """Take over the layers, so that what was hidden stays so."""
    theirs, theirs_hidden = clean.layers(sheets)
    known += [pdf.copy_foreign(layer) for layer in theirs]
    hidden += [pdf.copy_foreign(layer) for layer in theirs_hidden]


# -- Ways through the document ----------------------------------------------------------------


def _link(pdf: Any, links: Sequence[Link], starts: dict[str, int]) -> None:
    """Every row of the index leads to its receipt."""
    import pikepdf

    pages = [page.obj for page in pdf.pages]
    for number, group in groupby(links, lambda link: link.number):
        pages[number].Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[round(side, 2) for side in link.box],
                    Border=[0, 0, 0],
                    F=4,
                    Dest=[pages[starts[link.key]], pikepdf.Name.Fit],
                )
                for link in group
            ]
        )


def _bookmark(pdf: Any, part: Part, words: Words, starts: dict[str, int]) -> None:
    from pikepdf import OutlineItem

    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(words.title, 0, "Fit"))
        for level, group in groupby(part.receipts, lambda one: one.piece.level):
            items = [OutlineItem(one.piece.title, starts[one.piece.key], "Fit") for one in group]
            if not level:
                outline.root.extend(items)
                continue
            above = OutlineItem(level, items[0].destination, "Fit")
            above.children.extend(items)
            outline.root.append(above)


# -- What the document says of itself ---------------------------------------------------------


def _describe(pdf: Any, part: Part, words: Words, *, pdfa: bool) -> None:
    import pikepdf

    root = pdf.Root
    root.Lang = words.language
    root.PageMode = pikepdf.Name.UseOutlines
    direction = pikepdf.Name.R2L if words.language == "ar" else pikepdf.Name.L2R
    root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True, Direction=direction)
    numbers = pikepdf.Dictionary(S=pikepdf.Name.D, St=part.start)
    root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, numbers]))
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as about:
        about["dc:title"] = words.title
        about["dc:language"] = [words.language]
        if pdfa:
            archive.declare(pdf, about)
