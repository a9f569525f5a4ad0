"""4 Calendrier et échéances: planned against done with reasons, deadlines kept or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cic_sheets.report.figures import count, name_of, percent, period
from cic_sheets.report.model import Block, Figure, Head, Heading, Note, Table, Value
from cic_sheets.report.origins import cited
from cic_sheets.report.participation import is_held, status_of
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening
from cic_sheets.report.saying import joined, say, some
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.deadlines import Deadline
from cic_sheets.sheets.deliverables import Deliverable
from cic_sheets.sheets.lists import CANCELLED, DELIVERABLES, HELD, POSTPONED

TITLE = "Calendrier et échéances"


@section("calendrier", "4", TITLE)
def calendar(material: Material) -> Iterator[Block]:
    """Prose, deadlines, activities planned and held, what the communes handed in."""
    yield from opening(material, TITLE)
    yield from _deadlines(material)
    yield from _planned_and_held(material)
    yield from _deliverables(material)


def _deadlines(material: Material) -> Iterator[Block]:
    rows = sorted(
        (row for row in material.book.all(Deadline) if row.due is not None),
        key=lambda row: (str(row.due), row.id),
    )
    if not rows:
        return
    heads = (
        Head("Échéance", 40),
        Head("Responsable", 20),
        Head("Date limite", 13),
        Head("Fait le", 13),
        Head("Situation", 18),
    )
    body = tuple(
        (row.subject, row.owner, row.due, _done(row, material), _kept(row, material))
        for row in rows
    )
    yield Heading("Échéances")
    yield Table("Échéances tenues ou non", heads, body)


def _done(row: Deadline, material: Material) -> date | None:
    return row.done_on if material.told_by_now(row.done_on) else None


def _kept(row: Deadline, material: Material) -> str:
    done = _done(row, material)
    if row.due is None:
        return ""
    if done is not None:
        late = (done - row.due).days
        return say("{days} de retard", days=some(late, "jour")) if late > 0 else "dans les délais"
    return "à venir" if row.due >= material.as_of else "en retard"


def _planned_and_held(material: Material) -> Iterator[Block]:
    rows = material.book.all(Activity)
    if not rows:
        return
    heads = (
        Head("N°", 8),
        Head("Activité", 32),
        Head("Prévue", 16),
        Head("Réalisée", 16),
        Head("Statut", 11),
        Head("Écart et motif", 29),
    )
    body = tuple(
        (
            row.no,
            row.title,
            period(row.planned_from, row.planned_to),
            period(row.held_from, row.held_to) if is_held(material, row) else "",
            status_of(material, row),
            _gap(row, material),
        )
        for row in rows
    )
    yield Heading("Activités prévues et réalisées")
    yield Table("Activités collectives : prévu et réalisé", heads, body)


def _gap(row: Activity, material: Material) -> str:
    if row.status in (POSTPONED, CANCELLED):
        return row.reason or "Motif à préciser"
    if is_held(material, row) and row.planned_from and row.held_from:
        moved = (row.held_from - row.planned_from).days
        if moved == 0:
            return row.reason or "Comme prévu"
        days = some(abs(moved), "jour")
        shift = say("{days} plus tard" if moved > 0 else "{days} plus tôt", days=days)
        return say("{what} : {why}", what=shift, why=row.reason) if row.reason else shift
    if row.status != HELD and row.planned_to is not None and row.planned_to < material.as_of:
        return row.reason or "Date passée, activité non réalisée"
    return row.reason or "À venir"


def _deliverables(material: Material) -> Iterator[Block]:
    rows = [row for row in material.book.all(Deliverable) if material.told_by_now(row.due)]
    if not rows:
        return
    heads = (
        Head("Livrable", 32),
        Head("Attendus", 13, figures=True),
        Head("Reçus", 13, figures=True),
        Head("Reçus à temps", 16, figures=True),
        Head("Validés", 13, figures=True),
        Head("Part reçue", 13, figures=True),
    )
    kinds = dict.fromkeys((*DELIVERABLES.values, *(row.kind for row in rows)))
    by_kind = {kind: [row for row in rows if row.kind == kind] for kind in kinds if kind}
    body = tuple((kind, *_counts(mine, material)) for kind, mine in by_kind.items() if mine)
    yield Heading("Livrables des communes")
    if body:
        yield Table("Livrables attendus et reçus", heads, body, ("Total", *_counts(rows, material)))
    missing = [row for row in rows if row.received_on is None]
    if missing:
        listed = joined(
            say("{commune} ({kind})", commune=name_of(material.book, row.commune), kind=row.kind)
            for row in missing
        )
        yield Note(say("Au {day}, non reçus : {listed}.", day=material.as_of, listed=listed))


def _counts(rows: list[Deliverable], material: Material) -> tuple[Value, ...]:
    received = [r for r in rows if r.received_on and material.told_by_now(r.received_on)]
    on_time = [r for r in received if r.due and r.received_on and r.received_on <= r.due]
    part = percent(len(received), len(rows))
    return (
        count(rows),
        count(received, "received_on"),
        count(on_time, "received_on", "due"),
        count(
            (r for r in rows if r.accepted_on and material.told_by_now(r.accepted_on)),
            "accepted_on",
        ),
        Figure(part, "%", (*cited(rows), *cited(received, "received_on")))
        if part is not None
        else None,
    )
