"""What the indicators come to, as figures of the report; the sums are those of `group`."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from cic_sheets.group.indicators import OVERLAYS as OVERLAYS
from cic_sheets.group.indicators import PARTS as PARTS
from cic_sheets.group.indicators import Measured, outcomes
from cic_sheets.report.model import Figure
from cic_sheets.report.plan import Material
from cic_sheets.sheets.indicators import Indicator


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


def reached(material: Material) -> tuple[Reached, ...]:
    """Every indicator, in the sheet's order."""
    return tuple(
        Reached(
            one.indicator,
            _figure(one.actual) if one.actual else None,
            {commune: _figure(value) for commune, value in one.by_commune.items()},
            len(one.expected),
            one.share,
            tuple((part, _figure(value)) for part, value in one.parts),
        )
        for one in outcomes(material.book, material.as_of)
    )


def _figure(found: Measured) -> Figure:
    return Figure(found.amount, "", found.cells)
