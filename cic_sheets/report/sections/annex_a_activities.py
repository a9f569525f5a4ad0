"""Annexe A: every collective activity."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import UNKNOWN, group_or_names, period
from cic_sheets.report.model import Block, Head, Table
from cic_sheets.report.participation import attendance, is_held, present, status_of
from cic_sheets.report.plan import Material, section
from cic_sheets.report.saying import joined
from cic_sheets.sheets.activities import Activity

_HEADS = (
    Head("N°", 8),
    Head("Intitulé", 34),
    Head("Type", 12),
    Head("Prest.", 8),
    Head("Publics", 26),
    Head("Prévue", 17),
    Head("Réalisée", 17),
    Head("Lieu", 26),
    Head("Communes", 20),
    Head("Présences", 12, figures=True),
    Head("Statut", 13),
)


@section("annexe_activites", "A", "Liste des activités")
def activities(material: Material) -> Iterator[Block]:
    """All rows of « Activités », planned and held."""
    rows = tuple(
        (
            row.no,
            row.title,
            row.kind,
            row.prestation,
            joined(row.audiences),
            period(row.planned_from, row.planned_to),
            period(row.held_from, row.held_to) if is_held(material, row) else "",
            row.place,
            group_or_names(material.book, row.communes, row.held_from or row.planned_from),
            (present(attendance(material, row)) or UNKNOWN) if is_held(material, row) else "",
            status_of(material, row),
        )
        for row in material.book.all(Activity)
    )
    if rows:
        yield Table("Activités collectives de l'année", _HEADS, rows, wide=True)
