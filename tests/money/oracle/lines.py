"""The last three stages: receipts, scales, the average cap."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.money.oracle.early import Early
from tests.money.oracle.numbers import NOTHING, counted, euros, meant, readable


class Oracle(Early):
    """A year's lines: what they claim, their cuts, what each stage leaves of them."""

    def __init__(self, case: Any) -> None:
        super().__init__(case)
        self.ceilings: list[tuple[Any, ...]] = []
        self.justify()
        self.scale()
        self.cap()

    # -- 4. receipts --------------------------------------------------------------------

    def justify(self) -> None:
        served = [x for x in self.alive() if not self.flat(x)]
        for x in served:
            for r in sorted(set(x.receipts)):
                carries = r in self.receipts and self.receipts[r].role in ("justifies", "declares")
                if carries and not self.worth(r):
                    self.flags.append((x.id, "JUS-02", "receipt-without-amount"))
                elif carries and self.receipts[r].currency != x.currency:
                    self.flags.append((x.id, "DEP-01", "receipt-currency"))
        self.after_receipts: dict[str, Fraction] = {}
        self.j = dict(zip([x.id for x in served], self.all_j(served), strict=True))
        for x in served:
            keep = min(self.left[x.id], euros(self.j[x.id] / self.rates[x.id]))
            self.after_receipts[x.id] = keep
            mine = self.named(x, "justifies") | self.named(x, "declares")
            alone = min(self.eligible[x.id], sum((self.worth(r) for r in mine), NOTHING))
            reach = min(self.left[x.id], euros(alone / self.rates[x.id]))
            expected = x.receipt_expected is not None and x.receipt_expected > self.case.as_of
            how = "pending" if expected else "refused"
            why = "no-receipt" if not alone else "receipts-short"
            why = "credit-rate" if alone == self.eligible[x.id] else why
            rest = self.left[x.id] - reach
            declared = self.named(x, "declares")
            # With declarations, a ceiling or another line may be the reason: see test_oracle.
            self.cut(x, "receipts", "either" if declared else "receipts-shared", reach - keep, how)
            self.cut(x, "receipts", why, rest, how)

    def blocked(self, x: Any, unused: Fraction, of: Fraction) -> Fraction:
        """What of a cut its declarations would justify, had they no ceilings: their unused part.

        `unused` is as shown, with ten decimals: what is whole cents with the rest is meant so.
        """
        kept = self.after_receipts[x.id]
        mine = self.named(x, "justifies") | self.named(x, "declares")
        alone = min(self.eligible[x.id], sum((self.worth(r) for r in mine), NOTHING))
        reach = min(alone, meant(self.j[x.id] + unused))
        return min(of, max(NOTHING, euros(reach / self.rates[x.id]) - kept))

    # -- 5. scales ----------------------------------------------------------------------

    def scale(self) -> None:
        groups: dict[tuple[Any, Any, str], list[Any]] = {}
        for x in self.alive():
            rows = self.fits(x)
            cause = self.no_ceiling(x, rows) if rows else ""
            if cause:
                self.cut(x, "scale", cause, how="pending")
            elif rows:
                month = self.month(x.day) if x.mission is None else None
                groups.setdefault((x.mission, month, rows[0].id), []).append(x)
        for (name, month, _), lines in groups.items():
            self.share(self.fits(lines[0])[0], name, month, lines)

    def no_ceiling(self, x: Any, rows: list[Any]) -> str:
        row = rows[0]
        if len(rows) > 1:
            return "two-scales"
        if not readable(row.amount) or row.amount < 0 or not row.currency:
            return "scale-unreadable"
        if row.unit != "jour" and (not readable(x.quantity) or x.quantity < 0):
            return "scale-without-quantity"
        return "scale-rate-missing" if self.rate(x, row.currency)[0] is None else ""

    def share(self, row: Any, name: Any, month: Any, lines: list[Any]) -> None:
        if row.unit == "jour":
            claimed = Fraction(len({x.day for x in lines}))
        else:
            claimed = sum((Fraction(x.quantity) for x in lines), NOTHING)
        room = self.room(self.missions.get(name), row.unit)
        quantity = claimed if room is None else min(claimed, Fraction(room))
        kept = self.pour(row, Fraction(row.amount) * quantity, lines)
        roomless = self.pour(row, Fraction(row.amount) * claimed, lines)
        for x in lines:
            self.cut(x, "scale", "over-scale", self.left[x.id] - roomless[x.id])
            self.cut(x, "scale", "over-room", roomless[x.id] - kept[x.id])
        used = Fraction(row.amount) * quantity - kept["remaining"]
        names = tuple(x.id for x in lines)
        use = (row.id, name, month, row.currency, claimed, room, quantity)
        self.ceilings.append((*use, Fraction(row.amount) * quantity, used, names))

    def pour(self, row: Any, remaining: Fraction, lines: list[Any]) -> dict[str, Fraction]:
        """What each line keeps of a ceiling; `remaining`: what then is left of it."""
        kept = {}
        for x in lines:
            there = self.rate(x, row.currency)[0]
            assert there is not None
            have = self.eligible[x.id] if row.mode == "forfait" else self.j[x.id]
            if x.currency != row.currency:
                have = have / self.rates[x.id] * there
            if have <= remaining:
                remaining -= have
                kept[x.id] = self.left[x.id]
            else:
                rate = self.rates[x.id] if x.currency == row.currency else there
                kept[x.id] = min(self.left[x.id], euros(remaining / rate))
                remaining = NOTHING
        return {**kept, "remaining": remaining}

    # -- 6. the average cap -------------------------------------------------------------

    def capped(self, x: Any) -> bool:
        scope = self.p.cap_scope
        return x.imputation != "activité" and (scope is None or x.category in scope)

    def cap(self) -> None:
        under = [x for x in self.pieces if self.left[x.id] and self.capped(x)]
        self.spend(under)
        if not self.ledger:
            return
        can_pay = self.ledger[-1]["reimbursable"]
        can_pay -= sum((self.left[x.id] for x in under if self.left[x.id] < 0), NOTHING)
        for x in under:
            if self.left[x.id] > 0:
                keep = min(self.left[x.id], can_pay)
                can_pay -= keep
                how = "refused" if self.closed() else "pending"
                self.cut(x, "cap", "over-cap", self.left[x.id] - keep, how)

    def allowance(self, count: int) -> Fraction:
        return euros(Fraction(self.p.cap) * counted(self.months[:count]))
