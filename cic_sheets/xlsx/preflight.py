"""What the file is, before it is opened as a workbook: one look, one refusal code.

Source: MS-CFB 2.2 (compound file header), MS-OFFCRYPTO 2.3 (EncryptedPackage), MS-XLS 2.1.
"""

from __future__ import annotations

from pathlib import Path

from cic_sheets.xlsx.container import MIB, is_zip
from cic_sheets.xlsx.model import Refused

LARGEST_FILE = 128 * MIB

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_ALONE = tuple(
    bytes((0x09, version, length, 0))
    for version, length in ((0, 4), (2, 6), (4, 6), (8, 8), (8, 16))
)
_OPENDOCUMENT = b"urn:oasis:names:tc:opendocument"
_FIRST = 4096  # bytes in which a text format shows what it is


def file_bytes(path: Path) -> bytes:
    """The file's bytes, opened once and for reading only.  Raises Refused."""
    if path.name.startswith("~$"):
        raise Refused("lock_file", path.name)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise Refused("missing_file", str(path)) from error
    except IsADirectoryError as error:
        raise Refused("a_folder", str(path)) from error
    except OSError as error:
        if path.is_dir():  # Windows says PermissionError of a folder
            raise Refused("a_folder", str(path)) from error
        raise Refused("locked", str(error)) from error
    if len(data) > LARGEST_FILE:
        raise Refused("too_large", path.name)
    return data


def refuse_unless_zip(data: bytes) -> None:
    """Name every format that people rename .xlsx, and refuse it."""
    if not data:
        raise Refused("empty_file")
    if data.startswith(_OLE):
        _refuse_compound(data)
    if is_zip(data):
        return
    if data.startswith(b"PK\x03\x04"):
        raise Refused("damaged_file", "zip cut short")
    if data.startswith(_BIFF_ALONE):
        raise Refused("old_excel_format", "xls")
    head = data[:_FIRST]
    if _OPENDOCUMENT in head:
        raise Refused("opendocument", "fods")
    raise Refused("not_a_workbook", _format_of(head))


def _refuse_compound(data: bytes) -> None:
    if _utf16("EncryptedPackage") in data:
        raise Refused("password_protected", "encrypted package")
    if _utf16("Workbook") in data or _utf16("Book") in data:
        raise Refused("old_excel_format", "xls")
    raise Refused("not_a_workbook", "compound file")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _format_of(head: bytes) -> str:
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return "image"
    low = head.lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in low:
        return "xml 2003"
    if b"<html" in low or b"<table" in low or b"<!doctype html" in low:
        return "html"
    if low.lstrip().startswith((b"<?xml", b"\xef\xbb\xbf<?xml")):
        return "xml"
    return "text" if b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")) else "data"
