"""Every literal of the table means what the table says; what we write, we read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.values import shown
from cic_sheets.values.literals import (
    Reading,
    read_amount,
    read_day,
    read_moment,
    read_number,
    read_whole,
    read_yes_no,
)
from tests.values import literals_table as table

TABLES: list[tuple[Callable[[str], Reading[Any]], list[tuple[str, str]]]] = [
    (read_amount, table.AMOUNTS),
    (read_number, table.NUMBERS),
    (read_whole, table.WHOLES),
    (read_day, table.DAYS),
    (read_moment, table.MOMENTS),
    (read_yes_no, table.ANSWERS),
]
CASES = [
    pytest.param(read, typed, outcome, id=f"{read.__name__} {typed[:20]!a}")
    for read, lines in TABLES
    for typed, outcome in lines
]
ARABIC_DIGITS = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٫")

money = st.decimals(-(10**12), 10**12, places=2)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "auto" if value.second or value.microsecond else "minutes")
    return str(value)


def outcome_of(reading: Reading[Any]) -> str:
    if reading.value is not None:
        text = written(reading.value)
    elif reading.readings:
        text = " or ".join(map(written, reading.readings))
    else:
        text = "no" if reading.hint is None else f"no, {written(reading.hint)}?"
    return f"{text} {reading.currency}" if reading.currency else text


@pytest.mark.parametrize(("read", "typed", "outcome"), CASES)
def test_literal__means_what_the_table_says(
    read: Callable[[str], Reading[Any]], typed: str, outcome: str
) -> None:
    assert outcome_of(read(typed)) == outcome


def test_table__is_large_and_says_nothing_twice() -> None:
    assert len(CASES) >= 260
    for _, lines in TABLES:
        typed = [text for text, _ in lines]
        assert sorted(set(typed)) == sorted(typed)


@pytest.mark.parametrize(("read", "typed", "outcome"), CASES)
def test_reading__is_one_or_several_or_none(
    read: Callable[[str], Reading[Any]], typed: str, outcome: str
) -> None:
    found = read(typed)
    assert len(found.readings) != 1
    assert found.value is None or not found.readings
    assert found.hint is None or found.value is None


@given(money)
def test_amount__read_back_from_french(value: Decimal) -> None:
    assert str(read_amount(shown.amount(value)).value) == str(value if value else abs(value))


@given(money, st.sampled_from(["MAD", "EUR"]), st.sampled_from(shown.LANGUAGES))
def test_amount__read_back_with_its_currency(value: Decimal, currency: str, lang: str) -> None:
    found = read_amount(shown.amount(value, currency, lang))
    assert (found.value, found.currency) == (value, currency)


@given(money)
def test_amount__read_back_from_arabic_digits(value: Decimal) -> None:
    typed = shown.amount(value).translate(ARABIC_DIGITS)
    assert read_amount(typed).value == value


@given(money, st.sampled_from(["\u00a0", "\u202f", "\u2009", " ", "'", "’", ".", "٬"]))
def test_amount__thousands_may_be_parted_by_any_known_mark(value: Decimal, mark: str) -> None:
    assert read_amount(shown.amount(value).replace(shown.NBSP, mark)).value == value


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(",."))
def test_amount__one_mark_and_three_digits_is_never_settled(
    units: int, rest: int, mark: str
) -> None:
    found = read_amount(f"{units}{mark}{rest:03d}")
    assert found.readings == (Decimal(units * 1000 + rest), Decimal(f"{units}.{rest:03d}"))


@given(days)
def test_day__read_back_from_iso(value: date) -> None:
    assert read_day(value.isoformat()).value == value
    assert read_day(value.strftime("%Y%m%d")).value == value


@given(days, st.sampled_from(shown.LANGUAGES))
def test_day__read_back_from_its_long_form(value: date, lang: str) -> None:
    assert read_day(shown.long_day(value, lang)).value == value


@given(days)
def test_day__by_number_has_two_readings_when_day_and_month_can_be_swapped(value: date) -> None:
    found = read_day(shown.day(value))
    if value.day > 12 or value.day == value.month:
        assert found.value == value
    else:
        assert found.readings == (value, date(value.year, value.day, value.month))


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)))
def test_moment__read_back_from_iso(value: datetime) -> None:
    assert read_moment(value.isoformat()).value == value
    assert read_moment(value.isoformat(" ")).value == value


@given(
    st.sampled_from([read for read, _ in TABLES]),
    st.one_of(
        st.text(),
        st.text("0123456789٠١٢oOlI .,'-+()/:hà€DHm\u00a0\u200f\n", max_size=20),
    ),
)
def test_any_text__never_raises_and_has_one_outcome(
    read: Callable[[str], Reading[Any]], typed: str
) -> None:
    found = read(typed)
    assert len(found.readings) != 1
    assert found.value is None or (not found.readings and found.hint is None)


@given(st.text("0123456789 .,'-()€DHMA", max_size=16))
def test_amount__is_finite_and_within_bounds(typed: str) -> None:
    found = read_amount(typed)
    values = [found.value, found.hint, *found.readings]
    assert all(value.is_finite() and abs(value) < 10**15 for value in values if value is not None)
