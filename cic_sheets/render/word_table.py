"""A table of the report model as a Word table: fixed widths, headings repeated, rows unbroken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from cic_sheets.render.word_values import words
from cic_sheets.render.word_xml import node, paragraph, qn
from cic_sheets.report.model import Head, Table, Value

_FIRST_ROW, _LAST_ROW, _FIRST_COLUMN, _NO_COLUMN_BANDS = 0x20, 0x40, 0x80, 0x400
_LETTER = 92  # twentieths of a point that a letter of a table's small text takes, at most
_AROUND = 170  # margins of a cell
_KEPT_WITH_TOTAL = 2  # rows that go to the next page with the total, never the total alone


def table(block: Table, width: int, style: str | None, cells: Any, lang: str) -> Any:
    """The `w:tbl`.

    width  of the text, in twentieths of a point
    style  identity of the table style; without one the table has plain borders
    cells  the `w:pPr` of the paragraphs in its cells
    """
    widths = fitted(width, [head.width for head in block.heads], _longest_words(block, lang))
    headed = any(head.label for head in block.heads)
    made = node("w:tbl", _properties(block, width, style, headed), _grid(widths))
    if headed:
        labels = [head.label for head in block.heads]
        made.append(_row(labels, block.heads, widths, cells, lang, repeated=True))
    kept = len(block.rows) - _KEPT_WITH_TOTAL if block.total else len(block.rows)
    for place, row in enumerate(block.rows):
        made.append(_row(row, block.heads, widths, cells, lang, keep=place >= kept))
    if block.total:
        made.append(_row(block.total, block.heads, widths, cells, lang))
    return made


def shared(width: int, shares: Sequence[int]) -> list[int]:
    """The width shared out by these shares, to the last twentieth of a point."""
    whole = sum(shares) or 1
    edges = [round(width * sum(shares[:n]) / whole) for n in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def fitted(width: int, shares: Sequence[int], longest: Sequence[int]) -> list[int]:
    """Shared out so that no word is cut in two, as long as the width allows.

    longest  letters of each column's longest word
    """
    widths = shared(width, shares)
    least = [letters * _LETTER + _AROUND for letters in longest]
    if sum(least) > width:
        return widths
    short = sum(max(0, need - given) for need, given in zip(least, widths, strict=True))
    spare = sum(max(0, given - need) for need, given in zip(least, widths, strict=True))
    grown = [
        need if need >= given else given - round((given - need) * short / spare)
        for need, given in zip(least, widths, strict=True)
    ]
    grown[-1] += width - sum(grown)
    return grown


def _longest_words(block: Table, lang: str) -> list[int]:
    """Of each column; a figure with its no-break spaces is one word."""
    columns: list[list[Value]] = [[head.label] for head in block.heads]
    for row in (*block.rows, block.total):
        for column, value in zip(columns, row, strict=False):
            column.append(value)
    return [
        max(len(word) for value in column for word in re.split(r"[ \n]", words(value, lang)))
        for column in columns
    ]


def _properties(block: Table, width: int, style: str | None, headed: bool) -> Any:
    bits = _FIRST_ROW * headed | _LAST_ROW * bool(block.total) | _FIRST_COLUMN * (not headed)
    look = node(
        "w:tblLook",
        val=f"{bits | _NO_COLUMN_BANDS:04X}",
        firstRow=int(headed),
        lastRow=int(bool(block.total)),
        firstColumn=int(not headed),
        lastColumn=0,
        noHBand=0,
        noVBand=1,
    )
    return node(
        "w:tblPr",
        node("w:tblStyle", val=style) if style else None,
        node("w:tblW", w=width, type="dxa"),
        None if style else _plain_borders(),
        node("w:tblLayout", type="fixed"),
        look,
        node("w:tblCaption", val=block.caption) if block.caption else None,
    )


def _plain_borders() -> Any:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = [node(f"w:{side}", val="single", sz=4, space=0, color="auto") for side in sides]
    return node("w:tblBorders", *lines)


def _grid(widths: Sequence[int]) -> Any:
    return node("w:tblGrid", *(node("w:gridCol", w=width) for width in widths))


def _row(
    values: Sequence[Value],
    heads: Sequence[Head],
    widths: Sequence[int],
    cells: Any,
    lang: str,
    *,
    repeated: bool = False,
    keep: bool = False,
) -> Any:
    header = node("w:tblHeader") if repeated else None
    made = node("w:tr", node("w:trPr", node("w:cantSplit"), header))
    for value, head, width in zip(values, heads, widths, strict=True):
        said = words(value, lang)
        properties = _aligned(cells, head.figures, keep or repeated)
        lines = said.split("\n")
        texts = [paragraph(line, properties) for line in lines]
        vertical = node("w:vAlign", val="bottom") if repeated else None
        made.append(node("w:tc", node("w:tcPr", node("w:tcW", w=width, type="dxa"), vertical),
                         *texts))  # fmt: skip
    return made


def _aligned(cells: Any, figures: bool, keep: bool) -> Any:
    made = deepcopy(cells) if cells is not None else node("w:pPr")
    place = made.find(qn("w:pStyle"))
    if keep:
        kept = node("w:keepNext")
        place.addnext(kept) if place is not None else made.insert(0, kept)
    if figures:
        made.append(node("w:jc", val="right"))
    return made
