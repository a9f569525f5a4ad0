"""What the indicators come to: over time in each commune, then over the communes, as declared.

A value that nobody gave is None (« n.d. »); it is never 0.  A rate is its cases over its possible
cases, never a mean of percentages unless that is what is declared.  Everything is exact until the
last step, and knows the cells that it comes from.

Source: workbook.md, « Indicateurs » and « Mesures ».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cic_sheets.book.book import Book
from cic_sheets.group.members import active
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.lists import FALL, MAXIMUM, MEAN, NONE, RATE, SUM, WEIGHTED_MEAN
from cic_sheets.sheets.measures import Measure
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import cents, percent, without_trailing_zeros
from cic_sheets.values.named import NamedTuple

PARTS = ("young_women", "young_men", "adult_women", "adult_men")
"""Every person counted is in one of these."""
OVERLAYS = ("special_needs", "migrants")
"""People counted in the parts already: never added to them."""


class Measured(NamedTuple):
    """A number that the sheets come to (a rate in per cent), and the cells behind it."""

    amount: Decimal
    cells: tuple[CellRef, ...]


class Outcome(NamedTuple):
    """An indicator's value this year.

    actual    over the communes; None when nothing was measured, or when they don't add up
    by_commune  commune → its value; a commune without measure is not in it
    expected  codes of the active communes, of which a measure is expected
    share     actual in per cent of the year's target; for a fall, of the way from base to target
    parts     (attribute, sum) of the parts and overlays that were given
    """

    indicator: Indicator
    actual: Measured | None
    by_commune: Mapping[str, Measured]
    expected: tuple[str, ...]
    share: Decimal | None
    parts: tuple[tuple[str, Measured], ...]


class Value(NamedTuple):
    """A commune's value as an exact pair: above / below; `below` is 1 unless it is a rate.

    weight  what it counts for in a weighted mean; None when nobody said
    """

    above: Decimal
    below: Decimal
    weight: Decimal | None
    cells: tuple[CellRef, ...]

    @property
    def exact(self) -> Fraction:
        """The quotient."""
        return Fraction(self.above) / Fraction(self.below)


def outcomes(book: Book, as_of: date) -> tuple[Outcome, ...]:
    """Every indicator, in the sheet's order; measures dated later have not happened yet."""
    of: dict[str, list[Measure]] = {}
    for row in book.all(Measure):
        found = book.find(Indicator, row.indicator)
        if found is not None and (row.day is None or row.day <= as_of):
            of.setdefault(found.id, []).append(row)
    expected = tuple(commune.id for commune in active(book, as_of))
    return tuple(_outcome(one, of.get(one.id, []), expected) for one in book.all(Indicator))


def _outcome(indicator: Indicator, rows: Sequence[Measure], expected: tuple[str, ...]) -> Outcome:
    of: dict[str, list[Measure]] = {}
    for row in rows:
        if row.commune:
            of.setdefault(row.commune, []).append(row)
    values = {commune: over_time(indicator, mine) for commune, mine in of.items()}
    known = {commune: value for commune, value in values.items() if value is not None}
    actual = over_communes(indicator, list(known.values()))
    return Outcome(
        indicator,
        actual,
        {commune: _mean(indicator, [value]) for commune, value in known.items()},
        expected,
        _share(indicator, actual.amount if actual else None),
        tuple(_parts(indicator, of.values())),
    )


# --- Over time, in a commune ----------------------------------------------------------------------


def over_time(indicator: Indicator, rows: Iterable[Measure]) -> Value | None:
    """A commune's value of the year: the sum, the maximum or the last of its measures."""
    given = [(row.day, value) for row in rows if row.day and (value := value_of(indicator, row))]
    values = [value for _, value in sorted(given, key=lambda pair: pair[0])]
    if not values:
        return None
    if indicator.over_time == SUM:
        return _summed(indicator, values)
    if indicator.over_time == MAXIMUM:
        return max(values, key=lambda value: value.exact)
    return values[-1]


def value_of(indicator: Indicator, row: Measure) -> Value | None:
    """What a row measures; None when it says that it is not available, or says too little."""
    if row.unavailable:
        return None
    weight = row.denominator if row.denominator and row.denominator > 0 else None
    if indicator.kind == RATE:
        if row.numerator is None or weight is None:
            return None
        return Value(row.numerator, weight, weight, (row.at("numerator"), row.at("denominator")))
    if row.value is None:
        return None
    weighs = indicator.over_communes == WEIGHTED_MEAN and weight is not None
    cells = (row.at("value"), row.at("denominator")) if weighs else (row.at("value"),)
    return Value(row.value, Decimal(1), weight, cells)


def _summed(indicator: Indicator, values: Sequence[Value]) -> Value:
    """Counts add up; rates pool their cases."""
    below = sum((v.below for v in values), Decimal(0)) if indicator.kind == RATE else Decimal(1)
    above = sum((v.above for v in values), Decimal(0))
    return Value(above, below, values[-1].weight, _cells(values))


# --- Over the communes ----------------------------------------------------------------------------


def over_communes(indicator: Indicator, values: Sequence[Value]) -> Measured | None:
    """The communes' values as one; None when there is none, or when they are not to be joined.

    A weighted mean weighs a rate by its possible cases, any other value by its « Dénominateur »;
    without every weight there is none (IND-03 tells it).
    """
    if not values:
        return None
    match indicator.over_communes:
        case known if known == SUM:
            return _mean(indicator, [_summed(indicator, values)])
        case known if known == MAXIMUM:
            return _mean(indicator, [max(values, key=lambda value: value.exact)])
        case known if known == MEAN:
            return _mean(indicator, values)
        case known if known == WEIGHTED_MEAN:
            return _weighted(indicator, values)
    return None


def _weighted(indicator: Indicator, values: Sequence[Value]) -> Measured | None:
    weights = [value.weight for value in values if value.weight is not None]
    if len(weights) < len(values):
        return None
    pairs = zip(values, weights, strict=True)
    whole = sum((value.exact * Fraction(weight) for value, weight in pairs), Fraction(0))
    return _measured(indicator, whole / Fraction(sum(weights)), values)


def _mean(indicator: Indicator, values: Sequence[Value]) -> Measured:
    """The mean of values; of one, itself."""
    whole = sum((value.exact for value in values), Fraction(0)) / len(values)
    return _measured(indicator, whole, values)


def _measured(indicator: Indicator, exact: Fraction, values: Sequence[Value]) -> Measured:
    """A rate in per cent; two decimals at most."""
    shown = cents(exact * 100 if indicator.kind == RATE else exact)
    return Measured(without_trailing_zeros(shown), _cells(values))


def _cells(values: Iterable[Value]) -> tuple[CellRef, ...]:
    return tuple(cell for value in values for cell in value.cells)


def _share(indicator: Indicator, actual: Decimal | None) -> Decimal | None:
    target, base = indicator.year_target, indicator.baseline
    if actual is None or target is None:
        return None
    if indicator.direction == FALL:
        return percent(base - actual, base - target) if base is not None else None
    return percent(actual, target)


# --- Who is counted -------------------------------------------------------------------------------


def _parts(
    indicator: Indicator, communes: Iterable[Sequence[Measure]]
) -> Iterable[tuple[str, Measured]]:
    """Of the measures that make the value: all of a sum over time, else each commune's latest.

    The people of one day and of another are the same ones, unless the measures add up.  Nothing
    is added over communes that are not to be joined.
    """
    if indicator.over_communes == NONE:
        return
    rows = [row for mine in communes for row in _telling(indicator, mine)]
    for part in (*PARTS, *OVERLAYS):
        given = [row for row in rows if getattr(row, part) is not None]
        if given:
            amount = Decimal(sum(getattr(row, part) for row in given))
            yield part, Measured(amount, tuple(row.at(part) for row in given))


def _telling(indicator: Indicator, rows: Sequence[Measure]) -> Sequence[Measure]:
    """A commune's rows that say who is counted and that count in its value."""
    told = [
        row
        for row in rows
        if row.day and not row.unavailable and any(getattr(row, part) is not None for part in PARTS)
    ]
    if indicator.over_time == SUM or not told:
        return told
    if indicator.over_time == MAXIMUM:
        return [max(told, key=lambda row: (row.value or Decimal(0), row.day or date.min))]
    last = max(row.day for row in told if row.day)
    return [[row for row in told if row.day == last][-1]]
