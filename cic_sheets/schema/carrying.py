"""What of a year goes on into the next one (`cic roll`): said once, beside each sheet.

Source: deliverables.md, « Commands » (`roll`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cic_sheets.values.named import NamedTuple


class Turn(NamedTuple):
    """From one convention to the next.

    last   day of the convention that ends
    first  day of the next one, and its end
    spent  number of an approval → what lines took of it, EUR
    """

    last: date
    first: date
    end: date
    spent: Mapping[str, Decimal]


def every(_row: Any, _turn: Turn) -> bool:
    """All rows."""
    return True


def unchanged(_row: Any, _turn: Turn) -> Mapping[str, Any]:
    """As they are."""
    return {}


class Carry(NamedTuple):
    """Which rows of a sheet go on.

    says     in French, for the manual: « les communes qui restent du groupe »
    when     whether a row does
    follows  attribute of a reference: the row goes on where the row that it names does
    along    a row also goes on where a row that goes on names it
    empties  attributes that start anew
    changes  a row that goes on → attribute → its new value
    """

    says: str
    when: Callable[[Any, Turn], bool] = every
    follows: str = ""
    along: bool = False
    empties: tuple[str, ...] = ()
    changes: Callable[[Any, Turn], Mapping[str, Any]] = unchanged
