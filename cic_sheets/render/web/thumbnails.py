"""Small pictures of receipts' first pages, made in the bounded process that opens receipts."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LONGEST = 144  # pixels a side
MOST = 6 * 2**20
"""Bytes of all pictures together: a page of thousands of receipts still opens on a telephone."""


def thumbnails(paths: Iterable[str], home: Path, most: int = MOST) -> dict[str, bytes]:
    """Path from the workbook's folder → a JPEG; without those that can't be opened, and without
    the last ones once they weigh `most` bytes together.
    """
    wanted = list(dict.fromkeys(paths))
    if not wanted:
        return {}
    readers = min(4, os.cpu_count() or 1, len(wanted))
    shares = [wanted[first::readers] for first in range(readers)]
    made: dict[str, bytes] = {}
    with ThreadPoolExecutor(readers) as pool:
        for part in pool.map(lambda share: _drawn(share, home), shares):
            made.update(part)
    kept: dict[str, bytes] = {}
    room = most
    for path in wanted:
        picture = made.get(path, b"")
        room -= len(picture)
        if picture and room >= 0:
            kept[path] = picture
    return kept


def _drawn(share: Sequence[str], home: Path) -> dict[str, bytes]:
    from cic_sheets.receipts.opening import Opener

    made = {}
    with Opener() as opener:
        for path in share:
            place = (home / path).resolve()
            if not place.is_relative_to(home):
                continue
            seen = opener.seen(place)
            if not seen.refusal:
                made[path] = opener.thumbnail(place, seen.kind, LONGEST)
    return made


def as_source(picture: bytes) -> str:
    """A picture inside the page."""
    return "data:image/jpeg;base64," + b64encode(picture).decode("ascii")
