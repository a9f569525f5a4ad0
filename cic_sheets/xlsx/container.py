"""The zip around a package: its directory, and parts inflated within bounds.

Read from its directory only, in memory, never to disk.  The standard `zipfile` is not used because
it costs a third of the start-up, and because the guards are the point: no overlapping entries, no
entry larger than it says, no part beyond the budget of the whole reading.

Source: PKWARE APPNOTE 6.3 (4.3.7 local header, 4.3.12 central header, 4.3.14-16 ends of directory,
4.5.3 zip64 extra field, 4.4.4 flags).
"""

from __future__ import annotations

import re
import struct
import zlib

from cic_sheets.values.named import NamedTuple
from cic_sheets.xlsx.model import Refused

MIB = 1 << 20
LARGEST_PART = 112 * MIB
LARGEST_READING = 192 * MIB  # all parts of one workbook together
BOMB_SIZE, BOMB_RATIO = 32 * MIB, 150  # real books inflate 5 to 20 times
MOST_ENTRIES = 20_000

_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _UTF8 = 0x1, 0x800
_FULL = 0xFFFFFFFF

_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR64 = struct.Struct("<4sIQI")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_PERCENT = r"(?:%[0-9A-Fa-f]{2})+"  # rare: compiled when met


class Entry(NamedTuple):
    """One line of the directory; `offset` is where its local header begins in the file."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


class Container:
    """The parts of a package by name; case, slashes and percent signs of names do not matter.

    Raises Refused: damaged_file, password_protected, unsafe_file or too_large.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._read = 0
        self._parts: dict[str, list[Entry]] = {}
        entries = _entries(data)
        _refuse_overlaps(entries)
        for entry in entries:
            _refuse_entry(entry)
            if not entry.name.endswith(("/", "\\")):
                self._parts.setdefault(part_key(entry.name), []).append(entry)

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._parts

    def names(self) -> list[str]:
        """The keys of all parts, in lower case, in the directory's order."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """The part's bytes.  Two different entries of that name are a damaged file."""
        versions = self.versions(name)
        if len(versions) > 1:
            raise Refused("damaged_file", f"{name}: two different entries")
        return versions[0]

    def versions(self, name: str) -> list[bytes]:
        """The distinct contents stored under that name, in the directory's order."""
        entries = self._parts.get(part_key(name))
        if entries is None:
            raise Refused("damaged_file", f"{name}: missing")
        distinct = {(entry.crc, entry.size): entry for entry in entries}
        return [self._inflate(entry) for entry in distinct.values()]

    def _inflate(self, entry: Entry) -> bytes:
        self._read += entry.size
        if entry.size > LARGEST_PART or self._read > LARGEST_READING:
            raise Refused("too_large", entry.name)
        content = _unpack(self._data, entry)
        if zlib.crc32(content) != entry.crc:
            raise Refused("damaged_file", f"{entry.name}: checksum")
        return content


def part_key(name: str) -> str:
    r"""`/xl\Workbook.xml` and `xl/workbook.xml` name one part (OPC 6.2.2.3)."""
    if "%" in name:
        name = re.sub(_PERCENT, _unquoted, name)
    return name.replace("\\", "/").lstrip("/").lower()


def is_zip(data: bytes) -> bool:
    """Whether the file ends as a zip does, whatever it begins with."""
    return _end_position(data) >= 0


def _unquoted(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")


def _end_position(data: bytes) -> int:
    """Where the end-of-directory record begins, -1 if there is none."""
    lowest = max(0, len(data) - _END.size - 0xFFFF)
    at = data.rfind(b"PK\x05\x06", lowest)
    while at >= 0:
        if at + _END.size <= len(data):
            comment = _END.unpack_from(data, at)[7]
            if at + _END.size + comment <= len(data):
                return at
        at = data.rfind(b"PK\x05\x06", lowest, at)
    return -1


def _directory_bounds(data: bytes) -> tuple[int, int, int]:
    """Start and end of the directory, and the length of the junk before the zip."""
    end = _end_position(data)
    if end < 0:
        raise Refused("damaged_file", "no end of directory")
    *_, size, offset, _comment = _END.unpack_from(data, end)
    last = end
    locator = end - _LOCATOR64.size
    if locator >= 0 and data.startswith(b"PK\x06\x07", locator):
        last = locator - _END64.size
        if last < 0 or not data.startswith(b"PK\x06\x06", last):
            raise Refused("damaged_file", "zip64 directory")
        *_, size, offset = _END64.unpack_from(data, last)
    junk = last - size - offset
    if junk < 0:
        raise Refused("damaged_file", "directory out of bounds")
    return offset + junk, last, junk


def _entries(data: bytes) -> list[Entry]:
    at, last, junk = _directory_bounds(data)
    entries: list[Entry] = []
    try:
        while at < last:
            entry, at = _entry(data, at, junk)
            entries.append(entry)
            if len(entries) > MOST_ENTRIES:
                raise Refused("too_large", "entries")
    except (struct.error, UnicodeError) as error:
        raise Refused("damaged_file", "directory") from error
    return entries


def _entry(data: bytes, at: int, junk: int) -> tuple[Entry, int]:
    """One central header, and where the next begins."""
    (magic, _made, _needs, flags, method, _time, _date, crc, packed, size, name_length,
     extra_length, comment_length, _disk, _internal, _external, offset) = _CENTRAL.unpack_from(
        data, at
    )  # fmt: skip
    if magic != b"PK\x01\x02":
        raise Refused("damaged_file", "directory")
    at += _CENTRAL.size
    raw_name = data[at : at + name_length]
    at += name_length
    if _FULL in (size, packed, offset):
        size, packed, offset = _zip64(data[at : at + extra_length], size, packed, offset)
    at += extra_length + comment_length
    name = _decoded(raw_name, flags)
    return Entry(name, flags, method, crc, packed, size, offset + junk), at


def _zip64(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    at = 0
    while at + 4 <= len(extra):
        tag, length = struct.unpack_from("<2H", extra, at)
        at += 4
        if tag == 1:
            numbers = iter(struct.unpack_from(f"<{length // 8}Q", extra, at))
            wide = [next(numbers, n) if n == _FULL else n for n in (size, packed, offset)]
            return wide[0], wide[1], wide[2]
        at += length
    return size, packed, offset


def _decoded(raw: bytes, flags: int) -> str:
    """UTF-8 when flagged, and when it happens to be; else the code page of DOS."""
    if flags & _UTF8:
        return raw.decode("utf-8", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _refuse_entry(entry: Entry) -> None:
    if entry.flags & _ENCRYPTED:
        raise Refused("password_protected", entry.name)
    if entry.size > BOMB_SIZE and entry.size > BOMB_RATIO * max(entry.packed, 1):
        raise Refused("too_large", entry.name)


def _refuse_overlaps(entries: list[Entry]) -> None:
    """Entries that share bytes are how a small zip inflates without end."""
    free = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.offset < free:
            raise Refused("unsafe_file", f"{entry.name}: overlapping entries")
        free = entry.offset + _LOCAL.size + entry.packed


def _unpack(data: bytes, entry: Entry) -> bytes:
    """Exactly `entry.size` bytes; anything else is damage."""
    start = _start(data, entry)
    packed = data[start : start + entry.packed]
    if len(packed) != entry.packed:
        raise Refused("damaged_file", f"{entry.name}: cut short")
    if entry.method == _STORED:
        content = packed
    elif entry.method == _DEFLATED:
        try:
            # one byte more than it says shows an entry that lies about its size
            content = zlib.decompressobj(-15).decompress(packed, entry.size + 1)
        except zlib.error as error:
            raise Refused("damaged_file", f"{entry.name}: {error}") from error
    else:
        raise Refused("damaged_file", f"{entry.name}: compression method {entry.method}")
    if len(content) != entry.size:
        raise Refused("damaged_file", f"{entry.name}: size")
    return content


def _start(data: bytes, entry: Entry) -> int:
    try:
        header = _LOCAL.unpack_from(data, entry.offset)
    except struct.error as error:
        raise Refused("damaged_file", f"{entry.name}: local header") from error
    if header[0] != b"PK\x03\x04":
        raise Refused("damaged_file", f"{entry.name}: local header")
    name_length, extra_length = header[9], header[10]
    return int(entry.offset + _LOCAL.size + name_length + extra_length)
