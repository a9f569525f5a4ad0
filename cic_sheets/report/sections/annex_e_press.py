"""Annexe E: what the press and the networks said."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.model import Block, Head, Table
from cic_sheets.report.plan import Material, section
from cic_sheets.sheets.lists import EVENT, REPRESENTATION
from cic_sheets.sheets.visibility import Appearance

_HEADS = (
    Head("N°", 8),
    Head("Date", 12),
    Head("Type", 14),
    Head("Titre", 36),
    Head("Média", 24),
    Head("Langue", 11),
    Head("Lien", 38),
    Head("Copie gardée", 28),
)
_NO_PRESS = (REPRESENTATION, EVENT, "support")


@section("annexe_presse", "E", "Revue de presse")
def press(material: Material) -> Iterator[Block]:
    """Articles, broadcasts and posts, with their link and the copy that is kept."""
    rows = tuple(
        (r.no, r.day, r.kind, r.title, r.outlet, r.language, r.link, r.copy)
        for r in material.book.all(Appearance)
        if r.kind not in _NO_PRESS and material.told_by_now(r.day)
    )
    if rows:
        yield Table("Revue de presse", _HEADS, rows, wide=True)
