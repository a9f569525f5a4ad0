"""What one change does to a year: a later line, one more receipt, a line split in two.

Each holds in every year but where a sentence of money.md wills it otherwise; those are told one by
one below, with the smallest year that shows it.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from cic_sheets.money import Case, Ceiling, Line, Policies, Settlement, settle
from cic_sheets.values.money import ZERO
from tests.money.build import (
    RICH,
    approval,
    invoice,
    journey,
    paid,
    phone,
    rate,
    row,
    settled,
    trip,
)
from tests.money.changing import (
    CENT,
    DICE,
    busy,
    shared_after,
    split,
    with_later_line,
    with_one_more_receipt,
)

TRIP = journey("MIS", "03-01 08:00", "03-09 18:00")
BOTH = [CENT, CENT, 2 * CENT, 2 * CENT]
"""claimed and reimbursable are rounded a line each; refused and pending lie between the two."""


def check_later(case: Case, random: Random) -> None:
    earlier, later = (settle(each) for each in with_later_line(case, random))
    after = {line.id: line for line in later.lines}
    lent = ZERO  # what its nights or meals let earlier lines have of a ceiling that they share
    for line in earlier.lines:
        gain = after[line.id].after[4] - line.after[4]
        assert gain >= 0, line.id
        lent += gain
        assert after[line.id].reimbursable >= line.reimbursable or lent, line.id
    assert later.totals.year.reimbursable >= earlier.totals.year.reimbursable
    sums = [sum(after[line.id].reimbursable for line in earlier.lines), earlier.totals.year[1]]
    assert sums == sorted(sums, reverse=True)


def check_receipt(case: Case, random: Random) -> None:
    before, after = (settle(each) for each in with_one_more_receipt(case, random))
    known = {line.id: line for line in after.lines}
    for line in before.lines:
        assert known[line.id].after[3] >= line.after[3], line.id
    allowed = shared_after(before, after)
    loss = before.totals.year.reimbursable - after.totals.year.reimbursable
    assert loss <= allowed.cents or allowed.free


def check_split(case: Case, random: Random) -> None:
    found = split(case, random)
    if found is None:
        return
    whole, halves = settle(found.whole), settle(found.halves)
    cut = [cut.cause for name in (found.line, f"{found.line}b") for cut in halves.line(name).cuts]
    if found.parted and "over-approval" in cut:
        return
    totals = zip(whole.totals.year, halves.totals.year, BOTH, strict=True)
    assert all(abs(one - two) <= owed for one, two, owed in totals)


@given(busy(), DICE)
@settings(max_examples=200)
def test_claim__a_later_one_never_lowers_an_earlier_line(case: Case, random: Random) -> None:
    check_later(case, random)


@given(busy(), DICE)
@settings(max_examples=200)
def test_receipt__one_more_never_lowers_the_total(case: Case, random: Random) -> None:
    check_receipt(case, random)


@given(busy(), DICE)
@settings(max_examples=200)
def test_line__split_in_two_changes_no_total_beyond_the_cents_of_rounding(
    case: Case, random: Random
) -> None:
    check_split(case, random)


@pytest.mark.slow
@given(busy(), DICE)
@settings(max_examples=2000)
def test_changes__on_two_thousand_years(case: Case, random: Random) -> None:
    check_later(case, random)
    check_receipt(case, random)
    check_split(case, random)


# -- Where a sentence of the page wills it otherwise ----------------------------------------------


def night(id: str, amount: str, on: str, **more: Any) -> Line:
    return trip(id, amount, on, quantity=more.pop("quantity", 1), unit="nuitée", **more)


def both_ways(
    before: dict[str, Any], after: dict[str, Any], *lines: Line, **more: Any
) -> tuple[Settlement, Settlement]:
    return settled(*lines, **before, **more), settled(*lines, **after, **more)


def year(found: Settlement) -> str:
    return str(found.totals.year.reimbursable)


def test_the_quantity_they_claim_together__lets_a_later_night_move_the_caps_edge() -> None:
    """§3.5: D-1 has more of the ceiling thanks to D-3's night, and the cap serves it before D-2."""
    first = (night("D-1", "160", "03-02"), phone("D-2", "100", "03-03"))
    later = night("D-3", "10", "03-04", receipts=())
    more: dict[str, Any] = {
        "scales": (row("B", "100"),), "missions": (TRIP,), "as_of": "03-31",
        "policies": Policies(cap=Decimal("66.67")),
    }  # fmt: skip
    assert paid(settled(*first, **more)) == {"D-1": "100.00", "D-2": "100.00"}
    assert paid(settled(*first, later, **more)) == {"D-1": "160.00", "D-2": "40.01", "D-3": "0.00"}


def test_a_line_uses_up_j__also_where_its_approval_left_it_less() -> None:
    """§3.5: the receipt R justifies D-1 more, which gets no more and leaves less to D-2."""
    lines = (
        night("D-1", "100", "03-02", approval="SMALL", receipts=("J-1", "R")),
        night("D-2", "100", "03-03"),
    )
    found = both_ways(
        {"receipts": (invoice("J-1", "40"),)},
        {"receipts": (invoice("J-1", "40"), invoice("R", "60"))},
        *lines,
        scales=(row("B", "60"),),
        missions=(TRIP,),
        approvals=(approval(), approval("SMALL", "40")),
    )
    assert [paid(each) for each in found] == [
        {"D-1": "40.00", "D-2": "80.00"},
        {"D-1": "40.00", "D-2": "20.00"},
    ]


def test_one_ceiling_in_the_rows_currency__is_worth_more_in_one_month_than_in_another() -> None:
    """§3.5: 550 dirhams of the ceiling are 50 euros in February, and 55 in March."""
    lines = (
        night("D-1", "1100", "02-28", currency="MAD", receipts=("J-1", "R")),
        night("D-2", "1100", "03-02", currency="MAD"),
    )
    found = both_ways(
        {"receipts": (invoice("J-1", "550", "MAD"),)},
        {"receipts": (invoice("J-1", "550", "MAD"), invoice("R", "550", "MAD"))},
        *lines,
        scales=(row("B", "550", "MAD"),),
        missions=(journey("MIS", "02-27 08:00", "03-09 18:00"),),
        rates=(rate(2, "11.00"), rate(3, "10.00")),
    )
    assert [year(each) for each in found] == ["105.00", "100.00"]


def test_rounding_once_a_line__may_owe_a_cent_to_a_shared_ceiling() -> None:
    """§1: 0.13 dirhams go from one line to the other, and a cent is rounded away."""
    lines = (
        night("D-1", "1.00", "03-02", currency="MAD", receipts=("J-1", "R"), quantity=0),
        night("D-2", "1.00", "03-03", currency="MAD"),
    )
    found = both_ways(
        {"receipts": (invoice("J-1", "0.05", "MAD"),)},
        {"receipts": (invoice("J-1", "0.05", "MAD"), invoice("R", "0.09", "MAD"))},
        *lines,
        scales=(row("B", "0.20", "MAD"),),
        missions=(TRIP,),
        rates=(rate(3, "10.00"),),
    )
    assert [paid(each) for each in found] == [
        {"D-1": "0.01", "D-2": "0.02"},
        {"D-1": "0.01", "D-2": "0.01"},
    ]


def test_declarations_of_a_year__are_used_up_by_j_also_where_a_line_gets_less() -> None:
    """§3.4: D-1's declaration takes the year's ceiling though its approval pays 10 of it."""
    lines = (phone("D-1", "50", approval="SMALL", receipts=("R",)), phone("D-2", "50", "01-13"))
    second = invoice("J-D-2", "50", role="declares")
    found = both_ways(
        {"receipts": (second,)},
        {"receipts": (second, invoice("R", "50", role="declares"))},
        *lines,
        approvals=(approval(), approval("SMALL", "10")),
        policies=RICH._replace(declaration_year=Ceiling(Decimal(50))),
    )
    assert [year(each) for each in found] == ["50.00", "10.00"]


def halves(whole: Line, *parts: Line, **more: Any) -> tuple[Settlement, Settlement]:
    return settled(whole, **more), settled(*parts, **more)


def test_each_stage_works_on_what_the_stage_before_left__so_approvals_come_before_receipts() -> (
    None
):
    """§3: the approval goes to the first half as claimed, whatever its receipt justifies."""
    receipts = (invoice("A", "30"), invoice("B", "50"))
    found = halves(
        phone("D", "100", approval="V", receipts=("A", "B")),
        phone("D", "50", approval="V", receipts=("A",)),
        phone("Db", "50", approval="V", receipts=("B",)),
        approvals=(approval("V", "50"),),
        receipts=receipts,
    )
    assert [year(each) for each in found] == ["50.00", "30.00"]


def test_declarations_of_a_line__count_up_to_their_ceiling_a_line() -> None:
    """§3.4: two lines have `declaration_max_ligne` twice."""
    more: dict[str, Any] = {
        "receipts": (invoice("A", "100", role="declares"),),
        "policies": RICH._replace(declaration_line=Ceiling(Decimal(20))),
    }
    halved = (phone("D", "50", receipts=("A",)), phone("Db", "50", receipts=("A",)))
    found = halves(phone("D", "100", receipts=("A",)), *halved, **more)
    assert [year(each) for each in found] == ["20.00", "40.00"]


def test_rounding_once_a_line__owes_a_cent_to_each_of_two_totals() -> None:
    """§1: what is claimed and what is justified are each rounded, refused lies between them."""
    more: dict[str, Any] = {
        "rates": (rate(1, "10.00"),),
        "receipts": (invoice("A", "0.04", "MAD"), invoice("B", "0.04", "MAD")),
    }
    whole, parts = halves(
        phone("D", "0.30", currency="MAD", receipts=("A", "B")),
        phone("D", "0.15", currency="MAD", receipts=("A",)),
        phone("Db", "0.15", currency="MAD", receipts=("B",)),
        **more,
    )
    assert [str(each) for each in whole.totals.year] == ["0.03", "0.01", "0.02", "0.00"]
    assert [str(each) for each in parts.totals.year] == ["0.04", "0.00", "0.04", "0.00"]


def test_what_is_left_of_a_line__does_not_matter_to_what_it_shares() -> None:
    """A half whose approval is used up still claims its night, and uses up its receipts."""
    more: dict[str, Any] = {
        "scales": (row("B", "60"),), "missions": (TRIP,),
        "approvals": (approval(), approval("V", "50")),
    }  # fmt: skip
    last = night("E", "100", "03-03", quantity=0)
    whole = settled(night("D", "100", "03-02", approval="V", quantity=2), last, **more)
    parts = (night("D", "50", "03-02", approval="V"), night("Db", "50", "03-02", approval="V"))
    assert paid(whole) == {"D": "50.00", "E": "20.00"}
    assert paid(settled(*parts, last, **more)) == {"D": "50.00", "Db": "0.00", "E": "20.00"}
