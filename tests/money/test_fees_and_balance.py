"""Fees by contract month, payments, advances, the balance."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cic_sheets.money import Convention, FeeNote, Payment, Policies
from tests.money.build import collective, day, phone, settled


def note(id: str, month: str, amount: str = "480") -> FeeNote:
    return FeeNote(id, day(month), Decimal(amount))


def payment(id: str, on: str, kind: str, amount: str, *notes: str) -> Payment:
    return Payment(id, day(on), kind, Decimal(amount), notes)


def contract(start: str, end: str) -> Any:
    return Convention(day(start), day(end))


def test_fees__are_due_once_their_month_is_over() -> None:
    found = settled(as_of="03-30")
    assert [str(month.due) for month in found.fees[:4]] == ["480.00", "480.00", "0.00", "0.00"]
    assert str(found.balance.fees_due) == "960.00"
    assert str(settled(as_of="03-31").balance.fees_due) == "1440.00"
    assert str(settled(as_of="12-31").balance.fees_due) == "5760.00"


@pytest.mark.parametrize(
    ("start", "end", "amounts"),
    [
        ("01-01", "03-10", ["480.00", "480.00", "154.84"]),  # 10 of 31 days
        ("01-15", "03-14", ["480.00", "480.00"]),
        ("01-15", "03-01", ["480.00", "257.14"]),  # 15 of 28
    ],
)
def test_fees__of_a_month_that_is_not_whole_go_by_days(
    start: str, end: str, amounts: list[str]
) -> None:
    found = settled(convention=contract(start, end), as_of=end)
    assert [str(month.amount) for month in found.fees] == amounts


@pytest.mark.parametrize("named", ["02-01", "02-15", "02-28"])
def test_fees__a_note_belongs_to_the_month_that_begins_in_the_one_it_names(named: str) -> None:
    found = settled(convention=contract("01-15", "04-14"), fee_notes=(note("N-1", named),))
    assert [month.notes for month in found.fees] == [(), ("N-1",), ()]


def test_fees__notes_and_their_payments() -> None:
    found = settled(
        fee_notes=(
            note("N-2", "01-01", "20"),
            note("N-1", "01-01", "460"),
            note("N-9", "2022-12-01"),
        ),
        payments=(payment("P-1", "02-10", "honoraires", "480", "N-1", "N-2"),),
    )
    first = found.fees[0]
    assert (first.notes, str(first.noted), str(first.paid)) == (("N-1", "N-2"), "480.00", "480.00")
    assert [str(month.paid) for month in found.fees[1:3]] == ["0.00", "0.00"]


@pytest.mark.parametrize(
    ("amounts", "received"),
    [
        (["960"], ["480.00", "480.00"]),
        (["700"], ["480.00", "220.00"]),
        (["300", "660"], ["480.00", "480.00"]),
        (["1000"], ["480.00", "520.00"]),  # too much shows on the last note
    ],
)
def test_fees__a_payment_fills_its_notes_in_order(amounts: list[str], received: list[str]) -> None:
    payments = tuple(
        payment(f"P-{at}", "03-10", "honoraires", amount, "N-2", "N-1", "N-404")
        for at, amount in enumerate(amounts)
    )
    found = settled(fee_notes=(note("N-1", "01-01"), note("N-2", "02-01")), payments=payments)
    assert [str(month.paid) for month in found.fees[:2]] == received


def test_fees__unreadable_notes_are_worth_nothing() -> None:
    found = settled(
        fee_notes=(FeeNote("N-1", None, Decimal(480)), FeeNote("N-2", day("01-01"), None))
    )
    assert (found.fees[0].notes, str(found.fees[0].noted)) == (("N-2",), "0.00")


def test_balance__is_reimbursable_and_fees_less_what_was_paid() -> None:
    found = settled(
        phone("D-1", "150", "01-10"),
        collective("D-2", "50", "01-11"),
        as_of="02-28",
        payments=(
            payment("P-1", "02-05", "honoraires", "480"),
            payment("P-2", "02-20", "remboursement", "120.50"),
            payment("P-3", "02-25", "avance", "30"),
            payment("P-4", "03-01", "remboursement", "999"),  # after the day from which it is seen
        ),
    ).balance
    assert (str(found.reimbursable), str(found.fees_due)) == ("200.00", "960.00")
    paid = (found.paid_fees, found.paid_reimbursements, found.paid_advances, found.paid)
    assert tuple(map(str, paid)) == ("480.00", "120.50", "30.00", "630.50")
    assert str(found.balance) == "529.50"


def test_balance__is_below_zero_when_brulocalis_is_ahead() -> None:
    found = settled(as_of="01-15", payments=(payment("P", "01-10", "avance", "300"),))
    assert str(found.balance.balance) == "-300.00"


@pytest.mark.parametrize(
    ("spent", "reimbursed", "uses"),
    [
        ("0.01", "0", [("P-1", "0.01", "199.99"), ("P-2", "0.00", "100.00")]),
        ("250", "0", [("P-1", "200.00", "0.00"), ("P-2", "50.00", "50.00")]),
        ("900", "0", [("P-1", "200.00", "0.00"), ("P-2", "100.00", "0.00")]),
        ("250", "240", [("P-1", "10.00", "190.00"), ("P-2", "0.00", "100.00")]),
        ("250", "400", [("P-1", "0.00", "200.00"), ("P-2", "0.00", "100.00")]),
    ],
)
def test_advance__stays_open_until_lines_consume_it(spent: str, reimbursed: str, uses: Any) -> None:
    found = settled(
        phone("D", spent, "01-10"),
        payments=(
            payment("P-2", "02-01", "avance", "100"),
            payment("P-1", "01-02", "avance", "200"),
            payment("P-3", "03-01", "remboursement", reimbursed),
        ),
    ).balance
    assert [(use.id, str(use.consumed), str(use.open)) for use in found.advances] == uses
    assert found.open_advances == sum(use.open for use in found.advances)


def test_balance__unreadable_payments_are_left_out() -> None:
    rows = (
        Payment("P-1", None, "avance", Decimal(5)),
        Payment("P-2", day("01-02"), "avance", None),
        Payment("P-3", day("01-02"), None, Decimal(5)),
    )
    found = settled(payments=rows).balance
    assert str(found.paid) == "0.00"


def test_fees__of_nothing_are_nothing() -> None:
    rules = Policies(monthly_fee=Decimal(-1))
    assert str(settled(policies=rules).balance.fees_due) == "0.00"
