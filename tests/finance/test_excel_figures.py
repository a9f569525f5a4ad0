"""What the filled file reckons is what the program found, to the cent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal

import pytest

from cic_sheets.example import financial_pages as pages
from cic_sheets.example.financial_looks import HEADER_ROW, ITEM_ROW, Col, letter_of, name_of
from cic_sheets.render.excel import fill_financial
from cic_sheets.report.finance import Pointer, finance_of
from cic_sheets.report.model import Figure
from tests.drawing import draw
from tests.finance.filled import (
    ALL_YEARS,
    CASES,
    TABLES,
    formulas_of,
    loaded,
    made,
    template,
    values_of,
)


@pytest.fixture(params=[*CASES, "example"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# -- The file's own figures -------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("one", [*ALL_YEARS, "propre"])
def test_every_column_of_many_years__holds_what_the_program_found(one: str) -> None:
    test_every_column__holds_what_the_program_found(one)
    test_controls__all_hold(one)


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
        if isinstance(found, time):
            found = (found.hour * 60 + found.minute) / 1440
        given = Decimal(0) if found in (None, "") else Decimal(repr(found))
        return abs(given - amount) < Decimal("1E-9") * max(1, abs(amount))
    if isinstance(meant, datetime):
        return found == meant
    if meant in (None, ""):
        return found in (None, "", 0)
    return str(found).removesuffix(" 00:00:00") == str(meant)


def test_controls__all_hold(name: str) -> None:
    sheet = values_of(name)["Contrôles"]
    verdicts = [sheet.cell(row, 5).value for row in range(HEADER_ROW + 1, sheet.max_row + 1)]
    assert len(verdicts) >= 30
    assert set(verdicts) == {"juste"}
    assert sheet["D4"].value == 0


FORGED: dict[str, dict[str, object]] = {
    "depenses": {"montant": Figure(Decimal("5000.00"))},
    "preuves": {"montant": Figure(Decimal("0.01"))},
    "accords": {"accorde": Figure(Decimal("0.01"))},
    "etapes": {"arret": "refusé"},
    "plafonds": {"montant": Figure(Decimal("0.01"))},
    "coupes": {"montant": Figure(Decimal("5000.00"))},
}


@pytest.mark.parametrize("listed", FORGED)
def test_controls__tell_a_figure_that_was_changed(listed: str) -> None:
    report, _ = made("example")
    forged = tuple({**row, **FORGED[listed]} for row in report.lists[listed])
    wrong = report._replace(lists={**report.lists, listed: forged})
    book = loaded(fill_financial(template(), wrong, draft=True))
    assert book["Contrôles"]["D4"].value > 0
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
    for field in ("demande", "remboursable", "refuse", "en_attente", "accord_coupe",
                  "plafond_coupe"):  # fmt: skip
        letter = letter_of(pages.EXPENSES, field)
        assert sheet[f"{letter}{last}"].value == f"=SUM({letter}{ITEM_ROW}:{letter}{last - 1})"
    claimed = letter_of(pages.EXPENSES, "demande")
    assert "ROUND(" in sheet[f"{claimed}{last - 1}"].value
    ledger = book["Plafond"]
    assert ledger["I9"].value == "=MIN(F9,H9)"
    assert ledger["H9"].value == "=SUM(G$7:G9)"


GIVEN = {
    "Dépenses": {"montant", "taux", "taux_mois", "mois", "plafond_mois", "page"},
    "Calcul": {"rang", "non_eligible", "avoir_de", "accord_rang", "attendu", "bareme", "quantite",
               "bareme_taux"},
    "Coupes": {"montant", "ligne_rang", "etape_rang"},
    "Preuves": {"montant", "attestation_taux", "ligne_rang", "piece_rang"},
    "Accords": {"accorde", "rang"},
    "Barèmes": {"offerts", "montant", "rang", "heure_1", "heure_2", "plafond", "taux", "depart",
                "retour"},
    "Plafond": {"rang", "jours", "jours_mois"},
}  # fmt: skip
"""Figures that no formula gives: typed, ranks, the sharing of receipts, the cuts to compare."""


@pytest.mark.parametrize("sheet", GIVEN)
def test_every_other_figure__is_a_live_formula(sheet: str) -> None:
    columns = [col for table in TABLES if table[0] == sheet for col in table[2]]
    given = {name_of(col) for col in columns if col.look and not col.content.startswith("=")}
    live = {name_of(col) for col in columns if col.content.startswith("=")}
    assert given - {"date", "accord_date", "decide_le", "du", "au"} - live <= GIVEN[sheet]
    assert live or sheet == "Coupes"


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
