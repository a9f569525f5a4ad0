"""Amounts and days, as receipts print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.receipts.amounts import amounts
from cic_sheets.receipts.days import days
from cic_sheets.receipts.text import fold, lines_of, tidy

AMOUNTS = [
    ("TOTAL 1 234,50 DH", "1234.50", "MAD"),
    ("TOTAL 1\u202f234,50 DH", "1234.50", "MAD"),
    ("MAD 1.234,50", "1234.50", "MAD"),
    ("د.م. ١٬٢٣٤٫٥٠", "1234.50", "MAD"),
    ("المجموع : ١٢٣٫٤٥ درهم", "123.45", "MAD"),
    ("45,00 Dhs", "45.00", "MAD"),
    ("TOTAL:35.00DH", "35.00", "MAD"),
    ("12€80", "12.80", "EUR"),
    ("27,80 €", "27.80", "EUR"),
    ("27,80", "27.80", None),
    ("1,980.00 €", "1980.00", "EUR"),
    ("1'234.50 CHF", "1234.50", "CHF"),
    ("$710.00", "710.00", "USD"),
    ("Rs 1939", "1939", "INR"),
    ("RM12.50", "12.50", "MYR"),
    ("50,- €", "50", "EUR"),
    ("50,00-", "-50.00", None),
    ("$-84.00", "-84.00", "USD"),
    ("Total 1.234.567,89 MAD", "1234567.89", "MAD"),
    ("71,51 447", "71.51", None),
    ("ورق1.200,00", "1200.00", None),
]


@pytest.mark.parametrize(("text", "value", "currency"), AMOUNTS)
def test_amount__is_read_as_printed(text: str, value: str, currency: str | None) -> None:
    first = amounts(lines_of(text))[0]
    assert (first.value, first.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "text",
    [
        "ICE 001561191000066",
        "Tél. 05 36 12 34 56",
        "+33 4 50 44 68 99",
        "Le 31/12/2023 à 14:05",
        "FA-2017-0010",
        "TVA 20 %",
        "0,5 kg",
        "IBAN FR20 1242 1242 1242 1242 1242 124",
        "13h45",
        "4 nuits",
    ],
)
def test_what_is_no_amount__is_none(text: str) -> None:
    assert amounts(lines_of(text)) == []


def test_point_or_comma__stays_open_until_the_receipt_tells() -> None:
    (alone,) = amounts(lines_of("1.234"))
    assert alone.value is None
    assert set(alone.readings) == {Decimal("1234"), Decimal("1.234")}
    told = amounts(lines_of("1.234\nTVA 5,60"))
    assert [amount.value for amount in told] == [Decimal("1234"), Decimal("5.60")]
    other = amounts(lines_of("1.234\nTVA 5.60"))
    assert other[0].value == Decimal("1.234")


def test_amount_torn_by_recognition__is_read_with_doubt() -> None:
    (torn,) = amounts(lines_of("27, 80"))
    assert (torn.value, torn.doubtful) == (Decimal("27.80"), True)


def test_columns_of_amounts__are_no_telephone_number() -> None:
    found = amounts(lines_of("Total 1 278.61     40.39 319.00"))
    assert [amount.value for amount in found][1:] == [Decimal("40.39"), Decimal("319.00")]


def test_blank_inside__is_in_doubt_when_its_end_is_printed_elsewhere() -> None:
    first, *_ = amounts(lines_of("Total 1 278.61\nPrix 278.61"))
    assert first.doubtful
    assert not amounts(lines_of("Total 1 278.61"))[0].doubtful


DAYS = [
    ("31/12/2023", "2023-12-31"),
    ("31-12-23", "2023-12-31"),
    ("2023-12-31", "2023-12-31"),
    ("20231231", "2023-12-31"),
    ("31 décembre 2023", "2023-12-31"),
    ("31. Dezember 2023", "2023-12-31"),
    ("7. Mai 2014", "2014-05-07"),
    ("1er janvier 2024", "2024-01-01"),
    ("January 8, 2024", "2024-01-08"),
    ("15 JUN 18", "2018-06-15"),
    ("31 de diciembre de 2023", "2023-12-31"),
    ("5 maart 2024", "2024-03-05"),
    ("٣١/١٢/٢٠٢٣", "2023-12-31"),
    ("12 يوليوز 2023", "2023-07-12"),
    ("12 غشت 2023", "2023-08-12"),
    ("12 شتنبر 2023", "2023-09-12"),
    ("12 نونبر 2023", "2023-11-12"),
    ("12 دجنبر 2023", "2023-12-12"),
    ("12 ماي 2023", "2023-05-12"),
    ("التاريخ : 5 دجنبر2023", "2023-12-05"),
    ("12 أيلول 2023", "2023-09-12"),
    ("12 كانون الثاني 2023", "2023-01-12"),
    ("04/04/2023", "2023-04-04"),
    ("lundi 03/04/2023", "2023-04-03"),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_day__is_read_as_printed(text: str, expected: str) -> None:
    (day,) = days(lines_of(text))
    assert day.value == date.fromisoformat(expected)


@pytest.mark.parametrize("text", ["31/02/2023", "00/12/2023", "12/2023", "1/2", "99-99-99"])
def test_impossible_day__is_none(text: str) -> None:
    assert days(lines_of(text)) == []


def test_day_and_month__are_not_guessed() -> None:
    (day,) = days(lines_of("03/04/2023"))
    assert day.value is None
    assert set(day.readings) == {date(2023, 4, 3), date(2023, 3, 4)}


def test_day_and_month__are_told_by_a_sure_day_of_the_same_receipt() -> None:
    alike = days(lines_of("03/04/2023\n25/12/2023"))
    assert alike[0].value == date(2023, 4, 3)
    american = days(lines_of("11/03/2017\n11/17/2017"))
    assert american[0].value == date(2017, 11, 3)
    again = days(lines_of("01/08/2024\nMonday, January 8, 2024"))
    assert {day.value for day in again} == {date(2024, 1, 8)}


@given(st.text(max_size=200))
def test_any_text__is_read_without_a_fault(text: str) -> None:
    lines = lines_of(text)
    amounts(lines)
    days(lines)
    for line in lines:
        assert len(line.folded) == len(line.shown)
    assert len(fold(tidy(text))) == len(tidy(text))
