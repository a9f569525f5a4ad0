"""A generated year as plain pages: headings and rows, one page a declared sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.workbook.defaults import blank_rows
from tests.verifier.workbooks import Year

import_all("cic_sheets.sheets")

VALUE, ITEM = "Valeur", "Rubrique"
Cells = list[Any]


@dataclass
class Page:
    """What a tab holds.

    declared  title of the sheet; empty for a tab of the coordinator's own
    top, left rows above and columns beside the headings
    table     whether it is an Excel table, or a plain range found by its headings
    outside   how many of the last rows the table doesn't reach
    """

    declared: str
    tab: str
    headings: list[str]
    rows: list[Cells]
    top: int = 0
    left: int = 0
    table: bool = True
    outside: int = 0
    blanks: set[int] = field(default_factory=set)


def pages_of(year: Year) -> list[Page]:
    """A page for each declared sheet, in their order, and the list of currencies."""
    blank = {title: [dict(row) for row in rows] for title, rows in blank_rows(2023).items()}
    convention = {**blank["Convention"][0], **year.convention}
    rules = [
        {**row, VALUE: year.rules.get(str(row["Règle"]), row.get(VALUE))} for row in blank["Règles"]
    ]
    tables: dict[str, list[Mapping[str, Any]]] = {**year.tables, "Règles": list(rules)}
    found = []
    for sheet in sorted(SHEETS, key=lambda each: each.order):
        if sheet.vertical:
            keys = [column.label for column in sheet.columns.values()]
            rows = [[key, convention.get(key)] for key in keys]
            found.append(Page(sheet.title, sheet.title, [ITEM, VALUE], rows))
            continue
        labels = [column.label for column in sheet.columns.values() if not column.formula]
        body = [[row.get(label) for label in labels] for row in tables.get(sheet.title, [])]
        found.append(Page(sheet.title, sheet.title, labels, body))
    currencies = [[code] for code in ("EUR", "MAD", "USD", "JPY")]
    return [*found, Page("", "Listes", ["devise"], currencies, table=False)]
