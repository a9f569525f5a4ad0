"""Defined names and Excel tables ask for fields without braces."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

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
    last = 2 + max(rows, count)
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
    cells = loaded(outcome.data)["F"]["A3:B4"]
    assert [cell.value for row in cells for cell in row] == [None] * 4
    assert outcome.unknown == ()
