"""6 Plateforme: the yearly meeting, its delays, its minutes, what was decided and followed up."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import name_of, names, period
from cic_sheets.report.model import Block, Head, Heading, Note, Table, Value, Words
from cic_sheets.report.origins import cited
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening, prose
from cic_sheets.report.saying import Said, say, some
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.followups import FollowUp
from cic_sheets.sheets.platforms import Platform

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
            yield Note(
                say("La plateforme de l'année est à venir : {host}, {when}.", host=host, when=when)
            )
    alone = [row for row in material.book.all(FollowUp) if row.platform is None]
    if alone:
        yield _followed("Autres suites", alone, material)
    if not material.book.all(Platform):
        yield Note("Aucune plateforme n'est inscrite cette année.")


def _one(material: Material, row: Platform) -> Iterator[Block]:
    book = material.book
    yield Heading(row.theme or "Plateforme")
    yield Table("La rencontre", (Head("", 3), Head("", 7)), tuple(_facts(material, row)))
    yield from prose(row.summary, "Bilan.")
    mine = [one for one in book.all(FollowUp) if book.find(Platform, one.platform) is row]
    if mine:
        yield _followed("Préparation, décisions et suites", mine, material)


def _facts(material: Material, row: Platform) -> Iterator[tuple[Value, ...]]:
    book = material.book
    activity = book.find(Activity, row.activity)
    held = cited([activity] if activity else (), "held_from", "held_to")
    facts: list[tuple[str, Words]] = [
        ("Commune hôte", name_of(book, row.host).behind(cited([row], "host")))
    ]
    if activity is not None:
        facts += [
            ("Dates", period(activity.held_from, activity.held_to).behind(held)),
            ("Lieu", Words(activity.place or "", cited([activity], "place"))),
        ]
    called, minutes = cited([row], "called_on"), cited([row], "minutes_sent_on")
    facts.append(("Convocation", _called(row, activity).behind((*called, *held))))
    facts.append(("Procès-verbal", _minutes(row, activity).behind((*minutes, *held))))
    if activity is not None:
        there = cited([activity], "communes")
        facts.append(("Communes présentes", names(book, activity.communes).behind(there)))
    facts.append(("Communes excusées", names(book, row.excused).behind(cited([row], "excused"))))
    yield from ((label, said) for label, said in facts if said)


def _called(row: Platform, activity: Activity | None) -> Said:
    start = activity.held_from if activity else None
    if row.called_on is None or start is None:
        return say("{day}", day=row.called_on)
    days = some((start - row.called_on).days, "jour")
    return say("{day}, {days} avant", day=row.called_on, days=days)


def _minutes(row: Platform, activity: Activity | None) -> Said:
    if row.minutes_sent_on is None:
        return say("non diffusé")
    end = (activity.held_to or activity.held_from) if activity else None
    if end is None:
        return say("diffusé le {day}", day=row.minutes_sent_on)
    days = some((row.minutes_sent_on - end).days, "jour")
    return say("diffusé le {day}, {days} après", day=row.minutes_sent_on, days=days)


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
