"""Freezing then recomputing gives the frozen figures, whatever « Taux » becomes.  money.md §8."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cic_sheets.money import Case, SettledLine, settle
from cic_sheets.money.case import BY_PERIOD
from cic_sheets.reconcile.submission import used_rates, with_rates
from cic_sheets.values.money import Ratio
from cic_sheets.values.names import folded
from tests.money.build import case, phone, rate, row, trip
from tests.money.years import years

SEEDS = st.integers(0, 2**32).map(Random)


def frozen(year: Case) -> dict[str, dict[str, Ratio]]:
    """Line → currency → units, as a submission keeps them."""
    return {
        folded(number): {currency: used.units for currency, used in rates.items()}
        for number, rates in used_rates(year).items()
    }


def with_other_rates(year: Case, random: Random) -> Case:
    """Every rate of « Taux » typed over; two rows of one rate that agreed, or not, still do."""
    factors: dict[tuple[object, ...], int] = {}
    for one in year.rates:
        factors.setdefault((one.currency, one.month), random.randint(2, 30))
    rates = (
        one._replace(units=one.units * factors[one.currency, one.month] / 10) for one in year.rates
    )
    return year._replace(rates=tuple(rates))


def figures(lines: tuple[SettledLine, ...]) -> dict[str, tuple[object, ...]]:
    """Number → amounts, and what each cut took for which reason."""
    return {
        line.id: (
            (line.claimed, line.reimbursable, line.refused, line.pending),
            tuple((cut.cause, cut.code, cut.amount, cut.outcome) for cut in line.cuts),
        )
        for line in lines
    }


def holds(year: Case, random: Random) -> None:
    before = settle(year)
    sent = with_rates(year, frozen(year))
    assert settle(sent) == before  # as long as « Taux » agrees, not even a source differs
    again = settle(with_rates(with_other_rates(year, random), frozen(year)))
    assert figures(again.lines) == figures(before.lines)
    assert again.totals.year == before.totals.year


@given(years(), SEEDS)
def test_frozen_rates__give_the_frozen_figures_whatever_the_rates_become(
    year: Case, random: Random
) -> None:
    holds(year, random)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(years(), SEEDS)
def test_frozen_rates__give_the_frozen_figures_in_a_thousand_years(
    year: Case, random: Random
) -> None:
    holds(year, random)


def test_change_of_rates__does_change_what_is_not_frozen() -> None:
    """The property would hold of anything if rates changed nothing."""
    year = case(phone("D-1", "1000", currency="MAD"))
    other = year._replace(rates=(rate(1, "20.00"),))
    assert str(settle(year).line("D-1").claimed) == "92.59"
    assert str(settle(other).line("D-1").claimed) == "50.00"
    assert str(settle(with_rates(other, frozen(year))).line("D-1").claimed) == "92.59"


def test_line_in_euros__keeps_the_rate_of_its_scale() -> None:
    line = trip("D-1", "200", quantity=1, unit="nuitée")
    year = case(line, scales=(row("B-1", "1080", "MAD"),))
    assert str(settle(year).line("D-1").reimbursable) == "100.00"
    other = year._replace(rates=(rate(1, "12.00"),))
    assert str(settle(other).line("D-1").reimbursable) == "90.00"
    assert str(settle(with_rates(other, frozen(year))).line("D-1").reimbursable) == "100.00"


def test_mean_of_a_period__is_frozen_as_it_was_without_rounding() -> None:
    line = phone("D-1", "1000", currency="MAD")
    policies = case().policies._replace(rate_method=BY_PERIOD)
    rates = (rate(1, "10.00"), rate(2, "10.10"), rate(3, "10.10"))
    year = case(line, as_of="03-31", rates=rates, policies=policies)
    assert frozen(year)[folded("D-1")] == {"MAD": Fraction("30.20") / 3}
    april = year.as_of.replace(month=4, day=30)
    later = year._replace(rates=(*rates, rate(4, "11.00")), as_of=april)
    assert settle(later).line("D-1").claimed != settle(year).line("D-1").claimed
    again = settle(with_rates(later, frozen(year))).line("D-1")
    assert again.claimed == settle(year).line("D-1").claimed


def test_line_whose_currency_changed__takes_the_rate_of_its_new_currency() -> None:
    year = case(phone("D-1", "1000", currency="MAD"))
    changed = year._replace(
        lines=(year.lines[0]._replace(currency="USD"),),
        receipts=tuple(one._replace(currency="USD") for one in year.receipts),
        rates=(rate(1, "1.25", "USD"),),
    )
    found = settle(with_rates(changed, frozen(year))).line("D-1")
    assert str(found.claimed) == "800.00"
