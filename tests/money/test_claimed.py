"""Stage 1: conversion, once, at the rate of the month that the rule names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cic_sheets.money import BudgetLine, Ceiling, Line
from cic_sheets.values.days import Month
from tests.money.build import RICH, collective, cuts, day, phone, rate, settled

RATES = (rate(1, "10.80"), rate(2, "11.00"), rate(3, "11.10"))
DATES: dict[str, Any] = {"paid_on": "02-03", "claimed_on": "03-02"}


@pytest.mark.parametrize(
    ("method", "as_of", "claimed", "month"),
    [
        ("mois_depense", "03-31", "92.59", Month(2023, 1)),
        ("mois_paiement", "03-31", "90.91", Month(2023, 2)),
        ("mois_demande", "03-31", "90.09", Month(2023, 3)),
        ("moyenne_periode", "03-31", "91.19", None),  # 3000 / 32.90
        ("moyenne_periode", "02-28", "91.74", None),  # 2000 / 21.80: later months aren't there yet
    ],
)
def test_claimed__follows_the_four_rules(
    method: str, as_of: str, claimed: str, month: Month | None
) -> None:
    policies = RICH._replace(rate_method=method)
    line = settled(phone("D-1", "1000", currency="MAD", **DATES), as_of=as_of, policies=policies)
    found = line.line("D-1")
    assert str(found.claimed) == claimed
    assert found.rate is not None
    assert found.rate.month == month


def test_claimed__mean_rate_is_not_rounded() -> None:
    rates = (rate(1, "10"), rate(2, "10"), rate(3, "11"))
    policies = RICH._replace(rate_method="moyenne_periode")
    found = settled(
        phone("D-1", "0.155", currency="MAD", receipts=()),
        as_of="03-31",
        rates=rates,
        policies=policies,
    )
    # 0.155 / (31/3) is half a cent more than one cent, exactly; any rounded mean would miss it
    assert str(found.line("D-1").claimed) == "0.02"


@pytest.mark.parametrize(
    "method", ["mois_depense", "mois_paiement", "mois_demande", "moyenne_periode"]
)
def test_claimed__euros_need_no_rate(method: str) -> None:
    found = settled(phone("D-1", "12.34"), rates=(), policies=RICH._replace(rate_method=method))
    assert str(found.line("D-1").claimed) == "12.34"
    assert found.line("D-1").rate is None


@pytest.mark.parametrize(
    ("method", "more", "rates", "cause", "code"),
    [
        ("mois_depense", {}, RATES[1:], "rate-missing", "TAU-01"),
        ("mois_paiement", {"paid_on": None}, RATES, "payment-date-missing", "TAU-01"),
        ("mois_paiement", {"paid_on": "05-01"}, RATES, "rate-missing", "TAU-01"),
        ("mois_demande", {"claimed_on": None}, RATES, "claim-date-missing", "TAU-01"),
        ("moyenne_periode", {}, RATES[:2], "rate-missing", "TAU-01"),
        ("mois_depense", {}, (*RATES, rate(1, "10.81")), "rate-twice", "TAU-03"),
        ("mois_depense", {}, (rate(1, "0"),), "rate-missing", "TAU-01"),
        ("mois_depense", {}, (rate(1, "-11"),), "rate-missing", "TAU-01"),
        ("mois_depense", {}, (rate(1, "NaN"),), "rate-missing", "TAU-01"),
        ("au_hasard", {}, RATES, "rate-missing", "TAU-01"),
    ],
)
def test_claimed__without_a_rate_the_line_waits_in_full(
    method: str, more: dict[str, Any], rates: Any, cause: str, code: str
) -> None:
    policies = RICH._replace(rate_method=method)
    line = phone("D-1", "1000", currency="MAD", **{**DATES, **more})
    found = settled(line, as_of="03-31", rates=rates, policies=policies)
    settled_line = found.line("D-1")
    assert cuts(found, "D-1") == [(cause, code, "0.00", "pending")]
    assert settled_line.waiting
    assert (settled_line.amount, settled_line.currency) == (Decimal(1000), "MAD")
    assert settled_line.cuts[0].facts["amount"] == 1000
    assert tuple(map(str, found.totals.year)) == ("0.00",) * 4


def test_claimed__the_same_rate_typed_twice_is_one_rate() -> None:
    found = settled(phone("D-1", "1000", currency="MAD"), rates=(rate(1, "10.8"), rate(1, "10.80")))
    assert str(found.line("D-1").claimed) == "92.59"


def test_claimed__a_frozen_rate_stands_for_the_months() -> None:
    line = phone("D-1", "1000", currency="MAD", rate="10.00")
    for rates in (RATES, ()):
        found = settled(line, rates=rates).line("D-1")
        assert str(found.claimed) == "100.00"
        assert found.rate is not None
        assert found.rate.because[0].field == "rate"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (phone("D-1", "10", unreadable="CEL-04"), "CEL-04"),
        (phone("D-1", "NaN"), "CEL-02"),
        (phone("D-1", "1E+40"), "CEL-02"),
        (phone("D-1", "1E+999999"), "CEL-02"),
        (phone("D-1", "10")._replace(amount=None), "CEL-02"),
        (phone("D-1", "10")._replace(currency=None), "CEL-02"),
        (phone("D-1", "10")._replace(day=None), "CEL-02"),
        (Line("D-1", None, None, None, None, None), "CEL-02"),
    ],
)
def test_claimed__an_unreadable_line_waits_and_is_not_lost(line: Line, code: str) -> None:
    found = settled(line, phone("D-2", "5"))
    assert cuts(found, "D-1") == [("unreadable", code, "0.00", "pending")]
    assert {each.id for each in found.lines} == {"D-1", "D-2"}
    assert str(found.totals.year.claimed) == "5.00"


def test_claimed__rounding_is_once_a_line_and_the_total_adds_the_lines() -> None:
    lines = [phone(f"D-{n:02}", "10.00", currency="MAD") for n in range(32)]
    found = settled(*lines, rates=(rate(1, "10.9185"),))
    assert {str(line.claimed) for line in found.lines} == {"0.92"}
    assert str(found.totals.year.claimed) == "29.44"


def test_claimed__says_which_rate_and_month_it_used() -> None:
    found = settled(phone("D-1", "1000", currency="MAD")).line("D-1").rate
    assert found is not None
    assert (found.units, found.month) == (Decimal("10.80"), Month(2023, 1))
    assert [(s.kind, s.id, s.field) for s in found.because] == [("rate", "2023-01 MAD", "units")]


def test_claimed__lines_of_one_date_come_in_the_natural_order_of_their_numbers() -> None:
    numbers = ["D-10", "D-9", "D-2b", "D-2a", "D-1", "A-3", "D-009"]
    found = settled(*(phone(number, "1") for number in numbers))
    assert [line.id for line in found.lines] == [
        "A-3",
        "D-1",
        "D-2a",
        "D-2b",
        "D-009",
        "D-9",
        "D-10",
    ]


def test_claimed__two_lines_of_one_number_are_both_kept() -> None:
    twice = [phone("D-1", "5", receipts=("J",)), phone("D-1", "7", receipts=("J",))]
    one = settled(*twice)
    other = settled(*reversed(twice))
    assert [str(line.claimed) for line in one.lines] == ["5.00", "7.00"]
    assert one == other


def test_to_come__a_line_after_the_date_is_listed_and_takes_no_part() -> None:
    found = settled(phone("D-1", "10", "05-31"), phone("D-2", "10", "06-01"), as_of="05-31")
    assert [line.id for line in found.lines] == ["D-1"]
    assert [line.id for line in found.to_come] == ["D-2"]
    assert found.line("D-2").to_come
    assert str(found.totals.year.claimed) == "10.00"


def test_to_come__consumes_no_approval_and_no_budget() -> None:
    lines = (collective("D-1", "10", "06-01"), collective("D-2", "15", "05-31"))
    budget = (BudgetLine("B-1", "ACT", Decimal(100)),)
    found = settled(*lines, as_of="05-31", budget_lines=budget)
    assert str(found.approvals[0].consumed) == "15.00"
    assert str(found.budgets[0].committed) == "15.00"


def test_line__of_an_unknown_number_is_an_error() -> None:
    with pytest.raises(KeyError):
        settled(phone("D-1", "10")).line("D-2")


def test_ceiling__is_in_euros_unless_the_rule_says_otherwise() -> None:
    assert Ceiling(Decimal(20)).currency == "EUR"
    assert day("01-02") == date(2023, 1, 2)
