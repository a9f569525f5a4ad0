"""`{{champ}}` wherever it stands in a part, however Word has cut it in runs.

Source: ISO/IEC 29500-1, 17.3.3.31 (t), 17.13.5 (revisions), 17.16 (fields), 20.4.2.5 (docPr).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from cic_sheets.values.named import NamedTuple

from ..grammar import FIELD, PICTURE, SECTION, asked, broken
from ..names import Known, Name
from ..outcome import Unreachable
from .changes import Change, Turn
from .desk import Here
from .paragraphs import AFTER_BIDI
from .pictures import asks_for
from .places import Places
from .scan import Node, Scan
from .sections import Drawing, blocks_of
from .text import Look, Said, before, in_one_line, printable, reads_from_the_right

_TEXTS = {"w:t": "w:p", "a:t": "a:p", "m:t": "m:oMath"}
_GONE = ("w:moveFrom", "w:del")  # what a revision took away stays as it was
_SPOKEN = {
    "wp:docPr": ("descr", "title"),
    "pic:cNvPr": ("descr", "title"),
    "wps:cNvPr": ("descr", "title"),
    "w:tblCaption": ("val",),
    "w:tblDescription": ("val",),
    "w:hyperlink": ("tooltip",),
    "v:textpath": ("string",),
}
_AROUND = 25  # characters quoted on either side of an unknown field
_SHAPE = ("alt", "title")
Spelt = list[str | Name]
"""A text as the template has it: its own words, and the fields among them."""


class Met(NamedTuple):
    """A field of a list, and the element it stands in: its row repeats."""

    name: Name
    node: Node


class Fields:
    """The fields of one part: what they change, and where lists are asked for."""

    def __init__(self, scan: Scan, known: Known, places: Places, here: Here | None = None) -> None:
        """`here`: what sections are drawn with; nothing is drawn without."""
        self.scan, self.known, self.places = scan, known, places
        self._here = here
        self.changes: list[Change] = []
        self.met: list[Met] = []
        self.spelt: dict[int, Spelt] = {}
        """Index of a text's element → what it says once filled."""
        self._looks: dict[int, tuple[Look, bool]] = {}

    def find(self) -> None:
        """Look everywhere in the part."""
        for paragraph, texts in self._paragraphs():
            self._in_paragraph(paragraph, texts)
        for node in self.scan.nodes:
            spoken = _SPOKEN.get(node.name) or (_SHAPE if node.name.startswith("v:") else ())
            if spoken:
                self._in_attributes(node, spoken)
            elif node.name in ("w:instrText", "w:fldSimple"):
                self._in_code(node)

    def find_in_leaves(self) -> None:
        """Look in every element that holds text alone: properties, items of XML."""
        for node in self.scan.nodes:
            if node.last == node.index + 1 and not node.closed_at_once:
                spelt = self._spelt(self.scan.content(node), node)
                if spelt:
                    words = partial(self._in_one_line, spelt)
                    self.changes.append(Change(node.inner, node.close, words))

    def text(self, node: Node, turn: Turn) -> str:
        """What an element says once filled, its paragraphs on lines of their own."""
        lines: dict[int, list[str]] = {}
        for one in self.scan.inside(node):
            if one.name == "w:t" and one.paragraph:
                spelt = self.spelt.get(one.index, [self.scan.content(one)])
                lines.setdefault(one.paragraph.index, []).append(self.say(spelt, turn.items))
        return "\n".join("".join(line) for line in lines.values())

    def say(self, spelt: Spelt, items: Mapping[str, int]) -> str:
        """The text with its fields said."""
        return "".join(
            one if isinstance(one, str) else self.known.said(one, items) for one in spelt
        )

    # --- Paragraphs

    def _paragraphs(self) -> Iterator[tuple[Node, list[Node]]]:
        """Paragraphs with their own texts, those of text boxes inside being of others."""
        found: dict[int, list[Node]] = {}
        for node in self.scan.nodes:
            around = node.paragraph
            if around and around.name == _TEXTS.get(node.name) and not _is_gone(node):
                found.setdefault(around.index, []).append(node)
        for index, texts in found.items():
            yield self.scan.nodes[index], texts

    def _in_paragraph(self, paragraph: Node, texts: list[Node]) -> None:
        said = [self.scan.content(one) for one in texts]
        whole = "".join(said)
        if "{{" not in whole and "}}" not in whole:
            return
        if self._becomes_section(paragraph, texts, whole):
            return
        self.places.note_broken(broken(whole), paragraph)
        spans = self._spans(whole, paragraph)
        if not spans:
            return
        parts = _cut(said, spans)
        for text, before_it, spelt in zip(texts, said, parts, strict=True):
            if spelt != [before_it] and (spelt or before_it):
                self.spelt[text.index] = spelt
                self._rewrite(text, spelt)
        own_words = "".join(one for spelt in parts for one in spelt if isinstance(one, str))
        if paragraph.name == "w:p" and reads_from_the_right(own_words) is None:
            self._turn(paragraph, [name for _, _, name in spans])

    def _becomes_section(self, paragraph: Node, texts: list[Node], whole: str) -> bool:
        """A paragraph that asks for a section and nothing else gives its place to it."""
        found = asked(whole) if "{{" in whole and ":" in whole else []
        alone = len(found) == 1 and whole.strip() == whole[found[0].start : found[0].end]
        if not alone or found[0].kind != SECTION or paragraph.name != "w:p":
            return False
        held = self.known.section(found[0].name)
        run = texts[0].parent
        if held is None or run is None or run.name != "w:r" or self._here is None:
            return False
        blocks = blocks_of(held) if isinstance(held, str) else held
        drawing = Drawing(self.scan, paragraph, texts, run, self._here)
        self.changes += drawing.changes(blocks)
        return True

    def _spans(self, text: str, node: Node) -> list[tuple[int, int, Name]]:
        """Where the known fields of a text stand; the others are noted."""
        spans: list[tuple[int, int, Name]] = []
        for one in asked(text):
            if one.kind == SECTION and self.known.section(one.name) is not None:
                place = self.places.of(node, text)  # not alone in its paragraph
                self.places.unreachable.append(Unreachable(one.written, place))
                continue
            if one.kind == PICTURE and self.known.picture(one.name):
                place = self.places.of(node, text)  # no picture's alternative text
                self.places.unreachable.append(Unreachable(one.written, place))
                continue
            name = self.known.field(one.name) if one.kind == FIELD else None
            if name is None:
                around = text[max(one.start - _AROUND, 0) : one.end + _AROUND]
                self.known.note(one.written, self.places.of(node, around))
                continue
            self.known.note_unfilled(name, one.name, self.places.of(node, text))
            if self.meets(name, one.name, node):
                spans.append((one.start, one.end, name))
        return spans

    def meets(self, name: Name, written: str, node: Node) -> bool:
        """Note a known field; False for one of a list outside rows: there is no item to say."""
        if not name.list:
            return True
        if node.row is None:
            self.places.unreachable.append(Unreachable(written, self.places.of(node, written)))
            return False
        self.met.append(Met(name, node))
        return True

    def _rewrite(self, text: Node, spelt: Spelt) -> None:
        """The change that makes a text say this, runs added where directions change."""
        run = text.parent
        if text.name != "w:t" or run is None or run.name != "w:r":  # no run that could be cut
            words = partial(self._in_one_line, spelt)
            self.changes.append(Change(text.inner, text.close, words))
            return
        look, alone = self._look(run)
        if alone:
            words = partial(self._whole, look, spelt)
            self.changes.append(Change(run.start, run.end, words))
            return
        preserved = b"preserve" in self.scan.tag(text)
        words = partial(self._amid, look, spelt, preserved)
        self.changes.append(Change(text.start, text.end, words))

    def _look(self, run: Node) -> tuple[Look, bool]:
        """How a run is written, and whether it holds one text and nothing else."""
        if run.index not in self._looks:
            held = [one.name for one in self.scan.children(run) if one.name != "w:rPr"]
            self._looks[run.index] = Look.of(self.scan, run), held == ["w:t"]
        return self._looks[run.index]

    def _whole(self, look: Look, spelt: Spelt, turn: Turn) -> bytes:
        return look.whole(self._said(spelt, turn))

    def _amid(self, look: Look, spelt: Spelt, preserved: bool, turn: Turn) -> bytes:
        return look.amid(self._said(spelt, turn), preserved)

    def _said(self, spelt: Spelt, turn: Turn) -> Iterator[Said]:
        for one in spelt:
            if isinstance(one, str):
                yield Said(one, given=False)
            else:
                yield Said(printable(self.known.said(one, turn.items)), given=True)

    def _in_one_line(self, spelt: Spelt, turn: Turn) -> bytes:
        return in_one_line(self.say(spelt, turn.items))

    def _turn(self, paragraph: Node, names: list[Name]) -> None:
        """A paragraph of given words alone is written from the right when they are."""
        properties = self.scan.child(paragraph, "w:pPr")
        bidi = b"<%sbidi/>" % paragraph.prefix
        if properties is None or properties.closed_at_once:
            start = properties.start if properties else paragraph.inner
            end = properties.end if properties else paragraph.inner
            kept = self.scan.text[start:end]
            whole = b"<%spPr>%s</%spPr>" % (paragraph.prefix, bidi, paragraph.prefix)
        else:
            children = list(self.scan.children(properties))
            if any(one.name == "w:bidi" for one in children):
                return
            start = end = before(properties, children, AFTER_BIDI)
            kept, whole = b"", bidi

        def words(turn: Turn) -> bytes:
            read = (reads_from_the_right(self.known.said(name, turn.items)) for name in names)
            return whole if next((one for one in read if one is not None), False) else kept

        self.changes.append(Change(start, end, words))

    # --- Elsewhere

    def _spelt(self, text: str, node: Node) -> Spelt:
        """A text by itself, [] when nothing in it is known."""
        if "{{" not in text and "}}" not in text:
            return []
        self.places.note_broken(broken(text), node)
        spans = self._spans(text, node)
        return _cut([text], spans)[0] if spans else []

    def _in_attributes(self, node: Node, names: tuple[str, ...]) -> None:
        if b"{{" not in self.scan.tag(node) or asks_for(self.scan, node):
            return
        for name in names:
            place = self.scan.place(node, name)
            spelt = self._spelt(self.scan.value(node, name), node) if place else []
            if place and spelt:
                self.changes.append(Change(*place, partial(self._in_one_line, spelt)))

    def _in_code(self, node: Node) -> None:
        """A field of Word's own: its code is an instruction, and takes nothing from data."""
        code = self.scan.value(node, "instr") if node.name == "w:fldSimple" else ""
        code = code or (self.scan.content(node) if node.name == "w:instrText" else "")
        for one in asked(code):
            self.places.unreachable.append(Unreachable(one.name, self.places.of(node, code)))


def _is_gone(text: Node) -> bool:
    run = text.parent
    return bool(run and run.parent and run.parent.name in _GONE)


def _cut(texts: list[str], spans: list[tuple[int, int, Name]]) -> list[Spelt]:
    """Each text with its fields apart; a field stands in the text where it starts."""
    cut: list[Spelt] = []
    at = current = 0
    for text in texts:
        spelt: Spelt = []
        here, stop = at, at + len(text)
        while current < len(spans) and spans[current][0] < stop:
            start, end, name = spans[current]
            if start >= at:
                spelt += (text[here - at : start - at], name)
            here = min(end, stop)
            if end > stop:
                break
            current += 1
        spelt.append(text[here - at :])
        cut.append([one for one in spelt if one != ""])
        at = stop
    return cut
