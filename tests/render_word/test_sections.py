"""`{{section: resume}}`: blocks in the template's own styles, tables that hold together."""

from __future__ import annotations

from base64 import b64decode
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest

from cic_sheets.render.word import TemplateProblem, fill_narrative
from cic_sheets.render.word_xml import complex_field, node, qn, text_node
from cic_sheets.report.model import (
    Block,
    Bullets,
    Chart,
    Figure,
    Head,
    Heading,
    Note,
    Paragraph,
    Remarks,
    Section,
    Series,
    Table,
)
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.values.cells import CellRef
from tests.render_word.templates import document, filled, parts, report, saved, texts

HEADS = (Head("Nom", 3), Head("Montant", 1, figures=True))
TABLE = Table(
    "Sommes",
    HEADS,
    (("Hôtel & Café <Rabat>", Figure(Decimal("1234.5"))), ("أيت تيزة", None)),
    ("Total", Figure(Decimal("1234.5"))),
)
CHART = Chart("Courbe", "line", ("janv.", "févr."), (Series("S & <T>", (Decimal(1), None)),), "EUR")

_PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _filled(*blocks: Block, template: Any = None) -> Any:
    return filled(
        template or document("avant", "{{section: resume}}", "après"), report(None, *blocks)
    )


def _styles(made: Any) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in made.paragraphs]


def test_blocks__take_the_place_of_the_paragraph_in_the_templates_styles() -> None:
    made = _filled(Heading("Titre"), Paragraph("Prose."), Bullets(("a", "b")), Note("Sans objet."))
    assert _styles(made) == [
        ("Normal", "avant"),
        ("Heading 2", "Titre"),
        ("Normal", "Prose."),
        ("List Bullet", "a"),
        ("List Bullet", "b"),
        ("Intense Quote", "Sans objet."),
        ("Normal", "après"),
    ]


def test_prose__takes_the_style_of_the_paragraph_that_asks_for_it() -> None:
    template = document()
    template.add_paragraph("{{section: resume}}", "Quote")
    made = _filled(Paragraph("Prose."), Paragraph("Suite.", "Bilan."), template=template)
    assert _styles(made) == [("Quote", "Prose."), ("Quote", "Bilan. Suite.")]


def test_french_signs__stay_on_the_line_of_their_word() -> None:
    made = _filled(Paragraph("Le « guide » : prêt ; vraiment ? à 12:30, http://x.org"))
    nb = "\u00a0"
    assert made.paragraphs[1].text == (
        f"Le «{nb}guide{nb}»{nb}: prêt{nb}; vraiment{nb}? à 12:30, http://x.org"
    )


def test_arabic_paragraph__reads_from_the_right_and_a_french_one_does_not() -> None:
    made = _filled(Paragraph("أيت تيزة بلدية"), Paragraph("Aït Tizza (أيت تيزة)"))
    arabic, french = made.paragraphs[1:3]
    assert arabic._element.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert french._element.find(f".//{qn('w:bidi')}") is None
    assert french._element.find(f".//{qn('w:rtl')}") is not None


def test_table__repeats_its_headings_and_never_breaks_a_row() -> None:
    (table,) = _filled(TABLE).tables
    rows = table._element.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
        True, False, False, False,
    ]  # fmt: skip
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_table__says_what_the_cells_hold_and_aligns_figures_right() -> None:
    (table,) = _filled(TABLE).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [
        ["Nom", "Montant"],
        ["Hôtel & Café <Rabat>", "1\u00a0234,50\u00a0EUR"],
        ["أيت تيزة", ""],
        ["Total", "1\u00a0234,50\u00a0EUR"],
    ]
    aligned = [row.cells[1].paragraphs[0].alignment for row in table.rows]
    assert all(one is not None and one.name == "RIGHT" for one in aligned)


def test_table__is_as_wide_as_the_text_of_its_page() -> None:
    made = _filled(TABLE)
    section = made.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    widths = [int(one.get(qn("w:w"))) for one in made.element.body.iter(qn("w:gridCol"))]
    assert abs(sum(widths) - room) <= 1
    assert made.tables[0]._element.find(f".//{qn('w:tblLayout')}").get(qn("w:type")) == "fixed"


def test_captions__are_numbered_through_the_document_by_fields() -> None:
    made = _filled(TABLE, CHART, TABLE)
    captions = [t for t in texts(made) if t.startswith(("Tableau", "Graphique"))]
    nb = "\u00a0"
    assert captions == [
        f"Tableau{nb}1 – Sommes",
        f"Graphique{nb}1 – Courbe",
        f"Tableau{nb}2 – Sommes",
    ]
    fields = [one.get(qn("w:instr")) for one in made.element.body.iter(qn("w:fldSimple"))]
    assert [field.split()[1] for field in fields] == ["Tableau", "Graphique", "Tableau"]


def _orientations(made: Any) -> list[str]:
    return [section.orientation.name for section in made.sections]


def test_wide_table__stands_on_landscape_pages_between_upright_ones() -> None:
    made = _filled(Paragraph("a"), TABLE._replace(wide=True), Paragraph("b"))
    assert _orientations(made) == ["PORTRAIT", "LANDSCAPE", "PORTRAIT"]
    width = made.tables[0]._element.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w"))
    sideways = made.sections[1]
    room = (sideways.page_width - sideways.left_margin - sideways.right_margin) // 635
    assert abs(int(width) - room) <= 800  # the page's height less its margins


def test_wide_table__needs_no_turn_where_the_template_is_already_landscape() -> None:
    from docx.enum.section import WD_ORIENT

    template = document("{{section: resume}}")
    page = template.sections[0]
    page.page_width, page.page_height = page.page_height, page.page_width
    page.orientation = WD_ORIENT.LANDSCAPE
    assert _orientations(_filled(TABLE._replace(wide=True), template=template)) == ["LANDSCAPE"]


def test_wide_table__keeps_the_headers_of_its_section() -> None:
    template = document("avant", "{{section: resume}}", "après")
    template.sections[0].header.paragraphs[0].text = "En-tête"
    made = _filled(TABLE._replace(wide=True), template=template)
    assert [one.header.paragraphs[0].text for one in made.sections] == ["En-tête"] * 3


def test_section_in_a_cell__leaves_a_cell_that_word_can_open() -> None:
    template = document()
    template.add_table(1, 1).cell(0, 0).text = "{{section: resume}}"
    made = _filled(TABLE._replace(wide=True), template=template)
    cell = made.tables[0].cell(0, 0)
    assert cell._element[-1].tag == qn("w:p")
    assert len(cell.tables) == 1
    assert _orientations(made) == ["PORTRAIT"]


def test_chart__is_native_and_holds_its_figures_and_their_workbook() -> None:
    from openpyxl import load_workbook

    data = fill_narrative(saved(document("{{section: resume}}")), report(None, CHART), draft=False)
    held = parts(data)
    drawn = held["word/charts/graphique1.xml"].decode()
    assert "<c:lineChart>" in drawn
    assert "<c:v>S &amp; &lt;T&gt;</c:v>" in drawn
    assert drawn.count("<c:pt ") == 4  # a name, two months, one value: the gap stays a gap
    book = load_workbook(BytesIO(held["word/embeddings/graphique1.xlsx"])).worksheets[0]
    assert [[cell.value for cell in row] for row in book.rows] == [
        [None, "S & <T>"], ["janv.", 1], ["févr.", None],
    ]  # fmt: skip


def test_chart__is_described_for_who_cannot_see_it() -> None:
    made = _filled(CHART)
    (drawing,) = (one for one in made.element.iter() if str(one.tag).endswith("}docPr"))
    assert drawing.get("descr") == "Courbe : janv. 1 EUR"


def test_findings__are_told_with_their_cells() -> None:
    cell, facts = CellRef("Dépenses", 7, 9), {"error": "#REF!"}
    found = Finding("CLA-05", Severity.E, "Dépenses", cell, "#REF!", facts, "D-001")
    import_module("cic_sheets.book.faults")  # where the rule is declared
    (table,) = _filled(Remarks((found,))).tables
    assert [cell.text for cell in table.rows[1].cells][:3] == [
        "Erreur", "CLA-05", "Dépenses\u00a0!\u00a0I7",
    ]  # fmt: skip


def _draft(template: Any) -> Any:
    told = report(None, Paragraph("Prose."), draft=True)
    told.sections["constats"] = Section("constats", "H", "Constats", (Note("À corriger."),))  # type: ignore[index]
    return filled(template, told, draft=True)


def _marks(header: Any) -> int:
    return sum(str(one.tag).endswith("}textpath") and one.get("string") == "BROUILLON"
               for one in header._element.iter())  # fmt: skip


def test_draft__is_marked_on_every_kind_of_page() -> None:
    template = document("a")
    template.sections[0].different_first_page_header_footer = True
    template.add_section()
    template.sections[1].header.is_linked_to_previous = False
    made = _draft(template)
    first, second = made.sections
    assert [_marks(one) for one in (first.header, first.first_page_header, second.header)] == [
        1
    ] * 3


def test_draft__is_marked_in_a_document_that_leaves_its_page_to_word() -> None:
    template = document("a")
    body = template.element.body
    body.remove(body.sectPr)
    assert _marks(_draft(template).sections[0].header) == 1


def test_draft__ends_with_its_findings() -> None:
    assert texts(_draft(document("a")))[-2:] == ["Annexe H  Constats", "À corriger."]


def test_draft__puts_its_findings_where_the_template_wants_them() -> None:
    found = texts(_draft(document("a", "{{section: constats}}", "z")))
    assert found == ["a", "À corriger.", "z"]


def test_final_report__has_neither_mark_nor_findings() -> None:
    made = filled(document("a", "{{section: constats}}", "z"), report(None, Paragraph("Prose.")))
    assert texts(made) == ["a", "z"]
    assert _marks(made.sections[0].header) == 0


def test_same_template_and_report__give_the_same_bytes() -> None:
    template = saved(document("{{annee}}", "{{section: resume}}"))
    blocks = (Heading("T"), TABLE._replace(wide=True), CHART, Paragraph("P"))
    once, twice = (fill_narrative(template, report(None, *blocks), draft=True) for _ in range(2))
    assert once == twice


def test_properties__are_those_that_the_template_asks_for() -> None:
    template = document("a")
    core = template.core_properties
    core.title, core.author, core.keywords = "Rapport {{annee}}", "{{charge_de_mission}}", "CIC"
    made = filled(template, report()).core_properties
    assert (made.title, made.author, made.keywords) == ("Rapport 2023", "Salma Benrahal", "CIC")
    assert made.created == core.created


def test_contents__list_the_headings_that_sections_bring() -> None:
    template = document("{{section: resume}}")
    field = complex_field('TOC \\o "1-2"', [node("w:r", text_node("à venir"))])
    template.paragraphs[0].insert_paragraph_before("")._element.extend(field)
    found = texts(filled(template, report(None, Heading("Bilan"), Paragraph("Prose."))))
    assert found == ["Bilan\t", "Bilan", "Prose."]


def test_chart_of_the_report__takes_the_frame_of_a_picture_that_bears_its_name() -> None:
    template = document("a")
    picture = template.add_picture(BytesIO(_PIXEL))
    picture._inline.docPr.set("descr", "{{graphique: plafond}}")
    data = fill_narrative(
        saved(template), report(None, CHART._replace(name="plafond")), draft=False
    )
    drawn = [held for name, held in parts(data).items() if "/charts/" in name]
    assert any(b"<c:lineChart>" in held for held in drawn)
    assert b"{{graphique" not in parts(data)["word/document.xml"]


def test_chart_that_this_year_lacks__is_no_unknown_name() -> None:
    template = document("a")
    picture = template.add_picture(BytesIO(_PIXEL))
    picture._inline.docPr.set("descr", "{{graphique: cibles}}")
    assert fill_narrative(saved(template), report(), draft=False)


def test_name_where_nothing_can_be_put__is_refused_with_its_place() -> None:
    with pytest.raises(TemplateProblem, match=r"Voici : \{\{section: resume\}\}") as caught:
        fill_narrative(saved(document("Voici : {{section: resume}}")), report(), draft=False)
    assert caught.value.outcome
    assert caught.value.outcome.unreachable[0].place.paragraph == 1
