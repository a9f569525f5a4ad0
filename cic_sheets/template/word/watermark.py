"""A word across every page, behind the text: in each kind of header that is in use.

Source: ISO/IEC 29500-1, 17.6.17 (sectPr), 17.10 (headers: default, first, even; what a section
inherits); 29500-4, 14.1 (VML).  Strict documents have no VML: theirs is a drawing.
"""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.values.named import NamedTuple

from ..kinds import main_part
from ..opc.errors import PatchError
from ..opc.markup import Edit, escaped, spliced, to_utf8
from ..opc.package import XML_DECLARATION, Package
from .ending import W
from .scan import Node, Scan
from .styles import Styles
from .text import printable
from .watermark_shape import TYPE_ID, drawn

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_RELATIONS = ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
              "http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
_OFF = ("0", "false", "off")


class _Section(NamedTuple):
    """The end of a section, and its headers: kind → id of the relationship."""

    node: Node
    headers: dict[str, str]
    kinds: tuple[str, ...]


def mark(package: Package, word: str, styles: Styles) -> None:
    """Put the word into every header in use, made where a section has none to inherit."""
    name = main_part(package)
    scan = Scan(to_utf8(package.part(name)))
    marking = _Marking(package, name, printable(word), scan.text, styles)
    sections = list(_sections(scan, _is_on(package, name, "w:evenAndOddHeaders")))
    edits: list[Edit] = []
    inherited: dict[str, str] = {}
    for section in sections:
        inherited |= section.headers
        missing = [kind for kind in section.kinds if kind not in inherited]
        inherited |= {kind: marking.made() for kind in missing}
        if missing:
            references = b"".join(marking.reference(kind, inherited[kind]) for kind in missing)
            edits.append(_inside(scan, section.node, references))
        for kind in section.kinds:
            marking.mark(inherited[kind])
    if not sections:
        edits.append(_new_section(scan, marking))
    package.replace(name, spliced(scan.text, edits))


def _sections(scan: Scan, even: bool) -> Iterator[_Section]:
    for node in scan.nodes:
        around = node.parent.name if node.parent else ""
        if node.name != "w:sectPr" or around not in ("w:body", "w:pPr"):
            continue
        children = list(scan.children(node))
        headers = {
            scan.value(one, "type") or "default": scan.value(one, "id")
            for one in children
            if one.name == "w:headerReference"
        }
        first = any(o.name == "w:titlePg" and scan.value(o) not in _OFF for o in children)
        kinds = ("default", *(("first",) if first else ()), *(("even",) if even else ()))
        yield _Section(node, headers, kinds)


def _is_on(package: Package, main: str, name: str) -> bool:
    settings = package.related(main, "settings")
    if settings is None:
        return False
    scan = Scan(to_utf8(package.part(settings.target)))
    found = scan.child(scan.nodes[0], name)
    return found is not None and scan.value(found) not in _OFF


def _inside(scan: Scan, section: Node, references: bytes) -> Edit:
    """References come first in a section."""
    if not section.closed_at_once:
        return section.inner, section.inner, references
    opening = scan.tag(section)[:-2].rstrip()
    return section.start, section.end, opening + b">%s</%s>" % (references, section.written)


def _new_section(scan: Scan, marking: _Marking) -> Edit:
    """A document that leaves its page to Word has no section yet."""
    body = next((one for one in scan.nodes if one.name == "w:body"), None)
    if body is None:
        raise PatchError("no body in a document")
    made = marking.made()
    marking.mark(made)
    section = b"<%ssectPr>%s</%ssectPr>" % (
        body.prefix, marking.reference("default", made), body.prefix,
    )  # fmt: skip
    if not body.closed_at_once:
        return body.close, body.close, section
    opening = scan.tag(body)[:-2].rstrip()
    return body.start, body.end, opening + b">%s</%s>" % (section, body.written)


class _Marking:
    """The headers of a document under way; each is marked once."""

    def __init__(self, package: Package, main: str, word: str, text: bytes, styles: Styles) -> None:
        self._package, self._main, self._word = package, main, word
        self._strict = W[1].encode() in text
        self._style = styles.get(("paragraph", "header"), "")
        self._done: set[str] = set()

    def made(self) -> str:
        """A new header: the id of its relationship."""
        folder = self._main.rpartition("/")[0]
        file = self._package.free_name(f"{folder}/header{{}}.xml".lstrip("/"))
        style = b'<w:pPr><w:pStyle w:val="%s"/></w:pPr>' % escaped(self._style)
        paragraph = b"<w:p>%s</w:p>" % (style if self._style else b"")
        root = b'<w:hdr xmlns:w="%s">%s</w:hdr>' % (W[self._strict].encode(), paragraph)
        self._package.add(file, XML_DECLARATION + root, _TYPE)
        return self._package.relate(self._main, f"{_RELATIONS[self._strict]}/header", file)

    def reference(self, kind: str, id: str) -> bytes:
        """What a section says of it; it declares its own prefixes."""
        return (
            f'<w:headerReference xmlns:w="{W[self._strict]}" xmlns:r="{_RELATIONS[self._strict]}" '
            f'w:type="{kind}" r:id="{id}"/>'
        ).encode()

    def mark(self, id: str) -> None:
        """Put the word into the header of this relationship."""
        found = next((o for o in self._package.relations(self._main) if o.id == id), None)
        if found is None or found.target in self._done or found.target not in self._package:
            return
        self._done.add(found.target)
        scan = Scan(to_utf8(self._package.part(found.target)))
        root = scan.nodes[0]
        uri, typed = W[self._strict], TYPE_ID in scan.text
        shape = drawn(self._word, len(self._done), uri, strict=self._strict, typed=typed)
        last = [one for one in scan.children(root) if one.name == "w:p"][-1:]
        if last and not last[0].closed_at_once:
            edit: Edit = (last[0].close, last[0].close, shape)
        elif last:
            opening = scan.tag(last[0])[:-2].rstrip()
            whole = opening + b">%s</%s>" % (shape, last[0].written)
            edit = (last[0].start, last[0].end, whole)
        else:
            edit = (root.close, root.close, b"<%sp>%s</%sp>" % (root.prefix, shape, root.prefix))
        self._package.replace(found.target, spliced(scan.text, [edit]))
