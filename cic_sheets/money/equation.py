"""claimed = reimbursable + refused + pending, summed by parts of the year.  money.md §2."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from cic_sheets.money.settlement import SettledLine, Total, Totals
from cic_sheets.values.money import total

Key = TypeVar("Key", bound=Hashable)


class EquationBroken(Exception):
    """The engine lost or made money: its own fault, never the workbook's.

    what         line, negative, lost, part, parts, ledger, month, receipt, approval, scale, budget,
                 fees or balance
    of           the number of the row, the month or the part that is meant; may be empty
    left, right  the two sides that should be the same; for what is below zero, it and 0
    """

    def __init__(self, what: str, of: str, left: object, right: object) -> None:
        super().__init__(f"{what} {of}: {left} is not {right}")
        self.what, self.of, self.left, self.right = what, of, left, right


def totals(lines: Sequence[SettledLine]) -> Totals:
    """The year and its parts."""
    return Totals(
        _sum(lines),
        _grouped((line.month, line) for line in lines),
        _grouped((line.imputation, line) for line in lines),
        _grouped((line.category, line) for line in lines),
        _grouped((line.mission, line) for line in lines),
        _grouped((line.activity, line) for line in lines),
        _grouped((line.claim, line) for line in lines),
    )


def _sum(lines: Iterable[SettledLine]) -> Total:
    rows = list(lines)
    return Total(
        total(line.claimed for line in rows),
        total(line.reimbursable for line in rows),
        total(line.refused for line in rows),
        total(line.pending for line in rows),
    )


def _grouped(pairs: Iterable[tuple[Key | None, SettledLine]]) -> Mapping[Key | None, Total]:
    """Totals by key in the order of the keys, what has none last."""
    groups: dict[Key | None, list[SettledLine]] = {}
    for key, line in pairs:
        groups.setdefault(key, []).append(line)
    order = sorted(groups, key=lambda key: (key is None, key if key is not None else ""))
    return {key: _sum(groups[key]) for key in order}
