"""What the templates of the shorter documents share: a page, its header and footer, their tables.

The look is that of the narrative report's template, a size smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from cic_sheets.example.document_languages import translate
from cic_sheets.example.narrative_styles import dress
from cic_sheets.language.documents import sentence
from cic_sheets.render.word_package import closed
from cic_sheets.render.word_xml import complex_field, node, qn, text_node

A4 = (11_906, 16_838)  # twentieths of a point, as every width here
SIDE = 1_134
TEXT = A4[0] - 2 * SIDE
_MARGINS = {"top": 1_700, "right": SIDE, "bottom": 1_304, "left": SIDE, "header": 567,
            "footer": 510, "gutter": 0}  # fmt: skip
_LOGO, _PAGES = 1_900, 1_600
_BLUE, _LINE = "1F4E79", "B8CCE0"
_MADE_ON = date(2023, 1, 1)
_FIRST_ROW, _LAST_ROW, _NO_BANDS = 0x0020, 0x0040, 0x0400
"""Bits of `w:tblLook`: ISO/IEC 29500-4, 14.4.7 (of columns there are no bands)."""
_FORM = "Fiche"
_BOX = "Cadre"


class Text(NamedTuple):
    """A paragraph of a cell: its words, its style, its side; Arabic reads from the right."""

    words: str
    style: str = "Normal"
    align: str = ""
    arabic: bool = False


class Head(NamedTuple):
    """A column of a list: its heading, its width, what its cells hold; figures to the right."""

    label: str
    width: int
    content: str
    figures: bool = False
    centred: bool = False
    arabic: bool = False

    def said(self, words: str) -> Text:
        """The words as its cells show them."""
        align = "right" if self.figures else "center" if self.centred else ""
        style = "Tableau arabe" if self.arabic else "Texte de tableau"
        return Text(words, style, align, self.arabic)


def new_document(running: str, footer: str) -> Any:
    """A dressed document of one page: a place for a logo, the running title, page of how many."""
    from docx import Document

    document = Document()
    dress(document)
    _without_unused(document)
    _smaller(document)
    for style in (_form_style(), _box_style()):
        document.styles.element.append(style)
    _page(document, running, footer)
    return document


def file_of(document: Any, title: str, lang: str = "fr") -> bytes:
    """The template's bytes in a language, always the same."""
    translate(document, lang)
    return closed(document, sentence(title, lang), "Modèle", _MADE_ON)


# --- Styles -------------------------------------------------------------------------------------


def _without_unused(document: Any) -> None:
    """Ninety styles of tables that Word once offered: nobody would find ours among them."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        kept = style.get(qn("w:styleId")) in ("TableNormal", "TableGrid")
        if style.get(qn("w:type")) == "table" and not style.get(qn("w:customStyle")) and not kept:
            styles.remove(style)


def _smaller(document: Any) -> None:
    """Titles fit a page; what is written by hand has its lines, what is Arabic its style."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    for name, size, after in (("Title", 22, 0), ("Subtitle", 12.5, 10), ("Heading 1", 13, 3)):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.element.rPr.find(qn("w:szCs")).set(qn("w:val"), str(round(size * 2)))
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = Pt(10 if name == "Heading 1" else 0), Pt(after)
        spacing.keep_with_next = True
    for name, size, bold in (("Texte", 10, False), ("Étiquette", 8.5, False), ("Montant", 15, True),
                             ("Arabe", 11, False), ("Titre arabe", 20, True),
                             ("Étiquette arabe", 9.5, False),
                             ("Tableau arabe", 10, False)):  # fmt: skip
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = document.styles["Normal"], True
        style.font.size, style.font.bold = Pt(size), bold
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = Pt(1), Pt(1)
        run = style.element.get_or_add_rPr()
        run.find(qn("w:sz")).addnext(node("w:szCs", val=round(size * 2)))
        if bold:
            run.find(qn("w:b")).addnext(node("w:bCs"))
        if name not in ("Texte", "Arabe", "Tableau arabe"):
            blue = name in ("Montant", "Titre arabe")
            style.font.color.rgb = RGBColor.from_string(_BLUE if blue else "595959")
        if "arabe" in name.lower():
            style.element.get_or_add_pPr().insert(0, node("w:bidi"))


def _form_style() -> Any:
    """« Fiche »: names on the left, values beside them, a hair line below each."""
    return _table_style(
        _FORM,
        node("w:bottom", val="single", sz=4, space=0, color=_LINE),
        node("w:insideH", val="single", sz=4, space=0, color=_LINE),
    )


def _box_style() -> Any:
    """« Cadre »: a thin frame."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return _table_style(
        _BOX, *(node(f"w:{side}", val="single", sz=4, space=0, color=_LINE) for side in sides)
    )


def _table_style(name: str, *borders: Any) -> Any:
    sides = (("top", 25), ("left", 85), ("bottom", 25), ("right", 85))
    return node(
        "w:style",
        node("w:name", val=name),
        node("w:basedOn", val="TableNormal"),
        node("w:uiPriority", val=99),
        node("w:qFormat"),
        node("w:pPr", node("w:spacing", before=0, after=0, line=240, lineRule="auto")),
        node("w:tblPr", node("w:tblBorders", *borders),
             node("w:tblCellMar", *(node(f"w:{s}", w=w, type="dxa") for s, w in sides))),
        type="table",
        customStyle=1,
        styleId=name,
    )  # fmt: skip


# --- The page -----------------------------------------------------------------------------------


def _page(document: Any, running: str, footer: str) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    page = document.sections[0]
    page.page_width, page.page_height = Twips(A4[0]), Twips(A4[1])
    page.orientation = WD_ORIENT.PORTRAIT
    margins = page._sectPr.find(qn("w:pgMar"))
    for name, value in _MARGINS.items():
        margins.set(qn(f"w:{name}"), str(value))
    page.header.is_linked_to_previous = page.footer.is_linked_to_previous = False
    sides = ("top", "left", "bottom", "right")
    borders = (node(f"w:{side}", val="single", sz=4, space=0, color="A6A6A6") for side in sides)
    logo = cell(_LOGO, Text("Logo", "Header", "center"), borders=node("w:tcBorders", *borders),
                middle=True)  # fmt: skip
    said = cell(TEXT - _LOGO, Text(running, "Header", "right"), middle=True)
    height = node("w:trPr", node("w:trHeight", val=700, hRule="atLeast"))
    page.header._element.insert(0, _table("", (_LOGO, TEXT - _LOGO), (_row((logo, said), height),)))
    pages = _line(Text("Page ", "Footer", "right"))
    pages.extend(complex_field("PAGE", [node("w:r", text_node("1"))]))
    pages.append(node("w:r", text_node(" / ")))
    pages.extend(complex_field("NUMPAGES", [node("w:r", text_node("1"))]))
    left, right = cell(TEXT - _PAGES, Text(footer, "Footer")), cell(_PAGES)
    right.replace(right.find(qn("w:p")), pages)
    line = _table("", (TEXT - _PAGES, _PAGES), (_row((left, right)),))
    page.footer._element.insert(0, line)


# --- Tables -------------------------------------------------------------------------------------


def add(document: Any, *elements: Any) -> None:
    """Elements at the body's end; between two tables stands a small paragraph."""
    body = document.element.body
    ending = body.find(qn("w:sectPr"))
    for element in elements:
        before = ending.getprevious()
        if element.tag == qn("w:tbl") and before is not None and before.tag == qn("w:tbl"):
            ending.addprevious(gap(60))
        ending.addprevious(element)


def gap(after: int) -> Any:
    """A paragraph that only keeps its distance."""
    spacing = node("w:spacing", before=0, after=after, line=60, lineRule="exact")
    return node("w:p", node("w:pPr", spacing))


def form(lines: Sequence[tuple[str, str]], label: int = 2_600, width: int = TEXT) -> Any:
    """Names on the left, values on the right."""
    rows = [
        _row((cell(label, Text(name, "Étiquette")), cell(width - label, Text(value, "Texte"))))
        for name, value in lines
    ]
    return _table(_FORM, (label, width - label), rows)


def side_by_side(*columns: tuple[int, Sequence[Any]], style: str = _BOX, height: int = 0) -> Any:
    """A row of cells of paragraphs or tables, each with its width."""
    cells = []
    for width, held in columns:
        made = cell(width)
        first = made.find(qn("w:p"))
        for one in held:
            first.addprevious(_line(one) if isinstance(one, Text) else one)
        if held and isinstance(held[-1], Text):
            made.remove(first)
        else:  # a cell ends with a paragraph
            made.replace(first, gap(0))
        cells.append(made)
    tall = node("w:trHeight", val=height, hRule="atLeast") if height else None
    row = _row(cells, node("w:trPr", node("w:cantSplit"), tall))
    return _table(style, [width for width, _ in columns], (row,))


def listing(heads: Sequence[Head], total: Sequence[str] = (), *, grid: bool = False) -> Any:
    """A list: headings that every page repeats, the row that repeats, a last row set apart.

    grid  lines between the columns too, for what is filled in by hand
    """
    rows = [
        _row(
            [cell(head.width, head.said(head.label), middle=grid) for head in heads],
            node("w:trPr", node("w:cantSplit"), node("w:tblHeader")),
        ),
        _row(
            [cell(head.width, head.said(head.content), middle=grid) for head in heads],
            node("w:trPr", node("w:cantSplit"), node("w:trHeight", val=440) if grid else None),
        ),
    ]
    if total:
        cells = [cell(head.width, head.said(said)) for head, said in zip(heads, total, strict=True)]
        rows.append(_row(cells, node("w:trPr", node("w:cantSplit"))))
    parts = _FIRST_ROW | _NO_BANDS | (_LAST_ROW if total else 0)
    borders = (
        node("w:tblBorders", node("w:insideV", val="single", sz=4, space=0, color=_LINE))
        if grid
        else None
    )
    return _table("TableauDuRapport", [head.width for head in heads], rows, parts, borders)


def signature(place: str, *lines: Text, height: int = 1_300) -> Any:
    """Where and when on the left, a frame to sign in on the right."""
    half = TEXT // 2
    left = cell(half, Text(place, "Texte"), *lines)
    right = cell(half, Text("Signature", "Étiquette"), borders=_frame())
    tall = node("w:trPr", node("w:cantSplit"), node("w:trHeight", val=height, hRule="atLeast"))
    return _table("", (half, half), (_row((left, right), tall),))


def _frame() -> Any:
    sides = ("top", "left", "bottom", "right")
    return node(
        "w:tcBorders", *(node(f"w:{s}", val="single", sz=4, space=0, color=_LINE) for s in sides)
    )


def cell(width: int, *lines: Text, borders: Any = None, middle: bool = False) -> Any:
    """A cell of paragraphs; of an empty one when none is given."""
    look = node(
        "w:tcPr",
        node("w:tcW", w=width, type="dxa"),
        borders,
        node("w:vAlign", val="center") if middle else None,
    )
    return node("w:tc", look, *map(_line, lines or (Text(""),)))


def _line(one: Text) -> Any:
    """A paragraph of one run; in Arabic both read from the right."""
    styled = "" if one.style == "Normal" else one.style.replace(" ", "")
    look = node(
        "w:pPr",
        node("w:pStyle", val=styled) if styled else None,
        node("w:bidi") if one.arabic else None,
        node("w:jc", val=one.align) if one.align else None,
    )
    run = node("w:rPr", node("w:rtl"), node("w:lang", bidi="ar-MA")) if one.arabic else None
    words = node("w:r", run, text_node(one.words)) if one.words else None
    return node("w:p", look, words)


def line(words: str, style: str = "Normal", *, new_page: bool = False) -> Any:
    """The same, for the body."""
    made = _line(Text(words, style))
    if new_page:
        made.find(qn("w:pPr")).append(node("w:pageBreakBefore"))
    return made


def _row(cells: Sequence[Any], look: Any = None) -> Any:
    return node("w:tr", look, *cells)


def _table(
    style: str,
    widths: Sequence[int],
    rows: Sequence[Any],
    parts: int = 0,
    borders: Any = None,
) -> Any:
    """A table as wide as its columns; `parts` says what it shows of its style."""
    properties = node(
        "w:tblPr",
        node("w:tblStyle", val=style) if style else None,
        node("w:tblW", w=sum(widths), type="dxa"),
        borders,
        node("w:tblLayout", type="fixed"),
        node("w:tblLook", val=f"{parts:04X}") if parts else None,
    )
    return node(
        "w:tbl", properties, node("w:tblGrid", *(node("w:gridCol", w=w) for w in widths)), *rows
    )
