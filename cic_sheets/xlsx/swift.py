"""The plain cells of a sheet in a fraction of the time, when they provably are plain.

`sheet.py` and `strings.py` are the definition.  Here expat, in C, shows that the part is well
formed and declares no document type, a few counts show that its cells hold nothing but the markup
below, and one regular expression takes them.  Whatever is unusual (prefixes, comments, rich texts
in cells, carriage returns, an odd order of attributes) is left to the definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cic_sheets.xlsx.cells import CellMaker
from cic_sheets.xlsx.grid import COLUMNS, Grid, column_of
from cic_sheets.xlsx.markup import MAIN, parse_around
from cic_sheets.xlsx.model import EMPTY, RawCell
from cic_sheets.xlsx.sheet import SheetReader
from cic_sheets.xlsx.strings import BLANKS, MOST_STRINGS, Strings, decoded, text_cell

_CELL = re.compile(
    r'<c r="([A-Z]+)([0-9]+)"((?: s="[0-9]+")?(?: t="\w+")?)>'
    r'(?:<is><t( xml:space="preserve")?>([^<]*)</t></is>'
    r'|(?:<f((?: \w+="[^"<>&]*")*)(?:/>|>([^<]*)</f>))?(?:(<v>)([^<]*)</v>)?)</c>'
)
_FLAG = re.compile(r' (\w+)="([^"]*)"')
_ROW_NUMBER = re.compile(r'r="([0-9]{1,7})"')
_TEXT = re.compile(r'<t( xml:space="preserve")?>([^<]*)</t>')
_PLAIN_ITEM = re.compile(r'<si><t( xml:space="preserve")?>([^<]*)</t></si>')
_ENTITY = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(\w+));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CELL_TAGS = ("<row ", "<c ", "<f", "<v>", "<is>", "<t>", '<t xml:space="preserve">')


def swift_sheet(data: bytes, part: str, reader: SheetReader) -> bool:
    """Read the sheet into the reader; False when the definition must, with a fresh reader.

    Raises Refused when the part is not well formed, or unsafe.
    """
    found = _inside(data, b"<sheetData>", b"</sheetData>")
    if found is None:
        return False
    first, last, body = found
    opening = body.count("<") - body.count("</")
    return (
        sum(map(body.count, _CELL_TAGS)) == opening
        and reader.read_around(data, part, first, last)
        and all(_row(chunk, reader) for chunk in _rows(body))
    )


def _inside(data: bytes, begin: bytes, end: bytes) -> tuple[int, int, str] | None:
    """Where the one element of that name holds its content, and the content, in plain UTF-8.

    What stands around it declares our namespace, once and for all, and keeps no blanks.
    """
    first = data.find(begin) + len(begin)
    last = data.find(end, first)
    if first < len(begin) or last < 0:
        return None
    inside = max(data.find(b"<", first, last), first)
    around = data[:inside] + data[last:]
    declaration = data[:99].lower()
    if (
        around.count(begin) != 1
        or (b"encoding" in declaration and b'encoding="utf-8"' not in declaration)
        or around.count(b'xmlns="') != 1
        or not any(b'xmlns="%s"' % space.encode() in around for space in MAIN)
        or b"<!" in around
        or b"xml:space" in around
        or data.find(b"\r", inside, last) >= 0
    ):
        return None
    return inside, last, str(memoryview(data)[inside:last], "utf-8", "replace")


def _rows(body: str) -> Iterator[str]:
    """The markup of each row, from after its `<row `."""
    at = body.find("<row ")
    while at >= 0:
        following = body.find("<row ", at + 5)
        yield body[at + 5 : following if following >= 0 else len(body)]
        at = following


def _row(chunk: str, reader: SheetReader) -> bool:
    """One row; False when it isn't plain."""
    head = chunk[: chunk.find(">")]
    reader.xml_rows += 1
    hides = ' hidden="' in head or ' ht="0"' in head
    if not hides and "<c " not in chunk:
        return True
    numbered = _ROW_NUMBER.match(head)
    if numbered is None or "xml:space" in head or head.count('"') % 2:
        return False
    number = numbered[1]
    if hides:
        reader.hide_row(int(number), dict(_FLAG.findall(head)))
    found = _CELL.findall(chunk, len(head))
    if len(found) != chunk.count("</c>"):
        return False
    if "&" in chunk:
        found = [tuple(map(_unescaped, fields)) for fields in found]
    return not found or _cells(reader.grid, int(number), number, found)


def _cells(grid: Grid, row: int, number: str, found: list[tuple[str, ...]]) -> bool:
    cells: dict[int, RawCell] = {}
    last = 0
    forms = grid.maker.forms
    for name, digits, form, keep, text, attributes, formula, has_value, value in found:
        column = COLUMNS.get(name) or column_of(name)
        if column <= last or digits != number:
            return False
        last = column
        kind, style, known = forms.get(form) or _form(grid.maker, form)
        cell = known.get(value) if has_value else EMPTY
        if formula or attributes:
            flags = dict(_FLAG.findall(attributes)) if attributes else {}
            written = grid.formula(row, column, flags, formula)
            cell = grid.take(row, column, kind, style, value if has_value else None, written)
        elif text:
            bare = text if keep else text.strip(BLANKS)
            trimmed = bare != text and bare != ""
            cell = grid.take_text(row, column, decoded(bare), trimmed)
        elif cell is None:
            cell = grid.take(row, column, kind, style, value)
        if cell is not EMPTY:
            cells[column] = cell
    return not cells or grid.add_row(row, cells)


def _form(maker: CellMaker, form: str) -> tuple[str, str, dict[str, RawCell]]:
    """Type, style and known cells of the attributes ` s="3" t="s"`."""
    flags = dict(_FLAG.findall(form))
    kind, style = flags.get("t", ""), flags.get("s", "")
    maker.forms[form] = kind, style, maker.known(kind, style)
    return maker.forms[form]


def swift_strings(data: bytes, part: str) -> Strings | None:
    """The shared strings, if none has phonetic runs; else None.  Raises Refused."""
    found = _inside(data, b"<sst", b"</sst>")
    if found is None:
        return None
    first, last, body = found
    if body.count("<si") > MOST_STRINGS or body.count("<si") != body.count("<si>"):
        return None
    items = body.split("<si>")[1:]
    plain = _PLAIN_ITEM.findall(body)  # all at once, if none has runs
    alone = len(plain) == len(items)
    runs = [[one] for one in plain] if alone else [_TEXT.findall(item) for item in items]
    if (
        "<rPh" in body
        or body.count("</t>") != sum(map(len, runs))
        or body.count("xml:space") != body.count('<t xml:space="preserve">')
        or not parse_around(data, part, first, last, lambda *_: None, lambda _: None)
    ):
        return None
    cells: list[RawCell] = []
    trimmed: set[int] = set()
    for texts in runs:
        text = ""
        for keep, escaped in texts:
            whole = _unescaped(escaped) if "&" in escaped else escaped
            bare = whole if keep else whole.strip(BLANKS)
            if bare != whole and bare:
                trimmed.add(len(cells))
            text += bare
        cells.append(text_cell(decoded(text) if "_x" in text else text))
    return Strings(cells, frozenset(trimmed))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _ENTITIES[name]
    return chr(int(decimal) if decimal else int(hexadecimal, 16))
