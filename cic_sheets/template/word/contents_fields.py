"""Fields of contents as a document has them: where they stand, and the lines stored in them.

Source: ISO/IEC 29500-1, 17.16.18 (fldChar), 17.16.5.43 (PAGEREF), 17.16.22 (hyperlink).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cic_sheets.values.named import NamedTuple

from .headings import Wanted, wanted
from .scan import Node, Scan, resolved

_PAGE = re.compile(r"\s*PAGEREF\s+(\S+)", re.IGNORECASE)


class Contents(NamedTuple):
    """A field of contents: its first and last run, and that which ends its code."""

    asked: Wanted
    begin: Node
    opened: Node
    end: Node


class Entry(NamedTuple):
    """A line as it is written: up to its words, its words, what closes it."""

    head: bytes
    words: bytes
    close: bytes


def fields_of(scan: Scan) -> Iterator[Contents]:
    """Every field of contents, nested ones before those around them."""
    waiting: list[tuple[Node, list[str], list[Node]]] = []
    for node in scan.nodes:
        run = node.parent
        if run is None or run.name != "w:r":
            continue
        if node.name == "w:instrText" and waiting and not waiting[-1][2]:
            waiting[-1][1].append(scan.content(node))
        elif node.name == "w:fldChar":
            kind = scan.value(node, "fldCharType")
            if kind == "begin":
                waiting.append((run, [], []))
            elif kind == "separate" and waiting:
                waiting[-1][2].append(run)
            elif kind == "end" and waiting:
                begin, code, opened = waiting.pop()
                asked = wanted("".join(code))
                if asked:
                    yield Contents(asked, begin, opened[0] if opened else begin, run)


def span_of(field: Contents) -> tuple[Node, Node] | None:
    """The paragraphs from a field's first to its last; None where they can't be made anew."""
    first, last = field.begin.parent, field.end.parent
    if first is None or last is None or first.name != "w:p" or last.name != "w:p":
        return None
    whole = field.opened is not field.begin and field.opened.parent is first
    return (first, last) if whole and first.parent is last.parent else None


def stored_lines(scan: Scan, field: Contents, span: tuple[Node, Node]) -> dict[str, Entry]:
    """Bookmark → the line that leads there."""
    first, last = span
    found: dict[str, Entry] = {}
    for node in scan.nodes[first.index : last.last]:
        if node.name != "w:p" or node.start < first.start:
            continue
        name = _leads_to(scan, node)
        if name:
            found.setdefault(name, _entry_of(scan, node, field))
    return found


def _leads_to(scan: Scan, paragraph: Node) -> str:
    for one in scan.inside(paragraph):
        if one.name == "w:hyperlink" and (anchor := scan.value(one, "anchor")):
            return anchor
        if one.name == "w:instrText" and (page := _PAGE.match(scan.content(one))):
            return page[1]
    return ""


def _entry_of(scan: Scan, paragraph: Node, field: Contents) -> Entry:
    """A stored line, without the runs by which the field begins and ends."""
    text = scan.text
    start, stop = after_look(scan, paragraph), paragraph.close
    head = text[paragraph.start : start]
    if field.begin.parent is paragraph:
        start = field.opened.end
    if field.end.parent is paragraph:
        stop = field.end.start
    return Entry(head, text[start:stop], text[paragraph.close : paragraph.end])


def after_look(scan: Scan, paragraph: Node) -> int:
    """Where a paragraph's content begins, its properties over."""
    look = scan.child(paragraph, "w:pPr")
    return look.end if look else paragraph.inner


def plain(words: bytes) -> str:
    """What a stored line says."""
    said = re.sub(rb"<[^>]*:?instrText[^>]*>[^<]*", b"", words)
    said = re.sub(rb"<[^>]*>", b"", said)
    return " ".join(resolved(said).split())
