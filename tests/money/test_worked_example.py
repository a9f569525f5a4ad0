"""§9 and §10 of money.md: every implementation must reproduce them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cic_sheets.money import Case, Policies, settle
from tests.money.build import (
    YEAR,
    approval,
    case,
    day,
    invoice,
    journey,
    phone,
    rate,
    row,
    trip,
)

LINES = (
    trip(
        "D-001",
        "1500.00",
        "01-12",
        currency="MAD",
        mission="MIS-01",
        quantity=1,
        unit="nuitée",
        approval="VAL-01",
        receipts=("J-001",),
    ),
    trip(
        "D-002",
        "950.00",
        "01-12",
        "déplacement",
        "MAD",
        "MIS-01",
        approval="VAL-01",
        receipts=("J-002",),
    ),
    phone("D-003", "300.00", "01-31", "MAD", quantity=1, approval="VAL-02", receipts=("J-003",)),
    trip(
        "D-004",
        "80.00",
        "02-20",
        "repas",
        "MAD",
        "MIS-02",
        quantity=1,
        unit="repas",
        approval="VAL-03",
        receipts=("J-004",),
    ),
    trip(
        "D-005",
        "2400.00",
        "03-05",
        currency="MAD",
        mission="MIS-03",
        quantity=2,
        unit="nuitée",
        approval="VAL-04",
        receipts=("J-005",),
    ),
)


def example(as_of: str) -> Case:
    return case(
        *LINES,
        as_of=as_of,
        receipts=tuple(
            invoice(f"J-00{at}", amount, "MAD")
            for at, amount in enumerate(["1500.00", "900.00", "300.00", "80.00", "2400.00"], 1)
        ),
        approvals=(
            approval("VAL-01", "300", scope="mission"),
            approval("VAL-02", "400", scope="annuel"),
            approval("VAL-03", "50", scope="mission"),
            approval("VAL-04", "400", scope="mission"),
        ),
        missions=(
            journey("MIS-01", "01-12 08:00", "01-13 18:00", "tiznit"),
            journey("MIS-02", "02-20 08:00", "02-20 18:00", "rabat"),
            journey("MIS-03", "03-05 08:00", "03-07 18:00", "oujda"),
        ),
        scales=(row("BAR-1", "1080.00", "MAD"),),
        rates=(rate(1, "10.80"), rate(2, "11.00"), rate(3, "11.10")),
        policies=Policies(),
    )


# claimed, then what each stage leaves: admissible, approved, receipts, scale, cap
STAGES = {
    "D-001": "138.89 138.89 138.89 138.89 100.00 100.00",
    "D-002": "87.96 87.96 87.96 83.33 83.33 83.33",
    "D-003": "27.78 27.78 27.78 27.78 27.78 27.78",
    "D-004": "7.27 0.00 0.00 0.00 0.00 0.00",
    "D-005": "216.22 216.22 216.22 216.22 194.59 194.59",
}
CUTS = {
    "D-001": [("scale", "DEP-06", "38.89", "refused")],
    "D-002": [("receipts", "DEP-05", "4.63", "refused")],
    "D-003": [],
    "D-004": [("admissible", "MIS-02", "7.27", "refused")],
    "D-005": [("scale", "DEP-06", "21.63", "refused")],
}


@pytest.mark.parametrize("number", STAGES)
def test_worked_example__every_stage_of_every_line(number: str) -> None:
    line = settle(example("12-31")).line(number)
    assert " ".join(map(str, line.after)) == STAGES[number]
    assert str(line.claimed) == STAGES[number].split()[0]
    assert [(c.stage, c.code, str(c.amount), c.outcome) for c in line.cuts] == CUTS[number]


@pytest.mark.parametrize(
    ("as_of", "allowance", "left", "reimbursable", "pending"),
    [
        ("01-31", "200.00", "211.11", "200.00", "11.11"),
        ("02-28", "400.00", "211.11", "211.11", "0.00"),
        ("03-31", "600.00", "405.70", "405.70", "0.00"),
        ("12-31", "2400.00", "405.70", "405.70", "0.00"),
    ],
)
def test_worked_example__ledger_as_of_each_date(
    as_of: str, allowance: str, left: str, reimbursable: str, pending: str
) -> None:
    settlement = settle(example(as_of))
    month = settlement.ledger[-1]
    found = (month.allowance, month.left, month.reimbursable, settlement.totals.year.pending)
    assert tuple(map(str, found)) == (allowance, left, reimbursable, pending)


def test_worked_example__line_on_the_edge_is_split_while_the_year_runs() -> None:
    line = settle(example("01-31")).line("D-003")
    assert (str(line.reimbursable), str(line.pending)) == ("16.67", "11.11")
    assert [(c.stage, c.code, c.outcome) for c in line.cuts] == [("cap", "DEP-18", "pending")]


def test_worked_example__the_year() -> None:
    settlement = settle(example("12-31"))
    assert tuple(map(str, settlement.totals.year)) == ("478.12", "405.70", "72.42", "0.00")
    by_stage: dict[str, Decimal] = {}
    for line in settlement.lines:
        for cut in line.cuts:
            by_stage[cut.stage] = by_stage.get(cut.stage, Decimal(0)) + cut.amount
    assert {k: str(v) for k, v in by_stage.items()} == {
        "scale": "60.52",
        "receipts": "4.63",
        "admissible": "7.27",
    }


def test_worked_example__approval_is_consumed_by_what_is_claimed() -> None:
    use = {each.id: each for each in settle(example("12-31")).approvals}["VAL-01"]
    assert (str(use.consumed), str(use.left)) == ("226.85", "73.15")


def test_worked_example__lines_after_the_date_take_no_part() -> None:
    settlement = settle(example("02-28"))
    assert [line.id for line in settlement.to_come] == ["D-005"]
    assert settlement.line("D-005").to_come
    assert settlement.line("D-005").claimed == 0


AMOUNTS = [0, 0, 460, 180, 350, 0, 0, 0, 610, 240, 390, 150]


def average_year(as_of: date) -> Case:
    lines = [
        phone(f"D-{month:02}", str(amount), f"{month:02}-10")
        for month, amount in enumerate(AMOUNTS, 1)
        if amount
    ]
    return case(*lines, policies=Policies())._replace(as_of=as_of)


def test_average__a_heavy_month_leans_on_quiet_ones() -> None:
    settlement = settle(average_year(day("12-31")))
    assert tuple(map(str, settlement.totals.year)) == ("2380.00", "2380.00", "0.00", "0.00")


def test_average__thirty_euros_wait_after_month_eleven_and_month_twelve_frees_them() -> None:
    settlement = settle(average_year(day("11-30")))
    month = settlement.ledger[-1]
    assert (str(month.left), str(month.allowance)) == ("2230.00", "2200.00")
    assert str(settlement.totals.year.pending) == "30.00"
    assert str(settlement.line("D-11").pending) == "30.00"
    assert str(month.average) == "202.73"


def test_average__every_month_of_the_ledger() -> None:
    ledger = settle(average_year(day("12-31"))).ledger
    left = 0
    for month, spent in zip(ledger, AMOUNTS, strict=True):
        left += spent
        allowance = 200 * month.number
        assert month.allowance == allowance
        assert month.left_in_month == spent
        assert month.left == left
        assert month.reimbursable == min(allowance, left)
        assert month.waiting == max(0, left - allowance)
        assert month.room == allowance - month.reimbursable
        assert month.room_now == max(0, allowance - left)
        assert month.room_to_end == max(0, 2400 - left)
    assert YEAR.start == ledger[0].start
