"""Where things stand on an A4 page of the bundle, in points: a strip above, the receipt below.

The strip is ours and the frame is the receipt's: neither ever covers the other.
"""

from __future__ import annotations

from cic_sheets.values.named import NamedTuple

SHORT, LONG = 595.28, 841.89
MARGIN = 12.0
STRIP = 24.0  # above the frame: the stamp, and a line under it
PICTURE_DOTS = 100.0  # an inch, at least: a small photo isn't blown up further
Size = tuple[float, float]


class Place(NamedTuple):
    """Where a sheet stands: the page's size, the sheet's scale (at most 1), its lower left."""

    page: Size
    scale: float
    left: float
    bottom: float


def page_for(sheet: Size) -> Size:
    """A4, on its side for what is wider than high and would have to shrink on an upright page."""
    upright = (SHORT, LONG)
    return (LONG, SHORT) if max(sheet[1], frame(upright)[0]) < sheet[0] else upright


def frame(page: Size) -> Size:
    """The room for a receipt on such a page."""
    return page[0] - 2 * MARGIN, page[1] - STRIP - 2 * MARGIN


def placed(sheet: Size) -> Place:
    """The sheet in the middle of its frame, as large as it is or smaller."""
    page = page_for(sheet)
    room = frame(page)
    scale = min(1.0, room[0] / sheet[0], room[1] / sheet[1])
    left = (page[0] - sheet[0] * scale) / 2
    bottom = MARGIN + (room[1] - sheet[1] * scale) / 2
    return Place(page, scale, left, bottom)
