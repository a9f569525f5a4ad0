"""What was read of receipts, in the user's own cache: never beside the workbook.

A cache that is missing, broken or of another version is as none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cic_sheets.values.named import NamedTuple

VERSION = "4"  # of what is kept: another program's cache is not read
MOST_KEPT = 64 * 2**20  # bytes of a file of the cache
_NOT_ITS_FAULT = ("no-reader", "no-heif", "no-ocr", "too-slow", "reader-died", "too-much-memory")
"""Refusals that another day or another machine may not repeat: they are not kept."""


class Known(NamedTuple):
    """What is kept of a file.

    stamp   size and times of the file when it was read
    words   fingerprint of its text, letters and figures alone; "" without enough of them
    prints  the fingerprint of its first page
    notes   codes of what is odd about it, among ODD
    """

    stamp: tuple[int, ...]
    sha256: str
    kind: str
    refusal: str
    amounts: tuple[str, ...] | None
    days: tuple[str, ...] | None
    words: str
    prints: tuple[str, ...] | None
    notes: tuple[str, ...] = ()


class Kept:
    """The user's cache of one folder; anything odd in it is as if it weren't there."""

    def __init__(self, home: Path) -> None:
        root = cache_folder()
        self._folder, self._home = root, str(home)
        self._file = root / f"{_name(self._home)}.json" if root else None
        held = _kept(self._file) if self._file else {}
        if held.get("home") != self._home:  # of another folder, with a name as ours
            held = {}
        self._paths = {path: _known_again(one) for path, one in held.get("files", {}).items()}
        self._by_sha = {one.sha256: one for one in self._paths.values() if not one.refusal}
        self.compared, self._twins, self.left = _compared_before(held)

    def of_path(self, path: str, stamp: tuple[int, ...]) -> Known | None:
        """What is known of a file that hasn't changed since."""
        found = self._paths.get(path)
        return found if found is not None and stamp and found.stamp == stamp else None

    def of_bytes(self, sha: str, stamp: tuple[int, ...]) -> Known | None:
        """What is known of those bytes, under whatever name, in whatever folder."""
        found = self._by_sha.get(sha)
        if found is None and self._folder and sha:
            entry = _kept(self._folder / f"{sha}.json").get("file")
            found = _known_again(entry) if entry else None
        return found._replace(stamp=stamp) if found and found.sha256 == sha else None

    def pairs(self, shas: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The pairs found before, among files that are still there."""
        here = set(shas)
        if not here <= self.compared:
            self._fetch_pairs(shas)
        yield from ((a, b) for a, b in self._twins if a in here and b in here)

    def _fetch_pairs(self, shas: Sequence[str]) -> None:
        """The same receipts compared before in another folder."""
        held = _kept(self._pairs_file(shas)) if self._folder else {}
        compared, twins, left = _compared_before(held)
        if compared == set(shas):
            self.compared, self._twins, self.left = compared, twins, left

    def keep(self, shas: Sequence[str], pairs: set[tuple[str, str]], left: int) -> None:
        """Remember that those files were compared, but for so many pairs."""
        self.compared, self._twins, self.left = frozenset(shas), sorted(pairs), left
        if self._folder:
            held = {"compared": list(shas), "twins": self._twins, "left": left}
            _write(self._pairs_file(shas), held)

    def _pairs_file(self, shas: Sequence[str]) -> Path:
        from hashlib import sha256

        assert self._folder is not None
        return self._folder / f"{sha256(','.join(shas).encode()).hexdigest()[:32]}-pairs.json"

    def write(self, known: Mapping[str, Known]) -> None:
        """Keep what was read, and forget what is gone."""
        sure = {path: one for path, one in known.items() if one.refusal not in _NOT_ITS_FAULT}
        held = {
            "home": self._home,
            "files": {path: list(one) for path, one in sure.items()},
            "compared": sorted(self.compared),
            "twins": [list(pair) for pair in self._twins],
            "left": self.left,
        }
        if self._file is None or self._folder is None or sure == self._paths:
            return
        for one in sure.values():
            if one.sha256 and not one.refusal and one.sha256 not in self._by_sha:
                _write(self._folder / f"{one.sha256}.json", {"file": list(one)})
        _write(self._file, held)


def cache_folder() -> Path | None:
    """Where this user's programs keep what they can make again; None where there is none."""
    named = os.environ.get("CIC_CACHE")
    if named:
        return Path(named)
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "cic_sheets" / "receipts" if local else None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "cic_sheets" / "receipts"
    except RuntimeError:  # no home
        return None


def _name(home: str) -> str:
    """A short name for a folder; no fingerprint: what is kept says whose it is."""
    from zlib import adler32, crc32

    spelled = home.encode("utf-8", "surrogateescape")
    return f"{crc32(spelled):08x}{adler32(spelled):08x}"


def _kept(path: Path) -> dict[str, Any]:
    """What `_write` wrote; nothing when a single byte of it has changed since."""
    import json
    from zlib import crc32

    try:
        if path.stat().st_size > MOST_KEPT:
            return {}
        sealed, _, text = path.read_bytes().partition(b"\n")
        found = json.loads(text) if sealed == _seal(crc32(text)) else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, held: Mapping[str, Any]) -> None:
    """Put aside, then moved in; a cache that can't be written is done without."""
    import json
    from contextlib import suppress
    from zlib import crc32

    aside = path.with_name(f"{path.name}.{os.getpid()}")
    text = json.dumps(held, separators=(",", ":")).encode("ascii")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(_seal(crc32(text)) + b"\n" + text)
        aside.replace(path)


def _seal(checksum: int) -> bytes:
    return f"cic_sheets {VERSION} {checksum:08x}".encode()


def _known_again(entry: Sequence[Any]) -> Known:
    """What was kept of a file, as it was known."""
    stamp, sha, kind, refusal, amounts, days, words, prints, notes = entry
    return Known(
        tuple(stamp), sha, kind, refusal, _texts(amounts), _texts(days), words, _texts(prints),
        _texts(notes) or (),
    )  # fmt: skip


def _texts(kept: list[str] | None) -> tuple[str, ...] | None:
    return None if kept is None else tuple(kept)


def _compared_before(
    held: Mapping[str, Any],
) -> tuple[frozenset[str], list[tuple[str, str]], int]:
    """The fingerprints that were compared, the pairs found, and how many were not looked at."""
    pairs = [(first, second) for first, second in held.get("twins", ())]
    return frozenset(held.get("compared", ())), pairs, held.get("left", 0)
