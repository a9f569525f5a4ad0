"""The filled financial report: what the file reckons is what the program found, to the cent."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cic_sheets.example import financial_pages as pages
from cic_sheets.example.financial_looks import HEADER_ROW, ITEM_ROW, Col, letter_of
from cic_sheets.example.financial_template import FILE, financial_template
from cic_sheets.money.case import Case
from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.render.excel import fill_financial
from cic_sheets.render.word import TemplateProblem
from cic_sheets.report.finance import FinancialReport, Pointer, finance_of
from cic_sheets.report.model import Figure
from cic_sheets.values import shown
from cic_sheets.xlsx.patch.fill import fill
from tests.drawing import draw
from tests.finance.years import YEARS, empty, generated, report_of, tricky
from tests.programs import ROOT, ooxml_errors, soffice_convert
from tests.xlsx_fill.books import one_sheet
from tests.xlsx_patch.books import parts_of

TABLES: tuple[tuple[str, int, tuple[Col, ...], str, tuple[str, ...]], ...] = (
    ("Honoraires", ITEM_ROW, pages.FEES, "honoraires", ()),
    ("Dépenses", ITEM_ROW, pages.EXPENSES, "depenses", ()),
    ("Justificatifs", ITEM_ROW, pages.RECEIPTS, "justificatifs", ()),
    ("Plafond", ITEM_ROW, pages.LEDGER, "plafond", ()),
    ("Missions", ITEM_ROW, pages.MISSIONS, "missions", ()),
    ("Catégories", ITEM_ROW, pages.CATEGORIES, "categories", ()),
    ("Catégories", 12, pages.MONTHS, "mois", ("categories",)),
    ("Activités", ITEM_ROW, pages.BUDGETS, "budgets", ()),
    ("Paiements", ITEM_ROW, pages.PAYMENTS, "paiements", ()),
    ("Paiements", 12, pages.CLAIMS, "demandes", ("paiements",)),
    ("Paiements", 17, pages.ADVANCES, "avances", ("paiements", "demandes")),
    ("Taux", ITEM_ROW, pages.RATES, "taux", ()),
    ("Règles", ITEM_ROW, pages.RULES, "regles", ()),
    ("Règles", 11, pages.SCALES, "baremes", ("regles",)),
    ("Dérogations", ITEM_ROW, pages.DEROGATIONS, "derogations", ()),
)
"""Sheet, row of the first item in the template, columns, list, lists that grow above it."""
SHEETS = [
    "Résumé", "Honoraires", "Dépenses", "Justificatifs", "Plafond", "Missions", "Catégories",
    "Activités", "Paiements", "Taux", "Règles", "Dérogations", "Contrôles", "Constats",
]  # fmt: skip
CASES = [*(f"year-{seed}" for seed in range(YEARS)), "tricky", "empty"]


def case_of(name: str) -> Case:
    kind, _, seed = name.partition("-")
    return generated(int(seed)) if seed else tricky() if kind == "tricky" else empty()


@cache
def template() -> bytes:
    return financial_template()


@cache
def made(name: str) -> tuple[FinancialReport, bytes]:
    report = example()[0] if name == "example" else report_of(case_of(name))
    return report, fill_financial(template(), report, draft=report.draft)


@cache
def example() -> tuple[FinancialReport, OpenBook]:
    opened = open_book(ROOT / "workbooks" / "2023.xlsx")
    return finance_of(opened.year, opened.findings), opened


def loaded(data: bytes, values: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


@cache
def values_of(name: str) -> openpyxl.Workbook:
    return loaded(made(name)[1])


@cache
def formulas_of(name: str) -> openpyxl.Workbook:
    return loaded(made(name)[1], values=False)


@pytest.fixture(params=[*CASES, "example"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# -- The file's own figures -------------------------------------------------------------------


def test_every_column__holds_what_the_program_found(name: str) -> None:
    report, book = made(name)[0], values_of(name)
    compared = 0
    for sheet, first, columns, listed, above in TABLES:
        first += sum(max(len(report.lists[one]) - 1, 0) for one in above)
        for row, item in enumerate(report.lists[listed], start=first):
            for field, letter in _shared(columns, item):
                found = book[sheet][f"{letter}{row}"].value
                assert _same(found, item[field]), f"{sheet}!{letter}{row} {field}"
                compared += 1
    assert compared > 40


def _shared(columns: tuple[Col, ...], item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for field in item:
        try:
            yield field, letter_of(columns, field)
        except ValueError:
            continue


def _same(found: object, meant: object) -> bool:
    if isinstance(meant, Pointer):
        return found == meant.text
    if isinstance(meant, Figure | Decimal | int):
        amount = meant.amount if isinstance(meant, Figure) else Decimal(meant)
        given = Decimal(0) if found in (None, "") else Decimal(repr(found))
        return abs(given - amount) < Decimal("1E-9") * max(1, abs(amount))
    if meant in (None, ""):
        return found in (None, "", 0)
    return str(found).removesuffix(" 00:00:00") == str(meant)


def test_controls__all_hold(name: str) -> None:
    sheet = values_of(name)["Contrôles"]
    verdicts = [sheet.cell(row, 5).value for row in range(HEADER_ROW + 1, sheet.max_row + 1)]
    assert len(verdicts) >= 30
    assert set(verdicts) == {"juste"}
    assert sheet["D4"].value == 0


def test_controls__tell_a_figure_that_was_changed() -> None:
    report, _ = made("example")
    line = dict(report.lists["depenses"][0])
    line["en_attente"] = Figure(Decimal("0.01"))
    line["accord_coupe"] = Figure(Decimal("5.00"))
    wrong = report._replace(
        lists={**report.lists, "depenses": (line, *report.lists["depenses"][1:])}
    )
    book = loaded(fill_financial(template(), wrong, draft=True))
    assert book["Contrôles"]["D4"].value > 3
    assert book["Résumé"]["G23"].value == book["Contrôles"]["D4"].value


def test_summary__is_the_programs(name: str) -> None:
    report, sheet = made(name)[0], values_of(name)["Résumé"]
    expected = {
        "B7": "total_demande", "B13": "total_remboursable", "B14": "total_refuse",
        "B15": "total_en_attente", "F8": "honoraires_dus", "F10": "paye_honoraires",
        "F11": "paye_remboursements", "F12": "paye_avances", "F13": "solde",
        "F14": "avances_ouvertes", "B18": "plafond_cumule", "B19": "plafond_retenu",
        "B20": "plafond_remboursable", "B22": "encore_mois", "B23": "encore_fin",
    }  # fmt: skip
    for place, field in expected.items():
        assert _same(sheet[place].value, report.fields[field].value), (place, field)


def test_all_formulas__have_a_stored_result(name: str) -> None:
    formulas, values = formulas_of(name), values_of(name)
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    text = str(cell.value)
                    stored = values[sheet.title][cell.coordinate].value
                    assert stored is not None or '""' in text, f"{sheet.title}!{cell.coordinate}"
                    assert not str(stored).startswith("#"), f"{sheet.title}!{cell.coordinate}"
    assert count > 60


def test_totals_and_conversions__are_live_formulas() -> None:
    book = formulas_of("example")
    sheet = book["Dépenses"]
    last = ITEM_ROW + len(made("example")[0].lists["depenses"])
    for field in ("demande", "remboursable", "refuse", "en_attente", "plafond_coupe"):
        letter = letter_of(pages.EXPENSES, field)
        assert sheet[f"{letter}{last}"].value == f"=SUM({letter}{ITEM_ROW}:{letter}{last - 1})"
    claimed = letter_of(pages.EXPENSES, "demande")
    assert "ROUND(" in sheet[f"{claimed}{last - 1}"].value
    ledger = book["Plafond"]
    assert ledger["I9"].value == "=MIN(F9,H9)"
    assert ledger["H9"].value == "=SUM(G$7:G9)"


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
    book = values_of("year-1")
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


def test_receipt_of_a_line__is_a_click_away_and_back() -> None:
    report, book = made("example")[0], formulas_of("example")
    lines, papers = book["Dépenses"], book["Justificatifs"]
    there = lines[f"{letter_of(pages.EXPENSES, 'pieces')}{ITEM_ROW}"]
    number = str(there.value).split(" ; ")[0]
    sheet, _, place = there.hyperlink.location.partition("!")
    assert sheet == "'Justificatifs'"
    assert papers[place].value == number
    back = papers[f"{letter_of(pages.RECEIPTS, 'lignes')}{papers[place].row}"]
    assert lines[back.hyperlink.location.partition("!")[2]].value == lines["A7"].value
    links = [row["pieces"] for row in report.lists["depenses"] if row["pieces"]]
    known = {row["no"] for row in report.lists["justificatifs"]}
    assert sum(isinstance(one, Pointer) and one.key in known for one in links) > 100


HOSTILE = (
    "=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "<&>\"'", "a\x07b\x1b[31m", "{{total_refuse}}",
    "x" * 32_767, "é عربي 😀", "'=1",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text__stays_a_text(text: str) -> None:
    report, _ = made("year-2")
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


# -- Judged from outside ----------------------------------------------------------------------


@pytest.mark.programs
@pytest.mark.slow
def test_libreoffice__recalculates_every_formula_to_what_is_stored(tmp_path: Path) -> None:
    names = [*CASES, "example"]
    paths = []
    for one in names:
        paths.append(tmp_path / f"{one}.xlsx")
        paths[-1].write_bytes(made(one)[1])
    fresh = soffice_convert(paths, "xlsx", tmp_path / "lo")
    for one, path in zip(names, fresh, strict=True):
        differing = list(_differing(one, path))
        assert differing == [], one


def _differing(name: str, theirs: Path) -> Iterator[tuple[str, Any, Any]]:
    formulas, values = formulas_of(name), values_of(name)
    other = openpyxl.load_workbook(theirs, data_only=True)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                here = values[sheet.title][cell.coordinate].value
                there = other[sheet.title][cell.coordinate].value
                if not _alike(here, there):
                    yield f"{sheet.title}!{cell.coordinate}", here, there


def _alike(here: object, there: object) -> bool:
    if isinstance(here, int | float) and isinstance(there, int | float):
        return abs(here - there) < 1e-9 * max(1, abs(here))
    return here == there or (here in (None, "") and there in (None, ""))


@pytest.mark.programs
@pytest.mark.slow
@pytest.mark.parametrize("one", ["example", "year-3", "empty"])
def test_open_xml_sdk__finds_no_error(one: str, tmp_path: Path) -> None:
    path = tmp_path / "rapport.xlsx"
    path.write_bytes(made(one)[1])
    assert ooxml_errors(path) == []


def test_little_year__is_filled_from_its_workbook() -> None:
    opened = draw("""
        | Dépenses | N°    | Date       | Imputation    | Mission | Catégorie     | Montant |
        |          | D-001 | 12/01/2023 | communication |         | communication | 108,00  |
    """).opened()
    report = finance_of(opened.year, opened.findings)
    data = fill_financial(template(), report, draft=opened.is_draft)
    sheet = loaded(data)["Dépenses"]
    assert sheet["A7"].value == "D-001"
    assert sheet[f"{letter_of(pages.EXPENSES, 'demande')}7"].value == 10
