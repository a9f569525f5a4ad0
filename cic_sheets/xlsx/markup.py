"""XML as packages hold it: no document type, no entity, both families of namespaces.

`Refused("unsafe_file")` for any DOCTYPE, whatever it says; `Refused("damaged_file")` for what is
not well formed.  Nothing here recurses, so depth costs no stack.

Source: ISO/IEC 29500-1 (strict) and 29500-4 (transitional) namespaces; OPC (29500-2) 9.3.
"""

from __future__ import annotations

import pyexpat
import re
from collections.abc import Callable, Collection, Iterable, Mapping

from cic_sheets.values.named import NamedTuple
from cic_sheets.xlsx.model import Refused

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PACKAGE = (
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/content-types",
)
_MACROSHEET = "http://schemas.microsoft.com/office/excel/2006/main"
SPACE = "http://www.w3.org/XML/1998/namespace space"

_OWN = frozenset((*MAIN, *_PACKAGE, _MACROSHEET))
MOST_TAGS = 400_000  # of a part other than a sheet or the strings
DEEP = 128  # levels of elements; real parts have about ten

# Rare: compiled when met.
_PROLOG_JUNK = rb"\A((?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?)[^<]+(?=<[A-Za-z])"

Attributes = dict[str, str]


class Element(NamedTuple):
    """One element met in a part; `text` only if it was asked for."""

    name: str
    parent: str
    attributes: Attributes
    text: str


class Outline(NamedTuple):
    """The root's name ("" if foreign), the elements wanted, in order, and whether it is deep."""

    root: str
    elements: list[Element]
    deep: bool


def tags(*names: str) -> dict[str, str]:
    """Expanded names, in both families, to plain ones."""
    return {f"{space} {name}": name for space in (*MAIN, _MACROSHEET) for name in names}


def local(name: str) -> str:
    """The plain name of an element of ours; "" for one of another vocabulary."""
    space, _, plain = name.rpartition(" ")
    return plain if space in _OWN else ""


def relation_id(attributes: Mapping[str, str], name: str = "id") -> str:
    """The value of `r:id`, whichever prefix and family."""
    for space in _RELATIONSHIPS:
        value = attributes.get(f"{space} {name}")
        if value is not None:
            return value
    return ""


def parser() -> pyexpat.XMLParserType:
    """An expat parser that knows namespaces and refuses any document type."""
    made = pyexpat.ParserCreate(namespace_separator=" ")
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse_doctype
    return made


def parse(
    data: bytes,
    part: str,
    start: Callable[[str, Attributes], object] | None = None,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Run the handlers over a part.  Raises Refused."""
    made = parser()
    if start is not None:
        made.StartElementHandler = start
    if end is not None:
        made.EndElementHandler = end
    if text is not None:
        made.CharacterDataHandler = text
    feed(made, data, part, last=True)


def parse_around(
    data: bytes,
    part: str,
    first: int,
    last: int,
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object],
) -> bool:
    """Run the handlers over a part but for `data[first:last]`, which expat only checks.

    False when that middle holds comments, CDATA sections, processing instructions or namespaces.
    Raises Refused.
    """
    odd = False

    def note(*_seen: object) -> None:
        nonlocal odd
        odd = True

    made, view = parser(), memoryview(data)
    made.StartElementHandler, made.EndElementHandler = start, end
    feed(made, view[:first], part)
    made.StartElementHandler = made.EndElementHandler = None
    made.CommentHandler = made.ProcessingInstructionHandler = note
    made.StartCdataSectionHandler = made.StartNamespaceDeclHandler = note
    feed(made, view[first:last], part)
    made.CommentHandler = made.ProcessingInstructionHandler = made.StartCdataSectionHandler = None
    made.StartNamespaceDeclHandler = None
    made.StartElementHandler, made.EndElementHandler = start, end
    feed(made, view[last:], part, last=True)
    return not odd


def feed(
    made: pyexpat.XMLParserType, data: bytes | memoryview, part: str, last: bool = False
) -> None:
    """Give a parser its next bytes.  Raises Refused."""
    try:
        made.Parse(data, last)
    except pyexpat.ExpatError as error:
        raise Refused("damaged_file", f"{part}: {error}") from error
    except (ValueError, LookupError) as error:  # an encoding that Python doesn't know
        raise Refused("damaged_file", f"{part}: {error}") from error


def without_prolog_junk(data: bytes) -> bytes | None:
    """The part without stray text before its root; None when there is none."""
    mended = re.sub(_PROLOG_JUNK, rb"\1", data, count=1)
    return mended if mended != data else None


def outline(
    data: bytes, part: str, wanted: Collection[str], texts: Collection[str] = ()
) -> Outline:
    """What a small part holds of the elements named in `wanted`; `texts` are those with text.

    Raises Refused, too_large as well.
    """
    if data.count(b"<") > MOST_TAGS:
        raise Refused("too_large", part)
    found: list[Element] = []
    path: list[str] = []
    chunks: list[str] = []
    roots: list[str] = []
    deepest = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal deepest
        plain = local(name)
        parent = path[-1] if path else ""
        path.append(plain)
        deepest = max(deepest, len(path))
        if not roots:
            roots.append(plain)
        if plain in wanted:
            found.append(Element(plain, parent, attributes, ""))
            chunks.clear()

    def end(_name: str) -> None:
        plain = path.pop()
        if plain in texts:
            found[-1] = found[-1]._replace(text="".join(chunks))

    parse(data, part, start, end, chunks.append if texts else None)
    return Outline(roots[0], found, deepest >= DEEP)


def flag(value: str | None, default: bool = False) -> bool:
    """An XML Schema boolean, as leniently as Excel reads it."""
    if value is None:
        return default
    return value.strip().lower() in ("1", "true", "on")


def named(elements: Iterable[Element], name: str) -> list[Element]:
    """Those of that name."""
    return [element for element in elements if element.name == name]


def _refuse_doctype(*_declared: object) -> None:
    raise Refused("unsafe_file", "document type declaration")
