"""The zip container, read by its directory and written again without recompressing.

A member that nobody changed is copied as it lies in the file: local header, compressed bytes,
data descriptor, order.  Only what is asked for is ever inflated, and never beyond a bound.

Source: PKWARE APPNOTE 6.3 (4.3.7 local header, 4.3.9 data descriptor, 4.3.12 central header,
4.3.14-16 ends of directory, 4.5.3 zip64 extra field).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from cic_sheets.values.named import NamedTuple

from .errors import PatchError, TooLarge

_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_FIXED_DATE = 0x0021  # 1 January 1980, midnight: the earliest that a zip can tell
_LEVEL = 1  # half the time of the usual 6; the file is a seventh larger
_FULL = 0xFFFFFFFF
_MAX_MEMBERS = 0xFFFE

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR64 = struct.Struct("<4sIQI")


Content = bytes | Callable[[], Iterator[bytes]]  # as a whole, or piece by piece


class Member(NamedTuple):
    """One entry of the directory; `central` is its record there, `moved` where in it its place is.

    `moved` is the position of the offset field and its struct format (zip64 keeps it elsewhere).
    """

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    central: bytes
    moved: tuple[int, str]


class Directory(NamedTuple):
    """The members in the directory's order, and the archive's comment."""

    members: tuple[Member, ...]
    comment: bytes


def read_directory(data: bytes) -> Directory:
    """The directory of a zip file.  Raises PatchError when there is none or it is damaged."""
    try:
        return _directory(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise PatchError("damaged zip directory") from error


def inflate(data: bytes, member: Member, limit: int) -> bytes:
    """A member's bytes, checked.  Raises PatchError beyond `limit` bytes or when damaged."""
    if member.flags & _ENCRYPTED:
        raise PatchError(f"encrypted member: {member.name}")
    content = _unpack(data, member, limit + 1)
    if len(content) > limit:
        raise TooLarge(f"larger than {limit} bytes: {member.name}")
    if zlib.crc32(content) != member.crc:
        raise PatchError(f"damaged member: {member.name}")
    return content


def inflate_head(data: bytes, member: Member, size: int) -> bytes:
    """The first `size` bytes of a member at most, unchecked."""
    return _unpack(data, member, size)


def write(
    data: bytes,
    directory: Directory,
    changed: Mapping[int, Content],
    removed: frozenset[int],
    added: Iterable[tuple[str, bytes]],
) -> bytes:
    """The archive again: `changed` and `removed` are by position, `added` comes last.

    Unchanged members keep every byte; the others carry a fixed date, so that the same input
    gives the same bytes.
    """
    chunks: list[bytes] = []
    records: dict[int, bytes] = {}
    at = 0
    for index in sorted(range(len(directory.members)), key=lambda i: directory.members[i].offset):
        if index in removed:
            continue
        member = directory.members[index]
        if index in changed:
            raw_name = member.central[_CENTRAL.size :][: _name_length(member.central)]
            local, record = _fresh(raw_name, member.flags & _UTF8, changed[index], at)
        else:
            local, record = _copied(data, member), _moved(member, at)
        chunks.append(local)
        records[index] = record
        at += len(local)
    tail = [records[index] for index in sorted(records)]
    for name, content in added:
        local, record = _fresh(name.encode(), 0 if name.isascii() else _UTF8, content, at)
        chunks.append(local)
        tail.append(record)
        at += len(local)
    return b"".join(chunks + tail) + _end_record(tail, at, directory.comment)


def _end_record(records: list[bytes], at: int, comment: bytes) -> bytes:
    size, count = sum(map(len, records)), len(records)
    if count > _MAX_MEMBERS or at + size >= _FULL:
        raise PatchError("archive too large")
    return _END.pack(b"PK\5\6", 0, 0, count, count, size, at, len(comment)) + comment


def _directory(data: bytes) -> Directory:
    end = data.rfind(b"PK\5\6")
    if end < 0:
        raise PatchError("not a zip file")
    _, _, _, _, count, size, offset, comment_length = _END.unpack_from(data, end)
    comment = data[end + _END.size :][:comment_length]
    stop = end
    if end >= _LOCATOR64.size and data[end - _LOCATOR64.size :][:4] == b"PK\6\7":
        stop = data.rfind(b"PK\6\6", 0, end)
        count, size, offset = _END64.unpack_from(data, max(stop, 0))[7:10]
    # Bytes before the archive (a self-extractor) shift every offset by as much.
    shift = stop - size - offset
    if shift < 0 or count > _MAX_MEMBERS:
        raise PatchError("damaged zip directory")
    members: list[Member] = []
    at = offset + shift
    for _ in range(count):
        member, at = _member(data, at, shift)
        members.append(member)
    return Directory(tuple(members), comment)


def _member(data: bytes, at: int, shift: int) -> tuple[Member, int]:
    fields = _CENTRAL.unpack_from(data, at)
    signature, _, _, flags, method, _, _, crc, packed, size = fields[:10]
    name_length, extra_length, comment_length, _, _, _, offset = fields[10:]
    end = at + _CENTRAL.size + name_length + extra_length + comment_length
    if signature != b"PK\1\2" or end > len(data):
        raise PatchError("damaged zip directory")
    raw_name = data[at + _CENTRAL.size :][:name_length]
    sizes, moved = _zip64(data[at:end], name_length, extra_length, [size, packed, offset])
    size, packed, offset = sizes
    name = _decoded(raw_name, flags)
    return Member(name, flags, method, crc, packed, size, offset + shift, data[at:end], moved), end


def _zip64(
    central: bytes, name_length: int, extra_length: int, values: list[int]
) -> tuple[list[int], tuple[int, str]]:
    """The three values that zip64 may keep in its extra field, and where the offset is kept."""
    moved = (_CENTRAL.size - 4, "<I")
    at = _CENTRAL.size + name_length
    end = at + extra_length
    while at + 4 <= end:
        kind, length = struct.unpack_from("<2H", central, at)
        at += 4
        if kind == 1:
            place = at
            for index, value in enumerate(values):
                if value == _FULL:
                    (values[index],) = struct.unpack_from("<Q", central, place)
                    moved = (place, "<Q") if index == 2 else moved
                    place += 8
        at += length
    return values, moved


def _decoded(raw_name: bytes, flags: int) -> str:
    try:
        return raw_name.decode()
    except UnicodeDecodeError:
        if flags & _UTF8:
            raise
        return raw_name.decode("cp437")


def _content_start(data: bytes, member: Member) -> int:
    try:
        fields = _LOCAL.unpack_from(data, member.offset)
    except struct.error as error:
        raise PatchError(f"damaged member: {member.name}") from error
    start = member.offset + _LOCAL.size + int(fields[9]) + int(fields[10])
    if fields[0] != b"PK\3\4" or start + member.packed > len(data):
        raise PatchError(f"damaged member: {member.name}")
    return start


def _unpack(data: bytes, member: Member, most: int) -> bytes:
    start = _content_start(data, member)
    packed = memoryview(data)[start : start + member.packed]
    if member.method == _STORED:
        return bytes(packed[:most])
    if member.method != _DEFLATED:
        raise PatchError(f"compression method {member.method}: {member.name}")
    try:
        return zlib.decompressobj(-15).decompress(packed, most)
    except zlib.error as error:
        raise PatchError(f"damaged member: {member.name}") from error


def _copied(data: bytes, member: Member) -> bytes:
    end = _content_start(data, member) + member.packed
    if member.flags & _DESCRIPTOR:
        end += _descriptor_length(data, end, member)
    return data[member.offset : end]


def _descriptor_length(data: bytes, at: int, member: Member) -> int:
    """The signature is optional and the sizes have 4 or 8 bytes: the one that fits is it."""
    for signature in (b"PK\7\x08", b""):
        for sizes in ("<I2I", "<I2Q"):
            expected = signature + struct.pack(sizes, member.crc, member.packed, member.size)
            if data.startswith(expected, at):
                return len(expected)
    raise PatchError(f"damaged data descriptor: {member.name}")


def _moved(member: Member, offset: int) -> bytes:
    record = bytearray(member.central)
    place, width = member.moved
    struct.pack_into(width, record, place, offset)
    return bytes(record)


def _name_length(central: bytes) -> int:
    return int(_CENTRAL.unpack_from(central)[10])


def _fresh(raw_name: bytes, flags: int, content: Content, offset: int) -> tuple[bytes, bytes]:
    """A new local entry and its directory record."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    pieces: list[bytes] = []
    crc = size = 0
    for piece in (content,) if isinstance(content, bytes) else content():
        pieces.append(packer.compress(piece))
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    packed = b"".join(pieces) + packer.flush()
    common = (20, flags, _DEFLATED, 0, _FIXED_DATE, crc, len(packed), size)
    local = _LOCAL.pack(b"PK\3\4", *common, len(raw_name), 0) + raw_name + packed
    record = _CENTRAL.pack(b"PK\1\2", 20, *common, len(raw_name), 0, 0, 0, 0, 0, offset) + raw_name
    return local, record
