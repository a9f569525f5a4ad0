"""What a file is, by its first bytes; its name is never believed."""

from __future__ import annotations

from pathlib import PurePath

HEAD = 2048  # bytes that `kind_of` needs

PICTURES = frozenset({"jpeg", "png", "gif", "bmp", "tiff", "webp", "heic"})
_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
)
_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2", b"avif")
)
_EXTENSIONS = {
    "pdf": "pdf",
    "jpeg": "jpg jpeg jpe jfif",
    "png": "png apng",
    "gif": "gif",
    "bmp": "bmp dib",
    "tiff": "tif tiff",
    "webp": "webp",
    "heic": "heic heif hif avif",
}


def kind_of(head: bytes) -> str:
    """A picture's kind, "pdf", "zip", "office", "text" or "unknown"; "" for no bytes."""
    if not head:
        return ""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and _BRANDS & {head[at : at + 4] for at in range(8, 40, 4)}:
        return "heic"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[:2] == b"BM" and len(head) > 26:
        return "bmp"
    return "text" if _is_text(head) else "unknown"


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head and not any(byte < 9 for byte in head)


def name_lies(name: str, kind: str) -> bool:
    """Whether the extension promises something else than the content: `photo.jpg` that is a PDF.

    A name without an extension, or with one that promises nothing, tells no lie.
    """
    extension = PurePath(name).suffix.lower().lstrip(".")
    promised = next((k for k, names in _EXTENSIONS.items() if extension in names.split()), None)
    return bool(extension) and promised is not None and promised != kind
