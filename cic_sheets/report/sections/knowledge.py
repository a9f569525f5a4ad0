"""8 Partage de connaissances: what was shared, with whom, in which languages."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import group_or_names
from cic_sheets.report.model import Block, Head, Table
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import in_a_cell, opening
from cic_sheets.report.saying import joined
from cic_sheets.sheets.exchanges import Exchange

TITLE = "Partage de connaissances"

_HEADS = (
    Head("Date", 12),
    Head("Titre", 32),
    Head("Type", 14),
    Head("Langues", 13),
    Head("Communes", 15),
    Head("Retours", 26),
)


@section("partage", "8", TITLE)
def knowledge(material: Material) -> Iterator[Block]:
    """Prose, then every exchange by date."""
    yield from opening(material, TITLE)
    rows = sorted(
        (row for row in material.book.all(Exchange) if material.told_by_now(row.day)),
        key=lambda row: (str(row.day), row.id),
    )
    if rows:
        body = tuple(
            (
                row.day,
                row.title,
                row.kind,
                joined(row.languages),
                group_or_names(material.book, row.communes, row.day),
                in_a_cell(row.feedback),
            )
            for row in rows
        )
        yield Table("Ce qui a été partagé", _HEADS, body)
