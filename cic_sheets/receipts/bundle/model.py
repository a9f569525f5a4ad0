"""What goes into a bundle of receipts and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from cic_sheets.values.named import NamedTuple

Rows = tuple[tuple[str, ...], ...]


def no_totals(keys: tuple[str, ...]) -> Rows:
    """No line under the index."""
    return ()


class Piece(NamedTuple):
    """One receipt, at its place in the order.

    key      names it in `Made`; one piece a key
    path     its file; None when there is none to look for
    title    one line: its bookmark, and the heading of the page that stands for a refused one
    stamp    one line for the strip of each of its pages; `{page}` and `{pages}` in it become the
             page x of the y pages of this receipt
    refusal  a code of `opening` (or of the caller's own) when it is known before the file is
             touched that it can't be shown; the file is then not opened
    cells    the cells of its row in the index, one for each of Words.columns
    level    the bookmark under which it stands, with its neighbours of the same level; "" for none
    """

    key: str
    path: Path | None
    title: str
    stamp: str
    refusal: str = ""
    cells: tuple[str, ...] = ()
    level: str = ""


class Words(NamedTuple):
    """Every word on the pages that is not a receipt's.

    title, subtitle  at the head of the index; the title is the document's too
    columns     headings of Piece.cells
    at_page, how_many  headings of the two columns that the bundle adds: first page, number of pages
    page        "Page {page}/{pages}" of the whole bundle
    part        "Partie {part}/{parts}", at the head of the index and on every page of a split one
    missing     heading of a page that stands for a receipt that can't be shown
    reasons     code → sentence; a code that it lacks is shown as it is
    numeric     places of the columns that stand to the right: amounts
    totals      keys of a part's receipts in order → the rows under its index, cells as Piece.cells
    language    "fr", "ar" (the pages run from right to left), "en"
    """

    title: str
    subtitle: str
    columns: tuple[str, ...]
    at_page: str
    how_many: str
    page: str
    part: str
    missing: str
    reasons: Mapping[str, str]
    numeric: frozenset[int] = frozenset()
    totals: Callable[[tuple[str, ...]], Rows] = no_totals
    language: str = "fr"


class Note(NamedTuple):
    """Something to know about a receipt that is shown all the same.

    code    "rasterised"  the file is damaged: its pages are shown as pictures of themselves
            "page-missing" a page of it could not be read: `detail` is its number; a page says so
            "recompressed" its pictures were made smaller than usual to fit the size limit
            "over-limit"  alone it is larger than the size limit: `detail` is the part's bytes
            "removed"     what a page can't carry was left behind; `detail` says what, one a note:
                          "attachments", "script", "links", "signature" (its look stays)
            "name-lies"   the extension promises another kind
    key     of the piece
    """

    code: str
    key: str
    detail: str = ""


class Made(NamedTuple):
    """What was written.  Page numbers run through all parts, from 1.

    parts     the files: the target, or its numbered parts `…-1.pdf`, `…-2.pdf`
    pages     of all of them together = index_pages + sum(counts.values())
    index_pages  of all indexes together
    first     key → the page on which the receipt begins
    counts    key → its pages, at least 1
    part_of   key → the number of its part, from 1
    refused   key → the code of why a page with the reason stands for it
    notes     see Note
    pdfa      the files declare themselves PDF/A-2b, and a checker has read them to their end
    prevents  when they don't: code of archive.py → keys of the pieces because of which; no keys
              when it is the bundle as a whole
    """

    parts: tuple[Path, ...]
    pages: int
    index_pages: int
    first: Mapping[str, int]
    counts: Mapping[str, int]
    part_of: Mapping[str, int]
    refused: Mapping[str, str]
    notes: tuple[Note, ...]
    pdfa: bool
    prevents: Mapping[str, tuple[str, ...]]
