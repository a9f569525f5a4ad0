"""Parts drawn as a small PDF in the fonts that every reader has; Arabic goes in as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from cic_sheets.example.papers.parts import (
    BLUE,
    INK,
    Band,
    Gap,
    Grid,
    Pair,
    Part,
    Rule,
    Sheet,
    Signature,
    Squares,
    Stamp,
    Text,
)

_WIDTH, _MARGIN, _BODY, _LINE = 420.0, 34.0, 10.0, 15.0
_PLAIN, _BOLD = "Helvetica", "Helvetica-Bold"


def document(sheet: Sheet, title: str) -> bytes:
    """The sheet as a PDF of one page, the same bytes for the same sheet."""
    return _drawn([sheet.parts], title, height=_height(sheet.parts))


def pages(parts: Iterable[tuple[Part, ...]], title: str) -> bytes:
    """A document of several A5-like pages."""
    return _drawn(list(parts), title, height=595.0)


def _drawn(sheets: list[tuple[Part, ...]], title: str, height: float) -> bytes:
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    kept = BytesIO()
    canvas = Canvas(kept, pagesize=(_WIDTH, height), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    for parts in sheets:
        pen = _Pen(canvas, height)
        for part in parts:
            pen.draw(part)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def _height(parts: Iterable[Part]) -> float:
    return 2 * _MARGIN + sum(_tall(part) for part in parts)


def _tall(part: Part) -> float:
    match part:
        case Text():
            return _LINE * part.size
        case Gap():
            return _LINE * part.lines
        case Grid():
            return 18.0 * len(part.rows)
        case Squares():
            return part.side * 4.0
        case Band() | Signature():
            return 32.0
        case Stamp():
            return 0.0
    return _LINE


class _Pen:
    """Draws downwards from the top of a page."""

    def __init__(self, canvas: Any, height: float) -> None:
        self.canvas = canvas
        self.y = height - _MARGIN
        self.right = _WIDTH - _MARGIN

    def draw(self, part: Part) -> None:
        ways: dict[type, Callable[[Any], None]] = {
            Text: self._text, Pair: self._pair, Rule: self._rule, Gap: lambda part: None,
            Band: self._band, Grid: self._grid, Squares: self._squares, Stamp: self._stamp,
            Signature: self._signature,
        }  # fmt: skip
        self._ink(INK)
        ways[type(part)](part)
        self.y -= _tall(part)

    def _ink(self, colour: tuple[int, int, int]) -> None:
        self.canvas.setFillColorRGB(*(part / 255 for part in colour))
        self.canvas.setStrokeColorRGB(*(part / 255 for part in colour))

    def _word(self, text: str, x: float, size: float, bold: bool, align: str) -> None:
        self.canvas.setFont(_BOLD if bold else _PLAIN, _BODY * size)
        put = {"left": "drawString", "center": "drawCentredString", "right": "drawRightString"}
        getattr(self.canvas, put[align])(x, self.y - _BODY * size, text)

    def _text(self, part: Text) -> None:
        if part.rtl:
            self._arabic(part.text, part.size)
            return
        x = {"left": _MARGIN, "center": _WIDTH / 2, "right": self.right}[part.align]
        self._ink(part.colour)
        self._word(part.text, x, part.size, part.bold, part.align)

    def _arabic(self, text: str, size: float) -> None:
        from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

        from cic_sheets.example.papers.picture import image

        width = round(len(text) * 1.9 * size) + 6
        line = Sheet((Text(text, 2 * size, align="right", rtl=True),), width, tint=(255, 255, 255))
        drawn = image(line).convert("L").point(lambda level: 255 if level > 128 else 0, "1")
        tall = _LINE * size * 1.6
        wide = tall * drawn.width / drawn.height
        self.canvas.drawImage(
            ImageReader(drawn), self.right - wide, self.y - tall * 0.85, wide, tall
        )

    def _pair(self, part: Pair) -> None:
        self._word(part.label, _MARGIN, 1, part.bold, "left")
        self._word(part.value, self.right, 1, part.bold, "right")

    def _rule(self, part: Rule) -> None:
        self.canvas.setDash(3, 2) if part.dashed else self.canvas.setDash()
        self.canvas.line(_MARGIN, self.y - 5, self.right, self.y - 5)
        self.canvas.setDash()

    def _band(self, part: Band) -> None:
        self._ink(part.colour)
        self.canvas.rect(_MARGIN - 6, self.y - 24, self.right - _MARGIN + 12, 26, stroke=0, fill=1)
        self._ink((255, 255, 255))
        self.canvas.setFont(_BOLD, 12)
        self.canvas.drawString(_MARGIN, self.y - 16, part.text)

    def _grid(self, part: Grid) -> None:
        top, whole = self.y, self.right - _MARGIN
        for number, row in enumerate(part.rows):
            x = _MARGIN
            for place, (cell, width) in enumerate(zip(row, part.widths, strict=True)):
                end = x + whole * width
                self.canvas.rect(x, self.y - 18, end - x, 18, stroke=1, fill=0)
                self.y -= 3
                at = end - 4 if place else x + 4
                self._word(cell, at, 0.9, number == 0, "right" if place else "left")
                self.y += 3
                x = end
            self.y -= 18
        self.y = top

    def _squares(self, part: Squares) -> None:
        dot = 4.0
        start = _WIDTH / 2 - part.side * dot / 2
        for column, row in part.dark():
            self.canvas.rect(start + column * dot, self.y - (row + 1) * dot, dot, dot, 0, 1)

    def _stamp(self, part: Stamp) -> None:
        self._ink(BLUE)
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(self.right - 60, self.y - 14)
        canvas.rotate(12)
        canvas.setLineWidth(1.6)
        canvas.circle(0, 0, 38)
        canvas.setFont(_BOLD, 6.5)
        words = part.text.split()
        middle = (len(words) + 1) // 2
        canvas.drawCentredString(0, 4, " ".join(words[:middle]))
        canvas.drawCentredString(0, -6, " ".join(words[middle:]))
        canvas.restoreState()

    def _signature(self, part: Signature) -> None:
        self._ink(BLUE)
        path = self.canvas.beginPath()
        left = self.right - 90 if part.align == "right" else _MARGIN
        for number, (x, y) in enumerate(part.stroke()):
            at = (left + x * 90, self.y - y * 28)
            path.moveTo(*at) if number == 0 else path.lineTo(*at)
        self.canvas.drawPath(path)
