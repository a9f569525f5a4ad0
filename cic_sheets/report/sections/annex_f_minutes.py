"""Annexe F: the minutes and reports that exist, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import day_of, name_of
from cic_sheets.report.model import Block, Head, Table, Value
from cic_sheets.report.plan import Material, section
from cic_sheets.report.saying import say
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.deliverables import Deliverable
from cic_sheets.sheets.platforms import Platform

_HEADS = (Head("Document", 50), Head("Date", 16), Head("Fichier", 50))
_MINUTES = "PV du comité de pilotage"


@section("annexe_pv", "F", "Procès-verbaux")
def minutes(material: Material) -> Iterator[Block]:
    """Minutes of platforms and steering committees, reports of activities."""
    rows: tuple[tuple[Value, ...], ...] = (
        *_platforms(material),
        *_committees(material),
        *_reports(material),
    )
    if rows:
        yield Table("Procès-verbaux et rapports", _HEADS, rows, wide=True)


def _platforms(material: Material) -> Iterator[tuple[Value, ...]]:
    for row in material.book.all(Platform):
        if row.minutes:
            host = name_of(material.book, row.host)
            sent = day_of(row, "minutes_sent_on")
            yield say("{host} : procès-verbal de la plateforme", host=host), sent, row.minutes


def _committees(material: Material) -> Iterator[tuple[Value, ...]]:
    for row in material.book.all(Deliverable):
        if row.kind == _MINUTES and row.received_on and material.told_by_now(row.received_on):
            commune = name_of(material.book, row.commune)
            received = day_of(row, "received_on")
            said = say("{commune} : procès-verbal du comité de pilotage", commune=commune)
            yield said, received, row.document


def _reports(material: Material) -> Iterator[tuple[Value, ...]]:
    for row in material.book.all(Activity):
        if row.report and material.told_by_now(row.held_to):
            said = say("{number} – {title} : rapport", number=row.no, title=row.title)
            yield said, day_of(row, "held_to"), row.report
