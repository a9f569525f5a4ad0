"""Cells merged over several rows.

Source: ISO/IEC 29500-1, 17.4.85 (vMerge), 17.4.17 (gridSpan).
"""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.values.named import NamedTuple

from .scan import Node, Scan

_WIDEST = 63  # columns of a Word table


class Merged(NamedTuple):
    """A cell of a vertical merge: the column of the grid, and whether the merge begins there."""

    column: int
    cell: Node
    mark: Node
    begins: bool


def merged(scan: Scan, row: Node) -> Iterator[Merged]:
    """The cells of a row that belong to a vertical merge."""
    column = 0
    properties = scan.child(row, "w:trPr")
    if properties:
        column = _number(scan.value(scan.child(properties, "w:gridBefore")), 0)
    for cell in scan.children(row):
        if cell.name != "w:tc":
            continue
        look = scan.child(cell, "w:tcPr")
        mark = scan.child(look, "w:vMerge") if look else None
        if mark:
            yield Merged(column, cell, mark, scan.value(mark) == "restart")
        column += _number(scan.value(scan.child(look, "w:gridSpan")), 1) if look else 1


def runs_on(scan: Scan, row: Node | None, column: int) -> bool:
    """Whether a merge of this column goes on in this row."""
    return row is not None and any(
        one.column == column and not one.begins for one in merged(scan, row)
    )


def _number(text: str, otherwise: int) -> int:
    return min(int(text), _WIDEST) if text.isdecimal() and len(text) < 4 else otherwise
