"""3 Activités par prestation: each of the announcement's eight, with hours and results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from cic_sheets.report.charts import CHARTS
from cic_sheets.report.figures import added, count, name_of, number_of, percent, period
from cic_sheets.report.highlights import highlight
from cic_sheets.report.model import (
    Block,
    Chart,
    Figure,
    Head,
    Heading,
    Note,
    Paragraph,
    Series,
    Table,
    Value,
)
from cic_sheets.report.origins import cited
from cic_sheets.report.participation import is_held
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import (
    NOTHING_TO_SAY,
    in_a_cell,
    opening,
    passages,
    prose,
)
from cic_sheets.report.saying import Said, hours, joined, say, some
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.advocacy import Advocacy
from cic_sheets.sheets.cohesion import Liaison
from cic_sheets.sheets.deadlines import Deadline
from cic_sheets.sheets.exchanges import Exchange
from cic_sheets.sheets.fundings import Funding
from cic_sheets.sheets.lists import LIAISON_TYPES, SERVICES
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.platforms import Platform
from cic_sheets.sheets.services import Service
from cic_sheets.sheets.visibility import Appearance

TITLE = "Activités par prestation"

_ELSEWHERE: dict[str, tuple[type[Row], str, str, str]] = {
    "M1": (Activity, "activité collective", "activités collectives", "section 7"),
    "M2": (Exchange, "partage de connaissances", "partages de connaissances", "section 8"),
    "M3": (Deadline, "échéance suivie", "échéances suivies", "section 4"),
    "M4": (Platform, "plateforme", "plateformes", "section 6"),
    "M5": (Liaison, "contact avec une commune", "contacts avec les communes", "tableau ci-dessous"),
    "M6": (Funding, "financement suivi", "financements suivis", "section 9"),
    "M7": (Appearance, "action de visibilité", "actions de visibilité", "section 10"),
    "M8": (Advocacy, "position portée", "positions portées", "section 11"),
}


@section("prestations", "3", TITLE)
def eight_missions(material: Material) -> Iterator[Block]:
    """Prose, time by prestation, then M1 to M8 one by one."""
    yield from opening(material, TITLE, aside=r"M[1-8]\b")
    services = [row for row in material.book.all(Service) if material.told_by_now(row.day)]
    if any(row.hours for row in services):
        yield _at_a_glance(material, services)
        yield _time(services)
    for code, title in SERVICES.items():
        yield Heading(say("{number} – {title}", number=code, title=title))
        told = tuple(_one(material, code, [row for row in services if row.prestation == code]))
        yield from told or (Note(NOTHING_TO_SAY),)


def _at_a_glance(material: Material, services: Sequence[Service]) -> Table:
    """How the year's work is shared out over the eight."""
    heads = (
        Head("Prestation", 44),
        Head("Prestations", 12, figures=True),
        Head("Heures", 12, figures=True),
        Head("Part du temps", 11, figures=True),
        Head("Communes", 11, figures=True),
        Head("Missions", 10, figures=True),
    )
    trips = [
        trip
        for trip in material.book.all(Mission)
        if trip.departure and material.told_by_now(trip.departure.date())
    ]
    whole = added(services, "hours")

    def figures(code: str | None) -> tuple[Value, ...]:
        mine = [row for row in services if code in (None, row.prestation)]
        worked = added(mine, "hours", "h")
        return (
            count(mine, "prestation"),
            worked,
            Figure(percent(worked.amount, whole.amount) or Decimal(0), "%", whole.origins),
            number_of(len({one for row in mine for one in row.communes}), cited(mine, "communes")),
            count((trip for trip in trips if code in (None, trip.prestation)), "prestation"),
        )

    body = tuple((_named(*pair), *figures(pair[0])) for pair in SERVICES.items())
    return Table("Les huit prestations de l'année", heads, body, ("Total", *figures(None)))


def _named(code: str, title: str) -> Said:
    return say("{code} {title}", code=code, title=title)


def _time(services: Sequence[Service]) -> Chart:
    hours = [
        added((row for row in services if row.prestation == code), "hours") for code in SERVICES
    ]
    labels = tuple(_named(*pair) for pair in SERVICES.items())
    return Chart(CHARTS["heures"], "bar", labels, (Series.of("Heures", hours),), "h", "heures")


def _one(material: Material, code: str, services: Sequence[Service]) -> Iterator[Block]:
    said = _in_words(material, code, services)
    if said:
        told = _past(material, _ELSEWHERE[code][0])
        cells = (*cited(services, "no", "hours", "communes"), *cited(told))
        yield Paragraph(said.behind(cells))
    brought = highlight(material, code)
    if brought is not None:
        yield Paragraph(brought, "En chiffres.")
    for row in passages(material, TITLE):
        if row.title and row.title.startswith(code):
            yield from prose(row.text)
    rows = tuple(_results(material, code))
    if rows:
        heads = (Head("N°", 9), Head("Date", 15), Head("Objet", 32), Head("Résultat", 44))
        yield Table(say("{code} : missions et activités", code=code), heads, rows)
    if code == "M5":
        yield from _contacts(material)


def _in_words(material: Material, code: str, services: Sequence[Service]) -> Said:
    parts = []
    if services:
        communes = {commune for row in services for commune in row.communes}
        told = "{count} pour {hours}, auprès de {reached}." if communes else "{count} pour {hours}."
        parts.append(
            say(
                told,
                count=some(len(services), "prestation"),
                hours=hours(added(services, "hours").amount),
                reached=some(len(communes), "commune"),
            )
        )
    kind, one, many, where = _ELSEWHERE[code]
    rows = _past(material, kind)
    if rows:
        parts.append(say("{count} ({where}).", count=some(len(rows), one, many), where=where))
    return joined(parts, " ")


def _past(material: Material, kind: type[Row]) -> list[Row]:
    """The rows to be counted: neither to come nor confidential positions."""
    return [
        row
        for row in material.book.all(kind)
        if material.told_by_now(getattr(row, "day", None))
        and not (kind is Advocacy and getattr(row, "confidential", False))
    ]


def _results(material: Material, code: str) -> Iterator[tuple[Value, ...]]:
    """Missions and held activities of a prestation, by date."""
    found: list[tuple[date, tuple[Value, ...]]] = []
    for trip in material.book.all(Mission):
        start = trip.departure.date() if trip.departure else None
        if trip.prestation == code and start is not None and material.told_by_now(start):
            row = (trip.no, period(start, trip.back), trip.subject, in_a_cell(trip.results))
            found.append((start, row))
    for activity in material.book.all(Activity):
        start = activity.held_from
        if activity.prestation == code and start is not None and is_held(material, activity):
            when = period(start, activity.held_to)
            found.append((start, (activity.no, when, activity.title, in_a_cell(activity.results))))
    found.sort(key=lambda pair: (pair[0], str(pair[1][0])))
    yield from (row for _, row in found)


def _contacts(material: Material) -> Iterator[Block]:
    rows = [row for row in material.book.all(Liaison) if material.of_this_year(row.day)]
    if not rows:
        return
    communes = dict.fromkeys(row.commune for row in rows if row.commune)
    heads = (
        Head("Commune", 28),
        *(Head(kind.capitalize(), 11, figures=True) for kind in LIAISON_TYPES.values),
        Head("Besoins exprimés", 14, figures=True),
        Head("Réponses", 14, figures=True),
    )
    body = tuple(
        (
            name_of(material.book, commune),
            *_counts(material, [r for r in rows if r.commune == commune]),
        )
        for commune in communes
    )
    yield Table("Contacts avec les communes", heads, body, ("Total", *_counts(material, rows)))


def _counts(material: Material, rows: Sequence[Liaison]) -> tuple[Value, ...]:
    return (
        *(
            count((row for row in rows if row.kind == kind), "kind")
            for kind in LIAISON_TYPES.values
        ),
        count((row for row in rows if row.need), "need"),
        count(
            (
                row
                for row in rows
                if row.need and row.answered_on and material.told_by_now(row.answered_on)
            ),
            "need",
            "answered_on",
        ),
    )
