"""What the filled file reckons is what the program found, to the cent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cic_sheets.example import financial_pages as pages
from cic_sheets.example.financial_looks import HEADER_ROW, ITEM_ROW, Col, letter_of
from cic_sheets.render.excel import fill_financial
from cic_sheets.report.finance import Pointer, finance_of
from cic_sheets.report.model import Figure
from tests.drawing import draw
from tests.finance.filled import (
    CASES,
    TABLES,
    formulas_of,
    loaded,
    made,
    template,
    values_of,
)
from tests.programs import ooxml_errors, soffice_convert


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
