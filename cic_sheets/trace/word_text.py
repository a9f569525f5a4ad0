"""A Word document as it reads: its parts, paragraphs and words, without its look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cic_sheets.template.kinds import Refused, opened, refusing
from cic_sheets.template.opc.markup import to_utf8
from cic_sheets.template.opc.package import Package
from cic_sheets.template.word.parts import text_parts
from cic_sheets.template.word.scan import Node, Scan
from cic_sheets.template.word.text import printable

_BLANKS = re.compile(r"[\s\u00a0\u202f]+")


def document(data: bytes) -> Package:
    """The package.  Raises ValueError when it is no Word document."""
    try:
        with refusing():
            package, kind = opened(data)
    except Refused as error:
        raise ValueError(error.code) from error
    if kind != "word":
        raise ValueError(kind)
    return package


def read_parts(package: Package) -> Iterator[tuple[str, Scan]]:
    """The parts with paragraphs that people read in passing: their area, their elements."""
    for part in text_parts(package):
        if part.area in ("body", "header", "footer"):
            yield part.area, Scan(to_utf8(package.part(part.name)))


def paragraphs(scan: Scan, node: Node) -> list[Node]:
    """Those below, in tables, text boxes and content controls too."""
    return [one for one in scan.inside(node) if one.name == "w:p"]


def own_text(scan: Scan, paragraph: Node) -> str:
    """What the paragraph says, without those of text boxes inside it."""
    return "".join(
        scan.content(one)
        for one in scan.inside(paragraph)
        if one.name == "w:t" and one.paragraph is paragraph
    )


def whole(scan: Scan, paragraph: Node) -> str:
    """The words of a paragraph, a blank for a break."""
    return plain("".join(_said(scan, paragraph)))


def _said(scan: Scan, paragraph: Node) -> Iterator[str]:
    for piece in scan.inside(paragraph):
        if piece.name == "w:t":
            yield scan.content(piece)
        elif piece.name in ("w:br", "w:tab"):
            yield " "


def plain(text: str) -> str:
    """The text as it is compared: blanks are one, whatever they were."""
    return _BLANKS.sub(" ", printable(text)).strip()
