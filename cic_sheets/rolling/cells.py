"""What a row that goes on holds in the next workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cic_sheets.book.book import Book
from cic_sheets.rolling.choosing import Kept
from cic_sheets.schema.carrying import Turn
from cic_sheets.schema.kinds import Ref
from cic_sheets.schema.lists import LISTS
from cic_sheets.schema.sheets import SHEETS, Column, Row
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.cells import CellRef
from cic_sheets.values.names import folded

LISTS_TAB = "Listes"


def cells_of(row: Row, turn: Turn, kept: Kept) -> dict[str, Any]:
    """A row for the next workbook, by the labels of its columns."""
    carry = row.sheet.carries
    assert carry is not None
    changes = carry.changes(row, turn)
    held = {}
    for attr, column in row.sheet.columns.items():
        if attr in carry.empties or column.formula:
            continue
        value = changes[attr] if attr in changes else _value(row, column, kept)
        if value is not None:
            held[column.label] = value
    return held


def _value(row: Row, column: Column, kept: Kept) -> Any:
    """What a cell held; of references, those whose row goes on; a faulty cell as it was typed."""
    raw = row.cell(column.attr)
    if not row.sound(column.attr):
        return _as_typed(raw.value, raw.kind)
    value = getattr(row, column.attr)
    if isinstance(row, SettingRow) and column.attr == "value":
        return _as_typed(raw.value, raw.kind)
    if isinstance(column.kind, Ref) and value:
        there = {one.id for one in kept.get(SHEETS[column.kind.sheet].row, ())}
        numbers = value if isinstance(value, tuple) else (value,)
        return "; ".join(number for number in numbers if number in there) or None
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or None
    return value


def _as_typed(value: Any, kind: str) -> Any:
    return None if kind in ("error", "empty", "duration") else value


def faulty_cells(kept: Kept) -> Iterator[CellRef]:
    """Cells with a fault that go on."""
    for rows in kept.values():
        for row in rows:
            carry = row.sheet.carries
            empties = carry.empties if carry else ()
            for attr in sorted(row.faulty):
                if attr not in empties and row.cell(attr).kind not in ("error", "empty"):
                    yield row.at(attr)


def own_values(book: Book) -> dict[str, Any]:
    """What the coordinator added to the lists."""
    added = {}
    for values in LISTS:
        declared = {folded(one) for one in (*values.values, *values.aka)}
        own = [one for one in book.added.get(values.name, ()) if folded(one) not in declared]
        if own:
            added[values.name] = own
    if not added:
        return {}
    longest = max(map(len, added.values()))
    return {
        LISTS_TAB: [
            {name: own[place] for name, own in added.items() if place < len(own)}
            for place in range(longest)
        ]
    }
