"""12 Difficultés et risques: what resisted, what was done about it."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.lessons import lessons_of
from cic_sheets.report.model import Block
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening

TITLE = "Difficultés et risques"


@section("difficultes", "12", TITLE)
def difficulties(material: Material) -> Iterator[Block]:
    """Prose, then the difficulties and risks of « Leçons »."""
    yield from opening(material, TITLE)
    yield from lessons_of(material, "Difficultés, risques et réponses", ("difficulté", "risque"))
