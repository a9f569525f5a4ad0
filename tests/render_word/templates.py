"""Little Word templates and reports for the tests, and what a filled document says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from cic_sheets.render.word import fill_narrative
from cic_sheets.render.word_xml import qn
from cic_sheets.report.model import Block, Field, Report, Section, Value

DAY = date(2023, 12, 31)


def document(*paragraphs: str) -> Any:
    """A document with these paragraphs, of python-docx's own making."""
    from docx import Document

    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    return made


def saved(made: Any) -> bytes:
    """Its bytes."""
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def report(
    fields: Mapping[str, Value] | None = None, *blocks: Block, draft: bool = False
) -> Report:
    """A report with these fields, and these blocks as its « Résumé »."""
    given = {"annee": "2023", "charge_de_mission": "Salma Benrahal", **(fields or {})}
    return Report(
        {name: Field(name, "essai", value) for name, value in given.items()},
        {"resume": Section("resume", "1", "Résumé", blocks)},
        draft,
        DAY,
    )


def filled(template: Any, told: Report, *, draft: bool = False) -> Any:
    """The template filled, opened again."""
    from docx import Document

    data = template if isinstance(template, bytes) else saved(template)
    return Document(BytesIO(fill_narrative(data, told, draft=draft)))


def texts(made: Any) -> list[str]:
    """The paragraphs of the body, those of tables too."""
    return [said(one) for one in made.element.body.iter(qn("w:p"))]


def said(paragraph: Any) -> str:
    """What a paragraph shows, breaks as line feeds."""
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    for one in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        yield {qn("w:br"): "\n", qn("w:tab"): "\t"}.get(one.tag) or one.text or ""


def parts(data: bytes) -> dict[str, bytes]:
    """A package's parts by name."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
