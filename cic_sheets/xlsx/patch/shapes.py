"""The boxes of notes: VML shapes, one for each comment of a sheet.

Excel writes VML that is not always well-formed XML (`<br>`), and others write it in their own
ways; so it is searched, not parsed, and only ever added to.

Source: ISO/IEC 29500-4, 19.1 (VML), 19.4 (office:excel ClientData).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cic_sheets.template.excel.spreadsheet import MAX_COLUMN, MAX_ROW, Cell
from cic_sheets.template.opc.errors import PatchError
from cic_sheets.template.opc.markup import Edit, joined, to_utf8
from cic_sheets.values.named import NamedTuple

TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMESPACES = (
    (b"v", b"urn:schemas-microsoft-com:vml"),
    (b"o", b"urn:schemas-microsoft-com:office:office"),
    (b"x", b"urn:schemas-microsoft-com:office:excel"),
)
_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe"%s><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    b'<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:%dpt;'
    b'margin-top:%dpt;width:%dpt;height:%dpt;z-index:%d;visibility:hidden" fillcolor="#ffffe1"'
    b' o:insetmode="auto"%s><v:fill color2="#ffffe1"/>'
    b'<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    b'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    b'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    b"<x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill>"
    b"<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)
_CLUSTER = 1024  # shape numbers go by clusters of 1024, which the part lists as its own
# Only where notes were there before: compiled when met.
_CLIENT = rb"<(?:[^\s<>/:]+:)?ClientData\s[^<>]*ObjectType=[\"']Note[\"']"
_PLACE = rb"<(?:[^\s<>/:]+:)?(Row|Column)>\s*([0-9]+)"
_ANCHOR = rb"(<(?:[^\s<>/:]+:)?Anchor>)([^<]*)"
_ID = re.compile(rb"_x0000_s([0-9]{1,9})")
_TYPE_ID = re.compile(rb"[\"']_x0000_t202[\"']")
_IDMAP = re.compile(rb"(<o:idmap\s[^>]*?data=[\"'])([0-9, ]*)")
_NARROW, _WIDE, _HIGH = 320, 480, 520
_LINE, _LETTER, _PADDING = 15, 6, 16
_POINTS = 0.75  # of a pixel


class Grid(NamedTuple):
    """How wide and high the columns and rows of a sheet are, in pixels, counted from 1."""

    column: Callable[[int], int]
    row: Callable[[int], int]


class Anchor(NamedTuple):
    """A box by the cells it spans, counted from 0, with the pixels into each."""

    left: int
    left_in: int
    top: int
    top_in: int
    right: int
    right_in: int
    bottom: int
    bottom_in: int

    @property
    def text(self) -> bytes:
        """As VML writes it."""
        return ", ".join(map(str, self)).encode()


def with_boxes(content: bytes | None, texts: Mapping[Cell, str], grid: Grid, cluster: int) -> bytes:
    """The part with a box for each text; the box that a cell has already grows to its text.

    cluster    whose numbers the shapes of a new part take, 1 or more
    """
    if content is None:
        content = _empty(cluster)
    text = to_utf8(content)
    end = text.rfind(b"</xml>")
    if end < 0:
        raise PatchError("no end in a VML part")
    anchors = {cell: _anchor(cell, words, grid) for cell, words in texts.items()}
    known = _known(text)
    edits = [edit for cell in anchors.keys() & known for edit in _grown(known[cell], anchors[cell])]
    fresh = {cell: anchor for cell, anchor in anchors.items() if cell not in known}
    shapes, ids = _shapes(text, fresh)
    edits.append((end, end, shapes))
    return _mapped(joined(text, edits), ids)


def _empty(cluster: int) -> bytes:
    namespaces = b"".join(b' xmlns:%s="%s"' % one for one in _NAMESPACES)
    layout = b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>'
    return b"<xml%s>%s</xml>" % (namespaces, layout % cluster)


def _anchor(cell: Cell, text: str, grid: Grid) -> Anchor:
    """A box to the right of its cell, as large as its text needs."""
    width, height = _size(text)
    row, column = cell
    left = column if column < MAX_COLUMN - 8 else column - 8
    top = max(row - 2, 0) if row < MAX_ROW - 40 else row - 40
    top_in = 10 if row > 1 else 2
    right, right_in = _walk(left, 15 + width, grid.column, MAX_COLUMN)
    bottom, bottom_in = _walk(top, top_in + height, grid.row, MAX_ROW)
    return Anchor(left, 15, top, top_in, right, right_in, bottom, bottom_in)


def _size(text: str) -> tuple[int, int]:
    for width in (_NARROW, _WIDE):
        letters = (width - _PADDING) // _LETTER
        lines = sum(-(-max(len(line), 1) // letters) for line in text.split("\n"))
        height = lines * _LINE + _PADDING
        if height <= _HIGH:
            break
    return width, height


def _walk(start: int, pixels: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """The cell (from 0) in which so many pixels end, and the pixels into it."""
    at = start
    while at < last - 1 and pixels >= size(at + 1):
        pixels -= size(at + 1)
        at += 1
    return at, min(pixels, size(at + 1))


def _known(text: bytes) -> dict[Cell, re.Match[bytes]]:
    """The anchors of the boxes that are there."""
    found: dict[Cell, re.Match[bytes]] = {}
    end = 0
    while client := re.compile(_CLIENT).search(text, end):
        end = text.find(b"ClientData>", client.end())
        if end < 0:
            break
        place = {
            name: int(value) for name, value in re.compile(_PLACE).findall(text, client.end(), end)
        }
        anchor = re.compile(_ANCHOR).search(text, client.end(), end)
        if anchor and len(place) == 2:
            found.setdefault((place[b"Row"] + 1, place[b"Column"] + 1), anchor)
    return found


def _grown(known: re.Match[bytes], needed: Anchor) -> list[Edit]:
    try:
        old = Anchor(*(int(one) for one in known[2].split(b",")))
    except (TypeError, ValueError):
        return []
    right = max((old.right, old.right_in), (needed.right, needed.right_in))
    bottom = max((old.bottom, old.bottom_in), (needed.bottom, needed.bottom_in))
    anchor = Anchor(*old[:4], *right, *bottom)
    return [(*known.span(2), anchor.text)] if anchor != old else []


def _shapes(text: bytes, anchors: Mapping[Cell, Anchor]) -> tuple[bytes, range]:
    """The new shapes, and their numbers: above all that the part uses."""
    start = text.find(b"<xml")
    root = text[start : text.find(b">", start)]
    said = root.replace(b"'", b'"')
    declared = [b' xmlns:%s="%s"' % one for one in _NAMESPACES]
    missing = b"".join(one for one in declared if one[1:] not in said)
    owned = _IDMAP.search(text)
    clusters = [int(one) for one in owned[2].split(b",") if one.strip()] if owned else []
    used = [int(one) for one in _ID.findall(text)]
    first = max([*used, min(clusters, default=1) * _CLUSTER]) + 1
    content = b"" if _TYPE_ID.search(text) or not anchors else _SHAPE_TYPE % missing
    for number, (cell, anchor) in enumerate(sorted(anchors.items()), first):
        content += _shape(number, number - first + len(used) + 1, cell, anchor, missing)
    return content, range(first, first + len(anchors))


def _shape(number: int, depth: int, cell: Cell, anchor: Anchor, missing: bytes) -> bytes:
    # Excel places the box by its anchor; the lengths are for those who read only the style.
    return _SHAPE % (
        number,
        anchor.left * 48,
        anchor.top * 15,
        240,
        80,
        depth,
        missing,
        anchor.text,
        cell[0] - 1,
        cell[1] - 1,
    )


def _mapped(text: bytes, ids: range) -> bytes:
    """The part's list of clusters, with those of its new shapes."""
    found = _IDMAP.search(text)
    if found is None or not ids:
        return text
    old = [one.strip() for one in found[2].split(b",") if one.strip()]
    new = [b"%d" % (number // _CLUSTER) for number in (*ids[::_CLUSTER], ids[-1])]
    more = [one for one in dict.fromkeys(new) if one not in old]
    return text[: found.start(2)] + b",".join(old + more) + text[found.end(2) :] if more else text
