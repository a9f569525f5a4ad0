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
    """The engine lost or made money: its own fault, never the workbook's."""


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
    _same(sorted(expected), found, "a line was lost")
    _prove_totals(settlement.totals)
    _prove_ledger(settlement.ledger, lines)
    for receipt in settlement.receipts:
        _same(receipt.amount, receipt.used + receipt.left, f"receipt {receipt.id}")
        _no_less(receipt.left, f"receipt {receipt.id} is used beyond its amount")
    for approval in settlement.approvals:
        consumed = total(got for _, _, got in approval.by)
        _same(consumed, approval.consumed, f"approval {approval.id}")
        _no_less(approval.left, f"approval {approval.id} is consumed beyond its amount")


def _prove_line(line: SettledLine) -> None:
    where = f"line {line.id}"
    _same(line.claimed, line.reimbursable + line.refused + line.pending, where)
    _same(line.refused, total(c.amount for c in line.cuts if c.outcome == REFUSED), where)
    _same(line.pending, total(c.amount for c in line.cuts if c.outcome == PENDING), where)
    _same(line.reimbursable, line.after[-1], where)
    if line.claimed > 0:
        for amount in (line.reimbursable, line.refused, line.pending):
            _no_less(amount, f"{where} has a part below zero")


def _prove_totals(totals: Totals) -> None:
    year = totals.year
    for name, parts in totals._asdict().items():
        rows: Iterable[Total] = [parts] if isinstance(parts, Total) else parts.values()
        rows = list(rows)
        for row in rows:
            _same(row.claimed, row.reimbursable + row.refused + row.pending, name)
        for at, amount in enumerate(year):
            _same(amount, total(row[at] for row in rows), f"{name} do not add up to the year")


def _prove_ledger(ledger: Sequence[LedgerMonth], lines: Iterable[SettledLine]) -> None:
    if not ledger:
        return
    granted = total(line.reimbursable for line in lines if line.capped)
    _same(granted, ledger[-1].reimbursable, "the ledger and its lines differ")
    for month in ledger:
        _no_less(month.allowance - month.reimbursable, f"month {month.number} passes the cap")


def _same(left: object, right: object, where: str) -> None:
    if left != right:
        raise EquationBroken(f"{where}: {left} is not {right}")


def _no_less(amount: Decimal, where: str) -> None:
    if amount < ZERO:
        raise EquationBroken(f"{where}: {amount}")
