"""WordprocessingML made by hand for new documents: nodes, texts, fields.

Elements are lxml's, typed `Any` as python-docx leaves them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


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


def text_node(text: str, tag: str = "w:t") -> Any:
    """`w:t`, its outer blanks kept."""
    made = node(tag)
    made.text = text
    if text != text.strip():
        made.set(qn("xml:space"), "preserve")
    return made


def complex_field(instruction: str, result: Iterable[Any]) -> Iterator[Any]:
    """The runs of a field with its stored result."""
    yield node("w:r", node("w:fldChar", fldCharType="begin"))
    yield node("w:r", text_node(f" {instruction} ", "w:instrText"))
    yield node("w:r", node("w:fldChar", fldCharType="separate"))
    yield from result
    yield node("w:r", node("w:fldChar", fldCharType="end"))
