"""The filled report as a document: drafts, texts, links, and the templates it is made from."""

from __future__ import annotations

import pytest

from cic_sheets.example.financial_looks import HEADER_ROW, ITEM_ROW
from cic_sheets.example.financial_template import FILE
from cic_sheets.render.excel import fill_financial
from cic_sheets.render.word import TemplateProblem
from cic_sheets.template.excel.fill import fill
from cic_sheets.values import shown
from tests.finance.filled import (
    CASES,
    SHEETS,
    loaded,
    made,
    template,
    values_of,
)
from tests.programs import ROOT
from tests.template_excel.books import one_sheet
from tests.xlsx_patch.books import parts_of


@pytest.fixture(params=[*CASES, "example"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# -- Drafts, texts, links ---------------------------------------------------------------------


def test_draft__is_marked_on_every_sheet() -> None:
    book = values_of("example")
    assert book.sheetnames == SHEETS
    assert all(sheet.sheet_state == "visible" for sheet in book)
    for sheet in book:
        assert str(sheet["A1"].value).startswith("BROUILLON – ")
        assert "BROUILLON" in (sheet.oddHeader.center.text or "")
    findings = book["Constats"]
    listed = {findings.cell(row, 2).value for row in range(ITEM_ROW, findings.max_row + 1)}
    told = {one.code for one in made("example")[0].findings if one.severity.value in "EA"}
    assert listed == told


def test_final_report__bears_no_mark_and_no_finding() -> None:
    book = values_of("year-13")
    for sheet in book:
        assert sheet["A1"].value is None
        assert "BROUILLON" not in (sheet.oddHeader.center.text or "")
    assert book["Constats"].cell(ITEM_ROW, 1).value is None
    assert book["Constats"]["A4"].value == "Aucune erreur ne bloque ce rapport."
    assert {sheet.title for sheet in book if sheet.sheet_state != "visible"} == {"Constats"}


def test_draft_in_a_template_without_the_field__is_marked_all_the_same() -> None:
    report = made("example")[0]
    sheet = loaded(fill_financial(one_sheet(A1="{{annee}}"), report, draft=True))["F"]
    assert sheet.oddHeader.center.text == "BROUILLON"
    assert (
        loaded(fill_financial(one_sheet(A1="{{annee}}"), report, draft=False))["F"]["A1"].value
        == "2023"
    )


HOSTILE = (
    "=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "<&>\"'", "a\x07b\x1b[31m", "{{total_refuse}}",
    "x" * 32_767, "é عربي 😀", "'=1",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text__stays_a_text(text: str) -> None:
    report, _ = made("year-13")
    lines = [{**row, "fournisseur": text, "libelle": text} for row in report.lists["depenses"]]
    odd = report._replace(lists={**report.lists, "depenses": tuple(lines)})
    data = fill_financial(template(), odd, draft=False)
    cell = loaded(data, values=False)["Dépenses"][f"F{ITEM_ROW}"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x0007_", "\x07").replace("_x001B_", "\x1b") == text
    assert loaded(data)["Contrôles"]["D4"].value == 0


def test_list_without_items__leaves_a_readable_sheet() -> None:
    book = values_of("empty")
    assert book["Dépenses"][f"A{ITEM_ROW}"].value is None
    assert book["Dépenses"][f"A{ITEM_ROW + 1}"].value == "Total"
    assert book["Résumé"]["B13"].value == 0


# -- Templates --------------------------------------------------------------------------------


def test_amount_among_words__carries_its_currency() -> None:
    report, _ = made("example")
    text = "Payé : {{total_paye}} au {{date_situation}} ({{nb_depenses}})"
    data = fill_financial(one_sheet(A1=text, A2="{{total_paye}}"), report, draft=False)
    paid = shown.amount(report.fields["total_paye"].value.amount, "EUR")  # type: ignore[union-attr]
    assert loaded(data)["F"]["A1"].value == f"Payé : {paid} au 31/12/2023 (120)"
    assert loaded(data)["F"]["A2"].data_type == "n"


def test_unknown_field__refuses_the_report_and_proposes() -> None:
    wrong = one_sheet(A1="{{total_remboursble}}", B2="{{depenses.montnt}}", C3="{{annee}}")
    with pytest.raises(TemplateProblem) as caught:
        fill_financial(wrong, made("example")[0], draft=True)
    assert [(one.name, one.where, one.near) for one in caught.value.unknown] == [
        ("total_remboursble", "F!A1", "total_remboursable"),
        ("depenses.montnt", "F!B2", "depenses.montant"),
    ]
    assert "total_remboursable" in str(caught.value)


def test_what_is_no_workbook__is_refused_in_a_sentence() -> None:
    with pytest.raises(TemplateProblem):
        fill_financial(b"not a workbook", made("example")[0], draft=False)


def test_template_in_the_repository__is_the_one_that_its_script_makes() -> None:
    kept = (ROOT / "templates" / FILE).read_bytes()
    assert parts_of(kept) == parts_of(template())


def test_template__asks_for_much_and_says_that_it_is_provisional() -> None:
    asked = {one.name for one in fill(template(), {}, {}).unknown}
    assert len(asked) > 150
    for sheet in loaded(template()):
        assert "provisoire" in (sheet.oddFooter.left.text or "")


def test_unknown_field_of_an_empty_list__is_told_too() -> None:
    report, _ = made("empty")
    assert report.lists["derogations"] == ()
    with pytest.raises(TemplateProblem) as caught:
        fill_financial(one_sheet(A1="{{derogations.motf}}"), report, draft=False)
    assert [one.near for one in caught.value.unknown] == ["derogations.motif"]


def test_every_sheet__prints_on_a4_landscape_with_its_titles() -> None:
    for sheet in values_of("example"):
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        if sheet.title not in ("Résumé", "Catégories", "Paiements"):
            assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
            assert sheet.freeze_panes is not None


def test_report__is_the_same_bytes_twice(name: str) -> None:
    report, data = made(name)
    assert fill_financial(template(), report, draft=report.draft) == data
