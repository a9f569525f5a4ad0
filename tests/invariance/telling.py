"""What a workbook says, whichever cells it stands in."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from cic_sheets.book.book import Book
from cic_sheets.cli.commands.reconcile import reconcile
from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.schema.findings import Finding
from cic_sheets.schema.sheets import SHEETS, Row
from cic_sheets.values.names import folded

OF_THE_ARRANGEMENT = {"CLA-09", "CLA-11"}
"""Columns and tabs of one's own, rows below a table: told, and nothing else changes."""


class Told(NamedTuple):
    """`cic reconcile --json` as printed, and the findings without their addresses."""

    answer: Any
    findings: Counter[tuple[str, ...]]


def told(path: Path, as_of: date) -> Told:
    book = open_book(path, as_of=as_of)
    command = [str(path), "--as-of", as_of.isoformat(), "--json"]
    shown = CliRunner().invoke(reconcile, command)
    assert shown.exit_code == (1 if book.is_draft else 0), shown.output
    return Told(json.loads(shown.output), placed(book))


def differences(found: Told, expected: Told) -> list[str]:
    """What the one says and the other does not."""
    more, less = found.findings - expected.findings, expected.findings - found.findings
    lines = [
        f"{part} differ" for part in expected.answer if found.answer[part] != expected.answer[part]
    ]
    return [*lines, *(f"+ {one}" for one in more), *(f"- {one}" for one in less)]


def placed(book: OpenBook) -> Counter[tuple[str, ...]]:
    """Findings by code, severity, declared sheet, heading, row and value."""
    rows = _rows(book.book)
    titles = {tab.name: title for title, tab in book.book.tabs.items()}
    return Counter(
        (one.code, one.severity.value, titles.get(one.sheet, one.sheet), *_where(one, rows),
         folded(one.value))
        for one in book.findings
        if one.code not in OF_THE_ARRANGEMENT
    )  # fmt: skip


Rows = dict[tuple[str, int, int], tuple[str, str]]


def _where(finding: Finding, rows: Rows) -> tuple[str, str]:
    """The declared heading and the row's own name; of the sheet as a whole, its headings."""
    if finding.cell is None:
        return "", ""
    place = (finding.sheet, finding.cell.row, finding.cell.column)
    if (finding.sheet, finding.cell.row, 0) in rows:
        return "", "headings"
    assert place in rows, finding
    return rows[place]


def _rows(book: Book) -> Rows:
    """Where each read cell stands: tab, row, column → its heading, and its row's name."""
    found: Rows = {}
    for title, tab in book.tabs.items():
        found[tab.name, tab.header, 0] = ("", "")
        for row in book.rows.get(SHEETS[title].row, ()):
            for attr, column in SHEETS[title].columns.items():
                place = row.places.get(attr)
                if place is not None:
                    found[tab.name, place.row, place.column] = (column.label, _name(row))
    return found


def _name(row: Row) -> str:
    """Its number; what it holds, for rows without."""
    if row.id != str(row.number):
        return row.id
    attrs = SHEETS[row.sheet.title].columns
    return str([(attr, str(getattr(row, attr))) for attr in attrs])
