"""Cells named as people name them: neighbours together, one column after the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cic_sheets.values.cells import Area, CellRef

_MOST_RUNS = 3  # of one column that are named apart


class Group(NamedTuple):
    """Cells of one sheet within an area; `size` of them, which may be fewer than it holds."""

    sheet: str
    area: Area
    size: int

    @property
    def name(self) -> str:
        """`Dépenses!J14`, `Dépenses!J14:J133`."""
        return f"{self.sheet}!{self.area.a1}"

    @property
    def first(self) -> CellRef:
        """The upper left cell of the area."""
        return CellRef(self.sheet, self.area.top, self.area.left)


def grouped(cells: Iterable[CellRef]) -> list[Group]:
    """Cells as few groups, in the order in which their columns are first named.

    Equal runs of neighbouring columns are one; many short runs of a column are its one span.
    """
    columns: dict[tuple[str, int], set[int]] = {}
    for cell in cells:
        columns.setdefault((cell.sheet, cell.column), set()).add(cell.row)
    groups: list[Group] = []
    for (sheet, column), rows in columns.items():
        for top, bottom, size in _runs(sorted(rows)):
            _add(groups, Group(sheet, Area(top, column, bottom, column), size))
    return groups


def _runs(rows: list[int]) -> list[tuple[int, int, int]]:
    """First row, last row and number of cells of each run; of the whole when there are many."""
    found: list[tuple[int, int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row, found[-1][2] + 1
        else:
            found.append((row, row, 1))
    return found if len(found) <= _MOST_RUNS else [(rows[0], rows[-1], len(rows))]


def _add(groups: list[Group], group: Group) -> None:
    """Add a run, or make the same run one column to the left or right wider."""
    area = group.area
    full = group.size == area.bottom - area.top + 1
    for at, other in enumerate(groups):
        left, right = other.area.left, other.area.right
        same = (other.sheet, other.area.top, other.area.bottom) == (
            group.sheet, area.top, area.bottom,
        )  # fmt: skip
        whole = other.size == (area.bottom - area.top + 1) * (right - left + 1)
        if same and full and whole and area.left in (left - 1, right + 1):
            wider = area._replace(left=min(left, area.left), right=max(right, area.left))
            groups[at] = Group(group.sheet, wider, other.size + group.size)
            return
    groups.append(group)
