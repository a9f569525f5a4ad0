"""Pages that lie on their side for wide tables: sections are cut in the body, never elsewhere.

What becomes of a section: its pages so far keep it as it was; those that follow a cut begin a
page, without a first page's own header nor a new count.  Nothing is cut where no page would be
seen: at a section's start, at its end, between two wide tables.

Source: ISO/IEC 29500-1, 17.6 (sections), 17.6.13 (pgSz), 17.6.22 (type), 17.10.6 (titlePg).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from cic_sheets.values.named import NamedTuple

from ..blocks import Block, Grid, Title
from ..opc.markup import joined
from .desk import Here, Section
from .pen import Pen
from .room import Room, governing, page_of
from .scan import Node, Scan

_SHOWN = frozenset({
    "w:t", "w:drawing", "w:pict", "w:object", "w:br", "mc:AlternateContent", "w:fldChar",
    "w:fldSimple", "w:sym", "w:footnoteReference", "w:endnoteReference", "w:pageBreakBefore",
})  # fmt: skip
_MARKS = frozenset({
    "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:permStart",
    "w:permEnd", "w:proofErr",
})  # fmt: skip
_LONG, _SHORT = "16838", "11906"  # the sides of a page that nothing is said of
_BEFORE_SIZE = ("w:headerReference", "w:footerReference", "w:footnotePr", "w:endnotePr", "w:type")
_START = re.compile(rb"\s[^\s=]*?\bstart\s*=\s*(?:\"[^\"]*\"|'[^']*')")


class Group(NamedTuple):
    """Blocks on pages of one kind; `wide` ones lie on their side."""

    blocks: tuple[Block, ...]
    wide: bool


def groups(blocks: Sequence[Block], *, turning: bool) -> list[Group]:
    """Neighbours on pages of one kind; the titles right above a wide table go with it."""
    found: list[Group] = []
    titles: list[Block] = []

    def put(blocks: Sequence[Block], wide: bool) -> None:
        if found and found[-1].wide == wide:
            found[-1] = Group((*found[-1].blocks, *blocks), wide)
        elif blocks:
            found.append(Group(tuple(blocks), wide))

    for block in blocks:
        titles.append(block)
        if not isinstance(block, Title):
            put(titles, turning and isinstance(block, Grid) and block.wide)
            titles = []
    put(titles, False)
    return found


class Landscape:
    """The pages around a paragraph of the body that asks for a section."""

    def __init__(self, scan: Scan, paragraph: Node, here: Here, pen: Pen) -> None:
        """Nothing is turned (`room` is None) outside the body or on a page that lies already."""
        self._scan, self._paragraph, self._pen = scan, paragraph, pen
        self.room: Room | None = None
        """The text's place on the turned page."""
        parent = paragraph.parent
        at_top = bool(parent and parent.name == "w:body")
        self.end = governing(scan, paragraph, here) if at_top else None
        """The end of the section around."""
        self._siblings = here.siblings(scan, parent) if parent and self.end else []
        if self.end:
            if not page_of(scan, self.end).landscape:
                self.room = page_of(scan, self.end, turned=True)
            self._section = here.section(self.end)

    def begun(self, *, after_text: bool) -> bytes:
        """What stands before a wide table; `after_text` when the same section drew something."""
        if not after_text and not self._follows_text():
            return b""
        return self._cut(sideways=False)

    def ended(self, *, before_text: bool) -> bytes:
        """What stands after it; `before_text` when the same section draws more."""
        if before_text or self._precedes_text():
            if not before_text:
                self._section.turned_until = self._paragraph.end
            return self._cut(sideways=True)
        self._section.sideways = True
        return b""

    def _follows_text(self) -> bool:
        at = bisect_left(self._siblings, self._paragraph.start, key=lambda one: one.start)
        for one in reversed(self._siblings[:at]):
            if one.end == self._section.turned_until or _ends(self._scan, one):
                return False
            if not _is_blank(self._scan, one):
                return True
        return False

    def _precedes_text(self) -> bool:
        at = bisect_left(self._siblings, self._paragraph.start, key=lambda one: one.start)
        for one in self._siblings[at:]:
            if one is self._paragraph:
                if _ends(self._scan, one):
                    return False
            elif one is self.end or _ends(self._scan, one):
                return one is not self.end and not _is_blank(self._scan, one)
            elif not _is_blank(self._scan, one):
                return True
        return False

    def _cut(self, *, sideways: bool) -> bytes:
        """A paragraph that ends a section, as small as it can be."""
        pen, section = self._pen, self._section
        if self.end is None:
            return b""
        ending = end_of_section(
            self._scan, self.end, pen, first=not section.cuts, sideways=sideways
        )
        section.cuts += 1
        tiny = pen("spacing", before=0, after=0, line=20, lineRule="exact")
        return pen("p", pen("pPr", tiny, ending))


def written_end(scan: Scan, end: Node, pen: Pen, section: Section) -> bytes:
    """The template's own end of a section, after all cuts."""
    if not section.cuts and not section.sideways:
        return scan.text[end.start : end.end]
    return end_of_section(scan, end, pen, first=not section.cuts, sideways=section.sideways)


def end_of_section(scan: Scan, end: Node, pen: Pen, *, first: bool, sideways: bool) -> bytes:
    """A `w:sectPr` like this one: of the first pages or of others, upright or on the side."""
    text, children = scan.text, [] if end.closed_at_once else list(scan.children(end))
    gone = {"w:sectPrChange"} | (set() if first else {"w:titlePg"})
    gone |= {"w:cols"} if sideways else set()
    edits: list[tuple[int, int, bytes]] = []
    for one in children:
        tag = scan.tag(one)
        if one.name in gone:
            edits.append((one.start, one.end, b""))
        elif one.name == "w:type" and not first:
            edits.append((one.start, one.end, pen("type", val="nextPage")))
        elif one.name == "w:pgNumType" and not first:
            edits.append((one.start, one.inner, _START.sub(b"", tag)))
        elif one.name == "w:pgSz" and sideways:
            across, down = scan.value(one, "h") or _LONG, scan.value(one, "w") or _SHORT
            turned = pen("pgSz", w=across, h=down, orient="landscape")
            edits.append((one.start, one.end, turned))
    if sideways and not any(one.name == "w:pgSz" for one in children):
        at = next((one.start for one in children if one.name not in _BEFORE_SIZE), end.close)
        edits.append((at, at, pen("pgSz", w=_LONG, h=_SHORT, orient="landscape")))
    if end.closed_at_once:
        inside = b"".join(content for _, _, content in edits)
        return pen("sectPr", inside)
    shifted = [(start - end.start, stop - end.start, content) for start, stop, content in edits]
    return joined(text[end.start : end.end], shifted)


def _ends(scan: Scan, node: Node) -> bool:
    """Whether a paragraph is the last of its section."""
    look = scan.child(node, "w:pPr") if node.name == "w:p" else None
    return bool(look and scan.child(look, "w:sectPr"))


def _is_blank(scan: Scan, node: Node) -> bool:
    """Whether nothing is seen of it but an empty line."""
    if node.name != "w:p":
        return node.name in _MARKS
    return _SHOWN.isdisjoint(one.name for one in scan.inside(node))
