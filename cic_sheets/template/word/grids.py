"""Tables: fixed widths in which no word is cut, headings repeated, rows unbroken.

Source: ISO/IEC 29500-1, 17.4 (tables), 17.4.55 (tblLook), 17.4.49 (tblHeader), 17.4.6 (cantSplit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise, repeat

from cic_sheets.values.named import NamedTuple

from ..blocks import Grid, Head
from .desk import Desk
from .paragraphs import Paragraphs, Properties, from_the_right
from .styles import named
from .text import Look, printable

_REPORT = "tableau du rapport"
_STYLES = (_REPORT, "table grid", "grille du tableau")
_CELLS = ("texte de tableau",)
_FIRST_ROW, _LAST_ROW, _FIRST_COLUMN, _NO_COLUMN_BANDS = 0x20, 0x40, 0x80, 0x400
_LETTER = 92 / 17  # twentieths of a point that a letter takes at most, for a half-point of size
_MEAN_LETTER = 5  # that a letter takes on the whole
_STYLED = 17  # half-points of the style for cells
_SMALLER = (16, 14, 12)  # half-points, where the template's own size would cut words
_AROUND, _AROUND_PLAIN = 170, 250  # margins of a cell
_NARROW = 50  # a margin where letters are smaller
_KEPT_WITH_TOTAL = 2  # rows that go to the next page with the total, never the total alone
_KEPT_WITH_HEADINGS = 1  # rows that stay with the one after them: headings never have one alone
_WHOLE = 13  # lines of a table that stands on one page, a quarter of it at most
_MOST_COLUMNS = 63  # of a table in Word
_BROKEN_AT = re.compile(r"[ \n\t]")


class _Column(NamedTuple):
    """What the cells of a column have in common, in one kind of row."""

    cell: bytes
    left: Properties
    right: Properties
    look: Look


class Tables:
    """Draws the tables of a section."""

    def __init__(self, paragraphs: Paragraphs, desk: Desk) -> None:
        self._paragraphs, self._pen, self._desk = paragraphs, paragraphs.pen, desk
        self._style = named(desk.styles, "table", _STYLES)
        self._is_report = bool(self._style) and self._style == desk.styles.get(("table", _REPORT))
        self._cells = named(desk.styles, "paragraph", _CELLS)
        self._own = _STYLED if self._cells else desk.letters.size

    def of(self, grid: Grid, width: int) -> bytes:
        """The tables of a grid, one unless it has more columns than Word takes; b"" for none.

        width  in twentieths of a point
        """
        return b"".join(self._table(part, width) for part in _parts(grid))

    def _table(self, grid: Grid, width: int) -> bytes:
        headed = any(head.label for head in grid.heads)
        if not grid.heads or not (headed or grid.rows or grid.total):
            return b""
        size, widths = self._widths(grid, width)
        pen = self._pen
        columns = pen("tblGrid", *(pen("gridCol", w=one) for one in widths))
        rows = self._rows(grid, widths, size, headed=headed)
        return pen("tbl", self._properties(grid, width, size, headed=headed), columns, *rows)

    def _rows(
        self, grid: Grid, widths: Sequence[int], size: int, *, headed: bool
    ) -> Iterator[bytes]:
        def columns(
            *, bold: bool = False, heading: bool = False, keep: bool = False
        ) -> list[_Column]:
            look = self._paragraphs.made(bold=bold and not self._is_report, size=size)
            pairs = zip(grid.heads, widths, strict=True)
            return [self._column(head, one, look, heading, keep, begins) for head, one in pairs]

        pen = self._pen
        begins = "right" if self._from_the_right(grid) else "left"
        once = pen("trPr", pen("cantSplit"))
        if headed:
            marks = pen("trPr", pen("cantSplit"), pen("tblHeader"))
            labels = [head.label for head in grid.heads]
            yield self._row(labels, columns(bold=True, heading=True, keep=True), marks)
        plain, kept = columns(), columns(keep=True)
        stays = self._staying(grid, widths, size)
        for place, row in enumerate(grid.rows):
            yield self._row(row, kept if place in stays else plain, once)
        if grid.total:
            yield self._row(grid.total, columns(bold=True), once)

    def _staying(self, grid: Grid, widths: Sequence[int], size: int) -> range | set[int]:
        """The rows that stay with what follows them: of a short table, all that something follows.

        Of a long one the first, so that headings never stand with one row alone, and the last two
        before a total.
        """
        followed = len(grid.rows) if grid.total else len(grid.rows) - 1
        letter = (size or self._own) * _MEAN_LETTER
        rows = chain([[head.label for head in grid.heads]], grid.rows, [grid.total])
        lines = 0
        for row in rows:
            lines += max(map(_lines, row, widths, repeat(letter)), default=0)
            if lines > _WHOLE:
                first = range(min(_KEPT_WITH_HEADINGS, followed))
                last = range(max(len(grid.rows) - _KEPT_WITH_TOTAL, 0), followed)
                return {*first, *last} if grid.total else first
        return range(followed)

    def _row(self, texts: Sequence[str], columns: Sequence[_Column], marks: bytes) -> bytes:
        write = self._paragraphs.text
        cells: list[bytes] = []
        for text, column in zip(texts, columns, strict=True):
            lines = [
                write(column.right if from_the_right(line) else column.left, line, column.look)
                for line in printable(text).split("\n")
            ]
            cells.append(self._pen("tc", column.cell, *lines))
        return self._pen("tr", marks, *cells)

    def _column(
        self, head: Head, width: int, look: Look, heading: bool, keep: bool, begins: str
    ) -> _Column:
        pen = self._pen
        low = pen("vAlign", val="bottom") if heading else b""
        cell = pen("tcPr", pen("tcW", w=width, type="dxa"), low)
        given = self._paragraphs.styled(self._cells) if self._cells else self._bare()
        if keep:
            given["w:keepNext"] = pen("keepNext")
        # In a paragraph written from the right, Word's left is where lines begin.
        sides = ("right", "left") if head.figures else (begins, "left")
        told = head.figures or not self._cells or begins == "right"
        said = [{"w:jc": pen("jc", val=pen.side(side))} if told else {} for side in sides]
        return _Column(cell, given | said[0], given | said[1], look)

    def _bare(self) -> Properties:
        """What undoes the habits of plain text where the template has no style for cells."""
        pen = self._pen
        left, right = (pen.side(one) for one in ("left", "right"))
        return {
            "w:spacing": pen("spacing", before=20, after=20, line=240, lineRule="auto"),
            "w:ind": pen("ind", **{left: 0, right: 0, "firstLine": 0}),
        }

    def _properties(self, grid: Grid, width: int, size: int, *, headed: bool) -> bytes:
        pen = self._pen
        sides = [pen(pen.side(one), w=_NARROW, type="dxa") for one in ("left", "right")]
        bits = _FIRST_ROW * headed | _LAST_ROW * bool(grid.total) | _FIRST_COLUMN * (not headed)
        look = pen(
            "tblLook",
            **({} if pen.strict else {"val": f"{bits | _NO_COLUMN_BANDS:04X}"}),
            firstRow=int(headed),
            lastRow=int(bool(grid.total)),
            firstColumn=int(not headed),
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        )
        title = " ".join(printable(grid.caption).split())
        return pen(
            "tblPr",
            pen("tblStyle", val=self._style) if self._style else b"",
            pen("bidiVisual") if self._from_the_right(grid) else b"",
            pen("tblW", w=width, type="dxa"),
            b"" if self._style else self._borders(),
            pen("tblLayout", type="fixed"),
            pen("tblCellMar", *sides) if size else b"",
            look,
            pen("tblCaption", val=title) if title else b"",
        )

    def _from_the_right(self, grid: Grid) -> bool:
        """Where the headings are read so, or, without any, the paragraph that asks."""
        labels = " ".join(head.label for head in grid.heads).strip()
        return from_the_right(labels) if labels else "w:bidi" in self._paragraphs.own

    def _borders(self) -> bytes:
        left, right = (self._pen.side(one) for one in ("left", "right"))
        sides = ("top", left, "bottom", right, "insideH", "insideV")
        line = {"val": "single", "sz": 4, "space": 0, "color": "auto"}
        return self._pen("tblBorders", *(self._pen(side, **line) for side in sides))

    def _widths(self, grid: Grid, width: int) -> tuple[int, list[int]]:
        """The size of letters, 0 for the style's, and each column's width."""
        shares = [head.width for head in grid.heads]
        longest = _longest_words(grid)
        own = self._own
        least = _least(longest, own, _AROUND if self._cells else _AROUND_PLAIN)
        size = 0
        for smaller in _SMALLER:
            if sum(least) > width and smaller < own:
                size, least = smaller, _least(longest, smaller, _AROUND)
        return size, fitted(width, shares, least)


def shared(width: int, shares: Sequence[int]) -> list[int]:
    """The width shared out by these shares, to the last twentieth of a point."""
    whole = sum(shares) or 1
    edges = [round(width * part / whole) for part in accumulate(shares, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def fitted(width: int, shares: Sequence[int], least: Sequence[int]) -> list[int]:
    """Shared out so that each column has at least this; by their needs where not all can have."""
    if sum(least) > width:
        return [max(one, 1) for one in shared(width, least)]
    widths = shared(width, shares)
    short = sum(max(0, need - given) for need, given in zip(least, widths, strict=True))
    spare = sum(max(0, given - need) for need, given in zip(least, widths, strict=True))
    grown = [
        need if need >= given else given - round((given - need) * short / spare)
        for need, given in zip(least, widths, strict=True)
    ]
    grown[-1] += width - sum(grown)
    return grown


def _least(longest: Sequence[int], size: int, around: int) -> list[int]:
    return [round(letters * size * _LETTER) + around for letters in longest]


def _lines(text: str, width: int, letter: float) -> int:
    """The lines that a text takes in a cell, more or less."""
    room = max((width - _AROUND) / letter, 1)
    return sum(1 + int(max(len(line) - 1, 0) / room) for line in text.split("\n"))


def _longest_words(grid: Grid) -> list[int]:
    """Letters of each column's longest word; a figure with its no-break spaces is one."""
    longest = [0] * len(grid.heads)
    labels = [head.label for head in grid.heads]
    for row in chain([labels], grid.rows, [grid.total] if grid.total else ()):
        for column, text in enumerate(row):
            if len(text) > longest[column]:
                longest[column] = max(longest[column], *map(len, _BROKEN_AT.split(text)), 0)
    return longest


def _parts(grid: Grid) -> Iterator[Grid]:
    """The grid, or its columns by as many as a table can have."""
    if len(grid.heads) <= _MOST_COLUMNS:
        yield grid
        return
    for first in range(0, len(grid.heads), _MOST_COLUMNS):
        mine = slice(first, first + _MOST_COLUMNS)
        rows = tuple(row[mine] for row in grid.rows)
        yield grid._replace(heads=grid.heads[mine], rows=rows, total=grid.total[mine])
