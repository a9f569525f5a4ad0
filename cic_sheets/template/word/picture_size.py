"""How large a picture is, read from the first bytes of its file.

Source: PNG 11.2.1 and 11.3.4.3, JFIF 1.02 and ITU-T T.81 B.2.2, GIF89a 18, SVG 1.1 7.7,
MS-EMF 2.3.4.2.
"""

from __future__ import annotations

import re

from ..blocks import Image

_PIXEL = 9_525  # English metric units at 96 to the inch
_INCH = 914_400
_SVG_SIDE = rb"<svg\b[^>]*?\s%s\s*=\s*[\"']([\d.]{1,9})(?:px)?[\"']"
_SVG_BOX = re.compile(rb"<svg\b[^>]*?\sviewBox\s*=\s*[\"'][\s,]*[-\d.]+[\s,]+[-\d.]+[\s,]+"
                      rb"([\d.]{1,9})[\s,]+([\d.]{1,9})")  # fmt: skip
_SVG_HEAD = 4_000  # bytes

Size = tuple[float, float]


def size_of(image: Image, width: int, height: int) -> tuple[int, int]:
    """The size of a picture in its place, proportions kept, never larger: English metric units."""
    try:
        across, down = _READERS[image.kind](image.data)
    except (IndexError, ValueError, KeyError):
        across, down = 0, 0
    if not (0 < across < 1e12 and 0 < down < 1e12):
        across, down = width / 2, width * 3 / 8  # nothing is known: half the place, 4 to 3
    scale = min(1, width / across, height / down)
    return max(round(across * scale), 1), max(round(down * scale), 1)


def _png(data: bytes) -> Size:
    across, down = _number(data, 16), _number(data, 20)
    at = data.find(b"pHYs", 0, 2_000)
    if at > 0 and data[at + 12] == 1 and (meter := _number(data, at + 4)) > 0:
        return across * 36e6 / meter, down * 36e6 / (_number(data, at + 8) or meter)
    return across * _PIXEL, down * _PIXEL


def _gif(data: bytes) -> Size:
    return _number(data, 6, 2, "little") * _PIXEL, _number(data, 8, 2, "little") * _PIXEL


def _jpeg(data: bytes) -> Size:
    at, pixel = 2, float(_PIXEL)
    while data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xE0 and data[at + 4 : at + 8] == b"JFIF" and data[at + 11] in (1, 2):
            density = _number(data, at + 12, 2) * (1 if data[at + 11] == 1 else 2.54)
            pixel = _INCH / density if density >= 1 else pixel
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return _number(data, at + 7, 2) * pixel, _number(data, at + 5, 2) * pixel
        at += 2 if kind in (0x01, 0xFF) else 2 + _number(data, at + 2, 2)
    return 0, 0


def _emf(data: bytes) -> Size:
    """Its frame, in hundredths of a millimetre."""
    left, top, right, bottom = (_number(data, at, 4, "little") for at in (24, 28, 32, 36))
    return (right - left) * 360, (bottom - top) * 360


def _svg(data: bytes) -> Size:
    head = data[:_SVG_HEAD]
    sides = [re.search(_SVG_SIDE % name, head) for name in (b"width", b"height")]
    box = _SVG_BOX.search(head)
    if sides[0] and sides[1]:
        return float(sides[0][1]) * _PIXEL, float(sides[1][1]) * _PIXEL
    return (float(box[1]) * _PIXEL, float(box[2]) * _PIXEL) if box else (0, 0)


def _number(data: bytes, at: int, size: int = 4, order: str = "big") -> int:
    if len(data) < at + size:
        raise IndexError(at)
    return int.from_bytes(data[at : at + size], "little" if order == "little" else "big")


_READERS = {"png": _png, "gif": _gif, "jpeg": _jpeg, "emf": _emf, "svg": _svg}
