"""The library against the second computation, on generated years, to the cent."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from cic_sheets.money import Case, SettledLine, settle
from tests.money.oracle import Oracle
from tests.money.test_worked_example import average_year, day, example
from tests.money.years import years


def parts(line: SettledLine) -> dict[tuple[str, str], Fraction]:
    found: dict[tuple[str, str], Fraction] = {}
    for cut in line.cuts:
        key = (cut.stage, cut.outcome)
        found[key] = found.get(key, Fraction(0)) + Fraction(cut.amount)
    return {key: amount for key, amount in found.items() if amount}


def agree(case: Case) -> None:
    expected, found = Oracle(case), settle(case)
    assert [line.id for line in found.lines] == [line.id for line in expected.order]
    for line in found.lines:
        claimed, reimbursable, cut = expected.lines[line.id]
        assert (line.id, line.claimed, line.reimbursable) == (line.id, claimed, reimbursable)
        assert (line.id, parts(line)) == (line.id, cut)
    ledger = [(month.allowance, month.left, month.reimbursable) for month in found.ledger]
    assert ledger == expected.ledger


@given(years())
@settings(max_examples=400)
def test_engine__agrees_with_a_plain_second_computation(case: Case) -> None:
    agree(case)


@pytest.mark.slow
@given(years(most_lines=9))
@settings(max_examples=3000)
def test_engine__agrees_with_it_on_thousands_of_years(case: Case) -> None:
    agree(case)


@pytest.mark.parametrize("as_of", ["01-31", "02-28", "03-31", "12-31"])
def test_oracle__reproduces_the_worked_example(as_of: str) -> None:
    agree(example(as_of))


@pytest.mark.parametrize("as_of", ["05-31", "11-30", "12-31"])
def test_oracle__reproduces_the_average(as_of: str) -> None:
    agree(average_year(day(as_of)))
