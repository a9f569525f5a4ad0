"""The library against the second computation, on generated years, to the cent."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings

from cic_sheets.money import Case
from tests.money.agreeing import agree
from tests.money.test_worked_example import average_year, day, example
from tests.money.years import any_year, years


@given(years())
@settings(max_examples=300)
def test_engine__agrees_with_a_plain_second_computation(case: Case) -> None:
    agree(case)


@pytest.mark.slow
@given(years(most_lines=11))
@settings(max_examples=2000)
def test_engine__agrees_with_it_on_thousands_of_years(case: Case) -> None:
    agree(case)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 5000, 1000))
def test_engine__agrees_with_it_on_five_thousand_seeds(first: int) -> None:
    for seed in range(first, first + 1000):
        agree(any_year(Random(seed), 4 + seed % 6))


@pytest.mark.parametrize("as_of", ["01-31", "02-28", "03-31", "12-31"])
def test_oracle__reproduces_the_worked_example(as_of: str) -> None:
    agree(example(as_of))


@pytest.mark.parametrize("as_of", ["05-31", "11-30", "12-31"])
def test_oracle__reproduces_the_average(as_of: str) -> None:
    agree(average_year(day(as_of)))
