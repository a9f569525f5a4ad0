"""The stored results of the formulas that depend on what was filled.

Previewers, telephones and LibreOffice show what is stored, so it has to be right.  A formula that
`evaluate` does not understand loses its stale result, and is reported.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), .40 (f), .96 (v).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from decimal import Context, Decimal, InvalidOperation
from typing import NamedTuple

from ..opc.markup import Edit, Markup, spliced, with_attributes, xstring
from .cells import (
    FORMULA,
    RESULT,
    Cell,
    SharedFormulas,
    attribute,
    cells,
    lines,
    opening,
    runs,
    text_of,
    unescaped,
)
from .formulas import Cells as Reads
from .formulas import reads, sheet_key
from .reckon.evaluate import Fault, Result, Unsupported, evaluate
from .reckon.tallies import Tally, TallyKey
from .spreadsheet import a1
from .values import number_text
from .workbook import Sheet, Workbook

_STORED = Context(prec=15)  # digits of a double that mean something
_DEEPEST = 20  # formulas that wait for one another before the last one is reckoned first


class _Known(NamedTuple):
    """A cell's value, and whether what was filled has a part in it."""

    value: Result | Unsupported
    touched: bool


_Place = tuple[str, int, int]


class _Far(Exception):
    """A formula too many steps below the one asked for: it has to be reckoned first."""

    def __init__(self, place: _Place) -> None:
        super().__init__(place)
        self.place = place


class _Held:
    """One sheet as it is now: its cells by row and column, the formulas among them."""

    def __init__(self, sheet: Sheet, content: bytes) -> None:
        self.sheet = sheet
        self.markup = Markup(content)
        self.cells: dict[tuple[int, int], Cell] = {}
        self.formulas: dict[tuple[int, int], str] = {}
        self.last_row = 0
        shared = SharedFormulas()
        root = self.markup.root()
        data = self.markup.child(root, b"sheetData")
        for line in lines(self.markup, data) if data else ():
            for cell in cells(self.markup, line):
                place = line.number, cell.column
                self.cells[place] = cell
                if match := FORMULA.search(cell.inner):
                    plain = b"array" not in opening(match) and b"dataTable" not in opening(match)
                    self.formulas[place] = shared.text(match, *place) if plain else ""
            self.last_row = max(self.last_row, line.number)


class Results:
    """The values of a filled workbook; formulas are reckoned once, when they are asked for.

    filled  compared name of a sheet → the rows that hold something new
    """

    def __init__(self, book: Workbook, filled: Mapping[str, Set[int]]) -> None:
        self._book = book
        self._filled = filled
        self._sheets = {sheet_key(one.name): one for one in book.sheets if one.kind == "worksheet"}
        self._held: dict[str, _Held] = {}
        self._known: dict[_Place, _Known] = {}
        self._open: set[_Place] = set()
        self._tallies: dict[TallyKey, Tally] = {}
        self._texts: list[str] | None = None
        self._touched = False

    def refresh(self) -> list[str]:
        """Store every result anew; the places of those that could not be reckoned."""
        for key in self._sheets:
            for row, column in self._sheet(key).formulas:
                self._reckon((key, row, column))
        lost: list[str] = []
        for key in self._sheets:
            lost += self._store(key)
        return lost

    def area(self, formula: str) -> tuple[list[Result], bool] | None:
        """The values of the one area that a formula is, and whether they are new; None if none."""
        found = reads(formula)
        if not found or len(found) > 1 or found[0][0] not in self._sheets:
            return None
        self._touched = False
        values = [self._quietly(place) for place in self._places(found[0], "")]
        return values, self._touched

    def value(self, sheet: str, row: int, column: int) -> Result:
        """A cell's value, for `evaluate`."""
        place = sheet, row, column
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._found(place)
        self._touched |= known.touched
        if isinstance(known.value, Unsupported):
            raise known.value
        return known.value

    def last_row(self, sheet: str) -> int:
        """The last row of a sheet."""
        return self._sheet(sheet).last_row

    def _sheet(self, key: str) -> _Held:
        if key not in self._sheets:
            raise Unsupported(f"no sheet {key}")
        if key not in self._held:
            sheet = self._sheets[key]
            self._held[key] = _Held(sheet, self._book.package.part(sheet.part))
        return self._held[key]

    def tally(self, key: TallyKey) -> Tally:
        """Sums by key of some columns, kept from one formula to the next."""
        if key not in self._tallies:
            self._tallies[key] = Tally(key, self)
        return self._tallies[key]

    def read(self, sheet: str, row: int, column: int) -> tuple[Result, bool]:
        """A cell's value, and whether what was filled has a part in it."""
        outer, self._touched = self._touched, False
        try:
            value = self.value(sheet, row, column)
            return value, self._touched
        finally:
            self._touched = outer

    def touch(self, touched: bool) -> None:
        """Note that what was filled has a part in the formula under way."""
        self._touched |= touched

    def _reckon(self, place: _Place) -> None:
        """Have a formula's result; what it needs far down a chain is reckoned first."""
        chain = [place]
        while chain:
            try:
                self._quietly(chain[-1])
                chain.pop()
            except _Far as far:
                if far.place in chain:
                    self._known[far.place] = _Known(Unsupported("circular"), True)
                else:
                    chain.append(far.place)

    def _quietly(self, place: _Place) -> Result:
        try:
            return self.value(*place)
        except Unsupported:
            return None

    def _found(self, place: _Place) -> _Known:
        sheet, row, column = place
        held = self._sheet(sheet)
        cell = held.cells.get((row, column))
        formula = held.formulas.get((row, column))
        if cell is None or formula is None:
            return _Known(self._stored(cell), row in self._filled.get(sheet, ()))
        if place in self._open:
            return _Known(Unsupported("circular"), True)
        if len(self._open) >= _DEEPEST:
            raise _Far(place)
        outer, self._touched = self._touched, not RESULT.search(cell.inner)
        self._open.add(place)
        try:
            value = self._reckoned(formula, sheet, cell)
            return _Known(value, self._touched)
        finally:
            self._open.discard(place)
            self._touched = outer

    def _reckoned(self, formula: str, sheet: str, cell: Cell) -> Result | Unsupported:
        try:
            return evaluate(formula, sheet, self)
        except Unsupported as beyond:
            areas = reads(formula) if formula else None
            for area in areas or ():
                for place in self._places(area, sheet):
                    self._quietly(place)
            self._touched |= areas is None
            return beyond if self._touched else self._stored(cell)

    def _places(self, area: Reads, own: str) -> Iterator[_Place]:
        sheet, top, left, bottom, right = area
        last = min(bottom, self.last_row(sheet or own)) if bottom > top else bottom
        for row in range(top, last + 1):
            for column in range(left, right + 1):
                yield sheet or own, row, column

    def _stored(self, cell: Cell | None) -> Result:
        """What a cell holds."""
        if cell is None:
            return None
        kind, text = attribute(cell.tag, "t"), text_of(cell.inner, b"v")
        match kind:
            case "inlineStr":
                return "".join(run.text for run in runs(cell.inner))
            case "s":
                return self._text(text)
            case "str":
                return unescaped(text.encode())
            case "b":
                return text.strip() in ("1", "true")
            case "e":
                return Fault(text)
        return _number(text)

    def _text(self, index: str) -> str:
        if self._texts is None:
            shared = self._book.package.related(self._book.part, "sharedStrings")
            self._texts = []
            if shared:
                markup = Markup(self._book.package.part(shared.target))
                for item in markup.children(markup.root()):
                    found = runs(markup.text[item.inner : item.close])
                    self._texts.append("".join(run.text for run in found))
        return self._texts[int(index)] if index.isdigit() and int(index) < len(self._texts) else ""

    def _store(self, key: str) -> list[str]:
        held = self._sheet(key)
        edits: list[Edit] = []
        lost: list[str] = []
        for place in held.formulas:
            known = self._known.get((key, *place)) or _Known(Unsupported("too deep"), True)
            if not known.touched:
                continue
            if isinstance(known.value, Unsupported):
                lost.append(f"{held.sheet.name}!{a1(*place)}")
            cell = held.cells[place]
            fresh = _with_result(cell, known.value)
            if fresh != held.markup.text[cell.start : cell.end]:
                edits.append((cell.start, cell.end, fresh))
        if edits:
            content = spliced(held.markup.text, edits)
            self._book.package.replace(held.sheet.part, content)
        return lost


def _number(text: str) -> Result:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number.normalize(_STORED) if len(number.as_tuple().digits) > _STORED.prec else number


def _with_result(cell: Cell, value: Result | Unsupported) -> bytes:
    """A formula's cell with its result; without one, if there is none."""
    kind, content = _result(value)
    tag = with_attributes(cell.tag, {"t": kind or None})
    match = FORMULA.search(cell.inner)
    assert match is not None
    prefix = cell.tag[1 : cell.tag.index(b"c")]
    rest = RESULT.sub(b"", cell.inner[match.end() :])
    result = b"<%sv>%s</%sv>" % (prefix, content, prefix) if content is not None else b""
    return tag + cell.inner[: match.end()] + result + rest + b"</%sc>" % prefix


def _result(value: Result | Unsupported) -> tuple[str, bytes | None]:
    match value:
        case Unsupported() | None:
            return "", None
        case bool():
            return "b", str(int(value)).encode()
        case Fault(code=code):
            return "e", code.encode()
        case str():
            return "str", xstring(value)
    return "", number_text(value).encode()
