"""The clean year arranged otherwise: each function strays from the blank workbook in one way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cic_sheets.schema.sheets import SHEETS
from tests.planting import heading_row, headings, rows


def _tables(book: Workbook) -> Iterator[Worksheet]:
    for sheet in book:
        if sheet.tables and sheet.title != "Listes":
            yield sheet


def _values(sheet: Worksheet, number: int, columns: int) -> list[tuple[Any, str]]:
    cells = (sheet.cell(number, column) for column in range(1, columns + 1))
    return [(cell.value, cell.number_format) for cell in cells]


def _put(sheet: Worksheet, number: int, values: list[tuple[Any, str]]) -> None:
    for column, (value, shown) in enumerate(values, start=1):
        cell = sheet.cell(number, column)
        cell.value, cell.number_format = value, shown


def shuffled_rows(book: Workbook) -> None:
    chance = random.Random(2023)
    for sheet in _tables(book):
        width, filled = len(headings(sheet)), list(rows(sheet))
        kept = [_values(sheet, number, width) for number in filled]
        chance.shuffle(kept)
        for number, values in zip(filled, kept, strict=True):
            _put(sheet, number, values)


def shuffled_columns(book: Workbook) -> None:
    chance = random.Random(2023)
    for sheet in _tables(book):
        if SHEETS[sheet.title].vertical:
            continue
        width = len(headings(sheet))
        order = chance.sample(range(width), width)
        for number in range(heading_row(sheet), sheet.max_row + 1):
            values = _values(sheet, number, width)
            _put(sheet, number, [values[place] for place in order])
        table = next(iter(sheet.tables.values()))
        named = [column.name for column in table.tableColumns]
        for column, place in zip(table.tableColumns, order, strict=True):
            column.name = named[place]
            column.calculatedColumnFormula = None


def shuffled_sheets(book: Workbook) -> None:
    random.Random(2023).shuffle(book._sheets)


def renamed_sheets(book: Workbook) -> None:
    for sheet in list(_tables(book)):
        sheet.title = f"{sheet.title} (copie)"


def own_columns(book: Workbook) -> None:
    """Columns of the coordinator's own beside each table."""
    for sheet in _tables(book):
        place = len(headings(sheet)) + 2
        sheet.cell(heading_row(sheet), place).value = "Mes notes"
        for number in rows(sheet):
            sheet.cell(number, place).value = "à relire"


def own_sheets(book: Workbook) -> None:
    for title in ("Brouillon", "Mes calculs"):
        book.create_sheet(title, 0).append(["N°", "Date", "Montant"])
        book[title].append(["D-2023-001", date(2023, 5, 1), 12.345])


def rows_above(book: Workbook) -> None:
    """Two more lines above each table."""
    for sheet in _tables(book):
        first, last, width = heading_row(sheet), sheet.max_row, len(headings(sheet))
        for number in range(last, first - 1, -1):
            _put(sheet, number + 2, _values(sheet, number, width))
        for number in (first, first + 1):
            _put(sheet, number, [(None, "General")] * width)
        table = next(iter(sheet.tables.values()))
        end = f"{get_column_letter(width)}{max(last + 2, first + 3)}"
        table.ref = f"A{first + 2}:{end}"
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref


def without_tables(book: Workbook) -> None:
    """Plain ranges, found by their headings."""
    for sheet in _tables(book):
        for name in list(sheet.tables):
            del sheet.tables[name]


def gaps(book: Workbook) -> None:
    """Three empty rows among the last of three sheets."""
    for title in ("Dépenses", "Justificatifs", "Prestations"):
        sheet = book[title]
        last, width = max(rows(sheet)), len(headings(sheet))
        for number in range(last, last - 20, -1):
            _put(sheet, number + 3, _values(sheet, number, width))
        for number in range(last - 19, last - 16):
            _put(sheet, number, [(None, "General")] * width)


ARRANGED = [
    shuffled_rows, shuffled_columns, shuffled_sheets, renamed_sheets, own_columns, own_sheets,
    rows_above, without_tables,
]  # fmt: skip
