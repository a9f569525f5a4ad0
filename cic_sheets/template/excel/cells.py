"""The cells of a worksheet as written, row by row, and the texts that hold fields.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), .73 (row), .80 (sheetData), 18.4.8 (si), 18.4.12 (t).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cic_sheets.values.named import NamedTuple

from ..opc.later import later
from ..opc.markup import Element, Markup, attributes, with_attributes, xstring
from ..opc.package import Package
from .fields import FIELD
from .formulas import unshared
from .spreadsheet import bounded, number, whole
from .workbook import Workbook

_NAME = rb"(?:[^\s<>/:?!\"'=]++:)?+"
_ROW = later(rb"<" + _NAME + rb"row(?=[\s/>])[^<>]*>")
_CELL = later(rb"<" + _NAME + rb"c(?=[\s/>])[^<>]*>")
_ROW_END = later(rb"</" + _NAME + rb"row\s*>")
_CELL_END = later(rb"</" + _NAME + rb"c\s*>")
_PLACE = later(r"\$?([A-Za-z]{1,3})\$?[0-9]+")
_RUN = later(
    rb"<(" + _NAME + rb")(?:(rPh)\b.*?</" + _NAME + rb"rPh\s*>|(rPr)\b.*?</" + _NAME + rb"rPr\s*>"
    rb"|(r)(?=[\s>])[^<>]*>|t(?=[\s/>])[^<>]*?(?:/>|>(.*?)</" + _NAME + rb"t\s*>))",
    re.DOTALL,
)
FORMULA = later(
    rb"<(?:[^\s<>/:]+:)?f(?=[\s/>])[^<>]*?(?:/>|>(.*?)</(?:[^\s<>/:]+:)?f\s*>)", re.DOTALL
)
RESULT = later(rb"<(?:[^\s<>/:]+:)?v(?=[\s/>])[^<>]*?(?:/>|>.*?</(?:[^\s<>/:]+:)?v\s*>)", re.DOTALL)
_ESCAPED = later(r"_x([0-9A-Fa-f]{4})_")


class Cell(NamedTuple):
    """One cell as written, from `start` to `end` of its part: `tag` is `<c …>`."""

    column: int
    tag: bytes
    inner: bytes
    start: int
    end: int


class Line(NamedTuple):
    """One row as written, from `start` to `end` of its part."""

    number: int
    tag: bytes
    start: int
    inner: int
    close: int
    end: int


class Run(NamedTuple):
    """A piece of text in one look; `look` is its rPr element, b"" for the cell's own."""

    look: bytes
    text: str


def lines(markup: Markup, data: Element) -> Iterator[Line]:
    """The rows of a `sheetData`, their numbers counted where they are not written."""
    row, at = 0, data.inner
    while match := _ROW.search(markup.mask, at, data.close):
        tag = markup.text[match.start() : match.end()]
        row = whole(attributes(tag).get("r"), row + 1)
        close = at = match.end()
        if not tag.endswith(b"/>"):
            end = _ROW_END.search(markup.mask, close, data.close)
            assert end is not None  # the part has been found well-formed
            close, at = end.span()
        yield Line(row, tag, match.start(), match.end(), close, at)


def cells(markup: Markup, line: Line) -> Iterator[Cell]:
    """The cells of a row."""
    column, at = 0, line.inner
    while match := _CELL.search(markup.mask, at, line.close):
        tag = markup.text[match.start() : match.end()]
        at = match.end()
        place = _PLACE.match(attributes(tag).get("r", ""))
        column = number(place[1]) if place else column + 1
        inner = b""
        if not tag.endswith(b"/>"):
            end = _CELL_END.search(markup.mask, at, line.close)
            assert end is not None
            inner, at = markup.text[at : end.start()], end.end()
        yield Cell(column, tag, inner, match.start(), at)


def attribute(tag: bytes, name: str) -> str:
    """One attribute of a tag, "" for none."""
    return attributes(tag).get(name, "")


@lru_cache(maxsize=4096)
def without(tag: bytes, *names: str) -> bytes:
    """The attributes of a tag but these, as they follow its name: ` s="3" cm="1"`."""
    bare = with_attributes(tag, dict.fromkeys(names)).rstrip(b"/>").rstrip()
    _, _, rest = bare.partition(b" ")
    return b" " + b" ".join(rest.split()) if rest.strip() else b""


class FieldTexts:
    """The shared strings of a workbook that hold fields, by their number."""

    def __init__(self, book: Workbook) -> None:
        self._items = dict(_with_fields(book))

    def runs(self, cell: Cell) -> list[Run]:
        """The text of a cell that holds fields; empty for any other."""
        kind = attribute(cell.tag, "t")
        if kind == "s" and self._items:
            index = text_of(cell.inner, b"v")
            content = self._items.get(int(index), b"") if index.isdigit() else b""
        elif kind == "inlineStr" and b"{" in cell.inner:
            content = cell.inner
        else:
            return []
        found = runs(content)
        return found if FIELD.search("".join(run.text for run in found)) else []


def _with_fields(book: Workbook) -> Iterator[tuple[int, bytes]]:
    package: Package = book.package
    shared = package.related(book.part, "sharedStrings")
    if shared is None or b"{" not in package.part(shared.target).replace(b"\0", b""):
        return
    markup = Markup(package.part(shared.target))
    for index, item in enumerate(markup.children(markup.root())):
        content = markup.text[item.inner : item.close]
        if b"{" in content and FIELD.search("".join(run.text for run in runs(content))):
            yield index, content


def runs(content: bytes) -> list[Run]:
    """The text of an `si` or `is` element in its looks; pronunciation aside."""
    found: list[Run] = []
    look = b""
    for match in _RUN.finditer(content):
        if match[4]:
            look = b""
        elif match[3]:
            look = match[0]
        elif not match[2]:
            found.append(Run(look, unescaped(match[5] or b"")))
    return found


def rich(found: list[Run], prefix: bytes) -> bytes:
    """An `is` element of these runs."""
    if all(not run.look for run in found):
        found = [Run(b"", "".join(run.text for run in found))]
    content = b"".join(_run(run, prefix, alone=len(found) == 1) for run in found)
    return b"<%sis>%s</%sis>" % (prefix, content, prefix)


def _run(run: Run, prefix: bytes, alone: bool) -> bytes:
    text = xstring(bounded(run.text))
    content = b'<%st xml:space="preserve">%s</%st>' % (prefix, text, prefix)
    if alone and not run.look:
        return content
    return b"<%sr>%s%s</%sr>" % (prefix, run.look, content, prefix)


def text_of(inner: bytes, name: bytes) -> str:
    """The text of the first element of this name in a cell's content, "" for none."""
    match = re.search(
        rb"<" + _NAME + name + rb"(?=[\s>])[^<>]*>(.*?)</" + _NAME + name + rb"\s*>",
        inner,
        re.DOTALL,
    )
    return resolved(match[1]) if match else ""


def resolved(text: bytes) -> str:
    """An element's text, entities resolved."""
    if b"&" not in text:
        return text.decode()
    from html import unescape  # its table of entities takes a while to import

    return unescape(text.decode())


def unescaped(text: bytes) -> str:
    """A cell's text: entities resolved, `_x0007_` read."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), resolved(text))


def opening(formula: re.Match[bytes]) -> bytes:
    """The tag of a formula, as one that has content."""
    return formula[0].partition(b">")[0].rstrip(b"/") + b">"


class SharedFormulas:
    """The formulas of a sheet, a shared one as it reads where it is used."""

    def __init__(self) -> None:
        self._masters: dict[str, tuple[int, int, str]] = {}

    def text(self, match: re.Match[bytes], row: int, column: int) -> str:
        """A formula's text, "" when it is lost; cells have to come in their order."""
        text = resolved(match[1] or b"")
        tag = opening(match)
        if b"shared" not in tag:
            return text
        number = attribute(tag, "si")
        if text:
            self._masters[number] = (row, column, text)
            return text
        top, left, master = self._masters.get(number, (row, column, ""))
        return unshared(master, row - top, column - left)
