"""The coordinator's own words, from « Narratif » and the long texts of the other sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cic_sheets.report.model import Block, Bullets, Heading, Note, Paragraph
from cic_sheets.report.plan import Material
from cic_sheets.sheets.narrative import Passage

TO_WRITE = "À compléter : le texte de cette section est attendu dans la feuille « Narratif »."
NOTHING_TO_SAY = "Sans objet."
NOT_PRINTED = "(texte confidentiel, non imprimé)"


def passages(material: Material, title: str) -> tuple[Passage, ...]:
    """The rows of « Narratif » for a section, in the sheet's order."""
    return tuple(row for row in material.book.all(Passage) if row.section == title)


def is_void(material: Material, title: str) -> bool:
    """Whether the coordinator says that the section has nothing to tell this year."""
    rows = passages(material, title)
    return any(row.not_applicable for row in rows) and not any(row.text for row in rows)


def opening(material: Material, title: str, *, aside: str = "") -> Iterator[Block]:
    """The prose of a section; in a draft, a note that it is still to be written.

    aside  a pattern of sub-titles (`M[1-8]`) whose texts the section places itself
    """
    rows = [row for row in passages(material, title) if not _set_aside(row, aside)]
    for row in rows:
        if row.text:
            yield from titled(row)
    if material.draft and not any(row.text for row in rows):
        yield Note(TO_WRITE)


def _set_aside(row: Passage, aside: str) -> bool:
    return bool(aside and row.title and re.match(aside, row.title))


def titled(row: Passage) -> Iterator[Block]:
    """A passage under its own sub-title, if it has one."""
    if row.title:
        yield Heading(row.title)
    yield from prose(row.text)


def prose(text: str | None, lead: str = "") -> Iterator[Block]:
    """Paragraphs and bullets: an empty line starts a paragraph, `- ` at a line's start a bullet.

    lead  first words set apart, before the first paragraph or alone before bullets
    """
    for part in re.split(r"\n\s*\n", text or ""):
        for block in _blocks(part.strip("\n")):
            if lead and isinstance(block, Bullets):
                yield Paragraph("", lead)
            yield block._replace(lead=lead) if isinstance(block, Paragraph) else block
            lead = ""


def _blocks(part: str) -> Iterator[Paragraph | Bullets]:
    plain: list[str] = []
    points: list[str] = []
    for line in part.splitlines():
        bullet = re.match(r"\s*[-–•]\s+(.*)", line)
        if bullet:
            yield from _paragraph(plain)
            points.append(bullet[1].strip())
        elif points and line.startswith(" ") and line.strip():
            points[-1] += f" {line.strip()}"
        else:
            yield from _bullets(points)
            plain.append(line.strip())
    yield from _paragraph(plain)
    yield from _bullets(points)


def _paragraph(lines: list[str]) -> Iterator[Paragraph]:
    text = "\n".join(lines).strip()
    lines.clear()
    if text:
        yield Paragraph(text)


def _bullets(points: list[str]) -> Iterator[Bullets]:
    found = tuple(point for point in points if point)
    points.clear()
    if found:
        yield Bullets(found)


def in_a_cell(text: str | None) -> str:
    """A long text as a table's cell holds it: one line a paragraph, `–` before each point."""
    lines = []
    for block in prose(text):
        match block:
            case Paragraph(said):
                lines.append(said)
            case Bullets(points):
                lines += [f"– {point}" for point in points]
    return "\n".join(lines)
