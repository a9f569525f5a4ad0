"""Findings as the reader writes them down: code, place, what stood there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from cic_sheets.schema.findings import Fact, Finding
from cic_sheets.schema.rules import RULES
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import snap15
from cic_sheets.xlsx.model import RawCell

LONGEST_VALUE = 120


def shown(cell: RawCell | None) -> str:
    """What a cell holds, as a French Excel shows it; long texts are cut with an ellipsis."""
    if cell is None or cell.kind == "empty":
        return f"={cell.formula}" if cell is not None and cell.formula else ""
    return _cut(_plain(cell.value))


def _plain(value: object) -> str:
    match value:
        case bool():
            return "VRAI" if value else "FAUX"
        case Decimal():
            return format(snap15(value), "f").replace(".", ",")
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case _:
            return str(value)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def finding(
    code: str,
    sheet: str,
    cell: CellRef | None = None,
    raw: RawCell | None = None,
    row: str = "",
    /,
    *,
    value: str | None = None,
    **facts: Fact,
) -> Finding:
    """A finding of the reader's; `value` stands in for what the cell holds."""
    return told(code, sheet, cell, raw, row, facts, value)


def told(
    code: str,
    sheet: str,
    cell: CellRef | None,
    raw: RawCell | None,
    row: str,
    facts: Mapping[str, Fact],
    value: str | None = None,
) -> Finding:
    """The same with its facts in a mapping; severity comes from the rule's declaration."""
    found = shown(raw) if value is None else value
    return Finding(code, RULES[code].severity, sheet, cell, found, facts, row)
