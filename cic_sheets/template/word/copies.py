"""What a copy of rows must not share with the rows it was copied from.

Source: ISO/IEC 29500-1, 17.13.6 (bookmarks), 17.11 (notes), 17.13.4 (comments), 20.4.2.5 (docPr
ids); MS-DOCX 2.2.5 (paraId, textId).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from .changes import Change, Turn, always
from .scan import Node, Scan

_ONCE = frozenset({
    "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd",
    "w:commentReference", "w:footnoteReference", "w:endnoteReference", "w:permStart", "w:permEnd",
    "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd",
})  # fmt: skip
_MARKED = ("w:p", "w:tr", "wp:inline", "wp:anchor")
_MARK = re.compile(rb"\s+[^\s=:]+:(?:paraId|textId|anchorId|editId)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_BOUND = ("w:dataBinding", "w15:dataBinding")


class Copies:
    """Tells the copies of one part apart."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._numbers: Iterator[int] | None = None

    def unbound(self, nodes: Iterable[Node]) -> Iterator[Change]:
        """Controls that repeat can't all show the one value they are bound to."""
        for node in nodes:
            if node.name in _BOUND:
                yield Change(node.start, node.end, always(b""))

    def told_apart(self, nodes: Iterable[Node]) -> Iterator[Change]:
        """Marks that stand once are left out of a copy; numbers are fresh ones."""
        for node in nodes:
            if node.name in _ONCE or (node.name == "w:id" and _is_of_control(node)):
                yield Change(node.start, node.end, always(b""))
            elif node.name in _MARKED:
                for found in _MARK.finditer(self._scan.tag(node)):
                    start, end = found.span()
                    yield Change(node.start + start, node.start + end, always(b""))
            elif node.name == "wp:docPr" and (place := self._scan.place(node, "id")):
                yield Change(*place, self._number)
            elif _is_shape(node) and (place := self._scan.place(node, "id")):
                yield Change(*place, self._shape)

    def _number(self, _: Turn) -> bytes:
        if self._numbers is None:
            taken = (self._scan.value(n, "id") for n in self._scan.nodes if n.name == "wp:docPr")
            known = (int(id) for id in taken if id.isdecimal() and len(id) < 10)
            self._numbers = count(max(known, default=0) + 1)
        return b"%d" % next(self._numbers)

    def _shape(self, turn: Turn) -> bytes:
        return b"copie" + self._number(turn)


def _is_of_control(node: Node) -> bool:
    return bool(node.parent and node.parent.name == "w:sdtPr")


def _is_shape(node: Node) -> bool:
    """A VML shape that no object points to by its name."""
    drawn = node.name.startswith("v:") and node.name != "v:shapetype"
    return drawn and bool(node.parent and node.parent.name in ("w:pict", "v:group"))
