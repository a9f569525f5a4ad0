"""Which document comes where in the bundle, and what its index says.

« every receipt in the order of the report … nothing is ever left out » (deliverables.md).
"""

from __future__ import annotations

import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from cic_sheets import open_book
from cic_sheets.cli.receipts_bundle import size_of
from cic_sheets.pipeline import OpenBook
from cic_sheets.report.bundle import Bundle, bundle_of
from cic_sheets.report.finance import finance_of
from cic_sheets.report.model import Figure
from cic_sheets.sheets.receipts import Receipt
from tests.example.conftest import LATER, WORKBOOKS


@pytest.fixture(scope="module")
def book() -> OpenBook:
    return open_book(WORKBOOKS / "2023.xlsx", today=LATER)


@pytest.fixture(scope="module")
def bundle(book: OpenBook) -> Bundle:
    return bundle_of(book.year, book.findings)


def test_bundle__holds_each_row_of_justificatifs_once(book: OpenBook, bundle: Bundle) -> None:
    rows = Counter(row.id for row in book.book.all(Receipt))
    assert Counter(document.number for document in bundle.documents) == rows


def test_bundle__follows_the_lines_of_the_financial_report(book: OpenBook, bundle: Bundle) -> None:
    listed = [row["no"] for row in finance_of(book.year, book.findings).lists["depenses"]]
    lines = [group.line.id for group in bundle.groups if group.line is not None]
    assert lines[: len(listed)] == listed
    for group in bundle.groups:
        for document in group.documents:
            assert group.line is None or document.lines[0] == group.line.id


def test_bundle__says_the_amounts_of_the_financial_report(book: OpenBook, bundle: Bundle) -> None:
    rows = {row["no"]: row for row in finance_of(book.year, book.findings).lists["justificatifs"]}
    for document in bundle.documents:
        row = rows[document.number]
        assert document.used == row["utilise"]
        assert document.amount in (row["montant"], None)
    for currency, (amount, used) in bundle.carried.items():
        proving = [row for row in rows.values() if row["prouve"] and row["devise"] == currency]
        assert amount == sum(_amount(row["montant"]) for row in proving)
        assert used == sum(_amount(row["utilise"]) for row in proving)


def _amount(value: object) -> Decimal:
    return value.amount if isinstance(value, Figure) else Decimal(0)


def test_bundle__keeps_the_place_of_what_cannot_be_shown(bundle: Bundle) -> None:
    why = Counter(document.why for document in bundle.documents if document.why)
    assert why == {"withheld": 3, "missing": 1}
    assert all(not document.path for document in bundle.documents if document.why)


def test_attendance_lists__are_shown_to_who_asks(book: OpenBook) -> None:
    shown = bundle_of(book.year, book.findings, withhold=False)
    assert [one.why for one in shown.documents if one.why] == ["missing"]


def test_one_file_of_two_rows__is_shown_at_the_first(tmp_path: Path) -> None:
    book = _with(tmp_path, {"J-2023-002": "justificatifs/J-2023-001 Fibra Maghrib.pdf"})
    found = {one.number: one for one in bundle_of(book.year, book.findings).documents}
    assert found["J-2023-001"].shares == ("J-2023-002",)
    assert found["J-2023-001"].path
    assert (found["J-2023-002"].path, found["J-2023-002"].why) == ("", "shown-before")


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("../ailleurs.pdf", "outside"),
        ("/etc/hostname", "outside"),
        ("C:\\secret.pdf", "outside"),
        ("justificatifs/absent.pdf", "missing"),
        (None, "not-named"),
    ],
)
def test_file_that_cannot_be_used__is_told(tmp_path: Path, named: str | None, why: str) -> None:
    book = _with(tmp_path, {"J-2023-001": named})
    found = {one.number: one for one in bundle_of(book.year, book.findings).documents}
    assert (found["J-2023-001"].why, found["J-2023-001"].path) == (why, "")


def _with(home: Path, files: dict[str, str | None]) -> OpenBook:
    """The example year, whose rows name other files."""
    import openpyxl

    shutil.copytree(WORKBOOKS / "2023", home / "2023")
    book = openpyxl.load_workbook(WORKBOOKS / "2023.xlsx")
    sheet = book["Justificatifs"]
    heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=12) for cell in row}
    for row in range(1, sheet.max_row + 1):
        number = sheet.cell(row, heads["N°"]).value
        if number in files:
            sheet.cell(row, heads["Fichier"]).value = files[number]
    book.save(home / "2023.xlsx")
    return open_book(home / "2023.xlsx", today=LATER)


@pytest.mark.parametrize(
    ("typed", "size"),
    [
        ("20MB", 20_000_000),
        ("20 Mo", 20_000_000),
        ("20mb", 20_000_000),
        ("1,5G", 1_500_000_000),
        ("1.5 GB", 1_500_000_000),
        ("500kB", 500_000),
        ("500 KiB", 500_000),
        ("2000000", 2_000_000),
        ("vingt", 0),
        ("-20MB", 0),
        ("20TB", 0),
        ("", 0),
        ("20MB20MB", 0),
    ],
)
def test_size__is_read_as_people_type_it(typed: str, size: int) -> None:
    assert size_of(typed) == size
