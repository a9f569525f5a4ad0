"""The stored results of the formulas that depend on what was filled.

Previewers, telephones and LibreOffice show what is stored, so it has to be right.  A formula that
`evaluate` does not understand loses its stale result, and is reported.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), .40 (f), .96 (v).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Context, Decimal, InvalidOperation
from functools import partial
from heapq import merge
from types import MappingProxyType

from cic_sheets.values.named import NamedTuple

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
from .naming import Naming
from .reckon.evaluate import Fault, Result, Unsupported, evaluate
from .reckon.runs import Runs
from .reckon.tallies import Tally, TallyKey, part
from .reckon.values import Area, Book, Stats, Table, together
from .repeated import Repeated
from .spreadsheet import a1, true
from .values import number_text
from .workbook import Sheet, Workbook

_STORED = Context(prec=15)  # digits of a double that mean something
_MOST_READ = 2_000_000  # cells read one by one, about two seconds
_MOST_DRAWN = 1_000_000  # cells of an area that is shown, or told in full
_DEEPEST = 8  # formulas that wait for one another before the last one is reckoned first


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

    def __init__(self, sheet: Sheet, content: bytes, repeats: Sequence[Repeated]) -> None:
        self.sheet = sheet
        self.repeats = repeats
        self.markup = Markup(content)
        self.cells: dict[tuple[int, int], Cell] = {}
        self.formulas: dict[tuple[int, int], str] = {}
        self.last_row = 0
        self.hidden: set[int] = set()
        self.columns: dict[int, list[int]] = {}
        shared = SharedFormulas()
        root = self.markup.root()
        data = self.markup.child(root, b"sheetData")
        for line in lines(self.markup, data) if data else ():
            if attribute(line.tag, "hidden") in ("1", "true"):
                self.hidden.add(line.number)
            for cell in cells(self.markup, line):
                place = line.number, cell.column
                self.cells[place] = cell
                if cell.inner:
                    self.columns.setdefault(cell.column, []).append(line.number)
                if match := FORMULA.search(cell.inner):
                    plain = _alone(opening(match), place)
                    self.formulas[place] = shared.text(match, *place) if plain else ""
            self.last_row = max(self.last_row, line.number)
        for repeated in repeats:
            self.last_row = max(self.last_row, repeated.bottom)
            for column, held in repeated.held().items():
                self.columns.setdefault(column, []).extend(held)
        for rows in self.columns.values():
            rows.sort()

    def repeated(self, row: int) -> Repeated | None:
        """The block kept by column that holds a row."""
        return next((one for one in self.repeats if one.top <= row <= one.bottom), None)

    def formula(self, row: int, column: int) -> str | None:
        """A cell's formula; None when it holds none."""
        repeated = self.repeated(row)
        return repeated.formula(row, column) if repeated else self.formulas.get((row, column))

    def held(self, top: int, left: int, bottom: int, right: int) -> Iterator[tuple[int, int]]:
        """The places of an area that hold something, row by row."""
        found = [one for one in self.columns if left <= one <= right]
        spans = (
            (c, bisect_left(r, top), bisect_right(r, bottom), r)
            for c in found
            if (r := self.columns[c])
        )
        one_each = [
            [(rows[at], column) for at in range(start, end)] for column, start, end, rows in spans
        ]
        yield from one_each[0] if len(one_each) == 1 else merge(*one_each)


def _alone(tag: bytes, place: tuple[int, int]) -> bool:
    """Whether a formula gives the result of its own cell alone."""
    if b"dataTable" in tag:
        return False
    return b"array" not in tag or attribute(tag, "ref") in ("", a1(*place))


class Results(Book):
    """The values of a filled workbook; formulas are reckoned once, when they are asked for.

    filled   compared name of a sheet → the rows that hold something new
    repeats  compared name of a sheet → its blocks kept by column
    """

    def __init__(
        self,
        book: Workbook,
        filled: Mapping[str, Set[int]],
        repeats: Mapping[str, Sequence[Repeated]] = MappingProxyType({}),
    ) -> None:
        self._book = book
        self._repeats = repeats
        self._filled = filled
        self._sheets = {sheet_key(one.name): one for one in book.sheets if one.kind == "worksheet"}
        self._held: dict[str, _Held] = {}
        self._known: dict[_Place, _Known] = {}
        self._open: set[_Place] = set()
        self._tallies: dict[TallyKey, Tally] = {}
        self._rows: dict[str, list[int]] = {}
        self._runs: dict[tuple[str, int], Runs] = {}
        self._firsts: dict[Area, dict[Decimal | str, int]] = {}
        self._first_touched: dict[Area, bool] = {}
        self._naming = Naming(book)
        self._texts: list[str] | None = None
        self._touched = False
        self._read = 0
        self.epoch1904 = _epoch1904(book)

    def refresh(self) -> list[str]:
        """Store every result anew; the places of those that could not be reckoned."""
        for key in self._sheets:
            for row, column in self._sheet(key).formulas:
                self._reckon((key, row, column))
            for repeated in self._sheet(key).repeats:
                for row, column in repeated.unreckoned():
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
        sheet, top, left, bottom, right = found[0]
        bottom = min(bottom, self.last_row(sheet)) if bottom > top else bottom
        if (bottom + 1 - top) * (right + 1 - left) > _MOST_DRAWN:
            return None
        self._touched = False
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        values = [self._asked((sheet, row, column)) for row in rows for column in columns]
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
            self._held[key] = _Held(
                sheet, self._book.package.part(sheet.part), self._repeats.get(key, ())
            )
        return self._held[key]

    def held(self, area: Area) -> Iterator[tuple[int, int]]:
        """The places of an area that hold something, row by row; each counts as read."""
        self._touched |= self._emptied(area)
        for place in self._sheet(area.sheet).held(*area[1:]):
            self.spend(1)
            yield place

    def stats(self, area: Area) -> Stats:
        """What an area comes to."""
        found = together(list(self._columns_stats(area)))
        found = found._replace(touched=found.touched or self._emptied(area))
        self._touched |= found.touched
        return found

    def _emptied(self, area: Area) -> bool:
        """Whether rows of an area are new ones: their cells can be new though they are empty."""
        rows = self._rows.get(area.sheet)
        if rows is None:
            rows = self._rows[area.sheet] = sorted(self._filled.get(area.sheet, ()))
        at = bisect_left(rows, area.top)
        return at < len(rows) and rows[at] <= area.bottom

    def _columns_stats(self, area: Area) -> Iterator[Stats]:
        sheet, top, left, bottom, right = area
        for column, rows in self._sheet(sheet).columns.items():
            if left <= column <= right:
                whole = (one.stats(column, top, bottom) for one in self._sheet(sheet).repeats)
                if stats := next(filter(None, whole), None):
                    yield stats
                    continue
                key = sheet, column
                if key not in self._runs:
                    self._runs[key] = Runs(rows, partial(self._counted, sheet, column))
                yield self._runs[key].stats(top, bottom)

    def _counted(self, sheet: str, column: int, row: int) -> tuple[Result, bool]:
        self.spend(1)
        return self.read(sheet, row, column)

    def spend(self, count: int) -> None:
        """Count cells as read.  Raises Unsupported when they are too many."""
        self._read += count
        if self._read > _MOST_READ:
            raise Unsupported("too long")

    def named(self, name: str, sheet: str) -> str | None:
        """The formula of a defined name, as seen from a sheet."""
        return self._naming.formula(name, sheet)

    def table(self, name: str, sheet: str, place: tuple[int, int] | None) -> Table | None:
        """A table; without a name, the one that holds the place."""
        return self._naming.table(name, sheet, place)

    def skipped(self, sheet: str, row: int, column: int, hidden: bool) -> bool:
        """Whether SUBTOTAL passes a cell over."""
        held = self._sheet(sheet)
        formula = (held.formula(row, column) or "").upper()
        return (hidden and row in held.hidden) or "SUBTOTAL(" in formula or "AGGREGATE(" in formula

    def filters(self, sheet: str) -> bool:
        """Whether rows of a sheet are hidden, by a filter perhaps."""
        return bool(self._sheet(sheet).hidden)

    def lookup(self, area: Area, wanted: Decimal | str) -> int | None:
        """Where in a column or row a value first stands, from 0."""
        if area not in self._firsts:
            firsts: dict[Decimal | str, int] = {}
            for row, column in self.held(area):
                value = self.value(area.sheet, row, column)
                if isinstance(value, Decimal | str):
                    key = part(value)
                    assert key is not None
                    firsts.setdefault(key, row - area.top + column - area.left)
            self._firsts[area] = firsts
            self._first_touched[area] = self._touches(area)
        self._touched |= self._first_touched[area]
        key = part(wanted)
        assert key is not None
        return self._firsts[area].get(key)

    def _touches(self, area: Area) -> bool:
        """Whether what was filled has a part in an area; its cells have been asked for."""
        found = self._emptied(area)
        for row, column in self._sheet(area.sheet).held(*area[1:]):
            known = self._known.get((area.sheet, row, column))
            found |= known is not None and known.touched
        return found

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
        chain, waiting = [place], {place}
        while chain:
            try:
                self._quietly(chain[-1])
                waiting.discard(chain.pop())
            except _Far as far:
                if far.place in waiting:
                    self._known[far.place] = _Known(Unsupported("circular"), True)
                else:
                    chain.append(far.place)
                    waiting.add(far.place)

    def _asked(self, place: _Place) -> Result:
        """A cell's value when no formula is under way; None when it is not to be had."""
        self._reckon(place)
        return self._quietly(place)

    def _quietly(self, place: _Place) -> Result:
        try:
            return self.value(*place)
        except Unsupported:
            return None

    def _found(self, place: _Place) -> _Known:
        sheet, row, column = place
        held = self._sheet(sheet)
        if repeated := held.repeated(row):
            return self._found_repeated(repeated, place)
        cell = held.cells.get((row, column))
        formula = held.formulas.get((row, column))
        if cell is None or formula is None:
            return _Known(self._stored(cell), row in self._filled.get(sheet, ()))
        return self._found_formula(place, formula, cell)

    def _found_repeated(self, repeated: Repeated, place: _Place) -> _Known:
        """The value of a cell of a block kept by column: all there is new."""
        _, row, column = place
        if (quick := repeated.quick(row, column)) is not None:
            return _Known(quick, True)
        if (formula := repeated.formula(row, column)) is not None:
            return self._found_formula(place, formula, Cell(column, b"<c>", b"", 0, 0))
        if cell := repeated.constant(row, column):
            return _Known(self._stored(cell), True)
        kind, inner = repeated.stored(row, column)
        return _Known(self._stored(Cell(column, b'<c t="%s">' % kind, inner, 0, 0)), True)

    def _found_formula(self, place: _Place, formula: str, cell: Cell) -> _Known:
        sheet, row, column = place
        if place in self._open:
            return _Known(Unsupported("circular"), True)
        if len(self._open) >= _DEEPEST:
            raise _Far(place)
        outer, self._touched = self._touched, not RESULT.search(cell.inner)
        self._open.add(place)
        try:
            value = self._reckoned(formula, (row, column), sheet, cell)
            return _Known(value, self._touched)
        finally:
            self._open.discard(place)
            self._touched = outer

    def _reckoned(
        self, formula: str, place: tuple[int, int], sheet: str, cell: Cell
    ) -> Result | Unsupported:
        try:
            return evaluate(formula, sheet, self, place)
        except Unsupported as beyond:
            if not self._touched:
                areas = reads(formula) if formula else None
                self._touched = areas is None or any(self._new(area, sheet) for area in areas)
            return beyond if self._touched else self._stored(cell)

    def _new(self, area: Reads, own: str) -> bool:
        """Whether what was filled has a part in an area, or nobody can tell in time."""
        place = Area(area[0] or own, *area[1:])
        if place.sheet not in self._sheets:
            return False
        try:
            return self.stats(place).touched
        except Unsupported:
            return True

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
        """Store the results of a sheet; those of its blocks wait until they are written."""
        held = self._sheet(key)
        edits: list[Edit] = []
        lost: list[str] = []
        for repeated in held.repeats:
            repeated.settle(partial(self._settled, key))
            lost += [
                f"{held.sheet.name}!{a1(*place)}"
                for place in repeated.unreckoned()
                if isinstance(self._settled(key, *place), Unsupported)
            ]
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

    def _settled(self, key: str, row: int, column: int) -> Result | Unsupported:
        known = self._known.get((key, row, column))
        return known.value if known else Unsupported("too deep")


def _epoch1904(book: Workbook) -> bool:
    properties = book.markup.child(book.root, b"workbookPr")
    return bool(properties) and true(
        book.markup.attributes(properties).get("date1904") if properties else None
    )


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
