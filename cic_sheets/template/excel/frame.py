"""What stands around the cells of a worksheet, and follows its rows.

Areas are attributes (`ref`, `sqref`…) or texts (`xm:sqref`); formulas are texts; merged cells,
links and sparklines of a pattern's rows are made again for every item.

Source: ISO/IEC 29500-1, 18.3.1 (worksheet); [MS-XLSX] 2.6 (extensions of a worksheet).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from ..opc.later import later
from ..opc.markup import Edit, Element, Markup, escaped, with_attributes, xstring
from .anchors import moved_anchors
from .cells import attribute, resolved
from .fields import Fields
from .formulas import Spot, moved
from .growth import Growth
from .placed import Landed
from .plan import Plan
from .sheet import ORDER
from .spreadsheet import MAX_ROW, a1, area, bounded, placed, whole
from .values import Item, Outside

_AREAS = ("ref", "sqref", "activeCell", "topLeftCell")
_TAG = later(rb"<[^<>/?!](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_NAME = rb"((?:[^\s<>/:]+:)?)"
_CARRIER = later(
    rb"<" + _NAME + rb"(conditionalFormatting|dataValidation|sparkline)(?=[\s>])"
    rb"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*(?<!/)>.*?</\1\2\s*>",
    re.DOTALL,
)
_FORMULA = later(rb"(<(?:[^\s<>/:]+:)?(?:formula[12]?|f)(?=[\s>])[^<>]*>)([^<>]*)(?=</)", re.DOTALL)
_SQREF = later(rb"(<(?:[^\s<>/:]+:)?sqref(?=[\s>])[^<>]*>)([^<>]*)(?=</)")
_HEADER = later(
    rb"(<(?:[^\s<>/:]+:)?(?:odd|even|first)(?:Header|Footer)(?=[\s>])[^<>]*>)([^<>]*)(?=</)"
)
_OWN_CELL = later(rb"<(?:[^\s<>/:]+:)?(?:inputCells|cellWatch)\s")
_BREAKS = later(
    rb"<((?:[^\s<>/:]+:)?rowBreaks)(?=[\s>]).*?</\1\s*>", re.DOTALL
)  # of a custom view: the sheet's own stand aside
_BREAK = later(rb"<(?:[^\s<>/:]+:)?brk\s[^<>]*>")
_MOST_HEADER = 255  # characters of a header that Excel takes
_MOST_LINKS = 65_530  # hyperlinks that Excel keeps on one sheet
_SPECIAL = {b"sheetData", b"mergeCells", b"rowBreaks", b"hyperlinks"}


def frame_edits(
    plan: Plan,
    fields: Fields,
    growths: Mapping[str, Growth],
    links: Sequence[tuple[str, str]],
    outside: Sequence[tuple[str, bytes]] = (),
) -> list[Edit]:
    """The edits of a worksheet outside its cells.

    links    place → location, of the links that values brought
    outside  place → the attribute that names the relationship of a link that leads out
    """
    markup, edits = plan.markup, []
    for child in markup.children(plan.root):
        name = child.name
        content = markup.text[child.start : child.end]
        if name in _SPECIAL:
            continue
        if name == b"headerFooter":
            fresh = _HEADER.sub(partial(_said, plan, fields), content)
        else:
            fresh = _following(content, plan, growths) if growths else content
        if fresh != content:
            edits.append((child.start, child.end, fresh))
    if plan.growth.moves:
        edits += _merge_edits(plan)
        edits += _break_edits(plan)
    return edits + _link_edits(plan, growths, links, outside)


def located(landed: Landed, plans: Sequence[Plan]) -> str | None:
    """Where a link leads inside, as `'Dépenses'!A5`; None if its item stands nowhere."""
    target = landed.link.target
    if isinstance(target, Outside):
        return None
    return _item_place(target, plans) if isinstance(target, Item) else target


def _item_place(item: Item, plans: Sequence[Plan]) -> str | None:
    wanted = item.list.casefold()
    for plan in plans:
        for block in plan.growth.blocks:
            if wanted in block.lists and item.number < block.items:
                row = plan.growth.of_item(block, block.top, item.number)
                column = min(c for r, c in plan.patterns if block.holds(r))
                sheet = plan.sheet.name.replace("'", "''")
                return f"'{sheet}'!{a1(row, column)}"
    return None


def moved_areas(text: str, growth: Growth) -> str:
    """Areas parted by blanks, where their rows went."""
    return " ".join(one for written in text.split() for one in _moved_area(written, growth))


def _moved_area(written: str, growth: Growth) -> Iterator[str]:
    found = area(written)
    if found is None:
        yield written  # whole columns, or nothing that we know
        return
    top, left, bottom, right = found
    for first, last in growth.rows(top, bottom):
        start, end = a1(first, left), a1(min(last, MAX_ROW), right)
        yield start if start == end else f"{start}:{end}"


def _following(content: bytes, plan: Plan, growths: Mapping[str, Growth]) -> bytes:
    """An element whose areas and formulas follow."""
    content = _CARRIER.sub(partial(_carried, plan, growths), content)
    if not plan.growth.moves:
        return content
    content = _BREAKS.sub(lambda m: _BREAK.sub(partial(_broken, plan.growth), m[0]), content)
    content = _TAG.sub(partial(_retagged, plan.growth), content)
    return moved_anchors(content, plan.growth)


def _broken(growth: Growth, match: re.Match[bytes]) -> bytes:
    row = whole(attribute(match[0], "id"))
    return with_attributes(match[0], {"id": str(growth.last(row))}) if row else match[0]


def _retagged(growth: Growth, match: re.Match[bytes]) -> bytes:
    """A tag whose areas follow; of several where only one may stand, what holds them all."""
    tag = match[0]
    if _OWN_CELL.match(tag):
        written = attribute(tag, "r")
        fresh = moved_areas(written, growth).partition(" ")[0].partition(":")[0]
        return with_attributes(tag, {"r": fresh}) if written else tag
    if b"ef=" not in tag and b"Cell=" not in tag:
        return tag
    changes: dict[str, str | None] = {}
    for name in _AREAS:
        written = attribute(tag, name)
        if written:
            fresh = moved_areas(written, growth)
            changes[name] = _around(fresh) if name == "ref" else fresh
            if name in ("activeCell", "topLeftCell"):
                changes[name] = fresh.partition(" ")[0].partition(":")[0]
    return with_attributes(tag, changes) if changes else tag


def _around(areas: str) -> str:
    first, _, rest = areas.partition(" ")
    if not rest:
        return areas
    return f"{first.partition(':')[0]}:{rest.rpartition(' ')[2].rpartition(':')[2]}"


def _carried(plan: Plan, growths: Mapping[str, Growth], match: re.Match[bytes]) -> bytes:
    """A rule or a sparkline, its formulas seen from its cells."""
    content, growth = match[0], plan.growth
    text = _SQREF.search(content)
    opening = content.partition(b">")[0] + b">"
    sqref = resolved(text[2]) if text else attribute(opening, "sqref")
    found = area(sqref.split()[0]) if sqref.split() else None
    block = growth.block(found[0]) if found else None
    items = block.copies if block and match[2] == b"sparkline" else 1
    copies = []
    for item in range(items):
        spot = Spot(plan.key, block, item)
        copy = _FORMULA.sub(partial(_reformulated, spot, growths), content)
        place = moved(sqref, spot, growths) if items > 1 else moved_areas(sqref, growth)
        copies.append(_SQREF.sub(partial(_replaced, place.encode()), copy))
    return b"".join(copies)


def _replaced(text: bytes, match: re.Match[bytes]) -> bytes:
    return bytes(match[1]) + text


def _reformulated(spot: Spot, growths: Mapping[str, Growth], match: re.Match[bytes]) -> bytes:
    return bytes(match[1]) + escaped(moved(resolved(match[2]), spot, growths))


def _said(plan: Plan, fields: Fields, match: re.Match[bytes]) -> bytes:
    """A header or footer whose fields are said; an ampersand is written twice there."""
    text = resolved(match[2])
    place = f"{plan.sheet.name}!{match[1].strip(b'<>').rpartition(b':')[2].decode()}"
    found = fields.met(text, place)
    for field in found:
        value = fields.value(field, 0)
        text = text.replace(field.written, fields.say(value).replace("&", "&&"))
    return bytes(match[1]) + xstring(bounded(text, _MOST_HEADER)) if found else match[0]


def _merge_edits(plan: Plan) -> list[Edit]:
    element, markup, growth = plan.parts.get(b"mergeCells"), plan.markup, plan.growth
    if element is None:
        return []
    written: list[bytes] = []
    for one in markup.children(element):
        tag = markup.tag(one)
        found = area(attribute(tag, "ref"))
        if found is None:
            written.append(tag)
            continue
        top, left, bottom, right = found
        block = growth.block(top)
        inside = block is not None and block.holds(bottom)
        rows = growth.copied(block, top, bottom) if block and inside else growth.rows(top, bottom)
        for first, last in rows:
            ref = f"{a1(first, left)}:{a1(last, right)}"
            written.append(with_attributes(tag, {"ref": ref}))
    tag = with_attributes(markup.tag(element), {"count": str(len(written))})
    return [(element.start, element.close, tag + b"".join(written))]


def _break_edits(plan: Plan) -> list[Edit]:
    element, markup = plan.parts.get(b"rowBreaks"), plan.markup
    edits: list[Edit] = []
    for one in markup.children(element) if element else ():
        tag = markup.tag(one)
        row = whole(attribute(tag, "id"))
        if row:
            fresh = with_attributes(tag, {"id": str(plan.growth.last(row))})
            edits.append((one.start, one.inner, fresh))
    return edits


def _link_edits(
    plan: Plan,
    growths: Mapping[str, Growth],
    links: Sequence[tuple[str, str]],
    outside: Sequence[tuple[str, bytes]],
) -> list[Edit]:
    markup, prefix = plan.markup, plan.root.prefix
    element = plan.parts.get(b"hyperlinks")
    new = [
        b'<%shyperlink ref="%s" location="%s"/>' % (prefix, place.encode(), xstring(location))
        for place, location in links
    ]
    new += [
        b'<%shyperlink ref="%s" %s/>' % (prefix, place.encode(), attribute)
        for place, attribute in outside
    ]
    if element is None:
        content = b"".join(new[:_MOST_LINKS])
        whole = b"<%shyperlinks>%s</%shyperlinks>" % (prefix, content, prefix)
        return [placed(markup, plan.root, b"hyperlinks", ORDER, whole)] if new else []
    if not new and not growths:
        return []
    old = list(_old_links(markup, element, plan, growths))
    written = [markup.text[one.start : one.end] for one in markup.children(element)]
    if old + new == written:
        return []
    return [(element.inner, element.close, b"".join((old + new)[:_MOST_LINKS]))]


def _old_links(
    markup: Markup, element: Element, plan: Plan, growths: Mapping[str, Growth]
) -> Iterator[bytes]:
    """The template's own links; those of a pattern's rows once an item."""
    for one in markup.children(element):
        content = markup.text[one.start : one.end]
        tag = markup.tag(one)
        ref, location = attribute(tag, "ref"), attribute(tag, "location")
        found = area(ref)
        if not growths or found is None:
            yield content
            continue
        block = plan.growth.block(found[0])
        for item in range(block.copies if block else 1):
            spot = Spot(plan.key, block, item)
            changes: dict[str, str | None] = {"ref": moved(ref, spot, growths)}
            if location:
                changes["location"] = moved(location, spot, growths)
            yield with_attributes(tag, changes) + markup.text[one.inner : one.end]
