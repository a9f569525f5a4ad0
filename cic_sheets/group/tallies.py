"""What the year's sheets add up to, as a report may put it: each total, and its usual slices.

A text may tell « 24 missions » or « trois missions à Oued Zitoune »: the first is the year's
total, the second one of its slices.  What is dated after `as_of` has not happened yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cic_sheets.book.book import Book
from cic_sheets.group.indicators import PARTS
from cic_sheets.group.members import active
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.advocacy import Advocacy
from cic_sheets.sheets.applications import Application
from cic_sheets.sheets.cohesion import Liaison
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.convention import Convention
from cic_sheets.sheets.evaluations import Evaluation
from cic_sheets.sheets.exchanges import Exchange
from cic_sheets.sheets.fundings import Funding
from cic_sheets.sheets.lists import HELD, SERVICES, VISIT
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.participants import Participation
from cic_sheets.sheets.services import Service
from cic_sheets.values.named import NamedTuple


class Tally(NamedTuple):
    """A total of the year, and the sums of its slices: a month, a commune, a kind."""

    total: Decimal
    slices: frozenset[Decimal | Fraction]


Key = Callable[[Any], Iterable[object]]
"""The slices that a row is in."""


class Tallies:
    """The tallies of a year by name, each reckoned when it is first asked for.

    communes, hours, missions, activities, participations, visits, exchanges, fundings (shared),
    applications (filed), positions (not confidential), marks.  Counts of rows, hours and people;
    money is the settlement's.
    """

    def __init__(self, book: Book, as_of: date) -> None:
        self._book, self._as_of = book, as_of
        self._known: dict[str, Tally] = {}

    def __getitem__(self, name: str) -> Tally:
        """Raises KeyError for an unknown name."""
        if name not in self._known:
            self._known[name] = _TELLING[name](self._book, self._as_of)
        return self._known[name]


def _past(book: Book, as_of: date, kind: type[Row], attr: str = "day") -> list[Any]:
    """The convention's own rows: what an earlier year left open is counted there."""
    convention = book.only(Convention)
    first = (convention.start if convention else None) or date.min
    rows = book.all(kind)
    return [row for row in rows if (day := _day(row, attr)) is None or first <= day <= as_of]


def _hours(book: Book, as_of: date) -> Tally:
    return _sliced(_past(book, as_of, Service), _service, lambda row: row.hours or Decimal(0))


def _missions(book: Book, as_of: date) -> Tally:
    trips = _sliced(_past(book, as_of, Mission, "departure"), _mission)
    return _with(trips, len(SERVICES))  # « les huit missions de l'annonce »


def _held(book: Book, as_of: date) -> Tally:
    rows = _past(book, as_of, Activity, "held_from")
    return _sliced([row for row in rows if row.status == HELD], _activity)


def _activities(book: Book, as_of: date) -> Tally:
    return _with(_held(book, as_of), len(book.all(Activity)), *_statuses(book))


def _visits(book: Book, as_of: date) -> Tally:
    rows = [row for row in _past(book, as_of, Liaison) if row.kind == VISIT]
    return _with(_sliced(rows, _liaison), *_held(book, as_of).slices)


def _exchanges(book: Book, as_of: date) -> Tally:
    return _sliced(_past(book, as_of, Exchange), _exchange)


def _fundings(book: Book, as_of: date) -> Tally:
    rows = _past(book, as_of, Funding, "shared_on")
    shared = [row for row in rows if row.shared_on is not None]
    return _with(_sliced(shared, lambda row: ()), len(book.all(Funding)))


def _applications(book: Book, as_of: date) -> Tally:
    rows = _past(book, as_of, Application, "filed_on")
    filed = [row for row in rows if row.filed_on is not None]
    return _sliced(filed, lambda row: _tagged(row.result, row.funding, row.commune))


def _positions(book: Book, as_of: date) -> Tally:
    rows = _past(book, as_of, Advocacy)
    public = [row for row in rows if not row.confidential]
    return _with(_sliced(public, lambda row: _tagged(row.level)), len(rows))


def _day(row: Row, attr: str) -> date | None:
    found: date | datetime | None = getattr(row, attr)
    return found.date() if isinstance(found, datetime) else found


def _with(tally: Tally, *more: Decimal | Fraction | int) -> Tally:
    """Other numbers that a text may well mean."""
    return tally._replace(slices=tally.slices | {Fraction(one) for one in more})


def _sliced(
    rows: Sequence[Any], keys: Key, amount: Callable[[Any], Decimal] = lambda row: Decimal(1)
) -> Tally:
    sums: dict[object, Decimal] = {}
    total = Decimal(0)
    for row in rows:
        size = amount(row)
        total += size
        for key in {key for key in keys(row) if key is not None}:
            sums[key] = sums.get(key, Decimal(0)) + size
    return Tally(total, frozenset(sums.values()))


def _month(day: date | None) -> tuple[object, ...]:
    """The month and the quarter."""
    if day is None:
        return ()
    return ("month", day.month), ("quarter", (day.month - 1) // 3), ("half", (day.month - 1) // 6)


def _tagged(*keys: object) -> tuple[object, ...]:
    """Slices of different kinds never meet, though their names may."""
    return tuple((place, key) for place, key in enumerate(keys) if key is not None)


def _flat(keys: Iterable[object]) -> tuple[object, ...]:
    return tuple(("commune", key) for key in keys)


def _service(row: Service) -> Iterable[object]:
    return *_tagged(row.prestation), *_month(row.day), *_flat(row.communes)


def _mission(row: Mission) -> Iterable[object]:
    day = row.departure.date() if row.departure else None
    return *_tagged(row.prestation, row.place, row.transport), *_month(day), *_flat(row.communes)


def _activity(row: Activity) -> Iterable[object]:
    tags = _tagged(row.kind, row.prestation, row.host)
    return *tags, *_month(row.held_from), *_flat(row.communes)


def _liaison(row: Liaison) -> Iterable[object]:
    return *_month(row.day), *_flat([row.commune] if row.commune else [])


def _exchange(row: Exchange) -> Iterable[object]:
    return *_tagged(row.kind, row.theme), *_month(row.day), *_flat(row.communes)


def _communes(book: Book, as_of: date) -> Tally:
    """As many as there are on the day; on any day on which one joins or leaves."""
    days = {day for row in book.all(Commune) for day in (row.joined, row.left) if day is not None}
    counts = {Decimal(len(active(book, day))) for day in {*days, as_of}}
    return Tally(Decimal(len(active(book, as_of))), frozenset({*counts, _all(book)}))


def _all(book: Book) -> Decimal:
    return Decimal(len(book.all(Commune)))


def _statuses(book: Book) -> Iterable[int]:
    rows = book.all(Activity)
    return {sum(1 for row in rows if row.status == status) for status in {r.status for r in rows}}


def _participations(book: Book, as_of: date) -> Tally:
    """Participations: by part and sex, activity, commune and role; distinct persons beside them."""
    rows = []
    for row in book.all(Participation):
        activity = book.find(Activity, row.activity)
        day = activity.held_from if activity is not None else None
        if day is None or day <= as_of:
            rows.append(row)

    def people(*parts: str) -> Callable[[Participation], Decimal]:
        return lambda row: Decimal(sum(getattr(row, part) or 0 for part in parts))

    def keys(row: Participation) -> Iterable[object]:
        return _tagged(row.activity, row.commune, row.role)

    slices: set[Decimal | Fraction] = set()
    sexes = (("young_women", "adult_women"), ("young_men", "adult_men"))
    ages = (("young_women", "young_men"), ("adult_women", "adult_men"))
    for parts in (PARTS, *sexes, *ages, *((part,) for part in PARTS)):
        tally = _sliced(rows, keys, people(*parts))
        slices |= {tally.total, *tally.slices}
    for overlay in ("special_needs", "migrants", "distinct"):
        tally = _sliced(rows, keys, people(overlay))
        slices |= {tally.total, *tally.slices}
    return Tally(_sliced(rows, keys, people(*PARTS)).total, frozenset(slices))


def _marks(book: Book, as_of: date) -> Tally:
    """The mean of all marks; of a criterion, of an evaluator; a mark itself."""
    given = [row for row in _past(book, as_of, Evaluation) if row.mark is not None]
    groups: dict[object, list[int]] = {}
    for row in given:
        keys = ("all", ("criterion", row.criterion), ("by", row.evaluator, row.commune))
        for key in (*keys, "client" if row.commune is None else "communes"):
            groups.setdefault(key, []).append(row.mark or 0)
    means = {key: Fraction(sum(marks), len(marks)) for key, marks in groups.items()}
    whole = means.get("all", Fraction(0))
    exact = Decimal(whole.numerator) / Decimal(whole.denominator)
    marks = {Fraction(row.mark or 0) for row in given}
    return Tally(exact.quantize(Decimal("0.01")), frozenset({*means.values(), *marks}))


_TELLING: Mapping[str, Callable[[Book, date], Tally]] = {
    "communes": _communes,
    "hours": _hours,
    "missions": _missions,
    "activities": _activities,
    "participations": _participations,
    "visits": _visits,
    "exchanges": _exchanges,
    "fundings": _fundings,
    "applications": _applications,
    "positions": _positions,
    "marks": _marks,
}
