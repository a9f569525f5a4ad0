"""money.md computed a second time, as plainly as can be: brute force where the library is clever.

Nothing is shared with the library: it only reads the attributes of the case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import floor
from typing import Any

Parts = dict[tuple[str, str], Fraction]  # (stage, outcome) → EUR


def euros(value: Fraction) -> Fraction:
    """Half up, away from zero, to the cent."""
    count = floor(abs(value) * 100 + Fraction(1, 2))
    return Fraction(count if value >= 0 else -count, 100)


def natural(number: str) -> list[Any]:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", number)]


def months(start: date, end: date) -> list[tuple[date, date, Fraction]]:
    """(first day, last day, part of a whole month), found by walking day by day."""

    def first(count: int) -> date:
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        for wanted in (start.day, 30, 29, 28):
            try:
                return date(year, month + 1, min(wanted, start.day))
            except ValueError:
                continue
        raise AssertionError

    found: list[tuple[date, date, Fraction]] = []
    while first(len(found)) <= end:
        begins, following = first(len(found)), first(len(found) + 1)
        last = min(following - timedelta(1), end)
        found.append((begins, last, Fraction((last - begins).days + 1, (following - begins).days)))
    return found


class Oracle:
    """The settlement of a case: `lines[id] = (claimed, reimbursable, parts)`, and the ledger."""

    def __init__(self, case: Any) -> None:
        self.case = case
        self.p = case.policies
        self.missions = {m.id: m for m in case.missions}
        self.approvals = {a.id: a for a in case.approvals}
        self.receipts = {r.id: r for r in case.receipts}
        self.months = months(case.convention.start, case.convention.end)
        self.begun = [m for m in self.months if m[0] <= case.as_of]
        self.order = sorted(
            (x for x in case.lines if x.day <= case.as_of), key=lambda x: (x.day, natural(x.id))
        )
        self.rates: dict[str, Any] = {x.id: self.rate(x, x.currency) for x in self.order}
        self.claimed = {
            x.id: euros(Fraction(x.amount) / self.rates[x.id]) if self.rates[x.id] else Fraction(0)
            for x in self.order
        }
        self.parts: dict[str, Parts] = {x.id: defaultdict(Fraction) for x in self.order}
        self.run()

    # -- looking up ---------------------------------------------------------------------

    def rate(self, line: Any, currency: str) -> Fraction | None:
        if currency == "EUR":
            return Fraction(1)
        typed = {
            (r.month.year, r.month.number): r.units
            for r in self.case.rates
            if r.currency == currency
        }
        if self.p.rate_method == "moyenne_periode":
            at, wanted = self.case.convention.start, set()
            end = max(at, min(self.case.convention.end, self.case.as_of))
            while at <= end:
                wanted.add((at.year, at.month))
                at += timedelta(1)
            if not wanted or wanted - set(typed):
                return None
            return sum((Fraction(typed[m]) for m in wanted), Fraction(0)) / len(wanted)
        day = {
            "mois_depense": line.day,
            "mois_paiement": line.paid_on,
            "mois_demande": line.claimed_on,
        }[self.p.rate_method]
        if day is None or (day.year, day.month) not in typed:
            return None
        return Fraction(typed[day.year, day.month])

    def month(self, day: date) -> Any:
        found = [at for at, (first, last, _) in enumerate(self.months) if first <= day <= last]
        return found[0] if found else None

    def place(self, day: date) -> int:
        """Its month; what is given back outside the convention counts at its edge."""
        if day < self.case.convention.start:
            return 0
        return min(self.month(min(day, self.case.convention.end)), len(self.begun) - 1)

    # -- the stages ---------------------------------------------------------------------

    def run(self) -> None:
        by_id = {x.id: x for x in self.order}
        credits = defaultdict(list)
        pieces = []
        for x in self.order:
            if not self.rates[x.id]:
                continue
            if x.credit_of is None and x.amount >= 0:
                pieces.append(x)
            elif x.credit_of in by_id and self.rates[x.credit_of] and x.amount <= 0:
                credits[x.credit_of].append(x)
            else:
                self.parts[x.id]["claimed", "pending"] += self.claimed[x.id]
        self.left, self.net, self.eligible = {}, {}, {}
        for x in pieces:
            self.left[x.id] = self.claimed[x.id] + sum(self.claimed[c.id] for c in credits[x.id])
            self.net[x.id] = Fraction(x.amount) + sum(
                Fraction(c.amount)
                * (self.rates[x.id] / self.rates[c.id] if c.currency != x.currency else 1)
                for c in credits[x.id]
            )
            part = min(Fraction(x.ineligible or 0), Fraction(x.amount)) - sum(
                min(Fraction(c.ineligible or 0), -Fraction(c.amount))
                * (self.rates[x.id] / self.rates[c.id] if c.currency != x.currency else 1)
                for c in credits[x.id]
            )
            part = max(Fraction(0), min(part, self.net[x.id]))
            self.eligible[x.id] = max(Fraction(0), self.net[x.id] - part)
            if self.left[x.id] > 0:
                self.admit(x, part)
        self.approve(pieces)
        self.justify(pieces)
        self.scale(pieces)
        self.cap(pieces)
        self.lines = {}
        for x in self.order:
            lost = sum(self.parts[x.id].values(), Fraction(0))
            parts = {where: amount for where, amount in self.parts[x.id].items() if amount}
            self.lines[x.id] = (self.claimed[x.id], self.claimed[x.id] - lost, parts)

    def take(self, line: Any, stage: str, amount: Fraction, outcome: str = "refused") -> None:
        if amount:
            self.parts[line.id][stage, outcome] += amount
            self.left[line.id] -= amount

    def admit(self, x: Any, part: Fraction) -> None:
        c, everything = self.case.convention, self.left[x.id]
        if not c.start <= x.day <= c.end:
            return self.take(x, "admissible", everything)
        covered = self.p.for_activities if x.imputation == "activité" else self.p.covered
        if covered is not None and x.category not in covered:
            return self.take(x, "admissible", everything)
        of_mission = x.imputation == "mission" or (
            x.imputation != "activité" and x.category in ("déplacement", "hébergement", "repas")
        )
        mission = self.missions.get(x.mission)
        if of_mission:
            if mission is None:
                return self.take(x, "admissible", everything)
            out, back = mission.departure.date(), mission.back.date()
            if x.day > back or (x.day < out and x.category != "déplacement"):
                return self.take(x, "admissible", everything)
            if mission.place == c.home and c.home is not None:
                return self.take(x, "admissible", everything)
        approval = self.approvals.get(x.approval or (mission and mission.approval))
        if approval and approval.decision == "refusé":
            return self.take(x, "admissible", everything)
        if part:
            rest = euros((Fraction(x.amount) - part) / self.rates[x.id])
            self.take(x, "admissible", min(self.claimed[x.id] - rest, everything))
        return None

    def approve(self, pieces: list[Any]) -> None:
        room = {a.id: Fraction(a.amount or 0) for a in self.case.approvals}
        for x in pieces:
            left = self.left[x.id]
            if left <= 0:
                continue
            mission = self.missions.get(x.mission)
            a = self.approvals.get(x.approval or (mission and mission.approval))
            if a is None:
                self.take(x, "approved", left)
            elif a.decision != "validé":
                self.take(x, "approved", left, "pending")
            elif (
                (a.valid_from and x.day < a.valid_from)
                or (a.valid_to and x.day > a.valid_to)
                or (a.categories and x.category not in a.categories)
                or (a.decided_on > x.day and self.p.late_approval != "avertissement")
            ):
                self.take(x, "approved", left)
            else:
                self.take(x, "approved", max(Fraction(0), left - room[a.id]))
                room[a.id] -= self.left[x.id]

    def fits(self, x: Any) -> list[Any]:
        if x.imputation == "activité":
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

    def justify(self, pieces: list[Any]) -> None:
        served = [x for x in pieces if self.left[x.id] > 0 and not self.flat(x)]
        self.j = dict(zip([x.id for x in served], self.all_j(served), strict=True))
        for x in served:
            keep = min(self.left[x.id], euros(self.j[x.id] / self.rates[x.id]))
            waits = x.receipt_expected is not None and x.receipt_expected > self.case.as_of
            outcome = "pending" if waits else "refused"
            self.take(x, "receipts", self.left[x.id] - keep, outcome)

    def all_j(self, served: list[Any]) -> list[Fraction]:
        """J of each line: what the first lines can have together, less without the last of them."""
        found = []
        for at, x in enumerate(served):
            group = connected(x, served[: at + 1], self.links(served))
            without = [y for y in group if y is not x]
            found.append(self.most(group) - self.most(without))
        return found

    def links(self, served: list[Any]) -> dict[str, set[str]]:
        links = {}
        for x in served:
            links[x.id] = {
                r
                for r in x.receipts
                if r in self.receipts
                and self.receipts[r].currency == x.currency
                and self.receipts[r].role in ("justifies", "declares")
            }
            if self.p.declaration_year and any(
                self.receipts[r].role == "declares" for r in links[x.id]
            ):
                links[x.id].add("the year's ceiling")
        return links

    def most(self, group: list[Any]) -> Fraction:
        """The most that receipts justify for a group: the least of all cuts, every one tried."""
        links = self.links(group)
        papers, others = {}, {}
        for x in group:
            mine = {r for r in links[x.id] if r in self.receipts}
            papers[x.id] = {r for r in mine if self.receipts[r].role == "declares"}
            others[x.id] = mine - papers[x.id]
        worth = {r: max(Fraction(0), Fraction(self.receipts[r].amount)) for r in self.receipts}
        ways = [
            ("bound", "limit", "paper")
            if papers[x.id] and self.p.declaration_line
            else ("bound", "paper")
            for x in group
        ]
        costs = []
        for choice in product(*ways):
            cost, named, declared = Fraction(0), set(), set()
            for x, how in zip(group, choice, strict=True):
                if how == "bound":
                    cost += self.eligible[x.id]
                    continue
                named |= others[x.id]
                if how == "limit":
                    cost += Fraction(self.p.declaration_line.amount) * self.rates[x.id]
                else:
                    declared |= papers[x.id]
            on_paper = sum((worth[r] for r in declared), Fraction(0))
            if self.p.declaration_year:
                on_paper = min(on_paper, Fraction(self.p.declaration_year.amount))
            costs.append(cost + sum((worth[r] for r in named), Fraction(0)) + on_paper)
        return min(costs)

    def scale(self, pieces: list[Any]) -> None:
        groups = defaultdict(list)
        for x in pieces:
            rows = self.fits(x) if self.left[x.id] > 0 else []
            if not rows:
                continue
            row = rows[0]
            unknown = (
                len(rows) > 1
                or (row.unit != "jour" and x.quantity is None)
                or self.rate(x, row.currency) is None
            )
            if unknown:
                self.take(x, "scale", self.left[x.id], "pending")
            else:
                group = x.mission if x.mission is not None else self.month(x.day)
                groups[group, row.id].append((x, row))
        for (group, _), lines in groups.items():
            row = lines[0][1]
            quantity = sum(Fraction(x.quantity or 0) for x, _ in lines)
            if row.unit == "jour":
                quantity = Fraction(len({x.day for x, _ in lines}))
            mission = self.missions.get(group) if isinstance(group, str) else None
            if mission:
                quantity = min(quantity, self.room(mission, row.unit, quantity))
            remaining = Fraction(row.amount) * quantity
            for x, _ in lines:
                there = self.rate(x, row.currency)
                assert there is not None
                have = self.net[x.id] if row.mode == "forfait" else self.j[x.id]
                if x.currency != row.currency:
                    have = have / self.rates[x.id] * there
                if have <= remaining:
                    remaining -= have
                else:
                    rate = self.rates[x.id] if x.currency == row.currency else there
                    keep = min(self.left[x.id], euros(remaining / rate))
                    self.take(x, "scale", self.left[x.id] - keep)
                    remaining = Fraction(0)

    def room(self, mission: Any, unit: str, quantity: Fraction) -> Fraction:
        """Every midnight or meal time of every day of the journey is looked at."""
        if unit not in ("nuitée", "repas"):
            return quantity
        count = 0
        at = mission.departure.date()
        while at <= mission.back.date():
            if unit == "nuitée":
                count += (
                    mission.departure < datetime.combine(at, datetime.min.time()) <= mission.back
                )
            else:
                for hour in (self.p.lunch, self.p.dinner):
                    count += mission.departure <= datetime.combine(at, hour) <= mission.back
            at += timedelta(1)
        offered = mission.nights if unit == "nuitée" else mission.meals
        return Fraction(max(0, count - offered))

    def allowance(self, count: int) -> Fraction:
        return euros(Fraction(self.p.cap) * sum((m[2] for m in self.months[:count]), Fraction(0)))

    def cap(self, pieces: list[Any]) -> None:
        under = [
            x
            for x in pieces
            if self.left[x.id]
            and x.imputation != "activité"
            and (self.p.cap_scope is None or x.category in self.p.cap_scope)
        ]
        self.ledger = []
        for at in range(len(self.begun)):
            spent = sum((self.left[x.id] for x in under if self.place(x.day) <= at), Fraction(0))
            self.ledger.append((self.allowance(at + 1), spent, min(self.allowance(at + 1), spent)))
        closed = self.p.closed is True or self.case.as_of > self.case.convention.end
        can_pay = self.ledger[-1][2] if self.ledger else Fraction(0)
        can_pay -= sum(self.left[x.id] for x in under if self.left[x.id] < 0)
        for x in under:
            if self.left[x.id] > 0:
                keep = min(self.left[x.id], can_pay)
                can_pay -= keep
                self.take(x, "cap", self.left[x.id] - keep, "refused" if closed else "pending")


def connected(line: Any, among: list[Any], links: dict[str, set[str]]) -> list[Any]:
    """The lines that share receipts with this one, directly or through others, in order."""
    group, names = {line.id}, set(links[line.id])
    while True:
        more = {y.id for y in among if links[y.id] & names}
        if more <= group:
            return [y for y in among if y.id in group]
        group |= more
        names |= {name for y in among if y.id in group for name in links[y.id]}


def as_fraction(amount: Decimal) -> Fraction:
    return Fraction(amount)
