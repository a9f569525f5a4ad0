"""The financial report, cell by cell: what was filled in, and what formulas make of it.

A formula that stands in the row of an item goes by the column of the list that has the same
values in every item; any other is followed to the filled cells that it is reckoned from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.report.finance import FinancialReport
from cic_sheets.report.model import Figure
from cic_sheets.template.excel.fill import Filled, Put
from cic_sheets.template.names import folded
from cic_sheets.trace.formulas import Grid, Place
from cic_sheets.trace.spots import Content, Shown, Spot
from cic_sheets.trace.told import FIELD, LIST, Key, Reports, Told, field_key, item_names
from cic_sheets.values.cells import CellRef, split_a1
from cic_sheets.values.money import snap15
from cic_sheets.xlsx.model import EMPTY, RawBook, RawCell
from cic_sheets.xlsx.read import read_bytes

_OF_DRAFTS = {"mention_brouillon": "nb_erreurs"}
_NOTHING = RawBook("", b"", (), False, (), (), ())


class _Item(NamedTuple):
    list: str
    number: int


def excel_shown(output: bytes, filled: Filled | None, reports: Reports) -> Shown:
    """What the filled workbook shows.

    output  the file that is asked about
    filled  the same, made again from the same inputs; where cells differ, values decide; None
            where it can't be made again

    Raises xlsx.Refused when the output can't be read.
    """
    seen = read_bytes(output, "")
    exact = filled is not None and output == filled.data
    again = seen if exact else read_bytes(filled.data, "") if filled else _NOTHING
    places = _Places(reports, filled.puts if filled else (), seen, again)
    return Shown(list(_spots(seen, places)), places.parts, exact)


def _spots(seen: RawBook, places: _Places) -> Iterator[Spot]:
    for sheet in seen.sheets:
        for row in sorted(sheet.rows):
            for column, cell in sorted(sheet.rows[row].items()):
                content = _content(cell)
                if content is not None:
                    place = CellRef(sheet.name, row, column)
                    yield Spot(place_name(place), content, places.keys(place), cell.formula or "")


def place_name(place: CellRef) -> str:
    """`Résumé!B13`, as people write it: no quotation marks."""
    return f"{place.sheet}!{place.a1}"


def _content(cell: RawCell) -> Content | None:
    if isinstance(cell.value, bool) or cell.value is None:
        return None
    if isinstance(cell.value, Decimal):
        return snap15(cell.value)
    return cell.value if cell.kind in ("text", "date") else None  # type: ignore[return-value]


class _Places:
    """What stands where: as the report made again tells it, where the document says the same.

    seen   the document's cells
    again  those of the report made again, of which `puts` tells where its fields stand
    """

    def __init__(
        self, reports: Reports, puts: Iterable[Put], seen: RawBook, again: RawBook
    ) -> None:
        self.reports = reports
        self.grid = Grid(seen)
        self.raw = {sheet.name: sheet for sheet in seen.sheets}
        self.twins = {sheet.name: sheet for sheet in again.sheets}
        self.items: dict[tuple[str, int], list[_Item]] = defaultdict(list)
        self.filled: dict[CellRef, tuple[Key, ...]] = {}
        names = _Names(reports.financial)
        for put in puts:
            row, column = split_a1(put.place)
            if put.sheet not in self.raw or not self._as_made(CellRef(put.sheet, row, column)):
                continue
            found = [names.key(field.list, field.key, put.item) for field in put.fields]
            keys = tuple(key for key in found if key is not None)
            self.filled[CellRef(put.sheet, row, column)] = keys
            for field in put.fields:
                item = _Item(names.list(field.list), put.item)
                if field.list and item not in self.items[put.sheet, row]:
                    self.items[put.sheet, row].append(item)
        self.names = names
        self.columns = dict(self._columns())
        self.held = {**self.filled, **dict(self._reckoned())}
        self.by_value: dict[Decimal, list[Told]] = defaultdict(list)
        for one in reports.told.values():
            for number in one.numbers:
                self.by_value[number].append(one)

    def keys(self, place: CellRef) -> tuple[Key, ...]:
        """What the reports tell in a cell."""
        return self.held.get(place) or self._field(place) or self._alike(place)

    def _field(self, place: CellRef) -> tuple[Key, ...]:
        """The field of the same value, for a formula that is reckoned from the same cells."""
        cell = self.raw[place.sheet].cell(place.row, place.column)
        in_item = (place.sheet, place.row) in self.items
        if cell.formula is None or in_item or not isinstance(cell.value, Decimal) or not cell.value:
            return ()
        same = [
            one
            for one in self.by_value.get(snap15(cell.value), ())
            if one.key.kind == "field" and isinstance(one.value, Figure)
        ]
        if not same:
            return ()
        near = self._parts(place, closely=False) or ()
        parts = {origin for key in near for origin in self._of(key)}
        return tuple(one.key for one in same if parts & set(one.cells))

    def _of(self, key: Key) -> tuple[CellRef, ...]:
        told = self.reports.told.get(key)
        return told.cells if told else ()

    def _alike(self, place: CellRef) -> tuple[Key, ...]:
        """What the reports tell of that value anywhere: for a cell that is not as it was made."""
        cell = self.raw[place.sheet].cell(place.row, place.column)
        followed = cell.formula is not None and self.twins
        if not isinstance(cell.value, Decimal) or followed or self._as_made(place):
            return ()
        same = self.by_value.get(snap15(cell.value), ())
        return tuple(one.key for one in same if one.key.kind in (FIELD, LIST))

    def _as_made(self, place: CellRef) -> bool:
        cell = self.raw[place.sheet].cell(place.row, place.column)
        twin = self.twins.get(place.sheet)
        other = twin.cell(place.row, place.column) if twin else EMPTY
        return (cell.value, cell.formula) == (other.value, other.formula)

    def parts(self, place: str) -> tuple[Key, ...] | None:
        """What a formula is reckoned from; None where that can't be told."""
        sheet, _, a1 = place.rpartition("!")
        return self._parts(CellRef(sheet, *split_a1(a1)), closely=True)

    def _parts(self, place: CellRef, *, closely: bool) -> tuple[Key, ...] | None:
        found = self.grid.leaves(Place(*place), self.held, closely=closely)
        if found is None:
            return None
        keys = (key for leaf in found for key in self.held.get(CellRef(*leaf), ()))
        return tuple(dict.fromkeys(key for key in keys if key in self.reports.told))

    # --- Columns of formulas --------------------------------------------------------------------

    def _reckoned(self) -> Iterator[tuple[CellRef, tuple[Key, ...]]]:
        """The formulas of items that give what the report tells, and what that is."""
        for (sheet, row), items in self.items.items():
            for column in self.raw[sheet].rows.get(row, {}):
                found = (
                    self.names.of_item(item.list, name, item.number)
                    for item in items
                    for name in self.columns.get((sheet, column, item.list), ())
                )
                keys = tuple(key for key in found if key is not None and key in self.reports.told)
                if keys:
                    yield CellRef(sheet, row, column), keys

    def _columns(self) -> Iterator[tuple[tuple[str, int, str], tuple[str, ...]]]:
        """(sheet, column, list) of formulas → the list's columns with the same values."""
        values: dict[tuple[str, int, str], dict[int, Decimal]] = defaultdict(dict)
        direct: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (sheet, row), items in self.items.items():
            for column, cell in self.raw[sheet].rows.get(row, {}).items():
                place = CellRef(sheet, row, column)
                for key in self.filled.get(place, ()):
                    direct[sheet, key.place].add(key.column)
                if cell.formula is None or not isinstance(cell.value, Decimal):
                    continue
                for item in items:
                    values[sheet, column, item.list][item.number] = snap15(cell.value)
        for spot, by_item in values.items():
            taken = direct[spot[0], spot[2]]
            found = tuple(self._same_column(spot[2], by_item, taken))
            if found:
                yield spot, found

    def _same_column(
        self, name: str, by_item: Mapping[int, Decimal], taken: set[str]
    ) -> Iterator[str]:
        rows = self.reports.financial.lists.get(name, ())
        if not any(by_item.values()):
            return
        for column in rows[0] if rows else ():
            entries = {at: rows[at].get(column) for at in by_item}
            same = all(
                isinstance(entry, Figure) and entry.amount == by_item[at]
                for at, entry in entries.items()
            )
            if same and column not in taken:
                yield column


class _Names:
    """Fields as the filler compares them → the keys of what reports tell."""

    def __init__(self, report: FinancialReport) -> None:
        self._fields = {folded(name): name for name in report.fields}
        self._lists = {folded(name): name for name in report.lists}
        self._items = {name: item_names(report, name) for name in report.lists}
        self._columns = {
            name: {folded(column): column for row in rows for column in row}
            for name, rows in report.lists.items()
        }

    def list(self, name: str) -> str:
        return self._lists.get(name, name)

    def key(self, list: str, key: str, item: int) -> Key | None:
        """None for what only drafts say, and beyond a list's end."""
        if not list:
            name = self._fields.get(_OF_DRAFTS.get(key, key))
            return field_key(name) if name else None
        name, column = self._lists.get(list), ""
        if name is not None:
            column = self._columns[name].get(key, "")
        return self.of_item(name, column, item) if name and column else None

    def of_item(self, name: str, column: str, item: int) -> Key | None:
        items = self._items.get(name, ())
        return Key(LIST, name, "", items[item], column) if item < len(items) else None
