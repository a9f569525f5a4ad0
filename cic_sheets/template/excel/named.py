"""Cells that a template asks for by a defined name, rows by a table's: made fields as if typed.

A name of one cell that is a field's, and the cells of a table that bears a list's name, get the
field that somebody could have typed there; filling then goes its usual way.

Source: ISO/IEC 29500-1, 18.2.5 (definedName), 18.5.1.2 (table), 18.5.1.3 (tableColumn).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from cic_sheets.values.named import NamedTuple

from ..data import Data
from ..names import Known, folded
from ..opc.later import later
from ..opc.markup import Edit, Element, Markup, spliced, with_attributes
from ..outcome import Place, Unknown
from .cells import FORMULA, Line, attribute, cells, lines, resolved
from .formulas import sheet_key
from .growth import GONE
from .spare import may_go
from .spreadsheet import a1, area, whole
from .values import Value, inline
from .workbook import Sheet, Workbook

_NEW_LINE = later(r"_x000[aAdD]_")
_Place = tuple[int, int]


class Asking(NamedTuple):
    """What names ask for.

    data     with the lists that tables of several rows divide
    unknown  headings of a list's table that are none of its fields
    """

    data: Data
    unknown: tuple[Unknown, ...]


def ask_by_name(book: Workbook, data: Data, known: Known) -> Asking:
    """Write fields into the cells that names and tables ask for."""
    asked = _Asked(data, known)
    for sheet, place, name in _named_cells(book, known):
        asked.wanted.setdefault(sheet.part, {})[place] = name
    lists = {folded(name): name for name in data.lists}
    for sheet in book.sheets:
        for table in _tables(book, sheet):
            bearing = next((lists[one] for one in map(folded, table.names) if one in lists), None)
            if bearing is not None:
                asked.by_table(book, sheet, table, bearing)
    for part, places in asked.wanted.items():
        _write(book, part, places)
    return Asking(asked.data(), tuple(asked.unknown))


class _Asked:
    """What names and tables ask for, under way.

    wanted  part of a sheet → place → the field that is to stand there
    """

    def __init__(self, data: Data, known: Known) -> None:
        self.wanted: dict[str, dict[_Place, str]] = {}
        self.unknown: list[Unknown] = []
        self._data, self._known = data, known
        self._fields: dict[str, Value] = {}
        self._divided: dict[str, list[Mapping[str, Value]]] = {}
        self._columns: dict[str, list[str]] = {}

    def data(self) -> Data:
        """The data, with the lists that tables of several rows divide."""
        if not (self._fields or self._divided):
            return self._data
        return self._data._replace(
            fields={**self._data.fields, **self._fields},
            lists={**self._data.lists, **self._divided},
            columns={**self._data.columns, **self._columns},
        )

    def by_table(self, book: Workbook, sheet: Sheet, table: _Table, name: str) -> None:
        """The cells of a table that bears a list's name: of all its rows, the last repeats."""
        items, keys = self._data.lists[name], _keys(self._data, name)
        rows, found = table.rows, self.wanted.setdefault(sheet.part, {})
        spare = range(table.top + max(len(items), 1), table.top + rows)
        if spare and may_go(book, sheet, spare, table.columns):
            rows -= len(spare)
            typed = (column for column in table.columns if not table.reckoned(column))
            for column in islice(typed, 1):
                found |= {(row, column): f"{GONE}.{row}" for row in spare}
                self._divided[GONE] = []
        before, source = rows - 1, name
        if before:
            source = f"{name} {table.top}"
            self._divided[source] = list(items[before:])
            self._columns[source] = list(keys.values())
        for column, heading in table.headings:
            key = keys.get(_loose(heading))
            if key is None and not keys and not table.reckoned(column):
                key = heading.strip()  # of an empty list, whatever is asked is nothing
            if key is None:
                self._tell(sheet, table, column, f"{name}.{heading}")
                continue
            self._known.field(f"{name}.{key}")
            for row in range(before):
                own = f"{source} {row} {key}"
                self._fields[own] = items[row].get(key) if row < len(items) else None
                found[table.top + row, column] = own
            found[table.top + before, column] = f"{source}.{key}"

    def _tell(self, sheet: Sheet, table: _Table, column: int, asked: str) -> None:
        """A heading that is none of the list's fields, unless formulas stand below it."""
        if not table.reckoned(column):
            place = Place("cell", words=f"{sheet.name}!{a1(table.top - 1, column)}")
            heading = asked.partition(".")[2]
            self.unknown.append(Unknown(heading, place, self._known.near(asked)))


def _named_cells(book: Workbook, known: Known) -> Iterator[tuple[Sheet, _Place, str]]:
    """The cells that bear a field's name; a sheet's own name goes before the workbook's."""
    markup = book.markup
    parent = markup.child(book.root, b"definedNames")
    sheets = {sheet_key(one.name): one for one in book.sheets if one.kind == "worksheet"}
    tags = [(one, markup.attributes(one)) for one in (markup.children(parent) if parent else ())]
    for one, tag in sorted(tags, key=lambda pair: "localSheetId" in pair[1]):
        name = known.field(tag.get("name", "")) if _possible(tag) else None
        if name is None or name.list:
            continue
        written, _, place = resolved(markup.text[one.inner : one.close]).rpartition("!")
        sheet = sheets.get(
            sheet_key(written.strip().removeprefix("=").strip("'").replace("''", "'"))
        )
        found = area(place.replace("$", ""))
        if sheet and sheet.part and found and found[:2] == found[2:]:
            yield sheet, found[:2], tag["name"]


def _possible(tag: Mapping[str, str]) -> bool:
    return not tag.get("name", "_xlnm").startswith("_xlnm")


class _Table(NamedTuple):
    """An Excel table: its names, its first row and number of rows of data, headings by column."""

    names: tuple[str, ...]
    top: int
    rows: int
    headings: tuple[tuple[int, str], ...]
    formulas: frozenset[int]

    @property
    def columns(self) -> range:
        """Its columns."""
        return range(self.headings[0][0], self.headings[-1][0] + 1)

    def reckoned(self, column: int) -> bool:
        """Whether its column is a formula's."""
        return column in self.formulas


def _tables(book: Workbook, sheet: Sheet) -> Iterator[_Table]:
    package = book.package
    for relation in package.relations(sheet.part) if sheet.part else ():
        if relation.kind != "table" or relation.external or relation.target not in package:
            continue
        markup = Markup(package.part(relation.target))
        root = markup.root()
        tag = markup.attributes(root)
        found = area(tag.get("ref", ""))
        parent = markup.child(root, b"tableColumns")
        if found is None or parent is None or tag.get("headerRowCount") == "0":
            continue
        columns = markup.children(parent)
        names = [attribute(markup.tag(one), "name") for one in columns]
        formulas = {
            found[1] + number for number, one in enumerate(columns) if _formula(markup, one)
        }
        rows = found[2] - found[0] - whole(tag.get("totalsRowCount"))
        if rows > 0:
            yield _Table(
                (tag.get("name", ""), tag.get("displayName", "")),
                found[0] + 1,
                rows,
                tuple(enumerate(names, found[1])),
                frozenset(formulas),
            )


def _formula(markup: Markup, column: Element) -> bool:
    return markup.child(column, b"calculatedColumnFormula") is not None


def _keys(data: Data, name: str) -> dict[str, str]:
    """A list's fields as they are compared → as they are spelt."""
    keys = dict.fromkeys(data.columns.get(name, ()))
    keys |= dict.fromkeys(key for item in data.lists[name] for key in item)
    return {_loose(key): key for key in keys}


def _loose(heading: str) -> str:
    """A heading as it is compared with a field's name: any case, blanks and lines made one."""
    return folded(" ".join(_NEW_LINE.sub(" ", heading).split()))


def _write(book: Workbook, part: str, places: Mapping[_Place, str]) -> None:
    """Fields in these cells, unless a formula or a field stands there already."""
    markup = Markup(book.package.part(part))
    root = markup.root()
    data = markup.child(root, b"sheetData")
    if data is None:
        return
    edits: list[Edit] = []
    prefix = root.prefix
    waiting: dict[int, dict[int, str]] = {}
    for (row, column), name in places.items():
        waiting.setdefault(row, {})[column] = name
    at = data.close
    for line in lines(markup, data):
        fresh = [n for n in waiting if n < line.number]
        edits += [(line.start, line.start, _row(n, waiting.pop(n), prefix)) for n in sorted(fresh)]
        if line.number not in waiting:
            continue
        wanted = waiting.pop(line.number)
        if line.close == line.end:
            tag = line.tag[:-2].rstrip() + b">"
            inner = _new(line.number, wanted, prefix)
            edits.append((line.start, line.end, tag + inner + b"</%srow>" % prefix))
            continue
        edits += _in_line(markup, line, wanted, prefix)
    content = b"".join(_row(n, waiting[n], prefix) for n in sorted(waiting))
    if content and data.closed_at_once:
        whole_tag = b"<%ssheetData>%s</%ssheetData>" % (prefix, content, prefix)
        edits.append((data.start, data.end, whole_tag))
    elif content:
        edits.append((at, at, content))
    if edits:
        book.package.replace(part, spliced(markup.text, edits))


def _in_line(markup: Markup, line: Line, wanted: dict[int, str], prefix: bytes) -> Iterator[Edit]:
    """Fields in the cells of a row that is there."""
    for cell in cells(markup, line):
        before = {c: wanted.pop(c) for c in sorted(wanted) if c < cell.column}
        if before:
            yield cell.start, cell.start, _new(line.number, before, prefix)
        name = wanted.pop(cell.column, None)
        if name is not None and not FORMULA.search(cell.inner):
            tag = with_attributes(cell.tag, {"t": "inlineStr"})
            tag = (tag[:-2].rstrip() + b">") if tag.endswith(b"/>") else tag
            content = tag + inline("{{" + name + "}}", prefix) + b"</%sc>" % prefix
            yield cell.start, cell.end, content
    if wanted:
        yield line.close, line.close, _new(line.number, wanted, prefix)


def _row(number: int, wanted: Mapping[int, str], prefix: bytes) -> bytes:
    return b'<%srow r="%d">%s</%srow>' % (prefix, number, _new(number, wanted, prefix), prefix)


def _new(row: int, wanted: Mapping[int, str], prefix: bytes) -> bytes:
    """Cells of their own, in order."""
    return b"".join(
        b'<%sc r="%s" t="inlineStr">%s</%sc>'
        % (prefix, a1(row, column).encode(), inline("{{" + name + "}}", prefix), prefix)
        for column, name in sorted(wanted.items())
    )
