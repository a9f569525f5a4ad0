"""The whole road: whoever saved the workbook, however it is arranged, the year is the same."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from cic_sheets import open_book
from cic_sheets.example.build import clean_workbook, example_year
from cic_sheets.money.settlement import Total
from cic_sheets.pipeline import OpenBook
from cic_sheets.reconcile.settled import settle_book
from cic_sheets.reconcile.year import Year
from cic_sheets.report.status import status_of
from cic_sheets.rules.run import findings_of
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.values.cells import CellRef
from tests.arranging import ARRANGED, gaps
from tests.faults import FAULTS
from tests.faults_group import GROUP
from tests.faults_money import MONEY
from tests.planting import Fault, Place, cell_of, heading_row
from tests.programs import ROOT, soffice_convert

LATER = date(2024, 2, 1)
Change = Callable[[Workbook], None]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the clean year's files under the names that the workbook gives them."""
    home = tmp_path_factory.mktemp("road")
    shutil.copytree(ROOT / "workbooks" / "2023", home / "2023")
    for named, disk in example_year().files.items():
        (home / "2023" / disk).rename(home / "2023" / named)
    (home / "2023.xlsx").write_bytes(clean_workbook())
    return home


@pytest.fixture(scope="session")
def clean(home: Path) -> OpenBook:
    return opened(home / "2023.xlsx")


@pytest.fixture(scope="session")
def bare(home: Path) -> bytes:
    """The clean year as openpyxl saves it, without what only people look at: quick to open."""
    book = load_workbook(home / "2023.xlsx")
    for sheet in book:
        sheet.conditional_formatting = type(sheet.conditional_formatting)()
        sheet.data_validations = type(sheet.data_validations)()
    return _bytes(book)


def opened(path: Path) -> OpenBook:
    return open_book(path, today=LATER)


def changed(bare: bytes, home: Path, change: Change) -> OpenBook:
    """The clean year after a change, with its files beside it."""
    book = load_workbook(BytesIO(bare))
    change(book)
    path = home / "changed.xlsx"
    path.write_bytes(_bytes(book))
    return opened(path)


def _bytes(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def by_place(book: OpenBook) -> Counter[tuple[str, str, str, str]]:
    """Findings wherever their cells have moved: code, declared sheet, heading, value."""
    titles = {tab.name: title for title, tab in book.book.tabs.items()}
    told = {one.sheet: titles.get(one.sheet, one.sheet) for one in book.findings}
    return Counter(
        (one.code, told[one.sheet], _label(book, one), one.value) for one in book.findings
    )


def _label(book: OpenBook, finding: Finding) -> str:
    """The declared heading of a finding's column; the key of a sheet of keys and values."""
    if finding.cell is None:
        return ""
    for title, tab in book.book.tabs.items():
        if tab.name != finding.sheet:
            continue
        for row in book.book.rows.get(SHEETS[title].row, ()):
            for attr, column in SHEETS[title].columns.items():
                if row.places.get(attr) == finding.cell:
                    return column.label
    return finding.cell.a1


def totals(book: OpenBook) -> Total:
    assert book.settlement is not None
    return book.settlement.settlement.totals.year


# --- Who saved it --------------------------------------------------------------------------------


def test_clean_year__has_informations_only_and_money_in_it(clean: OpenBook) -> None:
    assert {one.severity for one in clean.findings} == {Severity.I}
    assert totals(clean).reimbursable > 5000


def assert_same(book: OpenBook, clean: OpenBook) -> None:
    """The same findings at the same cells, the same settlement."""
    assert book.findings == clean.findings
    assert book.settlement is not None
    assert clean.settlement is not None
    assert book.settlement.settlement == clean.settlement.settlement


def test_saved_by_openpyxl__is_the_same_year(clean: OpenBook, bare: bytes, home: Path) -> None:
    assert_same(changed(bare, home, lambda book: None), clean)


@pytest.mark.slow
@pytest.mark.programs
def test_saved_by_libreoffice__is_the_same_year(home: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "workbooks" / "2023.xlsx", home / "example.xlsx")
    years = [home / "2023.xlsx", home / "example.xlsx"]
    for year, saved in zip(years, soffice_convert(years, "xlsx", tmp_path), strict=True):
        beside = home / f"libreoffice-{year.name}"
        shutil.copy(saved, beside)
        assert_same(opened(beside), opened(year))


def test_counted_from_1904__is_the_same_year(clean: OpenBook, bare: bytes, home: Path) -> None:
    def count_from_1904(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    again = changed(bare, home, count_from_1904)
    assert again.data != clean.data
    assert_same(again, clean)


# --- How it is arranged --------------------------------------------------------------------------


@pytest.mark.parametrize("arrange", ARRANGED, ids=lambda one: one.__name__)
def test_arranged_otherwise__is_the_same_year(
    arrange: Change, clean: OpenBook, bare: bytes, home: Path
) -> None:
    again = changed(bare, home, arrange)
    beyond = by_place(again) - by_place(clean)
    assert {place[0] for place in beyond} <= {"CLA-09"}
    assert by_place(clean) - by_place(again) == Counter()
    assert totals(again) == totals(clean)
    assert _counted(again) == _counted(clean)


def _counted(book: OpenBook) -> dict[str, int]:
    return {kind.__name__: len(found) for kind, found in book.book.rows.items()}


def test_rows_after_gaps__are_read_and_told_once_a_sheet(
    clean: OpenBook, bare: bytes, home: Path
) -> None:
    again = changed(bare, home, gaps)
    beyond = [(one.code, one.sheet) for one in again.findings if one.severity is not Severity.I]
    assert beyond == [("CLA-11", one) for one in ("Prestations", "Dépenses", "Justificatifs")]
    assert totals(again) == totals(clean)


# --- Seen from any day ---------------------------------------------------------------------------

DAYS = [date(2022, 11, 30) + timedelta(days=number) for number in range(0, 560, 16)]
EDGES = [
    date(1, 1, 1), date(2022, 12, 31), date(2023, 1, 1), date(2023, 2, 28), date(2023, 12, 31),
    date(2024, 1, 1), date(2024, 2, 29), date(9999, 12, 31),
]  # fmt: skip


@pytest.mark.parametrize("days", [EDGES, DAYS[::3], DAYS[1::3], DAYS[2::3]])
def test_seen_from_any_day__the_equation_holds(days: list[date], clean: OpenBook) -> None:
    for day in days:
        settled = settle_book(clean.book, day)
        assert settled is not None
        year = Year(clean.book, day, settled)
        findings = findings_of(year)
        status_of(year, findings)
        found = settled.settlement
        for each in (found.totals.year, *found.lines):
            assert each.claimed == each.reimbursable + each.refused + each.pending, (day, each)
        for name in ("claimed", "reimbursable", "refused", "pending"):
            summed = sum((getattr(line, name) for line in found.lines), Decimal(0))
            assert getattr(found.totals.year, name) == summed, (day, name)


@pytest.mark.parametrize("day", [date(2022, 6, 1), date(2023, 6, 30), date(2025, 1, 1)])
def test_as_of__is_the_day_that_the_command_gives(day: date, home: Path) -> None:
    book = open_book(home / "2023.xlsx", as_of=day)
    assert book.as_of == day
    assert book.settlement is not None
    assert book.settlement.settlement.as_of == day


# --- One fault, its findings, nothing more -------------------------------------------------------


def told(findings: list[Finding], book: Workbook) -> Counter[Place]:
    """The findings beyond the informations: code, sheet, heading of the cell."""
    found = [one for one in findings if one.severity is not Severity.I]
    return Counter((one.code, one.sheet, heading_of(one, book)) for one in found)


def heading_of(finding: Finding, book: Workbook) -> str:
    """What stands above the cell; beside it, on a sheet of keys and values."""
    if finding.cell is None:
        return ""
    sheet = book[finding.sheet]
    if SHEETS[finding.sheet].vertical:
        return str(sheet.cell(finding.cell.row, 1).value)
    return str(sheet.cell(heading_row(sheet), finding.cell.column).value)


def test_faults__are_many_and_of_every_part() -> None:
    assert len(FAULTS) >= 60
    codes = {place[0] for fault in (*FAULTS, *MONEY, *GROUP) for place in fault.places()}
    assert len(codes) >= 70
    names = [(fault.name, fault.expected) for fault in (*FAULTS, *MONEY, *GROUP)]
    assert len(set(names)) == len(names)


@pytest.fixture(scope="session")
def at_hand(bare: bytes) -> Workbook:
    """The clean year, open: for faults whose cells are put back."""
    return load_workbook(BytesIO(bare))


_QUICK = {id(fault) for fault in (*FAULTS, *MONEY[::4])}
PLANTED = [
    pytest.param(fault, id=fault.name, marks=() if id(fault) in _QUICK else pytest.mark.slow)
    for fault in (*FAULTS, *MONEY, *GROUP)
]


@pytest.mark.parametrize("fault", PLANTED)
def test_one_fault__has_its_findings_and_no_other(
    fault: Fault, bare: bytes, at_hand: Workbook, home: Path
) -> None:
    book = at_hand if fault.change is None else load_workbook(BytesIO(bare))
    cells = [cell_of(book, edit) for edit in fault.edits]
    before = [cell.value for cell in cells]
    try:
        fault.plant(book)
        path = home / "changed.xlsx"
        path.write_bytes(_bytes(book))
        findings = opened(path).findings
        assert told(findings, book) == fault.places()
        here = {one.code for one in findings if cells and one.cell == _ref(cells[0])}
        assert fault.here() <= here
    finally:
        for cell, value in zip(cells, before, strict=True):
            cell.value = value


def _ref(cell: Any) -> CellRef:
    return CellRef(cell.parent.title, cell.row, cell.column)
