"""What follows from the lines: totals, the ledger, fees, budgets, what was paid."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.money.oracle.justified import Justified
from tests.money.oracle.numbers import NOTHING, counted, euros, natural, readable


def paid_in_euros(amount: Any) -> Fraction:
    return euros(Fraction(amount)) if readable(amount) else NOTHING


class Rest(Justified):
    """The rest of a settlement.  The stages give it `claimed` and `cuts`."""

    claimed: dict[str, Fraction]
    cuts: dict[str, list[tuple[str, str, str, Fraction, str]]]
    left: dict[str, Fraction]
    ledger: list[dict[str, Any]]

    def allowance(self, count: int) -> Fraction:
        raise NotImplementedError

    def closed(self) -> bool:
        chosen, as_of = self.p.closed, self.case.as_of
        on_day = isinstance(chosen, date) and as_of >= chosen
        return chosen is True or on_day or as_of > self.case.convention.end

    def parts(self, x: Any) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """claimed, reimbursable, refused, pending."""

        def lost(how: str) -> Fraction:
            return sum((cut[3] for cut in self.cuts[x.id] if cut[4] == how), NOTHING)

        refused, pending = lost("refused"), lost("pending")
        return self.claimed[x.id], self.claimed[x.id] - refused - pending, refused, pending

    def after(self, x: Any, stages: tuple[str, ...]) -> list[Fraction]:
        """What each stage leaves of the line's own claim."""
        return [
            self.claimed[x.id]
            - sum((c[3] for c in self.cuts[x.id] if c[0] in stages[: at + 1]), NOTHING)
            for at in range(len(stages))
        ]

    def total(self, lines: list[Any]) -> tuple[Fraction, ...]:
        rows = [self.parts(x) for x in lines]
        return tuple(sum((row[at] for row in rows), NOTHING) for at in range(4))

    def totals_by(self, what: Any) -> dict[Any, tuple[Fraction, ...]]:
        keys = {what(x) for x in self.order}
        return {key: self.total([x for x in self.order if what(x) == key]) for key in keys}

    # -- the ledger (§4) ----------------------------------------------------------------

    def spend(self, under: list[Any]) -> None:
        self.ledger = []
        for at, month in enumerate(self.begun):
            here = [x for x in under if self.place(x.day) == at]
            spent = [x for x in under if self.place(x.day) <= at]
            left = sum((self.left[x.id] for x in spent), NOTHING)
            allowed, whole = self.allowance(at + 1), self.allowance(len(self.months))
            self.ledger.append({
                "number": at + 1, "start": month.start, "end": month.end,
                "days": month.days, "whole_days": month.whole,
                "allowance": allowed,
                "left_in_month": sum((self.left[x.id] for x in here), NOTHING),
                "left": left,
                "reimbursable": min(allowed, left),
                "waiting": max(NOTHING, left - allowed),
                "room": allowed - min(allowed, left),
                "average": euros(left / counted(self.months[: at + 1])),
                "room_now": max(NOTHING, allowed - left),
                "room_to_end": max(NOTHING, whole - left),
            })  # fmt: skip

    # -- fees (§5) and what was paid (§7) -----------------------------------------------

    def payments(self, kind: str) -> list[Any]:
        seen = [x for x in self.case.payments if x.day is not None and x.day <= self.case.as_of]
        seen.sort(key=lambda x: (x.day, natural(x.id)))
        return [x for x in seen if x.kind == kind]

    def note_paid(self) -> dict[str, Fraction]:
        """What each note received: a payment fills its notes in turn, the last takes the rest."""
        notes = {n.id: paid_in_euros(n.amount) for n in self.case.fee_notes}
        got = dict.fromkeys(notes, NOTHING)
        for payment in self.payments("honoraires"):
            purse = paid_in_euros(payment.amount)
            named = sorted({n for n in payment.notes if n in notes}, key=natural)
            for number in named[:-1]:
                part = min(purse, max(NOTHING, notes[number] - got[number]))
                got[number] += part
                purse -= part
            if named:
                got[named[-1]] += purse
        return got

    def fees(self) -> list[dict[str, Any]]:
        got, rows = self.note_paid(), []
        for at, month in enumerate(self.months):
            amount = euros(Fraction(self.p.monthly_fee) * Fraction(month.days, month.whole))
            named = (month.start.year, month.start.month)
            notes = [
                n for n in self.case.fee_notes if n.month and (n.month.year, n.month.month) == named
            ]
            notes.sort(key=lambda n: natural(n.id))
            rows.append({
                "number": at + 1, "start": month.start, "end": month.end,
                "days": month.days, "whole_days": month.whole,
                "amount": amount,
                "due": amount if month.end <= self.case.as_of else NOTHING,
                "notes": tuple(n.id for n in notes),
                "noted": sum((paid_in_euros(n.amount) for n in notes), NOTHING),
                "paid": sum((got[n.id] for n in notes), NOTHING),
            })  # fmt: skip
        return rows

    def balance(self) -> dict[str, Any]:
        def paid(kind: str) -> Fraction:
            return sum((paid_in_euros(x.amount) for x in self.payments(kind)), NOTHING)

        earned = self.total(self.order)[1]
        due = sum((row["due"] for row in self.fees()), NOTHING)
        fees, reimbursed, advanced = paid("honoraires"), paid("remboursement"), paid("avance")
        advances, to_cover = [], earned - reimbursed
        for x in self.payments("avance"):
            amount = paid_in_euros(x.amount)
            consumed = max(NOTHING, min(amount, to_cover))
            to_cover -= consumed
            advances.append((x.id, x.day, amount, consumed, amount - consumed))
        return {
            "reimbursable": earned, "fees_due": due,
            "paid_fees": fees, "paid_reimbursements": reimbursed, "paid_advances": advanced,
            "paid": fees + reimbursed + advanced,
            "balance": earned + due - fees - reimbursed - advanced,
            "advances": advances,
            "open_advances": sum((row[4] for row in advances), NOTHING),
        }  # fmt: skip

    # -- budgets (§6) -------------------------------------------------------------------

    def budgets(self) -> list[dict[str, Any]]:
        rows = []
        for row in sorted(self.case.budget_lines, key=lambda b: natural(b.id)):
            mine = [x for x in self.order if x.imputation == "activité" and x.budget == row.id]
            claimed, spent, _, pending = self.total(mine)
            budget = paid_in_euros(row.amount)
            over = max(NOTHING, spent + pending - budget)
            tolerated = euros(budget * Fraction(self.p.line_overrun))
            rows.append({
                "id": row.id, "activity": row.activity, "budget": budget, "claimed": claimed,
                "committed": spent + pending, "spent": spent, "left": budget - spent - pending,
                "execution": euros(spent * 100 / budget) if budget > 0 else None,
                "overrun": over, "tolerated": tolerated, "beyond": over > tolerated,
                "lines": tuple(x.id for x in mine),
            })  # fmt: skip
        return rows
