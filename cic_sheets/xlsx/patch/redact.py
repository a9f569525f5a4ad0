"""A copy of a workbook without what some of its rows say, anywhere in its package.

A cell's text may live on in the shared strings, in a note, a link, a cache or a property: all of
them are looked through.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape, unescape
from unicodedata import normalize

from cic_sheets.template.excel.workbook import read_workbook
from cic_sheets.template.opc.markup import Edit, Element, Markup, spliced, to_utf8
from cic_sheets.template.opc.package import Package

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_AT_LEAST = 4  # letters of a text that is looked for elsewhere
_HIDDEN = "…"
_STRING_ITEM = b"si"

Rows = Mapping[str, Mapping[int, Collection[int]]]
"""Sheet → row → the columns (from 1) that stay: a number, a flag."""


def redacted(data: bytes, rows: Rows) -> bytes:
    """The workbook, with those rows emptied but for the columns that stay.

    The same input gives the same bytes.  Raises PatchError when the package can't be patched.
    """
    if not any(rows.values()):
        return data
    package = Package.open(data)
    book = read_workbook(package)
    wanted = {normalize("NFC", name): found for name, found in rows.items()}
    strings_part = package.related(book.part, "sharedStrings")
    strings = _strings(package, strings_part.target) if strings_part else []
    hidden, shown = set[str](), set[str]()
    kept = set[int]()
    for sheet in book.sheets:
        if sheet.kind != "worksheet" or not sheet.part:
            continue
        emptied = wanted.get(normalize("NFC", sheet.name), {})
        text, gone, left = _emptied(package.part(sheet.part), emptied, strings)
        hidden |= gone.texts
        shown |= left.texts
        kept |= left.indexes
        if emptied:
            package.replace(sheet.part, text)
            _without_notes(package, sheet.part, emptied)
    if strings_part:
        _forget(package, strings_part.target, kept)
    secrets = {text for text in hidden - shown if len(text.strip()) >= _AT_LEAST}
    _scrub(package, secrets)
    return package.save()


class _Seen:
    """The texts of some cells, and the shared strings that they use."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self.indexes: set[int] = set()


def _emptied(
    data: bytes, rows: Mapping[int, Collection[int]], strings: list[str]
) -> tuple[bytes, _Seen, _Seen]:
    """The sheet without those cells; what they said, and what the others say."""
    markup = Markup(data)
    root = markup.root()
    gone, left = _Seen(), _Seen()
    edits: list[Edit] = []
    for part in markup.children(root):
        if part.name == b"sheetData":
            edits += _cells_emptied(markup, part, rows, strings, gone, left)
        elif part.name == b"hyperlinks":
            edits += [
                (one.start, one.end, b"")
                for one in markup.children(part)
                if _row_of(markup.attributes(one).get("ref", "")) in rows
            ]
    return spliced(markup.text, edits), gone, left


def _cells_emptied(
    markup: Markup,
    data: Element,
    rows: Mapping[int, Collection[int]],
    strings: list[str],
    gone: _Seen,
    left: _Seen,
) -> Iterator[Edit]:
    number = 0
    for row in markup.children(data):
        number = int(markup.attributes(row).get("r", number + 1))
        staying = rows.get(number)
        column = 0
        for cell in markup.children(row):
            tag = markup.attributes(cell)
            column = _column_of(tag.get("r", "")) or column + 1
            empties = staying is not None and column not in staying
            _note(markup, cell, tag, strings, gone if empties else left)
            if empties and not cell.closed_at_once:
                yield cell.start, cell.end, _bare(markup.tag(cell))


def _bare(tag: bytes) -> bytes:
    """The cell with its place and its look, nothing else."""
    opened = re.sub(rb'\s(?:t|cm|vm|ph)\s*=\s*("[^"]*"|\'[^\']*\')', b"", tag)
    return opened[:-1].rstrip() + b"/>"


def _note(
    markup: Markup, cell: Element, tag: Mapping[str, str], strings: list[str], seen: _Seen
) -> None:
    raw = markup.text[cell.inner : cell.close]
    if tag.get("t") == "s":
        found = re.search(rb"<(?:\w+:)?v[^>]*>\s*(\d+)\s*<", raw)
        if found and int(found[1]) < len(strings):
            seen.indexes.add(int(found[1]))
            seen.texts.add(strings[int(found[1])])
        return
    text = _plain(raw)
    if text and not re.fullmatch(r"[\d.,\s+-]*", text):
        seen.texts.add(text)


def _plain(raw: bytes) -> str:
    return unescape(re.sub(r"<[^>]*>", "", raw.decode("utf-8", "replace")))


def _row_of(ref: str) -> int:
    found = _CELL.match(ref)
    return int(found[2]) if found else 0


def _column_of(ref: str) -> int:
    found = _CELL.match(ref)
    column = 0
    for letter in found[1] if found else "":
        column = column * 26 + ord(letter) - 64
    return column


# -- Where texts live on --------------------------------------------------------------------


def _items(markup: Markup) -> list[Element]:
    return [one for one in markup.children(markup.root()) if one.name == _STRING_ITEM]


def _strings(package: Package, part: str) -> list[str]:
    markup = Markup(package.part(part))
    return [_plain(markup.text[one.inner : one.close]) for one in _items(markup)]


def _forget(package: Package, part: str, kept: set[int]) -> None:
    """Empty the shared strings that no cell uses any more; the others keep their places."""
    markup = Markup(package.part(part))
    edits: list[Edit] = []
    for number, one in enumerate(_items(markup)):
        if number not in kept and not one.closed_at_once:
            edits.append((one.inner, one.close, b"<%st/>" % one.prefix))
    package.replace(part, spliced(markup.text, edits))


def _without_notes(package: Package, sheet: str, rows: Mapping[int, Collection[int]]) -> None:
    """Without the notes and remarks that hang on those rows."""
    for relation in package.relations(sheet):
        if relation.external or relation.target not in package:
            continue
        if not relation.kind.casefold().endswith("comments") and relation.kind not in (
            "comments", "threadedComment",
        ):  # fmt: skip
            continue
        markup = Markup(package.part(relation.target))
        edits = [
            (one.start, one.end, b"")
            for one in _with_place(markup, markup.root())
            if _row_of(markup.attributes(one).get("ref", "")) in rows
        ]
        if edits:
            package.replace(relation.target, spliced(markup.text, edits))


def _with_place(markup: Markup, parent: Element) -> Iterator[Element]:
    for one in markup.children(parent):
        if "ref" in markup.attributes(one):
            yield one
        elif one.name == b"commentList":
            yield from _with_place(markup, one)


def _scrub(package: Package, secrets: Iterable[str]) -> None:
    """Write an ellipsis where another part still says one of those texts."""
    spellings = sorted({way for text in secrets for way in _spellings(text)}, key=len, reverse=True)
    if not spellings:
        return
    pattern = re.compile(b"|".join(re.escape(way) for way in spellings))
    for name in package.names():
        if not name.casefold().endswith((".xml", ".rels", ".vml")) or name not in package:
            continue
        text = to_utf8(package.part(name))
        if pattern.search(text):
            package.replace(name, pattern.sub(_HIDDEN.encode(), text))


def _spellings(text: str) -> Iterator[bytes]:
    """The ways in which XML may write a text."""
    for quoted in (False, True):
        whole = escape(text, quote=quoted)
        yield whole.encode()
        yield whole.replace("&#x27;", "&apos;").encode()
        yield whole.replace("\n", "&#10;").encode()
        yield whole.replace("\n", "_x000a_").encode()
