"""What is true of every year, on generated ones."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.money import Case, Total, settle
from cic_sheets.values.days import contract_months
from cic_sheets.values.money import usable
from tests.money.years import any_year, years

CENT = Decimal("0.01")
SEEDS = st.integers(0, 2**32).map(Random)


def closes(total: Total) -> bool:
    return total.claimed == total.reimbursable + total.refused + total.pending


@given(years())
def test_equation__holds_for_every_line_and_every_part_of_the_year(case: Case) -> None:
    found = settle(case)
    year = found.totals.year
    for line in found.lines:
        assert line.claimed == line.reimbursable + line.refused + line.pending
        assert line.claimed - sum(cut.amount for cut in line.cuts) == line.reimbursable
    for parts in found.totals[1:]:
        assert all(closes(total) for total in parts.values())
        assert sum(total.claimed for total in parts.values()) == year.claimed
        assert sum(total.reimbursable for total in parts.values()) == year.reimbursable
    assert closes(year)


@given(years())
def test_equation__no_line_is_lost_and_every_cut_is_explained(case: Case) -> None:
    found = settle(case)
    assert sorted(line.id for line in (*found.lines, *found.to_come)) == sorted(
        line.id for line in case.lines
    )
    for line in found.lines:
        for cut in line.cuts:
            assert cut.because
            assert cut.code
            assert cut.clause
            assert cut.outcome in ("refused", "pending")
            assert cut.amount != 0 or line.waiting


@given(years())
def test_amounts__are_in_cents_and_stages_never_give_back(case: Case) -> None:
    for line in settle(case).lines:
        amounts = (line.claimed, line.reimbursable, line.refused, line.pending, *line.after)
        assert all(amount.as_tuple().exponent == -2 for amount in amounts)
        if line.claimed >= 0:
            assert list(line.after) == sorted(line.after, reverse=True)
            assert all(cut.amount >= 0 for cut in line.cuts)


@given(years())
def test_cap__reimbursable_stays_within_the_allowance_every_month(case: Case) -> None:
    for month in contract_months(case.convention.start, case.convention.end):
        ledger = settle(case._replace(as_of=month.end)).ledger
        for row in ledger:
            assert row.reimbursable == min(row.allowance, row.left)
            assert row.room >= 0


@given(years(), SEEDS)
def test_rows__in_any_order_give_the_same(case: Case, random: Random) -> None:
    mixed = _mixed(case, random)
    assert settle(mixed) == settle(case)


def _mixed(case: Case, random: Random) -> Case:
    tables = {name: rows for name, rows in case._asdict().items() if isinstance(rows, tuple)}
    del tables["convention"], tables["policies"]
    mixed = {name: tuple(random.sample(rows, len(rows))) for name, rows in tables.items()}
    lines = [
        line._replace(receipts=tuple(random.sample(line.receipts, len(line.receipts))))
        for line in mixed.pop("lines")
    ]
    return case._replace(**mixed, lines=tuple(lines))


@given(years(), SEEDS)
def test_rows__with_a_number_used_twice_give_the_same_in_any_order(
    case: Case, random: Random
) -> None:
    """CEL-07 is told elsewhere; the money then doesn't hang on who stands first."""
    names = ("missions", "approvals", "receipts", "scales", "lines")
    twice = {name: _twice(getattr(case, name), random) for name in names}
    case = case._replace(**twice)
    assert settle(_mixed(case, random)) == settle(case)


def _twice(rows: tuple[Any, ...], random: Random) -> tuple[Any, ...]:
    """Some rows under the number of others."""
    return tuple(row._replace(id=random.choice((row.id, rows[0].id))) for row in rows)


@given(years())
def test_rates__frozen_with_their_lines_give_the_frozen_figures(case: Case) -> None:
    before = settle(case)
    frozen = {
        line.id: line.rate.units
        for line in before.lines
        if line.rate is not None and isinstance(line.rate.units, Decimal)
    }
    lines = tuple(
        line._replace(rate=frozen[line.id]) if line.id in frozen else line for line in case.lines
    )
    drifted = settle(case._replace(lines=lines, scales=(), rates=()))
    again = {line.id: line.claimed for line in settle(case._replace(scales=())).lines}
    for line in drifted.lines:
        if line.id in frozen:
            assert line.claimed == again[line.id]


@given(years(), years())
def test_settle__is_pure(case: Case, other: Case) -> None:
    first = settle(case)
    settle(other)
    assert settle(case) == first


@given(years(rate_method="mois_depense"))
def test_time__only_adds_to_what_is_claimed_and_allowed(case: Case) -> None:
    lines = tuple(line for line in case.lines if usable(line.amount) and line.amount >= 0)
    days = sorted({line.day for line in lines if line.day} | {case.convention.end})
    seen = [settle(case._replace(lines=lines, as_of=day)) for day in days]
    claimed = [found.totals.year.claimed for found in seen]
    allowed = [found.ledger[-1].allowance for found in seen if found.ledger]
    assert claimed == sorted(claimed)
    assert allowed == sorted(allowed)


ON_A_YEAR = [
    test_equation__holds_for_every_line_and_every_part_of_the_year,
    test_equation__no_line_is_lost_and_every_cut_is_explained,
    test_amounts__are_in_cents_and_stages_never_give_back,
    test_cap__reimbursable_stays_within_the_allowance_every_month,
    test_rates__frozen_with_their_lines_give_the_frozen_figures,
]
WITH_DICE = [
    test_rows__in_any_order_give_the_same,
    test_rows__with_a_number_used_twice_give_the_same_in_any_order,
]


@pytest.mark.slow
@pytest.mark.parametrize("holds", ON_A_YEAR + WITH_DICE, ids=lambda each: each.__name__)
def test_every_property__holds_on_a_thousand_years(holds: Any) -> None:
    for seed in range(1000):
        case = any_year(Random(seed), 4 + seed % 6)
        holds.hypothesis.inner_test(case, *([Random(seed)] if holds in WITH_DICE else []))
