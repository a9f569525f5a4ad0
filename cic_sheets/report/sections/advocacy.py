"""11 Plaidoyers: the positions of the group; a confidential row is never printed."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import number_of
from cic_sheets.report.model import Block, Head, Heading, Paragraph, Table
from cic_sheets.report.origins import cited
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening, prose
from cic_sheets.report.saying import long_day, say, some
from cic_sheets.sheets.advocacy import Advocacy

TITLE = "Plaidoyers"

_HEADS = (
    Head("Date", 12),
    Head("Sujet", 34),
    Head("Instance", 20),
    Head("Niveau", 11),
    Head("Validée le", 12),
    Head("Communes pour", 12, figures=True),
    Head("Suite prévue", 12),
)


@section("plaidoyers", "11", TITLE)
def advocacy(material: Material) -> Iterator[Block]:
    """Prose, an overview, then each position in the group's own words."""
    yield from opening(material, TITLE)
    rows = [
        row
        for row in material.book.all(Advocacy)
        if not row.confidential and material.told_by_now(row.day)
    ]
    if not rows:
        return
    body = tuple(
        (
            row.day,
            row.subject,
            row.body,
            row.level,
            row.adopted_on,
            number_of(len(row.in_favour), cited([row], "in_favour")),
            row.next_on,
        )
        for row in rows
    )
    yield Table("Positions portées par le groupe", _HEADS, body)
    for row in rows:
        yield from _one(row)


def _one(row: Advocacy) -> Iterator[Block]:
    yield Heading(row.subject or row.id)
    yield from prose(row.position, "Position du groupe.")
    if row.adopted_on is not None:
        day, backing = long_day(row.adopted_on), some(len(row.in_favour), "commune")
        backed = "le {day}, avec {communes} pour." if row.in_favour else "le {day}."
        said = say(backed, day=day, communes=backing)
        yield Paragraph(said.behind(cited([row], "adopted_on", "in_favour")), "Validée")
    yield from prose(row.outcome, "Résultat.")
