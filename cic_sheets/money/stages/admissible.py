"""Stage 2: what the convention covers at all.  money.md §3.2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cic_sheets.money.case import (
    ACTIVITY,
    MISSION,
    MISSION_CATEGORIES,
    REFUSED,
    TRAVEL,
    Approval,
    Mission,
)
from cic_sheets.money.causes import REFUSED as CUT_REFUSED
from cic_sheets.money.item import Item
from cic_sheets.money.settlement import Fact, Source
from cic_sheets.money.year import Year, rule
from cic_sheets.values.money import ZERO, as_decimal, to_eur


def admit(year: Year, items: Iterable[Item]) -> None:
    """Refuse whole lines that the convention doesn't cover, then what lines give up themselves.

    The causes are tried in the order of the page; the first one explains the line.
    """
    for item in items:
        if item.line.mission is not None:
            item.mission = year.missions.get(item.line.mission)
        if item.alive:
            _admit(year, item)


def _admit(year: Year, item: Item) -> None:
    day = item.line.day
    convention = year.case.convention
    assert day is not None
    if not convention.start <= day <= convention.end:
        limits = (Source("convention", "", "start"), Source("convention", "", "end"))
        facts: Mapping[str, Fact] = {
            "day": day,
            "start": convention.start,
            "end": convention.end,
        }
        item.refuse("outside-convention", (item.at("day"), *limits), facts)
    elif not _covered(year, item):
        field = "for_activities" if item.line.imputation == ACTIVITY else "covered"
        facts = {"category": item.line.category or ""}
        item.refuse("category-not-covered", (item.at("category"), rule(field)), facts)
    elif is_mission_cost(item):
        _admit_mission(year, item)
    _admit_approval(approval_of(year, item), item)
    _leave_out_part(item)


def is_mission_cost(item: Item) -> bool:
    """Whether the cost belongs to a mission: by its imputation, or by its very nature."""
    line = item.line
    if line.imputation == ACTIVITY:
        return False
    return line.imputation == MISSION or line.category in MISSION_CATEGORIES


def approval_of(year: Year, item: Item) -> Approval | None:
    """The approval of a line: its own, else its mission's.  Nothing is guessed beyond."""
    number = item.line.approval
    if number is None and item.mission is not None:
        number = item.mission.approval
    return year.approvals.get(number) if number is not None else None


def _covered(year: Year, item: Item) -> bool:
    policies = year.policies
    activity = item.line.imputation == ACTIVITY
    covered = policies.for_activities if activity else policies.covered
    return covered is None or item.line.category in covered


def _admit_mission(year: Year, item: Item) -> None:
    mission, day = item.mission, item.line.day
    assert day is not None
    if mission is None:
        item.refuse("no-mission", (item.at("mission"), item.at("imputation")))
        return
    departure, back = mission.departure, mission.back
    dates = _sources(mission, "departure", "back")
    if departure is None or back is None or back < departure:
        item.wait("mission-dates-unknown", (item.at("mission"), *dates), {"mission": mission.id})
        return
    early = day < departure.date() and item.line.category != TRAVEL
    if early or day > back.date():
        facts: Mapping[str, Fact] = {
            "day": day,
            "mission": mission.id,
            "departure": departure.date(),
            "back": back.date(),
        }
        item.refuse("outside-mission", (item.at("day"), *dates), facts)
    elif mission.place is not None and mission.place == year.case.convention.home:
        home = Source("convention", "", "home")
        facts = {"mission": mission.id}
        item.refuse("home-town", (*_sources(mission, "place"), home), facts)


def _sources(mission: Mission, *fields: str) -> tuple[Source, ...]:
    return tuple(Source("mission", mission.id, field) for field in fields)


def _admit_approval(approval: Approval | None, item: Item) -> None:
    if item.alive and approval is not None and approval.decision == REFUSED:
        because = (approval_named_by(item), Source("approval", approval.id, "decision"))
        item.refuse("approval-refused", because, {"approval": approval.id})


def approval_named_by(item: Item) -> Source:
    """The cell that names the line's approval: its own, or its mission's."""
    if item.line.approval is None and item.mission is not None:
        return Source("mission", item.mission.id, "approval")
    return item.at("approval")


def _leave_out_part(item: Item) -> None:
    """Refuse the ineligible part: claimed - round((amount - part) / rate), so that it closes."""
    if not item.alive or not item.given_up or item.line.amount is None:
        return
    rest = to_eur(Fraction(item.line.amount) - item.given_up, item.units)
    part = min(max(item.claimed - rest, ZERO), item.left)
    facts: dict[str, Fact] = {
        "part": as_decimal(item.given_up),
        "currency": item.line.currency or "",
        "reason": item.line.reason or "",
    }
    because = (item.at("ineligible"), item.at("reason"))
    item.cut("ineligible-part", part, CUT_REFUSED, because, facts)
