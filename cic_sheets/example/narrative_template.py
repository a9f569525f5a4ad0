"""The stand-in template of the narrative report, until Brulocalis supplies its own.

An ordinary Word file that a person may change in Word, in French, Arabic and English.  Run as a
program, this module writes them to `templates/`; the same program writes the same bytes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cic_sheets.example.document_languages import runs
from cic_sheets.example.narrative_styles import dress
from cic_sheets.language import LANGUAGES, rtl
from cic_sheets.language.documents import sentence
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


class _Tongue(NamedTuple):
    """The language that a template is written in."""

    lang: str

    def __call__(self, french: str) -> str:
        return sentence(french, self.lang)

    @property
    def from_the_right(self) -> bool:
        return rtl(self.lang)


def narrative_template(lang: str = "fr") -> bytes:
    """The template: cover, contents, the fifteen sections upright, the annexes sideways."""
    from docx import Document

    say = _Tongue(lang)
    document = Document()
    dress(document)
    _cover(document, say)
    _contents(document, say)
    sections = [one for one in the_plan() if one.number and not one.drafts]
    for planned in sections:
        if not planned.is_annex:
            title = f"{planned.number}  {say(planned.title)}"
            _section(document, planned, title, "Heading 1", say)
    _turn_for_annexes(document)
    for planned in sections:
        if planned.is_annex:
            letter = say("Annexe {letter}").format(letter=planned.number)
            _section(document, planned, f"{letter}  {say(planned.title)}", "Titre d'annexe", say)
    if say.from_the_right:
        for page in document.sections:
            page._sectPr.find(qn("w:docGrid")).addprevious(node("w:bidi"))
    title = say("Rapport narratif {{annee}}")
    return closed(document, title, "{{charge_de_mission}}", _MADE_ON)


# --- Pages --------------------------------------------------------------------------------------


def _cover(document: Any, say: _Tongue) -> None:
    """First page: no running header, room for a logo, the identity of the report."""
    page = document.sections[0]
    _set_page(page, landscape=False)
    page.different_first_page_header_footer = True
    running = say("Rapport narratif {{annee}} · Convention {{convention_numero}}")
    _logo_header(page.first_page_header, "", say)
    _logo_header(page.header, running, say)
    for footer in (page.first_page_footer, page.footer):
        _footer(footer, say)
    _said(document, say("Coordination du groupe des communes partenaires"), "Surtitre", say)
    _said(document, say("Rapport narratif annuel"), "Title", say)
    _said(document, say("Année {{annee}}"), "Subtitle", say)
    _said(document, "{{section: couverture}}", "Normal", say)
    seen = say("{{etat_du_rapport}} · situation au {{date_situation}}")
    _said(document, seen, "Surtitre", say)


def _said(document: Any, text: str, style: str, say: _Tongue) -> Any:
    """A paragraph in the direction of its language."""
    paragraph = document.add_paragraph(style=None if style == "Normal" else style)
    if say.from_the_right:
        paragraph._element.get_or_add_pPr().append(node("w:bidi"))
    paragraph._element.extend(runs(text, turned=say.from_the_right))
    return paragraph


def _set_page(page: Any, *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    width, height = reversed(_A4) if landscape else _A4
    page.page_width, page.page_height = Twips(width), Twips(height)
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    margins = page._sectPr.find(qn("w:pgMar"))
    for name, value in _MARGINS.items():
        margins.set(qn(f"w:{name}"), str(value))


def _logo_header(header: Any, title: str, say: _Tongue) -> None:
    """A bordered cell where a logo goes, the running title beside it."""
    header.is_linked_to_previous = False
    sides = ("top", "left", "bottom", "right")
    border = (node(f"w:{side}", val="single", sz=4, space=0, color="A6A6A6") for side in sides)
    logo = _cell(_line(say("Logo"), "Header", "center", say), _LOGO, node("w:tcBorders", *border))
    said = _cell(_line(title, "Header", "right", say), _TEXT - _LOGO)
    height = node("w:trHeight", val=700, hRule="atLeast")
    header._element.insert(0, _pair(logo, said, say, height))


def _pair(left: Any, right: Any, say: _Tongue, height: Any = None) -> Any:
    """A line of two cells over the width of the page, upright or sideways."""
    turned = node("w:bidiVisual") if say.from_the_right else None
    wide = node("w:tblW", w=5_000, type="pct")
    widths = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")) for cell in (left, right)]
    return node(
        "w:tbl",
        node("w:tblPr", turned, wide, node("w:tblLayout", type="fixed")),
        node("w:tblGrid", *(node("w:gridCol", w=width) for width in widths)),
        node("w:tr", node("w:trPr", height) if height is not None else None, left, right),
    )


def _cell(line: Any, width: int, borders: Any = None) -> Any:
    look = node(
        "w:tcPr", node("w:tcW", w=width, type="dxa"), borders, node("w:vAlign", val="center")
    )
    return node("w:tc", look, line)


def _line(text: str, style: str, align: str, say: _Tongue) -> Any:
    """A line; in one that reads from the right, Word's right is where lines end."""
    bidi = node("w:bidi") if say.from_the_right else None
    look = node("w:pPr", node("w:pStyle", val=style), bidi, node("w:jc", val=align))
    return node("w:p", look, *runs(text, turned=say.from_the_right))


def _footer(footer: Any, say: _Tongue) -> None:
    """What the model is, and the page of how many."""
    footer.is_linked_to_previous = False
    pages = _line(f"{say('Page')} ", "Footer", "right", say)
    pages.extend(complex_field("PAGE", [node("w:r", text_node("1"))]))
    pages.append(node("w:r", text_node(" / ")))
    pages.extend(complex_field("NUMPAGES", [node("w:r", text_node("1"))]))
    left = _cell(_line(say(_STAND_IN), "Footer", "left", say), _TEXT - _PAGES)
    footer._element.insert(0, _pair(left, _cell(pages, _PAGES), say))


def _contents(document: Any, say: _Tongue) -> None:
    """A table of contents: the report stores its lines when it is filled."""
    heading = _said(document, say("Sommaire"), "Titre du sommaire", say)
    heading.paragraph_format.page_break_before = True
    line = _said(document, "", "toc 1", say)._element
    stored = [node("w:r", text_node(say("Sommaire")))]
    line.extend(complex_field('TOC \\o "1-1" \\h \\z \\u', stored))


def _section(document: Any, planned: Planned, title: str, style: str, say: _Tongue) -> None:
    heading = _said(document, title, style, say)
    if planned.number == "1":
        heading.paragraph_format.page_break_before = True
    _said(document, f"{{{{section: {planned.key}}}}}", "Normal", say)


def _turn_for_annexes(document: Any) -> None:
    from docx.enum.section import WD_SECTION

    sideways = document.add_section(WD_SECTION.NEW_PAGE)
    sideways.different_first_page_header_footer = False
    _set_page(sideways, landscape=True)


def write_all(folder: Path) -> None:
    """French in the folder, each other language in the folder of its code."""
    for lang in LANGUAGES:
        place = folder if lang == "fr" else folder / lang
        place.mkdir(exist_ok=True)
        (place / FILE).write_bytes(narrative_template(lang))


if __name__ == "__main__":
    write_all(Path("templates"))
