"""Sums that are kept and grow: ten thousand rows of `SUM(E$5:E5)` read each cell once.

A run starts at an area's first row and grows down, or at its last row and grows up, so that it
never reads what the area does not hold (that could be what waits for it).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from .values import Result, Stats, added

Read = Callable[[int], "tuple[Result, bool]"]


class Run:
    """What a column's held cells come to, from one of them on.

    rows   the rows that hold something, in order
    start  index of the first
    step   1 to grow down, -1 to grow up
    """

    def __init__(self, rows: Sequence[int], start: int, step: int, read: Read) -> None:
        self._rows = rows
        self._start = start
        self._step = step
        self._read = read
        self._so_far: list[Stats] = []

    def stats(self, end: int) -> Stats:
        """What the cells from the start to a row come to."""
        if self._step > 0:
            count = bisect_right(self._rows, end) - self._start
        else:
            count = self._start + 1 - bisect_left(self._rows, end)
        while len(self._so_far) < count:
            self._grow()
        return self._so_far[count - 1] if count > 0 else Stats()

    def _grow(self) -> None:
        at = len(self._so_far)
        row = self._rows[self._start + self._step * at]
        value, touched = self._read(row)
        if len(self._so_far) > at:  # reading this row made another formula read it first
            return
        before = self._so_far[-1] if at else Stats()
        after = added(
            before._replace(fault=None) if self._step < 0 else before, value, row, touched
        )
        self._so_far.append(after._replace(fault=after.fault or before.fault))


class Runs:
    """The runs of one column."""

    def __init__(self, rows: Sequence[int], read: Read) -> None:
        self._rows = rows
        self._read = read
        self._down: dict[int, Run] = {}
        self._up: dict[int, Run] = {}
        self._bottoms: set[int] = set()

    def stats(self, top: int, bottom: int) -> Stats:
        """What the cells of these rows come to."""
        if top in self._down:
            return self._down[top].stats(bottom)
        if bottom in self._up:
            return self._up[bottom].stats(top)
        if bottom in self._bottoms:  # a second top for it: more will come
            last = bisect_right(self._rows, bottom) - 1
            self._up[bottom] = Run(self._rows, last, -1, self._read)
            return self._up[bottom].stats(top)
        self._bottoms.add(bottom)
        self._down[top] = Run(self._rows, bisect_left(self._rows, top), 1, self._read)
        return self._down[top].stats(bottom)
