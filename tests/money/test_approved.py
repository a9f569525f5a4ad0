"""Stage 3: prior validation, consumed in order."""

from __future__ import annotations

from typing import Any

import pytest

from cic_sheets.money import Approval, Source
from tests.money.build import (
    RICH,
    approval,
    collective,
    cuts,
    day,
    journey,
    paid,
    phone,
    settled,
    trip,
)


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        (
            approval(decision="en attente", amount=""),
            ("approval-open", "DEP-07", "100.00", "pending"),
        ),
        (approval(decision=None), ("approval-open", "DEP-07", "100.00", "pending")),
        (approval(decided="01-13"), ("approved-late", "ACC-03", "100.00", "refused")),
        (approval(decided=""), ("approval-undated", "ACC-04", "100.00", "pending")),
        (approval(amount=""), ("approval-without-amount", "ACC-04", "100.00", "pending")),
        (approval(amount="60.50"), ("over-approval", "ACC-02", "39.50", "refused")),
        (approval(amount="60.509"), ("over-approval", "ACC-02", "39.50", "refused")),
        (approval(amount="-5"), ("over-approval", "ACC-02", "100.00", "refused")),
        (approval(valid_from=day("01-13")), ("approval-other-day", "DEP-07", "100.00", "refused")),
        (approval(valid_to=day("01-11")), ("approval-other-day", "DEP-07", "100.00", "refused")),
        (
            approval(categories=frozenset(("repas",))),
            ("approval-other-category", "DEP-07", "100.00", "refused"),
        ),
    ],
)
def test_approved__what_does_not_stand(granted: Approval, expected: tuple[str, ...]) -> None:
    assert cuts(settled(phone("D", "100"), approvals=(granted,)), "D") == [expected]


@pytest.mark.parametrize(
    "granted",
    [
        approval(decided="01-12"),  # the day of the expense is not after it
        approval(amount="100"),
        approval(valid_from=day("01-12"), valid_to=day("01-12")),
        approval(categories=frozenset(("communication", "repas"))),
    ],
)
def test_approved__what_stands(granted: Approval) -> None:
    assert cuts(settled(phone("D", "100"), approvals=(granted,)), "D") == []


@pytest.mark.parametrize("named", [None, "VAL-9"])
def test_approved__no_approval_refuses_and_nothing_is_guessed(named: str | None) -> None:
    found = settled(phone("D", "100", approval=named), approvals=(approval(scope="communication"),))
    assert cuts(found, "D") == [("no-approval", "DEP-07", "100.00", "refused")]


def test_approved__a_line_uses_its_missions_approval_when_it_names_none() -> None:
    found = settled(
        trip("D", "100", approval=None),
        missions=(journey(approval="VAL"),),
        approvals=(approval(amount="80"),),
    )
    assert cuts(found, "D") == [("over-approval", "ACC-02", "20.00", "refused")]
    assert found.line("D").approval == "VAL"
    assert found.line("D").cuts[0].because == (
        Source("mission", "MIS", "approval"),
        Source("approval", "VAL", "amount"),
    )


def test_approved__late_approval_passes_when_the_rule_only_warns() -> None:
    policies = RICH._replace(late_approval="avertissement")
    found = settled(phone("D", "100"), approvals=(approval(decided="01-13"),), policies=policies)
    assert paid(found) == {"D": "100.00"}
    assert [(flag.line, flag.code, flag.cause) for flag in found.flags] == [
        ("D", "ACC-03", "approved-late")
    ]


def test_approved__lines_consume_in_order_of_date_then_number() -> None:
    lines = [
        phone("D-10", "40", "01-12"),
        phone("D-9", "40", "01-12"),
        phone("D-1", "40", "01-13"),
        phone("D-99", "40", "01-11"),
    ]
    found = settled(*lines, approvals=(approval(amount="100"),))
    assert paid(found) == {"D-99": "40.00", "D-9": "40.00", "D-10": "20.00", "D-1": "0.00"}
    use = found.approvals[0]
    assert [(line, str(asked), str(got)) for line, asked, got in use.by] == [
        ("D-99", "40.00", "40.00"),
        ("D-9", "40.00", "40.00"),
        ("D-10", "40.00", "20.00"),
        ("D-1", "40.00", "0.00"),
    ]
    assert (str(use.consumed), str(use.left)) == ("100.00", "0.00")


def test_approved__consumes_what_stage_2_left_not_what_later_stages_leave() -> None:
    lines = (phone("D-1", "60", ineligible="10", receipts=()), phone("D-2", "60"))
    found = settled(*lines, approvals=(approval(amount="100"),))
    assert paid(found) == {"D-1": "0.00", "D-2": "50.00"}  # D-1 consumed 50 and had no receipt


def test_approved__refused_and_waiting_lines_consume_nothing() -> None:
    lines = (
        phone("D-1", "60", "2022-12-31"),
        phone("D-2", "60", currency="USD"),
        phone("D-3", "100"),
    )
    assert paid(settled(*lines, approvals=(approval(amount="100"),)))["D-3"] == "100.00"


@pytest.mark.parametrize(
    ("scope", "line", "flagged"),
    [
        ("annuel", phone("D", "10"), False),
        ("communication", phone("D", "10"), False),
        ("mission", phone("D", "10"), True),
        ("activité", phone("D", "10"), True),
        ("mission", trip("D", "10"), False),
        ("communication", trip("D", "10"), True),
        ("activité", collective("D", "10"), False),
        ("mission", collective("D", "10"), True),
        (None, phone("D", "10"), False),
    ],
)
def test_approved__one_given_for_something_else_is_said_and_not_cut(
    scope: str, line: Any, flagged: bool
) -> None:
    found = settled(line, approvals=(approval(scope=scope),))
    assert paid(found) == {"D": "10.00"}
    assert [flag.cause for flag in found.flags] == ["approval-other-scope"] * flagged


def test_approved__an_approval_that_no_line_uses_is_listed() -> None:
    found = settled(phone("D", "10"), approvals=(approval(), approval("VAL-2", "50")))
    unused = [use.id for use in found.approvals if not use.by]
    assert unused == ["VAL-2"]


def test_approved__activities_need_an_approval_too() -> None:
    found = settled(collective("D", "10", approval=None))
    assert cuts(found, "D") == [("no-approval", "DEP-07", "10.00", "refused")]
