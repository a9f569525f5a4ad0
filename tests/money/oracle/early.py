"""The first three stages, line after line; each cut with its reason."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from tests.money.oracle.looking import OF_MISSIONS
from tests.money.oracle.numbers import NOTHING, euros, readable
from tests.money.oracle.rest import Rest

CODES = {
    "unreadable": "CEL-02", "rate-missing": "TAU-01", "rate-twice": "TAU-03",
    "payment-date-missing": "TAU-01", "claim-date-missing": "TAU-01",
    "credit-without-original": "DEP-12", "credit-of-waiting-line": "DEP-12",
    "credit-not-negative": "DEP-12",
    "outside-convention": "DEP-02", "category-not-covered": "DEP-03", "no-mission": "DEP-03",
    "mission-dates-unknown": "DEP-04", "outside-mission": "DEP-04", "home-town": "MIS-02",
    "approval-refused": "DEP-07", "ineligible-part": "DEP-05",
    "no-approval": "DEP-07", "approval-other-day": "DEP-07", "approval-other-category": "DEP-07",
    "approval-open": "DEP-07", "approval-undated": "ACC-04", "approval-without-amount": "ACC-04",
    "approved-late": "ACC-03", "over-approval": "ACC-02",
    "no-receipt": "DEP-01", "receipts-short": "DEP-05", "receipts-shared": "DEP-08",
    "declaration-ceiling": "JUS-12", "credit-rate": "DEP-05", "either": "",
    "over-scale": "DEP-06", "over-room": "DEP-21", "two-scales": "BAR-01",
    "scale-unreadable": "DEP-06", "scale-without-quantity": "DEP-06",
    "scale-rate-missing": "TAU-01",
    "over-cap": "DEP-18",
}  # fmt: skip
SCOPES = ("mission", "communication", "activité")


class Early(Rest):
    """What each line claims, what is admissible of it, what was approved."""

    def __init__(self, case: Any) -> None:
        super().__init__(case)
        self.cuts: dict[str, list[tuple[str, str, str, Fraction, str]]] = defaultdict(list)
        self.flags: list[tuple[str, str, str]] = []
        self.claimed: dict[str, Fraction] = {}
        self.rates: dict[str, Fraction] = {}
        self.waiting: set[str] = set()
        self.left, self.net, self.part, self.eligible = {}, {}, {}, {}  # type: ignore[var-annotated]
        self.credits: dict[str, list[Any]] = defaultdict(list)
        self.consumed: dict[str, list[tuple[str, Fraction, Fraction]]] = defaultdict(list)
        for x in self.order:
            self.convert(x)
        self.join()
        self.pieces = [x for x in self.order if x.id not in self.waiting | self.joined]
        for x in self.pieces:
            self.weigh(x)
        self.out = {x.id for x in self.pieces if self.nothing_of(x)}
        for x in self.alive():
            self.admit(x)
        for x in self.alive():
            self.part_given_up(x)
        self.approve()
        self.approved = {x.id for x in self.alive()}

    def alive(self) -> list[Any]:
        """Those neither refused nor waiting as a whole, whatever an amount has left of them."""
        return [x for x in self.pieces if x.id not in self.out]

    def cut(self, x: Any, stage: str, cause: str, amount: Any = None, how: str = "refused") -> None:
        """Without amount: the whole line."""
        if amount is None:
            self.out.add(x.id)
        taken = self.left[x.id] if amount is None else amount
        if taken:
            self.cuts[x.id].append((stage, cause, CODES[cause], taken, how))
            self.left[x.id] -= taken

    def wait(self, x: Any, cause: str, code: str = "") -> None:
        self.waiting.add(x.id)
        cut = ("claimed", cause, code or CODES[cause], self.claimed[x.id], "pending")
        self.cuts[x.id].append(cut)

    # -- 1. claimed ---------------------------------------------------------------------

    def convert(self, x: Any) -> None:
        self.claimed[x.id] = NOTHING
        if x.day is None or not readable(x.amount) or not x.currency or x.unreadable:
            return self.wait(x, "unreadable", x.unreadable)
        rate, why = self.rate(x, x.currency)
        if rate is None:
            return self.wait(x, why)
        self.rates[x.id] = rate
        self.claimed[x.id] = euros(Fraction(x.amount) / rate)
        if x.credit_of is None and x.amount < 0:
            self.wait(x, "credit-without-original")
        return None

    def join(self) -> None:
        """Credits go with the line that started it all, through credits of credits."""
        self.joined: set[str] = set()
        for x in self.order:
            if x.credit_of is None or x.id in self.waiting:
                continue
            first = self.root(x)
            if x.amount > 0:
                self.wait(x, "credit-not-negative")
            elif first is None or first.credit_of is not None:
                later = any(y.id == x.credit_of and y not in self.order for y in self.all)
                self.wait(x, "credit-of-waiting-line" if later else "credit-without-original")
            elif first.id in self.waiting:
                self.wait(x, "credit-of-waiting-line")
            else:
                self.joined.add(x.id)
                self.credits[first.id].append(x)

    def root(self, x: Any) -> Any:
        """The line that a credit gives back from; itself for another; None if there is none."""
        for _ in self.order:
            x = self.by_id.get(x.credit_of) if x and x.credit_of else x
        return x

    def nothing_of(self, x: Any) -> bool:
        """Whether credits leave nothing to look at; less than nothing makes room under the cap."""
        return self.left[x.id] < 0 or (self.left[x.id] == 0 and self.net[x.id] <= 0)

    def weigh(self, x: Any) -> None:
        """The original less its credits, in its own currency."""
        mine = [(x, Fraction(1))]
        for c in self.credits[x.id]:
            same = c.currency == x.currency
            mine.append((c, Fraction(1) if same else self.rates[x.id] / self.rates[c.id]))
        self.left[x.id] = sum((self.claimed[c.id] for c, _ in mine), NOTHING)
        self.net[x.id] = sum((Fraction(c.amount) * into for c, into in mine), NOTHING)
        part = NOTHING
        for c, into in mine:
            own = abs(Fraction(c.ineligible)) if readable(c.ineligible) else NOTHING
            own = min(own, abs(Fraction(c.amount))) * into
            part += own if c is x else -own
        self.part[x.id] = max(NOTHING, min(part, self.net[x.id]))
        self.eligible[x.id] = max(NOTHING, self.net[x.id] - self.part[x.id])

    # -- 2. admissible ------------------------------------------------------------------

    def admit(self, x: Any) -> None:
        cause = self.why_not(x)
        if cause == "mission-dates-unknown":
            return self.cut(x, "admissible", cause, how="pending")
        approval = self.approval(x)
        if not cause and approval and approval.decision == "refusé":
            cause = "approval-refused"
        return self.cut(x, "admissible", cause) if cause else None

    def why_not(self, x: Any) -> str:
        c = self.case.convention
        if not c.start <= x.day <= c.end:
            return "outside-convention"
        activity = x.imputation == "activité"
        covered = self.p.for_activities if activity else self.p.covered
        if covered is not None and x.category not in covered:
            return "category-not-covered"
        if activity or (x.imputation != "mission" and x.category not in OF_MISSIONS):
            return ""
        mission = self.missions.get(x.mission)
        if mission is None:
            return "no-mission"
        out, back = mission.departure, mission.back
        if out is None or back is None or back < out:
            return "mission-dates-unknown"
        early = x.day < out.date() and x.category != "déplacement"
        if early or x.day > back.date():
            return "outside-mission"
        return "home-town" if mission.place is not None and mission.place == c.home else ""

    def part_given_up(self, x: Any) -> None:
        if self.part[x.id]:
            rest = euros((Fraction(x.amount) - self.part[x.id]) / self.rates[x.id])
            part = max(NOTHING, self.claimed[x.id] - rest)
            self.cut(x, "admissible", "ineligible-part", min(part, self.left[x.id]))

    # -- 3. approved --------------------------------------------------------------------

    def granted(self, a: Any) -> Fraction:
        """What may be consumed: whole cents of an approval that is given."""
        if a.decision != "validé" or not readable(a.amount) or a.amount < 0:
            return NOTHING
        return Fraction(int(Fraction(a.amount) * 100), 100)

    def approve(self) -> None:
        room = {a.id: self.granted(a) for a in self.case.approvals}
        for x in self.alive():
            a = self.approval(x)
            cause, how = self.not_approved(x, a)
            if cause:
                self.cut(x, "approved", cause, how=how)
                continue
            asked = self.left[x.id]
            if a.decided_on > x.day:
                self.flags.append((x.id, "ACC-03", "approved-late"))
            if a.scope in SCOPES and a.scope != x.imputation:
                self.flags.append((x.id, "DEP-07", "approval-other-scope"))
            self.cut(x, "approved", "over-approval", max(NOTHING, asked - room[a.id]))
            room[a.id] -= self.left[x.id]
            if asked:
                self.consumed[a.id].append((x.id, asked, self.left[x.id]))

    def not_approved(self, x: Any, a: Any) -> tuple[str, str]:
        if a is None:
            return "no-approval", "refused"
        if a.decision != "validé":
            return "approval-open", "pending"
        if (a.valid_from and x.day < a.valid_from) or (a.valid_to and x.day > a.valid_to):
            return "approval-other-day", "refused"
        if a.categories and x.category not in a.categories:
            return "approval-other-category", "refused"
        if a.decided_on is None:
            return "approval-undated", "pending"
        if not readable(a.amount):
            return "approval-without-amount", "pending"
        late = a.decided_on > x.day and self.p.late_approval != "avertissement"
        return ("approved-late", "refused") if late else ("", "")
