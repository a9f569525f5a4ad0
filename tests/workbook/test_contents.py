"""Rows, planted faults and strayed layouts, as the reader sees what was written."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from cic_sheets.book.book import Book
from cic_sheets.book.load import load
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.values.cells import split_a1
from cic_sheets.workbook import Formula, Layout, Shown, blank_rows, write_workbook
from cic_sheets.workbook.content import Rows
from cic_sheets.xlsx.model import RawBook, RawCell, RawSheet
from cic_sheets.xlsx.read import read_bytes
from tests.workbook.books import FIRST, HEADER, TITLES, address, examples, written


def raw(rows: Rows, **layout: Layout) -> RawBook:
    return read_bytes(write_workbook(2023, rows, layout=layout), "2023.xlsx")


def tab(book: RawBook, name: str) -> RawSheet:
    return next(sheet for sheet in book.sheets if sheet.name == name)


def loaded(rows: Rows, **layout: Layout) -> Book:
    return load(raw(rows, **layout), "2023.xlsx")


def codes(book: Book) -> set[tuple[str, str, str]]:
    return {(f.code, f.sheet, f.cell.a1 if f.cell else "") for f in book.findings}


# --- Values -------------------------------------------------------------------------------------


VALUES = (
    ("Date", date(2023, 4, 3), "date", "2023-04-03"),
    ("Date", datetime(2023, 4, 3, 14, 30), "date", "2023-04-03T14:30:00"),
    ("Date", "03/04/2023", "text", "03/04/2023"),
    ("Date", 45000, "number", "45000"),
    ("Montant", Decimal("1234.50"), "number", "1234.50"),
    ("Montant", Decimal("12.345"), "number", "12.345"),
    ("Montant", "1 234,50", "text", "1 234,50"),
    ("Montant", date(2023, 4, 3), "date", "2023-04-03"),
    ("Montant", True, "bool", "TRUE"),
    ("Libellé", "=SUM(A1)", "text", "=SUM(A1)"),
    ("Libellé", "https://example.org", "text", "https://example.org"),
    ("Libellé", "deux\nlignes", "text", "deux\nlignes"),
    ("Libellé", 12, "number", "12"),
    ("Justificatifs", ("J-001", "J-002"), "text", "J-001 ; J-002"),
    ("Code budget Brulocalis", "007", "text", "007"),
    ("Code budget Brulocalis", 7, "number", "7"),
    ("Montant", Shown(45000, "dd/mm/yyyy"), "date", "2023-03-15"),
    ("Quantité", time(12, 0), "time", "12:00:00"),
)
FORMULAS = (
    (Decimal("12.50"), "number", True),
    ("douze", "text", True),
    (True, "bool", True),
    ("#REF!", "error", True),
    ("", "empty", True),
    (None, "empty", False),
)


@pytest.fixture(scope="module")
def expenses() -> RawSheet:
    """A row for each of VALUES, then one for each of FORMULAS."""
    values = [{"N°": "D-1", label: value} for label, value, _, _ in VALUES]
    formulas = [{"N°": "D-1", "Montant": Formula("=A1+1", value)} for value, _, _ in FORMULAS]
    return tab(raw({"Dépenses": [*values, *formulas]}), "Dépenses")


def _cell(sheet: RawSheet, label: str, row: int) -> RawCell:
    return sheet.cell(*split_a1(address("Dépenses", label, row)))


@pytest.mark.parametrize(("label", "value", "kind", "text"), VALUES)
def test_value__is_written_as_its_own_type(
    label: str, value: object, kind: str, text: str, expenses: RawSheet
) -> None:
    cell = _cell(expenses, label, FIRST + VALUES.index((label, value, kind, text)))
    assert (cell.kind, cell.text) == (kind, text)


@pytest.mark.parametrize(("value", "kind", "stored"), FORMULAS)
def test_formula__keeps_the_value_that_excel_stored(
    value: object, kind: str, stored: bool, expenses: RawSheet
) -> None:
    row = FIRST + len(VALUES) + FORMULAS.index((value, kind, stored))
    cell = _cell(expenses, "Montant", row)
    assert (cell.formula, cell.kind, cell.stored) == ("A1+1", kind, stored)


def test_value__nothing_leaves_no_cell() -> None:
    sheet = tab(raw({"Dépenses": [{"N°": "D-1", "Libellé": None, "Motif": ""}]}), "Dépenses")
    assert list(sheet.rows[FIRST]) == [1]


def test_value__yes_and_no_are_the_words_of_the_drop_down() -> None:
    rows = [{"N°": "P-1", "Confidentiel": True}, {"N°": "P-2", "Confidentiel": False}]
    sheet = written({"Plaidoyers": rows})["Plaidoyers"]
    held = [sheet[address("Plaidoyers", "Confidentiel", FIRST + n)].value for n in (0, 1)]
    assert held == ["oui", "non"]


def test_value__of_an_unknown_type_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        write_workbook(2023, {"Dépenses": [{"N°": object()}]})


def test_value__that_excel_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="refused"):
        write_workbook(2023, {"Dépenses": [{"N°": "x" * 32_768}]})


# --- Computed columns ---------------------------------------------------------------------------


def test_computed__total_is_stored_even_in_empty_rows() -> None:
    rows = [{"Activité": "A-1", "Jeunes femmes": 3, "Hommes adultes": 4}, {"Activité": "A-1"}]
    sheet = tab(raw({"Participants": rows}), "Participants")
    column = [c.label for c in SHEETS["Participants"].columns.values()].index("Total") + 1
    cells = [sheet.cell(row, column) for row in range(FIRST, FIRST + 30)]
    assert all(cell.formula and cell.stored for cell in cells)
    assert [cell.text for cell in cells] == ["7", *[""] * 29]


def test_computed__a_total_typed_over_stays_typed() -> None:
    rows = [{"Activité": "A-1", "Jeunes femmes": 3, "Total": 99}]
    sheet = tab(raw({"Participants": rows}), "Participants")
    column = [c.label for c in SHEETS["Participants"].columns.values()].index("Total") + 1
    assert sheet.cell(FIRST, column) == RawCell("number", Decimal(99))


def test_computed__follows_a_heading_that_changed_its_name() -> None:
    layout = Layout(headings={"Jeunes femmes": "Filles"})
    sheet = tab(raw({"Participants": [{"Jeunes femmes": 3}]}, Participants=layout), "Participants")
    totals = [cell for cell in sheet.rows[FIRST].values() if cell.formula]
    assert len(totals) == 1
    assert "[Filles]" in (totals[0].formula or "")
    assert totals[0].value == 3


# --- The whole year -----------------------------------------------------------------------------


def test_year__of_the_declared_examples_has_no_fault_of_its_cells() -> None:
    found = {code for code in codes(loaded(examples())) if code[0] != "CEL-12"}
    assert found == set()


def test_year__the_blank_one_only_lacks_what_a_person_must_say() -> None:
    found = codes(loaded({}))
    assert {(code, sheet) for code, sheet, _ in found} == {("CEL-01", "Convention")}
    assert len(found) == 5


def test_settings__of_a_blank_year_are_the_declared_defaults() -> None:
    blank, none = loaded({}), loaded({"Règles": []})
    assert {key: s.value for key, s in blank.settings.items()} == {
        key: s.value for key, s in none.settings.items()
    }
    assert not any(setting.confirmed for setting in blank.settings.values())


def test_rows__given_for_a_sheet_replace_what_a_blank_year_holds() -> None:
    rows = [{**row, "Statut": "confirmé"} for row in blank_rows(2023)["Règles"][:2]]
    sheet = tab(raw({"Règles": rows}), "Règles")
    assert set(sheet.rows) == {1, 2, 3, HEADER, FIRST, FIRST + 1}


def test_convention__keys_not_given_keep_their_default_and_none_empties_one() -> None:
    sheet = written({"Convention": {"Rang": 2, "Commanditaire": None}})["Convention"]
    held = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=FIRST)}
    assert (held["Rang"], held["Commanditaire"]) == (2, None)
    assert held["Début"].year == 2023


# --- Layouts ------------------------------------------------------------------------------------


def test_layout__columns_move_change_name_and_leave() -> None:
    layout = Layout(order=("Montant", "N°"), headings={"N°": "Numéro"}, without=("Motif",))
    sheet = written({"Dépenses": [{"N°": "D-1", "Montant": 5}]}, layout={"Dépenses": layout})[
        "Dépenses"
    ]
    headings = [cell.value for cell in sheet[HEADER]]
    assert headings[:3] == ["Montant", "Numéro", "Date"]
    assert "Motif" not in headings
    assert [cell.value for cell in sheet[FIRST]][:2] == [5, "D-1"]
    (table,) = sheet.tables.values()
    assert table.column_names == headings


def test_layout__own_columns_and_own_tabs_are_added() -> None:
    rows = {"Dépenses": [{"N°": "D-1", "Mon suivi": "vu"}], "Mes notes": [{"A": 1}, {"B": 2}]}
    book = written(rows)
    assert book["Dépenses"].cell(HEADER, 26).value == "Mon suivi"
    assert book["Dépenses"].cell(FIRST, 26).value == "vu"
    assert book.sheetnames[-1] == "Mes notes"
    assert list(book["Mes notes"].values) == [("A", "B"), (1, None), (None, 2)]


def test_layout__rows_can_be_hidden_or_typed_under_the_table() -> None:
    base = examples()["Dépenses"][0]
    rows = [{**base, "N°": f"D-{n}"} for n in range(3)]
    layout = Layout(hidden=(1,), below=({**base, "N°": "D-9"},), gap=1)
    sheet = tab(raw({"Dépenses": rows}, Dépenses=layout), "Dépenses")
    assert sheet.hidden_rows == {FIRST + 1}
    assert sheet.tables[0].area.bottom == FIRST + 2
    assert sheet.cell(FIRST + 4, 1).value == "D-9"
    found = codes(loaded({**examples(), "Dépenses": rows}, Dépenses=layout))
    assert {code for code, _, _ in found} >= {"CLA-06", "CLA-11"}


def test_layout__tabs_change_their_name_or_leave() -> None:
    layout = {
        "Dépenses": Layout(tab="Frais 2023"),
        "Missions": Layout(absent=True),
        "Listes": Layout(absent=True),
        "Accueil": Layout(absent=True),
    }
    book = written(layout=layout)
    assert "Frais 2023" in book.sheetnames
    assert {"Missions", "Listes", "Accueil", "Dépenses"}.isdisjoint(book.sheetnames)
    names = " ".join(name.value for name in book.defined_names.values())
    assert "'Frais 2023'!" in names
    assert "Missions!" not in names
    assert "Listes!" not in names
    for sheet in book:
        for entry in sheet.data_validations.dataValidation:
            if entry.type == "list" and entry.formula1 != '"oui,non"':
                assert entry.formula1 in book.defined_names


def test_layout__plain_ranges_are_read_like_tables() -> None:
    book = raw(examples(), **{title: Layout(table=False) for title in TITLES})
    assert [sheet.name for sheet in book.sheets if sheet.tables] == ["Listes"]
    found = {code for code in codes(load(book, "2023.xlsx")) if code[0] != "CEL-12"}
    assert found == set()


def test_layout__two_headings_alike_are_refused_by_a_table() -> None:
    layout = {"Dépenses": Layout(headings={"Motif": "Montant"})}
    with pytest.raises(UserWarning, match="Duplicate header"):
        write_workbook(2023, {}, layout=layout)
    book = written(layout={"Dépenses": layout["Dépenses"]._replace(table=False)})
    assert [cell.value for cell in book["Dépenses"][HEADER]].count("Montant") == 2
