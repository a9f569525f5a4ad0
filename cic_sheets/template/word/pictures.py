"""A picture whose alternative text is `{{graphique: nom}}`: another, or a chart, in its frame.

Place, size and wrapping stay.  Source: ISO/IEC 29500-1, 20.1.8.13 (blip), 20.1.8.55 (srcRect),
20.1.2.2.17 (graphicData), 20.4.2.5 (docPr).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..blocks import Graph, Image
from ..charts import MOST_SERIES, described
from ..grammar import PICTURE, Asked, asked
from ..names import Known
from ..outcome import Unreachable
from .changes import Change, Turn, always
from .desk import Here
from .drawings import MEDIA, chart_data, picture_data
from .pen import Pen
from .places import Places
from .scan import Node, Scan
from .text import in_one_line

FRAMED = ("wp:docPr", "pic:cNvPr")
"""What bears the alternative text of a picture."""
_FRAMES = ("wp:inline", "wp:anchor")


def asks_for(scan: Scan, node: Node) -> Asked | None:
    """The picture that an alternative text asks for."""
    if node.name not in FRAMED:
        return None
    return next((one for one in asked(scan.value(node, "descr")) if one.kind == PICTURE), None)


class Pictures:
    """The pictures of one part that others take the place of."""

    def __init__(self, scan: Scan, known: Known, here: Here, places: Places) -> None:
        self._scan, self._known, self._here, self._places = scan, known, here, places

    def find(self) -> Iterator[Change]:
        """What changes; what cannot is told."""
        for node in self._scan.nodes:
            wanted = asks_for(self._scan, node)
            if wanted is None:
                continue
            place = self._places.of(node, self._scan.value(node, "descr"))
            given = self._known.picture(wanted.name)
            if given is None:
                self._known.note(wanted.written, place)
            elif node.name == "wp:docPr" and (change := self._shown(node, given)):
                yield change
                yield from self._said(node, given, wanted.name)
                yield from self._undone(node)
            elif node.name == "wp:docPr" or _stands_alone(node):
                self._places.unreachable.append(Unreachable(wanted.written, place))
            else:
                yield from self._said(node, given, wanted.name)

    def _shown(self, node: Node, given: Graph | Image) -> Change | None:
        """The change that shows it in the frame; None where none can."""
        scan, frame = self._scan, node.parent
        data = scan.first(frame, "a:graphicData") if frame else None
        shown = next(scan.children(data), None) if data and not data.closed_at_once else None
        if frame is None or data is None or shown is None or frame.name not in _FRAMES:
            return None
        if isinstance(given, Graph):
            return self._chart(data, given) if _is_picture(shown) else None
        blip = _own(scan, data, "a:blip")
        embed = scan.place(blip, "embed") if blip else None
        if given.kind not in MEDIA:
            return None
        pen = Pen.of(scan, scan.nodes[0])
        if embed:
            relation = f"{pen.uris.relations}/image"
            return Change(
                *embed,
                lambda _: self._here.image(given, MEDIA[given.kind], relation).encode(),
            )
        if not _is_chart(shown):
            return None
        extent = scan.child(frame, "wp:extent")
        size = [int(side) if (side := scan.value(extent, name)).isdecimal() else 0
                for name in ("cx", "cy")]  # fmt: skip
        return Change(
            data.start, data.end, lambda _: picture_data(given, self._here, pen, (size[0], size[1]))
        )

    def _chart(self, data: Node, given: Graph) -> Change | None:
        if len(given.series) > MOST_SERIES:
            return None
        pen = Pen.of(self._scan, self._scan.nodes[0])

        def drawn(_: Turn) -> bytes:
            return chart_data(given, self._here, pen)

        return Change(data.start, data.end, drawn)

    def _said(self, node: Node, given: Graph | Image, name: str) -> Iterator[Change]:
        """The alternative text: what is shown now."""
        place = self._scan.place(node, "descr")
        words = described(given) if isinstance(given, Graph) else given.words
        if place:
            yield Change(*place, always(in_one_line(words or name)))

    def _undone(self, node: Node) -> Iterator[Change]:
        """What belonged to the picture that was: its cut, its effects, an older twin."""
        scan, frame = self._scan, node.parent
        blip = _own(scan, frame, "a:blip") if frame else None
        if blip and not blip.closed_at_once:
            for extension in scan.children(blip):
                yield Change(extension.start, extension.end, always(b""))
        crop = _own(scan, frame, "a:srcRect") if frame else None
        if crop:
            yield Change(crop.start, crop.end, always(b""))


def _own(scan: Scan, frame: Node, name: str) -> Node | None:
    """The first element of this name in a frame, not in a text that the frame holds."""
    at = frame.index + 1
    while at < frame.last:
        one = scan.nodes[at]
        if one.name == name:
            return one
        at = one.last if one.name == "w:txbxContent" else at + 1
    return None


def _is_picture(node: Node) -> bool:
    return node.name == "pic:pic" or _is_chart(node)


def _is_chart(node: Node) -> bool:
    return node.name.endswith("/chart}chart")


def _stands_alone(node: Node) -> bool:
    """Whether no frame around bears the text too."""
    above = node.parent
    while above is not None:
        if above.name in _FRAMES:
            return False
        above = above.parent
    return True
