"""Pages into a real .xlsx file, as Excel would keep their cells."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from cic_sheets.schema.sheets import SHEETS
from tests.invariance.pages import Page

FORMATS = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm", Decimal: "0.00"}
TENTH = Decimal("0.1")


def write(pages: list[Page]) -> bytes:
    """The workbook; amounts are doubles, with the noise that a sum leaves."""
    kept = io.BytesIO()
    book = Workbook(kept, {"in_memory": True})
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in FORMATS.items()}
    for page in pages:
        _write(book.add_worksheet(page.tab), page, formats)
    book.close()
    return kept.getvalue()


def _write(sheet: Any, page: Page, formats: dict[type, Any]) -> None:
    head, width = page.top, len(page.headings)
    if page.top:
        sheet.write_string(0, 0, "Une ligne par fait ; les colonnes peuvent être déplacées.")
    for at, heading in enumerate(page.headings):
        sheet.write_string(head, page.left + at, heading)
    for number, row in enumerate(page.rows, head + 1):
        for at, value in enumerate(row, page.left):
            _cell(sheet, number, at, value, formats)
    if page.table and page.declared:
        last = head + max(1, len(page.rows) - page.outside)
        columns = [{"header": heading} for heading in page.headings]
        area = (head, page.left, last, page.left + width - 1)
        sheet.add_table(*area, {"name": SHEETS[page.declared].table, "columns": columns})


def _cell(sheet: Any, row: int, column: int, value: Any, formats: dict[type, Any]) -> None:
    if value is None:
        return
    if isinstance(value, Decimal):
        sheet.write_number(row, column, float(value - TENTH) + 0.1, formats[Decimal])
    elif isinstance(value, date | time):
        sheet.write_datetime(row, column, value, formats[type(value)])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))
