"""What each commune of the group still owes, and which follow-ups wait for whom; pure.

What is late is there whatever its age; what is not yet due, from `AHEAD` days before.  People are
named in « Responsable » as the coordinator names them: a commune by any of its names or by its
contact, all of them by « chaque commune » or « points focaux ».

Source: workbook.md, « Livrables », « Suivi », « Échéances », « Mesures », « Évaluations »,
« Plateformes », « Activités ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cic_sheets.book.book import Book
from cic_sheets.group.indicators import value_of
from cic_sheets.group.members import Span, active
from cic_sheets.schema.kinds import tokens
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.contacts import Contact
from cic_sheets.sheets.deadlines import Deadline
from cic_sheets.sheets.deliverables import Deliverable
from cic_sheets.sheets.evaluations import Evaluation
from cic_sheets.sheets.followups import FollowUp
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.lists import DONE, DROPPED, HELD, PREPARATION
from cic_sheets.sheets.measures import Measure
from cic_sheets.sheets.platforms import Platform
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import folded

AHEAD = 30
"""Days before its date from which something is asked."""
YEAR_END = 60
"""Days before the convention's end from which the year's figures and its evaluation are asked."""

DELIVERABLE, DEADLINE, FOLLOW_UP = "deliverable", "deadline", "follow_up"
MEASURE, UNAVAILABLE, EVALUATION = "measure", "unavailable", "evaluation"
ABSENCE, ATTENDANCE, MINUTES = "absence", "attendance", "minutes"
KINDS = (
    DELIVERABLE, DEADLINE, FOLLOW_UP, MEASURE, UNAVAILABLE, ATTENDANCE, MINUTES, ABSENCE,
    EVALUATION,
)  # fmt: skip
"""In the order in which they are asked."""

_EVERYBODY = {
    "communes", "les communes", "chaque commune", "toutes les communes", "communes du groupe",
    "points focaux", "les points focaux", "focal points", "municipalities", "الجماعات",
    "كل جماعه", "كل الجماعات", "جميع الجماعات", "نقاط الاتصال",
}  # fmt: skip
_SOME = re.compile(r"\b(communes?|points? foca(l|ux)|focal points?|municipalit(y|ies)|جماعات?)\b")
_HOST = "commune hote"


class Owed(NamedTuple):
    """Something that a commune owes.

    commune  its code
    kind     one of `KINDS`
    what     the deliverable, the subject, the indicator with its code, the activity; '' for an
             evaluation
    day      the last day for it; of a meeting, the day on which it was held; None when none is set
    late     that day has gone by
    """

    commune: str
    kind: str
    what: str
    day: date | None
    late: bool


def owed(book: Book, as_of: date, span: Span | None) -> tuple[Owed, ...]:
    """By commune in the sheet's order, then by kind and day.

    span  the convention's days; without it nothing of the year as a whole is asked
    """
    group = active(book, min(as_of, span[1]) if span else as_of)
    places = {commune.id: place for place, commune in enumerate(group)}
    found = (
        *_deliverables(book, as_of),
        *_deadlines(book, as_of, group),
        *_follow_ups(book, as_of, group),
        *_figures(book, as_of, span, group),
        *_meetings(book, as_of),
        *_evaluations(book, as_of, span, group),
    )
    return tuple(
        sorted(
            (one for one in found if one.commune in places),
            key=lambda one: (
                places[one.commune], KINDS.index(one.kind), one.day or date.max, one.what
            ),
        )
    )  # fmt: skip


# --- Who ---


def in_charge(
    book: Book,
    owner: str | None,
    group: Sequence[Commune],
    listed: Sequence[str] = (),
    host: str | None = None,
) -> tuple[str, ...]:
    """Codes of the communes that « Responsable » means; none for the coordinator and others.

    listed  the communes that the row concerns: « les communes candidates » are these
    host    of the row's platform: « la commune hôte »
    """
    text = folded(owner or "")
    named = tuple(one.id for one in group if any(_holds(text, name) for name in _names(book, one)))
    if named or not text:
        return named
    if host is not None and _HOST in text:
        return (host,)
    if listed:
        return tuple(listed) if _SOME.search(text) else ()
    return tuple(one.id for one in group) if text in _EVERYBODY else ()


def _names(book: Book, commune: Commune) -> Iterator[str]:
    yield from tokens(commune.aliases or "")
    people = (row.name for row in book.all(Contact) if row.commune == commune.id)
    typed = (commune.code, commune.name, commune.arabic_name, commune.contact, *people)
    yield from filter(None, typed)


def _holds(text: str, name: str) -> bool:
    """Whether the text names it, in whole words."""
    return bool(sought := folded(name)) and f" {sought} " in f" {text} "


# --- What ---


def is_past(day: date | None, as_of: date) -> bool:
    """Whether something was done by then: what was done later was still awaited."""
    return day is not None and day <= as_of


def _asked(day: date | None, as_of: date) -> bool:
    return day is not None and (day - as_of).days <= AHEAD


def _deliverables(book: Book, as_of: date) -> Iterator[Owed]:
    for row in book.all(Deliverable):
        waits = not is_past(row.received_on, as_of) and row.sound("received_on")
        if waits and row.commune and row.kind and row.due and _asked(row.due, as_of):
            yield Owed(row.commune, DELIVERABLE, row.kind, row.due, row.due < as_of)


def _deadlines(book: Book, as_of: date, group: Sequence[Commune]) -> Iterator[Owed]:
    for row in book.all(Deadline):
        if row.due is None or is_past(row.done_on, as_of) or not row.sound("done_on"):
            continue
        if _asked(row.due, as_of):
            for code in in_charge(book, row.owner, group, row.communes):
                yield Owed(code, DEADLINE, row.subject or row.id, row.due, row.due < as_of)


def is_open(row: FollowUp) -> bool:
    """Whether it is neither done nor dropped."""
    return row.status not in (DONE, DROPPED) and row.sound("status")


def decided_on(book: Book, row: FollowUp) -> date | None:
    """The last day of the platform that it comes from; None when nobody can tell."""
    platform = book.find(Platform, row.platform)
    activity = book.find(Activity, platform.activity) if platform else None
    return (activity.held_to or activity.held_from) if activity else None


def _follow_ups(book: Book, as_of: date, group: Sequence[Commune]) -> Iterator[Owed]:
    for row in book.all(FollowUp):
        if row.due is None or not is_open(row) or not _asked(row.due, as_of):
            continue
        if row.kind != PREPARATION and (decided_on(book, row) or as_of) > as_of:
            continue  # not decided yet
        platform = book.find(Platform, row.platform)
        host = platform.host if platform else None
        for code in in_charge(book, row.owner, group, (), host):
            yield Owed(code, FOLLOW_UP, row.subject or row.id, row.due, row.due < as_of)


def _year_ends(as_of: date, span: Span | None) -> bool:
    return span is not None and (span[1] - as_of).days <= YEAR_END


def _figures(
    book: Book, as_of: date, span: Span | None, group: Sequence[Commune]
) -> Iterator[Owed]:
    """Values that the others gave, or that the year's end asks for; those said not available."""
    given: dict[tuple[str, str], bool] = {}  # (indicator, commune) → whether there is a value
    for row in book.all(Measure):
        indicator = book.find(Indicator, row.indicator)
        if indicator is None or row.commune is None or (row.day or as_of) > as_of:
            continue
        has = value_of(indicator, row) is not None
        told = has or row.unavailable or not row.sound("value", "numerator", "denominator")
        if told:
            key = (indicator.id, row.commune)
            given[key] = given.get(key, False) or not row.unavailable
    last = span[1] if span else None
    for indicator in book.all(Indicator):
        asked = _year_ends(as_of, span) or any(code == indicator.id for code, _ in given)
        what = " – ".join(filter(None, (indicator.code, indicator.label)))
        for commune in group if asked else ():
            value = given.get((indicator.id, commune.id))
            if not value:
                kind = MEASURE if value is None else UNAVAILABLE
                yield Owed(commune.id, kind, what, last, last is not None and last < as_of)


def _meetings(book: Book, as_of: date) -> Iterator[Owed]:
    """What those who hosted have to send, and who was absent without a word."""
    for activity in book.all(Activity):
        held = _held(activity, as_of)
        if held and activity.host and activity.attendance is None and activity.sound("attendance"):
            yield Owed(activity.host, ATTENDANCE, activity.title or activity.id, held[1], True)
    for platform in book.all(Platform):
        activity_held = book.find(Activity, platform.activity)
        held = _held(activity_held, as_of) if activity_held else None
        if activity_held is None or held is None:
            continue
        what = activity_held.title or platform.id
        if platform.host and platform.minutes is None and platform.sound("minutes"):
            yield Owed(platform.host, MINUTES, what, held[1], True)
        for code in _absent(book, platform, activity_held, held[0]):
            yield Owed(code, ABSENCE, what, held[0], True)


def _held(activity: Activity, as_of: date) -> Span | None:
    if activity.status != HELD or activity.held_from is None:
        return None
    last = activity.held_to or activity.held_from
    return (activity.held_from, last) if last <= as_of else None


def _absent(book: Book, platform: Platform, activity: Activity, day: date) -> Iterator[str]:
    """As PLA-04 has it: nobody is absent of a meeting whose list of communes is empty."""
    if not activity.communes or not activity.sound("communes") or not platform.sound("host"):
        return
    there = {*activity.communes, *platform.excused, platform.host}
    yield from (one.id for one in active(book, day) if one.id not in there)


def unanswered(book: Book, as_of: date, group: Iterable[Commune]) -> tuple[Commune, ...]:
    """The communes that gave no mark yet."""
    given = {
        row.commune
        for row in book.all(Evaluation)
        if row.mark is not None and (row.day is None or row.day <= as_of)
    }
    return tuple(one for one in group if one.id not in given)


def _evaluations(
    book: Book, as_of: date, span: Span | None, group: Sequence[Commune]
) -> Iterator[Owed]:
    if span is not None and _year_ends(as_of, span):
        for commune in unanswered(book, as_of, group):
            yield Owed(commune.id, EVALUATION, "", span[1], span[1] < as_of)
