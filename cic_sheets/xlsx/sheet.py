"""A sheet's markup, element by element: the definition of what a sheet holds.

`swift.py` reads the plain cells of most sheets faster, and only when it can prove that it reads
the same; everything else about a sheet is read here.

Source: ISO/IEC 29500-1 18.3.1 (worksheets).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cic_sheets.values.cells import MAX_COLUMN, Area, column_number
from cic_sheets.values.named import NamedTuple
from cic_sheets.xlsx.grid import COLUMNS, Grid
from cic_sheets.xlsx.markup import DEEP, Attributes, flag, parse, parse_around, relation_id, tags
from cic_sheets.xlsx.strings import TextReader, keeps_blanks

KINDS = ("worksheet", "chartsheet", "dialogsheet", "macrosheet")
_TAGS = tags(
    *KINDS, "sheetData", "row", "c", "v", "f", "is", "t", "rPh",
    "col", "mergeCell", "autoFilter", "tablePart", "hyperlink",
)  # fmt: skip


class Anchor(NamedTuple):
    """A hyperlink before its target is looked up: by relation, or a place of the workbook."""

    area: Area
    relation: str
    location: str


class SheetReader:
    """Expat handlers over one sheet part; cells go to the grid, the rest stays here."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.kind = ""
        self.xml_rows = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[Area] = []
        self.tables: list[str] = []
        self.anchors: list[Anchor] = []
        self.autofilter: Area | None = None
        self._depth = 0
        self._row = 0
        self._row_numbered = False
        self._column = 0
        self._cell_row = 0
        self._row_text = ""
        self._chunks: list[str] = []
        self._text = TextReader(self._chunks)
        self._preserving: list[int] = []  # depths of the elements that keep blanks
        self._readings = 0
        self._reset()
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "c": self._start_cell, "v": self._start_text, "f": self._start_formula,
            "t": self._start_text, "is": self._start_inline, "rPh": self._start_reading,
            "row": self._start_row, "col": self._column_widths, "mergeCell": self._merge,
            "autoFilter": self._filter, "tablePart": self._table, "hyperlink": self._link,
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "c": self._end_cell, "v": self._end_value, "f": self._end_formula,
            "t": self._end_text, "rPh": self._end_reading,
        }  # fmt: skip

    def read(self, data: bytes, part: str) -> None:
        """Read the whole part.  Raises Refused."""
        parse(data, part, self._start, self._end, self._chunks.append)

    def read_around(self, data: bytes, part: str, first: int, last: int) -> bool:
        """Read the part but for its bytes from first to last; see `parse_around`."""
        return parse_around(data, part, first, last, self._start, self._end)

    # --- Handlers ---

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        tag = _TAGS.get(name)
        if self._depth == 1:
            self.kind = tag if tag in KINDS else ""
        if attributes and keeps_blanks(attributes):
            self._preserving.append(self._depth)
            self._text.preserved += 1
        if tag is not None:
            begin = self._starts.get(tag)
            if begin is not None:
                begin(attributes)
        if self._depth == DEEP:
            self.grid.once("deep_xml", "", f"{DEEP}")

    def _end(self, name: str) -> None:
        tag = _TAGS.get(name)
        if tag is not None:
            finish = self._ends.get(tag)
            if finish is not None:
                finish()
        if self._preserving and self._preserving[-1] == self._depth:
            self._preserving.pop()
            self._text.preserved -= 1
        self._depth -= 1

    # --- Rows and cells ---

    def _start_row(self, attributes: Attributes) -> None:
        self.xml_rows += 1
        number = attributes.get("r", "")
        self._row_numbered = number.isdecimal() and len(number) < 12
        self._row = int(number) if self._row_numbered else self._row + 1
        self._row_text = str(self._row)
        self._column = 0
        self.hide_row(self._row, attributes)

    def hide_row(self, row: int, attributes: Mapping[str, str]) -> None:
        """Note the row if it is hidden, filtered out, or has no height."""
        if flag(attributes.get("hidden")) or attributes.get("ht") == "0":
            self.hidden_rows.add(row)

    def _reset(self) -> None:
        self._kind = self._style = ""
        self._value: str | None = None
        self._inline: str | None = None
        self._formula: str | None = None
        self._formula_attributes: Attributes | None = None

    def _start_cell(self, attributes: Attributes) -> None:
        self._reset()
        self._kind = attributes.get("t", "")
        self._style = attributes.get("s", "")
        self._cell_row = self._row
        self._column += 1
        reference = attributes.get("r")
        if reference is not None:
            self._place(reference)

    def _place(self, reference: str) -> None:
        name = reference.rstrip("0123456789")
        column = COLUMNS.get(name)
        if column is not None and reference[len(name) :] == self._row_text:
            self._column = column
            return
        expected = self._row if self._row_numbered else 0
        row, self._column = self.grid.locate(reference, expected, self._column)
        self._cell_row = row or self._row
        if not self._row_numbered:
            self._row = self._cell_row
            self._row_text = str(self._row)

    def _start_text(self, _attributes: Attributes) -> None:
        self._chunks.clear()

    def _end_value(self) -> None:
        self._value = "".join(self._chunks)

    def _start_formula(self, attributes: Attributes) -> None:
        self._chunks.clear()
        self._formula_attributes = attributes

    def _end_formula(self) -> None:
        self._formula = "".join(self._chunks)

    def _start_inline(self, _attributes: Attributes) -> None:
        self._text.begin()
        self._inline = ""

    def _end_text(self) -> None:
        if self._inline is not None and not self._readings:
            self._text.take()

    def _start_reading(self, _attributes: Attributes) -> None:
        self._readings += 1

    def _end_reading(self) -> None:
        self._readings -= 1

    def _end_cell(self) -> None:
        grid, row, column = self.grid, self._cell_row, self._column
        formula = None
        if self._formula_attributes is not None:
            formula = grid.formula(row, column, self._formula_attributes, self._formula or "")
        if self._inline is not None:
            text = self._text
            cell = grid.take_text(row, column, text.text(), text.trimmed, formula)
        else:
            cell = grid.take(row, column, self._kind, self._style, self._value, formula)
        grid.add(row, column, cell)

    # --- The rest of the sheet ---

    def _column_widths(self, attributes: Attributes) -> None:
        self.grid.budget.spend("extras")
        if not flag(attributes.get("hidden")):
            return
        first, last = attributes.get("min", "")[:8], attributes.get("max", "")[:8]
        if first.isdecimal() and last.isdecimal():
            self.hidden_columns.update(range(int(first), min(int(last), MAX_COLUMN) + 1))

    def _merge(self, attributes: Attributes) -> None:
        area = self._area(attributes)
        if area is not None:
            self.merged.append(area)

    def _filter(self, attributes: Attributes) -> None:
        if self._depth == 2:
            self.autofilter = self._area(attributes)

    def _table(self, attributes: Attributes) -> None:
        self.tables.append(relation_id(attributes))

    def _link(self, attributes: Attributes) -> None:
        area = self._area(attributes)
        if area is not None:
            relation = relation_id(attributes)
            self.anchors.append(Anchor(area, relation, attributes.get("location", "")))

    def _area(self, attributes: Attributes) -> Area | None:
        self.grid.budget.spend("extras")
        try:
            return area_of(attributes.get("ref", ""))
        except ValueError:
            self.grid.once("damaged_part", "", attributes.get("ref", ""))
            return None


def area_of(text: str) -> Area:
    """An area, whole columns and rows included (`A:C`, `1:4`).  Raises ValueError."""
    first, _, last = text.replace("$", "")[:32].partition(":")
    if first.isalpha() and last.isalpha() and first.isascii() and last.isascii():
        return Area(1, column_number(first), 1_048_576, column_number(last))
    if first.isdecimal() and last.isdecimal():
        return Area(int(first), 1, int(last), MAX_COLUMN)
    return Area.parse(text)
