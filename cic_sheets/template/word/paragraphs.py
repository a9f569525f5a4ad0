"""Paragraphs where a section stands: in a style of the template, or as the one that asked.

Source: ISO/IEC 29500-1, 17.3.1 (paragraphs; order of their properties), 17.3.2 (runs).
"""

from __future__ import annotations

from .pen import Pen
from .scan import Node, Scan
from .text import Look, Said, printable, reads_from_the_right

_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip
AFTER_BIDI = tuple(f"w:{name}" for name in _ORDER[_ORDER.index("bidi") + 1 :])
"""The properties before which `w:bidi` stands."""
_RANK = {f"w:{name}": rank for rank, name in enumerate(_ORDER)}
_ONCE = ("w:sectPr", "w:pPrChange", "w:pageBreakBefore")
"""What the paragraphs that take the place of one do not share: ends, revisions, new pages."""
_REVISED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange")
_BEFORE_BOLD = ("w:rStyle", "w:rFonts")

_LEFT_TO_RIGHT_MARK = "\u200e"

Properties = dict[str, bytes]
"""Name of a paragraph's property → the element."""


def from_the_right(text: str) -> bool:
    """Whether a paragraph that begins so is written from right to left."""
    return bool(reads_from_the_right(text))


class Paragraphs:
    """Writes paragraphs like the one that asks, and others in styles."""

    def __init__(self, scan: Scan, paragraph: Node, run: Node, pen: Pen) -> None:
        self._scan, self.pen = scan, pen
        node = scan.child(paragraph, "w:pPr")
        kept = scan.children(node) if node and not node.closed_at_once else ()
        given = {one.name: one for one in kept}
        if "w:rPr" in given and any(scan.first(given["w:rPr"], name) for name in _REVISED):
            del given["w:rPr"]
        self.own: Properties = {
            name: scan.text[one.start : one.end] for name, one in given.items() if name not in _ONCE
        }
        """The properties of the asking paragraph."""
        self._new_page = "w:pageBreakBefore" in given
        self.look = Look.of(scan, run)
        """The look of the asking run."""
        self.bold = _bolder(scan, self.look, scan.child(run, "w:rPr"), pen)
        """The same in bold."""
        self.plain = self.made()
        """A look that leaves everything to the style."""

    def made(self, *, bold: bool = False, size: int = 0) -> Look:
        """A look that says this and nothing else; `size` in half-points."""
        pen = self.pen
        said = pen("b") + pen("bCs") if bold else b""
        said += pen("sz", val=size) + pen("szCs", val=size) if size else b""
        left = pen("rPr", said) if said else b""
        return Look.made(self._scan, pen.w, left, pen("rPr", said, pen("rtl")))

    def styled(self, style: str) -> Properties:
        """The properties of a paragraph in a style."""
        return {"w:pStyle": self.pen("pStyle", val=style)}

    def text(self, properties: Properties, text: str, look: Look, lead: str = "") -> bytes:
        """A paragraph of this text, after first words in bold."""
        said = (
            self.bold.whole([Said(printable(f"{lead} " if text else lead), True)]) if lead else b""
        )
        rtl = from_the_right(lead or text)
        if rtl and reads_from_the_right(text) is False:  # or its last full stop goes to its left
            text = "\n".join(f"{one}{_LEFT_TO_RIGHT_MARK}" for one in text.split("\n"))
        said += look.whole([Said(printable(text), True)])
        return self.holding(properties, said, rtl=rtl)

    def holding(self, properties: Properties, content: bytes, *, rtl: bool = False) -> bytes:
        """A paragraph of these runs."""
        given = dict(properties)
        if rtl:
            given.setdefault("w:bidi", self.pen("bidi"))
        else:
            given.pop("w:bidi", None)
        if self._new_page:
            given["w:pageBreakBefore"] = self.pen("pageBreakBefore")
            self._new_page = False
        return self.pen("p", self.written(given), content) if content or given else self.pen("p")

    def written(self, properties: Properties) -> bytes:
        """A `w:pPr` in the order of the schema, b"" for none."""
        inside = sorted(properties.items(), key=lambda one: _RANK.get(one[0], len(_RANK)))
        return self.pen("pPr", *(written for _, written in inside)) if inside else b""


def _bolder(scan: Scan, look: Look, properties: Node | None, pen: Pen) -> Look:
    """A look in bold, for Arabic words too."""
    bold = pen("b") + pen("bCs")
    if properties is None or properties.closed_at_once:
        return Look.made(scan, pen.w, pen("rPr", bold), pen("rPr", bold, pen("rtl")), look.opening)
    children = list(scan.children(properties))
    if any(one.name == "w:b" for one in children):
        return look
    follower = (one.start for one in children if one.name not in _BEFORE_BOLD)
    at = next(follower, properties.close) - properties.start

    def inserted(written: bytes) -> bytes:
        return written[:at] + bold + written[at:]

    made = Look.made(
        scan, pen.w, inserted(look.left), inserted(look.properties(True)), look.opening
    )
    made.is_rtl = look.is_rtl
    return made
