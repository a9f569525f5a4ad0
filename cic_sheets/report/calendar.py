"""The deadlines of the year as events, before any calendar file (deliverables.md, `.ics`).

Every deadline that has a date is there, done or not: one that is done rings no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from cic_sheets.book.book import Book
from cic_sheets.reconcile.year import Year
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.deadlines import Deadline

LONGEST = 366
"""Days: a reminder that would ring more than a year before is a slip of the keyboard."""

_PARTS = re.compile(r"[;,/\n]+|\s+et\s+")
_DAYS = re.compile(
    r"(?:[jJ]\s*)?[-+]?\s*(\d{1,3})\s*(?:j|jrs?|jours?|d|days?|يوما?|أيام)?\.?", re.I
)


class Event(NamedTuple):
    """A deadline.

    uid        the same from one run to the next: made of the year and of the number, not of what
               the row says
    number     of its row
    communes   those concerned: name in French, in Arabic
    reminders  days before, most first; none when it is done
    unread     what « Rappels » says that is no number of days
    """

    uid: str
    number: str
    day: date
    subject: str
    owner: str | None = None
    communes: tuple[tuple[str, str], ...] = ()
    basis: str | None = None
    reminders: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()
    done_on: date | None = None


class Calendar(NamedTuple):
    """The events of a year in the order of their days.

    name      the year's, as files bear it
    revision  never lower on a later day: how calendars tell a newer file from an older one
    """

    name: str
    as_of: date
    revision: int
    events: tuple[Event, ...]


def calendar_of(year: Year, name: str) -> Calendar:
    """The deadlines of « Échéances » that have a date."""
    events = sorted(
        _events(year.book, name, year.as_of), key=lambda one: (one.day, one.number, one.uid)
    )
    return Calendar(name, year.as_of, _revision(year), tuple(events))


def _revision(year: Year) -> int:
    """Days since the year began, 0 before."""
    convention = year.convention
    start = (convention.start if convention else None) or date(year.as_of.year, 1, 1)
    return max(0, (year.as_of - start).days)


def _events(book: Book, name: str, as_of: date) -> Iterator[Event]:
    seen: Counter[str] = Counter()
    for row in book.all(Deadline):
        seen[row.id] += 1  # two rows that bear the same number stay two events
        if row.due is None:
            continue
        days, unread = reminders(row.reminders)
        done_on = row.done_on if row.done_on is not None and row.done_on <= as_of else None
        yield Event(
            str(uuid5(NAMESPACE_URL, f"cic_sheets:{name}:{row.id}:{seen[row.id]}")),
            row.id,
            row.due,
            row.subject or row.id,
            row.owner,
            tuple(_names(book, code) for code in row.communes),
            row.basis,
            days if done_on is None else (),
            unread if done_on is None else (),
            done_on,
        )


def _names(book: Book, code: str) -> tuple[str, str]:
    commune = book.find(Commune, code)
    name = (commune.name if commune else None) or code
    return name, (commune.arabic_name if commune else None) or name


def reminders(typed: str | None) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Days before, most first, of `30;15;3` or `J-30, 15 jours`; and what could not be read."""
    days: set[int] = set()
    unread: list[str] = []
    for part in filter(None, (part.strip() for part in _PARTS.split(typed or ""))):
        found = _DAYS.fullmatch(part)
        number = int(found[1]) if found else None
        if number is not None and number <= LONGEST:
            days.add(number)
        else:
            unread.append(part)
    return tuple(sorted(days, reverse=True)), tuple(unread)
