"""2 Contexte de l'année: the group, who came and who left."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import yes_no
from cic_sheets.report.model import Block, Head, Table
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening
from cic_sheets.sheets.communes import Commune

TITLE = "Contexte de l'année"

_HEADS = (
    Head("Commune", 20),
    Head("الجماعة", 16),
    Head("Province", 17),
    Head("Partenaire belge", 18),
    Head("Entrée", 12),
    Head("Sortie", 12),
    Head("Bureau d'action sociale", 11),
)


@section("contexte", "2", TITLE)
def context(material: Material) -> Iterator[Block]:
    """Prose, then the communes with their dates of membership."""
    yield from opening(material, TITLE)
    communes = material.book.all(Commune)
    if communes:
        rows = tuple(
            (
                one.name,
                one.arabic_name,
                one.province,
                one.belgian_partner,
                one.joined,
                one.left,
                yes_no(one.social_office),
            )
            for one in communes
        )
        yield Table("Les communes du groupe", _HEADS, rows)
