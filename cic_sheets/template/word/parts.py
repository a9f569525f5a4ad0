"""The parts of a Word package that hold text, found by their relationships, strict or not.

Source: ISO/IEC 29500-1, 11.3 (parts), 15.2 (properties, custom XML).
"""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.values.named import NamedTuple

from ..kinds import main_part
from ..opc.package import Package
from .scan import Scan
from .stores import CORE, EXTENDED

_AREAS = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "chart": "drawing",
    "chartEx": "drawing",
    "diagramData": "drawing",
    "diagramDrawing": "drawing",
    "chartUserShapes": "drawing",
}
_PROPERTIES = {"core-properties": CORE, "extended-properties": EXTENDED, "custom-properties": ""}


class Part(NamedTuple):
    """A part with text; `number` tells parts of one area apart, from 1."""

    name: str
    area: str
    number: int


class Store(NamedTuple):
    """A part of plain XML: properties, or an item that controls may be bound to, by its id."""

    name: str
    id: str
    area: str


def text_parts(package: Package) -> Iterator[Part]:
    """The main part first, then what belongs to it, in the order of its relationships."""
    main = main_part(package)
    yield Part(main, "body", 1)
    numbers: dict[str, int] = {}
    seen = {main}
    waiting = [main]
    for source in waiting:
        for relation in package.relations(source):
            area = _AREAS.get(relation.kind)
            name = relation.target
            if area and not relation.external and name in package and name not in seen:
                seen.add(name)
                waiting.append(name)
                numbers[area] = numbers.get(area, 0) + 1
                yield Part(name, area, numbers[area])


def stores(package: Package) -> Iterator[Store]:
    """The properties of the document, and the items of XML that it carries."""
    for relation in package.relations(""):
        id = _PROPERTIES.get(relation.kind)
        if id is not None and not relation.external and relation.target in package:
            yield Store(relation.target, id, "properties")
    seen: set[str] = set()
    for relation in package.relations(main_part(package)):
        name = relation.target
        held = relation.kind == "customXml" and not relation.external and name in package
        if held and name not in seen:
            seen.add(name)
            yield Store(name, _item_id(package, name), "data")


def _item_id(package: Package, name: str) -> str:
    about = package.related(name, "customXmlProps")
    if about is None:
        return ""
    scan = Scan(package.part(about.target))
    return scan.value(scan.nodes[0], "itemID")
