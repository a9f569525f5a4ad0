"""The financial report in Arabic and English: other labels, the same figures and formulas."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from cic_sheets.example.financial_languages import labels
from cic_sheets.example.financial_template import FILE, financial_template
from cic_sheets.language.documents import sentence
from cic_sheets.pipeline import open_book
from cic_sheets.render.excel import fill_financial
from cic_sheets.report.finance import finance_of
from cic_sheets.report.finance_reasons import REASONS, explained, general
from tests.programs import ROOT, ooxml_errors

OTHERS = ("ar", "en")
FIELDS = re.compile(r"\{\{[^}]*\}\}")
LETTER = re.compile("[A-Za-zÀ-ÿ]")


def _shared(template: bytes) -> list[str]:
    """The texts of the cells."""
    with ZipFile(BytesIO(template)) as files:
        held = files.read("xl/sharedStrings.xml").decode()
    return [unescape(text) for text in re.findall(r"<t(?: [^>]*)?>([^<]*)", held)]


def _sheets(content: bytes) -> list[str]:
    with ZipFile(BytesIO(content)) as files:
        names = [name for name in files.namelist() if name.startswith("xl/worksheets/sheet")]
        return [files.read(name).decode() for name in sorted(names)]


@cache
def _filled(lang: str) -> bytes:
    opened = open_book(ROOT / "workbooks" / "2023.xlsx")
    told = finance_of(opened.year, opened.findings)
    return fill_financial(financial_template(lang), told, draft=told.draft, lang=lang)


def _cells(content: bytes) -> dict[tuple[str, str], Any]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@pytest.mark.parametrize("lang", OTHERS)
def test_template_of_a_language__is_what_its_program_makes(lang: str) -> None:
    assert (ROOT / "templates" / lang / FILE).read_bytes() == financial_template(lang)


@pytest.mark.parametrize("lang", OTHERS)
def test_every_label__is_said(lang: str) -> None:
    worded = {text for text in _shared(financial_template()) if LETTER.search(FIELDS.sub("", text))}
    assert len(worded) > 250
    said = labels(lang)
    missing = [text for text in worded if text not in said and sentence(text, "ar") == text]
    assert not missing


@pytest.mark.parametrize("lang", OTHERS)
def test_labels__have_the_same_fields_and_all_are_used(lang: str) -> None:
    said = labels(lang)
    assert [text for text in said if sorted(FIELDS.findall(text)) != sorted(
        FIELDS.findall(said[text]))] == []  # fmt: skip
    assert set(labels("ar")) == set(labels("en"))


def test_sheets__begin_at_the_right_in_arabic_alone() -> None:
    turned = {
        lang: ['rightToLeft="1"' in sheet for sheet in _sheets(financial_template(lang))]
        for lang in ("fr", *OTHERS)
    }
    assert all(turned["ar"])
    assert not any(turned["fr"] + turned["en"])
    assert all('rightToLeft="1"' in sheet for sheet in _sheets(_filled("ar")))


@pytest.mark.parametrize("lang", OTHERS)
def test_formulas__are_the_same_but_for_their_verdicts(lang: str) -> None:
    def formulas(name: str) -> list[str]:
        found = (re.findall(r"<f>([^<]*)", sheet) for sheet in _sheets(financial_template(name)))
        verdicts = {labels(lang)[one]: one for one in ("juste", "ÉCART")}
        told = [unescape(one) for sheet in found for one in sheet]
        for words, french in verdicts.items():
            told = [one.replace(f'"{words}"', f'"{french}"') for one in told]
        return told

    assert formulas(lang) == formulas("fr")
    assert len(formulas(lang)) > 300


@pytest.mark.parametrize("lang", OTHERS)
def test_figures__are_those_of_the_french_report(lang: str) -> None:
    french, other = _cells(_filled("fr")), _cells(_filled(lang))
    assert set(french) == set(other)
    counted = {place: value for place, value in french.items() if isinstance(value, int | float)}
    assert len(counted) > 3000
    assert {place: other[place] for place in counted} == counted


def test_verdicts_and_severities__are_said_in_arabic() -> None:
    said = {value for (sheet, _), value in _cells(_filled("ar")).items() if sheet == "Contrôles"}
    assert "صحيح" in said
    assert "juste" not in said
    flags = [one for sheet in _sheets(financial_template("ar")) for one in re.findall(
        r"<formula>([^<]*)", sheet)]  # fmt: skip
    assert '$A7="خطأ"' in [unescape(one) for one in flags]


@pytest.mark.programs
@pytest.mark.parametrize("lang", OTHERS)
def test_report_of_a_language__is_valid_to_the_open_xml_sdk(lang: str, tmp_path: Path) -> None:
    made = tmp_path / f"{lang}.xlsx"
    made.write_bytes(_filled(lang))
    assert ooxml_errors(made) == ooxml_errors_of_french(tmp_path)


def ooxml_errors_of_french(folder: Path) -> list[str]:
    made = folder / "fr.xlsx"
    made.write_bytes(_filled("fr"))
    return ooxml_errors(made)


CAUSES = tuple(REASONS)


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("cause", CAUSES)
def test_every_reason_of_a_cut__is_said_without_its_facts(cause: str, lang: str) -> None:
    said = general(cause).told(lang)
    assert said
    assert said != general(cause)
    assert not re.search(r"[{}()\u2068\u2069]|: *$|  ", said), said


@pytest.mark.parametrize("lang", OTHERS)
def test_reasons_of_cuts__are_told_in_the_language_and_still_add_up(lang: str) -> None:
    """The summary finds the rows of a reason by its words: both sheets say the same ones."""
    french = {general(cause) for cause in CAUSES}
    told = {general(cause).told(lang) for cause in CAUSES}
    cells = _cells(_filled(lang))
    reasons = {value for (sheet, at), value in cells.items() if sheet == "Coupes" and at[0] == "K"}
    assert len(reasons & told) > 5
    assert not reasons & french
    summary = {value for (sheet, at), value in cells.items() if sheet == "Résumé" and at[0] == "A"}
    assert reasons & told <= summary
    outcomes = {value for (sheet, at), value in cells.items() if sheet == "Coupes" and at[0] == "G"}
    assert {"en attente", "refusé"} <= outcomes  # formulas look for these


@pytest.mark.parametrize(("lang", "said"), [("en", "refused"), ("ar", "مرفوض"), ("fr", "refusés")])
def test_cut__is_told_on_its_line_in_the_language(lang: str, said: str) -> None:
    opened = open_book(ROOT / "workbooks" / "2023.xlsx")
    assert opened.settlement is not None
    cuts = [cut for line in opened.settlement.settlement.lines for cut in line.cuts]
    refused = [cut for cut in cuts if cut.outcome == "refused" and cut.amount]
    assert refused
    for cut in refused:
        line = explained(cut, "à ma charge").told(lang)
        assert said in line
        assert line.startswith(cut.code)
        assert "à ma charge" in line
