"""An annotated copy of a workbook: cells coloured and noted, and an index of them in front.

The copy loses nothing: of the package, only the parts that must say something new are written
again, and of those only the places that change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from cic_sheets.template.excel.sheet import ORDER, Worksheet
from cic_sheets.template.excel.spreadsheet import (
    MAX_COLUMN,
    MAX_ROW,
    TRANSITIONAL,
    Cell,
    a1,
    area,
    placed,
    prefixed,
    relation_attribute,
    relation_id,
    whole,
)
from cic_sheets.template.excel.styles import Styles
from cic_sheets.template.excel.workbook import (
    Sheet,
    Workbook,
    free_sheet_name,
    put_first,
    read_workbook,
)
from cic_sheets.template.opc.errors import PatchError
from cic_sheets.template.opc.markup import Edit, attributes, spliced, to_utf8
from cic_sheets.template.opc.package import Package
from cic_sheets.values.named import NamedTuple

from . import comments, shapes
from .comments import Note
from .index import FILLS, SEVERITIES, Layout, Line, index_sheet

_TABLE = re.compile(rb"<(?:[^\s<>/:?!]+:)?table\s[^>]*>")
_COMPATIBILITY = b"http://schemas.openxmlformats.org/markup-compatibility/2006"


class Mark(NamedTuple):
    """Something to say about a cell, or about a sheet as a whole.

    sheet        its name
    row, column  counted from 1; with None for either, only the index tells of it
    severity     "E", "A" or "I": the worst one of a cell gives its colour
    title, text  the note; lines are separated by line feeds
    lines        what the index says: the code, then its columns after the cell
    """

    sheet: str
    row: int | None
    column: int | None
    severity: str
    title: str
    text: str
    lines: tuple[str, ...] = ()


class IndexTexts(NamedTuple):
    """The words of the index.

    title       the sheet's name; numbered when the workbook has one already
    columns     severity, code, sheet, cell, then one for each further item of `Mark.lines`
    intro       lines under the heading
    severities  the labels of "E", "A", "I"; one without label is not counted on top
    author      who signs the notes
    """

    title: str
    heading: str
    columns: tuple[str, ...]
    intro: tuple[str, ...]
    severities: Mapping[str, str]
    right_to_left: bool = False
    author: str = "Contrôle"


def annotate(data: bytes, marks: Sequence[Mark], index: IndexTexts) -> bytes:
    """A copy of the workbook with its marked cells coloured and noted, opening on an index.

    Marks on cells or sheets that do not exist, and on sheets without cells, are in the index
    only.  A digital signature is left out: it would be false.  Same input, same bytes.

    Raises PatchError when the package cannot be patched, or for marks that do not fit the
    index: an unknown severity, more `lines` than columns, more marks than rows.
    """
    _require(marks, index)
    package = Package.open(data)
    book = read_workbook(package)
    sheets = _named(book)
    styles = Styles(book)
    on_cells: dict[str, list[tuple[Cell, Mark]]] = {}
    for mark in marks:
        sheet, cell = _place(mark, sheets)
        if sheet and cell:
            on_cells.setdefault(sheet.part, []).append((cell, mark))
    for number, (part, found) in enumerate(on_cells.items(), 1):
        _annotate_sheet(book, part, found, styles, index.author, number)
    _put_index(book, marks, sheets, styles, index)
    styles.save()
    _unsign(package)
    return package.save()


def _require(marks: Sequence[Mark], index: IndexTexts) -> None:
    if len(index.columns) < 4:
        raise PatchError("an index has at least severity, code, sheet and cell")
    for mark in marks:
        if mark.severity not in SEVERITIES:
            raise PatchError(f"no such severity: {mark.severity!r}")
        if len(mark.lines) > len(index.columns) - 3:
            raise PatchError(f"more lines than columns: {mark.lines!r}")


def _named(book: Workbook) -> dict[str, Sheet]:
    """Sheets by their name, and by it in small letters: the first of those that share one."""
    found = {_small(sheet.name): sheet for sheet in reversed(book.sheets)}
    return found | {sheet.name: sheet for sheet in reversed(book.sheets)}


def _small(name: str) -> str:
    return normalize("NFC", name).casefold()


def _place(mark: Mark, sheets: Mapping[str, Sheet]) -> tuple[Sheet | None, Cell | None]:
    """The sheet, and the cell to mark if it has cells and this one is on the grid."""
    sheet = sheets.get(mark.sheet) or sheets.get(_small(mark.sheet))
    if mark.row is None or mark.column is None or sheet is None:
        return sheet, None
    inside = 1 <= mark.row <= MAX_ROW and 1 <= mark.column <= MAX_COLUMN
    return sheet, (mark.row, mark.column) if inside and _has_cells(sheet) else None


def _has_cells(sheet: Sheet) -> bool:
    return sheet.kind == "worksheet" and sheet.part != ""


def _annotate_sheet(
    book: Workbook,
    part: str,
    marks: Sequence[tuple[Cell, Mark]],
    styles: Styles,
    author: str,
    number: int,
) -> None:
    package = book.package
    sheet = Worksheet(package.part(part))
    by_cell: dict[Cell, list[Mark]] = {}
    for cell, mark in marks:
        by_cell.setdefault(sheet.anchor(cell), []).append(mark)
    worst = {
        cell: min((m.severity for m in found), key=SEVERITIES.index)
        for cell, found in by_cell.items()
    }
    headings = _table_headings(package, part)

    def paint(cell: Cell, style: int) -> int:
        heading = any(row == cell[0] and cell[1] in columns for row, columns in headings)
        return styles.filled(style, FILLS[worst[cell]], heading)

    edits = sheet.painted(by_cell, paint)
    notes = {
        cell: Note(tuple((mark.title, mark.text) for mark in found))
        for cell, found in by_cell.items()
    }
    edits += _noted(book, part, sheet, notes, author, number)
    package.replace(part, spliced(sheet.markup.text, edits))


def _table_headings(package: Package, part: str) -> list[tuple[int, range]]:
    """The heading rows of a sheet's tables, with their columns."""
    headings: list[tuple[int, range]] = []
    for relation in package.relations(part):
        if relation.kind != "table" or relation.target not in package:
            continue
        match = _TABLE.search(to_utf8(package.part(relation.target)))
        tag = attributes(match[0]) if match else {}
        place = area(tag.get("ref", ""))
        if place and whole(tag.get("headerRowCount"), 1):
            headings.append((place[0], range(place[1], place[3] + 1)))
    return headings


def _noted(
    book: Workbook,
    part: str,
    sheet: Worksheet,
    notes: Mapping[Cell, Note],
    author: str,
    number: int,
) -> list[Edit]:
    """Writes the notes and their boxes; gives what the sheet must say of them."""
    package, folder = book.package, book.part.rpartition("/")[0]
    base = folder and f"{folder}/"
    found = package.related(part, "comments")
    old = package.part(found.target) if found else None
    made = comments.with_notes(old, notes, author, book.dialect)
    if found:
        package.replace(found.target, made.content)
    else:
        name = package.free_name(base + "comments{}.xml")
        package.add(name, made.content, comments.TYPE)
        package.relate(part, f"{book.dialect.relations}/comments", name)
    texts = {cell: made.merged.get(cell, note.text) for cell, note in notes.items()}
    grid = shapes.Grid(sheet.column_pixels, sheet.row_pixels)
    drawing = _legacy_drawing(package, part, sheet)
    if drawing:
        package.replace(drawing, shapes.with_boxes(package.part(drawing), texts, grid, number))
        return []
    name = package.free_name(base + "drawings/vmlDrawing{}.vml")
    package.add(name, shapes.with_boxes(None, texts, grid, number), shapes.TYPE)
    # VML is no part of the strict standard: even there its relation is the transitional one.
    id = package.relate(part, f"{TRANSITIONAL.relations}/vmlDrawing", name)
    return _legacy_edits(sheet, book, id)


def _legacy_drawing(package: Package, part: str, sheet: Worksheet) -> str | None:
    """The part with the boxes that the sheet has."""
    element = sheet.parts.get(b"legacyDrawing")
    if element is None:
        return None
    while element.name != b"legacyDrawing":
        element = sheet.markup.children(element)[0]
    id = relation_id(sheet.markup.attributes(element))
    found = [one.target for one in package.relations(part) if one.id == id and not one.external]
    return found[0] if found and found[0] in package else None


def _legacy_edits(sheet: Worksheet, book: Workbook, id: str) -> list[Edit]:
    markup, root = sheet.markup, sheet.root
    dangling = sheet.parts.get(b"legacyDrawing")
    content = prefixed(
        b"<legacyDrawing %s/>" % relation_attribute(markup, root, book.dialect, id), root.prefix
    )
    if book.dialect.strict:
        content = (
            b'<mc:AlternateContent xmlns:mc="%s"><mc:Choice xmlns:v="urn:schemas-microsoft-com:vml"'
            b' Requires="v">%s</mc:Choice></mc:AlternateContent>' % (_COMPATIBILITY, content)
        )
    if dangling is not None:
        return [(dangling.start, dangling.end, content)]
    return [placed(markup, root, b"legacyDrawing", ORDER, content)]


def _put_index(
    book: Workbook,
    marks: Sequence[Mark],
    sheets: Mapping[str, Sheet],
    styles: Styles,
    texts: IndexTexts,
) -> None:
    name = free_sheet_name(texts.title, (sheet.name for sheet in book.sheets))
    layout = Layout(
        texts.heading, texts.intro, texts.columns, texts.severities, texts.right_to_left
    )
    lines = [_line(mark, sheets) for mark in marks]
    made = index_sheet(name, layout, lines, styles, book.dialect)
    put_first(book, name, made.content, made.names)


def _line(mark: Mark, sheets: Mapping[str, Sheet]) -> Line:
    sheet, place = _place(mark, sheets)
    cell = a1(mark.row, mark.column) if mark.row and mark.column else ""
    link = ""
    if sheet and _has_cells(sheet) and (place or not cell):
        link = _link(sheet.name, cell or a1(mark.row or 1, 1))
    code, rest = (mark.lines[0], mark.lines[1:]) if mark.lines else ("", ())
    return Line(mark.severity, code, mark.sheet, cell, link, rest)


def _link(sheet: str, cell: str) -> str:
    """`'Dépenses'!F12`; `$C$1` where LibreOffice would read `C1` as column 1 (R1C1 notation)."""
    if cell.rstrip("0123456789") in ("R", "C", "RC"):
        cell = "$" + re.sub(r"(?=[0-9])", "$", cell, count=1)
    return "'" + sheet.replace("'", "''") + "'!" + cell


def _unsign(package: Package) -> None:
    """Takes the package's signature out, which its changed parts make false."""
    for origin in package.relations():
        if not origin.type.endswith("/digital-signature/origin"):
            continue
        package.unrelate("", origin.id)
        if origin.target not in package:
            continue
        gone = {one.target for one in package.relations(origin.target) if not one.external}
        for name in (*sorted(gone), origin.target):
            if name in package:
                package.remove(name)
