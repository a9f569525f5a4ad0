"""What a template brings along and nobody runs or follows: said, so that people know.

Source: ISO/IEC 29500-2, 6.5 (relationships); MS-OVBA 2.2 (macros).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .opc.later import later
from .opc.package import Package, Relation
from .outcome import Notice

_INSIDE = {
    "vbaProject": "macros",
    "xlMacrosheet": "macros",
    "control": "controls",
    "oleObject": "objects",
    "aFChunk": "imported",
    "connections": "data-source",
    "origin": "signature",
}
_OUTSIDE = {
    "attachedTemplate": "remote-template",
    "mailMergeSource": "data-source",
    "mailMergeHeaderSource": "data-source",
    "oleObject": "objects",
}
_HARMLESS_OUTSIDE = {"hyperlink"}  # nobody goes there until somebody clicks
_FETCHING = later(
    rb"(?:instrText[^>]*>|instr\s*=\s*[\"'])\s*"
    rb"(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|DATABASE|LINK|IMPORT|RD)\b",
    re.IGNORECASE,
)


def notices(package: Package) -> Iterator[Notice]:
    """One of each code and address, in the order of the parts."""
    seen: set[Notice] = set()
    for name in package.names():
        source = _source(name)
        for relation in package.relations(source) if source is not None else ():
            found = _notice(relation)
            if found and found not in seen:
                seen.add(found)
                yield found


def fetching(part: str, content: bytes) -> Notice | None:
    """A part whose field codes fetch something from elsewhere."""
    found = _FETCHING.search(content)
    return Notice("codes", f"{found[1].decode().upper()} ({part})") if found else None


def _notice(relation: Relation) -> Notice | None:
    if not relation.external:
        code = _INSIDE.get(relation.kind)
    elif relation.kind in _HARMLESS_OUTSIDE:
        code = None
    else:
        code = _OUTSIDE.get(relation.kind, "external")
    return Notice(code, relation.target) if code else None


def _source(name: str) -> str | None:
    """The part that a part of relationships belongs to ("" for the package's own)."""
    folder, marked, base = name.rpartition("_rels/")
    if not marked or not base.lower().endswith(".rels"):
        return None
    return folder + base[: -len(".rels")]
