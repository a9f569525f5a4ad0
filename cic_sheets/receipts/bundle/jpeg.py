"""A JPEG as it is, but for what isn't its picture: where it was taken, by whom, its thumbnail."""

from __future__ import annotations

import re

_ADOBE = 0xEE  # says which colours the numbers are
_PICTURE_ENDS = 0xD9
_SCAN = 0xDA
_COMMENT = 0xFE
_NEXT = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")  # the marker behind a scan's data


def bare(data: bytes) -> bytes:
    """The picture without comments, EXIF, profiles, or anything behind its end.

    Raises ValueError for what isn't one well-formed picture.
    """
    if data[:2] != b"\xff\xd8":
        raise ValueError
    kept, at = [data[:2]], 2
    while True:
        found = _NEXT.match(data, at)
        if not found:
            raise ValueError
        marker, start = found[1][0], found.end()
        if marker == _PICTURE_ENDS:
            return b"".join((*kept, b"\xff\xd9"))
        end = start + int.from_bytes(data[start : start + 2], "big")
        if end < start + 2 or end > len(data):
            raise ValueError
        if marker == _SCAN:
            behind = _NEXT.search(data, end)
            if not behind:
                raise ValueError
            end = behind.start()
        if _belongs(marker):
            kept.append(b"\xff" + data[found.end() - 1 : end])
        at = end


def _belongs(marker: int) -> bool:
    return marker == _ADOBE or not (0xE0 <= marker <= 0xEF or marker == _COMMENT)
