"""How much room text has where a paragraph stands: on a page, in a cell, in a text box.

Source: ISO/IEC 29500-1, 17.6 (sections), 17.4.71 (tcW), 17.4.16 (gridCol), 20.1.7.4 (ext).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from cic_sheets.values.named import NamedTuple

from .desk import Here
from .scan import Node, Scan

EMU = 635
"""English metric units in a twentieth of a point."""
_A4 = (11_906, 16_838)
_MARGIN = 1_417
_CELL_MARGINS = 216  # of both sides together, where nothing is said
_BOX_MARGINS = 288
_LEAST, _MOST = 300, 31_680  # Word has no page beyond 22 inches
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*([\d.]{1,9})(pt|in|cm|mm|pc|px)")


class Room(NamedTuple):
    """The text's place, in twentieths of a point; `landscape` when its page lies on its side."""

    width: int
    height: int
    landscape: bool = False


def room_at(scan: Scan, paragraph: Node, here: Here) -> Room:
    """The room where a paragraph stands."""
    page = page_of(*_ruling(scan, paragraph, here))
    above = paragraph.parent
    while above is not None:
        if above.name == "w:tc":
            return page._replace(width=_bounded(_cell(scan, above, here)))
        if above.name == "w:txbxContent":
            return page._replace(width=_bounded(_box(scan, above) or page.width))
        above = above.parent
    return page


def governing(scan: Scan, paragraph: Node, here: Here) -> Node | None:
    """The `w:sectPr` that rules where a paragraph of the body stands; None when none does."""
    ends = here.ends(scan)
    at = bisect_right(ends, paragraph.index, key=lambda one: one.index)
    return ends[at] if at < len(ends) else None


def page_of(scan: Scan, section: Node | None, *, turned: bool = False) -> Room:
    """The text's room on the pages of a section: one column's; A4 where nothing is said.

    turned  as it will be when the page lies on its side, without columns
    """
    size = scan.child(section, "w:pgSz") if section else None
    margins = scan.child(section, "w:pgMar") if section else None
    across, down = (_twips(scan, size, name, given) for name, given in zip("wh", _A4, strict=True))
    across, down = (down, across) if turned else (across, down)
    left, right, top, bottom = (
        _twips(scan, margins, name, _MARGIN) for name in ("left", "right", "top", "bottom")
    )
    width = across - left - right - _twips(scan, margins, "gutter", 0)
    columns = scan.child(section, "w:cols") if section else None
    count = _twips(scan, columns, "num", 1)
    if columns and not turned and 1 < count <= 45:
        first = scan.child(columns, "w:col")
        even = (width - (count - 1) * _twips(scan, columns, "space", 720)) // count
        width = _twips(scan, first, "w", even)
    height = down - abs(top) - abs(bottom)
    return Room(_bounded(width), max(height, _LEAST), across > down)


def _ruling(scan: Scan, paragraph: Node, here: Here) -> tuple[Scan, Node | None]:
    """The section of a paragraph of the body, of a header's or a footer's first page, or last."""
    if scan.nodes[0].name == "w:document":
        return scan, governing(scan, paragraph, here)
    main = here.desk.main()
    sections = here.desk.main_ends
    ids = here.ids()
    for section in sections:
        for one in main.children(section):
            if one.name.endswith("Reference") and main.value(one, "id") in ids:
                return main, section
    return main, sections[-1] if sections else None


def _cell(scan: Scan, cell: Node, here: Here) -> int:
    """The width inside a cell: its own, its columns', or its share of the table's."""
    look = scan.child(cell, "w:tcPr")
    said = scan.child(look, "w:tcW") if look else None
    kind = scan.value(said, "type")
    if said and kind in ("dxa", "") and (width := _twips(scan, said, "w", 0)) > 0:
        return width - _CELL_MARGINS
    row, table = cell.row, cell.parent
    while table is not None and table.name != "w:tbl":
        table = table.parent
    if row is None or table is None:
        return 0
    grid = scan.child(table, "w:tblGrid")
    columns = [_twips(scan, one, "w", 0) for one in scan.children(grid)] if grid else []
    at = count = 0
    mine = (0, 1)
    for one in scan.children(row):
        if one.name == "w:tc":
            span = _span(scan, one)
            if one is cell:
                mine = at, at + span
            at, count = at + span, count + 1
    width = sum(columns[slice(*mine)])
    if width > 0:
        return width - _CELL_MARGINS
    return room_at(scan, table, here).width // max(count, 1) - _CELL_MARGINS


def _span(scan: Scan, cell: Node) -> int:
    look = scan.child(cell, "w:tcPr")
    return max(_twips(scan, scan.child(look, "w:gridSpan"), "val", 1), 1) if look else 1


def _box(scan: Scan, content: Node) -> int:
    """The width inside a text box, 0 where it cannot be known."""
    above, widths = content.parent, [0]
    while above is not None:
        if above.name.startswith("v:") and (found := _WIDTH.search(scan.value(above, "style"))):
            return round(float(found[1]) * _POINTS[found[2]] * 20) - _BOX_MARGINS
        if above.name == "wps:wsp" and (size := scan.first(above, "a:ext")):
            widths.append(_emu(scan.value(size, "cx")))
        if above.name in ("wp:inline", "wp:anchor"):
            size = scan.child(above, "wp:extent")
            widths.append(_emu(scan.value(size, "cx")))
            break
        above = above.parent
    known = [one for one in widths if one > 0]
    return min(known) - _BOX_MARGINS if known else 0


def _emu(text: str) -> int:
    return int(text) // EMU if text.isdecimal() and len(text) < 12 else 0


def _twips(scan: Scan, node: Node | None, name: str, given: int) -> int:
    """A length in twentieths of a point; strict documents may give it in other units."""
    said = scan.value(node, name) if node else ""
    if name in ("left", "right") and node and not said:
        said = scan.value(node, {"left": "start", "right": "end"}[name])
    found = re.fullmatch(r"(-?[\d.]{1,9})(pt|in|cm|mm|pc|pi|px)?", said)
    if found is None:
        return given
    try:
        number = float(found[1])
    except ValueError:
        return given
    return round(number * _POINTS.get(found[2], 12.0) * 20) if found[2] else round(number)


def _bounded(width: int) -> int:
    return min(max(width, _LEAST), _MOST)
