"""What floats over a sheet, and moves with the rows beneath it.

Source: ISO/IEC 29500-1, 20.5.2 (anchors of drawings); 29500-4, 19.4 (anchors of VML shapes).
"""

from __future__ import annotations

import re
from functools import partial

from ..opc.later import later
from .growth import Growth

_ANCHOR = later(
    rb"<((?:[^\s<>/:]+:)?(?:twoCellAnchor|oneCellAnchor|anchor))(?=[\s>])([^<>]*)>.*?</\1\s*>",
    re.DOTALL,
)
_ROW = later(rb"(<(?:[^\s<>/:]+:)?row\s*>\s*)([0-9]+)(?=\s*</)")
_EDIT_AS = later(rb"(?:editAs\s*=\s*[\"'](oneCell|absolute)|(sizeWithCells|moveWithCells)=)")
_VML_DATA = later(rb"<((?:[^\s<>/:]+:)?ClientData)(?=[\s>])[^<>]*>.*?</\1\s*>", re.DOTALL)
_VML_ROW = later(rb"(<(?:[^\s<>/:]+:)?Row\s*>\s*)([0-9]+)(?=\s*</)")
_VML_ANCHOR = later(rb"(<(?:[^\s<>/:]+:)?Anchor\s*>)([0-9,\s-]+)(?=</)")


def moved_anchors(content: bytes, growth: Growth) -> bytes:
    """Drawings' anchors: where their rows went, as their own manner of moving has it."""
    return _ANCHOR.sub(partial(_moved_anchor, growth), content)


def moved_notes(content: bytes, growth: Growth) -> bytes:
    """The VML shapes of notes: the row that each belongs to, and its box along with it."""
    return _VML_DATA.sub(partial(_moved_note, growth), content)


def _moved_note(growth: Growth, match: re.Match[bytes]) -> bytes:
    content = match[0]
    belongs = _VML_ROW.search(content)
    if belongs is None:
        return content
    row = _row(int(belongs[2]), growth)
    step = row - int(belongs[2])

    def box(found: re.Match[bytes]) -> bytes:
        numbers = [int(number) for number in found[2].split(b",")]
        if len(numbers) == 8:
            numbers[2], numbers[6] = numbers[2] + step, numbers[6] + step
        return bytes(found[1]) + ", ".join(map(str, numbers)).encode()

    content = _VML_ANCHOR.sub(box, content)
    return _VML_ROW.sub(lambda found: found[1] + str(row).encode(), content)


def _moved_anchor(growth: Growth, match: re.Match[bytes]) -> bytes:
    content = match[0]
    manner = _EDIT_AS.search(match[2])
    if manner and manner[1] == b"absolute":
        return content
    rows = [int(found[2]) for found in _ROW.finditer(content)]
    if not rows:
        return content
    fresh = [_row(row, growth) for row in rows]
    if manner and manner[1] == b"oneCell":
        fresh = [fresh[0] + row - rows[0] for row in rows]
    waiting = iter(fresh)
    return _ROW.sub(lambda m: m[1] + str(next(waiting)).encode(), content)


def _row(row: int, growth: Growth) -> int:
    """Rows count from 0 here."""
    return growth.first(row + 1) - 1
