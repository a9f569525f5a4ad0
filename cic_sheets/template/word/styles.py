"""The styles of a document by the names that Word gives them, and the letters of its text.

Source: ISO/IEC 29500-1, 17.7 (styles: names, defaults), 17.3.2 (fonts, sizes, languages).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..drawn import SIZE, Letters
from .scan import Node, Scan

Styles = Mapping[tuple[str, str], str]
"""(kind, name in small letters) → the style's identity."""

_LARGEST = 144
_ATTRIBUTES = {"w:rFonts": "ascii", "w:sz": "val", "w:lang": "val"}


def styles_of(content: bytes) -> Styles:
    """The styles of a part of styles; the first of a name."""
    scan = Scan(content)
    found: dict[tuple[str, str], str] = {}
    for node in scan.nodes:
        if node.name == "w:style":
            name = scan.value(scan.child(node, "w:name")).casefold()
            found.setdefault((scan.value(node, "type"), name), scan.value(node, "styleId"))
    return found


def letters_of(content: bytes) -> Letters:
    """Those of a part of styles: of plain paragraphs, else of the whole document."""
    scan = Scan(content)
    said: dict[tuple[bool, str], str] = {}
    for node in scan.nodes:
        if node.name in _ATTRIBUTES:
            around = node.parent
            while around and around.name not in ("w:style", "w:docDefaults"):
                around = around.parent
            plain = around is not None and _is_plain(scan, around)
            if around and (plain or around.name == "w:docDefaults"):
                said[plain, node.name] = scan.value(node, _ATTRIBUTES[node.name])

    def found(name: str) -> str:
        return said.get((True, name)) or said.get((False, name), "")

    size = found("w:sz")
    known = size.isdecimal() and len(size) < 4 and 0 < int(size) <= _LARGEST
    language = found("w:lang")
    return Letters(found("w:rFonts"), int(size) if known else SIZE, language or "fr-FR")


def _is_plain(scan: Scan, style: Node) -> bool:
    """Whether a style is that of paragraphs that name none."""
    is_default = scan.value(style, "default") in ("1", "true", "on")
    return is_default and scan.value(style, "type") == "paragraph"


def named(styles: Styles, kind: str, names: Sequence[str]) -> str:
    """The identity of the first of these styles that there is, "" for none."""
    return next((s for name in names if (s := styles.get((kind, name)))), "")
