"""Years as data, written into the blank workbook that the coordinator starts from."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import range_boundaries

from tests.verifier.sheets import fold

FIRST_ROW = 5
TENTH = Decimal("0.1")


class Year(NamedTuple):
    """A year to write.

    convention  item → value, over what the blank workbook holds
    rules       key → value, over the defaults
    tables      sheet → rows (header → value), in the order in which they are written
    as_of       the day from which it is seen
    """

    convention: dict[str, Any]
    rules: dict[str, Any]
    tables: dict[str, list[dict[str, Any]]]
    as_of: date


def write(year: Year, path: Path) -> Path:
    """The year as a workbook at a path."""
    book = openpyxl.load_workbook(io.BytesIO(_blank()))
    _settings(book["Convention"], year.convention)
    _settings(book["Règles"], year.rules)
    for sheet, rows in year.tables.items():
        _fill(book[sheet], rows)
    _list_currency(book["Listes"], "JPY")
    book.save(path)
    return path


@cache
def _blank() -> bytes:
    """What `cic new 2023` writes."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "2023.xlsx")
        command = [sys.executable, "-m", "cic_sheets", "new", "2023", "--out", str(made)]
        subprocess.run(command, check=True, capture_output=True)
        return made.read_bytes()


def _settings(sheet: Any, values: dict[str, Any]) -> None:
    at = {fold(row[0].value): row[1] for row in sheet.iter_rows(min_row=FIRST_ROW) if row[0].value}
    for key, value in values.items():
        at[fold(key)].value = _cell(value)


def _fill(sheet: Any, rows: list[dict[str, Any]]) -> None:
    """Rows under the table's headers; its reference grows with them, as in Excel."""
    [table] = sheet.tables.values()
    left, top, right, bottom = (side or 0 for side in range_boundaries(table.ref))
    heads = {fold(cell.value): cell.column for cell in sheet[top] if cell.value}
    for row, values in enumerate(rows, top + 1):
        for head, value in values.items():
            if value is not None:
                sheet.cell(row, heads[fold(head)]).value = _cell(value)
    if top + len(rows) > bottom:
        corner = sheet.cell(top + len(rows), right).coordinate
        table.ref = f"{sheet.cell(top, left).coordinate}:{corner}"
        if table.autoFilter:
            table.autoFilter.ref = table.ref


def _list_currency(sheet: Any, code: str) -> None:
    """A currency that the coordinator added to « Listes »."""
    [column] = [cell.column for cell in sheet[FIRST_ROW - 1] if fold(cell.value or "") == "devise"]
    free = next(r for r in range(FIRST_ROW, 60) if sheet.cell(r, column).value is None)
    sheet.cell(free, column).value = code


def _cell(value: Any) -> Any:
    """As Excel keeps it: an amount is a double, and one that a sum has left with its noise."""
    return float(value - TENTH) + 0.1 if isinstance(value, Decimal) else value
