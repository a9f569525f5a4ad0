"""Defined names and Excel tables ask for fields without braces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from cic_sheets.template import Data, Outcome, fill
from cic_sheets.template.data import data_from_json
from tests.programs import ooxml_errors, recalculated
from tests.template_excel.books import loaded, made


def named() -> bytes:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("L'année")
        sheet.write("B2", "ancien", book.add_format({"num_format": "0.00"}))
        sheet.write("B9", "voisin")
        book.define_name("total", "='L''année'!$B$2")
        book.define_name("Beneficiaire", "='L''année'!$D$4")
        book.define_name("plage", "='L''année'!$A$6:$B$7")

    return made(make)


def test_cell_whose_name_is_a_fields__takes_its_value_and_keeps_its_format() -> None:
    outcome = fill(named(), Data({"total": 5, "beneficiaire": "ASBL", "plage": 1}))
    sheet = loaded(outcome.data)["L'année"]
    assert (sheet["B2"].value, sheet["B2"].number_format) == (5, "0.00")
    assert sheet["D4"].value == "ASBL"
    assert sheet["A6"].value is None
    assert sheet["B9"].value == "voisin"
    assert outcome.unknown == ()


def test_names_that_are_no_fields__change_nothing() -> None:
    assert fill(named(), Data({"autre": 5})).data == named()


def table(rows: int, heading: str = "montant") -> bytes:
    """A table « Depenses » of so many empty rows, a total, and a formula below."""

    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        columns = [
            {"header": "Nom", "total_string": "Total"},
            {"header": heading, "total_function": "sum"},
            {"header": "double", "formula": f"=Depenses[[#This Row],[{heading}]]*2"},
        ]
        name = {"name": "Depenses", "total_row": True, "columns": columns}
        sheet.add_table(1, 0, 2 + rows, 2, name)
        sheet.write_formula(5 + rows, 1, f"=SUM(B3:B{2 + rows})")

    return made(make)


def filled(rows: int, count: int) -> Outcome:
    items = [{"nom": f"N{n}", "montant": n} for n in range(1, count + 1)]
    return fill(table(rows), Data({}, {"depenses": items}, {"depenses": ["nom", "montant"]}))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 40])
def test_table_that_bears_a_lists_name__holds_its_items(rows: int, count: int) -> None:
    outcome = filled(rows, count)
    sheet = loaded(outcome.data, values=True)["F"]
    last = 2 + max(1, count)
    assert sheet.tables["Depenses"].ref == f"A2:C{last + 1}"
    assert [sheet.cell(row, 2).value for row in range(3, 3 + count)] == list(range(1, count + 1))
    assert [sheet.cell(row, 1).value for row in range(3 + count, last + 1)] == [None] * (
        last - 2 - count
    )
    assert [sheet.cell(row, 3).value for row in range(3, 3 + count)] == [
        2 * n for n in range(1, count + 1)
    ]
    worth = count * (count + 1) // 2
    assert sheet.cell(last + 1, 2).value == worth
    assert sheet.cell(last + 4, 2).value == worth
    assert outcome.unknown == outcome.unused == ()


def test_heading_that_is_no_field__is_told_with_its_cell_and_the_nearest() -> None:
    data = Data({}, {"depenses": [{"nom": "a", "montant": 1}]})
    outcome = fill(table(1, "montants"), data)
    assert [(one.name, one.place.words, one.near) for one in outcome.unknown] == [
        ("montants", "F!B2", "depenses.montant")
    ]


@pytest.mark.programs
@pytest.mark.slow
@pytest.mark.parametrize("count", [0, 7])
def test_filled_table__is_valid_and_opens(tmp_path: Path, count: int) -> None:
    before, after = tmp_path / "modele.xlsx", tmp_path / "rempli.xlsx"
    before.write_bytes(table(3))
    after.write_bytes(filled(3, count).data)
    assert len(ooxml_errors(after)) <= len(ooxml_errors(before))
    assert recalculated(after)


SPELLINGS = ["montant ", " Montant", "MONTANT"]


@pytest.mark.parametrize("heading", SPELLINGS)
def test_heading_is_compared_without_regard_to_case_and_blanks(heading: str) -> None:
    data = Data({}, {"depenses": [{"nom": "a", "montant": 1}]})
    outcome = fill(table(1, heading), data)
    assert outcome.unknown == ()
    assert loaded(outcome.data)["F"]["B3"].value == 1


def test_sample_rows_of_an_empty_list_of_json_are_emptied() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        columns = [{"header": "Nom"}, {"header": "Montant"}]
        rows = [["exemple", 1], ["autre", 2]]
        sheet.add_table("A2:B4", {"name": "Depenses", "columns": columns, "data": rows})

    outcome = fill(made(make), data_from_json('{"depenses": []}'))
    sheet = loaded(outcome.data)["F"]
    assert [cell.value for row in sheet["A3:B4"] for cell in row] == [None] * 4
    assert sheet.tables["Depenses"].ref == "A2:B3"
    assert outcome.unknown == ()


# --- Sample rows that no item takes -------------------------------------------------------------


def samples(change: Callable[[xlsxwriter.Workbook, Any], object] = lambda *_: None) -> bytes:
    """Five sample rows, a total row, and around them everything that leads into them."""

    def make(book: xlsxwriter.Workbook) -> None:
        sheet, other = book.add_worksheet("F"), book.add_worksheet("Autre")
        columns = [
            {"header": "nom", "total_string": "Total"},
            {"header": "montant", "total_function": "sum"},
            {"header": "double", "formula": "=Depenses[[#This Row],[montant]]*2"},
        ]
        data = [[f"exemple {n}", 100 + n] for n in range(5)]
        table = {"name": "Depenses", "total_row": True, "columns": columns, "data": data}
        sheet.add_table("A2:C8", table)
        bold = book.add_format({"bold": True})
        rule = {"type": "cell", "criteria": ">", "value": 1, "format": bold}
        sheet.conditional_format("B3:B7", rule)
        sheet.data_validation("B3:B7", {"validate": "decimal", "criteria": ">", "value": 0})
        sheet.write_formula("A10", "=SUM(B3:B7)", None, 510)
        sheet.write("A11", "dessous")
        sheet.merge_range("A12:B12", "uni")
        other.write_formula("A1", "=F!B8", None, 510)
        other.write_formula("A2", "=SUM(Depenses[montant])", None, 510)
        other.write_formula("A3", "=SUM(F!B5:B6)", None, 205)
        other.write_formula("A4", "=F!B3+1", None, 101)
        book.define_name("zone", "=F!$B$3:$B$7")
        sheet.print_area("A1:C12")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=F!$B$3:$B$7"})
        other.insert_chart("D2", chart)
        change(book, sheet)

    return made(make)


def with_items(template: bytes, count: int) -> Outcome:
    items = [{"nom": f"N{n}", "montant": n} for n in range(1, count + 1)]
    return fill(template, Data({}, {"depenses": items}, {"depenses": ["nom", "montant"]}))


@pytest.mark.parametrize("count", [0, 1, 2, 4, 5, 6, 200])
def test_table_shrinks_to_its_items_and_what_is_around_follows(count: int) -> None:
    outcome = with_items(samples(), count)
    book = loaded(outcome.data)
    sheet, rows = book["F"], max(count, 1)
    last = 2 + rows
    assert sheet.tables["Depenses"].ref == f"A2:C{last + 1}"
    assert sheet.cell(last + 3, 1).value == f"=SUM(B3:B{last})"
    assert sheet.cell(last + 4, 1).value == "dessous"
    assert [str(one) for one in sheet.merged_cells.ranges] == [f"A{last + 5}:B{last + 5}"]
    assert [str(one.sqref) for one in sheet.conditional_formatting] == [
        f"B3:B{last}" if rows > 1 else "B3"
    ]
    assert str(sheet.data_validations.dataValidation[0].sqref) in (f"B3:B{last}", "B3")
    assert book["Autre"]["A1"].value == f"=F!B{last + 1}"
    assert book["Autre"]["A4"].value == "=F!B3+1"
    assert book.defined_names["zone"].attr_text.replace("$", "") in (f"F!B3:B{last}", "F!B3")
    assert sheet.print_area == f"'F'!$A$1:$C${last + 5}"
    values = loaded(outcome.data, values=True)
    worth = count * (count + 1) // 2
    assert values["F"].cell(last + 1, 2).value == worth
    assert values["F"].cell(last + 3, 1).value == worth
    assert values["Autre"]["A2"].value == worth


def test_reference_to_rows_that_went_is_lost_as_in_excel() -> None:
    book = loaded(with_items(samples(), 1).data)
    assert book["Autre"]["A3"].value == "=SUM(F!#REF!)"


KEEPING: dict[str, Callable[[xlsxwriter.Workbook, Any], object]] = {
    "a remark beside": lambda _, sheet: sheet.write("E5", "à revoir"),
    "a note": lambda _, sheet: sheet.write_comment("A6", "vu"),
    "a rule of its own": lambda book, sheet: sheet.conditional_format(
        "A6:A7", {"type": "no_blanks", "format": book.add_format({"bold": True})}
    ),
    "a link": lambda _, sheet: sheet.write_url("A7", "https://example.org/"),
    "another table": lambda _, sheet: sheet.add_table("H3:I7", {"name": "Autres"}),
}


@pytest.mark.parametrize("change", KEEPING.values(), ids=KEEPING)
def test_spare_rows_that_hold_something_else_stay_and_are_emptied(
    change: Callable[[xlsxwriter.Workbook, Any], object],
) -> None:
    sheet = loaded(with_items(samples(change), 2).data)["F"]
    assert sheet.tables["Depenses"].ref == "A2:C8"
    assert [sheet.cell(row, 2).value for row in range(3, 8)] == [1, 2, None, None, None]


@pytest.mark.programs
@pytest.mark.slow
@pytest.mark.parametrize("count", [0, 1, 3])
def test_shrunk_table__is_valid_opens_and_adds_up(tmp_path: Path, count: int) -> None:
    before, after = tmp_path / "modele.xlsx", tmp_path / "rempli.xlsx"
    before.write_bytes(samples())
    after.write_bytes(with_items(samples(), count).data)
    assert len(ooxml_errors(after)) <= len(ooxml_errors(before))
    stored, afresh = (
        loaded(after.read_bytes(), values=True),
        load_workbook(recalculated(after), data_only=True),
    )
    for name in ("F", "Autre"):
        for row in stored[name].iter_rows():
            for cell in row:
                again = afresh[name][cell.coordinate].value
                if again != "#NAME?":  # LibreOffice reads no `[montant]` without its table
                    assert (again or None) == (cell.value or None), (name, cell.coordinate)
