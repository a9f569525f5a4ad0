"""WordprocessingML made by hand: nodes, runs, scripts.  Knows nothing of reports.

Elements are lxml's, typed `Any` as python-docx leaves them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(rf"[{_ARABIC}](?:[^A-Za-zÀ-ɏ\n]*[{_ARABIC}])*[؟،؛]?")
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LETTER = re.compile(rf"[A-Za-zÀ-ɏ]|[{_ARABIC}]")
_AFTER_RTL = ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")
_AFTER_SIZE_CS = (
    "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl",
    *_AFTER_RTL,
)  # fmt: skip


def qn(name: str) -> str:
    """`w:p` to its Clark name.  Raises KeyError for a prefix that is not known here."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def node(tag: str, *children: Any, **attributes: Any) -> Any:
    """An element: `node("w:jc", val="right")` gives `<w:jc w:val="right"/>`.

    Attributes take the tag's prefix; None children are left out.
    """
    from docx.oxml import OxmlElement

    prefix = tag.partition(":")[0]
    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))
    made.extend([child for child in children if child is not None])
    return made


def printable(text: str) -> str:
    """The text without what XML can't hold: control characters, halves of pairs."""
    return _FORBIDDEN.sub("", text)


class Stretch(NamedTuple):
    """A stretch of text written in one direction."""

    text: str
    rtl: bool


def stretches(text: str) -> Iterator[Stretch]:
    """The text cut where its direction changes; what stands between Arabic words is Arabic."""
    at = 0
    for found in _RIGHT_TO_LEFT.finditer(text):
        if found.start() > at:
            yield Stretch(text[at : found.start()], False)
        yield Stretch(found.group(), True)
        at = found.end()
    if at < len(text):
        yield Stretch(text[at:], False)


def reads_from_the_right(text: str) -> bool:
    """Whether its first letter is written from right to left: the paragraph then is, too."""
    first = _LETTER.search(text)
    return bool(first and _RIGHT_TO_LEFT.match(first.group()))


def has_rtl(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def runs(text: str, look: Any = None) -> Iterator[Any]:
    """Runs that hold exactly this text: line feeds as breaks, tabs as tabs, directions marked.

    look  the `w:rPr` that each run takes a copy of
    """
    for stretch in stretches(printable(text)):
        made = node("w:r", _look(look, stretch.rtl))
        for piece in re.split(r"([\n\t])", stretch.text):
            if piece == "\n":
                made.append(node("w:br"))
            elif piece == "\t":
                made.append(node("w:tab"))
            elif piece:
                made.append(text_node(piece))
        yield made


def text_node(text: str, tag: str = "w:t") -> Any:
    """`w:t`, its outer blanks kept."""
    made = node(tag)
    made.text = printable(text)
    if text != text.strip():
        made.set(qn("xml:space"), "preserve")
    return made


def _look(look: Any, rtl: bool) -> Any:
    if look is None and not rtl:
        return None
    made = node("w:rPr") if look is None else deepcopy(look)
    if rtl:
        _complex_script(made)
    return made


def _complex_script(look: Any) -> None:
    """Mark right to left, and give Arabic the size and weight that the run has."""
    for plain, complex_script, after in (
        ("w:b", "w:bCs", ()),
        ("w:i", "w:iCs", ()),
        ("w:sz", "w:szCs", _AFTER_SIZE_CS),
    ):
        given = look.find(qn(plain))
        if given is not None and look.find(qn(complex_script)) is None:
            twin = node(complex_script, **{key.rpartition("}")[2]: v for key, v in given.items()})
            given.addnext(twin) if not after else _before(look, twin, after)
    if look.find(qn("w:rtl")) is None:
        _before(look, node("w:rtl"), _AFTER_RTL)


def _before(parent: Any, child: Any, followers: Iterable[str]) -> None:
    """Insert at the place that the schema wants: before the first of these, else at the end."""
    tags = {qn(name) for name in followers}
    for other in parent:
        if other.tag in tags:
            other.addprevious(child)
            return
    parent.append(child)


def paragraph(text: str, properties: Any = None, *, lead: str = "", bold: bool = False) -> Any:
    """A `w:p` that holds this text, from right to left if it starts so.

    properties  the `w:pPr` that it takes a copy of
    lead        first words in bold
    """
    given = deepcopy(properties) if properties is not None else None
    made = node("w:p", given)
    if reads_from_the_right(lead or text):
        direction(made)
    if lead:
        made.extend(runs(f"{lead} " if text else lead, node("w:rPr", node("w:b"))))
    made.extend(runs(text, node("w:rPr", node("w:b")) if bold else None))
    return made


_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
    "w:pPrChange",
)  # fmt: skip


def direction(made: Any) -> None:
    """Mark a paragraph as written from right to left."""
    properties = made.find(qn("w:pPr"))
    if properties is None:
        properties = node("w:pPr")
        made.insert(0, properties)
    if properties.find(qn("w:bidi")) is None:
        _before(properties, node("w:bidi"), _AFTER_BIDI)


def complex_field(instruction: str, result: Iterable[Any]) -> Iterator[Any]:
    """The runs of a field with its stored result."""
    yield node("w:r", node("w:fldChar", fldCharType="begin"))
    yield node("w:r", text_node(f" {instruction} ", "w:instrText"))
    yield node("w:r", node("w:fldChar", fldCharType="separate"))
    yield from result
    yield node("w:r", node("w:fldChar", fldCharType="end"))
