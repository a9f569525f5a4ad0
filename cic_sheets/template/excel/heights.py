"""How high a row must be for the texts that wrap in it.

Excel measures rows without a height anew, but previewers and LibreOffice trust the file: a height
that is about right is stored with the row, and stays a measure, not somebody's wish.

Source: ISO/IEC 29500-1, 18.3.1.13 (col), .73 (row), 18.8.1 (alignment).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..opc.markup import Markup
from .cells import attribute
from .plan import Plan
from .sheet import Worksheet
from .spreadsheet import area, decimal, true, whole
from .workbook import Workbook

_NARROW = frozenset("iljtfrI.,;:'’!|()[]- \u00a0")
_WIDE = frozenset("mwMW@%—…")
_PIXELS_PER_DIGIT, _PADDING = 7, 5
_USUAL_SIZE = 11.0
_LINE = 1.35  # of the letters' size
_ROOM = 3.0
_MOST = 409.0


class Wrapping:
    """The formats of a workbook that wrap their text: number → size of the letters."""

    def __init__(self, book: Workbook) -> None:
        self.sizes: dict[int, float] = {}
        found = book.package.related(book.part, "styles")
        if found is None:
            return
        markup = Markup(book.package.part(found.target))
        lists = {one.name: one for one in markup.children(markup.root())}
        fonts = lists.get(b"fonts")
        formats = lists.get(b"cellXfs")
        sizes = []
        for font in markup.children(fonts) if fonts else ():
            size = markup.child(font, b"sz")
            sizes.append(decimal(attribute(markup.tag(size), "val") if size else "", _USUAL_SIZE))
        for number, format in enumerate(markup.children(formats) if formats else ()):
            alignment = markup.child(format, b"alignment")
            if alignment and true(attribute(markup.tag(alignment), "wrapText")):
                font_number = whole(attribute(markup.tag(format), "fontId"))
                self.sizes[number] = sizes[font_number] if font_number < len(sizes) else 11.0


class Heights:
    """Measures the wrapped texts of one sheet."""

    def __init__(self, plan: Plan, wrapping: Wrapping) -> None:
        self._sizes = wrapping.sizes
        self._sheet = Worksheet(plan.markup.text) if plan.patterns and self._sizes else None
        self._merged = set(_merged(plan)) if self._sheet else set()

    def wraps(self, style: int) -> bool:
        """Whether a format wraps its texts."""
        return style in self._sizes

    def points(self, row: int, column: int, style: int, text: str) -> float:
        """The height that a text needs in its cell; 0 where one line or the usual height will do.

        row, column  in the template
        """
        size = self._sizes.get(style)
        if size is None or self._sheet is None or (row, column) in self._merged:
            return 0.0
        pixels = self._sheet.column_pixels(column) - _PADDING
        room = max(pixels / _PIXELS_PER_DIGIT * _USUAL_SIZE / size * 0.96, 1.0)
        count = sum(_lines(part, room) for part in text.split("\n"))
        return min(count * size * _LINE + _ROOM, _MOST) if count > 1 else 0.0


def _merged(plan: Plan) -> Iterator[tuple[int, int]]:
    merges = plan.parts.get(b"mergeCells")
    for one in plan.markup.children(merges) if merges else ():
        found = area(attribute(plan.markup.tag(one), "ref"))
        if found:
            yield found[0], found[1]


def _lines(text: str, room: float) -> int:
    """Lines of a paragraph whose words go on below when they meet the edge."""
    count, used = 1, 0.0
    for word in text.split(" "):
        wide = _width(word)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        while wide > room:
            count, wide = count + 1, wide - room
        used += wide + _width(" ")
    return count


def _width(text: str) -> float:
    """About how many digits wide."""
    return sum(
        0.55 if one in _NARROW else 1.45 if one in _WIDE else 1.2 if one.isupper() else 0.98
        for one in text
    )
