"""Amounts in words, against a plain reckoning of our own: French, Belgian French, English.

Arabic is read back in `test_arabic_numbers.py`.
"""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.language.amounts_in_words import Variant, in_words
from tests.language.plain import english, french

VARIANTS = get_args(Variant)

FRENCH = [
    ("0", "EUR", "zéro euro"),
    ("-0.00", "EUR", "zéro euro"),
    ("0.01", "EUR", "un centime"),
    ("0.50", "EUR", "cinquante centimes"),
    ("1", "EUR", "un euro"),
    ("1.01", "EUR", "un euro et un centime"),
    ("2", "EUR", "deux euros"),
    ("21", "EUR", "vingt et un euros"),
    ("71", "EUR", "soixante et onze euros"),
    ("80", "EUR", "quatre-vingts euros"),
    ("81", "EUR", "quatre-vingt-un euros"),
    ("91", "EUR", "quatre-vingt-onze euros"),
    ("99.99", "EUR", "quatre-vingt-dix-neuf euros et quatre-vingt-dix-neuf centimes"),
    ("200", "EUR", "deux cents euros"),
    ("201", "EUR", "deux cent un euros"),
    ("480", "EUR", "quatre cent quatre-vingts euros"),
    ("480.00", "EUR", "quatre cent quatre-vingts euros"),
    ("680.80", "EUR", "six cent quatre-vingts euros et quatre-vingts centimes"),
    ("1000", "EUR", "mille euros"),
    ("1100", "EUR", "mille cent euros"),
    ("80000", "EUR", "quatre-vingt mille euros"),
    ("200000", "EUR", "deux cent mille euros"),
    ("1000000", "EUR", "un million d'euros"),
    ("1000001", "EUR", "un million un euros"),
    ("80000000", "EUR", "quatre-vingts millions d'euros"),
    ("200000000", "EUR", "deux cents millions d'euros"),
    ("200000000.05", "EUR", "deux cents millions d'euros et cinq centimes"),
    ("200080000", "EUR", "deux cents millions quatre-vingt mille euros"),
    ("3E+9", "EUR", "trois milliards d'euros"),
    ("1E+12", "EUR", "un billion d'euros"),
    ("-12.50", "EUR", "moins douze euros et cinquante centimes"),
    ("-0.01", "EUR", "moins un centime"),
    ("1", "MAD", "un dirham"),
    ("1500", "MAD", "mille cinq cents dirhams"),
    ("2000000", "MAD", "deux millions de dirhams"),
    ("0.01", "MAD", "un centime de dirham"),
    ("12.05", "MAD", "douze dirhams et cinq centimes de dirham"),
    ("12.05", "USD", "douze USD et cinq centièmes d'USD"),
    ("12.05", "GBP", "douze GBP et cinq centièmes de GBP"),
    ("1000000", "AED", "un million d'AED"),
]
BELGIAN = [
    ("70", "septante euros"),
    ("71", "septante et un euros"),
    ("72", "septante-deux euros"),
    ("79.91", "septante-neuf euros et nonante et un centimes"),
    ("80", "quatre-vingts euros"),
    ("81", "quatre-vingt-un euros"),
    ("90", "nonante euros"),
    ("91", "nonante et un euros"),
    ("99", "nonante-neuf euros"),
    ("480", "quatre cent quatre-vingts euros"),
    ("680.80", "six cent quatre-vingts euros et quatre-vingts centimes"),
    ("201", "deux cent un euros"),
    ("70000", "septante mille euros"),
    ("80000", "quatre-vingt mille euros"),
    ("91000", "nonante et un mille euros"),
    ("200000000", "deux cents millions d'euros"),
    ("90000000", "nonante millions d'euros"),
    ("1000000", "un million d'euros"),
]
ENGLISH = [
    ("0", "EUR", "zero euros"),
    ("1", "EUR", "one euro"),
    ("0.01", "EUR", "one cent"),
    ("680.80", "EUR", "six hundred and eighty euros and eighty cents"),
    ("1000000", "EUR", "one million euros"),
    ("-1.50", "MAD", "minus one dirham and fifty Moroccan centimes"),
    ("2.05", "USD", "two USD and five hundredths of USD"),
]


@pytest.mark.parametrize(("amount", "currency", "words"), FRENCH)
def test_french__counts_and_agrees(amount: str, currency: str, words: str) -> None:
    assert in_words(Decimal(amount), currency) == words


@pytest.mark.parametrize(("amount", "words"), BELGIAN)
def test_belgian__says_septante_and_nonante_but_quatre_vingts(amount: str, words: str) -> None:
    assert in_words(Decimal(amount), "EUR", "fr-BE") == words


@pytest.mark.parametrize(("amount", "currency", "words"), ENGLISH)
def test_english__is_offered_too(amount: str, currency: str, words: str) -> None:
    assert in_words(Decimal(amount), currency, "en") == words


@pytest.mark.parametrize("amount", ["0.001", "12.345", "NaN", "Infinity"])
def test_amount__that_is_none_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="no "):
        in_words(Decimal(amount), "EUR")


# -- Against a reckoning of our own ----------------------------------------------------------------


def grid() -> list[int]:
    """Every number where words change, beyond ten thousand, up to a thousand billions."""
    random = Random(2023)
    heads = (1, 2, 3, 10, 17, 21, 70, 71, 77, 80, 81, 90, 91, 97, 99, 100, 180, 200, 280, 700, 999)
    tails = (0, 1, 16, 21, 71, 80, 81, 91, 200, 201, 1000, 1080, 80_000, 200_000, 999_999)
    made = {head * 10**zeros + tail for zeros in range(4, 13) for head in heads for tail in tails}
    drawn = {random.randrange(10 ** random.randint(5, 12)) for _ in range(2000)}
    return sorted(number for number in made | drawn if number <= 10**12)


NUMBERS = [*range(10_000), *grid()]


@pytest.mark.parametrize("variant", [one for one in VARIANTS if one != "ar"])
def test_every_number_to_ten_thousand_and_a_grid_beyond__are_as_reckoned_by_hand(
    variant: Variant,
) -> None:
    assert len(NUMBERS) > 13_000
    wrong = []
    for number in NUMBERS:
        words = english(number) if variant == "en" else french(number, variant == "fr-BE")
        said = in_words(Decimal(number), "CHF", variant)
        expected = {f"{words} CHF", f"{words} de CHF" if number and not number % 10**6 else ""}
        if said not in expected:
            wrong.append((number, said, words))
    assert wrong == []


cents = st.integers(-(10**14), 10**14)


@given(cents, st.sampled_from(("EUR", "MAD")), st.sampled_from(VARIANTS))
def test_words__hold_no_digit_no_double_blank_and_never_no_cents(
    count: int, currency: str, variant: Variant
) -> None:
    words = in_words(Decimal(count).scaleb(-2), currency, variant)
    assert not any(sign.isdigit() for sign in words)
    assert "  " not in words
    assert words == words.strip()
    assert "zéro c" not in words
    assert "zero c" not in words
    assert sum(words.count(zero) for zero in ("zéro", "zero", "صفر")) == (count == 0)
    assert words.startswith(("moins ", "minus ", "ناقص ")) == (count < 0)


@pytest.mark.parametrize("variant", VARIANTS)
def test_words__are_different_for_different_amounts(variant: Variant) -> None:
    amounts = [Decimal(number).scaleb(-2) for number in range(-200, 1500)]
    amounts += [Decimal(number) for number in grid()]
    said = {in_words(a, currency, variant) for a in amounts for currency in ("EUR", "MAD")}
    # No euro and no dirham are two wordings of one amount each; every other amount has its own.
    assert len(said) == 2 * len(set(amounts))


def test_module__loads_the_library_only_when_words_are_asked_for() -> None:
    program = (
        "import sys; from cic_sheets.language.amounts_in_words import in_words as w; "
        "from decimal import Decimal as D; before = 'num2words' in sys.modules; "
        "w(D(1), 'EUR'); print(before, 'num2words' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"], done.stderr
