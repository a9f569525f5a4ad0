"""The styles part: formats are added at the end of its lists, none is changed.

Source: ISO/IEC 29500-1, 18.8 (styles), 18.8.45 (xf), 18.8.32 (patternFill).
"""

from __future__ import annotations

from ..opc.errors import PatchError
from ..opc.later import later
from ..opc.markup import Edit, Element, Markup, spliced, with_attributes
from ..opc.package import XML_DECLARATION
from .spreadsheet import decimal, grown, placed, prefixed, whole
from .workbook import Workbook

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = (b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs")
_MAX_FORMATS = 65_490
_FIRST = {
    b"fonts": (b'<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',),
    b"fills": (
        b'<fill><patternFill patternType="none"/></fill>',
        b'<fill><patternFill patternType="gray125"/></fill>',
    ),
    b"borders": (b"<border><left/><right/><top/><bottom/><diagonal/></border>",),
    b"cellXfs": (b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
# Ink that shows on our light fills, and not the default black: a direct format that equals
# the default would let a table style's white headings through.
_INK = b'<color rgb="FF1F1F1F"/>'
_INK_BEFORE = (b"name", b"family", b"charset", b"scheme")
_LIGHT_INDEXED = frozenset({1, 5, 7, 9, 13, 15, 22, 26, 27, 31, 34, 35, 41, 42, 43, 44, 45, 47, 65})
_LIGHT_THEME = frozenset({0, 2})
_LIGHT = 140  # of 255: ink lighter than this is lost on a light fill
_FONT_NAME = later(rb"<(?:[^\s<>/:]+:)?(?:name|rFont)\s[^<>]*?val\s*=\s*(\"[^\"]*\"|'[^']*')")


class _List:
    """One counted list: what it holds, what is added."""

    def __init__(self, name: bytes, markup: Markup, element: Element | None) -> None:
        self.name = name
        self.element = element
        self.items = markup.children(element) if element else []
        self.fresh: list[bytes] = [] if self.items else list(_FIRST[name])

    def add(self, content: bytes) -> int:
        """Appends; gives the index."""
        self.fresh.append(content)
        return len(self.items) + len(self.fresh) - 1


class Styles:
    """The formats of a workbook; `save` writes the part, made if there was none."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        found = book.package.related(book.part, "styles")
        self._part = found.target if found else ""
        root = b'<styleSheet xmlns="%s"></styleSheet>' % book.dialect.main
        content = book.package.part(self._part) if found else XML_DECLARATION + root
        self._markup = Markup(content)
        self._root = self._markup.root()
        children = {one.name: one for one in self._markup.children(self._root)}
        self._lists = {n: _List(n, self._markup, children.get(n)) for n in _FIRST}
        self._based = b' xfId="0"' if b"cellStyleXfs" in children else b""
        self._known: dict[object, int] = {}

    @property
    def default_font_name(self) -> bytes:
        """The name of the first font, as written in an attribute, quotes included."""
        fonts = self._lists[b"fonts"]
        text = self._text(fonts.items[0]) if fonts.items else fonts.fresh[0]
        match = _FONT_NAME.search(text)
        return match[1] if match else b'"Calibri"'

    def font(self, content: bytes) -> int:
        """A font's index; `content` is its element without prefix."""
        return self._own(b"fonts", content)

    def fill(self, content: bytes) -> int:
        """A fill's index."""
        return self._own(b"fills", content)

    def border(self, content: bytes) -> int:
        """A border's index."""
        return self._own(b"borders", content)

    def format(
        self,
        *,
        font: int = 0,
        fill: int = 0,
        border: int = 0,
        inner: bytes = b"",
        literal: bool = False,
    ) -> int:
        """A new cell format's index; `literal` keeps `=1+1` a text even after an edit."""
        content = b'<xf numFmtId="0" fontId="%d" fillId="%d" borderId="%d"' % (font, fill, border)
        content += self._based + b' applyFont="1" applyFill="1" applyBorder="1"'
        content += b' quotePrefix="1"' if literal else b""
        content += b' applyAlignment="1">' + inner + b"</xf>" if inner else b"/>"
        return self._own(b"cellXfs", content)

    def filled(self, style: int, fill: bytes, under_table_style: bool = False) -> int:
        """The format `style` with another fill, all else kept; the ink darkened if it must be.

        `under_table_style`: the cell is a table's heading, whose ink may come from the table.
        """
        known = (style, fill, under_table_style)
        if known not in self._known:
            self._known[known] = self._filled(style, fill, under_table_style)
        return self._known[known]

    def save(self) -> None:
        """Writes what was added.  Raises PatchError beyond the number of formats Excel takes."""
        formats = self._lists[b"cellXfs"]
        if len(formats.items) + len(formats.fresh) > _MAX_FORMATS:
            raise PatchError("too many cell formats")
        edits = [edit for one in self._lists.values() if one.fresh for edit in self._edits(one)]
        if not edits:
            return
        content = spliced(self._markup.text, edits)
        package, book = self._book.package, self._book
        if self._part:
            package.replace(self._part, content)
            return
        folder = book.part.rpartition("/")[0]
        base = folder and f"{folder}/"
        usual = f"{base}styles.xml"
        self._part = package.free_name(base + "styles{}.xml") if usual in package else usual
        package.add(self._part, content, _TYPE)
        package.relate(book.part, f"{book.dialect.relations}/styles", self._part)

    def _edits(self, one: _List) -> list[Edit]:
        count = len(one.items) + len(one.fresh)
        content = prefixed(b"".join(one.fresh), self._root.prefix)
        if one.element is not None:
            return grown(self._markup, one.element, content, count)
        opening, closing = b'<%s count="%d">' % (one.name, count), b"</%s>" % one.name
        prefix = self._root.prefix
        content = prefixed(opening, prefix) + content + prefixed(closing, prefix)
        return [placed(self._markup, self._root, one.name, _ORDER, content)]

    def _own(self, name: bytes, content: bytes) -> int:
        known = (name, content)
        if known not in self._known:
            self._known[known] = self._lists[name].add(content)
        return self._known[known]

    def _text(self, element: Element) -> bytes:
        return self._markup.text[element.start : element.end]

    def _filled(self, style: int, fill: bytes, under_table_style: bool) -> int:
        formats = self._lists[b"cellXfs"].items
        if not formats:
            return self.format(fill=self.fill(fill))
        base = formats[style if style < len(formats) else 0]
        changes: dict[str, str | None] = {"fillId": str(self.fill(fill)), "applyFill": "1"}
        old = whole(self._markup.attributes(base).get("fontId"))
        font = self._dark(old, under_table_style)
        if font != old:
            changes |= {"fontId": str(font), "applyFont": "1"}
        tag = with_attributes(self._markup.tag(base), changes)
        rest = self._markup.text[base.inner : base.end]
        return self._own_as_written(tag + rest, base.prefix)

    def _own_as_written(self, content: bytes, prefix: bytes) -> int:
        """Adds a copy of what the part holds: its prefix is there already."""
        return self._own(b"cellXfs", _unprefixed(content, prefix))

    def _dark(self, index: int, under_table_style: bool) -> int:
        """A font that shows on a light fill: the same, or its copy with dark ink."""
        fonts = self._lists[b"fonts"].items
        if index >= len(fonts):
            return index
        font = fonts[index]
        children = self._markup.children(font)
        color = next((one for one in children if one.name == b"color"), None)
        if not _needs_ink(self._markup.attributes(color) if color else None, under_table_style):
            return index
        before = [one.start for one in children if one.name in _INK_BEFORE]
        place = color.start if color else min(before, default=font.close)
        resume = color.end if color else place
        ink = prefixed(_INK, font.prefix)
        if font.closed_at_once:
            content = prefixed(b"<font>", font.prefix) + ink + prefixed(b"</font>", font.prefix)
        else:
            text = self._markup.text
            content = text[font.start : place] + ink + text[resume : font.end]
        return self._own(b"fonts", _unprefixed(content, font.prefix))


def _needs_ink(color: dict[str, str] | None, under_table_style: bool) -> bool:
    if color is None:
        return under_table_style
    if "rgb" in color:
        return _brightness(color["rgb"]) > _LIGHT
    if "indexed" in color:
        return whole(color["indexed"]) in _LIGHT_INDEXED
    if "theme" in color and whole(color["theme"]) in _LIGHT_THEME:
        return decimal(color.get("tint"), 0.0) > -0.5
    return under_table_style or decimal(color.get("tint"), 0.0) > 0.6


def _brightness(rgb: str) -> float:
    """0 for black, 255 for white: the weights by which the eye takes the three colours."""
    try:
        red, green, blue = bytes.fromhex(rgb[-6:])
    except ValueError:
        return 0.0
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _unprefixed(content: bytes, prefix: bytes) -> bytes:
    """Markup of the part as our own is kept: its prefix comes back when it is written."""
    if not prefix:
        return content
    return content.replace(b"</" + prefix, b"</").replace(b"<" + prefix, b"<")
