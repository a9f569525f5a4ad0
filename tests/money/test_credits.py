"""Credits: stages 2 to 6 run on the original less the credit, in one piece."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cic_sheets.money import Line, Policies, Settlement
from tests.money.build import (
    approval,
    cuts,
    day,
    invoice,
    journey,
    paid,
    phone,
    rate,
    row,
    settled,
    trip,
)


def credit(
    id: str,
    amount: str,
    of: str | None = "D",
    on: str = "01-20",
    currency: str = "EUR",
    **more: Any,
) -> Line:
    return phone(id, amount, on, currency, credit_of=of, receipts=(), approval=None, **more)


def equation(found: Settlement) -> dict[str, str]:
    """Line → claimed = reimbursable + refused + pending."""
    return {
        line.id: f"{line.claimed} = {line.reimbursable} + {line.refused} + {line.pending}"
        for line in found.lines
    }


def test_credit__shows_its_claim_as_reimbursable_and_its_original_the_rest() -> None:
    found = settled(phone("D", "100"), credit("C", "-40"))
    assert equation(found) == {
        "D": "100.00 = 100.00 + 0.00 + 0.00",
        "C": "-40.00 = -40.00 + 0.00 + 0.00",
    }
    assert tuple(map(str, found.totals.year)) == ("60.00", "60.00", "0.00", "0.00")
    assert found.line("D").credits == ("C",)
    assert found.line("C").credit_of == "D"


def test_credit__the_equation_holds_on_both_when_the_original_is_refused() -> None:
    found = settled(phone("D", "100", approval=None), credit("C", "-40"))
    assert equation(found) == {
        "D": "100.00 = 40.00 + 60.00 + 0.00",
        "C": "-40.00 = -40.00 + 0.00 + 0.00",
    }
    assert found.totals.year.reimbursable == 0


def test_credit__several_on_one_line_and_credits_of_credits() -> None:
    lines = (
        phone("D", "100"),
        credit("C-1", "-30"),
        credit("C-2", "-20"),
        credit("C-3", "-10", "C-2"),
    )
    found = settled(*lines, approvals=(approval(amount="35"),))
    assert cuts(found, "D") == [("over-approval", "ACC-02", "5.00", "refused")]  # 40 of 35
    assert found.totals.year.reimbursable == 35
    assert found.line("D").credits == ("C-1", "C-2", "C-3")


def test_credit__the_piece_consumes_approval_receipts_scale_and_cap_once() -> None:
    line = trip("D", "300", "03-05", quantity=2, unit="nuitée", receipts=("A",))
    found = settled(
        line,
        credit("C", "-150", on="03-06"),
        receipts=(invoice("A", "150"),),
        approvals=(approval(amount="150"),),
        missions=(journey("MIS", "03-05 08:00", "03-08 18:00"),),
        scales=(row("B", "70"),),
        policies=Policies(),
    )
    assert cuts(found, "D") == [("over-scale", "DEP-06", "10.00", "refused")]
    assert found.totals.year.reimbursable == 140
    assert str(found.approvals[0].consumed) == "150.00"
    assert str(found.scales[0].used) == "140.00"
    assert str(found.ledger[2].left) == "140.00"


def test_credit__in_a_later_month_counts_in_the_ledger_with_its_original() -> None:
    lines = (phone("D", "300", "01-10"), credit("C", "-150", on="02-10"))
    january = settled(*lines, as_of="01-31", policies=Policies())
    assert (str(january.totals.year.reimbursable), str(january.totals.year.pending)) == (
        "200.00",
        "100.00",
    )
    assert [line.id for line in january.to_come] == ["C"]
    february = settled(*lines, as_of="02-28", policies=Policies())
    assert [str(month.left) for month in february.ledger] == ["150.00", "150.00"]
    assert {key: str(total.reimbursable) for key, total in february.totals.by_month.items()} == {
        1: "300.00",
        2: "-150.00",
    }


def test_credit__is_converted_at_its_own_months_rate() -> None:
    lines = (phone("D", "1100", "01-10", "MAD"), credit("C", "-550", on="02-10", currency="MAD"))
    found = settled(*lines, rates=(rate(1, "11.00"), rate(2, "10.00")))
    assert [str(line.claimed) for line in found.lines] == ["100.00", "-55.00"]
    assert found.totals.year.reimbursable == 45
    # the other way round the exchange loss is nobody's expense: J / rate is 50.00, not 54.17
    found = settled(*lines, rates=(rate(1, "11.00"), rate(2, "12.00")))
    assert cuts(found, "D") == [("credit-rate", "DEP-05", "4.17", "refused")]
    assert found.totals.year.reimbursable == 50


def test_credit__in_another_currency_than_its_original() -> None:
    lines = (phone("D", "1100", "01-10", "MAD"), credit("C", "-50"))
    found = settled(*lines, rates=(rate(1, "11.00"),))
    assert found.totals.year.reimbursable == 50
    assert str(found.line("D").justified) == "550.00"


def test_credit__above_its_original_owes_the_difference() -> None:
    lines = (phone("D-1", "100", "01-10"), credit("C", "-160", "D-1"), phone("D-2", "290", "01-21"))
    found = settled(*lines, policies=Policies(), as_of="01-31")
    assert equation(found) == {
        "D-1": "100.00 = 100.00 + 0.00 + 0.00",
        "C": "-160.00 = -160.00 + 0.00 + 0.00",
        "D-2": "290.00 = 260.00 + 0.00 + 30.00",
    }
    assert (str(found.ledger[0].left), str(found.ledger[0].reimbursable)) == ("230.00", "200.00")


def test_credit__of_the_whole_line_leaves_nothing() -> None:
    found = settled(phone("D", "100"), credit("C", "-100"))
    assert paid(found) == {"D": "100.00", "C": "-100.00"}
    assert found.totals.year.reimbursable == 0


def test_credit__its_ineligible_part_is_taken_from_its_originals() -> None:
    lines = (phone("D", "100", ineligible="30"), credit("C", "-40", ineligible="20"))
    found = settled(*lines)
    assert cuts(found, "D") == [("ineligible-part", "DEP-05", "10.00", "refused")]
    assert found.totals.year.reimbursable == 50


def test_credit__goes_under_the_cap_where_its_original_goes() -> None:
    rules = Policies(cap_scope=frozenset(("hébergement",)))
    lines = (trip("D", "300", "01-10"), credit("C", "-50"))
    found = settled(*lines, policies=rules, as_of="01-31")
    assert [line.capped for line in found.lines] == [True, True]
    assert found.ledger[0].left == 250


@pytest.mark.parametrize(
    ("lines", "number", "cause"),
    [
        ((credit("C", "-40", None),), "C", "credit-without-original"),
        ((credit("C", "-40", "D-404"),), "C", "credit-without-original"),
        ((credit("C", "-40", "C"),), "C", "credit-without-original"),
        ((credit("C", "-40", "C-2"), credit("C-2", "-40", "C")), "C", "credit-without-original"),
        ((phone("D", "100"), credit("C", "40")), "C", "credit-not-negative"),
        ((phone("D", "100", currency="USD"), credit("C", "-40")), "C", "credit-of-waiting-line"),
        ((phone("D", "100", "12-31"), credit("C", "-40")), "C", "credit-of-waiting-line"),
        ((credit("D", "-100", None), credit("C", "-40")), "C", "credit-of-waiting-line"),
    ],
)
def test_credit__that_joins_no_line_waits_and_nothing_is_guessed(
    lines: Any, number: str, cause: str
) -> None:
    found = settled(*lines, as_of="06-30")
    line = found.line(number)
    assert [(cut.cause, cut.code, cut.outcome) for cut in line.cuts] == [
        (cause, "DEP-12", "pending")
    ]
    assert (line.reimbursable, line.pending) == (0, line.claimed)


def test_credit__that_has_no_rate_waits_and_leaves_its_original_whole() -> None:
    found = settled(phone("D", "100"), credit("C", "-40", currency="USD"))
    assert cuts(found, "C") == [("rate-missing", "TAU-01", "0.00", "pending")]
    assert paid(found) == {"D": "100.00", "C": "0.00"}


def test_credit__its_receipts_justify_no_expense() -> None:
    lines = (phone("D", "100", receipts=("A",)), credit("C", "-20")._replace(receipts=("N",)))
    found = settled(*lines, receipts=(invoice("A", "50"), invoice("N", "20")))
    assert cuts(found, "D") == [("receipts-short", "DEP-05", "30.00", "refused")]


def test_credit__dated_after_the_convention_still_gives_back() -> None:
    lines = (phone("D", "100", "12-30"), credit("C", "-40", on="2024-01-05"))
    found = settled(*lines, as_of="2024-01-31", policies=Policies(cap=Decimal(1000)))
    assert found.totals.year.reimbursable == 60
    assert set(found.totals.by_month) == {12, None}
    assert found.line("C").day == day("2024-01-05")


def test_credit__of_all_that_was_paid_leaves_no_euro_of_another_months_rate() -> None:
    """§3.2 « in one piece » : nothing is left to justify, so the difference is refused."""
    found = settled(
        phone("D-1", "1000", "01-10", "MAD"),
        phone("C-1", "-1000", "03-10", "MAD", credit_of="D-1", receipts=()),
    )
    assert paid(found) == {"D-1": "90.09", "C-1": "-90.09"}  # claimed 92.59
    assert cuts(found, "D-1") == [("credit-rate", "DEP-05", "2.50", "refused")]
