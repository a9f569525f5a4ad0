"""One row of a tab, cell by cell, into a typed row and its findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cic_sheets.book.tables import is_blank
from cic_sheets.book.tell import told
from cic_sheets.schema.findings import Fact, Finding, Word
from cic_sheets.schema.kinds import CellFault, Code, Money, Ref, Text
from cic_sheets.schema.lists import ValueList
from cic_sheets.schema.sheets import Column, Places, Row, Sheet
from cic_sheets.values.cells import Area, CellRef
from cic_sheets.values.names import clean, folded
from cic_sheets.xlsx.model import EMPTY, RawCell

Choices = Mapping[str, Mapping[str, str]]


class RowReader:
    """Reads rows of one tab.  Findings pile up in `findings`; nothing is raised for what was typed.

    choices  list name → folded spelling → canonical value
    merged   areas of merged cells inside the table: what they cover was never typed
    links    cell → the other workbook that its formula points to
    absent   required columns that the tab has not: CLA-02 has told it, every row misses them
    """

    def __init__(
        self,
        sheet: Sheet,
        tab: str,
        choices: Choices,
        merged: list[Area],
        links: Mapping[CellRef, str],
        absent: frozenset[str] = frozenset(),
    ) -> None:
        self.sheet = sheet
        self.tab = tab
        self.merged = merged
        self.links = links
        self.absent = absent
        self.findings: list[Finding] = []
        self._choices = choices
        self._required = [c for c in sheet.columns.values() if c.required and c.attr not in absent]
        self._money = [c for c in sheet.columns.values() if isinstance(c.kind, Money)]
        self._places: Places | Mapping[str, CellRef] = {}
        self._here: tuple[str, RawCell, str] = ("", EMPTY, "")
        # Attribute → cell → what it gave without a remark: equal cells are mostly one object.
        self._given: dict[str, dict[int, Any]] = {attr: {} for attr in sheet.columns}

    def choices(self, values: ValueList) -> Mapping[str, str]:
        """Scope: the spellings of a list, with what `Listes` adds."""
        return self._choices[values.name]

    def at(self, row: Row, attr: str) -> None:
        """Say which cell remarks are about from here on."""
        self._places = row.places
        self._here = (attr, row.cell(attr), row.id)

    def note(self, code: str, **facts: Fact) -> None:
        """Scope: a remark on the cell at hand."""
        attr, raw, row = self._here
        self.findings.append(told(code, self.tab, self._places.get(attr), raw, row, facts))

    def read(
        self, number: int, places: Places | Mapping[str, CellRef], cells: Mapping[str, RawCell]
    ) -> Row:
        """The typed row.

        number  its row in Excel
        places  attribute → cell; only for columns that the tab has
        cells   attribute → raw cell; only those that hold something
        """
        values: dict[str, Any] = {}
        faulty: set[str] = set(self.absent)
        name = self._name(number, cells)
        self._places = places
        columns = self.sheet.columns
        for attr, raw in cells.items():
            given = self._given[attr]
            if id(raw) in given:
                values[attr] = given[id(raw)]
                continue
            self._here = (attr, raw, name)
            before = len(self.findings)
            try:
                value = self._value(columns[attr], raw)
            except CellFault as fault:
                faulty.add(attr)
                self.note(fault.code, **fault.facts)
                continue
            if value is not None and raw.formula is None and len(self.findings) == before:
                given[id(raw)] = value
            if value is not None:
                values[attr] = value
        self._check_required(values, cells, faulty, name)
        self._check_currencies(values, cells, faulty, name)
        row = self.sheet.row(self.tab, number, values, cells, places, frozenset(faulty))
        self._check_order(row)
        return row

    def _name(self, number: int, cells: Mapping[str, RawCell]) -> str:
        identity = self.sheet.identity
        raw = cells.get(identity.attr) if identity else None
        return clean(raw.text) if raw is not None and not is_blank(raw) else str(number)

    def _value(self, column: Column, raw: RawCell) -> Any:
        """The value of one cell, None when blank.  Raises CellFault."""
        if raw.formula is not None:
            if column.formula and not raw.stored:
                return None  # a computed column is read only to compare
            self._check_formula(raw)
        if raw.kind == "text":
            return column.kind.read(raw, self) if str(raw.value).strip() else None
        if is_blank(raw):
            return None
        if raw.kind == "error":
            raise CellFault("CLA-05", error=str(raw.value))
        return column.kind.read(raw, self)

    def _check_required(
        self, values: dict[str, Any], cells: Mapping[str, RawCell], faulty: set[str], name: str
    ) -> None:
        """CEL-01, unless a merged area covers the cell: CLA-08 has told it then."""
        for column in self._required:
            attr = column.attr
            if attr in values or attr in faulty:
                continue
            faulty.add(attr)
            place = self._places.get(attr)
            if place and any(area.holds(place.row, place.column) for area in self.merged):
                continue
            if values.get("confidential") and isinstance(column.kind, Text | Code | Ref):
                continue  # what a package keeps to itself isn't missing
            self._here = (attr, cells.get(attr, EMPTY), name)
            self.note("CEL-01", label=column.label)

    def _check_formula(self, raw: RawCell) -> None:
        if not raw.stored:
            raise CellFault("CLA-04")
        place = self._places.get(self._here[0]) if self.links else None
        target = self.links.get(place) if place is not None else None
        if target is not None:
            self.note("CLA-07", target=target)

    def _check_currencies(
        self,
        values: dict[str, Any],
        cells: Mapping[str, RawCell],
        faulty: set[str],
        name: str,
    ) -> None:
        """`12 DH` in a row whose currency is EUR has two readings."""
        for column in self._money:
            attr = column.attr
            raw = cells.get(attr)
            if raw is None or raw.kind != "text" or not isinstance(column.kind, Money):
                continue
            typed = column.kind.typed_currency(raw)
            meant = column.kind.currency if column.kind.fixed else values.get(column.kind.currency)
            if attr not in values or not typed or not meant or typed == meant:
                continue
            self._here = (attr, raw, name)
            readings = (_amount(values.pop(attr), typed), _amount(raw.value, str(meant)))
            faulty.add(attr)
            self.note("CEL-04", readings=readings)

    def _check_order(self, row: Row) -> None:
        for first, last in self.sheet.ordered:
            start, end = getattr(row, first), getattr(row, last)
            if start is None or end is None or not end < start:
                continue
            self._here = (last, row.cell(last), row.id)
            row.faulty = row.faulty | {last}
            self.note("CEL-11", end=end, start=start, label=self.sheet.columns[first].label)


def _amount(value: object, currency: str) -> Word:
    return Word("", f"{value} {currency}")


def choices_of(declared: Mapping[str, ValueList], added: Mapping[str, list[str]]) -> Choices:
    """Every list's spellings: the declared values, their other spellings, the coordinator's own."""
    known: dict[str, dict[str, str]] = {}
    for name, values in declared.items():
        own = () if values.closed else added.get(name, ())
        mine = {folded(value): value for value in own}
        mine.update({folded(other): value for other, value in values.aka.items()})
        mine.update({folded(value): value for value in values.values})
        known[name] = mine
    return known
