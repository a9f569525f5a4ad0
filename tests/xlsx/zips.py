"""Zips that lie: encrypted, overlapping, larger than they say, or no zip at all."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED

from tests.xlsx.build import parts


def compound(*streams: str) -> bytes:
    """The look of an OLE file that holds those streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + names + b"\x00" * 512


def encrypted_flag(data: bytes) -> bytes:
    """The zip with every entry marked as encrypted."""
    made = bytearray(data)
    for magic, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = made.find(magic)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(magic, at + 4)
    return bytes(made)


@dataclass(frozen=True)
class Claim:
    """One directory line about data that lies anywhere: `size` bytes, packed in `packed`."""

    name: str
    packed: bytes
    size: int
    crc: int = 0


def lying_zip(content: Mapping[str, str | bytes], *claims: Claim, overlap: bool = False) -> bytes:
    """The parts, and entries whose directory says what it likes."""
    body, lines = b"", []

    def add(
        name: str, packed: bytes, size: int, crc: int, method: int, at: int | None = None
    ) -> None:
        nonlocal body
        raw = name.encode()
        place = len(body) if at is None else at
        if at is None:
            body += struct.pack(
                "<4s5H3I2H",
                b"PK\x03\x04",
                20,
                0,
                method,
                0,
                33,
                crc,
                len(packed),
                size,
                len(raw),
                0,
            )
            body += raw + packed
        lines.append(
            struct.pack(
                "<4s6H3I5H2I",
                b"PK\x01\x02",
                20,
                20,
                0,
                method,
                0,
                33,
                crc,
                len(packed),
                size,
                len(raw),
                0,
                0,
                0,
                0,
                0,
                place,
            )
            + raw
        )

    for name, text_or_bytes in content.items():
        raw = text_or_bytes.encode() if isinstance(text_or_bytes, str) else text_or_bytes
        add(name, raw, len(raw), zlib.crc32(raw), ZIP_STORED)
    for claim in claims:
        add(claim.name, claim.packed, claim.size, claim.crc, ZIP_DEFLATED, 0 if overlap else None)
    directory = b"".join(lines)
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, len(lines), len(lines), len(directory), len(body), 0
    )
    return body + directory + end


def bomb(name: str, before: str, chunk: str, times: int, after: str, **options: object) -> bytes:
    """A workbook one part of which repeats a chunk that many times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    pieces, crc, size = [], 0, 0
    for piece in (before.encode(), *[chunk.encode()] * times, after.encode()):
        pieces.append(packer.compress(piece))
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    pieces.append(packer.flush())
    content = parts(**options)  # type: ignore[arg-type]
    content.pop(name, None)
    return lying_zip(content, Claim(name, b"".join(pieces), size, crc))
