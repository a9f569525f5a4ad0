"""« Leçons » as a table, for the sections that share the sheet."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.figures import name_of
from cic_sheets.report.model import Block, Head, Table
from cic_sheets.report.plan import Material
from cic_sheets.report.prose import in_a_cell
from cic_sheets.sheets.lessons import Lesson

_HEADS = (
    Head("Type", 13),
    Head("Constat", 36),
    Head("Commune", 16),
    Head("Mesure", 30),
    Head("Responsable", 15),
    Head("Statut", 10),
)


def lessons_of(material: Material, caption: str, kinds: tuple[str, ...]) -> Iterator[Block]:
    """The rows of these types; none, no table."""
    rows = tuple(
        (
            row.kind,
            in_a_cell(row.description),
            name_of(material.book, row.commune),
            row.measure,
            row.owner,
            row.status,
        )
        for row in material.book.all(Lesson)
        if row.kind in kinds and material.told_by_now(row.day)
    )
    if rows:
        yield Table(caption, _HEADS, rows)
