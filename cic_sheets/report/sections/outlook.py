"""15 Perspectives: what is still open when the year closes."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import period
from cic_sheets.report.model import Block, Head, Heading, Table, Value
from cic_sheets.report.participation import status_of
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.followups import FollowUp
from cic_sheets.sheets.lists import CANCELLED, DONE, DROPPED, HELD

TITLE = "Perspectives"


@section("perspectives", "15", TITLE)
def outlook(material: Material) -> Iterator[Block]:
    """Prose, then activities and follow-ups that are still open."""
    yield from opening(material, TITLE)
    rows = (*_activities(material), *_followups(material))
    if rows:
        heads = (Head("Ce qui reste ouvert", 48), Head("Responsable", 24), Head("Échéance", 18),
                 Head("Statut", 12))  # fmt: skip
        yield Heading("Ce qui reste ouvert")
        yield Table("Activités et suites en cours", heads, rows)


def _activities(material: Material) -> Iterator[tuple[Value, ...]]:
    for row in material.book.all(Activity):
        status = status_of(material, row)
        if status not in (HELD, CANCELLED):
            coming = row.planned_from is not None and row.planned_from > material.as_of
            when = period(row.planned_from, row.planned_to) if coming else "à fixer"
            yield f"{row.no} – {row.title}", "Coordination", when, status


def _followups(material: Material) -> Iterator[tuple[Value, ...]]:
    for row in material.book.all(FollowUp):
        if row.status not in (DONE, DROPPED):
            yield f"{row.id} – {row.subject}", row.owner, row.due, row.status
