"""Generated years: everything that money.md speaks of, mixed, most rows in order.

Hypothesis draws the size and a seed; the rows come from the seed, so that faults stay rare enough
for lines to reach the last stages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from cic_sheets.money import (
    Approval,
    Case,
    Ceiling,
    Convention,
    Line,
    Mission,
    Policies,
    Rate,
    Receipt,
    Scale,
)
from cic_sheets.values.days import Month, months_between
from tests.money.odd import make_odd

Some = TypeVar("Some")

UNITS = {"hébergement": "nuitée", "repas": "repas", "déplacement": "km", "communication": "mois"}
EARLY = date(2022, 11, 1)
METHODS = ("mois_depense",) * 4 + ("mois_paiement", "mois_demande", "moyenne_periode")


@st.composite
def years(draw: st.DrawFn, most_lines: int = 9, **fixed: Any) -> Case:
    """A case of every kind.  `fixed` holds policies still."""
    count = draw(st.integers(min(4, most_lines), most_lines))
    return any_year(Random(draw(st.integers(0, 2**32))), count, fixed)


def any_year(random: Random, count: int, fixed: dict[str, Any] | None = None) -> Case:
    """Every other year has its troubles (tests/money/odd.py)."""
    case = make_year(random, count, fixed or {})
    if random.random() < 0.5:
        return case
    case = make_odd(case, random)
    return case._replace(policies=case.policies._replace(**(fixed or {})))


def make_year(random: Random, count: int, fixed: dict[str, Any]) -> Case:
    return _Maker(random, fixed).year(count)


class _Maker:
    def __init__(self, random: Random, fixed: dict[str, Any]) -> None:
        self.random = random
        self.start = date(2023, 1, 1) + timedelta(self.pick((0, 0, 14, 30, 45)))
        self.end = self.start + timedelta(self.pick((364, 364, 200, 75)))
        self.policies = self.make_policies()._replace(**fixed)
        self.journeys = [self.mission(f"M-{n}") for n in range(self.pick((1, 2, 3)))]
        self.approvals = [self.approval(f"V-{n}") for n in range(3)]
        self.receipts: list[Receipt] = []

    def year(self, count: int) -> Case:
        lines = [self.line(f"D-{n}") for n in range(1, count + 1)]
        lines += [self.credit(f"C-{n}", lines) for n in range(self.pick((0, 0, 1, 2)))]
        days = [line.day for line in lines if line.day]
        as_of = self.pick((self.end, self.end, self.end + timedelta(9), *days))
        return Case(
            as_of,
            Convention(self.start, self.end, self.pick(("rabat", "rabat", None))),
            self.shuffled(lines),
            self.shuffled(self.receipts),
            self.shuffled(self.approvals),
            self.shuffled(self.scales()),
            self.shuffled(self.rates()),
            self.shuffled(self.journeys),
            policies=self.policies,
        )

    # -- dice ---------------------------------------------------------------------------

    def pick(self, choices: Sequence[Some]) -> Some:
        return self.random.choice(choices)

    def rarely(self, often: float = 0.05) -> bool:
        return self.random.random() < often

    def shuffled(self, rows: Sequence[Some]) -> tuple[Some, ...]:
        return tuple(self.random.sample(rows, len(rows)))

    def amount(self, most: int = 60_000) -> Decimal:
        if self.rarely(0.4):
            return Decimal(self.random.randint(1, most // 1000) * 10)
        return Decimal(self.random.randint(1, most)).scaleb(-2)

    def day(self) -> date:
        return self.start + timedelta(self.random.randint(0, (self.end - self.start).days))

    # -- rows ---------------------------------------------------------------------------

    def make_policies(self) -> Policies:
        return Policies(
            rate_method=self.pick(METHODS),
            late_approval=self.pick(("refus", "avertissement")),
            cap=self.pick((Decimal(200), Decimal(20), Decimal("33.33"), Decimal(5000))),
            cap_scope=self.pick((None, None, frozenset(("hébergement", "communication")))),
            closed=self.rarely(0.3),
            declaration_line=self.pick((None, Ceiling(Decimal(20)), Ceiling(self.amount(9000)))),
            declaration_year=self.pick((None, None, Ceiling(Decimal(50)))),
        )

    def mission(self, id: str) -> Mission:
        out = datetime.combine(self.day(), time(self.pick((0, 8, 12, 13, 20, 23))))
        back = out + timedelta(days=self.random.randint(0, 5), hours=self.pick((0, 4, 8, 12)))
        place = "rabat" if self.rarely(0.08) else self.pick(("oujda", "tiznit", None))
        offered = (0, 0, 0, 1, 2)
        return Mission(
            id, out, back, place, self.pick(offered), self.pick(offered), self.pick((None, "V-0"))
        )

    def approval(self, id: str) -> Approval:
        return Approval(
            id,
            "annuel",
            self.pick(("refusé", "en attente")) if self.rarely(0.06) else "validé",
            self.day() if self.rarely(0.08) else EARLY,
            self.pick((Decimal(100_000), Decimal(300), self.amount(90_000))),
            self.day() if self.rarely() else None,
            self.day() if self.rarely() else None,
            frozenset(("hébergement", "repas")) if self.rarely() else frozenset(),
        )

    def scales(self) -> list[Scale]:
        found = []
        for category, unit in UNITS.items():
            for place in (None, "oujda"):
                if self.rarely(0.5):
                    found.append(self.scale(f"B-{len(found)}", category, unit, place))
                if self.rarely(0.04):
                    found.append(self.scale(f"B-{len(found)}", category, unit, place))
        return found

    def scale(self, id: str, category: str, unit: str, place: str | None) -> Scale:
        unit = "jour" if self.rarely(0.15) else unit
        mode = "forfait" if self.rarely(0.25) else "plafond"
        currency = self.pick(("MAD", "MAD", "EUR"))
        amount = self.amount(3000 if currency == "EUR" else 30_000)
        start = self.day() if self.rarely(0.15) else None
        end = self.day() if self.rarely(0.15) else None
        return Scale(id, category, unit, amount, currency, mode, place, start, end)

    def line(self, id: str) -> Line:
        imputation = self.pick(("mission",) * 5 + ("communication",) * 3 + ("activité",))
        mission = self.pick(self.journeys) if imputation == "mission" else None
        category = self.pick(tuple(UNITS) if mission else ("communication",))
        currency = self.pick(("MAD", "MAD", "MAD", "EUR"))
        day = self.mission_day(mission) if mission else self.day()
        amount = self.amount()
        unit = UNITS[category]
        return Line(
            id,
            self.start - timedelta(3) if self.rarely(0.03) else day,
            "communication" if self.rarely(0.02) else imputation,
            "autre" if self.rarely(0.03) else category,
            amount,
            currency,
            mission=None if mission is None or self.rarely(0.03) else mission.id,
            ineligible=self.amount(8000) if self.rarely(0.15) else None,
            quantity=None if self.rarely(0.05) else Decimal(self.random.randint(0, 8)) / 2,
            unit=None if self.rarely(0.1) else "jour" if self.rarely(0.15) else unit,
            paid_on=None if self.rarely() else day + timedelta(self.random.randint(0, 20)),
            claimed_on=None if self.rarely() else day + timedelta(self.random.randint(0, 40)),
            receipts=self.documents(currency, amount),
            receipt_expected=self.day() if self.rarely(0.1) else None,
            approval=None if self.rarely(0.06) else self.pick(("V-0", "V-0", "V-1", "V-2")),
        )

    def mission_day(self, mission: Mission) -> date:
        assert mission.departure is not None
        assert mission.back is not None
        length = (mission.back.date() - mission.departure.date()).days
        stray = self.pick((-1, 1)) * (length + 1) if self.rarely() else 0
        return mission.departure.date() + timedelta(self.random.randint(0, length) + stray)

    def documents(self, currency: str, amount: Decimal) -> tuple[str, ...]:
        names = []
        for _ in range(self.pick((0, 1, 1, 1, 1, 1, 1, 2))):
            self.receipts.append(self.receipt(f"J-{len(self.receipts)}", currency, amount))
            names.append(self.receipts[-1].id)
        shared = [receipt.id for receipt in self.receipts if receipt.currency == currency]
        if shared and self.rarely(0.5):
            names.append(self.pick(shared))
        if self.receipts and self.rarely():
            names.append(self.pick(self.receipts).id)
        return tuple(dict.fromkeys(names))

    def receipt(self, id: str, currency: str, amount: Decimal) -> Receipt:
        role = self.pick(("justifies",) * 9 + ("declares", "declares", "supports", "nothing"))
        worth = self.pick((amount, amount, amount, amount * 2, amount * 2, self.amount(), -amount))
        return Receipt(id, role, worth, currency)

    def credit(self, id: str, lines: list[Line]) -> Line:
        original = self.pick(lines)
        assert original.amount is not None
        assert original.day is not None
        amount = -(self.amount(20_000) if self.rarely(0.5) else original.amount / 2)
        day = original.day + timedelta(self.pick((0, 0, 3, 40)))
        return Line(
            id,
            day,
            original.imputation,
            original.category,
            amount.quantize(Decimal("0.01")),
            "EUR" if self.rarely(0.1) else original.currency,
            ineligible=Decimal(5) if self.rarely(0.1) else None,
            paid_on=day,
            claimed_on=day,
            credit_of="D-99" if self.rarely() else None if self.rarely() else original.id,
        )

    def rates(self) -> list[Rate]:
        months = months_between(self.start - timedelta(31), self.end + timedelta(31))
        units = ("10.80", "11", "11.1", "10.9185", "1.25", "0.85")
        return [
            Rate(Month(*month), "MAD", Decimal(self.pick(units)))
            for month in months
            if not self.rarely(0.02)
        ]
