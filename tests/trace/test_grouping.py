"""Cells are named as people name them."""

from __future__ import annotations

import pytest

from cic_sheets.trace.grouping import grouped
from cic_sheets.values.cells import CellRef


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (["A1"], ["F!A1"]),
        (["A1", "A2", "A3"], ["F!A1:A3"]),
        (["A1", "B1", "C1"], ["F!A1:C1"]),
        (["B1", "A1"], ["F!A1:B1"]),
        (["A1", "A2", "B1", "B2"], ["F!A1:B2"]),
        (["A1", "A3"], ["F!A1", "F!A3"]),
        (["A1", "A3", "A5", "A7"], ["F!A1:A7"]),
        (["A1", "A2", "B1"], ["F!A1:A2", "F!B1"]),
        (["A1", "C1"], ["F!A1", "F!C1"]),
    ],
)
def test_cells__are_grouped_as_a_person_names_them(cells: list[str], names: list[str]) -> None:
    refs = [CellRef("F", int(cell[1:]), ord(cell[0]) - 64) for cell in cells]
    groups = grouped(refs)
    assert [group.name for group in groups] == names
    assert sum(group.size for group in groups) == len(cells)
