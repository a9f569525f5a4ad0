"""The library against the second computation, on generated years, to the cent."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from cic_sheets.money import Case
from tests.money.agreeing import agree
from tests.money.changing import DICE
from tests.money.odd import declared_at_many_rates, declared_in_dirhams
from tests.money.oracle import Oracle
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


# -- Declarations whose year's ceiling lines meet at different rates ------------------------------


@given(years(), DICE)
def test_engine__agrees_with_it_where_one_ceiling_meets_many_rates(
    case: Case, random: Random
) -> None:
    agree(declared_at_many_rates(case, random))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 4000, 1000))
def test_engine__agrees_with_it_on_four_thousand_years_of_many_rates(first: int) -> None:
    for seed in range(first, first + 1000):
        dice = Random(seed)
        agree(declared_at_many_rates(any_year(dice, 4 + seed % 6), dice))


class BothWays(Oracle):
    """J by cuts and J by linear programming; `met` counts the years in which they can differ."""

    met = 0

    def all_j(self, served: list[Any]) -> list[Fraction]:
        if self.p.declaration_year:
            BothWays.met += 1
            assert self.first_served_first(served) == self.by_cuts(served)
        return self.by_cuts(served)


def test_oracle__finds_the_same_j_in_both_its_ways_where_there_is_one_rate() -> None:
    """There the first served first have the largest total too, as §3.4 says."""
    BothWays.met = 0
    for seed in range(300):
        dice = Random(seed)
        year = declared_in_dirhams(any_year(dice, 4 + seed % 6), dice)
        one = year._replace(lines=tuple(each._replace(rate=None) for each in year.lines))
        BothWays(one)
    assert BothWays.met > 100


@pytest.mark.parametrize("as_of", ["01-31", "02-28", "03-31", "12-31"])
def test_oracle__reproduces_the_worked_example(as_of: str) -> None:
    agree(example(as_of))


@pytest.mark.parametrize("as_of", ["05-31", "11-30", "12-31"])
def test_oracle__reproduces_the_average(as_of: str) -> None:
    agree(average_year(day(as_of)))
