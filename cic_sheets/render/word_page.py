"""Pages of a Word document: how wide the text is, and turning a page to landscape and back."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NamedTuple

from cic_sheets.render.word_xml import node, qn

_A4 = (11_906, 16_838)
_MARGIN = 1_417
EMU = 635
"""English metric units in a twentieth of a point."""


class Page(NamedTuple):
    """A page's text, in twentieths of a point."""

    width: int
    height: int
    landscape: bool


def governing(element: Any) -> Any:
    """The `w:sectPr` that rules where an element of the body stands; None outside the body."""
    top = _child_of_body(element)
    if top is None:
        return None
    for follower in (top, *top.itersiblings()):
        if follower.tag == qn("w:sectPr"):
            return follower
        found = follower.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if found is not None:
            return found
    return None


def page_at(element: Any) -> Page:
    """The page where an element stands; A4 where the document says nothing."""
    return page_of(governing(element))


def page_of(section: Any) -> Page:
    """The text's room on the pages of a section."""
    size = section.find(qn("w:pgSz")) if section is not None else None
    margins = section.find(qn("w:pgMar")) if section is not None else None
    width, height = (_number(size, name, given) for name, given in zip("wh", _A4, strict=True))
    left, right, top, bottom = (
        _number(margins, name, _MARGIN) for name in ("left", "right", "top", "bottom")
    )
    return Page(width - left - right, height - abs(top) - abs(bottom), width > height)


def _number(element: Any, name: str, given: int) -> int:
    value = element.get(qn(f"w:{name}")) if element is not None else None
    try:
        return round(float(value)) if value is not None else given
    except ValueError:
        return given


def _child_of_body(element: Any) -> Any:
    for one in (element, *element.iterancestors()):
        parent = one.getparent()
        if parent is not None and parent.tag == qn("w:body"):
            return one
    return None


def turn(first: Any, last: Any) -> None:
    """Put the elements from `first` to `last`, children of the body, on landscape pages.

    Headers and footers stay the section's own.
    """
    section = governing(first)
    if section is None:
        return
    upright = deepcopy(section)
    _starts_a_page(upright)
    _drop(upright, "w:titlePg")
    first.addprevious(_break(upright))
    sideways = deepcopy(upright)
    _turn_page(sideways)
    last.addnext(_break(sideways))
    _starts_a_page(section)


def _break(section: Any) -> Any:
    """A paragraph that ends a section, as small as it can be."""
    tiny = node("w:spacing", before=0, after=0, line=20, lineRule="exact")
    return node("w:p", node("w:pPr", tiny, section))


def _starts_a_page(section: Any) -> None:
    kind = section.find(qn("w:type"))
    if kind is not None:
        kind.set(qn("w:val"), "nextPage")


def _drop(section: Any, tag: str) -> None:
    found = section.find(qn(tag))
    if found is not None:
        section.remove(found)


def _turn_page(section: Any) -> None:
    size = section.find(qn("w:pgSz"))
    if size is None:
        return
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")
