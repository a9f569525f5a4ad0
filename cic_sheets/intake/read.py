"""The files read, by as many readers as there are cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from cic_sheets.receipts.facts import Facts
from cic_sheets.receipts.opening import Opened, Opener
from cic_sheets.receipts.reading import Read, needs_recognition, read, read_file

THUMBNAIL = 200  # pixels, the longer side
MOST_READERS = 4
Progress = Callable[[int], None]


def read_files(
    home: Path, paths: Sequence[str], *, recognise: bool, progress: Progress | None = None
) -> dict[str, tuple[Opened, Read, bytes]]:
    """Path → what it is, what it says, its thumbnail (JPEG, b"" without one).

    recognise  whether pictures are read with Tesseract; without, their notes say "not-asked"
    progress   hears, one file after the other, that it is done

    Never raises because of what a file holds.
    """
    from concurrent.futures import ThreadPoolExecutor

    if not paths:
        return {}
    readers = min(MOST_READERS, os.cpu_count() or 1, len(paths))

    def share(first: int) -> list[tuple[str, tuple[Opened, Read, bytes]]]:
        found = []
        with Opener() as opener:
            for path in paths[first::readers]:
                found.append((path, _read(opener, home / path, recognise)))
                if progress:
                    progress(1)
        return found

    with ThreadPoolExecutor(readers) as pool:
        found = {path: one for part in pool.map(share, range(readers)) for path, one in part}
    return {path: found[path] for path in paths}


def _read(opener: Opener, path: Path, recognise: bool) -> tuple[Opened, Read, bytes]:
    opened = opener.open(path)
    if opened.refusal:
        return opened, Read(Facts(), ""), b""
    if recognise:
        said = read_file(opener, opened, path)
    else:
        said = read(opened)
        if needs_recognition(opened):
            said = said._replace(notes=(*said.notes, "not-asked"))
    return opened, said, opener.thumbnail(path, opened.kind, THUMBNAIL)
