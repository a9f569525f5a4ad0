r"""What a table of contents lists: the headings of a document, or the captions of one label.

Source: ISO/IEC 29500-1, 17.16.5.68 (TOC: \o, \u, \t, \c), 17.9.20 (outlineLvl).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cic_sheets.values.named import NamedTuple

from .scan import Node, Scan

_SWITCH = re.compile(r'\\([a-zA-Z])\s*(?:"([^"]*)"|([^\s\\"]+))?')
_RANGE = re.compile(r"\s*(\d)\s*-\s*(\d)\s*\Z")
_HEADING = re.compile(r"heading ([1-9])\Z")
_NOT_LISTED = frozenset({"w:txbxContent", "w:del", "w:moveFrom"})
_MOST_BASES = 20  # styles that a style is based on, one on another


class Wanted(NamedTuple):
    """What a field of contents asks for.

    least, most  heading styles and outline levels that count; 0 for none
    outline      whether outline levels count, whatever the style
    styles       name of a style in small letters → its level
    label        of captions (`Tableau`); then these are listed, not headings
    linked       whether its lines are links
    numbered     whether its lines end with the number of their page
    known        whether all that it asks for is known here
    """

    least: int
    most: int
    outline: bool
    styles: Mapping[str, int]
    label: str
    linked: bool
    numbered: bool
    known: bool


def wanted(code: str) -> Wanted | None:
    """What a field's code asks for; None when it is no table of contents."""
    name, _, rest = code.strip().partition(" ")
    if name.upper() != "TOC":
        return None
    switches = {key.lower(): quoted or plain for key, quoted, plain in _SWITCH.findall(rest)}
    said = _RANGE.match(switches.get("o", ""))
    least, most = (int(said[1]), int(said[2])) if said else (1, 9)
    by_heading = "o" in switches or not switches.keys() & {"u", "t", "c", "a", "f"}
    pairs = re.split(r"\s*[;,]\s*", switches.get("t", "").casefold())
    named = {
        style: int(level)
        for style, level in zip(pairs[::2], pairs[1::2], strict=False)
        if level.isdecimal()
    }
    return Wanted(
        least if by_heading or "u" in switches else 0,
        most if by_heading or "u" in switches else 0,
        "u" in switches,
        named,
        switches.get("c", "").casefold(),
        "h" in switches,
        "n" not in switches,
        not switches.keys() & {"a", "b", "d", "f", "l", "s"},
    )


class Line(NamedTuple):
    """A paragraph to be listed: its level (0 for a caption) and what it says."""

    level: int
    text: str
    paragraph: Node


class Levels:
    """The levels that a document's styles give to their paragraphs."""

    def __init__(self, styles: Scan | None) -> None:
        self._names: dict[str, str] = {}
        self._outline: dict[str, int] = {}
        self._base: dict[str, str] = {}
        for node in styles.nodes if styles else ():
            if styles and node.name == "w:style" and styles.value(node, "type") == "paragraph":
                self._learn(styles, node)

    def _learn(self, styles: Scan, node: Node) -> None:
        key = styles.value(node, "styleId")
        self._names[key] = styles.value(styles.child(node, "w:name")).casefold()
        self._base[key] = styles.value(styles.child(node, "w:basedOn"))
        look = styles.child(node, "w:pPr")
        level = styles.value(styles.child(look, "w:outlineLvl")) if look else ""
        if level.isdecimal():
            self._outline[key] = int(level) + 1

    def named(self, name: str) -> str:
        """Identity of the style of this name; "" when there is none."""
        return next((key for key, one in self._names.items() if one == name), "")

    def of(self, scan: Scan, paragraph: Node, asked: Wanted) -> int | None:
        """The level at which a paragraph is listed; None when it is not."""
        look = scan.child(paragraph, "w:pPr")
        style = scan.value(scan.child(look, "w:pStyle")) if look else ""
        name = self._names.get(style, "")
        if name in asked.styles:
            return asked.styles[name]
        heading = _HEADING.match(name)
        level = int(heading[1]) if heading else None
        if level is None and asked.outline:
            own = scan.value(scan.child(look, "w:outlineLvl")) if look else ""
            level = int(own) + 1 if own.isdecimal() else self._outlined(style)
        return level if level and asked.least <= level <= asked.most else None

    def _outlined(self, style: str) -> int | None:
        for _ in range(_MOST_BASES):
            if style in self._outline:
                return self._outline[style]
            style = self._base.get(style, "")
        return None


def lines(scan: Scan, asked: Wanted, levels: Levels) -> Iterator[Line]:
    """What is listed, in the document's order; paragraphs without words are not."""
    found = _captions(scan, asked.label) if asked.label else _headings(scan, asked, levels)
    for level, node in found:
        text = _text(scan, node)
        if text and not _is_out(node):
            yield Line(level, text, node)


def _headings(scan: Scan, asked: Wanted, levels: Levels) -> Iterator[tuple[int, Node]]:
    known: dict[bytes, int | None] = {}  # properties as written → the level they give
    for node in scan.nodes:
        if node.name != "w:pPr" or node.parent is None or node.parent.name != "w:p":
            continue  # what has no properties is plain text
        written = scan.text[node.start : node.end]
        if written not in known:
            known[written] = levels.of(scan, node.parent, asked)
        level = known[written]
        if level is not None:
            yield level, node.parent


def _captions(scan: Scan, label: str) -> Iterator[tuple[int, Node]]:
    seen: set[int] = set()
    for node in scan.nodes:
        if node.name in ("w:instrText", "w:fldSimple") and node.paragraph:
            code = scan.value(node, "instr") or scan.content(node)
            if code.casefold().split()[:2] == ["seq", label] and node.paragraph.index not in seen:
                seen.add(node.paragraph.index)
                yield 0, node.paragraph


def _text(scan: Scan, paragraph: Node) -> str:
    """What a paragraph says, blanks for tabs and breaks, without the text boxes inside."""
    said: list[str] = []
    for node in scan.inside(paragraph):
        if node.paragraph is not paragraph:
            continue
        if node.name == "w:t":
            said.append(scan.content(node))
        elif node.name in ("w:tab", "w:br") and node.parent and node.parent.name == "w:r":
            said.append(" ")
    return "".join(said).strip()


def _is_out(node: Node) -> bool:
    above = node.parent
    while above is not None:
        if above.name in _NOT_LISTED:
            return True
        above = above.parent
    return False
