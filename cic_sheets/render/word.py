"""The narrative report in Word: a template filled from the report model, in its own styles.

The filler (`template.word`) knows the file; this module knows how our values read on a page.
Source: deliverables.md, « Templates belong to Brulocalis ».
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from cic_sheets.language import phrase
from cic_sheets.render.charts import graph, pictures
from cic_sheets.render.template_problem import (
    TemplateProblem,
    of_kind,
    refuse_unfillable,
    refused,
)
from cic_sheets.render.word_remarks import as_table
from cic_sheets.render.word_values import typeset, words
from cic_sheets.report.model import (
    Block,
    Bullets,
    Chart,
    Heading,
    Note,
    Paragraph,
    Remarks,
    Report,
    Section,
    Table,
)
from cic_sheets.report.plan import the_plan
from cic_sheets.template import blocks as drawn
from cic_sheets.template.data import Appended, Data
from cic_sheets.template.outcome import Outcome
from cic_sheets.template.word.fill import fill_word

__all__ = ["TemplateProblem", "fill_narrative", "filled_narrative", "given"]

FINDINGS = "constats"
"""The section that drafts get at their end, unless the template places it."""


def fill_narrative(template: bytes, report: Report, *, draft: bool, lang: str = "fr") -> bytes:
    """The template filled: fields, sections, table of contents; a draft marked as one.

    The same template and report give the same bytes.  Raises TemplateProblem when the template is
    no Word document, names what no report has, or asks for it where it can't be put.
    """
    return filled_narrative(template, report, draft=draft, lang=lang).data


def filled_narrative(
    template: bytes, report: Report, *, draft: bool, lang: str = "fr", extension: str = ""
) -> Outcome:
    """The same, with what people should hear of the template.  Raises as `fill_narrative`.

    extension  how the report's name will end; a `.dotx` then becomes a `.docx`
    """
    data = given(report, draft=draft, lang=lang)
    with refused("word.not-a-template", lang):
        outcome = fill_word(of_kind(template, "word", extension), data)
    refuse_unfillable(outcome, "word.unknown", lang, known=data.fields, sections=data.sections)
    return outcome


def given(report: Report, *, draft: bool, lang: str = "fr") -> Data:
    """What the template may use; what has no value says « n.d. », never nothing."""
    missing = phrase("word.unfilled", lang)
    fields = {name: words(field.value, lang) or missing for name, field in report.fields.items()}
    sections: dict[str, tuple[drawn.Block, ...]] = {one.key: () for one in the_plan()}
    sections |= {key: tuple(_drawn(one, lang)) for key, one in report.sections.items()}
    ending = report.sections.get(FINDINGS) if draft else None
    return Data(
        fields,
        sections=sections,
        pictures=pictures(report, lang),
        labels={kind: phrase(f"word.caption.{kind}", lang) for kind in ("table", "chart")},
        appended=_appended(ending, sections[FINDINGS], lang) if ending else (),
        watermark=phrase("word.draft", lang) if draft else "",
    )


def _appended(section: Section, blocks: tuple[drawn.Block, ...], lang: str) -> list[Appended]:
    """A section at the document's end, under a heading of its own."""
    title = typeset(section.title, lang)
    if section.number.isalpha():
        title = f"{phrase('word.annex', lang, letter=section.number)}  {title}"
    return [Appended(title, blocks, section.key)]


# --- Blocks -------------------------------------------------------------------------------------


def _drawn(section: Section, lang: str) -> Iterator[drawn.Block]:
    for block in section.blocks:
        yield _block(block, lang)


def _block(block: Block, lang: str) -> drawn.Block:
    match block:
        case Paragraph(text, lead):
            return drawn.Prose(typeset(text, lang), typeset(lead, lang))
        case Bullets(items):
            return drawn.Points(tuple(typeset(item, lang) for item in items))
        case Heading(text, level):
            return drawn.Title(typeset(text, lang), level)
        case Note(text):
            return drawn.Remark(typeset(text, lang))
        case Table():
            return _grid(block, lang)
        case Remarks():
            return _grid(as_table(block, lang), lang)
        case Chart():
            return graph(block, lang)
        case _:
            assert_never(block)


def _grid(table: Table, lang: str) -> drawn.Grid:
    return drawn.Grid(
        typeset(table.caption, lang),
        tuple(drawn.Head(typeset(h.label, lang), h.width, h.figures) for h in table.heads),
        tuple(tuple(words(value, lang) for value in row) for row in table.rows),
        tuple(words(value, lang) for value in table.total),
        table.wide,
    )
