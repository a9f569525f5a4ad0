"""What all spreadsheet parts share: namespaces, prefixes, the order of elements, addresses.

Source: ISO/IEC 29500-1 (strict) and 29500-4 (transitional), 18.2, 18.3, A.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cic_sheets.values.named import NamedTuple

from ..opc.later import later
from ..opc.markup import Edit, Element, Markup, closing, escaped, with_attributes

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_TEXT = 32_767  # UTF-16 units in a cell or a note

_TAGS = rb"<(/?)(?=[A-Za-z])"  # rare: compiled when met
_REFERENCE = later(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")

Cell = tuple[int, int]


class Dialect(NamedTuple):
    """The namespaces of a workbook: transitional, or strict."""

    main: bytes
    relations: str
    strict: bool


TRANSITIONAL = Dialect(
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    False,
)
STRICT = Dialect(
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    True,
)


def dialect_of(markup: Markup, root: Element) -> Dialect:
    """The dialect in which a part is written."""
    return STRICT if STRICT.main in markup.tag(root) else TRANSITIONAL


def prefixed(content: bytes, prefix: bytes) -> bytes:
    """Our own markup, written without prefix, under the prefix of the part it goes to."""
    return re.sub(_TAGS, rb"<\1" + prefix, content) if prefix else content


def relation_id(attributes: Mapping[str, str]) -> str | None:
    """The `r:id` of a tag, whatever its prefix."""
    return next((v for k, v in attributes.items() if k.endswith(":id")), None)


def relation_attribute(markup: Markup, root: Element, dialect: Dialect, id: str) -> bytes:
    """`r:id="…"` under the part's prefix for relations, declared here if it has none."""
    for name, value in markup.attributes(root).items():
        if value == dialect.relations and name.startswith("xmlns:"):
            return b'%s:id="%s"' % (name[6:].encode(), escaped(id))
    return b'xmlns:r="%s" r:id="%s"' % (dialect.relations.encode(), escaped(id))


def placed(
    markup: Markup, root: Element, name: bytes, order: Sequence[bytes], content: bytes
) -> Edit:
    """The edit that adds an element `name` to `root` where the schema's order wants it."""
    limit = order.index(name)
    at = root.inner
    for child in markup.children(root):
        found = effective_name(markup, child)
        if found in order and order.index(found) <= limit:
            at = child.end
    return at, at, content


def effective_name(markup: Markup, element: Element) -> bytes:
    """An element's name; for mc:AlternateContent, the name of what it offers first."""
    while element.name in (b"AlternateContent", b"Choice"):
        children = markup.children(element)
        if not children:
            break
        element = children[0]
    return element.name


def grown(markup: Markup, element: Element, content: bytes, count: int) -> list[Edit]:
    """The edits that append content to a counted list and set its count."""
    tag = with_attributes(markup.tag(element), {"count": str(count)})
    if element.closed_at_once:
        tag = tag[:-2].rstrip() + b">" + content + closing(element)
        return [(element.start, element.end, tag)]
    return [
        (element.start, element.inner, tag),
        (element.close, element.close, content),
    ]


def letters(column: int) -> str:
    """Column number (1 = A) to letters."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(text: str) -> int:
    """Column letters to number (A = 1)."""
    value = 0
    for letter in text.upper():
        value = value * 26 + ord(letter) - 64
    return value


def a1(row: int, column: int) -> str:
    """`F12` for (12, 6)."""
    return f"{letters(column)}{row}"


def area(text: str) -> tuple[int, int, int, int] | None:
    """`A1:B3` or `A1` to top, left, bottom, right; None for anything else."""
    match = _REFERENCE.fullmatch(text.strip())
    if match is None:
        return None
    left, top = number(match[1]), int(match[2])
    right, bottom = (number(match[3]), int(match[4])) if match[3] else (left, top)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def bounded(text: str, most: int = MAX_TEXT) -> str:
    """The text cut to `most` UTF-16 units; a cut one ends in an ellipsis."""
    if len(text) * 2 <= most or len(text.encode("utf-16-le", "surrogatepass")) <= most * 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: (most - 1) * 2]
    return units.decode("utf-16-le", "ignore") + "…"


def whole(text: str | None, default: int = 0) -> int:
    """An attribute's number; the default for none or what is no number."""
    return int(text) if text and text.isascii() and text.isdigit() else default


def decimal(text: str | None, default: float) -> float:
    """An attribute's length (points, characters); the default for none or what is no number."""
    try:
        return float(text) if text else default
    except ValueError:
        return default


def true(text: str | None) -> bool:
    """An attribute's xsd:boolean; absent is false."""
    return text in ("1", "true")
