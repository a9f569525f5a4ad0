"""The deadlines as an iCalendar file (RFC 5545) that any calendar imports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from cic_sheets.language import phrase
from cic_sheets.report.calendar import Calendar, Event
from cic_sheets.values.names import clean

if TYPE_CHECKING:
    from icalendar import Alarm
    from icalendar import Event as Component

EXTENSION = ".ics"
_HOUR = timedelta(hours=9)
"""Of the day on which a reminder rings: an event of a whole day begins at midnight."""


def drawn(calendar: Calendar, lang: str = "fr") -> bytes | None:
    """The file's bytes, the same for the same calendar; None when it would hold no event.

    RFC 5545 §3.6 wants one component at least.
    """
    if not calendar.events:
        return None
    from icalendar import Calendar as File

    file = File()
    title = phrase("calendar.title", lang, year=calendar.name)
    file.add("prodid", f"-//cic_sheets//cic_sheets//{lang.upper()}")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):  # RFC 7986, and what calendars read before it
        file.add(name, title)
    for event in calendar.events:
        file.add_component(_component(event, calendar, lang))
    made: bytes = file.to_ical()
    return made


def _component(event: Event, calendar: Calendar, lang: str) -> Component:
    from icalendar import Event as Component

    made = Component()
    made.add("uid", event.uid)
    made.add("dtstamp", datetime.combine(calendar.as_of, time(), UTC))
    made.add("sequence", calendar.revision + (event.done_on is not None))
    made.add("dtstart", event.day)
    if event.day < date.max:  # without an end, an event lasts its day
        made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", _summary(event, lang))
    made.add("description", "\n".join(_description(event, lang)))
    made.add("categories", [phrase("calendar.category", lang)])
    made.add("status", "CONFIRMED")
    made.add("transp", "TRANSPARENT")  # a deadline fills nobody's day
    for days in event.reminders:
        made.add_component(_alarm(event, days, lang))
    return made


def _alarm(event: Event, days: int, lang: str) -> Alarm:
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("trigger", _HOUR - timedelta(days=days))
    made.add("description", phrase("calendar.alarm", lang, subject=_line(event.subject), days=days))
    return made


def _summary(event: Event, lang: str) -> str:
    key = "calendar.subject" if event.done_on is None else "calendar.subject_done"
    return phrase(key, lang, subject=_line(event.subject))


def _description(event: Event, lang: str) -> Iterator[str]:
    if event.done_on is not None:
        yield phrase("calendar.done", lang, day=event.done_on)
    if event.owner:
        yield phrase("calendar.owner", lang, owner=_line(event.owner))
    if event.communes:
        names = tuple(_line(arabic if lang == "ar" else name) for name, arabic in event.communes)
        yield phrase("calendar.communes", lang, communes=names)
    if event.basis:
        yield phrase("calendar.basis", lang, basis=_line(event.basis))
    if event.unread:
        yield phrase("calendar.unread", lang, what=tuple(map(_line, event.unread)))
    yield phrase("calendar.row", lang, number=_line(event.number))


def _line(typed: str) -> str:
    """What was typed, on one line, without what is seen by nobody."""
    return " ".join(clean(typed).split())
