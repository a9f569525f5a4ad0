"""The examples of all columns: together they make one coherent little year."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cic_sheets.book.book import Book
from cic_sheets.book.load import load
from cic_sheets.reconcile.settled import settle_book
from cic_sheets.schema.kinds import Code, Ref, tokens
from cic_sheets.schema.sheets import SHEETS, Sheet
from cic_sheets.sheets.claims import Claim
from tests.declared import columns_of, read_text
from tests.drawing import draw

BY_SHEET = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)


def _little_year() -> Book:
    """The workbook in which each sheet holds one row, its examples.

    No derogation: there is nothing to derogate from.
    """
    drawn = draw("")
    return load(drawn.raw, "2023.xlsx", lambda years, named: drawn.folder)


def test_the_examples_of_all_sheets__read_as_a_workbook_without_a_finding() -> None:
    book = _little_year()
    assert [(found.code, found.sheet, found.cell) for found in book.findings] == []
    empty = {sheet.title for sheet in SHEETS if not book.rows[sheet.row]}
    assert empty == {"Dérogations", "Reprise", "Historique"}


def test_the_expense_of_the_examples__is_reimbursed_in_full_as_claimed() -> None:
    book = _little_year()
    settled = settle_book(book, date(2023, 12, 31))
    assert settled is not None
    (line,) = settled.settlement.lines
    claim = book.only(Claim)
    assert claim is not None
    assert line.claimed == line.reimbursable == claim.asked
    assert line.claim == claim.id
    assert line.cuts == ()


def test_examples_of_references__lead_to_the_example_of_the_other_sheet() -> None:
    seen = 0
    for sheet, column, kind in columns_of(Ref):
        identity = SHEETS[kind.sheet].identity
        assert identity is not None
        for token in tokens(column.example):
            assert token == identity.example, f"{sheet.title}.{column.label}"
            seen += 1
    assert seen > 25


@BY_SHEET
def test_examples_of_a_period__end_after_they_start(sheet: Sheet) -> None:
    for first, last in sheet.ordered:
        start, end = sheet.columns[first], sheet.columns[last]
        if start.example and end.example:
            earlier, later = (read_text(c.kind, c.example) for c in (start, end))
            assert earlier <= later  # type: ignore[operator]


def test_examples_of_control_digits__are_right() -> None:
    convention = {attr: c.example for attr, c in SHEETS["Convention"].columns.items()}
    issuer = SHEETS["Justificatifs"].columns["issuer_ice"].example
    assert int(convention["ice"]) % 97 == 0
    assert int(issuer) % 97 == 0
    assert int(convention["rib"]) % 97 == 0
    iban = convention["iban"]
    assert iban[:2] == "MA"
    assert iban[4:] == convention["rib"]
    assert int(iban[4:] + "2210" + iban[2:4]) % 97 == 1


def test_examples_of_codes_of_digits__have_their_number_of_digits() -> None:
    for _, column, kind in columns_of(Code):
        if kind.digits and column.example:
            assert re.fullmatch(rf"\d{{{kind.digits}}}", column.example), column.label


def test_examples_of_parts__add_up_to_their_total() -> None:
    parts = ("young_women", "young_men", "adult_women", "adult_men")
    for title, whole in (("Participants", "total"), ("Mesures", "value")):
        columns = SHEETS[title].columns
        assert sum(int(columns[part].example) for part in parts) == int(columns[whole].example)
