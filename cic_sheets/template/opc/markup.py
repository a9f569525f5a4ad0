"""XML read by place: where elements begin and end, so that a change is a splice of bytes.

Nothing is rebuilt: what is not spliced stays as it was written, prefixes, spaces and all.
Text is UTF-8 from here on (UTF-16 and the like are transcoded once).  A part with a document
type is not patched: entities could hide elements.

Source: XML 1.0 (2.3 names, 2.4 markup, 2.7 CDATA, 4.3.3 encodings); ISO/IEC 29500-1 22.9.2.19
(ST_Xstring escapes).
"""

from __future__ import annotations

import codecs
import pyexpat
import re
from collections.abc import Iterable, Mapping

from cic_sheets.values.named import NamedTuple

from .errors import PatchError, Unsafe
from .later import later

_OPAQUE = rb"(?s)<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"  # rare: compiled when met
_OPEN = later(
    rb"<((?:[^\s<>/:?!\"'=]++:)?+)([^\s<>/:?!\"'=]++)"
    rb"((?:[^\"'<>]++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
)
_ATTRIBUTE = later(rb"([^\s=<>/\"']++)\s*=\s*(?:\"([^\"]*+)\"|'([^']*+)')")
_ENTITY = r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));"  # rare: compiled when met
_DECLARED = later(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_UNWRITABLE = later("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATE = "[\ud800-\udfff]"  # rare: compiled when met
_AFTER_NAME = b" \t\r\n/>"

Edit = tuple[int, int, bytes]


class Element(NamedTuple):
    """Offsets of one element: `<name …>` is start:inner, its content inner:close, all start:end.

    `prefix` holds its colon.  An empty-element tag has inner = close = end.
    """

    prefix: bytes
    name: bytes
    start: int
    inner: int
    close: int
    end: int

    @property
    def closed_at_once(self) -> bool:
        """Whether it is written `<name/>`."""
        return self.inner == self.end


class Markup:
    """One part's text, with what could hide markup (comments, CDATA) blanked in `mask`."""

    __slots__ = ("mask", "text")

    def __init__(self, data: bytes) -> None:
        """Raises PatchError for an unknown encoding or a document type."""
        self.text = _opened(to_utf8(data))
        self.mask = self.text
        if b"<!" in self.text or self.text.find(b"<?", 4) > 0:
            check(self.text)  # of what is ill-formed, the search for ends could take for ever
            self.mask = re.sub(_OPAQUE, lambda match: b" " * len(match[0]), self.text)
        if b"<!" in self.mask:
            raise Unsafe("document type in a part")

    def root(self) -> Element:
        """The document's element.  Raises PatchError when there is none."""
        match = _OPEN.search(self.mask)
        if match is None:
            raise PatchError("no element in a part")
        return self.element(match.start())

    def element(self, at: int) -> Element:
        """The element whose tag begins at `at`.  Raises PatchError when none does."""
        match = _OPEN.match(self.mask, at)
        if match is None:
            raise PatchError("broken markup in a part")
        prefix, name, rest = match.groups()
        inner = match.end()
        if rest.endswith(b"/"):
            return Element(prefix, name, at, inner, inner, inner)
        close, end = self._closing(prefix + name, inner)
        return Element(prefix, name, at, inner, close, end)

    def children(self, parent: Element) -> list[Element]:
        """The elements directly inside."""
        found: list[Element] = []
        at = parent.inner
        while (at := self.mask.find(b"<", at, parent.close)) >= 0:
            found.append(self.element(at))
            at = found[-1].end
        return found

    def child(self, parent: Element, name: bytes) -> Element | None:
        """The first element of this local name directly inside."""
        return next((one for one in self.children(parent) if one.name == name), None)

    def tag(self, element: Element) -> bytes:
        """`<name …>` as written."""
        return self.text[element.start : element.inner]

    def attributes(self, element: Element) -> dict[str, str]:
        """Attributes by their written name, entities resolved."""
        return attributes(self.tag(element))

    def _closing(self, name: bytes, at: int) -> tuple[int, int]:
        tag = b"</" + name + b">"
        close = self.mask.find(tag[:-1], at)
        if self.mask.startswith(tag, close) and self.mask.find(b"<" + name, at, close) < 0:
            return close, close + len(tag)  # as nearly all are: none of its name inside
        depth = 1
        while True:
            close = self._find(b"</" + name, at, len(self.mask))
            if close < 0:
                raise PatchError("element without end in a part")
            depth += self._opened(b"<" + name, at, close) - 1
            at = self.mask.find(b">", close) + 1
            if not depth:
                return close, at

    def _opened(self, name: bytes, at: int, end: int) -> int:
        """How many elements of the same name open between, self-closed ones aside."""
        count = 0
        while (at := self._find(name, at, end)) >= 0:
            match = _OPEN.match(self.mask, at)
            if match is None:
                raise PatchError("broken markup in a part")
            count += not match[3].endswith(b"/")
            at = match.end()
        return count

    def _find(self, name: bytes, at: int, end: int) -> int:
        while (at := self.mask.find(name, at, end)) >= 0:
            if self.mask[at + len(name) : at + len(name) + 1] in _AFTER_NAME:
                return at
            at += len(name)
        return -1


def _opened(text: bytes) -> bytes:
    """An empty document `<a/>` as `<a></a>`: there is then a place inside."""
    bare = text.rstrip()
    match = _OPEN.search(text) if bare.endswith(b"/>") else None
    if match is None or match.end() < len(bare):
        return text
    return bare[:-2].rstrip() + b"></" + match[1] + match[2] + b">"


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of one tag by their written name, entities resolved."""
    written = {
        name.decode(): (double or single).decode()
        for name, double, single in _ATTRIBUTE.findall(tag)
    }
    return {k: _resolved(v) for k, v in written.items()} if b"&" in tag else written


def with_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """The tag with attributes set (in place, or at its end) or removed (None)."""
    waiting = dict(changes)

    def changed(match: re.Match[bytes]) -> bytes:
        name = match[1].decode()
        if name not in waiting:
            return match[0]
        value = waiting.pop(name)
        return b"" if value is None else _written(name, value)

    tag = _ATTRIBUTE.sub(changed, tag)
    fresh = b"".join(b" " + _written(k, v) for k, v in waiting.items() if v is not None)
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + fresh + tag[end:]


def appended(markup: Markup, parent: Element, content: bytes) -> Edit:
    """The edit that adds content as the last inside `parent`, opening it if need be."""
    if not parent.closed_at_once:
        return parent.close, parent.close, content
    tag = markup.tag(parent)[:-2].rstrip()
    return parent.start, parent.end, tag + b">" + content + closing(parent)


def closing(element: Element) -> bytes:
    """`</name>` as its tag is written."""
    return b"</" + element.prefix + element.name + b">"


def spliced(text: bytes, edits: Iterable[Edit]) -> bytes:
    """The text with its edits made.  Raises PatchError when two overlap or it ends ill-formed."""
    result = joined(text, edits)
    check(result)
    return result


def joined(text: bytes, edits: Iterable[Edit]) -> bytes:
    """The text with its edits made, form unchecked.  Raises PatchError when two overlap."""
    chunks: list[bytes] = []
    at = 0
    for start, end, content in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        if start < at:
            raise PatchError("overlapping edits")
        chunks += (text[at:start], content)
        at = end
    return b"".join((*chunks, text[at:]))


def check(text: bytes) -> None:
    """Raises PatchError unless the text is well-formed XML."""
    try:
        pyexpat.ParserCreate(namespace_separator=" ").Parse(text, True)
    except pyexpat.ExpatError as error:
        raise PatchError(f"ill-formed part: {error}") from error


def to_utf8(data: bytes) -> bytes:
    """A part's text in UTF-8, its declaration following; UTF-8 comes back as it is."""
    encoding = _encoding(data)
    if encoding in ("utf-8", "us-ascii", "ascii"):
        return data
    try:
        codecs.lookup(encoding)
        text = data.decode(encoding).lstrip("\ufeff").encode()
    except (LookupError, UnicodeError) as error:
        raise PatchError(f"part in {encoding}") from error
    declared = _DECLARED.match(text)
    return text if declared is None else text.replace(declared[1], b"UTF-8", 1)


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data[:4] == b"<\0?\0":
        return "utf-16-le"
    if data[:4] == b"\0<\0?":
        return "utf-16-be"
    declared = _DECLARED.match(data)
    return "utf-8" if declared is None else declared[1].decode().lower()


def escaped(text: str) -> bytes:
    """Text for an element's content or an attribute in double quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    text = text.replace(">", "&gt;").replace('"', "&quot;")
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return re.sub(_SURROGATE, "\ufffd", text).encode()


def xstring(text: str) -> bytes:
    """Text for a cell or a note: line ends made one, control characters as `_x0007_`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return escaped(_UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text))


def _resolved(text: str) -> str:
    return re.sub(_ENTITY, _character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    return chr(min(int(hexadecimal, 16) if hexadecimal else int(decimal), 0x10FFFF))


def _written(name: str, value: str) -> bytes:
    text = escaped(value).replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")
    return name.encode() + b'="' + text + b'"'
