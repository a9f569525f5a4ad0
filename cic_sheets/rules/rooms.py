"""Nights and meals claimed beyond what a journey leaves room for, whatever the money says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.money.settlement import ScaleUse
from cic_sheets.reconcile.year import Year
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import NIGHT
from cic_sheets.sheets.missions import Mission
from cic_sheets.values.money import without_trailing_zeros


class Beyond(NamedTuple):
    """The first line with which a mission's nights or meals pass its room.

    claimed  of the unit, by all lines together
    room     what departure and return leave, less what others offered
    free     what others offered
    lines    all that count
    offered  whether what is beyond the room is what others offered (DEP-10), not more (DEP-21)
    """

    line: Expense
    unit: str
    claimed: Decimal
    room: int
    free: int
    lines: tuple[str, ...]
    offered: bool


def beyond_room(year: Year) -> Iterator[Beyond]:
    """Every mission and unit claimed beyond its room, once, at the line that passes it."""
    uses = year.settled.settlement.scales if year.settled else ()
    for use in uses:
        if use.room is None or use.claimed_quantity <= use.room:
            continue
        mission = year.book.find(Mission, use.mission)
        line = _passing(year, use)
        if mission is None or line is None or line.unit is None:
            continue
        free = (mission.nights_offered if line.unit == NIGHT else mission.meals_offered) or 0
        offered = bool(free) and use.claimed_quantity <= use.room + free
        yield Beyond(
            line,
            line.unit,
            without_trailing_zeros(use.claimed_quantity),
            use.room,
            free,
            use.lines,
            offered,
        )


def _passing(year: Year, use: ScaleUse) -> Expense | None:
    assert year.settled is not None
    assert use.room is not None
    counted = Decimal(0)
    for number in use.lines:
        line = year.settled.expense(number)
        counted += line.quantity or 0
        if counted > use.room:
            return line
    return None
