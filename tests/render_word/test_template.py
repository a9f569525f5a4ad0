"""The stand-in template, filled with the example year: a document to send."""

from __future__ import annotations

import re
import subprocess
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
from cic_sheets.report.fields import FIELDS
from cic_sheets.report.plan import the_plan
from cic_sheets.template import Data, fill
from tests.programs import ROOT, ooxml_errors, pdf_pages, pdf_to_png, soffice_convert
from tests.render_word.templates import parts, texts

TEMPLATE = ROOT / "templates" / FILE
YEAR = ROOT / "workbooks" / "2023.xlsx"


@cache
def _report() -> bytes:
    opened = open_book(YEAR)
    told = report_of(opened.year, opened.findings)
    return fill_narrative(TEMPLATE.read_bytes(), told, draft=told.draft)


def _asked() -> list[str]:
    """The names that the template asks for, in their order."""
    return [one.name for one in fill(narrative_template(), Data({})).unknown]


def _document(data: bytes) -> Any:
    from docx import Document

    return Document(BytesIO(data))


def test_template__is_what_its_program_makes() -> None:
    assert parts(TEMPLATE.read_bytes()) == parts(narrative_template())


def test_template__asks_for_every_section_of_the_plan_once() -> None:
    asked = [name for name in _asked() if name.startswith("section: ")]
    assert asked == [f"section: {one.key}" for one in the_plan() if not one.drafts]


def test_template__names_only_fields_that_exist_and_says_it_is_a_stand_in() -> None:
    named = {name for name in _asked() if not name.startswith("section: ")}
    assert {"annee", "convention_numero", "charge_de_mission"} <= named <= set(FIELDS.names())
    footer = _document(narrative_template()).sections[0].footer._element
    assert "Modèle provisoire" in "".join(footer.itertext())


def test_report__has_no_field_left_and_every_heading_in_its_contents() -> None:
    made = _document(_report())
    assert not [text for text in texts(made) if "{{" in text]
    headings = [p.text for p in made.paragraphs if p.style.name in ("Heading 1", "Titre d'annexe")]
    contents = [p for p in made.element.body.iter(qn("w:p")) if _style(p) == "toc1"]
    assert [_shown(p) for p in contents] == headings
    assert len(headings) == 15 + 7 + 1  # the example year is a draft: its findings come last


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(found.get(qn("w:val"))) if found is not None else ""


def _shown(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t")))


def test_contents__lead_to_bookmarks_that_are_there_once() -> None:
    body = _document(_report()).element.body
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    links = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))]
    assert len(marks) == len(set(marks))
    assert set(links) <= set(marks)
    assert len(links) == 23


def test_report__bears_its_year_and_its_author() -> None:
    core = _document(_report()).core_properties
    assert (core.title, core.author) == ("Rapport narratif 2023", "Salma Benrahal")


def test_headers__are_the_same_upright_and_sideways() -> None:
    made = _document(_report())
    assert [one.orientation.name for one in made.sections] == ["PORTRAIT", "LANDSCAPE"]
    upright, sideways = ("".join(one.header._element.itertext()) for one in made.sections)
    assert upright == sideways
    assert "CIC-MA-2023" in upright


@pytest.mark.programs
def test_template_and_report__are_valid_to_the_open_xml_sdk(tmp_path: Path) -> None:
    report = tmp_path / "rapport.docx"
    report.write_bytes(_report())
    assert ooxml_errors(TEMPLATE) == []
    assert ooxml_errors(report) == []


@pytest.mark.programs
@pytest.mark.slow
def test_pages__are_none_empty_each_marked_and_numbered(tmp_path: Path) -> None:
    report = tmp_path / "rapport.docx"
    report.write_bytes(_report())
    (pdf,) = soffice_convert([report], "pdf", tmp_path / "pdf")
    pages = pdf_pages(pdf)
    assert 25 <= pages <= 60
    said = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout.split("\f")[:pages]
    for number, page in enumerate(said, start=1):
        assert re.search(rf"Page {number} / {pages}\b", page), number
        assert len(page.split()) > 20, f"page {number} is all but empty"
    assert _darkest_share(pdf_to_png(pdf, tmp_path / "png", dpi=30)) < 0.5


def _darkest_share(pages: list[Path]) -> float:
    """The darkest page's share of dark points: a broken chart or font paints a page black."""
    from PIL import Image

    shares = []
    for path in pages:
        with Image.open(path) as picture:
            counts = picture.convert("L").histogram()
            shares.append(sum(counts[:100]) / sum(counts))
    return max(shares)
