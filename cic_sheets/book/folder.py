"""The files beside the workbook, listed once.  Nothing outside its folder is ever looked at.

Paths are matched as Windows, macOS and Linux would each see them: without regard to case, accents'
form (NFC, NFD), spaces' form and slashes' direction.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType

from cic_sheets.book.contents import Content
from cic_sheets.values.named import NamedTuple

RECEIPTS = "justificatifs"
EVIDENCE = "pieces"
SUBMISSIONS = "envois"
MOST_FILES = 20_000
_DEEPEST = 8
_PIECE = 1 << 16
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_LARGEST_RECORD = 64 * 2**20
_RECORD = re.compile(r"envoi-([1-9]\d{0,3})\.json")


class Found(NamedTuple):
    """A file of the workbook's folder.

    path   relative to the workbook's folder, with forward slashes, as the disk spells it
    size   bytes
    print  the first file of the year that holds the same bytes, itself perhaps, where another
           is as long; "" elsewhere
    """

    path: str
    size: int
    print: str = ""


class Trouble(Enum):
    """Why a file that a cell names can't be used (the facts of CEL-12)."""

    OUTSIDE = "outside"
    MISSING = "missing"
    EMPTY = "empty"


class Folder(NamedTuple):
    """What lies beside the workbook.

    years  the year folders searched, `2023`, nearest first
    files  matching key → file
    contents  matching key → what a receipt's file holds, where it was read
    uncompared  pairs of receipts that nobody compared: there were too many
    """

    years: tuple[str, ...]
    files: Mapping[str, Found]
    contents: Mapping[str, Content] = MappingProxyType({})
    uncompared: int = 0

    def look_up(self, named: str) -> Found | Trouble:
        """The file that a cell names, or why it can't be used.

        A name is relative to the workbook's folder, to the year's folder in it, or to that
        folder's `justificatifs` or `pieces`; the first that exists counts.
        """
        key = match_key(named)
        if _escapes(named):
            return Trouble.OUTSIDE
        for base in self._bases():
            found = self.files.get(base + key)
            if found is not None:
                return found if found.size else Trouble.EMPTY
        return Trouble.MISSING

    def receipts(self) -> Iterator[Found]:
        """Every file in the year's receipts folder, sub-folders included."""
        starts = tuple(f"{match_key(year)}/{RECEIPTS}/" for year in self.years)
        for key in sorted(self.files):
            if key.startswith(starts):
                yield self.files[key]

    def content(self, named: str | None) -> Content | None:
        """What the file that a cell names holds; None where it isn't there or wasn't read."""
        found = self.look_up(named) if named else None
        return self.contents.get(match_key(found.path)) if isinstance(found, Found) else None

    def _bases(self) -> Iterator[str]:
        yield ""
        for year in self.years:
            for under in ("", f"{RECEIPTS}/", f"{EVIDENCE}/"):
                yield f"{match_key(year)}/{under}"


NO_FOLDER = Folder((), {})


@lru_cache(maxsize=1 << 15)
def match_key(path: str) -> str:
    """The spelling under which two paths are the same file."""
    plain = unicodedata.normalize("NFC", path.replace("\\", "/").replace("\u00a0", " "))
    parts = [part for part in plain.casefold().split("/") if part not in ("", ".")]
    return "/".join(" ".join(part.split()) for part in parts)


def _escapes(named: str) -> bool:
    path = named.replace("\\", "/").strip()
    return path.startswith("/") or path[1:2] == ":" or ".." in path.split("/")


def scan(workbook: Path, years: tuple[str, ...], named: tuple[str, ...] = ()) -> Folder:
    """List the folders of those years beside the workbook, and the files right beside it.

    named  other folders there in which cells say that a file lies (`2022/pieces/x.pdf`); matching
           keys of their names

    Links are never followed; at most MOST_FILES files are listed, `_DEEPEST` folders deep.
    """
    files: dict[str, Found] = {}
    home = workbook.resolve().parent
    for found in _walk(home, "", 0):
        files[match_key(found.path)] = found
    others = [name for name in _folders(home) if match_key(name) in named] if named else []
    for year in dict.fromkeys((*years, *others)):
        for found in _walk(home / year, year + "/", 1):
            if len(files) >= MOST_FILES:
                break
            files[match_key(found.path)] = found
    return Folder(tuple(dict.fromkeys(years)), {**files, **dict(_printed(home, files))})


def _printed(home: Path, files: Mapping[str, Found]) -> Iterator[tuple[str, Found]]:
    """Files that may hold the same bytes as another: `print` is the path of the first that does."""
    by_size: dict[int, list[str]] = {}
    for key, found in files.items():
        if found.size and f"/{RECEIPTS}/" in key:
            by_size.setdefault(found.size, []).append(key)
    for keys in by_size.values():
        firsts: dict[bytes, list[str]] = {}
        for key in keys if len(keys) > 1 else ():
            path = files[key].path
            alike = firsts.setdefault(b"".join(_pieces(home / path, 1)), [])
            same = next((one for one in alike if _same(home / one, home / path)), "")
            if not same:
                alike.append(path)
            yield key, files[key]._replace(print=same or path)


def _same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes; not if one can't be read."""
    read = False
    for first, second in zip_longest(_pieces(one), _pieces(other)):
        if first != second:
            return False
        read = True
    return read


def _pieces(path: Path, most: int = -1) -> Iterator[bytes]:
    """The bytes of a file, piece by piece; none when it can't be read, or has become a link."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _NO_LINK), "rb") as file:
            while most and (piece := file.read(_PIECE)):
                most -= 1
                yield piece
    except OSError:
        return


def _folders(home: Path) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(home), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
            yield entry.name


def top_folder(named: str) -> str:
    """The matching key of the first folder on the way to a file; "" for a file by its name alone,
    or one that lies outside.
    """
    first, slash, _ = match_key(named).partition("/")
    return first if slash and not _escapes(named) else ""


def _walk(folder: Path, prefix: str, depth: int) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink() or entry.name.startswith((".", "~$")):
            continue
        if entry.is_file(follow_symlinks=False):
            yield Found(prefix + entry.name, entry.stat(follow_symlinks=False).st_size)
        elif 0 < depth < _DEEPEST and entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/", depth + 1)


# --- Records of submissions ----------------------------------------------------------------------


class Record(NamedTuple):
    """A record of what was sent, or why it can't be read.

    path     relative to the workbook's folder, with forward slashes
    trouble  link (or no plain file), closed (no right, no luck), damaged (far too large), missing
    """

    number: int
    path: str
    data: bytes
    trouble: str = ""


def record_name(year: str, number: int) -> str:
    """`2023/envois/envoi-1.json`: where the record of a submission lies beside the workbook."""
    return f"{year}/{SUBMISSIONS}/envoi-{number}.json"


def records(workbook: Path, year: str) -> tuple[Record, ...]:
    """The records of a year's submissions; a link is told, never followed."""
    home = workbook.resolve().parent
    folder = home / year / SUBMISSIONS
    if not os.path.lexists(folder):
        return ()
    name = f"{year}/{SUBMISSIONS}"
    if folder.parent.is_symlink() or folder.is_symlink() or not folder.is_dir():
        return (Record(1, name, b"", "link"),)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return (Record(1, name, b"", "closed"),)
    named = ((_RECORD.fullmatch(entry.name), entry) for entry in entries)
    return tuple(_record(int(found[1]), name, entry) for found, entry in named if found)


def _record(number: int, folder: str, entry: os.DirEntry[str]) -> Record:
    path = f"{folder}/{entry.name}"
    if not entry.is_file(follow_symlinks=False):
        return Record(number, path, b"", "link")
    try:
        if entry.stat(follow_symlinks=False).st_size > _LARGEST_RECORD:
            return Record(number, path, b"", "damaged")
        return Record(number, path, Path(entry.path).read_bytes())
    except OSError:
        return Record(number, path, b"", "closed")
