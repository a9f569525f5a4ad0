"""Collective activities against their budget lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cic_sheets.money import BudgetLine
from tests.money.build import RICH, approval, collective, cuts, phone, settled

BUDGET = (BudgetLine("B-1", "ACT", Decimal(1000)), BudgetLine("B-2", "ACT", Decimal(0)))


def test_budget__committed_spent_left_and_execution() -> None:
    found = settled(
        collective("D-1", "300"),
        collective("D-2", "200", approval="OPEN"),
        collective("D-3", "100", receipts=()),
        collective("D-4", "50", budget="B-2"),
        collective("D-5", "70", budget=None),
        phone("D-6", "80", budget="B-1"),
        approvals=(approval(), approval("OPEN", decision="en attente")),
        budget_lines=BUDGET,
    )
    one, two = found.budgets
    assert (str(one.claimed), str(one.committed), str(one.spent)) == ("600.00", "500.00", "300.00")
    assert (str(one.left), str(one.execution)) == ("500.00", "30.00")
    assert one.lines == ("D-1", "D-2", "D-3")
    assert (str(two.spent), two.execution, str(two.overrun)) == ("50.00", None, "50.00")


@pytest.mark.parametrize(
    ("spent", "overrun", "beyond"),
    [("1000", "0.00", False), ("1100", "100.00", False), ("1100.01", "100.01", True)],
)
def test_budget__an_overrun_is_tolerated_up_to_the_rule(
    spent: str, overrun: str, beyond: bool
) -> None:
    use = settled(collective("D", spent), budget_lines=BUDGET).budgets[0]
    assert (str(use.overrun), str(use.tolerated), use.beyond) == (overrun, "100.00", beyond)


def test_budget__an_overrun_is_a_finding_and_no_cut() -> None:
    found = settled(collective("D", "5000"), budget_lines=BUDGET)
    assert cuts(found, "D") == []


def test_budget__the_rule_is_a_row() -> None:
    rules = RICH._replace(line_overrun=Decimal(0))
    use = settled(collective("D", "1000.01"), budget_lines=BUDGET, policies=rules).budgets[0]
    assert use.beyond


def test_budget__a_line_without_expense_or_amount_is_listed() -> None:
    rows = (BudgetLine("B-9", None, None),)
    use = settled(budget_lines=rows).budgets[0]
    assert (str(use.budget), str(use.spent), use.lines) == ("0.00", "0.00", ())


def test_totals__of_each_activity() -> None:
    found = settled(
        collective("D-1", "10"), collective("D-2", "20", activity="A-2"), phone("D-3", "5")
    )
    assert {key: str(total.claimed) for key, total in found.totals.by_activity.items()} == {
        "A-2": "20.00",
        "ACT": "10.00",
        None: "5.00",
    }
