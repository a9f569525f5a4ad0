"""Hostile contents: whatever the cells hold, people get answers, and nothing but text."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from cic_sheets.pipeline import OpenBook
from cic_sheets.reconcile.settled import settle_book
from cic_sheets.render.word import fill_narrative
from cic_sheets.report.status import status_of
from cic_sheets.rules.run import findings_of
from cic_sheets.schema.parameters import PARAMETERS
from cic_sheets.sheets.missions import Mission
from cic_sheets.xlsx.read import read_bytes
from tests.drawing import draw
from tests.hostile.books import any_column, text_column, written, year_and, year_with
from tests.hostile.texts import NUMBERS, TEXTS
from tests.hostile.watch import assert_answers, assert_sound, opened, patient
from tests.programs import ROOT


@pytest.fixture(scope="module")
def text_year() -> bytes:
    """Every text column of every row holds hostile texts."""
    return written(year_with(TEXTS, text_column))


@pytest.fixture
def texts(text_year: bytes, tmp_path: Path) -> OpenBook:
    return opened(tmp_path / "2023.xlsx", text_year)


def test_hostile_texts__are_read_as_they_are_typed(texts: OpenBook) -> None:
    held = {cell.value for row in texts.book.all(Mission) for cell in row.cells.values()}
    for text in ("=cmd|' /C calc'!A0", "<script>alert('1')</script>", "a" * 32_767):
        assert text in held


def test_hostile_texts__are_answered_and_escaped(
    texts: OpenBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert texts.settlement is not None
    assert_answers(monkeypatch, texts, tmp_path / "out")


def test_hostile_texts__stand_unchanged_in_the_copy(texts: OpenBook) -> None:
    before = read_bytes(texts.data, "2023.xlsx")
    with patient():
        copy = texts.control()
    after = {sheet.name: sheet for sheet in read_bytes(copy, "controle.xlsx").sheets}
    for sheet in before.sheets:
        assert after[sheet.name].rows == sheet.rows


@pytest.mark.slow
def test_hostile_texts__fill_a_report_as_texts(texts: OpenBook) -> None:
    template = (ROOT / "templates" / "rapport-narratif.docx").read_bytes()
    with patient(30):
        filled = fill_narrative(template, texts.report, draft=texts.is_draft)
    with ZipFile(BytesIO(filled)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        document = package.read("word/document.xml").decode()
    assert "{{total}}" in document
    assert not re.search(r"<w:instrText[^>]*>[^<]*(?:DDE|INCLUDE)", document)


@pytest.mark.parametrize("values", [TEXTS, NUMBERS], ids=["texts", "numbers"])
def test_anything_in_any_column__is_answered(
    values: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(tmp_path / "2023.xlsx", written(year_and(values)))
    assert len(book.findings) > 500
    assert_answers(monkeypatch, book, tmp_path / "out")


@pytest.mark.parametrize("values", [TEXTS, NUMBERS], ids=["texts", "numbers"])
def test_a_year_of_nothing_else__is_answered(values: tuple[object, ...], tmp_path: Path) -> None:
    book = opened(tmp_path / "2023.xlsx", written(year_with(values, any_column)))
    assert book.is_draft
    with patient():
        status_of(book.year, book.findings)
        assert_sound(book.control())


# --- « Règles » ----------------------------------------------------------------------------------

SETTINGS = ["0", "-1", "1", "999999999999", "1e300", "0,001", "=1+1", "{x}", "oui", "25:61", "%"]


@pytest.mark.parametrize("key", PARAMETERS.names())
def test_setting__whatever_its_value_breaks_nothing(key: str) -> None:
    for typed in SETTINGS:
        drawn = draw(f"| Règles | Règle | Valeur |\n| | {key} | {typed} |")
        book = drawn.opened()
        status_of(book.year, book.findings)
        settled = settle_book(book.book, book.as_of)
        assert settled is not None
        for line in settled.settlement.lines:
            assert line.claimed == line.reimbursable + line.refused + line.pending


def test_numbers__never_break_the_equation() -> None:
    for number in ("1E+300", "-1E+300", "0,01", "99999999999999,99", "1E-300"):
        drawn = draw(f"| Dépenses | N° | Montant |\n| | D-001 | {number} |")
        year = drawn.opened().year
        findings_of(year)
        if year.settled is not None:
            total = year.settled.settlement.totals.year
            assert total.claimed == total.reimbursable + total.refused + total.pending
