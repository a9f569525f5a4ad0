"""10 Visibilité: where the programme was represented and told."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import yes_no
from cic_sheets.report.model import Block, Head, Table
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening
from cic_sheets.sheets.visibility import Appearance

TITLE = "Visibilité"

_HEADS = (
    Head("Date", 12),
    Head("Type", 15),
    Head("Titre", 30),
    Head("Média ou lieu", 20),
    Head("Rôle", 13),
    Head("Concerté le", 12),
    Head("Logos", 9),
)


@section("visibilite", "10", TITLE)
def visibility(material: Material) -> Iterator[Block]:
    """Prose, then every appearance by date."""
    yield from opening(material, TITLE)
    rows = sorted(
        (row for row in material.book.all(Appearance) if material.told_by_now(row.day)),
        key=lambda row: (str(row.day), row.id),
    )
    if rows:
        body = tuple(
            (r.day, r.kind, r.title, r.outlet, r.role, r.agreed_on, yes_no(r.logos)) for r in rows
        )
        yield Table("Représentations et actions de visibilité", _HEADS, body)
