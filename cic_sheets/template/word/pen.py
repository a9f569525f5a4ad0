"""How Word's elements are written in a part: its own prefixes, transitional or strict.

Source: ISO/IEC 29500-1, annexes A and C (strict namespaces); 29500-4, 9 (transitional ones).
"""

from __future__ import annotations

import re

from cic_sheets.values.named import NamedTuple

from ..drawn import OFFICE as _OFFICE
from ..drawn import STRICT as _STRICT
from ..drawn import URIS, Uris
from ..opc.markup import escaped
from .scan import Node, Scan

_WORD = {False: _OFFICE + "wordprocessingml/2006/main", True: _STRICT + "wordprocessingml/main"}
_DECLARED = re.compile(
    rb"xmlns:([A-Za-z_][\w.-]*)\s*=\s*[\"'](?:%s|%s)[\"']"
    % (re.escape(_WORD[False].encode()), re.escape(_WORD[True].encode()))
)
_FIRST_TAG = re.compile(rb"^<[^\s/>]+")


class Pen(NamedTuple):
    """Prefixes of elements and of attributes, colons and all.

    declared  what must be said on each outermost element, "" when the part says it
    """

    w: bytes
    a: bytes
    strict: bool
    declared: bytes = b""

    @classmethod
    def of(cls, scan: Scan, node: Node) -> Pen:
        """As a part writes; `node` is one of Word's own elements."""
        strict = _WORD[True].encode() in scan.text
        if node.prefix:
            return cls(node.prefix, node.prefix, strict)
        found = _DECLARED.search(scan.text)
        if found:
            return cls(b"", found[1] + b":", strict)
        return cls(b"", b"w:", strict, b' xmlns:w="%s"' % _WORD[strict].encode())

    @property
    def uris(self) -> Uris:
        """The namespaces of drawings in this part."""
        return URIS[self.strict]

    def __call__(self, name: str, *inside: bytes, **attributes: object) -> bytes:
        """An element: `pen("jc", val="right")` gives `<w:jc w:val="right"/>`."""
        said = b"".join(
            b' %s%s="%s"' % (self.a, key.encode(), escaped(str(value)))
            for key, value in attributes.items()
        )
        written = self.w + name.encode()
        held = b"".join(inside)
        if not held:
            return b"<%s%s/>" % (written, said)
        return b"<%s%s>%s</%s>" % (written, said, held, written)

    def side(self, name: str) -> str:
        """`left` and `right`; strict documents say `start` and `end`."""
        return {"left": "start", "right": "end"}[name] if self.strict else name

    def outermost(self, chunk: bytes) -> bytes:
        """An element as it can stand anywhere in the part."""
        if not self.declared:
            return chunk
        return _FIRST_TAG.sub(lambda found: found[0] + self.declared, chunk)
