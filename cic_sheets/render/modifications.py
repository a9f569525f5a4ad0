"""The note of modifications: what differs between two states of a year, as a Word document to send.

Everything in it is said by the caller, in the reader's language; here it only gets its shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from cic_sheets.language import phrase, rtl
from cic_sheets.render.word_package import closed


class Modified(NamedTuple):
    """A line of the note: a cell that changed, or a row that came or went.

    sheet, row  where; `what` the column, or that the row was added or withdrawn
    old, new    as people write them
    effect      of the whole row on the year's amounts, said at its first line
    """

    sheet: str
    row: str
    what: str
    old: str
    new: str
    effect: str


class Totals(NamedTuple):
    """A total of the year: its name, before, after, the difference; all as people write them."""

    name: str
    before: str
    after: str
    effect: str


_HEADS = ("sheet", "row", "what", "old", "new", "effect")
_WIDTHS = (2.6, 2.4, 3.2, 5.6, 5.6, 5.0)  # centimetres, on a page that lies
_TOTAL_HEADS = ("name", "before", "after", "effect")
_ODD = str.maketrans(dict.fromkeys((*range(9), 11, 12, *range(14, 32))))


def modifications_note(
    title: str,
    intro: Sequence[str],
    totals: Sequence[Totals],
    lines: Sequence[Modified],
    day: date,
    lang: str = "fr",
) -> bytes:
    """The document, seen from that day; the same lines give the same bytes."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    document.add_heading(_clean(title), 0)
    for text in intro:
        document.add_paragraph(_clean(text))
    if totals:
        document.add_heading(phrase("note.totals", lang), 1)
        _table(document, "note.total", _TOTAL_HEADS, totals, (8.0, 5.0, 5.0, 5.0), lang)
    document.add_heading(phrase("note.lines", lang), 1)
    if lines:
        _table(document, "note.column", _HEADS, lines, _WIDTHS, lang)
    else:
        document.add_paragraph(phrase("note.none", lang))
    if rtl(lang):
        _from_the_right(document)
    return closed(document, title, "", day)


def _table(
    document: Any,
    key: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    lang: str,
) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Light Grid Accent 1"
    table.autofit = False
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    said = [tuple(phrase(f"{key}.{head}", lang) for head in heads), *rows]
    for number, texts in enumerate(said):
        row = table.rows[0] if number == 0 else table.add_row()
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.text = _clean(text)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)
                run.font.bold = number == 0


def _from_the_right(document: Any) -> None:
    """Paragraphs, runs and tables run from right to left."""
    from docx.oxml import OxmlElement

    for paragraph in document.element.body.iter(_w("p")):
        paragraph.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in document.element.body.iter(_w("r")):
        run.get_or_add_rPr().append(OxmlElement("w:rtl"))
    for properties in document.element.body.iter(_w("tblPr")):
        properties.append(OxmlElement("w:bidiVisual"))


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    found: str = qn(f"w:{name}")
    return found


def _clean(text: str) -> str:
    """Without the characters that XML can't hold."""
    return text.translate(_ODD)
