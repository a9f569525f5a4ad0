"""The pages of a part without its receipts: index, stamps, pages that say why one isn't shown."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from cic_sheets.receipts.bundle.geometry import LONG, MARGIN, SHORT, STRIP, Size, page_for
from cic_sheets.receipts.bundle.index import Link, Scribe
from cic_sheets.receipts.bundle.ink import Hand, Ink
from cic_sheets.receipts.bundle.model import Words
from cic_sheets.receipts.bundle.parts import Part, Plan, reason
from cic_sheets.receipts.bundle.ready import Ready

STAMP = Hand(8, True, "#1a1a1a")
NUMBER = Hand(8, False, "#1a1a1a")
SMALL, SMALLEST = 6.5, 5.0
HEADING, NAME, WHY = Hand(17, True, "#a00000"), Hand(12, True), Hand(12)
SIDE = 60.0


class Drawn:
    """The pages of one part as a PDF, and the links of its index."""

    def __init__(self, part: Part, plan: Plan, words: Words, ink: Ink) -> None:
        from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

        self._part, self._plan, self._words, self._ink = part, plan, words, ink
        self._buffer = BytesIO()
        self._canvas: Any = Canvas(
            self._buffer,
            pagesize=(SHORT, LONG),
            pageCompression=1,
            invariant=1,
            initialFontName="DejaVuSans",
            initialFontSize=8,
        )
        self._page = part.start
        self.links: list[Link] = []

    def data(self) -> bytes:
        """The PDF."""
        self._draw_index()
        for one in self._part.receipts:
            self._draw_receipt(one)
        self._canvas.save()
        return self._buffer.getvalue()

    def _draw_index(self) -> None:
        scribe = Scribe(self._canvas, self._words, self._ink, self._part.listing)
        counts = {one.piece.key: len(one.sizes) for one in self._part.receipts}
        for number in range(len(self._part.listing.pages)):
            self._begin(self._part.listing.page, self._words.title)
            scribe.draw(number, self._named(), self._plan.first, counts)
            self._canvas.showPage()
        self.links = scribe.links

    def _draw_receipt(self, one: Ready) -> None:
        for number, size in enumerate(one.sizes, 1):
            stamp = one.piece.stamp.replace("{page}", str(number))
            shown = one.file is not None and size is not None
            page = page_for(size) if size and shown else (SHORT, LONG)
            self._begin(page, stamp.replace("{pages}", str(len(one.sizes))))
            if not shown:
                self._say_why(one.piece.title, one.refusal or "page-missing")
            self._canvas.showPage()

    # -- The strip ----------------------------------------------------------------------------

    def _begin(self, page: Size, stamp: str) -> None:
        """A new page with its strip: the stamp where reading begins, the number at the end."""
        self._canvas.setPageSize(page)
        number = self._words.page.replace("{page}", str(self._page))
        number = number.replace("{pages}", str(self._plan.pages))
        number = " · ".join(filter(None, (self._named(), number)))
        width = self._ink.width(number, NUMBER)
        left, right, height = MARGIN, page[0] - MARGIN, page[1] - MARGIN - 6
        lines, hand = self._fitted(stamp, right - left - width - 20)
        top = height if len(lines) == 1 else height + 4
        begin, end = (left, "left"), (right, "right")
        if self._ink.from_right:
            begin, end = end, begin
        self._ink.write(self._canvas, number, (end[0], height), NUMBER, end[1])
        for row, line in enumerate(lines):
            at = (begin[0], top - row * (hand.size + 1))
            self._ink.write(self._canvas, line, at, hand, begin[1])
        self._canvas.setStrokeColor("#999999")
        self._canvas.setLineWidth(0.5)
        self._canvas.line(left, page[1] - STRIP - MARGIN / 2, right, page[1] - STRIP - MARGIN / 2)
        self._page += 1

    def _fitted(self, stamp: str, width: float) -> tuple[list[str], Hand]:
        """One line, or two smaller ones, or what fits of it."""
        for size, most in ((STAMP.size, 1), (SMALL, 2), (SMALLEST, 2)):
            hand = STAMP._replace(size=size)
            lines = self._ink.lines(stamp, width, hand)
            if len(lines) <= most:
                return lines or [""], hand
        return [lines[0], self._ink.cut(" ".join(lines[1:]), width, hand)], hand

    def _named(self) -> str:
        """Which part this is, when there are several."""
        if len(self._plan.parts) == 1:
            return ""
        named = self._words.part.replace("{part}", str(self._part.number))
        return named.replace("{parts}", str(len(self._plan.parts)))

    # -- The page that stands for one that isn't shown ------------------------------------------

    def _say_why(self, title: str, code: str) -> None:
        height = LONG - 200
        for text, hand, leading in (
            (self._words.missing, HEADING, 26),
            (title, NAME, 18),
            (reason(self._words, code), WHY, 18),
        ):
            for line in self._ink.lines(text, SHORT - 2 * SIDE, hand):
                if self._ink.from_right:
                    self._ink.write(self._canvas, line, (SHORT - SIDE, height), hand, "right")
                else:
                    self._ink.write(self._canvas, line, (SIDE, height), hand)
                height -= leading
            height -= 14
