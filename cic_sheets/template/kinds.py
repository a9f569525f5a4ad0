"""What a file is: Word or Excel, document or template; else refused, by a code.

Source: ISO/IEC 29500-1, 11.3.10 and 12.3.23 (main parts); MS-OFFCRYPTO 2.3; MS-CFB 2.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .opc.content_types import NAME as CONTENT_TYPES
from .opc.errors import PatchError, TooLarge, Unsafe
from .opc.package import Package

TYPE_CHECKING = False  # typing takes longer to import than this package
if TYPE_CHECKING:
    from typing import Literal

    Kind = Literal["word", "excel"]
else:
    Kind = str

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_MAIN: dict[str, tuple[str, Kind]] = {
    _WORD + "document.main+xml": (".docx", "word"),
    _WORD + "template.main+xml": (".dotx", "word"),
    "application/vnd.ms-word.document.macroEnabled.main+xml": (".docm", "word"),
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": (".dotm", "word"),
    _SHEET + "sheet.main+xml": (".xlsx", "excel"),
    _SHEET + "template.main+xml": (".xltx", "excel"),
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": (".xlsm", "excel"),
    "application/vnd.ms-excel.template.macroEnabled.main+xml": (".xltm", "excel"),
}
_BY_EXTENSION = {extension: type for type, (extension, _) in _MAIN.items()}
DOCUMENT_OF = {".dotx": ".docx", ".dotm": ".docm", ".xltx": ".xlsx", ".xltm": ".xlsm"}
"""How the name of a model ends → how that of a document made from it does."""


class Refused(Exception):
    """A file that cannot be filled.

    code  empty, encrypted, old-format, opendocument, binary, not-office, damaged, unsafe, too-large
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class WrongName(Exception):
    """The result's name would say something that it is not; `extension` is what fits."""

    def __init__(self, extension: str) -> None:
        super().__init__(extension)
        self.extension = extension


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever stops a patch is a refusal."""
    try:
        yield
    except TooLarge as error:
        raise Refused("too-large") from error
    except Unsafe as error:
        raise Refused("unsafe") from error
    except PatchError as error:
        raise Refused("damaged") from error


def opened(data: bytes) -> tuple[Package, Kind]:
    """The package and what it is.  Raises Refused, and PatchError when it is damaged."""
    if not data:
        raise Refused("empty")
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused("encrypted" if encrypted else "old-format")
    if b"PK\3\4" not in data[:1024] and b"PK\5\6" not in data[-1024:]:
        raise Refused("not-office")
    package = Package.open(data)
    if CONTENT_TYPES not in package:
        raise Refused("opendocument" if "mimetype" in package else "not-office")
    found = _MAIN.get(_main_type(package))
    if found is None:
        binary = any(name.lower() == "xl/workbook.bin" for name in package.names())
        raise Refused("binary" if binary else "not-office")
    return package, found[1]


def main_part(package: Package) -> str:
    """The name of the main part.  Raises PatchError when the package names none."""
    main = package.related("", "officeDocument")
    if main is None:
        raise PatchError("no main part")
    return main.target


def _main_type(package: Package) -> str:
    return package.content_type(main_part(package)) or ""


def as_named(package: Package, extension: str) -> None:
    """Make it what its name will say: Office opens no template under a document's name.

    Raises WrongName when the name says something else altogether.
    """
    here, wanted = _main_type(package), extension.lower()
    now = _MAIN[here][0]
    if wanted == now or wanted not in _BY_EXTENSION:
        return
    if DOCUMENT_OF.get(now) != wanted:
        raise WrongName(DOCUMENT_OF.get(now, now))
    types = package.part(CONTENT_TYPES)
    package.replace(CONTENT_TYPES, types.replace(here.encode(), _BY_EXTENSION[wanted].encode()))
