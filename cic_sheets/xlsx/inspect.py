"""What the reader sees of any workbook, as plain data that anyone can check.

The same shape as a manifest of expectations: an outcome, every cell with its kind and text, the
formulas, and the issues with their addresses (`Feuille!A1`, the sheet's name unquoted).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cic_sheets.values.cells import letters
from cic_sheets.xlsx.model import RawBook, RawIssue, RawSheet, Refused
from cic_sheets.xlsx.read import read_book
from cic_sheets.xlsx.remarks import remarks

ISSUES = (
    "cell_error", "cell_twice", "damaged_cell", "damaged_part", "date_as_number", "deep_xml",
    "duplicate_header", "external_reference", "far_cell", "formula_not_calculated",
    "header_not_text", "impossible_date", "invisible_characters", "long_text", "look_alike",
    "merged_data", "merged_header", "missing_sheet_part", "odd_reference", "out_of_order",
    "outside_grid", "padded_number", "row_outside_table", "same_sheet_names", "space_trimmed",
    "style_missing", "text_date", "text_number", "untidy_header", "zero_cache",
)  # fmt: skip

MOST_TEXT = 64_000_000  # characters shown; a shared text may stand in many cells


def inspect(path: Path) -> dict[str, Any]:
    """Outcome, sheets, cells, formulas and issues of the workbook at `path`.  Never raises Refused.

    outcome   read, warn (there are issues), refuse, or skip (a lock file)
    code      the refusal's, None when the workbook was read
    cells     address -> [kind, text]; true or false for a bool, null for a formula without value
    formulas  address -> formula without its `=`
    issues    [{code, at}], in the order of sheets, rows and columns
    """
    try:
        book = read_book(path)
        cells = _cells(book)
    except Refused as refused:
        outcome = "skip" if refused.code == "lock_file" else "refuse"
        return {
            "outcome": outcome, "code": refused.code, "detail": refused.detail,
            "sheets": [], "cells": {}, "formulas": {}, "issues": [],
        }  # fmt: skip
    issues = issues_of(book)
    return {
        "outcome": "warn" if issues else "read",
        "code": None,
        "sha256": book.sha256,
        "date1904": book.date1904,
        "sheets": [_sheet(sheet) for sheet in book.sheets],
        "external_links": [
            {"target": link.target, "cells": [_at(c.sheet, c.a1) for c in link.cells]}
            for link in book.external_links
        ],
        "cells": cells,
        "formulas": _formulas(book),
        "issues": [{"code": issue.code, "at": _at(issue.sheet, issue.place)} for issue in issues],
    }


def issues_of(book: RawBook) -> list[RawIssue]:
    """What the reader and the remarks have to say, each thing once, in the workbook's order."""
    found = [*book.issues, *_external(book)]
    damaged = {(issue.sheet, issue.place) for issue in found if issue.code == "damaged_cell"}
    for sheet in book.sheets:
        found.extend(
            remark
            for remark in remarks(sheet)
            if remark.code != "cell_error" or (remark.sheet, remark.place) not in damaged
        )
    order = {sheet.name: number for number, sheet in enumerate(book.sheets)}
    return sorted(
        dict.fromkeys(found),
        key=lambda issue: (order.get(issue.sheet, -1), _row_column(issue.place), issue.code),
    )


def _external(book: RawBook) -> list[RawIssue]:
    """One for each cell that reads another workbook; one without place for a link unused."""
    found = []
    for link in book.external_links:
        places = [(cell.sheet, cell.a1) for cell in link.cells] or [("", "")]
        found += [RawIssue("external_reference", *place, link.target) for place in places]
    return found


def _row_column(place: str) -> tuple[int, int, str]:
    first = place.partition(":")[0]
    name = first.rstrip("0123456789")
    number = first[len(name) :]
    return int(number or 0), len(name), name


def _cells(book: RawBook) -> dict[str, list[Any]]:
    cells: dict[str, list[Any]] = {}
    length = 0
    for sheet in book.sheets:
        for row, held in sheet.rows.items():
            for column, cell in held.items():
                shown: object = cell.text
                if cell.kind in ("bool", "empty"):
                    shown = cell.value
                elif cell.kind == "text":
                    length += len(cell.text)
                    if length > MOST_TEXT:
                        raise Refused("too_large", "text")
                cells.setdefault(_at(sheet.name, f"{letters(column)}{row}"), [cell.kind, shown])
    return cells


def _formulas(book: RawBook) -> dict[str, str]:
    return {
        _at(sheet.name, f"{letters(column)}{row}"): cell.formula
        for sheet in book.sheets
        for row, held in sheet.rows.items()
        for column, cell in held.items()
        if cell.formula is not None
    }


def _sheet(sheet: RawSheet) -> dict[str, Any]:
    cells = [cell for held in sheet.rows.values() for cell in held.values()]
    return {
        "name": sheet.name,
        "state": sheet.state,
        "kind": sheet.kind,
        "rows_in_xml": sheet.xml_rows,
        "rows_read": sheet.rows_read,
        "cells": len(cells),
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": [letters(column) for column in sorted(sheet.hidden_columns)],
        "tables": {table.name: table.area.a1 for table in sheet.tables},
        "merged": [area.a1 for area in sheet.merged],
        "autofilter": sheet.autofilter.a1 if sheet.autofilter else None,
        "formulas": sum(cell.formula is not None for cell in cells),
        "formulas_without_value": sum(not cell.stored for cell in cells),
        "errors": sum(cell.kind == "error" for cell in cells),
        "links": [{"at": link.area.a1, "target": link.target} for link in sheet.links],
    }


def _at(sheet: str, place: str) -> str:
    return f"{sheet}!{place}" if place else sheet
