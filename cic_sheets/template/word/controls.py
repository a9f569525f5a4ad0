"""Content controls filled by their tag or their title; what one is bound to follows.

Source: ISO/IEC 29500-1, 17.5.2 (sdt, dataBinding, showingPlcHdr).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator
from functools import partial

from cic_sheets.values.named import NamedTuple

from ..names import Name
from ..outcome import Unreachable
from .changes import Change, Turn, Words, always
from .control_values import Shown, showing
from .fields import Fields
from .scan import Node, Scan
from .text import Look, Said, printable

_BEYOND_WORDS = frozenset({
    "w:picture", "w:docPartList", "w:docPartObj", "w:group", "w:bibliography", "w:citation",
    "w:equation", "w15:repeatingSection", "w15:repeatingSectionItem",
})  # fmt: skip
_DRAWN = frozenset({"w:tr", "w:drawing", "w:pict", "w:object", "w:altChunk", "w:sectPr"})
_BINDING = ("w:dataBinding", "w15:dataBinding")


class Bound(NamedTuple):
    """What a control is bound to in another part, and what must stand there now."""

    store: str
    xpath: str
    mappings: str
    text: str
    control: Node


class Control:
    """A content control with what its properties say, by the name of the element."""

    def __init__(self, scan: Scan, node: Node) -> None:
        self.node = node
        self.content = scan.child(node, "w:sdtContent")
        properties = scan.child(node, "w:sdtPr")
        self.said = {one.name: one for one in scan.children(properties)} if properties else {}
        names = (scan.value(self.said.get(key)) for key in ("w:tag", "w:alias"))
        stripped = (one.strip().removeprefix("{{").removesuffix("}}").strip() for one in names)
        self.names = [one for one in stripped if one]

    @property
    def binding(self) -> Node | None:
        """The element that says what the control is bound to."""
        return next((self.said[name] for name in _BINDING if name in self.said), None)


class Controls:
    """The controls of one part: those that bear a field's name, and those that hold fields."""

    def __init__(self, fields: Fields) -> None:
        self._scan, self._fields, self._known = fields.scan, fields, fields.known
        self._bound: list[tuple[Control, Shown | None]] = []
        self._with_fields = sorted(fields.spelt)

    def find(self) -> None:
        """Add what the controls change to the changes of the fields."""
        done = 0
        for node in self._scan.nodes:
            if node.name != "w:sdt" or node.start < done:
                continue
            control = Control(self._scan, node)
            shown = self._filled(control)
            if shown:
                done = node.end  # nothing inside is left to fill
            elif not self._holds_fields(node):
                continue
            if "w:showingPlcHdr" in control.said:
                self._drop(control.said["w:showingPlcHdr"])
            if control.binding:
                self._bound.append((control, shown))

    def bound(self, repeated: Container[int]) -> Iterator[Bound]:
        """Where else must change what a control shows now; rows that repeat are bound no more."""
        for control, shown in self._bound:
            binding, content = control.binding, control.content
            if binding and content and not _is_in(control.node, repeated):
                here = Turn()
                text = shown.stored(here) if shown else self._fields.text(content, here)
                store, xpath, mappings = (
                    self._scan.value(binding, one)
                    for one in ("storeItemID", "xpath", "prefixMappings")
                )
                yield Bound(store, xpath, mappings, text, control.node)

    def _filled(self, control: Control) -> Shown | None:
        """How the control is filled; None when it bears no field's name or takes no text."""
        name = self._name(control)
        if name is None:
            return None
        if self._is_beyond_words(control):
            written, node = control.names[0], control.node
            place = self._fields.places.of(node, written)
            self._fields.places.unreachable.append(Unreachable(written, place))
            return None
        if not self._fields.meets(name, control.names[0], control.node):
            return None
        shown = showing(self._scan, control.said, self._known, name)
        self._fields.changes += [*shown.changes, *self._content(control, shown)]
        return shown

    def _name(self, control: Control) -> Name | None:
        """The field that the tag or the title names; a near miss is noted, nothing else is."""
        for written in control.names:
            name = self._known.field(written)
            if name:
                return name
        for written in control.names:
            if self._known.near(written):
                self._known.note(written, self._fields.places.of(control.node, written))
                break
        return None

    def _is_beyond_words(self, control: Control) -> bool:
        content = control.content
        if content is None or not _BEYOND_WORDS.isdisjoint(control.said):
            return True
        held = (self._scan.nodes[at].name for at in range(content.index + 1, content.last))
        return any(name in _DRAWN for name in held)

    def _content(self, control: Control, shown: Shown) -> Iterator[Change]:
        """The changes that make the control hold one text, in its first paragraph if it has any."""
        scan, content = self._scan, control.content
        assert content is not None
        words = partial(self._run, self._look(control, content), shown)
        paragraph = scan.first(content, "w:p")
        if paragraph is None:
            yield _filling(content, content.inner, words)
            return
        properties = scan.child(paragraph, "w:pPr")
        yield _filling(paragraph, properties.end if properties else paragraph.inner, words)
        around = paragraph.parent
        if around and paragraph.end < around.close:
            yield Change(paragraph.end, around.close, always(b""))

    def _run(self, look: Look, shown: Shown, turn: Turn) -> bytes:
        return look.whole([Said(printable(shown.text(turn)), given=True)])

    def _look(self, control: Control, content: Node) -> Look:
        """That of the first run; what stands for an empty control gives none."""
        run = self._scan.first(content, "w:r")
        own = control.said.get("w:rPr")
        if run and "w:showingPlcHdr" not in control.said:
            return Look.of(self._scan, run)
        prefix = content.prefix
        return Look(self._scan, prefix, b"<%sr>" % prefix, own)

    def _holds_fields(self, node: Node) -> bool:
        at = bisect_right(self._with_fields, node.index)
        return at < len(self._with_fields) and self._with_fields[at] < node.last

    def _drop(self, node: Node) -> None:
        self._fields.changes.append(Change(node.start, node.end, always(b"")))


def _filling(element: Node, start: int, words: Words) -> Change:
    """The change that gives an element this content from `start` on."""
    if not element.closed_at_once:
        return Change(start, element.close, words)
    opening, closing = b"<%s>" % element.written, b"</%s>" % element.written
    return Change(element.start, element.end, lambda turn: opening + words(turn) + closing)


def _is_in(node: Node, rows: Container[int]) -> bool:
    row = node.row
    while row:
        if row.index in rows:
            return True
        row = row.parent.row if row.parent else None
    return False
