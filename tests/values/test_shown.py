"""Figures and days as readers see them: no digit lost, none made up."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.values import shown

NUMBERS = [
    ("0", "0", "0"),
    ("-0.00", "0,00", "0.00"),
    ("7", "7", "7"),
    ("10.80", "10,80", "10.80"),
    ("999", "999", "999"),
    ("1000", "1_000", "1,000"),
    ("1234567.8912", "1_234_567,8912", "1,234,567.8912"),
    ("-12345.5", "-12_345,5", "-12,345.5"),
    ("1E+3", "1_000", "1,000"),
    ("1.2E-7", "0,00000012", "0.00000012"),
    ("12345678901234567890123456789012.5", "12_345_678_901_234_567_890_123_456_789_012,5", ""),
]

AMOUNTS = [
    ("1234.56", "EUR", "1_234,56_EUR"),
    ("1234.5", "MAD", "1_234,50_MAD"),
    ("12", "EUR", "12,00_EUR"),
    ("0", "EUR", "0,00_EUR"),
    ("-0", "EUR", "0,00_EUR"),
    ("-1234.56", "EUR", "-1_234,56_EUR"),
    ("12.345", "EUR", "12,345_EUR"),
    ("1E+6", "MAD", "1_000_000,00_MAD"),
    ("12.5", None, "12,50"),
]

AMOUNTS_ELSEWHERE = [
    ("1234.5", "1_234,50_EUR", "1,234.50_EUR"),
    ("0", "0,00_EUR", "0.00_EUR"),
    ("-0.00", "0,00_EUR", "0.00_EUR"),
    ("12.345", "12,345_EUR", "12.345_EUR"),
    ("-1234567.89", "\u200e-1_234_567,89_EUR", "-1,234,567.89_EUR"),
]

PERCENTS = [
    ("0.125", "12,5_%", "12.5%"),
    ("1", "100_%", "100%"),
    ("0", "0_%", "0%"),
    ("0.10", "10_%", "10%"),
    ("-0.005", "-0,5_%", "-0.5%"),
    ("12.3456", "1_234,56_%", "1,234.56%"),
]

HOURS = [
    ("8", "8_h"),
    ("7.5", "7_h_30"),
    ("1.10", "1_h_06"),
    ("0.25", "0_h_15"),
    ("0.33", "0,33_h"),
    ("-1.5", "-1_h_30"),
    ("-0.5", "-0_h_30"),
    ("0", "0_h"),
    ("-0", "0_h"),
    ("1234.5", "1_234_h_30"),
]

finite = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)


def spaced(text: str) -> str:
    return text.replace("_", shown.NBSP)


@pytest.mark.parametrize(("value", "french", "english"), NUMBERS)
def test_number__keeps_the_digits_it_has(value: str, french: str, english: str) -> None:
    assert shown.number(Decimal(value)) == spaced(french)
    if english:
        assert shown.number(Decimal(value), "en") == english


@pytest.mark.parametrize(("value", "currency", "text"), AMOUNTS)
def test_amount__has_two_decimals_at_least_and_its_currency(
    value: str, currency: str | None, text: str
) -> None:
    assert shown.amount(Decimal(value), currency) == spaced(text)


@pytest.mark.parametrize(("value", "arabic", "english"), AMOUNTS_ELSEWHERE)
def test_amount__is_written_as_arabic_and_english_readers_do(
    value: str, arabic: str, english: str
) -> None:
    assert shown.amount(Decimal(value), "EUR", "ar") == spaced(arabic)
    assert shown.amount(Decimal(value), "EUR", "en") == spaced(english)


@pytest.mark.parametrize("lang", shown.LANGUAGES)
@pytest.mark.parametrize("value", ["-1234567.5", "0.00", "1000", "12.345"])
def test_figure__is_never_torn_at_the_end_of_a_line(value: str, lang: str) -> None:
    """Word, Excel and terminals break lines at plain blanks; a no-break space holds."""
    written = (
        shown.amount(Decimal(value), "EUR", lang),
        shown.number(Decimal(value), lang),
        shown.percent(Decimal(value), lang),
        shown.hours(Decimal(value), lang),
    )
    assert all(text.split(" ") == [text] for text in written)
    assert not any(thin in text for text in written for thin in "\u202f\u2009\u2212")


@pytest.mark.parametrize(("value", "french", "english"), PERCENTS)
def test_percent__is_the_share_times_a_hundred(value: str, french: str, english: str) -> None:
    assert shown.percent(Decimal(value)) == spaced(french)
    assert shown.percent(Decimal(value), "en") == english
    arabic = f"\u200e{french}" if french.startswith("-") else french
    assert shown.percent(Decimal(value), "ar") == spaced(arabic)


@pytest.mark.parametrize(("value", "text"), HOURS)
def test_hours__are_hours_and_minutes_when_the_minutes_are_whole(value: str, text: str) -> None:
    assert shown.hours(Decimal(value)) == spaced(text)


def test_hours__name_their_minutes_in_other_languages() -> None:
    assert shown.hours(Decimal("7.5"), "en") == spaced("7_h_30_min")
    assert shown.hours(Decimal("7.5"), "ar") == spaced("7_س_30_د")


@given(finite, st.sampled_from(["fr", "ar"]))
def test_number__holds_exactly_the_value(value: Decimal, lang: str) -> None:
    text = shown.number(value, lang).replace("\u200e", "").replace(shown.NBSP, "")
    assert Decimal(text.replace(",", ".")) == value


@given(finite)
def test_percent__does_not_depend_on_the_precision_of_arithmetic(value: Decimal) -> None:
    with localcontext() as context:
        context.prec = 3
        short = shown.percent(value)
    assert short == shown.percent(value)


@pytest.mark.parametrize("write", [shown.number, shown.amount, shown.percent, shown.hours])
@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_figure__that_is_not_finite_is_refused(write, value: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        write(Decimal(value))


@pytest.mark.parametrize(
    ("lang", "text", "long"),
    [
        ("fr", "05/03/2023", "5 mars 2023"),
        ("ar", "05/03/2023", "5 مارس 2023"),
        ("en", "2023-03-05", "5 March 2023"),
    ],
)
def test_day__is_written_as_its_readers_do(lang: str, text: str, long: str) -> None:
    assert shown.day(date(2023, 3, 5), lang) == text
    assert shown.long_day(date(2023, 3, 5), lang) == long


def test_long_day__is_premier_on_the_first_in_french_alone() -> None:
    assert shown.long_day(date(2023, 8, 1)) == "1er août 2023"
    assert shown.long_day(date(2023, 1, 1)) == "1er janvier 2023"
    assert shown.long_day(date(2023, 8, 1), "en") == "1 August 2023"
    assert shown.long_day(date(2023, 8, 11)) == "11 août 2023"
    assert shown.long_day(date(2023, 8, 1), "ar") == "1 غشت 2023"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2023, 12, 31, 14, 30), "31/12/2023 14:30"),
        (datetime(2023, 12, 31), "31/12/2023 00:00"),
        (datetime(2023, 12, 31, 14, 30, 15), "31/12/2023 14:30:15"),
        (datetime(2023, 12, 31, 14, 30) + timedelta(microseconds=5), "31/12/2023 14:30:00.000005"),
    ],
)
def test_moment__shows_seconds_only_if_there_are_any(value: datetime, text: str) -> None:
    assert shown.moment(value) == text


def test_months__are_twelve_different_ones_in_every_language() -> None:
    for lang in shown.LANGUAGES:
        assert len({shown.month_name(number, lang) for number in range(1, 13)}) == 12
    assert shown.month_name(2) == "février"
    assert shown.month_name(12, "ar") == "دجنبر"
    assert shown.month_name(5, "en") == "May"
    assert shown.month(date(2023, 3, 5)) == "mars 2023"


@pytest.mark.parametrize("wrong", [0, 13, -1])
def test_month_name__outside_the_year_is_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        shown.month_name(wrong)
