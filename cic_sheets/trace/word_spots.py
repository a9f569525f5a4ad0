"""The narrative report, table by table and paragraph by paragraph.

A table is known by what stands in it; a paragraph by its words, or by the template's paragraph
whose fields it fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cic_sheets.render.word_fields import FIELD, paragraphs, section_asked, text_of
from cic_sheets.render.word_package import opened
from cic_sheets.render.word_values import typeset, words
from cic_sheets.render.word_xml import printable, qn
from cic_sheets.report.model import Section, Table
from cic_sheets.trace.spots import Shown, Spot, no_parts
from cic_sheets.trace.told import CHART, TEXT, Key, Reports, Told, field_key, parts, table_cells

_BLANKS = re.compile(r"[\s\u00a0\u202f]+")


def word_shown(
    output: bytes, filled: bytes, template: bytes | None, reports: Reports, lang: str = "fr"
) -> Shown:
    """What the filled document shows.

    output    the file that is asked about
    filled    the same, made again from the same inputs
    template  None where it can't be had
    lang      in which it was made

    Raises ValueError when the output is no Word document.
    """
    reading = _Reading(reports, template, lang)
    return Shown(list(reading.spots(opened(output))), no_parts, output == filled)


class _Known(NamedTuple):
    """A table of the report: where it stands, the keys of its cells by place."""

    section: str
    caption: str
    grid: tuple[tuple[str, ...], ...]
    keys: Mapping[tuple[int, int], Key]


class _Reading:
    """One document under way, from its first paragraph to its last."""

    def __init__(self, reports: Reports, template: bytes | None, lang: str) -> None:
        self.tables = list(_tables(reports, lang))
        self.texts = _texts(reports, lang)
        self.charts = _charts(reports, lang)
        self.fields = list(_fields(template)) if template else []
        self.section = ""
        self.label = ""
        self.styles: Mapping[str, str] = {}

    def spots(self, document: Any) -> Iterator[Spot]:
        """The body first, then headers, footers and notes."""
        self.styles = {one.style_id: one.name.casefold() for one in document.styles}
        for element in document.element.body:
            yield from self._element(element)
        for part in document.part.package.iter_parts():
            kind = part.content_type.rpartition(".")[2].removesuffix("+xml")
            root = getattr(part, "element", None)
            if kind in ("header", "footer") and root is not None:
                self.section = kind
                for one in paragraphs(root):
                    yield from self._paragraph(one)

    def _element(self, element: Any) -> Iterator[Spot]:
        if element.tag == qn("w:tbl"):
            yield from self._table(element)
        elif element.tag == qn("w:p"):
            if self._is_heading(element):
                self.section = _plain(text_of(element))
            yield from self._paragraph(element)
        else:  # content controls and the like
            for one in paragraphs(element):
                yield from self._paragraph(one)

    def _is_heading(self, paragraph: Any) -> bool:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = self.styles.get(style.get(qn("w:val")), "") if style is not None else ""
        return name in ("heading 1", "titre 1", "titre d'annexe")

    def _paragraph(self, paragraph: Any) -> Iterator[Spot]:
        text = _whole(paragraph)
        if not text:
            return
        self.label = text
        yield Spot(self.section, text, self._keys(text))
        for caption, told in self.charts.items():
            if text.endswith(f"– {caption}"):
                for one in told:
                    yield Spot(_place(text, one.key), one.shown, (one.key,))

    def _keys(self, text: str) -> tuple[Key, ...]:
        known = self.texts.get(text)
        if known is not None:
            return (known,)
        for pattern, names in self.fields:
            if pattern.fullmatch(text):
                return tuple(field_key(name) for name in names)
        return ()

    def _table(self, table: Any) -> Iterator[Spot]:
        grid = [[_plain("\n".join(map(_whole, paragraphs(cell)))) for cell in row.iter(qn("w:tc"))]
                for row in table.iter(qn("w:tr"))]  # fmt: skip
        known = self._known(table, grid)
        if known is None:
            for one in paragraphs(table):
                yield from self._paragraph(one)
            return
        captioned = known.caption and _plain(known.caption) in self.label
        name = self.label if captioned else known.section
        for at, row in enumerate(grid):
            for column, text in enumerate(row):
                key = known.keys.get((at, column))
                if text and key is not None:
                    untouched = at < len(known.grid) and known.grid[at][column] == text
                    yield Spot(_place(name, key), text, (key,) if untouched else ())

    def _known(self, table: Any, grid: Sequence[Sequence[str]]) -> _Known | None:
        """The report's table with these very words, else with this caption."""
        rows = tuple(map(tuple, grid))
        caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        said = caption.get(qn("w:val")) if caption is not None else ""
        for one in self.tables:
            if one.grid == rows and one.caption == said:
                return one
        return next((one for one in self.tables if said and one.caption == said), None)


def _place(name: str, key: Key) -> str:
    return " · ".join(part for part in (name, key.row, key.column) if part)


def _whole(paragraph: Any) -> str:
    """The words of a paragraph, a blank for a break."""
    return _plain("".join(_said(paragraph)))


def _said(paragraph: Any) -> Iterator[str]:
    for piece in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        yield piece.text or "" if piece.tag == qn("w:t") else " "


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", printable(text)).strip()


# --- What the reports say -------------------------------------------------------------------------


def _tables(reports: Reports, lang: str) -> Iterator[_Known]:
    for section in reports.narrative.sections.values():
        for block, part in parts(section):
            if isinstance(block, Table):
                yield _table(section, block, part, lang)


def _table(section: Section, block: Table, part: str, lang: str) -> _Known:
    rows = [*block.rows, *((block.total,) if block.total else ())]
    headed = any(head.label for head in block.heads)
    keys = (told.key for told in table_cells(section, block, part))
    places = {
        (at + headed, column): next(keys)
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
        if value not in (None, "")
    }
    heads = [tuple(_plain(head.label) for head in block.heads)] if headed else []
    grid = (*heads, *(tuple(_plain(words(value, lang)) for value in row) for row in rows))
    return _Known(section.title, block.caption, grid, places)


def _charts(reports: Reports, lang: str) -> dict[str, list[Told]]:
    """The values of every chart, by its caption."""
    found: dict[str, list[Told]] = {}
    for told in reports.told.values():
        if told.key.kind == CHART:
            found.setdefault(_plain(typeset(told.key.part, lang)), []).append(told)
    return found


def _texts(reports: Reports, lang: str) -> dict[str, Key]:
    """The report's own paragraphs, as they are set."""
    found: dict[str, Key] = {}
    for told in reports.told.values():
        if told.key.kind == TEXT and isinstance(told.value, str):
            lead = told.key.column
            said = typeset(told.value, lang)
            whole = f"{lead} {said}" if lead else said
            found.setdefault(_plain(whole), told.key)
    return found


def _fields(template: bytes) -> Iterator[tuple[re.Pattern[str], tuple[str, ...]]]:
    """The template's paragraphs with fields, as patterns of what becomes of them."""
    document = opened(template)
    roots = [document.element]
    roots += [
        part.element
        for part in document.part.package.iter_parts()
        if part.content_type.endswith(("header+xml", "footer+xml")) and hasattr(part, "element")
    ]
    for root in roots:
        for paragraph in paragraphs(root):
            text = _plain(text_of(paragraph))
            if section_asked(paragraph) is None and FIELD.search(text):
                fixed = FIELD.split(text)
                pattern = "(.*)".join(re.escape(piece) for piece in fixed[::2])
                yield re.compile(pattern), tuple(fixed[1::2])
