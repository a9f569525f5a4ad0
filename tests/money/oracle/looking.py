"""What the page's sentences look up: rates, places, rows of « Barèmes », room of a journey."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from tests.money.oracle.numbers import NOTHING, months, natural, readable

OF_MISSIONS = ("déplacement", "hébergement", "repas")


class Looking:
    """The rows of a case by number."""

    def __init__(self, case: Any) -> None:
        self.case = case
        self.p = case.policies
        self.missions = {m.id: m for m in case.missions}
        self.approvals = {a.id: a for a in case.approvals}
        self.receipts = {r.id: r for r in case.receipts}
        self.months = months(case.convention.start, case.convention.end)
        self.begun = [m for m in self.months if m.start <= case.as_of]
        self.all = sorted(
            case.lines, key=lambda x: (x.day is None, x.day or case.as_of, natural(x.id))
        )
        self.order = [x for x in self.all if x.day is None or x.day <= case.as_of]
        self.by_id = {x.id: x for x in self.order}

    def rate(self, line: Any, currency: str) -> tuple[Fraction | None, str]:
        """The rate, or None and why."""
        if currency == "EUR":
            return Fraction(1), ""
        if line.rate is not None and currency == line.currency and line.rate > 0:
            return Fraction(line.rate), ""
        method, c = self.p.rate_method, self.case.convention
        if method == "moyenne_periode":
            at, wanted = c.start, []
            while at <= max(c.start, min(c.end, self.case.as_of)):
                if (at.year, at.month) not in wanted:
                    wanted.append((at.year, at.month))
                at += timedelta(1)
            found = [self.typed(month, currency) for month in wanted]
            for rate, why in found:
                if rate is None:
                    return None, why
            return sum((rate or NOTHING for rate, _ in found), NOTHING) / len(found), ""
        if method == "mois_paiement":
            day, why = line.paid_on, "payment-date-missing"
        elif method == "mois_demande":
            day, why = line.claimed_on, "claim-date-missing"
        else:
            day, why = line.day, ""
        return (None, why) if day is None else self.typed((day.year, day.month), currency)

    def typed(self, month: tuple[int, int], currency: str) -> tuple[Fraction | None, str]:
        units = {
            Fraction(r.units)
            for r in self.case.rates
            if r.currency == currency and (r.month.year, r.month.number) == month and r.units > 0
        }
        if len(units) == 1:
            return units.pop(), ""
        return None, "rate-twice" if units else "rate-missing"

    def month(self, day: date | None) -> int | None:
        """Number of the contract month; None outside."""
        for number, month in enumerate(self.months, 1):
            if day is not None and month.start <= day <= month.end:
                return number
        return None

    def place(self, day: date) -> int:
        """Its month's place; what is given back outside the convention counts at its edge."""
        if day < self.case.convention.start:
            return 0
        number = self.month(min(day, self.case.convention.end))
        assert number is not None
        return min(number, len(self.begun)) - 1

    def approval(self, x: Any) -> Any:
        mission = self.missions.get(x.mission)
        return self.approvals.get(x.approval if x.approval else mission and mission.approval)

    def fits(self, x: Any) -> list[Any]:
        """Rows of « Barèmes » that fit: those of the place before those of the country."""
        if x.imputation == "activité" or not x.category or not x.unit:
            return []
        mission = self.missions.get(x.mission)
        rows = [
            s
            for s in self.case.scales
            if s.category == x.category
            and s.unit == x.unit
            and (s.start is None or s.start <= x.day)
            and (s.end is None or x.day <= s.end)
        ]
        here = [s for s in rows if mission and s.place is not None and s.place == mission.place]
        return here or [s for s in rows if s.place is None]

    def flat(self, x: Any) -> bool:
        rows = self.fits(x)
        return len(rows) == 1 and rows[0].mode == "forfait"

    def room(self, mission: Any, unit: str) -> int | None:
        """Every midnight or meal time of every day of the journey is looked at."""
        if mission is None or unit not in ("nuitée", "repas"):
            return None
        count = 0
        at = mission.departure.date()
        while at <= mission.back.date():
            if unit == "nuitée":
                midnight = datetime.combine(at, datetime.min.time())
                count += mission.departure < midnight <= mission.back
            else:
                for hour in (self.p.lunch, self.p.dinner):
                    count += mission.departure <= datetime.combine(at, hour) <= mission.back
            at += timedelta(1)
        return max(0, count - (mission.nights if unit == "nuitée" else mission.meals))

    def worth(self, number: str) -> Fraction:
        """What a document may justify; only some kinds carry an amount."""
        receipt = self.receipts.get(number)
        if receipt is None or receipt.role not in ("justifies", "declares"):
            return NOTHING
        return max(NOTHING, Fraction(receipt.amount)) if readable(receipt.amount) else NOTHING
