"""Arabic in Word: the report in Arabic reads from the right, French names in it from the left."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from cic_sheets.example.narrative_template import FILE, narrative_template
from cic_sheets.pipeline import open_book
from cic_sheets.render.word import fill_narrative
from cic_sheets.render.word_xml import qn
from cic_sheets.report.build import report_of
from cic_sheets.report.model import Bullets, Head, Paragraph, Table
from cic_sheets.report.plan import the_plan
from cic_sheets.report.saying import money, say
from cic_sheets.template import Data, fill
from tests.programs import ROOT, ooxml_errors, pdf_pages, soffice_convert
from tests.render_word.templates import document, parts, report, saved, texts

ARABIC = re.compile("[\u0600-\u06ff]")
LATIN = re.compile("[A-Za-zÀ-ɏ]")
YEAR = ROOT / "workbooks" / "2023.xlsx"


@cache
def _made(lang: str) -> bytes:
    opened = open_book(YEAR)
    told = report_of(opened.year, opened.findings)
    return fill_narrative(narrative_template(lang), told, draft=told.draft, lang=lang)


def _opened(data: bytes) -> Any:
    from docx import Document

    return Document(BytesIO(data))


def _bodies(lang: str) -> list[Any]:
    """What is read: the body, headers, footers."""
    made = _opened(_made(lang))
    page = made.sections[0]
    heads = (page.header, page.first_page_header, page.footer, page.first_page_footer)
    return [made.element.body, *(one._element for one in heads)]


def _text(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def _has(element: Any, *path: str) -> bool:
    return element.find("/".join(map(qn, path))) is not None


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_template_of_a_language__is_what_its_program_makes(lang: str) -> None:
    held = (ROOT / "templates" / lang / FILE).read_bytes()
    assert parts(held) == parts(narrative_template(lang))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_template_of_a_language__asks_for_what_the_french_one_asks_for(lang: str) -> None:
    asked, french = (
        [one.name for one in fill(narrative_template(one), Data({})).unknown]
        for one in (lang, "fr")
    )
    assert asked == french
    assert [f"section: {one.key}" for one in the_plan() if not one.drafts] == [
        name for name in asked if name.startswith("section: ")
    ]


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_every_arabic_run__is_right_to_left_and_nothing_else_in_it_is_latin(lang: str) -> None:
    """Arabic names in place in a French report, French ones in an Arabic one."""
    runs = [run for body in _bodies(lang) for run in body.iter(qn("w:r"))]
    arabic = [run for run in runs if ARABIC.search(_text(run))]
    assert len(arabic) > (20 if lang != "ar" else 500)
    assert [_text(run) for run in arabic if not _has(run, "w:rPr", "w:rtl")] == []
    assert [_text(run) for run in arabic if LATIN.search(_text(run))] == []


def test_sizes_and_weights__are_said_for_arabic_letters_too() -> None:
    """A run or a style that says a size or a weight says it for complex letters as well."""
    made = _opened(_made("ar"))
    used = {made.styles[one.style.name].element for one in made.paragraphs}
    for look in (one for held in (made.element.body, *used) for one in held.iter(qn("w:rPr"))):
        for plain, twin in (("w:sz", "w:szCs"), ("w:b", "w:bCs")):
            assert _has(look, plain) <= _has(look, twin), _text(look.getparent())
    fonts = made.styles.element.find(
        "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:rFonts")))
    )
    assert fonts.get(qn("w:cs")) == "Arial"


def test_every_arabic_paragraph__is_and_no_french_one() -> None:
    for body in _bodies("ar"):
        for paragraph in body.iter(qn("w:p")):
            said = _text(paragraph)
            first = re.search("[A-Za-zÀ-ɏ\u0600-\u06ff\u200f]", said)
            if first is None:
                continue
            french = bool(LATIN.match(first[0])) and "{{" not in said
            assert _has(paragraph, "w:pPr", "w:bidi") is not french, said


def test_every_table__begins_at_the_right() -> None:
    tables = [table for body in _bodies("ar") for table in body.iter(qn("w:tbl"))]
    assert len(tables) > 30
    assert all(_has(table, "w:tblPr", "w:bidiVisual") for table in tables)
    french = [table for body in _bodies("fr") for table in body.iter(qn("w:tbl"))]
    assert not any(_has(table, "w:tblPr", "w:bidiVisual") for table in french)


def test_pages__are_bound_at_the_right() -> None:
    made = _opened(_made("ar"))
    assert all(_has(page._sectPr, "w:bidi") for page in made.sections)


def _arabic_template() -> Any:
    """A paragraph that asks for a section and reads from the right."""
    from docx.oxml import OxmlElement

    made = document("{{section: resume}}")
    made.paragraphs[0]._element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return made


def _filled(*blocks: Any) -> Any:
    from docx import Document

    told = report(None, *blocks)
    return Document(
        BytesIO(fill_narrative(saved(_arabic_template()), told, draft=False, lang="ar"))
    )


def _first(*blocks: Any) -> Any:
    return _filled(*blocks).paragraphs[0]


def _runs(paragraph: Any) -> list[tuple[str, bool]]:
    return [(_text(run), _has(run, "w:rPr", "w:rtl")) for run in paragraph.iter(qn("w:r"))]


def test_french_prose__reads_from_the_left_in_an_arabic_section() -> None:
    made = _filled(Paragraph("Aïn (عين) tient."), Bullets(("Un point.",)), Paragraph("نص."))
    assert [_has(one._element, "w:pPr", "w:bidi") for one in made.paragraphs] == [
        False, False, True,
    ]  # fmt: skip


def test_signs_of_an_arabic_line__belong_to_the_line() -> None:
    from decimal import Decimal

    room = money(Decimal("1234.5"), "EUR")
    made = _first(Paragraph(say("Le plafond laisse une marge de {amount}.", amount=room)))
    nb = "\u00a0"
    assert _runs(made._element) == [
        ("يترك السقف هامشا قدره ", True),
        (f"1{nb}234,50\u200e{nb}EUR", False),
        (".", True),
    ]


def test_french_words_after_an_arabic_lead__keep_their_full_stop() -> None:
    made = _first(Paragraph("Suivi de la fiche.", "Suites."))
    assert _text(made._element) == "الخطوات المقبلة. Suivi de la fiche.\u200e"
    assert _has(made._element, "w:pPr", "w:bidi")


def test_cells__begin_at_the_right_and_days_keep_their_order() -> None:
    heads = (Head("Date", 1), Head("Montant", 1, figures=True))
    made = _filled(Table("Dates", heads, (("07–08/03/2023", 12),)))
    day, figure = made.tables[0].rows[1].cells
    assert [_has(one._element, "w:p", "w:pPr", "w:bidi") for one in (day, figure)] == [False] * 2
    assert [one.paragraphs[0].alignment.name for one in (day, figure)] == ["RIGHT", "RIGHT"]
    assert [cell.text for cell in made.tables[0].rows[0].cells] == ["التاريخ", "المبلغ"]


def test_arabic_report__says_no_french_of_its_own() -> None:
    """What stays in French was typed: names, prose, numbers of things."""
    from cic_sheets.language.documents.ar import SENTENCES

    made = _opened(_made("ar"))
    cells = {cell.text for table in made.tables for row in table.rows[:1] for cell in row.cells}
    said = {*texts(made), *cells}
    french = {text for text in SENTENCES if LATIN.search(text) and SENTENCES[text] != text}
    assert not sorted(said & french)


@pytest.mark.programs
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_template_and_report__are_valid_to_the_open_xml_sdk(lang: str, tmp_path: Path) -> None:
    made = tmp_path / f"{lang}.docx"
    made.write_bytes(_made(lang))
    assert ooxml_errors(ROOT / "templates" / lang / FILE) == []
    assert ooxml_errors(made) == []


@pytest.mark.programs
@pytest.mark.slow
def test_arabic_pages__are_as_many_as_french_ones_more_or_less(tmp_path: Path) -> None:
    counts = []
    for lang in ("fr", "ar"):
        made = tmp_path / f"{lang}.docx"
        made.write_bytes(_made(lang))
        (pdf,) = soffice_convert([made], "pdf", tmp_path / lang)
        counts.append(pdf_pages(pdf))
    assert abs(counts[0] - counts[1]) <= 5
