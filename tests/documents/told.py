"""What the tests of the documents share: a drawn year's documents, what a filled one says."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from cic_sheets.report.documents.build import KINDS, documents_of
from cic_sheets.report.documents.kind import AnyKind, Document
from cic_sheets.report.plan import Material
from tests.drawing import draw
from tests.programs import ROOT


def documents(year: str) -> dict[str, Document]:
    """Path → document of a drawn year."""
    book = draw(year).opened()
    material = Material(book.year, tuple(book.findings), book.is_draft)
    return {one.path: one for one in documents_of(material)}


def paths(year: str, folder: str) -> list[str]:
    """The names in one folder of a drawn year, drafts with their mark."""
    found = documents(year).items()
    return [
        path.partition("/")[2].removesuffix(".docx") + (" brouillon" if one.draft else "")
        for path, one in found
        if path.startswith(f"{folder}/")
    ]


def kind(key: str) -> AnyKind:
    return next(one for one in KINDS if one.key == key)


@cache
def template(one: str) -> bytes:
    """The template of a kind, as it is shipped."""
    return (ROOT / "templates" / kind(one).template).read_bytes()


def part(document: bytes, name: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(document)) as held:
        return held.read(name).decode("utf-8")


def text(document: bytes) -> str:
    """What its body says, a line a paragraph."""
    lines = re.findall(r"<w:p[ >].*?</w:p>", part(document), re.DOTALL)
    return "\n".join(
        unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one))) for one in lines
    )
