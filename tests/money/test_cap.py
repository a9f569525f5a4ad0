"""Stage 6: an average of 200 EUR a month, and its ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest

from cic_sheets.money import Convention, Policies, Source
from cic_sheets.money.policies import POLICIES, Spending, Verdict, allowances, policy
from cic_sheets.values.days import ContractMonth, contract_months
from tests.money.build import collective, cuts, day, paid, phone, settled, trip

CAP = Policies()


def capped(*lines: Any, **more: Any) -> Any:
    return settled(*lines, **{"policies": CAP, **more})


def contract(start: str, end: str) -> Any:
    return Convention(day(start), day(end))


@pytest.mark.parametrize(
    ("as_of", "counted"),
    [
        ("01-01", "200.00"),
        ("01-31", "200.00"),
        ("02-01", "400.00"),
        ("12-31", "2400.00"),
        ("2024-03-01", "2400.00"),
    ],
)
def test_cap__a_month_counts_when_it_has_begun(as_of: str, counted: str) -> None:
    found = capped(phone("D", "9999", "01-01"), as_of=as_of)
    assert str(found.ledger[-1].allowance) == counted
    assert paid(found) == {"D": counted}


@pytest.mark.parametrize(
    ("start", "end", "months", "whole"),
    [
        ("01-15", "2024-01-14", 12, "2400.00"),
        ("01-31", "2024-01-30", 12, "2400.00"),
        ("01-01", "12-15", 12, "2296.77"),  # 11 months and 15 of 31 days
        ("01-01", "02-14", 2, "300.00"),  # and 14 of 28
        ("01-15", "02-20", 2, "242.86"),  # 6 of 28
        ("02-01", "02-01", 1, "7.14"),
    ],
)
def test_cap__months_of_the_contract_and_a_last_one_by_days(
    start: str, end: str, months: int, whole: str
) -> None:
    found = capped(phone("D", "9999", start), as_of=end, convention=contract(start, end))
    assert (len(found.ledger), str(found.ledger[-1].allowance)) == (months, whole)
    assert paid(found) == {"D": whole}


def test_cap__a_month_from_the_15th_holds_the_14th_of_the_next() -> None:
    convention = contract("01-15", "2024-01-14")
    lines = (phone("D-1", "10", "02-14"), phone("D-2", "10", "02-15"))
    found = capped(*lines, convention=convention, as_of="02-15")
    assert [str(month.left_in_month) for month in found.ledger] == ["10.00", "10.00"]
    assert set(found.totals.by_month) == {1, 2}


def test_cap__the_line_on_the_edge_is_split_and_the_next_get_nothing() -> None:
    lines = [phone(f"D-{n}", "90", f"01-0{n}") for n in (1, 2, 3, 4)]
    found = capped(*lines, as_of="01-31")
    assert paid(found) == {"D-1": "90.00", "D-2": "90.00", "D-3": "20.00", "D-4": "0.00"}
    assert cuts(found, "D-3") == [("over-cap", "DEP-18", "70.00", "pending")]


def test_cap__a_quiet_month_leaves_room_and_a_heavy_one_waits_for_it() -> None:
    lines = (phone("D-1", "300", "01-10"), phone("D-2", "50", "02-10"))
    assert paid(capped(*lines, as_of="01-31")) == {"D-1": "200.00"}
    assert paid(capped(*lines, as_of="02-28")) == {"D-1": "300.00", "D-2": "50.00"}


def test_cap__months_without_spending_are_in_the_ledger() -> None:
    found = capped(phone("D", "500", "04-10"), as_of="04-30")
    rows = [(str(m.left_in_month), str(m.left), str(m.room)) for m in found.ledger]
    assert rows == [
        ("0.00", "0.00", "200.00"),
        ("0.00", "0.00", "400.00"),
        ("0.00", "0.00", "600.00"),
        ("500.00", "500.00", "300.00"),
    ]


@pytest.mark.parametrize(
    ("closed", "as_of", "outcome"),
    [
        (False, "12-31", "pending"),  # the last day is still in the year
        (False, "2024-01-01", "refused"),
        (True, "06-30", "refused"),
        (True, "12-31", "refused"),
        (day("09-30"), "09-29", "pending"),
        (day("09-30"), "09-30", "refused"),
        (day("2024-06-30"), "12-31", "pending"),
        (day("2024-06-30"), "2024-01-01", "refused"),
    ],
)
def test_cap__what_waits_while_the_year_runs_is_refused_once_closed(
    closed: Any, as_of: str, outcome: str
) -> None:
    found = capped(phone("D", "9999", "01-10"), as_of=as_of, policies=CAP._replace(closed=closed))
    assert [cut.outcome for cut in found.line("D").cuts] == [outcome]
    assert found.closed is (outcome == "refused")


def test_cap__collective_activities_are_outside() -> None:
    found = capped(collective("D-1", "5000", "01-05"), phone("D-2", "150", "01-06"), as_of="01-31")
    assert paid(found) == {"D-1": "5000.00", "D-2": "150.00"}
    assert str(found.ledger[-1].left) == "150.00"
    assert [line.capped for line in found.lines] == [False, True]


def test_cap__looks_at_the_categories_of_its_scope() -> None:
    rules = CAP._replace(cap_scope=frozenset(("hébergement",)))
    lines = (phone("D-1", "500", "01-05"), trip("D-2", "500", "01-06"))
    found = capped(*lines, as_of="01-31", policies=rules)
    assert paid(found) == {"D-1": "500.00", "D-2": "200.00"}


def test_cap__counts_what_stage_5_left_not_what_was_claimed() -> None:
    lines = (phone("D-1", "500", "01-05", ineligible="400"), phone("D-2", "100", "01-06"))
    found = capped(*lines, as_of="01-31")
    assert paid(found) == {"D-1": "100.00", "D-2": "100.00"}


def test_ledger__says_what_can_still_be_spent_now_and_until_the_end() -> None:
    found = capped(phone("D", "150", "01-10"), as_of="02-15")
    month = found.ledger[-1]
    assert (str(month.room_now), str(month.room_to_end)) == ("250.00", "2250.00")
    assert str(month.average) == "75.00"


@pytest.mark.parametrize(
    ("spent", "on", "reimbursed_now", "reimbursed_at_the_end"),
    [
        ("250.00", "02-15", True, True),
        ("250.01", "02-15", False, True),
        ("2250.00", "02-15", False, True),
        ("2250.01", "02-15", False, False),
    ],
)
def test_ledger__its_room_is_exactly_what_a_new_line_would_get(
    spent: str, on: str, reimbursed_now: bool, reimbursed_at_the_end: bool
) -> None:
    lines = (phone("D-1", "150", "01-10"), phone("D-2", spent, on))
    now, later = capped(*lines, as_of=on), capped(*lines, as_of="12-31")
    assert (now.totals.year.pending == 0) is reimbursed_now
    assert (later.totals.year.pending == 0) is reimbursed_at_the_end


def test_ledger__of_a_partial_month_averages_by_its_days() -> None:
    found = capped(phone("D", "150", "01-10"), convention=contract("01-01", "02-14"), as_of="02-14")
    assert str(found.ledger[-1].average) == "100.00"  # over one month and a half


def test_ledger__before_the_convention_is_empty() -> None:
    found = capped(phone("D", "10", "2022-12-01"), as_of="2022-12-31")
    assert found.ledger == ()
    assert [cut.cause for cut in found.line("D").cuts] == ["outside-convention"]


def test_cap__names_its_rule() -> None:
    found = capped(phone("D", "300", "01-10"), as_of="01-31")
    cut = found.line("D").cuts[0]
    assert Source("rule", "plafond_mensuel", "value") in cut.because
    assert {key: str(value) for key, value in cut.facts.items()} == {
        "cap": "200.00",
        "allowance": "200.00",
        "left": "300.00",
        "granted": "200.00",
    }


@pytest.mark.parametrize("cap", ["0", "-5"])
def test_cap__of_nothing_pays_nothing(cap: str) -> None:
    found = capped(phone("D", "300"), policies=CAP._replace(cap=Decimal(cap)))
    assert paid(found) == {"D": "0.00"}


@pytest.fixture
def strict() -> Iterator[str]:
    """Another reading of the cap, in one function: each month stands alone."""

    @policy("strict")
    def alone(cap: Decimal, months: Sequence[ContractMonth], spent: Sequence[Spending]) -> Verdict:
        room = [cap] * len(months)
        grants = []
        for each in spent:
            grants.append(min(each.amount, room[each.month]))
            room[each.month] -= grants[-1]
        got = [
            sum((g for g, s in zip(grants, spent, strict=True) if s.month <= at), Decimal(0))
            for at in range(len(months))
        ]
        return Verdict(allowances(cap, months), tuple(got), tuple(grants))

    yield "strict"
    del POLICIES["strict"]


def test_policy__another_one_is_one_function(strict: str) -> None:
    lines = (phone("D-1", "300", "01-10"), phone("D-2", "150", "02-10"))
    found = capped(*lines, as_of="02-28", policies=CAP._replace(cap_policy=strict))
    assert paid(found) == {"D-1": "200.00", "D-2": "150.00"}
    assert str(found.ledger[-1].reimbursable) == "350.00"


def test_policy__an_unknown_one_is_the_adapters_fault() -> None:
    with pytest.raises(ValueError, match="no cap policy"):
        capped(phone("D", "10"), policies=CAP._replace(cap_policy="guess"))


def test_allowance__is_rounded_once_over_all_months() -> None:
    months = contract_months(day("01-01"), day("02-10"))
    assert [str(a) for a in allowances(Decimal("33.33"), months)] == ["33.33", "45.23"]
