"""Sums by key that are reckoned once and grow downwards: SUMIFS of a thousand rows, row by row.

A formula that adds up what stands above it with its own key, in every row of a list, would read
the list again for each row.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal

from cic_sheets.values.named import NamedTuple

from .values import EXACT, Fault, Result

TYPE_CHECKING = False  # typing takes longer to import than this package
if TYPE_CHECKING:
    from typing import Protocol, TypeAlias
else:
    Protocol = object

Part: TypeAlias = "Decimal | str | None"


class TallyKey(NamedTuple):
    """Columns read side by side from a row on: sheet and column of what is summed and tested.

    summed  None to count rows
    """

    top: int
    summed: tuple[str, int] | None
    tested: tuple[tuple[str, int], ...]


class Source(Protocol):
    """Where a tally reads, and whom it tells that something new was read."""

    def read(self, sheet: str, row: int, column: int) -> tuple[Result, bool]:
        """A cell's value, and whether it is new."""

    def touch(self, touched: bool) -> None:
        """Note that something new was read."""


class Unclear(Exception):
    """A tally met an error among its values: the formula has to be reckoned cell by cell."""


class Tally:
    """For each key, the rows that have it and the sums so far."""

    def __init__(self, key: TallyKey, source: Source) -> None:
        self._key = key
        self._source = source
        self._read_to = key.top - 1
        self._touched = False
        self._rows: dict[tuple[Part, ...], list[int]] = {}
        self._sums: dict[tuple[Part, ...], list[Decimal]] = {}

    def total(self, wanted: tuple[Part, ...], bottom: int) -> Decimal:
        """The sum over the rows down to `bottom` that have these keys.  Raises Unclear."""
        while self._read_to < bottom:
            self._grow(self._read_to + 1)
        self._source.touch(self._touched)
        at = bisect_right(self._rows.get(wanted, ()), bottom)
        return self._sums[wanted][at - 1] if at else Decimal(0)

    def _grow(self, row: int) -> None:
        key = tuple(self._part(sheet, row, column) for sheet, column in self._key.tested)
        number = self._number(row)
        if self._read_to >= row:  # reading this row made another formula read it first
            return
        rows, sums = self._rows.setdefault(key, []), self._sums.setdefault(key, [])
        rows.append(row)
        sums.append(EXACT.add(sums[-1], number) if sums else number)
        self._read_to = row

    def _number(self, row: int) -> Decimal:
        if self._key.summed is None:
            return Decimal(1)
        value = self._value(self._key.summed[0], row, self._key.summed[1])
        return value if isinstance(value, Decimal) else Decimal(0)

    def _part(self, sheet: str, row: int, column: int) -> Part:
        value = self._value(sheet, row, column)
        if isinstance(value, bool):
            raise Unclear
        return part(value)

    def _value(self, sheet: str, row: int, column: int) -> Decimal | str | bool | None:
        value, touched = self._source.read(sheet, row, column)
        self._touched |= touched
        if isinstance(value, Fault):
            raise Unclear
        return value


def part(value: Decimal | str | None) -> Part:
    """A value as keys are compared: whatever its case."""
    return value.casefold() if isinstance(value, str) else value
