"""Dates show as dates, whatever the template's cell says, or does not say."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from cic_sheets.template import Data, fill
from cic_sheets.template.data import data_from_json
from tests.template_excel.books import loaded, made
from tests.xlsx_patch.books import parts_of


def template() -> bytes:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write("A1", "{{jour}}")
        sheet.write("A2", "{{jour}}", book.add_format({"num_format": "mmm yyyy", "bold": True}))
        sheet.write("A3", "{{jour}}", book.add_format({"bold": True}))
        sheet.write("A4", "{{somme}}")
        sheet.write("A5", "le {{jour}}")
        sheet.write("A6", "{{lignes.jour}}")

    return made(make)


@pytest.mark.parametrize(
    ("day", "shown"),
    [(date(2023, 5, 1), "mm-dd-yy"), (datetime(2023, 5, 1, 14, 30), "m/d/yy h:mm")],
)
def test_date_in_a_general_cell__gets_a_dates_format(day: date, shown: str) -> None:
    lines = [{"jour": None}, {"jour": day}]
    data = fill(template(), Data({"jour": day, "somme": 3}, {"lignes": lines})).data
    sheet = loaded(data)["F"]
    formats = [sheet.cell(row, 1).number_format for row in range(1, 8)]
    assert formats == [shown, "mmm yyyy", shown, "General", "General", shown, shown]
    assert sheet["A3"].font.bold
    assert not sheet["A1"].font.bold


def test_no_date__leaves_the_formats_byte_for_byte() -> None:
    data = fill(template(), Data({"jour": "mai", "somme": 3}, {"lignes": []})).data
    assert parts_of(data)["xl/styles.xml"] == parts_of(template())["xl/styles.xml"]


# --- Dates of JSON, which are texts -------------------------------------------------------------


def dated(date_1904: bool = False) -> bytes:
    path = BytesIO()
    with xlsxwriter.Workbook(path, {"in_memory": True, "date_1904": date_1904}) as book:
        sheet = book.add_worksheet("F")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write("A1", "{{jour}}", day)
        sheet.write("A2", "{{jour}}")
        sheet.write("A3", "{{jour}}", book.add_format({"num_format": "@"}))
        sheet.write("A4", "le {{jour}}", day)
        sheet.write("A5", "{{ Lignes.Jour }}", book.add_format({"num_format": "[$-40C]d mmmm"}))
        sheet.write("B5", "{{lignes.jour}}", book.add_format({"num_format": '"day" 0.00'}))
    return path.getvalue()


JSON = """{"jour": "2023-03-02", "lignes": [
    {"jour": "2024-02-29"}, {"jour": "à fixer"}, {"jour": "2023-13-01"},
    {"jour": "2023-01-05T10:30:00"}, {"jour": null}, {"jour": 1}, {"jour": true}]}"""


@pytest.mark.parametrize("date_1904", [False, True])
def test_date_in_json__is_a_date_where_the_cell_shows_one_and_a_text_elsewhere(
    date_1904: bool,
) -> None:
    outcome = fill(dated(date_1904), data_from_json(JSON))
    sheet = loaded(outcome.data)["F"]
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == [
        datetime(2023, 3, 2), "2023-03-02", "2023-03-02", "le 2023-03-02",
    ]  # fmt: skip
    assert [sheet.cell(row, 1).value for row in range(5, 12)] == [
        datetime(2024, 2, 29), "à fixer", "2023-13-01", datetime(2023, 1, 5, 10, 30), None,
        datetime(1904, 1, 2) if date_1904 else datetime(1900, 1, 1), True,
    ]  # fmt: skip
    assert sheet["B5"].value == "2024-02-29"
    assert (outcome.unused, outcome.unknown) == ((), ())
