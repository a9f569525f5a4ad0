"""An expense line on its way down money.md §3, and the one way of rounding (§1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.verifier.sheets import Row, fold

CENT, ZERO = Decimal("0.01"), Decimal(0)


def to_cents(amount: Fraction | Decimal) -> Decimal:
    """Half up, away from zero on a tie."""
    exact = Fraction(amount)
    cents = int(abs(exact) * 100 + Fraction(1, 2))
    return Decimal(cents if exact >= 0 else -cents) * CENT


def two(amount: Decimal) -> str:
    """Two decimals, as the programme's JSON writes them; the amount is whole cents."""
    return f"{amount + ZERO:.2f}"


@dataclass
class Line:
    """A line; amounts in EUR unless said otherwise.

    amount    its own currency, less what its credits give back
    part      the ineligible part, its own currency
    credited  what its credits claim: zero or negative
    left      what the stages have left of the line and its credits, in one piece
    justified J, its own currency, once receipts are allotted
    out       refused or pending as a whole: no later stage looks at it

    « Each stage works on what the stage before left »: a line that is refused or pending as a whole
    leaves receipts and scales to the others.  One whose approval is used up, or whose receipts
    justify nothing, keeps its J and its quantity, which are the line's own.  (Two more readings:
    all lines keep theirs; or only those that have a cent left.)  A piece whose credits give back
    all, or more than it claims, goes through untouched.
    """

    id: str
    row: Row
    day: date
    currency: str
    amount: Fraction
    part: Fraction
    rate: Fraction | None = None
    claimed: Decimal = ZERO
    credited: Decimal = ZERO
    left: Decimal = ZERO
    justified: Fraction = Fraction(0)
    out: bool = False
    cuts: list[dict[str, str]] = field(default_factory=list)

    @property
    def order(self) -> tuple[date, list[tuple[int, str]]]:
        """(date, number), numbers as a person files them: `D-9` before `D-10`."""
        parts = re.split(r"(\d+)", self.id)
        return self.day, [(int(part), "") if part.isdigit() else (-1, part) for part in parts]

    @property
    def imputation(self) -> str:
        return fold(self.row["imputation"])

    @property
    def category(self) -> str:
        return fold(self.row["categorie"])

    @property
    def eligible(self) -> Fraction:
        return max(self.amount - self.part, Fraction(0))

    @property
    def known_rate(self) -> Fraction:
        """Its rate; only lines that have one come this far."""
        assert self.rate is not None
        return self.rate

    def cut(self, stage: str, code: str, amount: Decimal, outcome: str = "refused") -> None:
        """Take an amount from what is left, and say why."""
        if amount:
            self.left -= amount
            cut = {"stage": stage, "code": code, "amount": two(amount), "outcome": outcome}
            self.cuts.append(cut)

    def drop(self, stage: str, code: str, outcome: str = "refused") -> None:
        """Refuse or leave pending the line as a whole."""
        self.out = True
        self.cut(stage, code, self.left, outcome)

    def keep_at_most(self, stage: str, code: str, most: Decimal, outcome: str = "refused") -> None:
        self.cut(stage, code, max(self.left - most, ZERO), outcome)

    def answer(self) -> dict[str, Any]:
        """The line of `reconcile --json`."""
        refused, pending = (
            sum((Decimal(cut["amount"]) for cut in self.cuts if cut["outcome"] == outcome), ZERO)
            for outcome in ("refused", "pending")
        )
        return {
            "id": self.id,
            "claimed": two(self.claimed),
            "reimbursable": two(self.left - self.credited),
            "refused": two(refused),
            "pending": two(pending),
            "cuts": self.cuts,
        }
