"""What is true of every year, on generated ones."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.money import Case, Line, Rate, Receipt, Total, settle
from cic_sheets.values.days import contract_months
from tests.money.build import approval, phone
from tests.money.years import years

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
    names = ("receipts", "approvals", "scales", "rates", "missions")
    rows = {name: getattr(case, name) for name in names}
    lines = [
        line._replace(receipts=tuple(random.sample(line.receipts, len(line.receipts))))
        for line in case.lines
    ]
    return case._replace(
        **{name: tuple(random.sample(each, len(each))) for name, each in rows.items()},
        lines=tuple(random.sample(lines, len(lines))),
    )


@given(years(scales=False), st.integers(1, 60_000), SEEDS)
def test_claim__a_later_one_never_lowers_an_earlier_line(
    case: Case, amount: int, random: Random
) -> None:
    last = max(line.day for line in case.lines if line.day)
    day = min(last + timedelta(random.randint(0, 20)), max(last, case.convention.end))
    names = tuple(
        receipt.id for receipt in random.sample(case.receipts, min(2, len(case.receipts)))
    )
    later = Line(
        "Z-1",
        day,
        "communication",
        "communication",
        Decimal(amount).scaleb(-2),
        "MAD",
        receipts=names,
        approval="V-0",
    )
    seen = case._replace(as_of=max(case.as_of, day))
    before, after = settle(seen), settle(seen._replace(lines=(*case.lines, later)))
    for line in before.lines:
        assert after.line(line.id).reimbursable >= line.reimbursable
    assert after.totals.year.reimbursable >= before.totals.year.reimbursable


@given(years(scales=False, declaration_year=None), st.integers(1, 90_000), SEEDS)
def test_receipt__one_more_never_lowers_the_total(case: Case, amount: int, random: Random) -> None:
    worth = Decimal(amount).scaleb(-2)
    more = Receipt("J-new", "justifies", worth, random.choice(("MAD", "EUR")))
    chosen = {line.id for line in random.sample(case.lines, random.randint(1, len(case.lines)))}
    lines = tuple(
        line._replace(receipts=(*line.receipts, "J-new")) if line.id in chosen else line
        for line in case.lines
    )
    before = settle(case)
    after = settle(case._replace(lines=lines, receipts=(*case.receipts, more)))
    assert after.totals.year.reimbursable >= before.totals.year.reimbursable
    for line in before.lines:  # before the cap, no line loses anything either
        assert after.line(line.id).after[3] >= line.after[3]


@given(
    years(scales=False),
    st.integers(1, 50_000),
    st.integers(1, 50_000),
    st.sampled_from(("MAD", "EUR")),
)
def test_line__split_in_two_with_its_receipts_changes_no_more_than_a_cent(
    case: Case, first: int, second: int, currency: str
) -> None:
    def line(id: str, amount: Decimal) -> Line:
        made = phone(id, str(amount), currency=currency, receipts=(f"R-{id}",), approval="BIG")
        return made._replace(day=case.convention.start)

    one, two = Decimal(first).scaleb(-2), Decimal(second).scaleb(-2)
    rates = tuple(rate for rate in case.rates if rate.month.first > case.convention.start)
    month = contract_months(case.convention.start, case.convention.start)[0].start
    rates += (Rate(type(rates[0].month).of(month), "MAD", Decimal("10.9185")),)
    base = case._replace(
        rates=rates,
        approvals=(*case.approvals, approval("BIG")),
        receipts=(
            *case.receipts,
            Receipt("R-A", "justifies", one + two, currency),
            Receipt("R-A1", "justifies", one, currency),
            Receipt("R-A2", "justifies", two, currency),
        ),
        as_of=max(case.as_of, case.convention.start),
    )
    whole = settle(base._replace(lines=(*case.lines, line("A", one + two))))
    parted = settle(base._replace(lines=(*case.lines, line("A1", one), line("A2", two))))
    for before, after in zip(whole.totals.year, parted.totals.year, strict=True):
        assert abs(before - after) <= CENT


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
    lines = tuple(line for line in case.lines if line.amount is not None and line.amount >= 0)
    days = sorted({line.day for line in lines if line.day} | {case.convention.end})
    seen = [settle(case._replace(lines=lines, as_of=day)) for day in days]
    claimed = [found.totals.year.claimed for found in seen]
    allowed = [found.ledger[-1].allowance for found in seen if found.ledger]
    assert claimed == sorted(claimed)
    assert allowed == sorted(allowed)
