"""What a file holds: small outputs are bytes in memory, large ones lie in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

Content: TypeAlias = bytes | Path
"""The bytes themselves, or the file that holds them."""

_BLOCK = 1 << 20


def blocks(content: Content) -> Iterator[bytes]:
    """The bytes, a piece at a time; a file is never in memory as a whole.  Raises OSError."""
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def size_and_sha256(content: Content) -> tuple[int, str]:
    """Bytes, and their fingerprint in hexadecimal.  Raises OSError."""
    from hashlib import sha256

    size, digest = 0, sha256()
    for block in blocks(content):
        size += len(block)
        digest.update(block)
    return size, digest.hexdigest()
