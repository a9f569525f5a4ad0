"""A report as plain text: what golden files hold, what tests look for words in."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.language import said
from cic_sheets.render.word_values import words
from cic_sheets.report.build import report_of
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
from tests.drawing import draw


def report(year: str) -> Report:
    """The report of a year drawn as tables in text."""
    opened = draw(year).opened()
    return report_of(opened.year, opened.findings)


def section(year: str, key: str) -> str:
    """One section of a drawn year, as text."""
    return plain(report(year).sections[key])


def everything(year: str) -> str:
    """The whole report of a drawn year, as text."""
    return "\n".join(plain(one) for one in report(year).sections.values())


def plain(told: Section) -> str:
    """A section as text."""
    lines = [f"{told.number} {told.title}".strip()]
    for block in told.blocks:
        lines += ["", *_lines(block)]
    return "\n".join(lines).replace("\u00a0", " ") + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text, lead):
            yield f"**{lead}** {text}".strip() if lead else text
        case Bullets(items):
            yield from (f"- {item}" for item in items)
        case Heading(text, level):
            yield f"{'#' * level} {text}"
        case Note(text):
            yield f"> {text}"
        case Table():
            yield from _table(block)
        case Chart():
            yield f"[{block.kind}] {block.caption} ({block.unit})"
            yield f"  {' | '.join(block.categories)}"
            for one in block.series:
                yield f"  {one.name}: {' | '.join(words(value) or '·' for value in one.values)}"
        case Remarks(findings):
            yield from (f"! {one.code} {said(one).message}" for one in findings)


def _table(block: Table) -> Iterator[str]:
    yield f"[{block.caption}]{' (paysage)' if block.wide else ''}"
    rows = [tuple(head.label for head in block.heads), *block.rows]
    rows += [block.total] if block.total else []
    yield from ("| " + " | ".join(words(value) for value in row) + " |" for row in rows)
