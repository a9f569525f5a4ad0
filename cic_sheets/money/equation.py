"""claimed = reimbursable + refused + pending: summed, and proved before anything is said.

money.md §2.  If it ever fails, the program is at fault and says nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from cic_sheets.money.causes import PENDING, REFUSED
from cic_sheets.money.settlement import LedgerMonth, SettledLine, Settlement, Total, Totals
from cic_sheets.values.money import ZERO, total

Key = TypeVar("Key", bound=Hashable)


class EquationBroken(Exception):
    """The engine lost or made money: its own fault, never the workbook's.

    what         line, negative, lost, part, parts, ledger, month, receipt or approval
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


def prove(settlement: Settlement, expected: Sequence[str]) -> None:
    """Check every line, every part of the year, the ledger, the receipts and the approvals.

    expected  numbers of all lines of the case, in the order of service.
    Raises EquationBroken.
    """
    lines = settlement.lines
    for line in lines:
        _prove_line(line)
    found = sorted(line.id for line in (*lines, *settlement.to_come))
    if found != sorted(expected):
        missing = set(expected) ^ set(found)
        raise EquationBroken("lost", ", ".join(sorted(missing)), len(expected), len(found))
    _prove_totals(settlement.totals)
    _prove_ledger(settlement.ledger, lines)
    for receipt in settlement.receipts:
        _same("receipt", receipt.id, receipt.amount, receipt.used + receipt.left)
        _no_less("receipt", receipt.id, receipt.left)
    for approval in settlement.approvals:
        consumed = total(got for _, _, got in approval.by)
        _same("approval", approval.id, consumed, approval.consumed)
        _no_less("approval", approval.id, approval.left)


def _prove_line(line: SettledLine) -> None:
    refused, pending = (
        total(cut.amount for cut in line.cuts if cut.outcome == outcome)
        for outcome in (REFUSED, PENDING)
    )
    _same("line", line.id, line.claimed, line.reimbursable + line.refused + line.pending)
    _same("line", line.id, line.refused, refused)
    _same("line", line.id, line.pending, pending)
    _same("line", line.id, line.reimbursable, line.after[-1])
    if line.claimed > 0:
        for amount in (line.reimbursable, line.refused, line.pending):
            _no_less("negative", line.id, amount)


def _prove_totals(totals: Totals) -> None:
    year = totals.year
    for name, parts in totals._asdict().items():
        rows: Iterable[Total] = [parts] if isinstance(parts, Total) else parts.values()
        rows = list(rows)
        for row in rows:
            _same("part", name, row.claimed, row.reimbursable + row.refused + row.pending)
        for at, amount in enumerate(year):
            _same("parts", name, amount, total(row[at] for row in rows))


def _prove_ledger(ledger: Sequence[LedgerMonth], lines: Iterable[SettledLine]) -> None:
    if not ledger:
        return
    granted = total(line.reimbursable for line in lines if line.capped)
    _same("ledger", "", granted, ledger[-1].reimbursable)
    for month in ledger:
        _no_less("month", str(month.number), month.allowance - month.reimbursable)


def _same(what: str, of: str, left: object, right: object) -> None:
    if left != right:
        raise EquationBroken(what, of, left, right)


def _no_less(what: str, of: str, amount: Decimal) -> None:
    if amount < ZERO:
        raise EquationBroken(what, of, amount, ZERO)
