"""What XlsxWriter and openpyxl write, we read as openpyxl does, wherever openpyxl is right."""

from __future__ import annotations

import warnings
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from cic_sheets.xlsx.model import RawCell, RawSheet
from cic_sheets.xlsx.read import read_bytes

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=20
).filter(lambda text: "_x" not in text and not text.startswith(("=", "#", "{")))
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15).map(lambda x: float(f"{x:.15g}"))
MOMENTS = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(
    lambda when: when.replace(microsecond=0)
)
HOURS = st.times().map(lambda hour: hour.replace(microsecond=0))
VALUES = TEXTS | NUMBERS | MOMENTS | HOURS | st.booleans()
PLACES = st.tuples(st.integers(1, 40), st.integers(1, 40))
SHEETS = st.dictionaries(PLACES, VALUES, max_size=12)
FORMATS = {datetime: "yyyy-mm-dd hh:mm:ss", time: "hh:mm:ss", date: "yyyy-mm-dd"}


def _by_xlsxwriter(cells: dict[tuple[int, int], Any]) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for (row, column), value in cells.items():
            code = FORMATS.get(type(value))
            style = book.add_format({"num_format": code}) if code else None
            if isinstance(value, str):
                sheet.write_string(row - 1, column - 1, value)
            else:
                sheet.write(row - 1, column - 1, value, *([style] if style else []))
    return file.getvalue()


def _by_openpyxl(cells: dict[tuple[int, int], Any]) -> bytes:
    book, file = openpyxl.Workbook(), BytesIO()
    for (row, column), value in cells.items():
        book.active.cell(row, column, value)
    book.save(file)
    return file.getvalue()


def _openpyxl_sees(data: bytes) -> dict[tuple[int, int], Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    return {
        (cell.row, cell.column): cell.value
        for cells in sheet.iter_rows()
        for cell in cells
        if cell.value is not None
    }


def _we_see(sheet: RawSheet) -> dict[tuple[int, int], Any]:
    return {
        (row, column): _as_openpyxl(cell)
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
    }


def _as_openpyxl(cell: RawCell) -> Any:
    value = cell.value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, datetime | time):
        return value.replace(microsecond=0)
    return value


@settings(max_examples=60)
@given(SHEETS)
def test_both_writers__are_read_as_openpyxl_reads_them(cells: dict[tuple[int, int], Any]) -> None:
    for data in (_by_xlsxwriter(cells), _by_openpyxl(cells)):
        book = read_bytes(data, "essai.xlsx")
        theirs = _openpyxl_sees(data)
        assert _we_see(book.sheets[0]) == theirs
        assert book.issues == ()
        for place, value in theirs.items():
            kind = book.sheets[0].cell(*place).kind
            assert kind == _kind(value), (place, value)


def _kind(value: object) -> str:
    match value:
        case bool():
            return "bool"
        case int() | float():
            return "number"
        case datetime():
            return "date"
        case time():
            return "time"
        case timedelta():
            return "duration"
        case _:
            return "text"


def test_openpyxl_formula__has_no_stored_value() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    file = BytesIO()
    book.save(file)
    cell = read_bytes(file.getvalue(), "essai.xlsx").sheets[0].cell(1, 1)
    assert cell == RawCell("empty", None, "1+1", stored=False)
