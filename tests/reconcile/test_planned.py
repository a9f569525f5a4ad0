"""A planned mission: what comes at once, what waits, what is lost, and whose room it takes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cic_sheets.money import Case, Line, settle
from cic_sheets.money.case import Policies
from cic_sheets.reconcile.planned import Outlay, Planned, Pushed, Unplannable, planned
from cic_sheets.values.days import ONE_DAY
from tests.money import build
from tests.money.build import day, phone, rate
from tests.money.years import years

ZERO = Decimal("0.00")


def case(*lines: Line, **more: Any) -> Case:
    """A year under the usual rules: 200 EUR a month."""
    return build.case(*lines, **{"policies": Policies(), **more})


def ask(year: Case, amount: str, on: str, currency: str = "EUR") -> Planned:
    found = planned(year, Outlay(Decimal(amount), currency, day(on)))
    assert isinstance(found, Planned), found
    return found


def parts(found: Planned) -> tuple[Decimal, Decimal, int | None, Decimal]:
    return found.at_once, found.waiting, found.freed and found.freed.number, found.lost


CASES = [
    # as of, amount, on, at once, waiting, freed in contract month, lost; 200 EUR a month, no line
    ("03-15", "500", "03-15", "500", "0", None, "0"),
    ("03-15", "600", "03-15", "600", "0", None, "0"),
    ("03-15", "600.01", "03-15", "600", "0.01", 4, "0"),
    ("03-15", "1000.01", "03-15", "600", "400.01", 6, "0"),
    ("12-20", "2500", "12-20", "2400", "100", None, "100"),
    ("11-30", "2500", "11-30", "2200", "300", 12, "100"),
    ("03-15", "500", "05-01", "500", "0", None, "0"),  # seen from its own day, which is later
    ("05-15", "900", "02-10", "900", "0", None, "0"),  # seen from today: months have gone by
]


@pytest.mark.parametrize(("as_of", "amount", "on", "at_once", "waiting", "freed", "lost"), CASES)
def test_mission__gets_what_the_months_gone_by_allow_and_waits_for_those_to_come(
    as_of: str, amount: str, on: str, at_once: str, waiting: str, freed: int | None, lost: str
) -> None:
    found = ask(case(as_of=as_of), amount, on)
    assert found.claimed == Decimal(amount)
    assert parts(found) == (Decimal(at_once), Decimal(waiting), freed, Decimal(lost))
    assert found.as_of == max(day(as_of), day(on))
    assert found.later == found.claimed - found.at_once - found.lost
    assert found.pushed == ()


def test_mission__takes_the_room_of_lines_that_are_served_after_it() -> None:
    year = case(phone("D-1", "300", "03-20"), phone("D-2", "50", "03-05"), as_of="03-31")
    found = ask(year, "500", "03-10")
    assert parts(found) == (Decimal(500), ZERO, None, ZERO)
    assert found.pushed == (Pushed("D-1", day("03-20"), Decimal(250), ZERO),)


def test_mission__makes_later_lines_lose_for_good_when_no_month_is_left_to_free_them() -> None:
    year = case(phone("D-1", "1000", "06-20"), phone("D-2", "700", "12-20"), as_of="12-31")
    found = ask(year, "1000", "07-01")
    assert found.lost == ZERO
    assert found.pushed == (Pushed("D-2", day("12-20"), Decimal(300), Decimal(300)),)


def test_mission__is_served_after_the_lines_of_its_own_day() -> None:
    year = case(phone("Z-999", "150", "01-10"), as_of="01-10")
    found = ask(year, "100", "01-10")
    assert parts(found)[:2] == (Decimal(50), Decimal(50))
    assert found.pushed == ()


def test_mission__in_dirhams_is_converted_at_the_rate_of_its_month() -> None:
    year = case(as_of="02-15", rates=(rate(1, "10.80"), rate(2, "11.00")))
    assert ask(year, "1500", "02-10", "MAD").claimed == Decimal("136.36")
    assert ask(year, "1500", "01-10", "MAD").claimed == Decimal("138.89")


@pytest.mark.parametrize("method", ["mois_depense", "mois_paiement", "mois_demande"])
def test_mission__is_thought_paid_and_claimed_on_its_day(method: str) -> None:
    year = case(as_of="02-15", rates=(rate(2, "11.00"),), policies=Policies(rate_method=method))
    assert ask(year, "1100", "02-10", "MAD").claimed == Decimal(100)


@pytest.mark.parametrize(
    ("amount", "currency", "on", "why"),
    [
        ("0", "EUR", "02-10", "not-money"),
        ("-12", "EUR", "02-10", "not-money"),
        ("12.345", "EUR", "02-10", "not-money"),
        ("1E+20", "EUR", "02-10", "not-money"),
        ("100", "EUR", "2022-12-31", "outside"),
        ("100", "EUR", "2024-01-01", "outside"),
        ("100", "MAD", "08-10", "no-rate"),
        ("100", "XYZ", "02-10", "no-rate"),
    ],
)
def test_mission__that_cannot_be_reckoned_says_why(
    amount: str, currency: str, on: str, why: str
) -> None:
    year = case(as_of="02-15", rates=(rate(2, "11.00"),))
    assert planned(year, Outlay(Decimal(amount), currency, day(on))) == Unplannable(why)


def test_mission__outside_the_cap_s_scope_is_paid_at_once() -> None:
    """`plafond_portee` names no cost of a mission: the cap does not look at them."""
    year = case(as_of="02-15", policies=Policies(cap_scope=frozenset(("internet",))))
    assert parts(ask(year, "5000", "02-10")) == (Decimal(5000), ZERO, None, ZERO)


def test_closed_year__refuses_at_once_what_would_have_waited() -> None:
    year = case(as_of="02-15", policies=Policies(closed=True))
    found = ask(year, "500", "02-10")
    assert (found.at_once, found.waiting) == (Decimal(400), ZERO)


@settings(max_examples=60, deadline=None)
@given(years(cap_scope=None, closed=False), st.integers(1, 300_000), st.integers(0, 364))
def test_mission__and_the_lines_it_pushes_get_together_what_the_cap_has_left(
    year: Case, cost: int, after: int
) -> None:
    """In the end the year gets min(A, S): what it gains is the mission's less what others lose."""
    span = (year.convention.end - year.convention.start).days
    on = date.fromordinal(year.convention.start.toordinal() + after % (span + 1))
    found = planned(year, Outlay(Decimal(cost).scaleb(-2), "EUR", on))
    assert isinstance(found, Planned)
    over = max(year.as_of, year.convention.end + ONE_DAY)
    last = settle(year._replace(as_of=over)).ledger[-1]
    before = min(last.allowance, last.left)
    afterwards = min(last.allowance, last.left + found.claimed)
    lost = sum((one.lost for one in found.pushed), ZERO)
    assert found.claimed - found.lost - lost == afterwards - before
    assert all(one.waits >= 0 <= one.lost for one in found.pushed)
    assert all(one.day is not None and one.day >= on for one in found.pushed)
    assert found.at_once + found.waiting <= found.claimed
    assert (found.freed is not None) == (found.later > 0)
