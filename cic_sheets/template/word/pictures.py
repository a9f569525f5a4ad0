"""A picture whose alternative text is `{{graphique: nom}}`: another in the same frame.

Source: ISO/IEC 29500-1, 20.1.8.13 (blip), 20.1.8.55 (srcRect), 20.4.2.5 (docPr).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..blocks import Image
from ..grammar import PICTURE, Asked, asked
from ..names import Known
from ..outcome import Unreachable
from .changes import Change, always
from .desk import Desk
from .places import Places
from .scan import Node, Scan
from .text import in_one_line

FRAMED = ("wp:docPr", "pic:cNvPr")
"""What bears the alternative text of a picture."""
_MEDIA = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
          "emf": "image/x-emf"}  # fmt: skip


def asks_for(scan: Scan, node: Node) -> Asked | None:
    """The picture that an alternative text asks for."""
    if node.name not in FRAMED:
        return None
    return next((one for one in asked(scan.value(node, "descr")) if one.kind == PICTURE), None)


class Pictures:
    """The pictures of a package that others take the place of; each file is put in once."""

    def __init__(self, desk: Desk, known: Known) -> None:
        self._desk, self._package, self._known = desk, desk.package, known
        self._files: dict[tuple[str, str], str] = {}

    def find(self, scan: Scan, part: str, places: Places) -> Iterator[Change]:
        """What changes in a part; what cannot is told."""
        for node in scan.nodes:
            wanted = asks_for(scan, node)
            if wanted is None:
                continue
            place = places.of(node, scan.value(node, "descr"))
            image = self._known.picture(wanted.name)
            frame = node.parent
            blip = scan.first(frame, "a:blip") if frame and node.name == "wp:docPr" else None
            if image is None:
                self._known.note(wanted.written, place)
            elif node.name == "wp:docPr" and frame and blip and isinstance(image, Image):
                yield from self._replaced(scan, part, node, frame, blip, image, wanted.name)
            elif node.name == "wp:docPr" or _stands_alone(node):
                places.unreachable.append(Unreachable(wanted.written, place))
            else:
                yield from _said(scan, node, image, wanted.name)

    def _replaced(
        self, scan: Scan, part: str, node: Node, frame: Node, blip: Node, image: Image, name: str
    ) -> Iterator[Change]:
        embed = scan.place(blip, "embed")
        kind = next((one.type for one in self._package.relations(part) if one.kind == "image"), "")
        if embed is None or not kind or image.kind not in _MEDIA:
            return
        yield Change(*embed, always(self._related(part, kind, image, name).encode()))
        yield from _said(scan, node, image, name)
        inner = (one for one in scan.children(blip) if not blip.closed_at_once)
        for extension in inner:  # an older twin, or effects of the picture that was
            yield Change(extension.start, extension.end, always(b""))
        crop = scan.first(frame, "a:srcRect")
        if crop:
            yield Change(crop.start, crop.end, always(b""))

    def _related(self, part: str, kind: str, image: Image, name: str) -> str:
        """The picture's file in the package: the id by which the part knows it."""
        found = self._files.get((part, name))
        if found is None:
            file = self._package.free_name("word/media/image{}." + image.kind)
            self._package.add(file, image.data, _MEDIA[image.kind])
            found = self._files[part, name] = self._package.relate(part, kind, file)
        return found


def _said(scan: Scan, node: Node, image: object, name: str) -> Iterator[Change]:
    """The alternative text: what the new picture shows."""
    place = scan.place(node, "descr")
    words = image.words if isinstance(image, Image) and image.words else name
    if place:
        yield Change(*place, always(in_one_line(words)))


def _stands_alone(node: Node) -> bool:
    """Whether no frame around bears the text too."""
    above = node.parent
    while above is not None:
        if above.name in ("wp:inline", "wp:anchor"):
            return False
        above = above.parent
    return True
