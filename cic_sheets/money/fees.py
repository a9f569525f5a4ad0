"""Fees due by contract month, and what Brulocalis paid.  money.md §5 and §7."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from cic_sheets.money.case import ADVANCE, FEES, REIMBURSEMENT, FeeNote, Payment
from cic_sheets.money.item import number_order
from cic_sheets.money.settlement import AdvanceUse, Balance, FeeMonth
from cic_sheets.money.year import Year
from cic_sheets.values.days import ContractMonth, Month
from cic_sheets.values.money import ZERO, cents, share, total, usable


def fees(year: Year) -> tuple[FeeMonth, ...]:
    """Each contract month with its fee, its notes and their payments.

    A note belongs to the contract month that begins in the calendar month that it names.  A fee is
    due once its month is over: the note details services rendered.
    """
    paid = _paid_by_note(year)
    return tuple(_fee_month(year, month, paid) for month in year.months)


def _paid_by_note(year: Year) -> Mapping[str, Decimal]:
    """What each note has received: a payment fills its notes in order, its last takes the rest."""
    amounts = {note.id: _euros(note.amount) for note in year.case.fee_notes}
    paid: dict[str, Decimal] = {}
    for payment in _paid(year):
        left = _euros(payment.amount) if payment.kind == FEES else ZERO
        numbers = sorted(set(payment.notes) & set(amounts), key=number_order)
        for number in numbers:
            due = max(ZERO, amounts[number] - paid.get(number, ZERO))
            part = left if number == numbers[-1] else min(left, due)
            paid[number] = paid.get(number, ZERO) + part
            left -= part
    return paid


def _fee_month(year: Year, month: ContractMonth, paid: Mapping[str, Decimal]) -> FeeMonth:
    notes = _notes_of(year.case.fee_notes, month)
    amount = share(max(ZERO, cents(year.policies.monthly_fee)), month.days, month.whole_days)
    return FeeMonth(
        month.number,
        month.start,
        month.end,
        month.days,
        month.whole_days,
        amount,
        amount if month.end <= year.case.as_of else ZERO,
        tuple(note.id for note in notes),
        total(_euros(note.amount) for note in notes),
        total(paid.get(number, ZERO) for number in sorted({note.id for note in notes})),
    )


def _notes_of(notes: Iterable[FeeNote], month: ContractMonth) -> list[FeeNote]:
    named = Month.of(month.start)
    found = [note for note in notes if note.month is not None and Month.of(note.month) == named]
    return sorted(found, key=lambda note: (number_order(note.id), repr(note)))


def _euros(amount: Decimal | None) -> Decimal:
    return cents(amount) if usable(amount) else ZERO


def _paid(year: Year) -> list[Payment]:
    """Payments up to the day from which the year is seen, in order."""
    seen = [row for row in year.case.payments if row.day is not None and row.day <= year.case.as_of]
    return sorted(seen, key=lambda row: (row.day, number_order(row.id), repr(row)))


def balance(year: Year, reimbursable: Decimal, months: Iterable[FeeMonth]) -> Balance:
    """`reimbursable + fees due - paid`; advances stay open until lines consume them."""
    payments = _paid(year)

    def paid(kind: str) -> Decimal:
        return total(_euros(payment.amount) for payment in payments if payment.kind == kind)

    due = total(month.due for month in months)
    all_paid = paid(FEES) + paid(REIMBURSEMENT) + paid(ADVANCE)
    advances = _consumed(payments, reimbursable - paid(REIMBURSEMENT))
    return Balance(
        reimbursable,
        due,
        paid(FEES),
        paid(REIMBURSEMENT),
        paid(ADVANCE),
        all_paid,
        reimbursable + due - all_paid,
        advances,
        total(advance.open for advance in advances),
    )


def _consumed(payments: Iterable[Payment], to_cover: Decimal) -> tuple[AdvanceUse, ...]:
    """Advances in order, each consumed by what lines earned beyond their reimbursements."""
    uses = []
    for payment in payments:
        if payment.kind == ADVANCE and payment.day is not None:
            amount = _euros(payment.amount)
            consumed = max(ZERO, min(amount, to_cover))
            to_cover -= consumed
            uses.append(AdvanceUse(payment.id, payment.day, amount, consumed, amount - consumed))
    return tuple(uses)
