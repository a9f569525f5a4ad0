"""Where an expected finding lies, told by the workbook itself and not by our reader."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from cic_sheets.example.planting import Expected
from cic_sheets.values.cells import letters


@cache
def grid(workbook: Path) -> dict[str, list[list[Any]]]:
    """Tab → its cells' values, row by row."""
    book = load_workbook(workbook, data_only=True)
    return {
        tab.title: [list(row) for row in tab.iter_rows(values_only=True)] for tab in book.worksheets
    }


def cell_of(expected: Expected, workbook: Path) -> str:
    """`S59` of the sheet; empty when the finding names no cell.

    Raises LookupError when the workbook has no such row or column.
    """
    if not expected.column:
        return ""
    rows = grid(workbook)[expected.sheet]
    upright = _column(rows, expected.column)
    if upright is None:
        return _value_beside(rows, expected.column)
    header, column = upright
    named = [n for n, row in enumerate(rows) if n >= header and _shown(row[0]) == expected.row]
    if not named:
        raise LookupError(f"{expected.sheet} has no row {expected.row}")
    return f"{letters(column + 1)}{named[-1] + 1}"


def _column(rows: list[list[Any]], label: str) -> tuple[int, int] | None:
    """Row and column of a heading; None on a sheet of keys and values, where it opens a line."""
    for number, row in enumerate(rows[:10]):
        if sum(value is not None for value in row) > 3 and label in row:
            return number, row.index(label)
    return None


def _value_beside(rows: list[list[Any]], label: str) -> str:
    for number, row in enumerate(rows, start=1):
        if row and row[0] == label:
            return f"B{number}"
    raise LookupError(label)


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, datetime) else str(value)
