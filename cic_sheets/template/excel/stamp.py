"""A filled workbook's last touches: a word in every printed header, a sheet out of sight.

Source: ISO/IEC 29500-1, 18.3.1.46 (headerFooter), .57 (oddHeader), 18.2.19 (sheet).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ..opc.later import later
from ..opc.markup import Edit, Markup, spliced, with_attributes, xstring
from ..opc.package import Package
from .cells import resolved
from .sheet import ORDER
from .spreadsheet import placed, prefixed
from .workbook import read_workbook

_RIGHT = later(r"&R", re.IGNORECASE)
_CENTRE = later(r"&C", re.IGNORECASE)


def stamped(data: bytes, word: str, look: str = "") -> bytes:
    """The workbook with a word in the middle of every worksheet's header, unless it is there.

    look  codes of headers before the word: `&"Calibri,Bold"&22`

    Raises PatchError when it is no workbook that can be patched.
    """
    package = Package.open(data)
    for sheet in read_workbook(package).sheets:
        if sheet.kind != "worksheet" or not sheet.part:
            continue
        markup = Markup(package.part(sheet.part))
        edits = _edits(markup, word, look + word.replace("&", "&&"))
        if edits:
            package.replace(sheet.part, spliced(markup.text, edits))
    return package.save()


def hidden(data: bytes, names: Collection[str]) -> bytes:
    """The workbook with these sheets out of sight, unless no other would be seen.

    Raises PatchError when it is no workbook that can be patched.
    """
    package = Package.open(data)
    book = read_workbook(package)
    sheets = book.markup.child(book.root, b"sheets")
    tags = [(one, book.markup.attributes(one)) for one in book.markup.children(sheets or book.root)]
    seen = [tag for _, tag in tags if tag.get("state", "visible") == "visible"]
    if all(tag.get("name") in names for tag in seen):
        return data
    edits: list[Edit] = [
        (one.start, one.inner, with_attributes(book.markup.tag(one), {"state": "hidden"}))
        for one, tag in tags
        if tag in seen and tag.get("name") in names
    ]
    if edits:
        package.replace(book.part, spliced(book.markup.text, edits))
    return package.save()


def _edits(markup: Markup, word: str, content: str) -> list[Edit]:
    root = markup.root()
    element = markup.child(root, b"headerFooter")
    fresh = b"<oddHeader>%s</oddHeader>" % xstring("&C" + content)
    if element is None:
        whole = prefixed(b"<headerFooter>" + fresh + b"</headerFooter>", root.prefix)
        return [placed(markup, root, b"headerFooter", ORDER, whole)]
    headers = [one for one in markup.children(element) if one.name.endswith(b"Header")]
    if element.closed_at_once or not any(one.name == b"oddHeader" for one in headers):
        tag = with_attributes(markup.tag(element), {})
        if element.closed_at_once:
            tag = tag[:-2].rstrip() + b">"
            end = prefixed(b"</headerFooter>", root.prefix)
            return [(element.start, element.end, tag + prefixed(fresh, root.prefix) + end)]
        return [(element.inner, element.inner, prefixed(fresh, root.prefix))]
    edits: list[Edit] = []
    for one in headers:
        text = resolved(markup.text[one.inner : one.close])
        if word not in text:
            edits.append((one.inner, one.close, xstring(_with(text, content))))
    return edits


def _with(text: str, content: str) -> str:
    """A header with content added to its middle part."""
    if match := _CENTRE.search(text):
        return text[: match.end()] + content + " " + text[match.end() :]
    match = _RIGHT.search(text)
    at = match.start() if match else len(text)
    return f"{text[:at]}&C{content}{text[at:]}"
