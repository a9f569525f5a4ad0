"""What is to happen in a worksheet: its cells that hold fields, and the rows that repeat.

Neighbouring rows that hold fields of the same lists are one block; rows merged with them belong
to it, unless the merged cell begins above them: it is their label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cic_sheets.values.named import NamedTuple

from ..opc.markup import Element, Markup
from .cells import FieldTexts, Run, attribute, cells, lines
from .fields import Field, Fields
from .formulas import sheet_key
from .growth import Block, Growth, joined_rows
from .spreadsheet import a1, area, effective_name
from .workbook import Sheet, Workbook


class Pattern(NamedTuple):
    """A cell that holds fields: its text in runs, and the fields in it."""

    runs: list[Run]
    fields: list[Field]


class Plan(NamedTuple):
    """What is to happen in one sheet: its cells with fields by place, and how it grows."""

    sheet: Sheet
    key: str
    markup: Markup
    root: Element
    parts: Mapping[bytes, Element]
    patterns: Mapping[tuple[int, int], Pattern]
    growth: Growth

    @property
    def data(self) -> Element | None:
        """The element that holds the rows."""
        return self.parts.get(b"sheetData")


def planned(book: Workbook, sheet: Sheet, texts: FieldTexts, fields: Fields) -> Plan:
    """Find what is to be filled in a worksheet."""
    markup = Markup(book.package.part(sheet.part))
    root = markup.root()
    parts: dict[bytes, Element] = {}
    for one in markup.children(root):
        parts.setdefault(effective_name(markup, one), one)
    patterns: dict[tuple[int, int], Pattern] = {}
    data = parts.get(b"sheetData")
    for line in lines(markup, data) if data else ():
        for cell in cells(markup, line):
            runs = texts.runs(cell)
            if not runs:
                continue
            text = "".join(run.text for run in runs)
            found = fields.met(text, f"{sheet.name}!{a1(line.number, cell.column)}")
            if found:
                patterns[line.number, cell.column] = Pattern(runs, found)
    growth = Growth(*_blocks(markup, parts.get(b"mergeCells"), patterns, fields))
    return Plan(sheet, sheet_key(sheet.name), markup, root, parts, patterns, growth)


def _blocks(
    markup: Markup,
    merges: Element | None,
    patterns: Mapping[tuple[int, int], Pattern],
    fields: Fields,
) -> Iterator[Block]:
    """Neighbouring rows that hold fields of the same lists."""
    lists: dict[int, frozenset[str]] = {}
    for (row, _), pattern in patterns.items():
        named = frozenset(field.list for field in pattern.fields if field.list)
        if named:
            lists[row] = lists.get(row, frozenset()) | named
    areas = [area(attribute(markup.tag(e), "ref")) for e in markup.children(merges or _NOTHING)]
    spans = [(found[0], found[2]) for found in areas if found]
    merged = [one for one in spans if not _is_label_above(one, lists)]
    for same in _runs_of_same(lists):
        for top, bottom in joined_rows(same, merged):
            named = frozenset[str]().union(*(lists.get(r, ()) for r in range(top, bottom + 1)))
            yield Block(top, bottom, named, fields.count(named))


def _is_label_above(span: tuple[int, int], lists: Mapping[int, frozenset[str]]) -> bool:
    """Merged rows that begin above a list's, where no list is asked for: they stretch over it."""
    top, bottom = span
    return top not in lists and any(top < row <= bottom for row in lists)


def _runs_of_same(lists: Mapping[int, frozenset[str]]) -> Iterator[list[int]]:
    """Rows in order, cut where the lists change."""
    run: list[int] = []
    for row in sorted(lists):
        if run and (row != run[-1] + 1 or lists[row] != lists[run[-1]]):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


_NOTHING = Element(b"", b"", 0, 0, 0, 0)
