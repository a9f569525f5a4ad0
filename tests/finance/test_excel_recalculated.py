"""The filled file judged from outside: LibreOffice recalculates it, the Open XML SDK reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cic_sheets.money.causes import CAUSES
from cic_sheets.render.excel import fill_financial
from tests.finance.filled import (
    ALL_YEARS,
    CASES,
    EXAMPLES,
    case_of,
    formulas_of,
    loaded,
    made,
    template,
    values_of,
)
from tests.finance.reached import reached
from tests.finance.years import large, report_of
from tests.programs import ooxml_errors, soffice_convert


@pytest.mark.programs
def test_libreoffice__recalculates_every_formula_to_what_is_stored(tmp_path: Path) -> None:
    _recalculated([*CASES, *EXAMPLES], tmp_path)


@pytest.mark.programs
@pytest.mark.slow
def test_libreoffice__agrees_on_every_generated_year(tmp_path: Path) -> None:
    _recalculated(ALL_YEARS, tmp_path)


def _recalculated(names: Sequence[str], folder: Path) -> None:
    paths = []
    for one in names:
        paths.append(folder / f"{one}.xlsx")
        paths[-1].write_bytes(made(one)[1])
    fresh = soffice_convert(paths, "xlsx", folder / "lo", timeout=900)
    for one, path in zip(names, fresh, strict=True):
        assert list(_differing(one, path)) == [], one


def _differing(name: str, theirs: Path) -> Iterator[tuple[str, Any, Any]]:
    formulas, values = formulas_of(name), values_of(name)
    other = openpyxl.load_workbook(theirs, data_only=True)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                compared += 1
                here = values[sheet.title][cell.coordinate].value
                there = other[sheet.title][cell.coordinate].value
                if not _alike(here, there):
                    yield f"{sheet.title}!{cell.coordinate}", here, there
    assert compared > 150


def _alike(here: object, there: object) -> bool:
    if isinstance(here, int | float) and isinstance(there, int | float):
        return abs(here - there) < 1e-9 * max(1, abs(here))
    return here == there or (here in (None, "") and there in (None, ""))


def test_generated_years__reach_every_case() -> None:
    found = set().union(*(reached(case_of(name)) for name in (*CASES, *ALL_YEARS)))
    assert set(CAUSES) <= found
    assert {
        "credit", "shared receipt", "declaration", "mean rate", "activity", "late tolerated",
        "flat", "EUR line, MAD scale", "MAD line, EUR scale", "unit jour", "shared ceiling",
        "month without mission", "room", "partial month", "to come", "closed", "open",
    } <= found  # fmt: skip


@pytest.mark.programs
@pytest.mark.slow
@pytest.mark.parametrize("one", ["example", "year-13", "empty"])
def test_open_xml_sdk__finds_no_error(one: str, tmp_path: Path) -> None:
    path = tmp_path / "rapport.xlsx"
    path.write_bytes(made(one)[1])
    assert ooxml_errors(path) == []


@pytest.mark.parametrize("lines", [0, 1, 300])
def test_any_number_of_lines__fills_the_template(lines: int) -> None:
    report = report_of(large(lines))
    assert len(report.lists["depenses"]) == lines
    book = loaded(fill_financial(template(), report, draft=False))
    assert book["Contrôles"]["D4"].value == 0
    assert book["Calcul"].max_row >= lines + 7
