"""The fingerprint of a sheet's values by which the corpus says what independent readers saw."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from cic_sheets.xlsx.model import RawSheet, Value

MOST_CELLS = 300_000


def spelled(value: Value) -> str:
    """One value as the oracle writes it; "" for none."""
    match value:
        case None:
            return ""
        case bool():
            return f"b{value:d}"
        case Decimal():
            return f"n{float(value):.10g}"
        case datetime():
            return "d" + value.isoformat()[:19]
        case date():
            return f"d{value.isoformat()}T00:00:00"
        case time():
            return "t" + value.isoformat()[:8]
        case timedelta():
            return f"td{value.total_seconds():.0f}"
        case _:
            return "s" + value.replace("\r\n", "\n") if value else ""


def fingerprint(sheet: RawSheet) -> tuple[int, str]:
    """How many cells hold something, and their hash: row, column (from 0) and value, in order."""
    digest, count = hashlib.sha256(), 0
    for row, cells in sheet.rows.items():
        for column, cell in cells.items():
            shown = spelled(cell.value)
            if shown:
                line = f"{row - 1},{column - 1},{shown}\n"
                digest.update(line.encode("utf-8", "replace"))
                count += 1
    assert count <= MOST_CELLS
    return count, digest.hexdigest()[:12]
