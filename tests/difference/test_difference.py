"""Two states of a year compared: what a person changed, by row number, and what it is worth."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from cic_sheets.book.book import Book
from cic_sheets.book.load import load
from cic_sheets.difference import effects
from cic_sheets.difference.effects import Difference, difference, less
from cic_sheets.example.build import clean_workbook
from cic_sheets.money.settlement import Total
from cic_sheets.reconcile.settled import settle_book
from cic_sheets.xlsx.read import read_bytes
from tests.arranging import ARRANGED
from tests.cli.test_commands import run
from tests.planting import Edit, cell_of

DAY = date(2023, 12, 31)


@pytest.fixture(scope="module")
def bare() -> bytes:
    """The clean year without what only people look at."""
    book = load_workbook(BytesIO(clean_workbook()))
    for sheet in book:
        sheet.conditional_formatting = type(sheet.conditional_formatting)()
        sheet.data_validations = type(sheet.data_validations)()
    return saved(book)


def saved(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(data: bytes) -> Book:
    return load(read_bytes(data, "2023.xlsx"), "2023.xlsx")


def edited(data: bytes, change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(BytesIO(data))
    change(book)
    return saved(book)


def typed(*edits: Edit) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        for edit in edits:
            cell_of(book, edit).value = edit.value

    return change


def row_of(book: Workbook, sheet: str, number: str) -> int:
    return next(row[0].row for row in book[sheet].iter_rows(max_col=1) if row[0].value == number)


def told(found: Difference) -> list[tuple[str, str, str]]:
    return [(one.change.sheet, one.change.kind, one.change.number) for one in found.changes]


@pytest.mark.parametrize("arrange", ARRANGED, ids=lambda one: one.__name__)
def test_arranging_a_workbook_otherwise_is_no_difference(
    arrange: Callable[[Workbook], None], bare: bytes
) -> None:
    other = edited(bare, arrange)
    found = difference(read(bare), read(other), DAY)
    assert told(found) == []
    assert found.effect == Total()


def five(book: Workbook) -> None:
    """An amount, a text, a rate, a row gone and a row come."""
    typed(
        Edit("Dépenses", "D-2023-003", "Montant", 410),
        Edit("Dépenses", "D-2023-004", "Libellé", "Dîner"),
    )(book)
    sheet = book["Taux"]
    sheet.cell(6, 3).value = 11.5
    expenses = book["Dépenses"]
    expenses.delete_rows(row_of(book, "Dépenses", "D-2023-005"))
    row = row_of(book, "Dépenses", "D-2023-006")
    values = [cell.value for cell in expenses[row]]
    last = expenses.max_row + 1
    for column, value in enumerate(values, 1):
        expenses.cell(last, column).value = value
    expenses.cell(last, 1).value = "D-2023-900"


def test_five_edits_are_five_entries_and_their_effects_add_up(bare: bytes) -> None:
    old, new = read(bare), read(edited(bare, five))
    found = difference(old, new, DAY)
    assert sorted(told(found)) == [
        ("Dépenses", "added", "D-2023-900"),
        ("Dépenses", "changed", "D-2023-003"),
        ("Dépenses", "changed", "D-2023-004"),
        ("Dépenses", "removed", "D-2023-005"),
        ("Taux", "changed", "6"),
    ]
    assert summed(found) == found.effect == less(total(new), total(old))


def total(book: Book) -> Total:
    settled = settle_book(book, DAY)
    assert settled is not None
    return settled.settlement.totals.year


def summed(found: Difference) -> Total:
    parts = [one.effect for one in found.changes if one.effect is not None]
    parts += found.sheets.values()
    return Total(*(sum(column, Decimal(0)) for column in zip(*parts, strict=True)))


def test_a_change_that_costs_nothing_says_so(bare: bytes) -> None:
    other = edited(bare, typed(Edit("Dépenses", "D-2023-004", "Libellé", "Dîner")))
    (one,) = difference(read(bare), read(other), DAY).changes
    assert one.effect == Total()
    (cell,) = one.change.cells
    assert (cell.label, cell.new) == ("Libellé", "Dîner")


def test_one_spelling_of_a_value_for_another_is_no_difference(bare: bytes) -> None:
    other = edited(bare, typed(Edit("Dépenses", "D-2023-003", "Montant", "430,00")))
    assert told(difference(read(bare), read(other), DAY)) == []


def test_what_cannot_be_read_any_more_is_told_as_it_is_typed(bare: bytes) -> None:
    other = edited(bare, typed(Edit("Dépenses", "D-2023-003", "Montant", "environ 400")))
    (one,) = difference(read(bare), read(other), DAY).changes
    assert [(cell.old, cell.new) for cell in one.change.cells] == [("430", "environ 400")]


def test_a_rule_that_changes_is_worth_what_it_moves(bare: bytes) -> None:
    other = edited(bare, typed(Edit("Règles", "plafond_mensuel", "Valeur", 100)))
    found = difference(read(bare), read(other), DAY)
    (one,) = found.changes
    assert one.effect == found.effect
    assert found.effect.reimbursable < 0


def test_many_rows_are_valued_together(bare: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "MOST_SETTLED", 2)
    old, new = read(bare), read(edited(bare, five))
    found = difference(old, new, DAY)
    assert set(found.sheets) == {"Dépenses"}
    assert summed(found) == found.effect


def test_a_workbook_without_convention_is_compared_all_the_same(bare: bytes) -> None:
    other = edited(bare, lambda book: book.remove(book["Convention"]))
    found = difference(read(bare), read(other), DAY)
    assert ("Convention", "removed") in {one[:2] for one in told(found)}
    assert found.after is None


# --- The command --------------------------------------------------------------------------------


@pytest.fixture
def both(tmp_path: Path, bare: bytes) -> Path:
    (tmp_path / "a.xlsx").write_bytes(bare)
    (tmp_path / "b.xlsx").write_bytes(edited(bare, five))
    return tmp_path


def test_diff__says_each_row_its_cells_and_its_effect(both: Path) -> None:
    done = run("diff", "a.xlsx", "b.xlsx", cwd=both)
    assert done.returncode == 0
    assert "~ D-2023-003, changée :\n    Montant : 430 → 410\n    effet : " in done.stdout
    assert "− D-2023-005, retirée :" in done.stdout
    assert "Unités pour 1 EUR : 11,098 → 11,5" in done.stdout


def test_diff__as_json_adds_up(both: Path) -> None:
    said = json.loads(run("diff", "a.xlsx", "b.xlsx", "--json", cwd=both).stdout)
    assert len(said["changes"]) == 5
    for part, value in said["totals"]["effect"].items():
        assert sum(Decimal(one["effect"][part]) for one in said["changes"]) == Decimal(value)


def test_diff__of_two_same_files_says_that_nothing_differs(both: Path) -> None:
    assert run("diff", "a.xlsx", "a.xlsx", cwd=both).stdout.startswith("Aucune différence")


def test_diff__refuses_what_is_no_year_in_one_sentence(both: Path) -> None:
    with ZipFile(both / "x.zip", "w") as archive:
        archive.writestr("classeur/../../evil.xlsx", b"x")
    (both / "y.zip").write_bytes(b"PK\x03\x04")
    for given in (".", "x.zip", "y.zip", "missing.xlsx"):
        done = run("diff", given, "b.xlsx", cwd=both)
        assert done.returncode == 2, given
        assert "Traceback" not in done.stderr
    assert not (both.parent / "evil.xlsx").exists()
