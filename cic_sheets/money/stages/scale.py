"""Stage 5: the scales of the programme.  money.md §3.5.

The row that fits a line is sought before stage 4, because a flat row makes receipts needless.
Two rows that fit are an error: nobody can say which one binds, so the line waits in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from cic_sheets.money.case import ACTIVITY, DAY, FLAT, MEAL, NIGHT, Mission, Scale
from cic_sheets.money.causes import REFUSED
from cic_sheets.money.item import Item
from cic_sheets.money.rates import factor, rate_for
from cic_sheets.money.settlement import Fact, ScaleUse, Source
from cic_sheets.money.year import NoRate, Year, rule
from cic_sheets.values.days import meals, midnights
from cic_sheets.values.money import ZERO, Ratio, as_decimal, to_eur, usable
from cic_sheets.values.named import NamedTuple


def fit(year: Year, items: Iterable[Item]) -> None:
    """Give every line the rows that fit it; activities have their budget instead (§6)."""
    rows: dict[tuple[str, str], list[Scale]] = {}
    for scale in sorted(year.case.scales, key=lambda row: (row.id, repr(row))):
        rows.setdefault((scale.category, scale.unit), []).append(scale)
    for item in items:
        line = item.line
        if item.alive and line.imputation != ACTIVITY and line.category and line.unit:
            item.fits = _fitting(rows.get((line.category, line.unit), ()), item)


def _fitting(rows: Sequence[Scale], item: Item) -> tuple[Scale, ...]:
    day = item.line.day
    assert day is not None
    valid = [
        row
        for row in rows
        if (row.start is None or row.start <= day) and (row.end is None or day <= row.end)
    ]
    place = item.mission.place if item.mission else None
    here = [row for row in valid if row.place is not None and row.place == place]
    return tuple(here or [row for row in valid if row.place is None])


def is_flat(item: Item) -> bool:
    """Whether the line is paid up to its scale without receipts."""
    return len(item.fits) == 1 and item.fits[0].mode == FLAT


class _Group(NamedTuple):
    """Lines that share one ceiling: of one mission, or of one contract month without mission."""

    scale: Scale
    mission: str | None
    month: int | None
    items: list[Item]


def scale(year: Year, items: Iterable[Item]) -> tuple[ScaleUse, ...]:
    """Cut what passes the ceilings, in order of (date, number)."""
    groups: dict[tuple[str, str | None, int | None], _Group] = {}
    for item in items:
        if not item.alive or not item.fits or _waits(year, item):
            continue
        row, mission = item.fits[0], item.line.mission
        month = year.month_of(item) if mission is None else None
        key = (row.id, mission, month)
        groups.setdefault(key, _Group(row, mission, month, [])).items.append(item)
    return tuple(_share(year, group) for group in groups.values())


def _waits(year: Year, item: Item) -> bool:
    """Lines that no ceiling can be worked out for wait in full."""
    row = item.fits[0]
    sources = tuple(Source("scale", each.id, "amount") for each in item.fits)
    facts: dict[str, Fact] = {"scales": ", ".join(each.id for each in item.fits)}
    if len(item.fits) > 1:
        item.wait("two-scales", sources, facts)
    elif not usable(row.amount) or row.amount < 0 or not row.currency:
        item.wait("scale-unreadable", sources, facts)
    elif row.unit != DAY and not (usable(item.line.quantity) and item.line.quantity >= 0):
        item.wait("scale-without-quantity", (item.at("quantity"), *sources), facts)
    else:
        assert item.line.currency is not None
        missing = factor(year, item.line, item.line.currency, row.currency)
        if isinstance(missing, NoRate):
            because = (*sources, *missing.because)
            item.wait("scale-rate-missing", because, {**facts, **missing.facts})
    return not item.alive


def _share(year: Year, group: _Group) -> ScaleUse:
    row = group.scale
    assert row.amount is not None
    assert row.currency is not None
    claimed = _quantity(group)
    room = _room(year, group)
    quantity = claimed if room is None else min(claimed, Decimal(room))
    ceiling = Fraction(row.amount) * Fraction(quantity)
    left, unbounded = ceiling, Fraction(row.amount) * Fraction(claimed)
    facts: dict[str, Fact] = {
        "scale": row.id,
        "scale_amount": row.amount,
        "currency": row.currency,
        "quantity": claimed,
        "counted": quantity,
        "unit": row.unit,
        "ceiling": as_decimal(ceiling),
    }
    for item in group.items:
        wanted, rate = _in_row_currency(year, item, row.currency)
        facts["left"] = as_decimal(left)
        kept, left = _take(item, wanted, left, rate)
        without_room, unbounded = _take(item, wanted, unbounded, rate)
        _cut(year, item, group, kept, without_room, facts)
    return ScaleUse(
        row.id,
        group.mission,
        group.month,
        row.currency,
        claimed,
        room,
        quantity,
        as_decimal(ceiling),
        as_decimal(ceiling - left),
        tuple(item.line.id for item in group.items),
    )


def _quantity(group: _Group) -> Decimal:
    """What the lines claim together; days are counted once however many lines they have."""
    if group.scale.unit == DAY:
        return Decimal(len({item.line.day for item in group.items}))
    return sum((item.line.quantity or ZERO for item in group.items), Decimal(0))


def _room(year: Year, group: _Group) -> int | None:
    """Nights or meals that the journey leaves, less those offered; None where nothing bounds."""
    mission = year.missions.get(group.mission) if group.mission is not None else None
    if mission is None or mission.departure is None or mission.back is None:
        return None
    if group.scale.unit == NIGHT:
        return max(0, midnights(mission.departure, mission.back) - mission.nights)
    if group.scale.unit == MEAL:
        hours = (year.policies.lunch, year.policies.dinner)
        return max(0, meals(mission.departure, mission.back, hours) - mission.meals)
    return None


def _in_row_currency(year: Year, item: Item, currency: str) -> tuple[Fraction, Ratio]:
    """J (a flat line's amount, less its ineligible part) in the row's currency, and its rate."""
    assert item.line.currency is not None
    into = factor(year, item.line, item.line.currency, currency)
    rate = item.rate if currency == item.line.currency else rate_for(year, item.line, currency)
    assert not isinstance(into, NoRate)
    assert rate is not None
    assert not isinstance(rate, NoRate)
    amount = item.eligible if is_flat(item) else item.justified or Fraction(0)
    return amount * Fraction(into), rate.units


def _take(item: Item, wanted: Fraction, left: Fraction, rate: Ratio) -> tuple[Decimal, Fraction]:
    """What the line keeps, EUR, and what then remains of the ceiling."""
    if wanted <= left:
        return item.left, left - wanted
    return min(item.left, to_eur(left, rate)), Fraction(0)


def _cut(
    year: Year,
    item: Item,
    group: _Group,
    kept: Decimal,
    without_room: Decimal,
    facts: dict[str, Fact],
) -> None:
    """The scale's own cut, then what the journey has no room for."""
    row = Source("scale", group.scale.id, "amount")
    quantity = item.at("day" if group.scale.unit == DAY else "quantity")
    over = item.left - without_room
    item.cut("over-scale", over, REFUSED, (row, quantity, item.at("amount")), dict(facts))
    if without_room > kept:
        mission = year.missions[group.mission] if group.mission is not None else None
        because = (quantity, *_journey(mission, group.scale.unit))
        item.cut("over-room", without_room - kept, REFUSED, because, dict(facts))


def _journey(mission: Mission | None, unit: str) -> tuple[Source, ...]:
    if mission is None:
        return ()
    fields = ("departure", "back", "nights" if unit == NIGHT else "meals")
    hours = () if unit == NIGHT else (rule("lunch"), rule("dinner"))
    return (*(Source("mission", mission.id, field) for field in fields), *hours)
