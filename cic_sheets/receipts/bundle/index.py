"""The index of a part: a row for each receipt, its page, its number of pages, and the totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cic_sheets.receipts.bundle.geometry import LONG, MARGIN, SHORT, STRIP, Size
from cic_sheets.receipts.bundle.ink import Hand, Ink
from cic_sheets.receipts.bundle.model import Words
from cic_sheets.values.named import NamedTuple

SIDE = 28.0  # margin of the table
PAD = 4.0
WIDEST = 200.0  # a column's share when there is room; more is wrapped
NUMBERS = "00000"
MOST_LINES = 25  # of a cell
TITLE, SUBTITLE = Hand(14, True), Hand(9)
HEAD, CELL, TOTAL = Hand(7.5, True), Hand(7.5), Hand(7.5, True)
REASON = Hand(7, False, "#a00000")
LINK = Hand(7.5, False, "#0b3d91")
LEADING = 9.5
RULE, RULE_DARK, SHADE = "#cccccc", "#555555", "#eeeeee"


class Row(NamedTuple):
    """A line of the index: of the receipt `key`, or of totals ("")."""

    key: str
    cells: tuple[str, ...]
    reason: str = ""


class Laid(NamedTuple):
    """An index laid out: the size of its pages, its columns' widths, the rows of each page."""

    page: Size
    widths: tuple[float, ...]
    pages: tuple[tuple[Row, ...], ...]


class Link(NamedTuple):
    """The box of a row: page of the index from 0, left, low, right, top."""

    number: int
    box: tuple[float, float, float, float]
    key: str


def laid_out(rows: Sequence[Row], words: Words, ink: Ink, *, split: bool) -> Laid:
    """The rows on pages.  What the two columns of pages say later changes nothing in it."""
    page, widths = _columns(rows, words, ink)
    pages: list[tuple[Row, ...]] = []
    room = _room(page, words, ink, widths, first=True, split=split)
    kept: list[Row] = []
    for row in rows:
        height = _height(row, widths, ink)
        if kept and height > room:
            pages.append(tuple(kept))
            room, kept = _room(page, words, ink, widths, first=False, split=split), []
        kept.append(row)
        room -= height
    return Laid(page, widths, (*pages, tuple(kept)))


def _columns(rows: Sequence[Row], words: Words, ink: Ink) -> tuple[Size, tuple[float, ...]]:
    natural = [
        min(WIDEST, 2 * PAD + _natural(heading, [row.cells[place] for row in rows], ink))
        for place, heading in enumerate(words.columns)
    ]
    ours = [
        2 * PAD + max(ink.width(text, HEAD) for text in (heading, NUMBERS))
        for heading in (words.at_page, words.how_many)
    ]
    wide = sum(natural) + sum(ours) > SHORT * 1.25
    page = (LONG, SHORT) if wide else (SHORT, LONG)
    room = page[0] - 2 * SIDE - sum(ours)
    fixed = {place for place in words.numeric if place < len(natural)}
    return page, (*_shared(natural, room, fixed), *ours)


def _natural(heading: str, texts: Sequence[str], ink: Ink) -> float:
    """The width in which nineteen texts of twenty stand on one line, and every word of all."""
    widths = sorted(ink.width(text, TOTAL) for text in texts)
    most = widths[len(widths) * 19 // 20] if widths else 0.0
    words = {word for text in (heading, *texts) for word in text.split(" ")}
    return max(most, ink.width(heading, HEAD), *(ink.width(word, TOTAL) for word in words))


def _shared(natural: list[float], room: float, fixed: set[int]) -> list[float]:
    """The widths brought to fill the room: the widest give first, columns of amounts last."""
    total = sum(natural)
    if not natural:
        return []
    if total <= room:
        free = [place for place in range(len(natural)) if place not in fixed] or [0]
        spare = (room - total) / len(free)
        return [width + spare * (place in free) for place, width in enumerate(natural)]
    kept = sum(natural[place] for place in fixed)
    if kept > room * 0.7:
        fixed, kept = set(), 0.0
    limit = _level([w for place, w in enumerate(natural) if place not in fixed], room - kept)
    return [w if place in fixed else min(w, limit) for place, w in enumerate(natural)]


def _level(widths: list[float], room: float) -> float:
    """The width at which cutting all wider ones makes them fit."""
    left = len(widths)
    for width in sorted(widths):
        if width * left >= room:
            return room / left
        room, left = room - width, left - 1
    return max(widths, default=room)


def _room(
    page: Size, words: Words, ink: Ink, widths: Sequence[float], *, first: bool, split: bool
) -> float:
    heading = _heading_height(page, words, ink, split=split) if first else 0.0
    head = max(1, max(map(len, _head_lines(words, ink, widths)))) * LEADING + 2 * PAD
    return page[1] - STRIP - 2 * MARGIN - heading - head


def _heading_height(page: Size, words: Words, ink: Ink, *, split: bool) -> float:
    width = page[0] - 2 * SIDE
    lines = len(ink.lines(words.title, width, TITLE)) * 18
    return lines + len(ink.lines(words.subtitle, width, SUBTITLE)) * 12 + (14 if split else 0) + 10


def _head_lines(words: Words, ink: Ink, widths: Sequence[float]) -> list[list[str]]:
    headings = (*words.columns, words.at_page, words.how_many)
    return [
        ink.lines(text, width - 2 * PAD, HEAD) for text, width in zip(headings, widths, strict=True)
    ]


def _cell_lines(row: Row, widths: Sequence[float], ink: Ink) -> list[list[str]]:
    hand = CELL if row.key else TOTAL
    return [
        ink.lines(text, width - 2 * PAD, hand)[:MOST_LINES]
        for text, width in zip(row.cells, widths, strict=False)
    ]


def _reason_lines(row: Row, widths: Sequence[float], ink: Ink) -> list[str]:
    return ink.lines(row.reason, sum(widths) - 2 * PAD, REASON)


def _height(row: Row, widths: Sequence[float], ink: Ink) -> float:
    lines = max(map(len, _cell_lines(row, widths, ink)), default=1)
    reason = len(_reason_lines(row, widths, ink))
    return (max(1, lines) + reason) * LEADING + PAD


# -- Drawing --------------------------------------------------------------------------------


class Scribe:
    """Draws an index, page after page."""

    def __init__(self, canvas: Any, words: Words, ink: Ink, laid: Laid) -> None:
        self._canvas, self._words, self._ink, self._laid = canvas, words, ink, laid
        self.links: list[Link] = []

    def draw(
        self, number: int, part: str, first: Mapping[str, int], counts: Mapping[str, int]
    ) -> None:
        """One page of it; its rows' boxes are added to `links`."""
        top = self._laid.page[1] - STRIP - MARGIN
        if number == 0:
            top = self._heading(top, part)
        top = self._head(top)
        for row in self._laid.pages[number]:
            height = _height(row, self._laid.widths, self._ink)
            ours = (str(first[row.key]), str(counts[row.key])) if row.key else ("", "")
            self._row(row, ours, top, height)
            if row.key:
                right = self._laid.page[0] - SIDE
                self.links.append(Link(number, (SIDE, top - height, right, top), row.key))
            top -= height

    def _heading(self, top: float, part: str) -> float:
        width = self._laid.page[0] - 2 * SIDE
        for text, hand, leading in (
            (self._words.title, TITLE, 18),
            (self._words.subtitle, SUBTITLE, 12),
            (part, SUBTITLE._replace(bold=True), 14),
        ):
            for line in self._ink.lines(text, width, hand):
                top -= leading
                self._beginning(line, top + 3, hand)
        return top - 10

    def _beginning(self, line: str, height: float, hand: Hand) -> None:
        if self._ink.from_right:
            right = self._laid.page[0] - SIDE
            self._ink.write(self._canvas, line, (right, height), hand, "right")
        else:
            self._ink.write(self._canvas, line, (SIDE, height), hand)

    def _head(self, top: float) -> float:
        lines = _head_lines(self._words, self._ink, self._laid.widths)
        height = max(1, max(map(len, lines))) * LEADING + PAD
        self._canvas.setFillColor(SHADE)
        width = sum(self._laid.widths)
        self._canvas.rect(SIDE, top - height, width, height, stroke=0, fill=1)
        for place, wrapped in enumerate(lines):
            self._cell(place, wrapped, top, HEAD)
        self._rule(top - height, RULE_DARK)
        return top - height

    def _row(self, row: Row, ours: tuple[str, str], top: float, height: float) -> None:
        hand = CELL if row.key else TOTAL
        for place, wrapped in enumerate(_cell_lines(row, self._laid.widths, self._ink)):
            self._cell(place, wrapped, top, hand)
        for place, text in enumerate(ours, len(self._words.columns)):
            self._cell(place, [text], top, LINK if place == len(self._words.columns) else hand)
        reason = _reason_lines(row, self._laid.widths, self._ink)
        low = top - height + PAD + (len(reason) - 1) * LEADING
        for number, line in enumerate(reason):
            x = SIDE + PAD if not self._ink.from_right else self._laid.page[0] - SIDE - PAD
            align = "right" if self._ink.from_right else "left"
            self._ink.write(self._canvas, line, (x, low - number * LEADING), REASON, align)
        self._rule(top - height, RULE if row.key else RULE_DARK)

    def _cell(self, place: int, lines: Sequence[str], top: float, hand: Hand) -> None:
        left, right = self._sides(place)
        number = place in self._words.numeric or place >= len(self._words.columns)
        align = "right" if number or self._ink.from_right else "left"
        at = right - PAD if align == "right" else left + PAD
        for row, line in enumerate(lines, 1):
            self._ink.write(self._canvas, line, (at, top - row * LEADING), hand, align)

    def _sides(self, place: int) -> tuple[float, float]:
        """Left and right of a column; the first one is where reading begins."""
        before = sum(self._laid.widths[:place])
        width = self._laid.widths[place]
        if self._ink.from_right:
            right = self._laid.page[0] - SIDE - before
            return right - width, right
        return SIDE + before, SIDE + before + width

    def _rule(self, height: float, colour: str) -> None:
        self._canvas.setStrokeColor(colour)
        self._canvas.setLineWidth(0.4)
        self._canvas.line(SIDE, height, SIDE + sum(self._laid.widths), height)
