"""Collective activities against their budget lines.  money.md §6."""

from __future__ import annotations

from collections.abc import Sequence

from cic_sheets.money.case import ACTIVITY, BudgetLine
from cic_sheets.money.item import number_order
from cic_sheets.money.settlement import BudgetUse, SettledLine
from cic_sheets.money.year import Year
from cic_sheets.values.money import ZERO, cents, percentage, total, usable


def budgets(year: Year, lines: Sequence[SettledLine]) -> tuple[BudgetUse, ...]:
    """What each budget line has of claims: committed is spent (reimbursable) and pending."""
    charged = [line for line in lines if line.imputation == ACTIVITY and line.budget is not None]
    rows = sorted(year.case.budget_lines, key=lambda row: (number_order(row.id), repr(row)))
    return tuple(
        _use(year, row, [line for line in charged if line.budget == row.id]) for row in rows
    )


def _use(year: Year, row: BudgetLine, charged: Sequence[SettledLine]) -> BudgetUse:
    budget = cents(row.amount) if usable(row.amount) else ZERO
    spent = total(line.reimbursable for line in charged)
    committed = spent + total(line.pending for line in charged)
    overrun = max(ZERO, committed - budget)
    tolerated = cents(budget * year.policies.line_overrun)
    return BudgetUse(
        row.id,
        row.activity,
        budget,
        total(line.claimed for line in charged),
        committed,
        spent,
        budget - committed,
        percentage(spent, budget),
        overrun,
        tolerated,
        overrun > tolerated,
        tuple(line.id for line in charged),
    )
