"""The narrative report, table by table and paragraph by paragraph.

A table is known by what stands in it; a paragraph by its words, or by the template's paragraph
whose fields it fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cic_sheets.render.word_values import typeset, words
from cic_sheets.report.model import Section, Table
from cic_sheets.template.grammar import FIELD, Asked, asked
from cic_sheets.template.kinds import main_part
from cic_sheets.template.word.scan import Node, Scan
from cic_sheets.template.word.styles import styles_of
from cic_sheets.trace.spots import Shown, Spot, no_parts
from cic_sheets.trace.told import CHART, TEXT, Key, Reports, Told, field_key, parts, table_cells
from cic_sheets.trace.word_text import document, own_text, paragraphs, plain, read_parts, whole

_HEADINGS = ("heading 1", "titre 1", "titre d'annexe")


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
    return Shown(list(reading.spots(output)), no_parts, output == filled)


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
        self.headings: set[str] = set()

    def spots(self, output: bytes) -> Iterator[Spot]:
        """The body first, then headers and footers."""
        package = document(output)
        styles = package.related(main_part(package), "styles")
        named = styles_of(package.part(styles.target)) if styles else {}
        self.headings = {named.get(("paragraph", name), "") for name in _HEADINGS} - {""}
        for area, scan in read_parts(package):
            body = scan.first(scan.nodes[0], "w:body") if area == "body" else None
            if body:
                for node in scan.children(body):
                    yield from self._element(scan, node)
            else:
                self.section = area
                for one in paragraphs(scan, scan.nodes[0]):
                    yield from self._paragraph(scan, one)

    def _element(self, scan: Scan, node: Node) -> Iterator[Spot]:
        if node.name == "w:tbl":
            yield from self._table(scan, node)
        elif node.name == "w:p":
            look = scan.child(node, "w:pPr")
            style = scan.value(scan.child(look, "w:pStyle")) if look else ""
            if style in self.headings:
                self.section = plain(own_text(scan, node))
            yield from self._paragraph(scan, node)
        else:  # content controls and the like
            for one in paragraphs(scan, node):
                yield from self._paragraph(scan, one)

    def _paragraph(self, scan: Scan, paragraph: Node) -> Iterator[Spot]:
        text = whole(scan, paragraph)
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

    def _table(self, scan: Scan, table: Node) -> Iterator[Spot]:
        inside = scan.inside(table)
        grid = [
            [
                plain("\n".join(whole(scan, one) for one in paragraphs(scan, cell)))
                for cell in scan.inside(row)
                if cell.name == "w:tc"
            ]
            for row in inside
            if row.name == "w:tr"
        ]
        known = self._known(scan, table, grid)
        if known is None:
            for one in paragraphs(scan, table):
                yield from self._paragraph(scan, one)
            return
        captioned = known.caption and known.caption in self.label
        name = self.label if captioned else known.section
        for at, row in enumerate(grid):
            for column, text in enumerate(row):
                key = known.keys.get((at, column))
                if text and key is not None:
                    untouched = at < len(known.grid) and known.grid[at][column] == text
                    yield Spot(_place(name, key), text, (key,) if untouched else ())

    def _known(self, scan: Scan, table: Node, grid: Sequence[Sequence[str]]) -> _Known | None:
        """The report's table with these very words, else with this caption."""
        rows = tuple(map(tuple, grid))
        look = scan.child(table, "w:tblPr")
        said = plain(scan.value(scan.child(look, "w:tblCaption"))) if look else ""
        for one in self.tables:
            if one.grid == rows and one.caption == said:
                return one
        return next((one for one in self.tables if said and one.caption == said), None)


def _place(name: str, key: Key) -> str:
    return " · ".join(part for part in (name, key.row, key.column) if part)


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
    heads = [tuple(plain(head.label) for head in block.heads)] if headed else []
    grid = (*heads, *(tuple(plain(words(value, lang)) for value in row) for row in rows))
    return _Known(section.title, plain(typeset(block.caption, lang)), grid, places)


def _charts(reports: Reports, lang: str) -> dict[str, list[Told]]:
    """The values of every chart, by its caption."""
    found: dict[str, list[Told]] = {}
    for told in reports.told.values():
        if told.key.kind == CHART:
            found.setdefault(plain(typeset(told.key.part, lang)), []).append(told)
    return found


def _texts(reports: Reports, lang: str) -> dict[str, Key]:
    """The report's own paragraphs, as they are set."""
    found: dict[str, Key] = {}
    for told in reports.told.values():
        if told.key.kind == TEXT and isinstance(told.value, str):
            lead = told.key.column
            said = typeset(told.value, lang)
            whole = f"{lead} {said}" if lead else said
            found.setdefault(plain(whole), told.key)
    return found


def _fields(template: bytes) -> Iterator[tuple[re.Pattern[str], tuple[str, ...]]]:
    """The template's paragraphs with fields, as patterns of what becomes of them."""
    for _, scan in read_parts(document(template)):
        for paragraph in paragraphs(scan, scan.nodes[0]):
            found = [one for one in asked(plain(own_text(scan, paragraph))) if one.kind == FIELD]
            if found:
                yield _pattern(plain(own_text(scan, paragraph)), found)


def _pattern(text: str, found: Sequence[Asked]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    stops = [0, *(at for one in found for at in (one.start, one.end)), len(text)]
    fixed = (re.escape(text[at:stop]) for at, stop in zip(stops[::2], stops[1::2], strict=True))
    return re.compile("(.*)".join(fixed)), tuple(one.name for one in found)
