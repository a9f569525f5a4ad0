"""How long a commune heard nothing: the longest stretch of days between two dates that count.

A silence runs from one date to the next, from the first day in the group to the first date, and
from the last date to the last day looked at.  Source: workbook.md, ECH-01 and COH-01.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from cic_sheets.book.book import Book
from cic_sheets.group.members import Stay
from cic_sheets.sheets.cohesion import Liaison
from cic_sheets.sheets.exchanges import Exchange
from cic_sheets.values.named import NamedTuple

Heard = Mapping[str, Sequence[date]]
"""A commune's code → the days on which something reached it, in time."""


class Silence(NamedTuple):
    """From one day to another nothing reached the commune."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How long it lasted."""
        return (self.end - self.start).days


def exchanged(book: Book) -> Heard:
    """When each commune received something (« Échanges »)."""
    return _by_commune(
        (code, row.day)
        for row in book.all(Exchange)
        if row.day is not None
        for code in row.communes
    )


def contacted(book: Book) -> Heard:
    """When each commune was in contact (« Cohésion »)."""
    return _by_commune(
        (row.commune, row.day)
        for row in book.all(Liaison)
        if row.day is not None and row.commune is not None
    )


def _by_commune(told: Iterable[tuple[str, date]]) -> Heard:
    found: dict[str, list[date]] = defaultdict(list)
    for code, day in sorted(told):
        found[code].append(day)
    return found


def longest(stay: Stay, heard: Heard) -> Silence:
    """The longest silence of a stay; the latest of those that are equally long."""
    days = [stay.first, *_within(stay, heard), stay.last]
    silences = [Silence(*pair) for pair in pairwise(days)]
    return max(silences, key=lambda one: (one.days, one.start))


def _within(stay: Stay, heard: Heard) -> list[date]:
    return [day for day in heard.get(stay.commune.id, ()) if stay.first <= day <= stay.last]
