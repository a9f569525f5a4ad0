"""Amounts in Arabic words: the cases of the grammar, and every number read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.language.amounts_in_words import in_words
from cic_sheets.language.arabic_numbers import MOST

CASES = [
    ("0", "MAD", "صفر درهم"),
    ("0.01", "MAD", "سنتيم واحد"),
    ("0.02", "EUR", "سنتان"),
    ("1", "MAD", "درهم واحد"),
    ("2", "MAD", "درهمان"),
    ("3", "MAD", "ثلاثة دراهم"),
    ("10", "MAD", "عشرة دراهم"),
    ("11", "MAD", "أحد عشر درهما"),
    ("25", "MAD", "خمسة وعشرون درهما"),
    ("100", "MAD", "مائة درهم"),
    ("101", "MAD", "مائة درهم ودرهم واحد"),
    ("102", "MAD", "مائة درهم ودرهمان"),
    ("103", "MAD", "مائة وثلاثة دراهم"),
    ("200", "MAD", "مئتا درهم"),
    ("211", "MAD", "مئتان وأحد عشر درهما"),
    ("480", "EUR", "أربعمائة وثمانون يورو"),
    ("680.80", "EUR", "ستمائة وثمانون يورو وثمانون سنتا"),
    ("1000", "MAD", "ألف درهم"),
    ("1001", "MAD", "ألف درهم ودرهم واحد"),
    ("2000", "MAD", "ألفا درهم"),
    ("2002", "MAD", "ألفا درهم ودرهمان"),
    ("2200", "MAD", "ألفان ومئتا درهم"),
    ("3000", "MAD", "ثلاثة آلاف درهم"),
    ("11000", "MAD", "أحد عشر ألف درهم"),
    ("12345.05", "MAD", "اثنا عشر ألفا وثلاثمائة وخمسة وأربعون درهما وخمسة سنتيمات"),
    ("100000", "MAD", "مائة ألف درهم"),
    ("102000", "MAD", "مائة ألف وألفا درهم"),
    ("200000", "MAD", "مئتا ألف درهم"),
    ("1000000", "MAD", "مليون درهم"),
    ("2000000", "MAD", "مليونا درهم"),
    ("-5", "USD", "ناقص خمسة USD"),
]  # fmt: skip


@pytest.mark.parametrize(("amount", "currency", "said"), CASES)
def test_amount__is_said_as_arabic_counts(amount: str, currency: str, said: str) -> None:
    assert in_words(Decimal(amount), currency, "ar") == said


UNITS = ["واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
VALUES = {
    **{word: number for number, word in enumerate(UNITS, start=1)},
    **{word: number for number, word in enumerate(TENS, start=2) for number in (number * 10,)},
    "أحد": 1, "اثنا": 2, "عشر": 10, "مائة": 100, "مئتان": 200, "مئتا": 200, "ثلاثمائة": 300,
    "أربعمائة": 400, "خمسمائة": 500, "ستمائة": 600, "سبعمائة": 700, "ثمانمائة": 800,
    "تسعمائة": 900,
}  # fmt: skip
SCALES = {"ألف": 1000, "ألفا": 1000, "آلاف": 1000, "مليون": 10**6, "مليونا": 10**6,
          "ملايين": 10**6, "مليار": 10**9, "مليارا": 10**9, "مليارات": 10**9,
          "تريليون": 10**12, "تريليونا": 10**12, "تريليونات": 10**12}  # fmt: skip
DUALS = {
    "ألفان": 2000,
    "ألفا": 2000,
    "مليونان": 2 * 10**6,
    "مليونا": 2 * 10**6,
    "ملياران": 2 * 10**9,
    "مليارا": 2 * 10**9,
    "تريليونان": 2 * 10**12,
    "تريليونا": 2 * 10**12,
}
NOUN = {"درهم", "دراهم", "درهما"}


def read_back(said: str) -> int:
    """What a reader counts: numbers add up, thousands and millions multiply what is before."""
    total = pending = 0
    words = said.split()
    for place, word in enumerate(words):
        word = word.removeprefix("و") if word not in VALUES and word[1:] else word
        if word == "درهمان":
            pending += 2
        elif word in NOUN:
            if place + 1 < len(words) and words[place + 1] == "واحد":
                continue
        elif word in SCALES or word in DUALS:
            total += pending * SCALES[word] if pending else DUALS.get(word) or SCALES[word]
            pending = 0
        else:
            pending += VALUES[word]
    return total + pending


@given(st.one_of(st.integers(1, MOST - 1), st.integers(1, 3000)))
def test_words__are_read_back_as_the_number(number: int) -> None:
    assert read_back(in_words(Decimal(number), "MAD", "ar")) == number


def test_a_million_millions__have_no_words() -> None:
    with pytest.raises(ValueError, match="no words"):
        in_words(Decimal(MOST), "MAD", "ar")
