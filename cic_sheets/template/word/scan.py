"""One pass over a part: every element with its place, its paragraph and its row.

Nothing is rebuilt; an element is offsets into the part's text.  Names are `prefix:local` for the
namespaces known here, whatever prefix the part itself uses, in strict files too; `{uri}local` for
others, `local` without a namespace.

Source: ISO/IEC 29500-1, 17 (WordprocessingML), 20.4 and 21.1 (drawings); 29500-4, 14 (VML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..opc.errors import PatchError, TooLarge
from ..opc.markup import Markup, attributes

_TAG = re.compile(
    rb"<(/?)([^\s<>/=\"'!?]++)((?:[^\"'<>]++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
)  # of a checked part, every tag and nothing else
_DECLARED = re.compile(rb"xmlns(?::([^\s=]++))?\s*=\s*(?:\"([^\"]*+)\"|'([^']*+)')")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]{1,8})|#([0-9]{1,8})|(amp|lt|gt|quot|apos));")
_OPAQUE = re.compile(rb"(?s)<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>|([^<]+)")
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_DEEPEST = 1_000  # elements in elements
_MOST_ELEMENTS = 2_000_000  # a thousand pages have half of it

_OFFICE, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/word/"
_PREFIX = {
    _OFFICE + "wordprocessingml/2006/main": "w",
    _STRICT + "wordprocessingml/main": "w",
    _OFFICE + "drawingml/2006/wordprocessingDrawing": "wp",
    _STRICT + "drawingml/wordprocessingDrawing": "wp",
    _OFFICE + "drawingml/2006/main": "a",
    _STRICT + "drawingml/main": "a",
    _OFFICE + "drawingml/2006/picture": "pic",
    _STRICT + "drawingml/picture": "pic",
    _OFFICE + "officeDocument/2006/math": "m",
    _STRICT + "officeDocument/math": "m",
    _OFFICE + "markup-compatibility/2006": "mc",
    _OFFICE + "officeDocument/2006/customXml": "ds",
    _STRICT + "officeDocument/customXml": "ds",
    _MICROSOFT + "2010/wordml": "w14",
    _MICROSOFT + "2012/wordml": "w15",
    _MICROSOFT + "2010/wordprocessingShape": "wps",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_PARAGRAPHS = ("w:p", "a:p", "m:oMath")


def canonical(uri: str, local: str) -> str:
    """An element's name as it is compared here."""
    prefix = _PREFIX.get(uri)
    if prefix:
        return f"{prefix}:{local}"
    return f"{{{uri}}}{local}" if uri else local


class _Scope(dict[bytes, str]):
    """Written names → canonical ones, where these prefixes are declared."""

    def __init__(self, uris: Mapping[bytes, str]) -> None:
        self.uris = uris
        self._inner: dict[bytes, _Scope] = {}

    def __missing__(self, written: bytes) -> str:
        prefix, _, local = written.rpartition(b":")
        self[written] = name = canonical(self.uris.get(prefix, ""), local.decode())
        return name

    def inner(self, declarations: bytes) -> _Scope:
        """The scope of an element that declares more."""
        if declarations not in self._inner:
            found = {
                prefix: resolved(double or single)
                for prefix, double, single in _DECLARED.findall(declarations)
            }
            self._inner[declarations] = _Scope({**self.uris, **found})
        return self._inner[declarations]


class Node:
    """An element: `<name …>` is start:inner, its content inner:close, all start:end.

    written    its name in the file, prefix and all
    last       index in the scan after its last descendant
    paragraph  the nearest paragraph around, itself if it is one
    row        the nearest table row around, itself if it is one
    """

    __slots__ = (
        "close", "end", "index", "inner", "last", "name", "paragraph", "parent", "row", "start",
        "written",
    )  # fmt: skip

    def __init__(
        self, name: str, written: bytes, index: int, start: int, inner: int, parent: Node | None
    ) -> None:
        self.name, self.written, self.index = name, written, index
        self.start, self.inner, self.parent = start, inner, parent
        self.close = self.end = inner
        self.last = index + 1
        self.paragraph: Node | None = parent.paragraph if parent else None
        self.row: Node | None = parent.row if parent else None
        if name in _PARAGRAPHS:
            self.paragraph = self
        elif name == "w:tr":
            self.row = self

    @property
    def closed_at_once(self) -> bool:
        """Whether it is written `<name/>`."""
        return self.inner == self.end

    @property
    def prefix(self) -> bytes:
        """The prefix as written, with its colon."""
        before, colon, _ = self.written.rpartition(b":")
        return before + colon


class Scan:
    """A part's text and its elements in the order of the document."""

    def __init__(self, content: bytes) -> None:
        """Raises PatchError for what is no XML, has a document type, or far too many elements."""
        markup = Markup(content)
        self.text = markup.text
        if self.text.count(b"<") > 2 * _MOST_ELEMENTS:
            raise TooLarge("too many elements in a part")
        self.nodes: list[Node] = []
        self._read(markup.mask)
        if not self.nodes:
            raise PatchError("no element in a part")

    def _read(self, mask: bytes) -> None:
        nodes = self.nodes
        scope = _Scope({b"xml": "xml"})
        open_ones: list[tuple[Node, _Scope]] = []
        for match in _TAG.finditer(mask):
            slash, written, rest = match.groups()
            if slash:
                if not open_ones or open_ones[-1][0].written != written:
                    raise PatchError("elements that cross in a part")
                node, scope = open_ones.pop()
                node.close, node.end, node.last = match.start(), match.end(), len(nodes)
                continue
            here = scope.inner(rest) if b"xmlns" in rest else scope
            parent = open_ones[-1][0] if open_ones else None
            node = Node(here[written], written, len(nodes), match.start(), match.end(), parent)
            nodes.append(node)
            if not rest.endswith(b"/"):
                open_ones.append((node, scope))
                if len(open_ones) > _DEEPEST:
                    raise TooLarge("elements too deep in a part")
                scope = here
        if open_ones:
            raise PatchError("element without end in a part")

    def inside(self, node: Node) -> list[Node]:
        """Every element below."""
        return self.nodes[node.index + 1 : node.last]

    def first(self, node: Node, name: str) -> Node | None:
        """The first element of this name below."""
        for index in range(node.index + 1, node.last):
            if self.nodes[index].name == name:
                return self.nodes[index]
        return None

    def children(self, node: Node) -> Iterator[Node]:
        """The elements directly below."""
        at = node.index + 1
        while at < node.last:
            yield self.nodes[at]
            at = self.nodes[at].last

    def child(self, node: Node, name: str) -> Node | None:
        """The first element of this name directly below."""
        return next((one for one in self.children(node) if one.name == name), None)

    def tag(self, node: Node) -> bytes:
        """`<name …>` as written."""
        return self.text[node.start : node.inner]

    def content(self, node: Node) -> str:
        """The text of an element that holds nothing else."""
        return resolved(self.text[node.inner : node.close])

    def value(self, node: Node | None, name: str = "val") -> str:
        """An attribute by its local name, "" when it is not there."""
        if node is None:
            return ""
        found = attributes(self.tag(node))
        return next((v for k, v in found.items() if k.rpartition(":")[2] == name), "")

    def place(self, node: Node, name: str) -> tuple[int, int] | None:
        """Where the value of an attribute stands, by its local name."""
        found = re.search(
            rb"[\s:]%s\s*=\s*(?:\"([^\"]*)\"|'([^']*)')" % name.encode(), self.tag(node)
        )
        if found is None:
            return None
        start, end = found.span(found.lastindex or 1)
        return node.start + start, node.start + end


def resolved(text: bytes) -> str:
    """Text as written in a part: its references read, its CDATA unwrapped, its comments gone."""
    if b"<" in text:
        return "".join(
            raw.decode(errors="replace") if raw else resolved(plain)
            for raw, plain in _OPAQUE.findall(text)
        )
    read = text.decode(errors="replace")
    return _REFERENCE.sub(_character, read) if "&" in read else read


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _MEANT[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if code < 0x110000 else "\ufffd"
