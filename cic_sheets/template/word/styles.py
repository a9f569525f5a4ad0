"""The styles of a document by the names that Word gives them, and the letters of its text.

Source: ISO/IEC 29500-1, 17.7 (styles: names, defaults), 17.3.2 (fonts, sizes, languages).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cic_sheets.values.named import NamedTuple

from .scan import Scan

Styles = Mapping[tuple[str, str], str]
"""(kind, name in small letters) → the style's identity."""

_SIZE = 20  # half-points: what Word takes when nothing is said
_LARGEST = 144


class Letters(NamedTuple):
    """What text is written in, where nothing else is said: family, half-points, language."""

    font: str = ""
    size: int = _SIZE
    language: str = "fr-FR"


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
    """Those of a part of styles: the first family named, the size of plain paragraphs."""
    scan = Scan(content)
    font = language = ""
    sizes: dict[str, str] = {}
    for node in scan.nodes:
        if node.name == "w:rFonts":
            font = font or scan.value(node, "ascii")
        elif node.name == "w:lang":
            language = language or scan.value(node, "val")
        elif node.name == "w:sz":
            around = node.parent
            while around and around.name not in ("w:style", "w:docDefaults"):
                around = around.parent
            if around and around.name == "w:docDefaults":
                sizes["document"] = scan.value(node)
            elif around and _is_plain(scan.value(around, "type"), scan.value(around, "default")):
                sizes["paragraph"] = scan.value(node)
    said = sizes.get("paragraph", sizes.get("document", ""))
    known = said.isdecimal() and len(said) < 4 and 0 < int(said) <= _LARGEST
    return Letters(font, int(said) if known else _SIZE, language or "fr-FR")


def _is_plain(kind: str, default: str) -> bool:
    return kind == "paragraph" and default in ("1", "true", "on")


def named(styles: Styles, kind: str, names: Sequence[str]) -> str:
    """The identity of the first of these styles that there is, "" for none."""
    return next((s for name in names if (s := styles.get((kind, name)))), "")
