"""Who has to be reminded of what: one reminder a commune that owes something (issue 6, point 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from cic_sheets.group.owed import Owed as Owed  # what a reminder holds
from cic_sheets.group.owed import owed
from cic_sheets.reconcile.year import Year
from cic_sheets.report.documents.naming import distinct
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.lists import ARABIC, ENGLISH, FRENCH

PATIENCE = 10
"""Days that a commune has to answer for what is late."""

WRITTEN = {FRENCH: "fr", ARABIC: "ar", ENGLISH: "en"}
"""« Langue » → the language of a reminder."""
BOTH = ("fr", "ar")
"""For a commune whose language nobody said, or in which no reminder is written."""


class Sender(NamedTuple):
    """Who signs, and where to answer."""

    name: str | None
    phone: str | None
    mail: str | None


class Reminder(NamedTuple):
    """What one commune is asked.

    languages  in which it is written to, one after the other
    owed       by kind, then by day; never empty
    by         the day for which an answer about what is late is hoped for
    """

    code: str
    name: str
    arabic_name: str
    contact: str | None
    mail: str | None
    languages: tuple[str, ...]
    owed: tuple[Owed, ...]
    by: date


class Reminders(NamedTuple):
    """As of a day, in the order of « Communes »."""

    as_of: date
    sender: Sender
    communes: tuple[Reminder, ...]


def reminders_of(year: Year) -> Reminders:
    """One for each commune of the group that owes something."""
    convention = year.convention
    sender = (
        Sender(convention.coordinator, convention.phone, convention.mail)
        if convention
        else Sender(None, None, None)
    )
    return Reminders(year.as_of, sender, tuple(_reminders(year)))


def span_of(year: Year) -> tuple[date, date] | None:
    """The convention's days; None when they can't be used."""
    convention = year.convention
    if convention is None or convention.start is None or convention.end is None:
        return None
    return convention.start, convention.end


def _reminders(year: Year) -> Iterator[Reminder]:
    found = owed(year.book, year.as_of, span_of(year))
    for code, mine in groupby(found, key=lambda one: one.commune):
        commune = year.book.find(Commune, code)
        if commune is not None:
            yield _reminder(commune, tuple(mine), year.as_of)


def _reminder(commune: Commune, mine: tuple[Owed, ...], as_of: date) -> Reminder:
    name = commune.name or commune.id
    written = WRITTEN.get(commune.language or "")
    return Reminder(
        commune.id,
        name,
        commune.arabic_name or name,
        commune.contact,
        commune.mail,
        (written,) if written else BOTH,
        mine,
        later(as_of, PATIENCE),
    )


def later(day: date, days: int) -> date:
    """That many days after, or the last day that there is."""
    return day + timedelta(days=min(days, (date.max - day).days))


def file_names(codes: Iterable[str]) -> dict[str, str]:
    """Code → the name of its files without language: `rappel-C01`; no two the same anywhere."""
    held = tuple(dict.fromkeys(codes))
    return dict(zip(held, distinct(f"rappel-{code}" for code in held), strict=True))
