"""Characters into runs: exactly what the data says, in the look that the template gave.

Source: ISO/IEC 29500-1, 17.3.2 (runs; order of their properties), 17.3.2.30 (rtl), 17.3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cic_sheets.values.named import NamedTuple

from ..opc.markup import escaped
from .scan import Node, Scan

_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(rf"[{_ARABIC}](?:[^A-Za-zÀ-ɏ\n]*[{_ARABIC}])*[؟،؛]?")
_LATIN = "0-9A-Za-zÀ-ɏ"
_LEFT_TO_RIGHT = re.compile(
    rf"[\u200e\u2212-]*[{_LATIN}](?:[^{_ARABIC}\n()«»]*[{_LATIN}])?(?:[ \u00a0]?%)?"
)
"""A name or a figure in a line that is read from the right; the signs around it are the line's."""
_LETTER = re.compile(rf"[A-Za-zÀ-ɏ]|[{_ARABIC}\u200f]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKED = re.compile(r"([\n\t])")
_AFTER_SIZE = (
    "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl",
)  # fmt: skip
_AFTER_RTL = (
    "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange",
)  # fmt: skip
_TWINS = (("w:b", "bCs"), ("w:i", "iCs"))


class Said(NamedTuple):
    """A stretch of text; `given` for what the data says, else the template's own words."""

    text: str
    given: bool


def printable(text: str) -> str:
    """The text with line feeds only, and without what XML can't hold."""
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def reads_from_the_right(text: str) -> bool | None:
    """Whether its first letter is written from right to left; None without a letter.

    The mark U+200F is a letter here: it says the direction of a line that begins with a name.
    """
    first = _LETTER.search(text)
    return None if first is None else not re.match(r"[A-Za-zÀ-ɏ]", first[0])


def in_one_line(text: str) -> bytes:
    """Text where neither breaks nor tabs can be: a title, an attribute."""
    return escaped(" ".join(printable(text).split("\n")).replace("\t", " "))


class Look:
    """How a run is written: its opening tag, its properties, and these for Arabic words."""

    def __init__(self, scan: Scan, prefix: bytes, opening: bytes, properties: Node | None) -> None:
        self.prefix, self.opening = prefix, opening
        self.left = scan.text[properties.start : properties.end] if properties else b""
        self.is_rtl = bool(properties and scan.child(properties, "w:rtl"))
        self._scan, self._properties = scan, properties
        self._right = b""

    @classmethod
    def of(cls, scan: Scan, run: Node) -> Look:
        """As a run of the template is written."""
        return cls(scan, run.prefix, scan.tag(run), scan.child(run, "w:rPr"))

    @classmethod
    def made(
        cls, scan: Scan, prefix: bytes, left: bytes, right: bytes, opening: bytes = b""
    ) -> Look:
        """A look of these properties, and these for Arabic words."""
        look = cls(scan, prefix, opening or b"<%sr>" % prefix, None)
        look.left, look._right = left, right
        return look

    def properties(self, rtl: bool) -> bytes:
        """The `w:rPr` of a run that holds such text, b"" for none."""
        if not rtl or self.is_rtl:
            return self.left
        if not self._right:
            self._right = right_to_left(self._scan, self._properties, self.prefix)
        return self._right

    def opened(self, rtl: bool) -> bytes:
        """The start of such a run."""
        return self.opening + self.properties(rtl)

    @property
    def closing(self) -> bytes:
        """The end of a run."""
        return b"</%sr>" % self.prefix

    def whole(self, said: Iterable[Said]) -> bytes:
        """Runs that hold this text; none for an empty one."""
        return b"".join(
            b"%s%s%s" % (self.opened(one.given), pieces(one.text, self.prefix), self.closing)
            for one in self._stretches(said)
        )

    def amid(self, said: Iterable[Said], preserved: bool) -> bytes:
        """The same where a `w:t` stood, the run around it closed and opened as need be."""
        stretches = list(self._stretches(said))
        if all(not one.given for one in stretches):
            return b"".join(pieces(one.text, self.prefix, preserved) for one in stretches)
        chunks: list[bytes] = []
        for one in stretches:
            inner = pieces(one.text, self.prefix, preserved)
            if one.given:
                chunks += (self.closing, self.opened(True), inner, self.closing, self.opened(False))
            else:
                chunks.append(inner)
        return b"".join(chunks)

    def _stretches(self, said: Iterable[Said]) -> Iterator[Said]:
        """Neighbours in one direction together; `given` then means from right to left."""
        if self.is_rtl:
            text = "".join(one.text for one in said)
            if text:
                yield Said(text, False)
            return
        held: list[str] = []
        for one in said:
            if not one.given or one.text.isascii():
                held.append(one.text)
                continue
            for stretch in _directions(one.text):
                if stretch.given:
                    if any(held):
                        yield Said("".join(held), False)
                    held.clear()
                    yield stretch
                else:
                    held.append(stretch.text)
        if any(held):
            yield Said("".join(held), False)


def _directions(text: str) -> Iterator[Said]:
    """The stretches of a text, `given` for those that are read from the right.

    In a line that begins from the right only names and figures are read from the left: the signs
    between words are the line's own, or a program would put a full stop on the wrong side.
    """
    inside = bool(reads_from_the_right(text))
    other = _LEFT_TO_RIGHT if inside else _RIGHT_TO_LEFT
    at = 0
    for found in other.finditer(text):
        if found.start() > at:
            yield Said(text[at : found.start()], inside)
        yield Said(found[0], not inside)
        at = found.end()
    if at < len(text):
        yield Said(text[at:], inside)


def pieces(text: str, prefix: bytes, preserved: bool = False) -> bytes:
    """The content of a run: texts, `w:br` for line feeds, `w:tab` for tabs."""
    chunks: list[bytes] = []
    for piece in _MARKED.split(text) if "\n" in text or "\t" in text else (text,):
        if piece == "\n":
            chunks.append(b"<%sbr/>" % prefix)
        elif piece == "\t":
            chunks.append(b"<%stab/>" % prefix)
        elif piece:
            kept = b' xml:space="preserve"' if preserved or piece != piece.strip() else b""
            chunks.append(b"<%st%s>%s</%st>" % (prefix, kept, escaped(piece), prefix))
    return b"".join(chunks)


def right_to_left(scan: Scan, properties: Node | None, prefix: bytes) -> bytes:
    """The `w:rPr` for Arabic words: direction, and the size and weight that the run has."""
    if properties is None or properties.closed_at_once:
        return b"<%srPr><%srtl/></%srPr>" % (prefix, prefix, prefix)
    children = list(scan.children(properties))
    named = {one.name: one for one in children}
    added: list[tuple[int, bytes]] = [
        (named[plain].end, b"<%s%s%s/>" % (prefix, twin.encode(), _attributes(scan, named[plain])))
        for plain, twin in _TWINS
        if plain in named and f"w:{twin}" not in named
    ]
    if "w:sz" in named and "w:szCs" not in named:
        twin = b"<%sszCs%s/>" % (prefix, _attributes(scan, named["w:sz"]))
        added.append((before(properties, children, (*_AFTER_SIZE, *_AFTER_RTL)), twin))
    added.append((before(properties, children, _AFTER_RTL), b"<%srtl/>" % prefix))
    chunks: list[bytes] = []
    at = properties.start
    for place, element in sorted(added, key=lambda one: one[0]):
        chunks += (scan.text[at:place], element)
        at = place
    return b"".join((*chunks, scan.text[at : properties.end]))


def before(parent: Node, children: Iterable[Node], followers: Iterable[str]) -> int:
    """The place of a new child: before the first of these or of another vocabulary, else last."""
    names = set(followers)
    for one in children:
        if one.name in names or not one.name.startswith("w:"):
            return one.start
    return parent.close


def _attributes(scan: Scan, node: Node) -> bytes:
    return scan.tag(node)[1 + len(node.written) :].rstrip(b">").rstrip(b"/").rstrip()
