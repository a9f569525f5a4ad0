"""What is no longer as it was when a report was made is said, and still answered."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from docx import Document as WordDocument

from cic_sheets.pipeline import open_book
from cic_sheets.reports import write_reports
from cic_sheets.trace.backward import Document
from cic_sheets.trace.inputs import Untraceable
from tests.example.conftest import LATER
from tests.trace.places import EXCEL, WORD, ask


def test_workbook_that_changed__is_said_and_the_answer_is_given(copy: Path) -> None:
    book = openpyxl.load_workbook(copy / "workbooks" / "2023.xlsx")
    book["Dépenses"]["H14"] = "Autre libellé"
    book.save(copy / "workbooks" / "2023.xlsx")
    document = Document(copy / "out" / "2023" / EXCEL)
    assert document.warnings == ("workbook-changed",)
    assert ask(document, "5 236,47")


def test_report_that_was_edited__is_said_and_its_other_cells_are_known(copy: Path) -> None:
    output = copy / "out" / "2023" / EXCEL
    book = openpyxl.load_workbook(output)
    book["Dépenses"]["L16"] = 999.99
    book.save(output)
    document = Document(output)
    assert document.warnings == ("output-changed",)
    (typed,) = ask(document, None, "Dépenses!L16")
    assert typed.told is None
    assert typed.is_template
    kept = ask(document, None, "Dépenses!L17")
    assert [one.told.key.column for one in kept if one.told] == ["montant"]


def test_edited_word__leads_nowhere_and_its_neighbours_do(copy: Path) -> None:
    output = copy / "out" / "2023" / WORD
    document = WordDocument(str(output))
    table = next(
        one for one in document.tables if "Frais remboursables" in one.column_cells(0)[2].text
    )
    table.cell(2, 1).paragraphs[0].runs[0].text = "9\u00a0999,99\u00a0EUR"
    document.save(str(output))
    traced = Document(output)
    assert traced.warnings == ("output-changed",)
    (answer,) = ask(traced, "9 999,99")
    assert answer.told is None
    assert ask(traced, "4 418,07")


def test_template_that_changed_or_is_gone__is_said_and_values_are_still_found(copy: Path) -> None:
    (copy / "templates" / "rapport-financier.xlsx").unlink()
    document = Document(copy / "out" / "2023" / EXCEL, None, copy / "templates")
    assert document.warnings == ("template-changed",)
    answers = ask(document, "120,00", "Dépenses!L14")
    assert "montant" in {one.told.key.column for one in answers if one.told}
    total = ask(document, None, "Résumé!B7")
    assert "total_demande" in {one.told.key.column for one in total if one.told}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_report_made_in_another_language__is_known_again(lang: str, copy: Path) -> None:
    book = open_book(copy / "workbooks" / "2023.xlsx", today=LATER)
    write_reports(book, copy / "out" / lang, lang=lang)
    document = Document(copy / "out" / lang / WORD)
    assert document.shown.exact
    assert {one.told.key.row for one in ask(document, "5236.47") if one.told} == {
        "Frais remboursables", "Total",
    }  # fmt: skip


def test_workbook_is_found__above_the_outputs_or_where_it_is_said(copy: Path) -> None:
    output = copy / "out" / "2023" / EXCEL
    assert Document(output).workbook.resolve() == (copy / "workbooks" / "2023.xlsx").resolve()
    elsewhere = copy / "ailleurs"
    elsewhere.mkdir()
    (copy / "workbooks" / "2023.xlsx").rename(elsewhere / "autre.xlsx")
    with pytest.raises(Untraceable) as caught:
        Document(output)
    assert (caught.value.why, caught.value.facts) == ("no-workbook", {"workbook": "2023.xlsx"})
    assert Document(output, elsewhere / "autre.xlsx").workbook == elsewhere / "autre.xlsx"


@pytest.mark.parametrize(
    ("manifest", "why"),
    [(None, "no-manifest"), ("{", "bad-manifest"), ('{"entrees": 1}', "bad-manifest")],
)
def test_output_without_a_usable_manifest__is_one_sentence(
    manifest: str | None, why: str, copy: Path
) -> None:
    path = copy / "out" / "2023" / "manifeste.json"
    path.unlink() if manifest is None else path.write_text(manifest)
    with pytest.raises(Untraceable) as caught:
        Document(copy / "out" / "2023" / EXCEL)
    assert caught.value.why == why


def test_other_outputs__are_no_reports(home: Path) -> None:
    with pytest.raises(Untraceable) as caught:
        Document(home / "out" / "2023" / "controle-2023.xlsx")
    assert caught.value.why == "no-report"


def test_report_that_is_no_longer_one__is_unreadable(copy: Path) -> None:
    for name in (EXCEL, WORD):
        (copy / "out" / "2023" / name).write_bytes(b"rien")
        with pytest.raises(Untraceable) as caught:
            Document(copy / "out" / "2023" / name)
        assert caught.value.why == "unreadable"
