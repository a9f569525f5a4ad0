"""What a mission that is only planned would do: the engine settles the year with it and without.

The planned mission is one more line: approved, justified, of a category that the cap covers and no
scale limits.  So what comes out is what the cap alone makes of it (money.md §4).
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from cic_sheets.money import Approval, Case, Line, Mission, Receipt, settle
from cic_sheets.money.case import GRANTED, JUSTIFIES, LODGING, MEALS, MISSION, TRAVEL
from cic_sheets.money.settlement import SettledLine, Settlement
from cic_sheets.values.days import ONE_DAY, ContractMonth, contract_months
from cic_sheets.values.money import ZERO, decimals, usable
from cic_sheets.values.named import NamedTuple

_NAME = "\uffff"  # after every number that anyone types: on its day, the mission is served last
_ENOUGH = Decimal(10) ** 14
_CATEGORIES = (TRAVEL, LODGING, MEALS)


class Outlay(NamedTuple):
    """What a planned mission is to cost, in its currency, on a day."""

    amount: Decimal
    currency: str
    day: date


class Pushed(NamedTuple):
    """A line that the mission takes room from, EUR.

    waits  what it gets less, seen from the day of the answer
    lost   what it gets less once the convention is over
    """

    line: str
    day: date | None
    waits: Decimal
    lost: Decimal


class Planned(NamedTuple):
    """The answer, EUR.

    as_of    the day from which it is given: that of the mission, or later
    claimed  the mission's cost
    at_once  what is reimbursed on that day
    waiting  what the cap holds back that day
    freed    the contract month that frees what of it is ever freed; None: nothing is
    lost     what is refused once the convention is over, nothing else being spent
    pushed   existing lines that lose room, in the order in which they are served
    """

    outlay: Outlay
    as_of: date
    claimed: Decimal
    at_once: Decimal
    waiting: Decimal
    freed: ContractMonth | None
    lost: Decimal
    pushed: tuple[Pushed, ...]

    @property
    def later(self) -> Decimal:
        """What the months to come free."""
        return self.claimed - self.at_once - self.lost


class Unplannable(NamedTuple):
    """Why there is no answer: `not-money`, `outside`, `no-rate` (also when two rates differ)."""

    why: str


def planned(case: Case, outlay: Outlay) -> Planned | Unplannable:
    """What the mission would bring and cost, as of its day or the case's, whichever is later."""
    start, end = case.convention.start, case.convention.end
    if not usable(outlay.amount) or outlay.amount <= 0 or decimals(outlay.amount) > 2:
        return Unplannable("not-money")
    if not start <= outlay.day <= end:
        return Unplannable("outside")
    day, over = max(case.as_of, outlay.day), max(case.as_of, _after(end))
    imagined = _with_mission(case, outlay)
    now, then = _seen(imagined, day), _seen(imagined, over)
    found, final = now.line(_NAME), then.line(_NAME)
    if found.waiting:
        return Unplannable("no-rate")
    return Planned(
        outlay,
        day,
        found.claimed,
        found.reimbursable,
        found.pending,
        _freed(imagined, day, found, final),
        final.refused,
        _pushed((_seen(case, day), now), (_seen(case, over), then)),
    )


def _seen(case: Case, day: date) -> Settlement:
    return settle(case._replace(as_of=day))


def _after(day: date) -> date:
    """The day on which the convention is over: what still waited is refused then."""
    return day + ONE_DAY if day < date.max else day


def _with_mission(case: Case, outlay: Outlay) -> Case:
    """The case with an approval, a journey, a line and its receipt more."""
    amount, currency, day = outlay
    approval = Approval(_NAME, decision=GRANTED, decided_on=day, amount=_ENOUGH)
    journey = Mission(
        _NAME, datetime.combine(day, time.min), datetime.combine(day, time.max), approval=_NAME
    )
    line = Line(
        _NAME, day, MISSION, _category(case), amount, currency,
        mission=_NAME, paid_on=day, claimed_on=day, receipts=(_NAME,),
    )  # fmt: skip
    return case._replace(
        lines=(*case.lines, line),
        receipts=(*case.receipts, Receipt(_NAME, JUSTIFIES, amount, currency)),
        approvals=(*case.approvals, approval),
        missions=(*case.missions, journey),
    )


def _category(case: Case) -> str:
    """A mission's category that is covered, and under the cap if one of them is."""
    covered, capped = case.policies.covered, case.policies.cap_scope
    allowed = [name for name in _CATEGORIES if covered is None or name in covered] or [TRAVEL]
    return next((name for name in allowed if capped is None or name in capped), allowed[0])


def _freed(case: Case, day: date, found: SettledLine, final: SettledLine) -> ContractMonth | None:
    """The first month that gives the mission all that it ever gets; months give when they begin."""
    if final.reimbursable <= found.reimbursable:
        return None
    for month in contract_months(case.convention.start, case.convention.end):
        if month.start > day and _seen(case, month.start).line(_NAME).reimbursable == (
            final.reimbursable
        ):
            return month
    return None


def _pushed(
    now: tuple[Settlement, Settlement], then: tuple[Settlement, Settlement]
) -> tuple[Pushed, ...]:
    """Lines that get less with the mission than without, on the day and in the end."""
    waits, lost = _less(*now), _less(*then)
    return tuple(
        Pushed(line.id, line.day, waits.get(line.id, ZERO), lost.get(line.id, ZERO))
        for line in then[0].lines
        if line.id in waits or line.id in lost
    )


def _less(without: Settlement, with_mission: Settlement) -> dict[str, Decimal]:
    got = {line.id: line.reimbursable for line in with_mission.lines}
    less = {line.id: line.reimbursable - got[line.id] for line in without.lines}
    return {number: amount for number, amount in less.items() if amount > 0}
