"""The receipts' files read for the rules: which can't be opened, what they say, which are one.

Reading hundreds of photos takes seconds, so what was read is kept in the user's own cache, never
beside the workbook: by the file's path, size and times, then by its fingerprint.  A cache that is
missing, broken or of another version is as none; warm or cold, the answer is the same.  Without the
extra `receipts`, files are only told apart by their bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from cic_sheets.book.contents import ODD, Content
from cic_sheets.book.folder import Folder, match_key
from cic_sheets.values.named import NamedTuple

if TYPE_CHECKING:
    from cic_sheets.receipts.opening import Opened

VERSION = "4"  # of what is kept: another program's cache is not read
MOST_KEPT = 64 * 2**20  # bytes of a file of the cache
ENOUGH_LETTERS = 40
PATIENCE = 90.0  # seconds for looking at pairs of pictures, however many there are
_NOT_ITS_FAULT = ("no-reader", "no-heif", "no-ocr", "too-slow", "reader-died", "too-much-memory")
"""Refusals that another day or another machine may not repeat: they are not kept."""
_LIBRARIES = ("no-reader", "no-heif", "no-ocr")
_LITTER = ("desktop.ini", "thumbs.db", ".ds_store")


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


def read_contents(folder: Folder, home: Path) -> Folder:
    """The folder, with what each receipt's file holds.  Touches nothing but the user's cache."""
    paths = [found.path for found in folder.receipts() if not _is_litter(found.path)]
    if not paths:
        return folder
    kept = _Kept(home.resolve())
    known = _known(home.resolve(), paths, kept)
    twins = _twins(home.resolve(), known, kept)
    kept.write(known)
    return folder._replace(
        uncompared=kept.left,
        contents={
            match_key(path): _content(one, twins.get(path, ())) for path, one in known.items()
        },
    )


def _is_litter(path: str) -> bool:
    return path.rpartition("/")[2].casefold() in _LITTER


def _content(one: Known, alike: tuple[str, ...]) -> Content:
    amounts, days = one.amounts, one.days
    return Content(
        one.sha256,
        "" if one.refusal in _LIBRARIES else one.refusal,
        None if amounts is None else frozenset(map(Decimal, amounts)),
        None if days is None else frozenset(map(date.fromisoformat, days)),
        alike,
        one.notes,
        one.refusal in _LIBRARIES,
    )


# -- Reading --------------------------------------------------------------------------------


def _known(home: Path, paths: Sequence[str], kept: _Kept) -> dict[str, Known]:
    """Path → what is known of it; what isn't yet is read, by as many readers as there are cores."""
    found: dict[str, Known | None] = {
        path: kept.of_path(path, _stamp(home / path)) for path in paths
    }
    unread = [path for path, one in found.items() if one is None]
    if unread:
        from concurrent.futures import ThreadPoolExecutor

        readers = min(4, os.cpu_count() or 1, len(unread))
        with ThreadPoolExecutor(readers) as pool:
            shares = [unread[first::readers] for first in range(readers)]
            for share in pool.map(lambda part: dict(_read(home, part, kept)), shares):
                found.update(share)
    return {path: one for path, one in found.items() if one is not None}


def _read(home: Path, paths: Sequence[str], kept: _Kept) -> Iterator[tuple[str, Known]]:
    from cic_sheets.receipts.opening import Opener

    with Opener() as opener:
        for path in paths:
            stamp = _stamp(home / path)
            seen = opener.seen(home / path)
            again = kept.of_bytes(seen.sha256, stamp) if not seen.refusal else None
            known = again or _told(opener.open(home / path), stamp)
            # Bytes are known under any name; whether a name lies is the name's own affair.
            lies = ("name-lies",) if "name-lies" in seen.notes else ()
            script = tuple(note for note in known.notes if note != "name-lies")
            yield path, known._replace(notes=(*lies, *script))


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when the file does; empty when it can't be seen."""
    try:
        about = path.stat()
    except OSError:
        return ()
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _told(opened: Opened, stamp: tuple[int, ...]) -> Known:
    import hashlib

    text = "\n".join(opened.texts)
    letters = "".join(char for char in text.casefold() if char.isalnum())
    speaks = len(letters) >= ENOUGH_LETTERS
    amounts, days = _said(text, opened) if speaks or opened.invoice else (None, None)
    words = hashlib.sha256(letters.encode()).hexdigest() if speaks else ""
    prints = tuple(opened.fingerprint) if opened.fingerprint else None
    notes = tuple(sorted(set(opened.notes) & set(ODD)))
    return Known(
        stamp, opened.sha256, opened.kind, opened.refusal, amounts, days, words, prints, notes
    )


def _said(text: str, opened: Opened) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every amount and day of the text and of the invoice inside, in any of its readings."""
    from cic_sheets.receipts.amounts import amounts
    from cic_sheets.receipts.days import days
    from cic_sheets.receipts.text import lines_of

    lines, invoice = lines_of(text), opened.invoice
    sums = {reading for one in amounts(lines) for reading in (one.value, *one.readings)}
    when = {reading for one in days(lines) for reading in (one.value, *one.readings)}
    if invoice is not None:
        sums |= {invoice.total, invoice.due}
        when |= {invoice.date}
    return (
        tuple(sorted(format(one.normalize(), "f") for one in sums if one is not None)),
        tuple(sorted(one.isoformat() for one in when if one is not None)),
    )


# -- The same receipt again -----------------------------------------------------------------


def _twins(home: Path, known: Mapping[str, Known], kept: _Kept) -> dict[str, tuple[str, ...]]:
    """Path → the other files that show the same receipt, though their bytes differ."""
    by_sha = {
        known[path].sha256: path for path in sorted(known, reverse=True) if known[path].prints
    }
    shas = sorted(by_sha)
    pairs = {*_of_one_text(known), *kept.pairs(shas)}
    new = [sha not in kept.compared for sha in shas]
    if any(new) and len(shas) > 1:
        files = {sha: (by_sha[sha], known[by_sha[sha]]) for sha in shas}
        found, left = _compared(home, files, new)
        pairs |= found
        kept.keep(shas, pairs, left)
    return _by_path(pairs, known)


def _by_path(
    pairs: Iterable[tuple[str, str]], known: Mapping[str, Known]
) -> dict[str, tuple[str, ...]]:
    """Path → paths of its twins, from pairs of fingerprints."""
    paths: dict[str, list[str]] = {}
    for path, one in known.items():
        paths.setdefault(one.sha256, []).append(path)
    found: dict[str, set[str]] = {}
    for first, second in pairs:
        for left, right in ((first, second), (second, first)):
            for path in paths.get(left, ()):
                found.setdefault(path, set()).update(paths.get(right, ()))
    return {path: tuple(sorted(others)) for path, others in found.items()}


def _of_one_text(known: Mapping[str, Known]) -> Iterator[tuple[str, str]]:
    """Files that say the same words in other bytes: an invoice saved again."""
    by_words: dict[str, set[str]] = {}
    for one in known.values():
        if one.words:
            by_words.setdefault(one.words, set()).add(one.sha256)
    for shas in by_words.values():
        first, *others = sorted(shas)
        yield from ((first, other) for other in others)


def _compared(
    home: Path, files: Mapping[str, tuple[str, Known]], new: Sequence[bool]
) -> tuple[set[tuple[str, str]], int]:
    """The pairs of one receipt: first those of one shape, then looked at piece by piece; and how
    many pairs nobody looked at, for want of time.
    """
    from cic_sheets.receipts.likeness import Fingerprint
    from cic_sheets.receipts.opening import Opener

    shas = list(files)
    prints = [Fingerprint(*(files[sha][1].prints or ("",) * 4)) for sha in shas]
    texted = [bool(files[sha][1].words) for sha in shas]
    found: set[tuple[str, str]] = set()
    with Opener() as opener:
        pairs = opener.candidates(prints, new, texted)
        if pairs is None:
            return found, len(shas) * (len(shas) - 1) // 2
        until = monotonic() + PATIENCE
        for done, (left, right) in enumerate(pairs):
            if monotonic() > until:
                return found, len(pairs) - done
            (path, one), (other_path, other) = files[shas[left]], files[shas[right]]
            if opener.same(home / path, one.kind, home / other_path, other.kind):
                found.add((shas[left], shas[right]))
    return found, 0


# -- What is kept ---------------------------------------------------------------------------


class _Kept:
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
