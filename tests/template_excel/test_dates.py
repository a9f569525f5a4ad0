"""Dates show as dates, whatever the template's cell says, or does not say."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import xlsxwriter

from cic_sheets.template import Data, fill
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
