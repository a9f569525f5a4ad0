"""Parts that speak of cells in their own ways: pivot tables, form controls, links of shapes.

Source: ISO/IEC 29500-1, 18.10.1.49 (location), .67 (refreshOnLoad), 18.13.8 (connection
parameters), 18.5.3.2 (singleXmlCell), 20.5.2.29 (textlink); 29500-4, 19.4 (VML);
[MS-XLSX] 2.6.92 (formControlPr).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ..opc.later import later
from ..opc.markup import Markup, check, escaped, with_attributes
from ..opc.package import Package
from .cells import attribute, resolved
from .formulas import Spot, moved, sheet_key
from .frame import moved_areas
from .growth import Growth
from .workbook import Workbook

_ATTRIBUTES = rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
_LINKED = later(
    rb"<[^\s<>/!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*?"
    rb"\s(?:fmlaLink|fmlaRange|fmlaTxbx|fmlaGroup|textlink)\s*=" + _ATTRIBUTES
)
_LINKS = ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup", "textlink")
_VML = later(rb"(<(?:[^\s<>/:]+:)?Fmla(?:Link|Range|Txbx|Pict|Group)\s*>)([^<>]*)(?=</)")
_PARAMETER = later(rb"<(?:[^\s<>/:]+:)?parameter\s" + _ATTRIBUTES)
_LOCATION = later(rb"<(?:[^\s<>/:]+:)?location\s" + _ATTRIBUTES)
_SINGLE = later(rb"<(?:[^\s<>/:]+:)?singleXmlCell\s" + _ATTRIBUTES)
_SOURCE = later(rb"<(?:[^\s<>/:]+:)?worksheetSource(?=[\s/>])[^<>]*>")
_CACHE = later(rb"<(?:[^\s<>/:]+:)?pivotCacheDefinition\s" + _ATTRIBUTES)
_INSIDE = later(rb"(Target\s*=\s*[\"']#)([^\"'<>]*)")


def follow_sheet(package: Package, part: str, growth: Growth) -> None:
    """The parts that belong to a sheet whose rows moved, and name its cells without it."""
    for relation in package.relations(part):
        if relation.external or relation.target not in package:
            continue
        if relation.kind == "pivotTable":
            _change(package, relation.target, _LOCATION, partial(_areas, growth, "ref"))
        elif relation.kind == "tableSingleCells":
            _change(package, relation.target, _SINGLE, partial(_areas, growth, "r"))


def follow_links(book: Workbook, growths: Mapping[str, Growth]) -> None:
    """The formulas of controls and shapes on any sheet, and the links of shapes."""
    package = book.package
    for sheet in book.sheets:
        spot = Spot(sheet_key(sheet.name))
        for relation in package.relations(sheet.part) if sheet.part else ():
            if relation.external or relation.target not in package:
                continue
            if relation.kind in ("ctrlProp", "drawing"):
                change = partial(_formulas, spot, growths, _LINKS)
                _change(package, relation.target, _LINKED, change)
            elif relation.kind == "vmlDrawing":
                _change(package, relation.target, _VML, partial(_text, spot, growths))
            if relation.kind == "drawing":
                _relink(package, relation.target, spot, growths)
    connections = package.related(book.part, "connections")
    if connections:
        change = partial(_formulas, Spot(""), growths, ("cell",))
        _change(package, connections.target, _PARAMETER, change)


def follow_caches(book: Workbook, growths: Mapping[str, Growth]) -> None:
    """Pivot tables read their sources anew on opening, when those grew."""
    for name in book.package.names():
        if not (book.package.content_type(name) or "").endswith("pivotCacheDefinition+xml"):
            continue
        content = Markup(book.package.part(name)).text
        source = _SOURCE.search(content)
        if source and _grows(book, source[0], growths):
            _change(book.package, name, _CACHE, _refreshed, 1)  # an extension bears the same name


def _grows(book: Workbook, source: bytes, growths: Mapping[str, Growth]) -> bool:
    """A source named by its sheet grows with it; one named otherwise may be on any that did."""
    sheet = attribute(source, "sheet")
    return sheet_key(sheet) in growths if sheet else bool(attribute(source, "name"))


def _refreshed(match: re.Match[bytes]) -> bytes:
    return with_attributes(match[0], {"refreshOnLoad": "1"})


def _areas(growth: Growth, name: str, match: re.Match[bytes]) -> bytes:
    written = attribute(match[0], name)
    if not written:
        return match[0]
    fresh = moved_areas(written, growth).partition(" ")[0]
    if ":" not in written:
        fresh = fresh.partition(":")[0]
    return with_attributes(match[0], {name: fresh})


def _formulas(
    spot: Spot, growths: Mapping[str, Growth], names: tuple[str, ...], match: re.Match[bytes]
) -> bytes:
    """A tag whose attributes hold formulas."""
    changes: dict[str, str | None] = dict(_moved(spot, growths, names, match[0]))
    return with_attributes(match[0], changes) if changes else match[0]


def _moved(
    spot: Spot, growths: Mapping[str, Growth], names: tuple[str, ...], tag: bytes
) -> Iterator[tuple[str, str]]:
    for name in names:
        written = attribute(tag, name)
        fresh = moved(written, spot, growths) if written else written
        if fresh != written:
            yield name, fresh


def _text(spot: Spot, growths: Mapping[str, Growth], match: re.Match[bytes]) -> bytes:
    return bytes(match[1]) + escaped(moved(resolved(match[2]), spot, growths))


def _relink(package: Package, part: str, spot: Spot, growths: Mapping[str, Growth]) -> None:
    """The links of a drawing's shapes to cells: relationships to `#'Feuille'!A6`."""
    folder, _, base = part.rpartition("/")
    name = f"{folder}/_rels/{base}.rels"
    if name in package and b"#" in package.part(name):
        _change(package, name, _INSIDE, partial(_text, spot, growths))


def _change(
    package: Package,
    name: str,
    pattern: re.Pattern[bytes],
    change: Callable[[re.Match[bytes]], bytes],
    most: int = 0,
) -> None:
    content = Markup(package.part(name)).text
    fresh = pattern.sub(change, content, most)
    if fresh != content:
        check(fresh)
        package.replace(name, fresh)
