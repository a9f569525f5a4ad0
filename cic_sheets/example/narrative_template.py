"""The stand-in template of the narrative report, until Brulocalis supplies its own.

An ordinary Word file that a person may change in Word.  Run as a program, this module writes it to
`templates/`; the same program writes the same bytes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from cic_sheets.example.narrative_styles import dress
from cic_sheets.render.word_package import closed
from cic_sheets.render.word_xml import complex_field, node, qn, text_node
from cic_sheets.report.plan import Planned, the_plan

FILE = "rapport-narratif.docx"
_MADE_ON = date(2023, 1, 1)
_STAND_IN = "Modèle provisoire, en attendant celui de Brulocalis"
_A4 = (11_906, 16_838)
_MARGINS = {"top": 1_700, "right": 1_134, "bottom": 1_247, "left": 1_134, "header": 567,
            "footer": 510, "gutter": 0}  # fmt: skip
_TEXT = _A4[0] - 2 * 1_134
_LOGO, _PAGES = 1_900, 1_600


def narrative_template() -> bytes:
    """The template: cover, contents, the fifteen sections upright, the annexes sideways."""
    from docx import Document

    document = Document()
    dress(document)
    _cover(document)
    _contents(document)
    sections = [one for one in the_plan() if one.number and not one.drafts]
    for planned in sections:
        if not planned.is_annex:
            _section(document, planned, f"{planned.number}  {planned.title}", "Heading 1")
    _turn_for_annexes(document)
    for planned in sections:
        if planned.is_annex:
            title = f"Annexe {planned.number}  {planned.title}"
            _section(document, planned, title, "Titre d'annexe")
    return closed(document, "Rapport narratif {{annee}}", "{{charge_de_mission}}", _MADE_ON)


# --- Pages --------------------------------------------------------------------------------------


def _cover(document: Any) -> None:
    """First page: no running header, room for a logo, the identity of the report."""
    page = document.sections[0]
    _set_page(page, landscape=False)
    page.different_first_page_header_footer = True
    _logo_header(page.first_page_header, "")
    _logo_header(page.header, "Rapport narratif {{annee}} · Convention {{convention_numero}}")
    for footer in (page.first_page_footer, page.footer):
        _footer(footer)
    document.add_paragraph("Coordination du groupe des communes partenaires", "Surtitre")
    document.add_paragraph("Rapport narratif annuel", "Title")
    document.add_paragraph("Année {{annee}}", "Subtitle")
    document.add_paragraph("{{section: couverture}}")
    document.add_paragraph("{{etat_du_rapport}} · situation au {{date_situation}}", "Surtitre")


def _set_page(page: Any, *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    width, height = reversed(_A4) if landscape else _A4
    page.page_width, page.page_height = Twips(width), Twips(height)
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    margins = page._sectPr.find(qn("w:pgMar"))
    for name, value in _MARGINS.items():
        margins.set(qn(f"w:{name}"), str(value))


def _logo_header(header: Any, title: str) -> None:
    """A bordered cell where a logo goes, the running title beside it."""
    header.is_linked_to_previous = False
    sides = ("top", "left", "bottom", "right")
    border = (node(f"w:{side}", val="single", sz=4, space=0, color="A6A6A6") for side in sides)
    logo = _cell(_line("Logo", "Header", "center"), _LOGO, node("w:tcBorders", *border))
    said = _cell(_line(title, "Header", "right"), _TEXT - _LOGO)
    header._element.insert(0, _pair(logo, said, node("w:trHeight", val=700, hRule="atLeast")))


def _pair(left: Any, right: Any, height: Any = None) -> Any:
    """A line of two cells over the width of the page, upright or sideways."""
    widths = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")) for cell in (left, right)]
    return node(
        "w:tbl",
        node("w:tblPr", node("w:tblW", w=5_000, type="pct"), node("w:tblLayout", type="fixed")),
        node("w:tblGrid", *(node("w:gridCol", w=width) for width in widths)),
        node("w:tr", node("w:trPr", height) if height is not None else None, left, right),
    )


def _cell(line: Any, width: int, borders: Any = None) -> Any:
    look = node(
        "w:tcPr", node("w:tcW", w=width, type="dxa"), borders, node("w:vAlign", val="center")
    )
    return node("w:tc", look, line)


def _line(text: str, style: str, align: str) -> Any:
    look = node("w:pPr", node("w:pStyle", val=style), node("w:jc", val=align))
    return node("w:p", look, node("w:r", text_node(text)) if text else None)


def _footer(footer: Any) -> None:
    """What the model is, and the page of how many."""
    footer.is_linked_to_previous = False
    pages = _line("Page ", "Footer", "right")
    pages.extend(complex_field("PAGE", [node("w:r", text_node("1"))]))
    pages.append(node("w:r", text_node(" / ")))
    pages.extend(complex_field("NUMPAGES", [node("w:r", text_node("1"))]))
    left = _cell(_line(_STAND_IN, "Footer", "left"), _TEXT - _PAGES)
    footer._element.insert(0, _pair(left, _cell(pages, _PAGES)))


def _contents(document: Any) -> None:
    """A table of contents: the report stores its lines when it is filled."""
    heading = document.add_paragraph("Sommaire", "Titre du sommaire")
    heading.paragraph_format.page_break_before = True
    line = document.add_paragraph(style="toc 1")._element
    line.extend(complex_field('TOC \\o "1-1" \\h \\z \\u', [node("w:r", text_node("Sommaire"))]))


def _section(document: Any, planned: Planned, title: str, style: str) -> None:
    heading = document.add_paragraph(title, style)
    if planned.number == "1":
        heading.paragraph_format.page_break_before = True
    document.add_paragraph(f"{{{{section: {planned.key}}}}}")


def _turn_for_annexes(document: Any) -> None:
    from docx.enum.section import WD_SECTION

    sideways = document.add_section(WD_SECTION.NEW_PAGE)
    sideways.different_first_page_header_footer = False
    _set_page(sideways, landscape=True)


if __name__ == "__main__":
    Path("templates", FILE).write_bytes(narrative_template())
