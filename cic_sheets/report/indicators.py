"""What the indicators come to: over time in each commune, then over the communes, as declared.

A value that nobody gave is None and prints « n.d. »; it is never 0.  Source: workbook.md,
« Indicateurs » and « Mesures ».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.group.members import active
from cic_sheets.report.figures import percent
from cic_sheets.report.model import Figure
from cic_sheets.report.plan import Material
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.lists import FALL, MAXIMUM, MEAN, RATE, SUM, WEIGHTED_MEAN
from cic_sheets.sheets.measures import Measure
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import cents, without_trailing_zeros

PARTS = ("young_women", "young_men", "adult_women", "adult_men")
OVERLAYS = ("special_needs", "migrants")


class Reached(NamedTuple):
    """An indicator's value this year.

    actual    over the communes; None when nothing was measured, or when they don't add up
    by_commune  commune → its value; a commune without measure is not in it
    expected  active communes of which a measure was expected
    share     actual in per cent of the year's target; for a fall, of the way from base to target
    parts     (attribute, sum) of the parts and overlays that were given
    """

    indicator: Indicator
    actual: Figure | None
    by_commune: dict[str, Figure]
    expected: int
    share: Decimal | None
    parts: tuple[tuple[str, Figure], ...]


class _Value(NamedTuple):
    """A commune's value as an exact pair: above / below; `below` is 1 unless it is a rate."""

    above: Decimal
    below: Decimal
    cells: tuple[CellRef, ...]

    @property
    def exact(self) -> Fraction:
        return Fraction(self.above) / Fraction(self.below)


def reached(material: Material) -> tuple[Reached, ...]:
    """Every indicator, in the sheet's order."""
    measures = [row for row in material.book.all(Measure) if material.told_by_now(row.day)]
    expected = {commune.id for commune in active(material.book, material.as_of)}
    return tuple(
        _reached(
            indicator,
            [row for row in measures if _is_of(material.book, row, indicator)],
            expected,
        )
        for indicator in material.book.all(Indicator)
    )


def _is_of(book: Book, row: Measure, indicator: Indicator) -> bool:
    return row.indicator is not None and book.find(Indicator, row.indicator) is indicator


def _reached(indicator: Indicator, rows: Sequence[Measure], expected: set[str]) -> Reached:
    by_commune: dict[str, _Value] = {}
    for commune in dict.fromkeys(row.commune for row in rows if row.commune):
        value = _over_time(indicator, [row for row in rows if row.commune == commune])
        if value is not None:
            by_commune[commune] = value
    actual = _over_communes(indicator, list(by_commune.values()))
    return Reached(
        indicator,
        actual,
        {commune: _figure(indicator, [value]) for commune, value in by_commune.items()},
        len(expected),
        _share(indicator, actual.amount if actual else None),
        tuple(_parts(indicator, rows)),
    )


def _over_time(indicator: Indicator, rows: Sequence[Measure]) -> _Value | None:
    given = sorted(
        ((row.day, value) for row in rows if row.day and (value := _value(indicator, row))),
        key=lambda pair: pair[0],
    )
    values = [value for _, value in given]
    if not values:
        return None
    if indicator.over_time == SUM:
        return _summed(indicator, values)
    if indicator.over_time == MAXIMUM:
        return max(values, key=lambda value: value.exact)
    return values[-1]


def _value(indicator: Indicator, row: Measure) -> _Value | None:
    if row.unavailable:
        return None
    if indicator.kind == RATE:
        if row.numerator is None or not row.denominator:
            return None
        return _Value(row.numerator, row.denominator, (row.at("numerator"), row.at("denominator")))
    return _Value(row.value, Decimal(1), (row.at("value"),)) if row.value is not None else None


def _summed(indicator: Indicator, values: Sequence[_Value]) -> _Value:
    """Counts add up; rates pool their cases."""
    below = sum((v.below for v in values), Decimal(0)) if indicator.kind == RATE else Decimal(1)
    return _Value(sum((v.above for v in values), Decimal(0)), below, _cells(values))


def _over_communes(indicator: Indicator, values: Sequence[_Value]) -> Figure | None:
    if not values:
        return None
    if indicator.over_communes == SUM:
        return _figure(indicator, [_summed(indicator, values)])
    if indicator.over_communes == MAXIMUM:
        return _figure(indicator, [max(values, key=lambda value: value.exact)])
    if indicator.over_communes == WEIGHTED_MEAN and indicator.kind == RATE:
        return _figure(indicator, [_summed(indicator, values)])
    if indicator.over_communes in (MEAN, WEIGHTED_MEAN):
        return _figure(indicator, values)
    return None


def _figure(indicator: Indicator, values: Sequence[_Value]) -> Figure:
    """The mean of values (of one, itself); a rate in per cent; two decimals at most."""
    whole = sum((value.exact for value in values), Fraction(0)) / len(values)
    shown = cents(whole * 100 if indicator.kind == RATE else whole)
    return Figure(without_trailing_zeros(shown), "", _cells(values))


def _cells(values: Iterable[_Value]) -> tuple[CellRef, ...]:
    return tuple(cell for value in values for cell in value.cells)


def _share(indicator: Indicator, actual: Decimal | None) -> Decimal | None:
    target, base = indicator.year_target, indicator.baseline
    if actual is None or target is None:
        return None
    if indicator.direction == FALL:
        return percent(base - actual, base - target) if base is not None else None
    return percent(actual, target)


def _parts(indicator: Indicator, rows: Sequence[Measure]) -> Iterable[tuple[str, Figure]]:
    """Of each commune's latest measure that tells them; parts of other days are other people."""
    latest: dict[str, Measure] = {}
    for row in rows:
        told = any(getattr(row, part) is not None for part in PARTS)
        if row.commune and row.day and told and not row.unavailable:
            before = latest.get(row.commune)
            if before is None or (before.day and before.day <= row.day):
                latest[row.commune] = row
    for part in (*PARTS, *OVERLAYS):
        given = [row for row in latest.values() if getattr(row, part) is not None]
        if given:
            amount = Decimal(sum(getattr(row, part) for row in given))
            yield part, Figure(amount, "", tuple(row.at(part) for row in given))
