"""Annexe H, in drafts only: what is still to mend in the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.model import Block, Note, Remarks
from cic_sheets.report.plan import Material, section
from cic_sheets.schema.findings import Severity


@section("constats", "H", "Constats", drafts=True)
def findings(material: Material) -> Iterator[Block]:
    """Findings E and A, with the cells to go to."""
    yield Note(
        "Ce rapport est un brouillon : des erreurs (E) restent dans le classeur. Elles sont à "
        "corriger avant l'envoi ; les avertissements (A) sont à relire."
    )
    heavy = (one for one in material.findings if one.severity in (Severity.E, Severity.A))
    yield Remarks(tuple(heavy))
