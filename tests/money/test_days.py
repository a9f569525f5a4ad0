"""Months of a contract, nights and meals away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.values.days import (
    ContractMonth,
    Month,
    begun,
    contract_months,
    meals,
    midnights,
    month_holding,
    months_between,
    plus_months,
)

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def starts(first: str, last: str) -> list[str]:
    found = contract_months(date.fromisoformat(first), date.fromisoformat(last))
    return [f"{month.start:%m-%d}/{month.end:%m-%d}" for month in found]


def test_month__knows_its_days_and_its_place_in_time() -> None:
    month = Month.of(date(2024, 2, 10))
    assert (month.first, month.last, month.key) == (date(2024, 2, 1), date(2024, 2, 29), "2024-02")
    assert Month(2023, 12) < month
    assert [Month(year, 2).last.day for year in (1900, 2000, 2023, 2024, 2100)] == [
        28,
        29,
        28,
        29,
        28,
    ]


def test_months_between__counts_both_ends() -> None:
    found = months_between(date(2022, 11, 30), date(2023, 2, 1))
    assert [month.key for month in found] == ["2022-11", "2022-12", "2023-01", "2023-02"]
    assert months_between(date(2023, 2, 1), date(2023, 1, 31)) == ()


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 2, "2023-03-31"),
        ("2023-11-15", 3, "2024-02-15"),
        ("9999-12-31", 1, "9999-12-31"),
    ],
)
def test_plus_months__stays_within_the_month(day: str, count: int, later: str) -> None:
    assert plus_months(date.fromisoformat(day), count) == date.fromisoformat(later)


def test_contract_months__of_a_calendar_year_are_its_months() -> None:
    found = contract_months(date(2023, 1, 1), date(2023, 12, 31))
    assert [month.start.month for month in found] == list(range(1, 13))
    assert all(month.days == month.whole_days for month in found)


def test_contract_months__run_from_the_15th_to_the_14th() -> None:
    found = starts("2023-01-15", "2024-01-14")
    assert len(found) == 12
    assert found[0] == "01-15/02-14"
    assert found[-1] == "12-15/01-14"


def test_contract_months__from_the_31st_february_does_not_shorten_march() -> None:
    found = starts("2023-01-31", "2023-06-29")
    assert found == ["01-31/02-27", "02-28/03-30", "03-31/04-29", "04-30/05-30", "05-31/06-29"]


def test_contract_months__last_one_that_is_not_whole_knows_its_whole_length() -> None:
    last = contract_months(date(2023, 1, 1), date(2023, 12, 15))[-1]
    assert (last.number, last.days, last.whole_days) == (12, 15, 31)
    last = contract_months(date(2023, 1, 15), date(2023, 2, 20))[-1]
    assert (last.number, last.days, last.whole_days) == (2, 6, 28)


def test_contract_months__of_one_day() -> None:
    assert contract_months(date(2023, 2, 1), date(2023, 2, 1)) == (
        ContractMonth(1, date(2023, 2, 1), date(2023, 2, 1), 28),
    )


def test_contract_months__of_an_end_before_the_start_are_none() -> None:
    assert contract_months(date(2023, 2, 1), date(2023, 1, 31)) == ()


def test_contract_months__reach_the_end_of_the_calendar() -> None:
    found = contract_months(date(9999, 10, 31), date(9999, 12, 31))
    assert found[-1].end == date(9999, 12, 31)


@given(DAYS, st.integers(0, 800))
def test_contract_months__cover_every_day_once(start: date, length: int) -> None:
    end = start + timedelta(length)
    found = contract_months(start, end)
    assert (found[0].start, found[-1].end) == (start, end)
    for month, following in pairwise(found):
        assert following.start == month.end + timedelta(1)
        assert month.days == month.whole_days
        assert 28 <= month.days <= 31
    assert 1 <= found[-1].days <= found[-1].whole_days <= 31


@given(DAYS, st.integers(0, 800), st.integers(-40, 840))
def test_month_holding__is_the_one_that_holds_the_day(start: date, length: int, at: int) -> None:
    months = contract_months(start, start + timedelta(length))
    day = start + timedelta(at)
    holding = [month for month in months if month.start <= day <= month.end]
    assert month_holding(months, day) == (holding[0] if holding else None)


def test_begun__counts_a_month_from_its_first_day() -> None:
    months = contract_months(date(2023, 1, 15), date(2024, 1, 14))
    counts = [len(begun(months, date(2023, 1, day))) for day in (14, 15)]
    assert counts == [0, 1]
    assert len(begun(months, date(2023, 2, 14))) == 1
    assert len(begun(months, date(2023, 2, 15))) == 2


@pytest.mark.parametrize(
    ("departure", "back", "nights", "eaten"),
    [
        ("01-12 08:00", "01-13 18:00", 1, 3),
        ("01-12 00:00", "01-13 00:00", 1, 2),  # dates typed without an hour
        ("01-12 08:00", "01-12 18:00", 0, 1),
        ("01-12 12:00", "01-12 20:00", 0, 2),  # both ends included
        ("01-12 12:01", "01-12 19:59", 0, 0),
        ("01-12 23:59", "01-13 00:00", 1, 0),
        ("01-12 20:30", "01-14 11:00", 2, 2),
        ("03-05 08:00", "03-07 18:00", 2, 5),
        ("01-13 08:00", "01-12 08:00", 0, 0),  # back before it left
    ],
)
def test_journey__nights_and_meals(departure: str, back: str, nights: int, eaten: int) -> None:
    out, home = (datetime.fromisoformat(f"2023-{text}") for text in (departure, back))
    assert midnights(out, home) == nights
    assert meals(out, home, (time(12), time(20))) == eaten


def test_meals__are_at_the_hours_of_the_rules() -> None:
    out, home = datetime(2023, 1, 12, 12, 30), datetime(2023, 1, 12, 19, 30)
    assert meals(out, home, (time(13), time(19))) == 2


@given(st.datetimes(datetime(2023, 1, 1), datetime(2023, 2, 1)), st.integers(0, 9000))
def test_journey__counted_minute_by_minute_gives_the_same(out: datetime, minutes: int) -> None:
    out = out.replace(second=0, microsecond=0)
    home = out + timedelta(minutes=minutes)
    moments = [out + timedelta(minutes=at) for at in range(minutes + 1)]
    assert midnights(out, home) == sum(m.time() == time(0) for m in moments[1:])
    assert meals(out, home, (time(12), time(20))) == sum(
        m.time() in (time(12), time(20)) for m in moments
    )
