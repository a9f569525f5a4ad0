"""The other parts that speak of rows: tables, drawings, notes, charts, names, pivot sources.

Source: ISO/IEC 29500-1, 18.2.5 (definedName), 18.2.2 (calcPr), 18.5 (tables), 18.7 (comments),
18.10 (pivot caches), 21.2 (charts).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ..opc.later import later
from ..opc.markup import Edit, Markup, check, escaped, spliced, with_attributes
from ..opc.package import Package
from .anchors import moved_anchors, moved_notes
from .cells import attribute, resolved
from .dependants import follow_caches, follow_links, follow_sheet
from .formulas import Ref, Spot, moved, pieces, sheet_key
from .frame import moved_areas
from .growth import Growth
from .plan import Plan
from .spreadsheet import placed, whole
from .workbook import Workbook

_FORMULA = later(
    rb"(<(?:[^\s<>/:]+:)?(?:f|calculatedColumnFormula|totalsRowFormula)(?=[\s>])[^<>]*>)"
    rb"([^<>]*)(?=</)"
)
_SERIES = later(
    rb"(?P<head><(?P<prefix>(?:[^\s<>/:]+:)?)(?:cat|val|xVal|yVal|bubbleSize)\s*>\s*"
    rb"<(?P=prefix)(?:num|str)Ref\s*>\s*<(?P=prefix)f\s*>)(?P<formula>[^<>]*)(?=</)"
)
_REF = later(rb"<(?:[^\s<>/:]+:)?[A-Za-z]+\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\bref\s*=[^<>]*>")
_SOURCE = later(rb"<(?:[^\s<>/:]+:)?worksheetSource(?=[\s/>])[^<>]*>")
_WORKBOOK_ORDER = (
    b"fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
    b"externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches"
).split()


def follow(book: Workbook, plans: Sequence[Plan], growths: Mapping[str, Growth]) -> None:
    """Make every part follow the rows of the sheets that grew."""
    for plan in plans:
        if plan.growth.moves:
            _follow_sheet(book.package, plan, growths)
            follow_sheet(book.package, plan.sheet.part, plan.growth)
    follow_links(book, growths)
    follow_caches(book, growths)
    charted = partial(_charted, growths)
    for name in book.package.names():
        kind = book.package.content_type(name) or ""
        if kind.endswith(("drawingml.chart+xml", "ms-office.chartex+xml")):
            _change(book.package, name, charted)
        elif kind.endswith("pivotCacheDefinition+xml"):
            _change(book.package, name, partial(_resourced, growths))


def _follow_sheet(package: Package, plan: Plan, growths: Mapping[str, Growth]) -> None:
    """The parts that belong to one sheet."""
    reformulated = partial(_reformulated, Spot(plan.key), growths)
    for relation in package.relations(plan.sheet.part):
        if relation.external or relation.target not in package:
            continue
        change: Callable[[bytes], bytes]
        match relation.kind:
            case "table":
                change = partial(_retabled, plan.growth, reformulated)
            case "drawing":
                change = partial(moved_anchors, growth=plan.growth)
            case "comments" | "threadedComment":
                change = partial(_replaced_refs, plan.growth, single=True)
            case "vmlDrawing":
                change = partial(moved_notes, growth=plan.growth)
            case _:
                continue
        _change(package, relation.target, change)


def _change(package: Package, name: str, change: Callable[[bytes], bytes]) -> None:
    content = Markup(package.part(name)).text
    fresh = change(content)
    if fresh != content:
        check(fresh)
        package.replace(name, fresh)


def _reformulated(spot: Spot, growths: Mapping[str, Growth], match: re.Match[bytes]) -> bytes:
    return bytes(match[1]) + escaped(moved(resolved(match[2]), spot, growths))


def _charted(growths: Mapping[str, Growth], content: bytes) -> bytes:
    stretched = _SERIES.sub(partial(_stretched, growths), content)
    return _FORMULA.sub(partial(_reformulated, Spot(""), growths), stretched)


def _stretched(growths: Mapping[str, Growth], found: re.Match[bytes]) -> bytes:
    """A series of one cell, in a row that repeats, is that of all items' cells."""
    formula = resolved(found["formula"])
    match pieces(formula):
        case (str() as sheet, Ref() as cell) if sheet.endswith("!") and cell.bottom is None:
            growth = growths.get(cell.sheet)
            block = growth.block(cell.top) if growth else None
            if block and block.height == 1 and block.copies > 1:
                return bytes(found["head"]) + escaped(f"{formula}:{formula[len(sheet) :]}")
    return bytes(found[0])


def _replaced_refs(growth: Growth, content: bytes, single: bool = False) -> bytes:
    """Areas where their rows went; a note stays with one cell, of the first item if of several."""

    def retagged(match: re.Match[bytes]) -> bytes:
        ref = moved_areas(attribute(match[0], "ref"), growth).partition(" ")[0]
        return with_attributes(match[0], {"ref": ref.partition(":")[0] if single else ref})

    return _REF.sub(retagged, content)


def _retabled(
    growth: Growth, reformulated: Callable[[re.Match[bytes]], bytes], content: bytes
) -> bytes:
    return _FORMULA.sub(reformulated, _replaced_refs(growth, content))


def _resourced(growths: Mapping[str, Growth], content: bytes) -> bytes:
    """A pivot table's source, when it is an area of a sheet that grew."""

    def retagged(match: re.Match[bytes]) -> bytes:
        growth = growths.get(sheet_key(attribute(match[0], "sheet")))
        ref = attribute(match[0], "ref")
        if growth is None or not ref:
            return match[0]
        return with_attributes(match[0], {"ref": moved_areas(ref, growth)})

    return _SOURCE.sub(retagged, content)


def finish(book: Workbook, growths: Mapping[str, Growth], formulas_moved: bool) -> None:
    """The workbook part: names that follow, a full recalculation asked; no stale order of it."""
    package, markup, root = book.package, book.markup, book.root
    edits: list[Edit] = []
    names = markup.child(root, b"definedNames")
    for one in markup.children(names) if names else ():
        text = resolved(markup.text[one.inner : one.close])
        fresh = moved(text, _own_sheet(book, markup.tag(one)), growths)
        if fresh != text:
            edits.append((one.inner, one.close, escaped(fresh)))
    if _reckons(book):
        edits.append(_recalculation(book))
    if edits:
        package.replace(book.part, spliced(markup.text, edits))
    chain = package.related(book.part, "calcChain")
    if chain and formulas_moved:
        package.unrelate(book.part, chain.id)
        package.remove(chain.target)


def _reckons(book: Workbook) -> bool:
    """Whether a formula stands in a worksheet: else there is nothing to calculate.

    What is in UTF-16, and rows that are yet to be written (a comment marks them), count as some.
    """
    parts = (sheet.part for sheet in book.sheets if sheet.part and sheet.kind == "worksheet")
    contents = map(book.package.part, parts)
    return any(_FORMULA.search(one) or b"\0" in one or b"<!--" in one for one in contents)


def _recalculation(book: Workbook) -> Edit:
    """What asks for a full calculation."""
    markup, root = book.markup, book.root
    calculation = markup.child(root, b"calcPr")
    if calculation:
        tag = with_attributes(markup.tag(calculation), {"fullCalcOnLoad": "1"})
        return calculation.start, calculation.inner, tag
    content = b'<%scalcPr fullCalcOnLoad="1"/>' % root.prefix
    return placed(markup, root, b"calcPr", _WORKBOOK_ORDER, content)


def _own_sheet(book: Workbook, tag: bytes) -> Spot:
    """The sheet that a name belongs to, by its place among the sheets."""
    written = attribute(tag, "localSheetId")
    index = whole(written, -1)
    return Spot(sheet_key(book.sheets[index].name) if 0 <= index < len(book.sheets) else "")
