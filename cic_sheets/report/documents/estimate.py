"""What a planned mission may cost by the programme's scales, row by row, in EUR.

The quantity is what the journey leaves room for: nights and meals between departure and return less
those that others offer, kilometres as typed, days.  Source: money.md §3.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cic_sheets.money.case import Mission as Journey
from cic_sheets.money.case import Rate, Scale
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.origins import cited
from cic_sheets.sheets import lists
from cic_sheets.sheets.missions import Mission
from cic_sheets.values.cells import CellRef
from cic_sheets.values.days import Month, meals, midnights
from cic_sheets.values.money import EUR, as_decimal, to_eur, usable

_UNITS = (lists.NIGHT, lists.MEAL, lists.KM, lists.DAY)
"""Units that a journey measures; of two scales of a category, the first one's."""


class Estimate(NamedTuple):
    """A category of a mission by its scale.

    quantity  in the scale's unit
    amount    in the scale's currency; `eur` None when no rate is known
    units     of that currency for 1 EUR: the rate of the month of departure, else the last known
    cells     behind the amount
    """

    mission: Mission
    category: str
    scale: Scale
    quantity: Decimal
    amount: Decimal
    units: Decimal | None
    eur: Decimal | None
    cells: tuple[CellRef, ...]


def estimates(settled: Settled, trip: Mission, categories: Iterable[str]) -> Iterator[Estimate]:
    """One a category that a scale limits or pays; categories without a scale give none."""
    journey = next((o for o in settled.case.missions if _row(settled, o) is trip), None)
    if journey is None or journey.departure is None or journey.back is None:
        return
    day = journey.departure.date()
    for category in categories:
        found = _scale(settled, journey, category, day, trip.km)
        if found is not None:
            scale, quantity = found
            yield _estimate(settled, trip, scale, quantity, day)


def _row(settled: Settled, journey: Journey) -> object:
    return settled.rows["mission"].get(journey.id)


def _scale(
    settled: Settled, journey: Journey, category: str, day: date, km: Decimal | None
) -> tuple[Scale, Decimal] | None:
    """The scale of a category on that day: the place's own before the country's."""
    fits = [
        scale
        for scale in settled.case.scales
        if scale.category == category
        and (scale.start is None or scale.start <= day)
        and (scale.end is None or day <= scale.end)
        and scale.place in (None, journey.place)
        and scale.unit in _UNITS
        and usable(scale.amount)
        and scale.currency
    ]
    fits.sort(key=lambda one: (one.place is None, _UNITS.index(one.unit), one.id))
    for scale in fits:
        quantity = _quantity(settled, journey, scale, km)
        if quantity is not None:
            return scale, quantity
    return None


def _quantity(
    settled: Settled, journey: Journey, scale: Scale, km: Decimal | None
) -> Decimal | None:
    departure, back = journey.departure, journey.back
    if departure is None or back is None:
        return None
    rules = settled.case.policies
    match scale.unit:
        case lists.NIGHT:
            return Decimal(max(0, midnights(departure, back) - journey.nights))
        case lists.MEAL:
            room = meals(departure, back, (rules.lunch, rules.dinner))
            return Decimal(max(0, room - journey.meals))
        case lists.KM:
            return km
        case _:
            return Decimal(midnights(departure, back) + 1)


def _estimate(
    settled: Settled, trip: Mission, scale: Scale, quantity: Decimal, day: date
) -> Estimate:
    assert scale.amount is not None
    exact = Fraction(scale.amount) * Fraction(quantity)
    rate = _rate(settled.case.rates, scale.currency or "", day)
    units = Decimal(1) if scale.currency == EUR else rate.units if rate else None
    rows = [settled.rows["scale"][scale.id]]
    cells = (
        *cited(rows, "amount", "currency", "unit"),
        *cited([trip], "departure", "back", "km", "nights_offered", "meals_offered"),
        *(cited([settled.rows["rate"][rate.id]], "units_per_eur")
          if rate and rate.id in settled.rows.get("rate", {}) else ()),
    )  # fmt: skip
    eur = to_eur(exact, units) if units else None
    return Estimate(trip, scale.category, scale, quantity, as_decimal(exact), units, eur, cells)


def _rate(rates: Iterable[Rate], currency: str, day: date) -> Rate | None:
    """The month's, else the last one before it."""
    known = [
        one
        for one in rates
        if one.currency == currency and one.month <= Month.of(day) and usable(one.units)
        and one.units > 0
    ]  # fmt: skip
    return max(known, key=lambda one: one.month, default=None)
