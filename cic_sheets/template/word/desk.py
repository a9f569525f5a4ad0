"""What drawing in a document needs, whatever the part: styles, running numbers, new parts.

Source: ISO/IEC 29500-1, 17.16.5.58 (SEQ), 20.4.2.5 (docPr: ids), 14.2.1 (chart part), 15.2.14
(images), 15.2.11 (embedded packages).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from ..blocks import Image
from ..data import Data
from ..drawn import Letters
from ..kinds import main_part
from ..opc.markup import to_utf8
from ..opc.package import Package, Relation
from .scan import Node, Scan
from .styles import Styles, letters_of

_DRAWING = re.compile(rb"docPr\b[^>]*?\bid\s*=\s*[\"'](\d{1,9})[\"']")

_COPIES = 1_000_000  # numbers left to the drawings of rows that repeat


class Desk:
    """A document that is being drawn in."""

    def __init__(self, package: Package, data: Data, styles: Callable[[], Styles]) -> None:
        self.package, self.labels = package, data.labels
        self._styles = styles
        self.counts: dict[str, int] = {}
        """The running number of the last caption of each kind."""
        self.media: dict[int, str] = {}
        """The files of pictures by their identity: whoever fills keeps them alive."""
        self._main: Scan | None = None
        self._numbers: dict[str, int] = {}

    @property
    def styles(self) -> Styles:
        """The document's styles."""
        return self._styles()

    @cached_property
    def letters(self) -> Letters:
        """What its text is written in."""
        part = self.package.related(main_part(self.package), "styles")
        return letters_of(to_utf8(self.package.part(part.target))) if part else Letters()

    def main(self) -> Scan:
        """The main part: the pages are said there."""
        if self._main is None:
            self._main = Scan(to_utf8(self.package.part(main_part(self.package))))
        return self._main

    def at(self, part: str, scan: Scan) -> Here:
        """A part to be drawn in."""
        if part == main_part(self.package):
            self._main = scan
        return Here(self, part)

    def number(self, kind: str) -> int:
        """The running number of the next caption of this kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return self.counts[kind]

    def drawing(self) -> int:
        """A number that no drawing of the document has."""
        self._last_drawing += 1
        return self._last_drawing

    def free_name(self, pattern: str) -> str:
        """A part's name that no other has, numbers running on."""
        number = self._numbers.get(pattern, 0) + 1
        while pattern.format(number) in self.package:
            number += 1
        self._numbers[pattern] = number
        return pattern.format(number)

    @cached_property
    def main_ends(self) -> list[Node]:
        """The ends of sections of the main part, in order."""
        return ends_of_sections(self.main())

    @cached_property
    def _last_drawing(self) -> int:
        from .parts import text_parts

        taken = (
            int(id)
            for part in text_parts(self.package)
            for id in _DRAWING.findall(to_utf8(self.package.part(part.name)))
        )
        return max(taken, default=0) + _COPIES


def ends_of_sections(scan: Scan) -> list[Node]:
    """Every `w:sectPr` that ends a section, and none that says what one was before a revision."""
    return [
        node
        for node in scan.nodes
        if node.name == "w:sectPr" and node.parent and node.parent.name in ("w:body", "w:pPr")
    ]


class Section:
    """What became of a section of the body; `cuts` is how often it was cut."""

    def __init__(self) -> None:
        self.cuts = 0
        self.turned_until = -1
        """Where the paragraph ended that ended with a page on its side."""
        self.sideways = False
        """Whether the last page lies on its side."""


class Here:
    """A part of the document that is being drawn in."""

    def __init__(self, desk: Desk, part: str) -> None:
        self.desk, self.part = desk, part
        self.counted: dict[int, dict[str, int]] = {}
        """The running numbers before a section's blocks, by their identity."""
        self._sections: dict[int, Section] = {}
        self._ends: list[Node] | None = None
        self._relations: list[Relation] = []
        self._ids: Iterator[str] | None = None
        self._siblings: list[Node] = []
        self._images: dict[int, tuple[Image, str]] = {}

    def ids(self) -> set[str]:
        """The relationships by which the main part knows this one."""
        relations = self.desk.package.relations(main_part(self.desk.package))
        return {one.id for one in relations if one.target == self.part}

    def section(self, end: Node) -> Section:
        """The section that ends there."""
        return self._sections.setdefault(end.index, Section())

    def ends(self, scan: Scan) -> list[Node]:
        """The ends of sections of the part, in order."""
        if self._ends is None:
            self._ends = ends_of_sections(scan)
        return self._ends

    def relate(self, type: str, target: str) -> str:
        """A relationship to a new part: its id.  All are written at once, by `finish`."""
        if self._ids is None:
            self._ids = self.desk.package.free_ids(self.part)
        self._relations.append(Relation(next(self._ids), type, target, external=False))
        return self._relations[-1].id

    def finish(self) -> None:
        """Write what belongs to the part beside its text."""
        if self._relations:
            self.desk.package.relate_as(self.part, self._relations)
        self._relations, self._ids = [], None

    def siblings(self, scan: Scan, body: Node) -> list[Node]:
        """What is directly in the body."""
        if not self._siblings:
            self._siblings = list(scan.children(body))
        return self._siblings

    def image(self, image: Image, content_type: str, relation: str) -> str:
        """A picture's file in the package: the id by which the part knows it, once for each."""
        found = self._images.get(id(image))
        if found is None:
            package = self.desk.package
            file = self.desk.media.get(id(image))
            if file is None:
                file = self.desk.free_name("word/media/image{}." + image.kind)
                package.add(file, image.data, content_type)
                self.desk.media[id(image)] = file
            found = image, self.relate(relation, file)
            self._images[id(image)] = found
        return found[1]
