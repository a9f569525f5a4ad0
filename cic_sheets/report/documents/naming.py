"""Names of files made of what people typed: safe on every system, never twice the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import normalize

from cic_sheets.values.names import clean, folded

_LONGEST = 80
_UNSAFE = re.compile(r"[^\w .,()+-]+")
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z")
_NAMELESS = "sans-numero"


def safe(text: str) -> str:
    """The text as a file's name on every system: `VAL 12/3` becomes `VAL 12-3`."""
    name = _UNSAFE.sub("-", normalize("NFC", clean(text).replace("\n", " ")))
    name = name[:_LONGEST].strip(" .-")
    if not name:
        return _NAMELESS
    return f"_{name}" if _DEVICES.match(name) else name


def plain(text: str) -> str:
    """Letters without accents, joined by hyphens: `Aït Tizza` becomes `ait-tizza`; "" for none."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(text)))


def distinct(names: Iterable[str]) -> list[str]:
    """Safe names, a number behind those that a system would take for an earlier one."""
    taken: set[str] = set()
    found = []
    for name in map(safe, names):
        free, number = name, 1
        while free.casefold() in taken:
            number += 1
            free = f"{name}-{number}"
        taken.add(free.casefold())
        found.append(free)
    return found
