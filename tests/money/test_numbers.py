"""Money as numbers: what Excel shows, one rounding, no binary fraction."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.values.money import (
    as_decimal,
    cents,
    cents_below,
    decimals,
    percentage,
    share,
    snap15,
    to_eur,
    total,
    usable,
    without_trailing_zeros,
)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("0.30000000000000004", "0.3"),  # 0.1+0.2
        ("99.300000000000011", "99.3"),  # 3*33.1
        ("12.10", "12.10"),
        ("12.1", "12.1"),
        ("-2.6749999999999998", "-2.675"),
        ("1E-15", "1E-15"),
        ("100", "100"),
        ("123456789012345", "123456789012345"),
        ("1234567890123456", "1234567890123460"),
        ("1.2345678901234567E+20", "123456789012346000000"),
        ("4.9406564584124654E-324", "4.94065645841247E-324"),
        ("0", "0"),
        ("-0.0", "-0.0"),
        ("999999999999999.5", "1000000000000000"),
    ],
)
def test_snap15__is_the_decimal_that_excel_shows(stored: str, shown: str) -> None:
    assert str(snap15(stored)) == shown
    assert snap15(Decimal(stored)) == Decimal(shown)


@pytest.mark.parametrize("text", ["", "abc", "NaN", "Infinity", "1,5", "12 DH", "-inf", "sNaN"])
def test_snap15__refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        snap15(text)


@pytest.mark.parametrize(
    ("number", "count"),
    [
        ("12", 0),
        ("12.3", 1),
        ("12.30", 1),
        ("12.34", 2),
        ("12.345", 3),
        ("0.00", 0),
        ("1E+3", 0),
        ("1E-15", 15),
        ("-0.010", 2),
        ("1E-300", 300),
        ("0E-400", 0),
        ("100.00", 0),
    ],
)
def test_decimals__counts_those_that_are_needed(number: str, count: int) -> None:
    assert decimals(Decimal(number)) == count


def test_decimals__of_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="no number"):
        decimals(Decimal("NaN"))


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("2.675", "2.68"),
        ("1.005", "1.01"),
        ("2.665", "2.67"),
        ("-2.675", "-2.68"),
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("0.0049999999", "0.00"),
        ("-0.001", "0.00"),
        ("7", "7.00"),
        ("1E+3", "1000.00"),
    ],
)
def test_cents__rounds_half_up_away_from_zero(amount: str, rounded: str) -> None:
    assert str(cents(Decimal(amount))) == rounded
    assert str(cents(Fraction(amount))) == rounded


@pytest.mark.parametrize(
    ("amount", "kept"), [("1.999", "1.99"), ("-1.999", "-1.99"), ("2", "2.00"), ("0.009", "0.00")]
)
def test_cents_below__never_passes_a_ceiling(amount: str, kept: str) -> None:
    assert str(cents_below(Decimal(amount))) == kept


@pytest.mark.parametrize(
    ("amount", "rate", "euros"),
    [
        ("1500", "10.80", "138.89"),
        ("950", "10.80", "87.96"),
        ("80", "11.00", "7.27"),
        ("4350", "10.9185", "398.41"),  # the inverse with four decimals would give 398.46
        ("1000", "11.0500", "90.50"),
        ("0.055", "11", "0.01"),  # exactly half a cent
        ("-0.055", "11", "-0.01"),
        ("0.0549999999999999999999999999999999999", "11", "0.00"),
        ("0", "11", "0.00"),
        ("10", "0.85", "11.76"),
    ],
)
def test_to_eur__divides_and_rounds_once(amount: str, rate: str, euros: str) -> None:
    assert str(to_eur(Decimal(amount), Decimal(rate))) == euros


def test_to_eur__keeps_a_mean_that_never_ends_exact() -> None:
    mean = Fraction(Decimal("32.9")) / 3  # 10.9666…
    exact = Fraction(1, 200) * mean  # half a cent, to the last digit
    assert to_eur(exact, mean) == Decimal("0.01")


@pytest.mark.parametrize("rate", ["0", "-11"])
def test_to_eur__refuses_what_is_no_rate(rate: str) -> None:
    with pytest.raises(ValueError, match="no rate"):
        to_eur(Decimal(1), Decimal(rate))


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.decimals("0.0001", 10**4, places=6).filter(lambda rate: rate > 0),
)
def test_to_eur__is_never_further_than_half_a_cent(amount: Decimal, rate: Decimal) -> None:
    error = abs(Fraction(to_eur(amount, rate)) - Fraction(amount) / Fraction(rate))
    assert error <= Fraction(1, 200)


@given(st.decimals(-(10**12), 10**12, places=3), st.decimals(-(10**12), 10**12, places=3))
def test_cents__keeps_the_order_of_amounts(one: Decimal, other: Decimal) -> None:
    assert (cents(one) <= cents(other)) or one > other


@pytest.mark.parametrize(
    ("amount", "good"),
    [
        ("0", True),
        ("-12.5", True),
        ("999999999999999", True),
        ("1E+15", False),
        ("1E+999999", False),
        ("NaN", False),
        ("Infinity", False),
        ("1E-31", False),
        (None, False),
    ],
)
def test_usable__is_what_can_be_reckoned_with_exactly(amount: str | None, good: bool) -> None:
    assert usable(None if amount is None else Decimal(amount)) is good


def test_total__adds_what_is_printed() -> None:
    assert str(total([])) == "0.00"
    assert str(total(map(Decimal, ["0.10", "0.20"]))) == "0.30"


def test_total__of_rounded_lines_is_not_the_rounded_total() -> None:
    tickets = [Decimal(amount) for amount in ("12.50", "13.00", "12.75")]
    rate = Decimal("10.9185")
    assert str(total(to_eur(ticket, rate) for ticket in tickets)) == "3.50"
    assert str(to_eur(total(tickets), rate)) == "3.50"
    small = [Decimal("10.00")] * 32
    assert total(to_eur(ticket, rate) for ticket in small) == Decimal("29.44")
    assert to_eur(total(small), rate) == Decimal("29.31")


@pytest.mark.parametrize(
    ("amount", "days", "whole", "part"),
    [
        ("200", 15, 31, "96.77"),
        ("480", 10, 30, "160.00"),
        ("480", 31, 31, "480.00"),
        ("480", 1, 28, "17.14"),
    ],
)
def test_share__is_a_month_by_its_days(amount: str, days: int, whole: int, part: str) -> None:
    assert str(share(Decimal(amount), days, whole)) == part


@pytest.mark.parametrize(
    ("part", "whole", "found"), [("1", "3", "33.33"), ("120", "100", "120.00"), ("5", "0", None)]
)
def test_percentage__of_nothing_is_none(part: str, whole: str, found: str | None) -> None:
    value = percentage(Decimal(part), Decimal(whole))
    assert (None if value is None else str(value)) == found


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(3, 2), "1.50"),
        (Fraction(100), "100.00"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "0.3333333333"),
        (Decimal("12.5"), "12.5"),
    ],
)
def test_as_decimal__shows_an_exact_number(value: Decimal | Fraction, shown: str) -> None:
    assert str(as_decimal(value)) == shown


@pytest.mark.parametrize(
    ("number", "plain"), [("1.50", "1.5"), ("1E+2", "100"), ("0.00", "0"), ("12", "12")]
)
def test_without_trailing_zeros__writes_the_same_number_plainly(number: str, plain: str) -> None:
    assert str(without_trailing_zeros(Decimal(number))) == plain


def test_rounding__does_not_depend_on_the_callers_context() -> None:
    with localcontext() as context:
        context.prec = 3
        assert str(cents(Decimal("123456.785"))) == "123456.79"
        assert str(to_eur(Decimal("1234567.89"), Decimal(1))) == "1234567.89"
        assert str(snap15("123456.785")) == "123456.785"
