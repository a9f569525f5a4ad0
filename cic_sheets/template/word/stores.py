"""The XML that bound controls show: Word takes the value from there, not from the document.

Source: ISO/IEC 29500-1, 17.5.2.6 (dataBinding); ISO/IEC 29500-1, 22.5 (custom XML data).
"""

from __future__ import annotations

import re

from .changes import Change, always
from .controls import Bound
from .scan import Node, Scan, canonical
from .text import in_one_line

CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
EXTENDED = "{6668398D-A668-4E3E-A5EB-62B293D839F1}"
"""By what the document's own properties are named, which are no items."""

_STEP = re.compile(r"/(?:([^\s/:@\[\]()]+):)?(@?)([^\s/:@\[\]()]+)(?:\[(\d{1,6})\])?")
_MAPPING = re.compile(r"xmlns:([^\s=]+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")")


def stored(scan: Scan, bound: Bound) -> Change | None:
    """The change that puts a control's text where it is bound; None when that is not there."""
    path = bound.xpath.removesuffix("/text()")
    if not path or _STEP.sub("", path):
        return None  # no plain path: nothing is guessed
    uris = {prefix: one or other for prefix, one, other in _MAPPING.findall(bound.mappings)}
    text = in_one_line(bound.text)
    here: Node | None = None
    for prefix, at, local, number in _STEP.findall(path):
        if at:
            place = scan.place(here, local) if here else None
            return Change(*place, always(text)) if place else None
        name = canonical(uris.get(prefix, ""), local)
        below = [scan.nodes[0]] if here is None else list(scan.children(here))
        same = [one for one in below if one.name == name]
        wanted = int(number or 1)
        if not 0 < wanted <= len(same):
            return None
        here = same[wanted - 1]
    if here is None or here.last > here.index + 1:
        return None
    if here.closed_at_once:
        opening = scan.tag(here)[:-2].rstrip()
        whole = b"%s>%s</%s>" % (opening, text, here.written)
        return Change(here.start, here.end, always(whole))
    return Change(here.inner, here.close, always(text))
