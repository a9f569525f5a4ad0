"""13 Leçons: what the year teaches."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.lessons import lessons_of
from cic_sheets.report.model import Block
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening

TITLE = "Leçons"


@section("lecons", "13", TITLE)
def lessons(material: Material) -> Iterator[Block]:
    """Prose, then the lessons and good practices of « Leçons »."""
    yield from opening(material, TITLE)
    yield from lessons_of(material, "Leçons et bonnes pratiques", ("leçon", "bonne pratique"))
