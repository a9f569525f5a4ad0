"""Other people's workbooks with fields typed into them, and what a filling did to them.

The files are the Excel templates of the shared corpus, read from there.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from cic_sheets.template import Data, Outcome, fill
from cic_sheets.template.excel.cells import Cell, attribute, cells, lines
from cic_sheets.template.excel.spreadsheet import MAX_ROW, a1, effective_name
from cic_sheets.template.excel.workbook import Workbook, read_workbook
from cic_sheets.template.opc.markup import Element, Markup, spliced
from cic_sheets.template.opc.package import Package

VALUE = "Hôtel & Café <Rabat> =1+1"
_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?(\d{1,7}))?")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CHART = re.compile(r"(?:.*/)?charts?/[^/]*\.xml\Z", re.IGNORECASE)
_NO_PLACES = frozenset(
    ("name", "id", "uid", "descr", "displayName", "title", "val", "rgb", "password")
)
_OWN = ("slicer", "queryTable", "hyperlink", "image", "vmlDrawing", "printerSettings")

Place = tuple[int, int]
Found = list[tuple[Place, Cell]]


class Planted(NamedTuple):
    """A template with fields: its bytes, the part that holds them, the row they stand in."""

    name: str
    data: bytes
    part: str
    sheet: str
    row: int


def templates(corpus: Path) -> list[Path]:
    """The Excel templates of the corpus."""
    entries = map(json.loads, (corpus / "real" / "index.jsonl").read_text("utf-8").splitlines())
    found = [
        corpus / "real" / one["file"]
        for one in entries
        if one["kind"] == "xlsx" and one["expect"] == "template"
    ]
    assert len(found) > 80
    return found


def one_field(path: Path) -> Planted | None:
    """`{{champ}}` in the middle cell of the fullest sheet; None when there is no cell."""
    return _planted(path, lambda found: {found[len(found) // 2][0]: "champ"} if found else {})


def one_block(path: Path) -> Planted | None:
    """A middle row made a row of a list, in its first cells."""

    def chosen(found: Found) -> dict[Place, str]:
        rows = sorted({row for (row, _), _ in found})
        middle = rows[len(rows) // 2] if rows else 0
        places = [place for place, _ in found if place[0] == middle]
        return dict(zip(places, ("lignes.a", "lignes.b"), strict=False))

    return _planted(path, chosen)


def filled_field(planted: Planted) -> Outcome:
    """The one field filled."""
    return fill(planted.data, Data({"champ": VALUE}))


def filled_block(planted: Planted, count: int) -> Outcome:
    """The block with this many items."""
    lists = {"lignes": [{"a": f"L{n}", "b": n} for n in range(count)]}
    return fill(planted.data, Data({}, lists, {"lignes": ("a", "b")}))


def _planted(path: Path, chosen: Callable[[Found], dict[Place, str]]) -> Planted | None:
    package = Package.open(path.read_bytes())
    book = read_workbook(package)
    fullest = max(_sheets(book), key=lambda one: len(one[4]), default=None)
    if fullest is None:
        return None
    name, part, markup, root, found = fullest
    plain = [(place, cell) for place, cell in found if not _FORMULA.search(cell.inner)]
    todo = chosen(plain)
    if not todo:
        return None
    edits = []
    for place, cell in plain:
        if place in todo:
            style = attribute(cell.tag, "s")
            look = b' s="%s"' % style.encode() if style else b""
            edits.append((cell.start, cell.end, _field(root, place, look, todo[place])))
    package.replace(part, spliced(markup.text, edits))
    return Planted(path.name, package.save(), part, name, min(todo)[0])


def _field(root: Element, place: Place, look: bytes, name: str) -> bytes:
    prefix, text = root.prefix.decode(), "{{" + name + "}}"
    head = f'<{prefix}c r="{a1(*place)}"{look.decode()} t="inlineStr">'
    return f"{head}<{prefix}is><{prefix}t>{text}</{prefix}t></{prefix}is></{prefix}c>".encode()


def _sheets(book: Workbook) -> Iterator[tuple[str, str, Markup, Element, Found]]:
    for sheet in book.sheets:
        if sheet.kind != "worksheet" or not sheet.part:
            continue
        markup = Markup(book.package.part(sheet.part))
        root = markup.root()
        for child in markup.children(root):
            if effective_name(markup, child) == b"sheetData":
                found = [
                    ((line.number, cell.column), cell)
                    for line in lines(markup, child)
                    for cell in cells(markup, line)
                ]
                yield sheet.name, sheet.part, markup, root, found


def replaced_text(planted: Planted, was: str, now: str) -> bytes:
    """The workbook with a text of its part written otherwise, by hand."""
    package = Package.open(planted.data)
    content = package.part(planted.part)
    assert was.encode() in content
    package.replace(planted.part, content.replace(was.encode(), escape(now).encode()))
    return package.save()


# -- What changed ------------------------------------------------------------------------------


def parts(data: bytes) -> dict[str, bytes]:
    """The bytes of every part, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.replace("\\", "/"): archive.read(name) for name in archive.namelist()}


def changed_without_need(planted: Planted, after: bytes) -> list[str]:
    """Parts that one field has no reason to change: it may reach formulas, and charts."""
    old, new = parts(planted.data), parts(after)
    reaching = any(_FORMULA.search(old[one]) for one in old if "sheet" in one)
    may = {planted.part}
    if reaching:
        may |= {name for name in old if "sheet" in name and _FORMULA.search(old[name])}
        may.add(read_workbook(Package.open(planted.data)).part)
    return sorted(
        name
        for name in old.keys() | new.keys()
        if old.get(name) != new.get(name) and name not in may and not _CHART.match(name)
    )


def left_behind(planted: Planted, after: bytes) -> list[str]:
    """References to rows below the block that read as before though their rows have moved."""
    old, new = parts(planted.data), parts(after)
    found = []
    for name in _depending(planted):
        if name not in old or name not in new or not name.endswith((".xml", ".vml")):
            continue
        were, are = _by_place(old[name]), _by_place(new[name])
        for where, texts in were.items():
            if len(texts) != len(are.get(where, ())):
                continue  # some were repeated with the rows: they are no longer side by side
            found += [
                f"{name} {where}: {before}"
                for before, now in zip(texts, are[where], strict=True)
                if before == now and _below(before, planted.row)
            ]
    return found


def _depending(planted: Planted) -> set[str]:
    """The sheet's part and the parts that it alone leads to."""
    package = Package.open(planted.data)
    found, open_parts = {planted.part}, [planted.part]
    while open_parts:
        for relation in package.relations(open_parts.pop()):
            target = posixpath.normpath(relation.target)
            if relation.external or relation.kind in _OWN or target not in package:
                continue
            if "pivotCache" not in target and target not in found:
                found.add(target)
                open_parts.append(target)
    return found


def _below(text: str, row: int) -> bool:
    pieces = text.replace("'", "").split()
    matches = [_REFERENCE.fullmatch(piece) for piece in pieces]
    last = [int(match[2] or match[1]) for match in matches if match]
    # What reaches to the end of the sheet stays there.
    return bool(last) and len(last) == len(matches) and any(row < one < MAX_ROW for one in last)


def _by_place(content: bytes) -> dict[str, list[str]]:
    """Texts by what holds them, each in its order."""
    found: dict[str, list[str]] = {}
    for where, text in _texts(content):
        found.setdefault(where, []).append(text)
    return found


def _texts(content: bytes) -> Iterator[tuple[str, str]]:
    """Attributes that can hold a reference, in order; cells aside."""
    try:
        root = ET.fromstring(content)
    except ET.ParseError:
        return
    stack = [root]
    while stack:
        one = stack.pop()
        tag = one.tag.rpartition("}")[2]
        if tag == "sheetData":
            continue
        for key, value in one.attrib.items():
            if key.rpartition("}")[2] not in _NO_PLACES:
                yield f"{tag}@{key.rpartition('}')[2]}", value
        if tag in ("f", "sqref", "formula", "FmlaLink", "FmlaRange", "formula1", "formula2"):
            yield tag, one.text or ""
        stack += reversed(one)
