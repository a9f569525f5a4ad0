"""Where rows go when blocks of rows repeat.

A block is as many rows as its pattern has in the template; an item is one copy of them.  A list
without items leaves one empty copy, so that nothing that refers to it is lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from cic_sheets.values.named import NamedTuple

from ..opc.errors import PatchError
from .spreadsheet import MAX_ROW

GONE = "\ue000"
"""The list of rows that a template could do without: one for each sample that no item takes."""


class Block(NamedTuple):
    """Rows `top` to `bottom` of the template, repeated for `items` items of `lists`."""

    top: int
    bottom: int
    lists: frozenset[str]
    items: int

    @property
    def height(self) -> int:
        """Rows of one item."""
        return self.bottom - self.top + 1

    @property
    def copies(self) -> int:
        """Items that take room: one at least, unless the rows are to go."""
        return 0 if GONE in self.lists else max(self.items, 1)

    def holds(self, row: int) -> bool:
        """Whether the row is one of its pattern."""
        return self.top <= row <= self.bottom


class Growth:
    """The blocks of one sheet, in order, and where its rows are once they have repeated."""

    def __init__(self, *blocks: Block) -> None:
        self.blocks = blocks
        self._bottoms = [block.bottom for block in self.blocks]
        self._added = [0]
        for block in self.blocks:
            self._added.append(self._added[-1] + block.height * (block.copies - 1))

    @property
    def moves(self) -> bool:
        """Whether any row is elsewhere than in the template."""
        return any(self._added)

    def block(self, row: int) -> Block | None:
        """The block whose pattern holds the row."""
        at = bisect_left(self._bottoms, row)
        found = self.blocks[at] if at < len(self.blocks) else None
        return found if found and found.holds(row) else None

    def first(self, row: int) -> int:
        """Where a row goes; a pattern's, in the first item; of rows that go, the row after."""
        at = bisect_left(self._bottoms, row)
        block = self.blocks[at] if at < len(self.blocks) else None
        if block and not block.copies and block.holds(row):
            row = block.top
        return min(row + self._added[at], MAX_ROW)

    def last(self, row: int) -> int:
        """Where a row goes; a pattern's, in the last item: the end of what grows; of rows that
        go, the row before.
        """
        block = self.block(row)
        if block and not block.copies:
            return self.first(row) - 1
        return self.of_item(block, row, block.copies - 1) if block else self.first(row)

    def of_item(self, block: Block, row: int, item: int) -> int:
        """Where a pattern's row goes in one item.  Raises PatchError below the sheet's end."""
        found = row + self._added[bisect_left(self._bottoms, row)] + block.height * item
        if found > MAX_ROW:
            raise PatchError("more items than a sheet has rows")
        return found

    def rows(self, top: int, bottom: int) -> list[tuple[int, int]]:
        """Where an area's rows go: once, grown; or once an item, if it lies within an item."""
        block = self.block(top)
        whole = block is None or (top, bottom) == (block.top, block.bottom)
        if block is None or whole or bottom > block.bottom:
            first, last = self.first(top), self.last(bottom)
            return [(first, last)] if first <= last else []
        return self.copied(block, top, bottom)

    def copied(self, block: Block, top: int, bottom: int) -> list[tuple[int, int]]:
        """The same rows of every item."""
        return [
            (self.of_item(block, top, item), self.of_item(block, bottom, item))
            for item in range(block.copies)
        ]


def joined_rows(rows: Iterable[int], merged: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring rows made blocks; rows merged with one of them belong to it."""
    areas = sorted({(row, row) for row in rows})
    spans = [span for span in merged if span[0] < span[1]]
    blocks: list[tuple[int, int]] = []
    for top, bottom in areas:
        for first, last in spans:
            if first <= bottom and top <= last:
                top, bottom = min(top, first), max(bottom, last)
        if blocks and top <= blocks[-1][1] + 1:
            top, bottom = blocks[-1][0], max(bottom, blocks[-1][1])
            blocks.pop()
        blocks.append((top, bottom))
    return blocks
