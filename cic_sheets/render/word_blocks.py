"""Blocks of the report model as paragraphs and tables in a template's own styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from typing import Any, NamedTuple, assert_never

from cic_sheets.language import phrase
from cic_sheets.render.word_page import Page
from cic_sheets.render.word_remarks import as_table
from cic_sheets.render.word_styles import CELL_STYLES, NOTE_STYLES, Styles
from cic_sheets.render.word_table import table
from cic_sheets.render.word_values import typeset
from cic_sheets.render.word_xml import node, paragraph, qn, runs, text_node
from cic_sheets.report.model import (
    Block,
    Bullets,
    Chart,
    Heading,
    Note,
    Paragraph,
    Remarks,
    Table,
)

Draw = Callable[[Chart, Page], Any]


class Numbers:
    """Running numbers of captions, through the whole document."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, label: str) -> int:
        """The number after the last of that label."""
        self._last[label] = self._last.get(label, 0) + 1
        return self._last[label]


class Pen(NamedTuple):
    """What drawing needs to know of the document.

    chart  draws a chart as a run
    """

    styles: Styles
    numbers: Numbers
    lang: str
    chart: Draw


class Drawn(NamedTuple):
    """A block on the page; `wide` asks for a landscape page."""

    elements: tuple[Any, ...]
    wide: bool = False


def draw(block: Block, pen: Pen, page: Page, plain: Any) -> Drawn:
    """A block's elements.

    plain  the `w:pPr` of prose: that of the paragraph where the template asks for the section
    """
    said = partial(typeset, lang=pen.lang)
    match block:
        case Paragraph(text, lead):
            return Drawn((paragraph(said(text), plain, lead=lead),))
        case Bullets(items):
            style = pen.styles.properties("list bullet", "list paragraph", otherwise=plain)
            return Drawn(tuple(paragraph(said(item), style) for item in items))
        case Heading(text, level):
            return Drawn((paragraph(said(text), pen.styles.properties(f"heading {level}")),))
        case Note(text):
            style = pen.styles.properties(*NOTE_STYLES, otherwise=plain)
            return Drawn((paragraph(said(text), style),))
        case Table():
            return _table(block, pen, page)
        case Remarks():
            return _table(as_table(block, pen.lang), pen, page)
        case Chart():
            return Drawn(tuple(_chart(block, pen, page)))
        case _:
            assert_never(block)


def _table(block: Table, pen: Pen, page: Page) -> Drawn:
    sideways = block.wide and not page.landscape
    width = page.height if sideways else page.width
    cells = pen.styles.properties(*CELL_STYLES)
    made = table(block, width, pen.styles.table(), cells, pen.lang)
    space = node("w:p", node("w:pPr", node("w:spacing", before=0, after=120, line=120,
                                           lineRule="exact")))  # fmt: skip
    if not block.caption:
        return Drawn((made, space), sideways)
    return Drawn((_caption(block.caption, "table", pen, above=True), made, space), sideways)


def _chart(block: Chart, pen: Pen, page: Page) -> Iterator[Any]:
    keep = node("w:pPr", node("w:keepNext"), node("w:spacing", before=120, after=60))
    yield node("w:p", keep, pen.chart(block, page))
    yield _caption(block.caption, "chart", pen, above=False)


def _caption(text: str, kind: str, pen: Pen, *, above: bool) -> Any:
    """`Tableau 3 – …`, its number a field that Word can count again."""
    label = phrase(f"word.caption.{kind}", pen.lang)
    style = pen.styles.properties("caption")
    properties = deepcopy(style) if style is not None else node("w:pPr")
    if above:
        place = properties.find(qn("w:pStyle"))
        kept = node("w:keepNext")
        place.addnext(kept) if place is not None else properties.insert(0, kept)
    number = node("w:r", text_node(str(pen.numbers.next(kind))))
    field = node("w:fldSimple", number, instr=f" SEQ {label} \\* ARABIC ")
    made = node("w:p", properties, node("w:r", text_node(f"{label}\u00a0")), field)
    made.extend(runs(f" – {typeset(text, pen.lang)}"))
    return made
