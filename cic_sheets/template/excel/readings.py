"""A filled workbook as formulas read it: areas, sums, keys, names; each reading is counted.

A formula's result is stored anew only if what was filled has a part in it: every reading tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import partial

from cic_sheets.values.named import NamedTuple

from .formulas import sheet_key
from .held import Held
from .naming import Naming
from .reckon.runs import Runs
from .reckon.tallies import Tally, TallyKey, part
from .reckon.values import Area, Book, Result, Stats, Table, Unsupported, together
from .repeated import Repeated
from .spreadsheet import true
from .workbook import Workbook

_MOST_READ = 2_000_000  # cells read one by one, about two seconds


class Known(NamedTuple):
    """A cell's value, and whether what was filled has a part in it."""

    value: Result | Unsupported
    touched: bool


Place = tuple[str, int, int]


class Readings(Book):
    """The cells of a filled workbook, for `evaluate`.

    filled   compared name of a sheet → the rows that hold something new
    repeats  compared name of a sheet → its blocks kept by column
    """

    def __init__(
        self,
        book: Workbook,
        filled: Mapping[str, Set[int]],
        repeats: Mapping[str, Sequence[Repeated]],
    ) -> None:
        self._book = book
        self._repeats = repeats
        self._filled = filled
        self._sheets = {sheet_key(one.name): one for one in book.sheets if one.kind == "worksheet"}
        self._held: dict[str, Held] = {}
        self._known: dict[Place, Known] = {}
        self._tallies: dict[TallyKey, Tally] = {}
        self._rows: dict[str, list[int]] = {}
        self._runs: dict[tuple[str, int], Runs] = {}
        self._firsts: dict[Area, dict[Decimal | str, int]] = {}
        self._first_touched: dict[Area, bool] = {}
        self._naming = Naming(book)
        self._touched = False
        self._read = 0
        self.epoch1904 = _epoch1904(book)

    def value(self, sheet: str, row: int, column: int) -> Result:
        """A cell's value; a formula's is reckoned.  Raises Unsupported when it cannot be."""
        raise NotImplementedError

    def last_row(self, sheet: str) -> int:
        """The last row of a sheet."""
        return self._sheet(sheet).last_row

    def _sheet(self, key: str) -> Held:
        if key not in self._sheets:
            raise Unsupported(f"no sheet {key}")
        if key not in self._held:
            sheet = self._sheets[key]
            self._held[key] = Held(
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


def _epoch1904(book: Workbook) -> bool:
    properties = book.markup.child(book.root, b"workbookPr")
    return bool(properties) and true(
        book.markup.attributes(properties).get("date1904") if properties else None
    )
