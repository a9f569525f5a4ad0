"""What follows a document's end: its body is made to ask for it, then filled like any other.

Source: ISO/IEC 29500-1, 17.2.2 (body: its sectPr is its last element).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..blocks import Block
from ..data import Data, Value
from ..grammar import SECTION, asked
from ..kinds import main_part
from ..names import folded
from ..opc.errors import PatchError
from ..opc.markup import escaped, spliced, to_utf8
from ..opc.package import Package
from .scan import Node, Scan
from .styles import Styles

_TITLES = ("titre d'annexe", "heading 1")
_OURS = "\ue000"  # a letter for private use: no template and no data name a field so
W = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
     "http://purl.oclc.org/ooxml/wordprocessingml/main")  # fmt: skip
"""The namespace of Word's elements, and that of strict files."""


def with_ending(package: Package, data: Data, styles: Callable[[], Styles]) -> Data:
    """The data, with names for what is appended; the main part of the package asks for them."""
    if not data.appended:
        return data
    name = main_part(package)
    scan = Scan(to_utf8(package.part(name)))
    body = next((one for one in scan.nodes if one.name == "w:body"), None)
    if body is None:
        raise PatchError("no body in a document")
    placed = _sections_asked(scan)
    fields: dict[str, Value] = {}
    sections: dict[str, Sequence[Block]] = {}
    asking = b""
    for number, one in enumerate(data.appended, 1):
        if one.section and folded(one.section) in placed:
            continue
        key = f"{_OURS}{number}"
        fields[key], sections[key] = one.title, one.blocks
        asking += _asking(scan, body, key, styles())
    if asking:
        package.replace(name, spliced(scan.text, [_at_end(scan, body, asking)]))
    return data._replace(fields={**data.fields, **fields}, sections={**data.sections, **sections})


def _sections_asked(scan: Scan) -> set[str]:
    """The sections that the body itself asks for, as names are compared."""
    texts: dict[int, list[str]] = {}
    for node in scan.nodes:
        if node.name == "w:t" and node.paragraph:
            texts.setdefault(node.paragraph.index, []).append(scan.content(node))
    found = (one for pieces in texts.values() for one in asked("".join(pieces)))
    return {folded(one.name) for one in found if one.kind == SECTION}


def attribute_prefix(scan: Scan, node: Node) -> bytes:
    """The prefix of Word's attributes, colon and all: elements may do without one."""
    if node.prefix:
        return node.prefix
    for uri in W:
        at = scan.text.find(b'="%s"' % uri.encode())
        while at > 0:
            before, _, prefix = scan.text[max(at - 40, 0) : at].rpartition(b"xmlns:")
            if before and prefix:
                return prefix + b":"
            at = scan.text.find(b'="%s"' % uri.encode(), at + 1)
    return b"w:"


def _asking(scan: Scan, body: Node, key: str, styles: Styles) -> bytes:
    """A heading and a paragraph that ask for a title and for a section."""
    w, a = body.prefix, attribute_prefix(scan, body)
    style = next((s for name in _TITLES if (s := styles.get(("paragraph", name)))), "")
    look = b'<%spPr><%spStyle %sval="%s"/></%spPr>' % (w, w, a, escaped(style), w)
    bold = b"<%srPr><%sb/><%sbCs/></%srPr>" % (w, w, w, w)
    title = b"<%sr>%s<%st>{{%s}}</%st></%sr>" % (w, b"" if style else bold, w, key.encode(), w, w)
    asking = b"<%sr><%st>{{section: %s}}</%st></%sr>" % (w, w, key.encode(), w, w)
    heading = b"<%sp>%s%s</%sp>" % (w, look if style else b"", title, w)
    return heading + b"<%sp>%s</%sp>" % (w, asking, w)


def _at_end(scan: Scan, body: Node, content: bytes) -> tuple[int, int, bytes]:
    if body.closed_at_once:
        opening = scan.tag(body)[:-2].rstrip()
        return body.start, body.end, opening + b">%s</%s>" % (content, body.written)
    last = next((one for one in scan.children(body) if one.name == "w:sectPr"), None)
    at = last.start if last else body.close
    return at, at, content
