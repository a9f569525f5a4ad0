"""Files as LibreOffice shows them: the pages of two files compared as pictures."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.programs import ProgramFailed, soffice_convert

_DPI = "40"
_HEADER = 3  # words of a PGM's head after its mark: width, height, white


def shown(paths: Sequence[Path], to: str, folder: Path) -> dict[Path, Path]:
    """The files as LibreOffice writes them in this format, of one folder; failures left out."""
    made: dict[Path, Path] = {}
    left, extension = list(paths), to.partition(":")[0]
    while left:
        with suppress(ProgramFailed):
            soffice_convert(left, to, folder)
        for path in left:
            result = folder / f"{path.stem}.{extension}"
            if result.exists():  # a later round would take it away
                made[path] = result.rename(folder / f"{path.stem}.fait.{extension}")
        left = [path for path in left if path not in made][1:]
    return made


def pages(pdf: Path) -> list[str]:
    """A fingerprint of each page's picture.  Raises ProgramFailed for what is no readable PDF."""
    drawn = subprocess.run(
        ["pdftoppm", "-gray", "-r", _DPI, pdf], capture_output=True, timeout=120, check=False
    )
    if drawn.returncode or not drawn.stdout:
        raise ProgramFailed(f"pdftoppm: {drawn.stderr.decode(errors='replace')}")
    found, rest = [], drawn.stdout
    while rest:
        mark, width, height, _ = rest.split(None, _HEADER + 1)[: _HEADER + 1]
        head = rest.index(b"\n255\n") + len(b"\n255\n")
        end = head + int(width) * int(height)
        found.append(hashlib.sha256(mark + rest[:end]).hexdigest())
        rest = rest[end:]
    return found


def differing(before: Path, after: Path) -> str:
    """Which pages of two PDF differ; "" when none does."""
    were, are = pages(before), pages(after)
    if len(were) != len(are):
        return f"{len(were)} pages, {len(are)}"
    numbers = [n for n, (a, b) in enumerate(zip(were, are, strict=True), 1) if a != b]
    return f"pages {numbers[:5]} differ" if numbers else ""
