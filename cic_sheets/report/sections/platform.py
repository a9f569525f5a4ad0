"""6 Plateforme: the yearly meeting, its delays, its minutes, what was decided and followed up."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import name_of, names, period, some
from cic_sheets.report.model import Block, Head, Heading, Note, Table, Value, Words
from cic_sheets.report.origins import cited
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening, prose
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.followups import FollowUp
from cic_sheets.sheets.platforms import Platform
from cic_sheets.values import shown

TITLE = "Plateforme"


@section("plateforme", "6", TITLE)
def platform(material: Material) -> Iterator[Block]:
    """Prose, then each platform: facts, what it brought, its follow-up."""
    yield from opening(material, TITLE)
    for row in material.book.all(Platform):
        activity = material.book.find(Activity, row.activity)
        if activity is None or material.told_by_now(activity.held_from):
            yield from _one(material, row)
        else:
            when = period(activity.planned_from, activity.planned_to)
            host = name_of(material.book, row.host)
            yield Note(f"La plateforme de l'année est à venir : {host}, {when}.")
    alone = [row for row in material.book.all(FollowUp) if row.platform is None]
    if alone:
        yield _followed("Autres suites", alone, material)
    if not material.book.all(Platform):
        yield Note("Aucune plateforme n'est inscrite cette année.")


def _one(material: Material, row: Platform) -> Iterator[Block]:
    book = material.book
    yield Heading(f"{row.theme or 'Plateforme'}")
    yield Table("La rencontre", (Head("", 3), Head("", 7)), tuple(_facts(material, row)))
    yield from prose(row.summary, "Bilan.")
    mine = [one for one in book.all(FollowUp) if book.find(Platform, one.platform) is row]
    if mine:
        yield _followed("Préparation, décisions et suites", mine, material)


def _facts(material: Material, row: Platform) -> Iterator[tuple[Value, ...]]:
    book = material.book
    activity = book.find(Activity, row.activity)
    held = cited([activity] if activity else (), "held_from", "held_to")
    facts = [("Commune hôte", Words(name_of(book, row.host), cited([row], "host")))]
    if activity is not None:
        facts += [
            ("Dates", Words(period(activity.held_from, activity.held_to), held)),
            ("Lieu", Words(activity.place or "", cited([activity], "place"))),
        ]
    called, minutes = cited([row], "called_on"), cited([row], "minutes_sent_on")
    facts.append(("Convocation", Words(_called(row, activity), (*called, *held))))
    facts.append(("Procès-verbal", Words(_minutes(row, activity), (*minutes, *held))))
    if activity is not None:
        there = cited([activity], "communes")
        facts.append(("Communes présentes", Words(names(book, activity.communes), there)))
    facts.append(("Communes excusées", Words(names(book, row.excused), cited([row], "excused"))))
    yield from ((label, said) for label, said in facts if said)


def _called(row: Platform, activity: Activity | None) -> str:
    if row.called_on is None:
        return ""
    start = activity.held_from if activity else None
    if start is None:
        return shown.day(row.called_on)
    return f"{shown.day(row.called_on)}, {some((start - row.called_on).days, 'jour')} avant"


def _minutes(row: Platform, activity: Activity | None) -> str:
    if row.minutes_sent_on is None:
        return "non diffusé"
    end = (activity.held_to or activity.held_from) if activity else None
    if end is None:
        return f"diffusé le {shown.day(row.minutes_sent_on)}"
    days = some((row.minutes_sent_on - end).days, "jour")
    return f"diffusé le {shown.day(row.minutes_sent_on)}, {days} après"


def _followed(caption: str, rows: list[FollowUp], material: Material) -> Table:
    heads = (
        Head("Type", 16),
        Head("Objet", 40),
        Head("Responsable", 22),
        Head("Échéance", 12),
        Head("Statut", 11),
    )
    body = tuple((row.kind, row.subject, row.owner, row.due, row.status) for row in rows)
    return Table(caption, heads, body)
