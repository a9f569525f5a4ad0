"""Annexe B: every mission, with what it cost."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import part_of_lines
from cic_sheets.report.model import Block, Head, Table, Value
from cic_sheets.report.plan import Material, section
from cic_sheets.report.saying import moment, say
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.missions import Mission

_HEADS = (
    Head("N°", 10),
    Head("Objet", 42),
    Head("Prest.", 8),
    Head("Départ", 18),
    Head("Retour", 18),
    Head("Lieu", 22),
    Head("Transport", 18),
    Head("Accord", 22),
    Head("Demandé", 16, figures=True),
    Head("Remboursable", 18, figures=True),
)


@section("annexe_missions", "B", "Liste des missions")
def missions(material: Material) -> Iterator[Block]:
    """All rows of « Missions » up to the day, with the sums of their lines."""
    trips = [
        row
        for row in material.book.all(Mission)
        if material.told_by_now(row.departure.date() if row.departure else None)
    ]
    if trips:
        rows = tuple(_row(material, trip) for trip in trips)
        total = ("Total", *("",) * 7, *_costs(material, trips))
        yield Table("Missions hors du domicile", _HEADS, rows, total, wide=True)


def _row(material: Material, trip: Mission) -> tuple[Value, ...]:
    return (
        trip.no,
        trip.subject,
        trip.prestation,
        moment(trip.departure),
        moment(trip.back),
        trip.place,
        trip.transport,
        _approval(material, trip),
        *_costs(material, [trip]),
    )


def _approval(material: Material, trip: Mission) -> str:
    found = material.book.find(Approval, trip.approval)
    if found is None:
        return trip.approval or ""
    if found.decided_on is None:
        return found.id
    return say("{number} ({day})", number=found.id, day=found.decided_on)


def _costs(material: Material, trips: list[Mission]) -> tuple[Value, Value]:
    settled = material.year.settled
    if settled is None:
        return None, None
    wanted = set(map(id, trips))
    lines = [
        line
        for line in settled.settlement.lines
        if line.mission and id(material.book.find(Mission, line.mission)) in wanted
    ]
    return (
        part_of_lines(settled, lines, "claimed"),
        part_of_lines(settled, lines, "reimbursable"),
    )
