"""A worksheet part: cells get another format, missing ones are made, the rest stays.

Only the tags of the cells asked for are rewritten; what a cell holds is never read.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), .13 (col), .35 (dimension), .55 (mergeCell), .73 (row),
.80 (sheetData), .81 (sheetFormatPr), .99 (worksheet).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cic_sheets.values.named import NamedTuple

from ..opc.later import later
from ..opc.markup import Edit, Element, Markup, attributes, closing, with_attributes
from .spreadsheet import (
    MAX_COLUMN,
    MAX_ROW,
    Cell,
    a1,
    area,
    decimal,
    effective_name,
    number,
    placed,
    prefixed,
    true,
    whole,
)

ORDER = (
    b"sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
    b"protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells "
    b"phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins "
    b"pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors "
    b"smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls "
    b"webPublishItems tableParts extLst"
).split()
_ROW = later(
    rb"<(?:[^\s<>/:?!\"'=]++:)?+row(?=[\s/>])(?:[^<>]*?\sr\s*=\s*[\"']\s*([0-9]+))?[^<>]*>"
)
_CELL = later(
    rb"<(?:[^\s<>/:?!\"'=]++:)?+c(?=[\s/>])"
    rb"(?:[^<>]*?\sr\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?[0-9]+)?[^<>]*>"
)
_REF = rb"\bref\s*=\s*[\"']([A-Za-z0-9:$]+)"  # rare: compiled when met
_NEAR = 80  # rows below a cell whose heights a note's box may span
_PIXELS_PER_POINT = 4 / 3
_PIXELS_PER_CHARACTER = 7

Paint = Callable[[Cell, int], int]


class _Column(NamedTuple):
    first: int
    last: int
    style: int
    pixels: int


class Worksheet:
    """One worksheet's text and the edits gathered for it."""

    def __init__(self, data: bytes) -> None:
        """Raises PatchError for what is no well-formed worksheet."""
        self.markup = Markup(data)
        self.root = self.markup.root()
        self.parts: dict[bytes, Element] = {}
        for one in self.markup.children(self.root):
            self.parts.setdefault(effective_name(self.markup, one), one)
        self._columns = list(self._read_columns())
        self._heights: dict[int, int] = {}
        format = self._tag(b"sheetFormatPr")
        self._row_pixels = 0 if true(format.get("zeroHeight")) else 20
        if self._row_pixels:
            points = decimal(format.get("defaultRowHeight"), 15.0)
            self._row_pixels = round(points * _PIXELS_PER_POINT)
        base = decimal(format.get("baseColWidth"), 8.0) + 5 / _PIXELS_PER_CHARACTER
        self._column_pixels = _pixels(decimal(format.get("defaultColWidth"), base))

    def painted(self, cells: Iterable[Cell], paint: Paint) -> list[Edit]:
        """The edits that give each cell the format `paint(cell, its format)`.

        Rows and cells that are not there are made where they belong; a new cell starts from
        its row's format, else its column's.  Formats of one address given twice both change.
        """
        wanted: dict[int, list[int]] = {}
        for row, column in sorted(set(cells)):
            wanted.setdefault(row, []).append(column)
        data = self.parts.get(b"sheetData")
        if data is None or data.closed_at_once:
            rows = b"".join(self._new_row(row, wanted[row], paint) for row in wanted)
            content = prefixed(b"<sheetData>", self.root.prefix) + rows
            content += prefixed(b"</sheetData>", self.root.prefix)
            edit = placed(self.markup, self.root, b"sheetData", ORDER, content)
            edits = [edit if data is None else (data.start, data.end, content)]
        else:
            edits = self._row_edits(data, wanted, paint)
        return edits + self._dimension_edits(wanted)

    def anchor(self, cell: Cell) -> Cell:
        """The cell that shows: itself, or the first of its merged area."""
        for top, left, bottom, right in self._merged():
            if top <= cell[0] <= bottom and left <= cell[1] <= right:
                return top, left
        return cell

    def row_pixels(self, row: int) -> int:
        """A row's height; right for the rows near a painted cell, the default elsewhere."""
        return self._heights.get(row, self._row_pixels)

    def column_pixels(self, column: int) -> int:
        """A column's width."""
        found = self._column(column)
        return found.pixels if found else self._column_pixels

    def _tag(self, name: bytes) -> dict[str, str]:
        element = self.parts.get(name)
        return self.markup.attributes(element) if element else {}

    def _read_columns(self) -> Iterable[_Column]:
        columns = self.parts.get(b"cols")
        for one in self.markup.children(columns) if columns else ():
            tag = self.markup.attributes(one)
            width = _pixels(decimal(tag.get("width"), 9.14))
            pixels = 0 if true(tag.get("hidden")) else width
            yield _Column(whole(tag.get("min")), whole(tag.get("max")), _style(tag), pixels)

    def _column(self, column: int) -> _Column | None:
        return next((one for one in self._columns if one.first <= column <= one.last), None)

    def _merged(self) -> Iterable[tuple[int, int, int, int]]:
        merges = self.parts.get(b"mergeCells")
        if merges is None:
            return
        for match in re.compile(_REF).finditer(self.markup.mask, merges.inner, merges.close):
            found = area(match[1].decode())
            if found:
                yield found

    def _row_edits(self, data: Element, wanted: dict[int, list[int]], paint: Paint) -> list[Edit]:
        found, places = self._rows(data, wanted)
        edits: list[Edit] = []
        for row, columns in wanted.items():
            for start in found.get(row, ()):
                edits += self._cell_edits(self.markup.element(start), row, columns, paint)
            if row not in found:
                place = places.get(row, data.close)
                edits.append((place, place, self._new_row(row, columns, paint)))
        return edits

    def _rows(
        self, data: Element, wanted: dict[int, list[int]]
    ) -> tuple[dict[int, list[int]], dict[int, int]]:
        """Where the wanted rows begin, and before which place a missing one belongs."""
        found: dict[int, list[int]] = {}
        places: dict[int, int] = {}
        near = {row + step for row in wanted for step in range(-1, _NEAR)}
        waiting = sorted(wanted, reverse=True)
        row = 0
        for match in _ROW.finditer(self.markup.mask, data.inner, data.close):
            row = int(match[1]) if match[1] else row + 1
            while waiting and waiting[-1] < row:
                places[waiting.pop()] = match.start()
            if row in near:
                self._note_height(row, match[0])
                if row in wanted:
                    found.setdefault(row, []).append(match.start())
        return found, places

    def _note_height(self, row: int, tag: bytes) -> None:
        written = attributes(tag)
        if true(written.get("hidden")):
            self._heights[row] = 0
        elif "ht" in written:
            self._heights[row] = round(decimal(written["ht"], 15.0) * _PIXELS_PER_POINT)

    def _new_row(self, row: int, columns: list[int], paint: Paint) -> bytes:
        cells = b"".join(self._new_cell(row, column, None, paint) for column in columns)
        return prefixed(b'<row r="%d">%s</row>' % (row, cells), self.root.prefix)

    def _new_cell(self, row: int, column: int, style: int | None, paint: Paint) -> bytes:
        if style is None:
            found = self._column(column)
            style = found.style if found else 0
        return b'<c r="%s" s="%d"/>' % (
            a1(row, column).encode(),
            paint((row, column), style),
        )

    def _cell_edits(
        self, element: Element, row: int, columns: list[int], paint: Paint
    ) -> list[Edit]:
        tag = self.markup.tag(element)
        written = attributes(tag)
        style = _style(written) if true(written.get("customFormat")) else None
        if element.closed_at_once:
            cells = b"".join(self._new_cell(row, column, style, paint) for column in columns)
            tag = _wider(tag, written, columns)[:-2].rstrip() + b">"
            content = tag + prefixed(cells, element.prefix) + closing(element)
            return [(element.start, element.end, content)]
        edits: list[Edit] = []
        missing: list[int] = []
        found, places = self._cells(element, columns)
        for column in columns:
            for start, end in found.get(column, ()):
                edits.append((start, end, self._repainted(start, end, (row, column), paint)))
            if column not in found:
                missing.append(column)
                place = places.get(column, element.close)
                content = prefixed(self._new_cell(row, column, style, paint), element.prefix)
                edits.append((place, place, content))
        if missing:
            edits.append((element.start, element.inner, _wider(tag, written, missing)))
        return edits

    def _cells(
        self, row: Element, columns: list[int]
    ) -> tuple[dict[int, list[tuple[int, int]]], dict[int, int]]:
        """The tags of the wanted cells, and before which place a missing one belongs."""
        found: dict[int, list[tuple[int, int]]] = {}
        places: dict[int, int] = {}
        waiting = sorted(columns, reverse=True)
        column = 0
        for match in _CELL.finditer(self.markup.mask, row.inner, row.close):
            column = number(match[1].decode()) if match[1] else column + 1
            while waiting and waiting[-1] < column:
                places[waiting.pop()] = match.start()
            if column in columns:
                found.setdefault(column, []).append(match.span())
        return found, places

    def _repainted(self, start: int, end: int, cell: Cell, paint: Paint) -> bytes:
        tag = self.markup.text[start:end]
        return with_attributes(tag, {"s": str(paint(cell, _style(attributes(tag))))})

    def _dimension_edits(self, wanted: dict[int, list[int]]) -> list[Edit]:
        element = self.parts.get(b"dimension")
        old = area(self._tag(b"dimension").get("ref", ""))
        if element is None or old is None or not wanted:
            return []
        columns = [column for row in wanted.values() for column in row]
        top, left = min(old[0], *wanted), min(old[1], *columns)
        bottom, right = max(old[2], *wanted), max(old[3], *columns)
        if (top, left, bottom, right) == old or bottom > MAX_ROW or right > MAX_COLUMN:
            return []
        ref = f"{a1(top, left)}:{a1(bottom, right)}"
        tag = with_attributes(self.markup.tag(element), {"ref": ref})
        return [(element.start, element.inner, tag)]


def _style(tag: dict[str, str]) -> int:
    return whole(tag.get("s", tag.get("style")))


def _wider(tag: bytes, written: dict[str, str], columns: list[int]) -> bytes:
    """The row's tag with its hint of used columns stretched, or without when it has several."""
    spans = written.get("spans")
    if spans is None:
        return tag
    first, _, last = spans.partition(":")
    low, high = whole(first), whole(last)
    if not low or not high:
        return with_attributes(tag, {"spans": None})
    low, high = min(low, *columns), max(high, *columns)
    return with_attributes(tag, {"spans": f"{low}:{high}"})


def _pixels(characters: float) -> int:
    return int(characters * _PIXELS_PER_CHARACTER + 0.5)
