"""Where a value comes from: cells as typed, receipts with their files, the steps of a line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.book.tell import shown
from cic_sheets.money.settlement import SettledLine
from cic_sheets.pipeline import OpenBook
from cic_sheets.report.finance_reasons import reason
from cic_sheets.report.model import Figure
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.trace.told import LIST, TABLE, Key, Reports, Told
from cic_sheets.values.cells import CellRef
from cic_sheets.values.names import clean
from cic_sheets.xlsx.model import RawBook
from cic_sheets.xlsx.read import read_bytes

_LINES = ("depenses", "annexe_depenses")
_AGAIN = re.compile(r" \(\d+\)\Z")  # of a label that comes again
_BETWEEN = re.compile(r"[ /–]+")
_SHORTEST = 12  # letters of a text that can be looked for in the sheets


class Typed(NamedTuple):
    """A cell, and what it shows."""

    cell: CellRef
    value: str


class Proof(NamedTuple):
    """A receipt by its number, its kind and its file; '' for what the workbook has not."""

    number: str
    kind: str
    file: str


class Step(NamedTuple):
    """A cut on the way from claimed to reimbursable; amounts in EUR.

    stage    one of `causes.STAGES`
    why      in French
    left     what is left after it
    clause   section of money.md
    cells    the cells that explain it
    """

    stage: str
    code: str
    why: str
    amount: Decimal
    outcome: str
    left: Decimal
    clause: str
    cells: tuple[CellRef, ...]


class Road(NamedTuple):
    """The way of one line."""

    line: str
    claimed: Decimal
    steps: tuple[Step, ...]
    reimbursable: Decimal
    refused: Decimal
    pending: Decimal


class Sources:
    """The way back from what a year's reports tell."""

    def __init__(self, opened: OpenBook, reports: Reports) -> None:
        self.opened = opened
        self.reports = reports
        self.raw: RawBook = read_bytes(opened.data, opened.path.name)
        self._sheets = {sheet.name: sheet for sheet in self.raw.sheets}
        self._by_id: dict[str, list[Row]] = {}
        self._holding: dict[object, list[Row]] = {}
        for row in _rows(opened.book):
            self._by_id.setdefault(row.id, []).append(row)
            for value in {_held(getattr(row, attr)) for attr in row.cells}:
                self._holding.setdefault(value, []).append(row)
        self._told_of: dict[tuple[str, ...], list[object]] = defaultdict(list)
        for key, told in reports.told.items():
            self._told_of[key[:4]].append(_held(told.value))

    def cells(self, told: Told) -> tuple[CellRef, ...]:
        """The cells behind a value: its own, else those of its row that hold it, else its row;
        where no row is meant, those of the first figure beside it.
        """
        if told.cells:
            return told.cells
        rows = self._rows(told.key)
        return self._copies(told, rows) or tuple(row.at() for row in rows) or self._beside(told.key)

    def typed(self, cells: Iterable[CellRef]) -> tuple[Typed, ...]:
        """Cells with what they show."""
        return tuple(Typed(cell, self.value(cell)) for cell in cells)

    def value(self, cell: CellRef) -> str:
        """What a cell shows."""
        sheet = self._sheets.get(cell.sheet)
        return shown(sheet.cell(cell.row, cell.column)) if sheet else ""

    def proofs(self, numbers: Iterable[str]) -> tuple[Proof, ...]:
        """Receipts with their files."""
        found = []
        for number in numbers:
            row = self.opened.book.find(Receipt, number)
            found.append(Proof(number, (row and row.kind) or "", (row and row.file) or ""))
        return tuple(found)

    def road(self, key: Key) -> Road | None:
        """The way of the line that a value belongs to; None for any other value."""
        settled = self.opened.settlement
        if settled is None or key.kind not in (LIST, TABLE) or key.place not in _LINES:
            return None
        line = next((one for one in settled.settlement.lines if one.id == key.row), None)
        return self._road(line) if line else None

    def _road(self, line: SettledLine) -> Road:
        settled = self.opened.settlement
        assert settled is not None
        left, steps = line.claimed, []
        for cut in line.cuts:
            left -= cut.amount
            cells = settled.cells(cut.because)
            steps.append(
                Step(cut.stage, cut.code, reason(cut), cut.amount, cut.outcome, left, cut.clause,
                     cells)
            )  # fmt: skip
        return Road(
            line.id, line.claimed, tuple(steps), line.reimbursable, line.refused, line.pending
        )

    def texts(self, text: str) -> tuple[CellRef, ...]:
        """Cells that hold a text, among others or alone."""
        wanted = clean(text).strip()
        if len(wanted) < _SHORTEST:
            return ()
        return tuple(
            CellRef(sheet.name, row, column)
            for sheet in self.raw.sheets
            for row, cells in sheet.rows.items()
            for column, cell in cells.items()
            if cell.kind == "text" and wanted in clean(str(cell.value)).replace("\n", " ")
        )

    # --- Values that do not know their cells -----------------------------------------------------

    def _rows(self, key: Key) -> list[Row]:
        """The rows that a value is told of: by their number, by what stands beside it, by a text
        that is its label, by numbers within that.
        """
        label = _AGAIN.sub("", key.row.replace("\u00a0", " "))
        if not label:
            return []
        found = self._by_id.get(label) or self._like(key) or self._holding.get(label)
        named = (self._by_id.get(part, ()) for part in _BETWEEN.split(label))
        return found or [row for rows in named for row in rows]

    def _like(self, key: Key) -> list[Row]:
        """The rows that hold most of what a table's row tells, two values at least."""
        held: Counter[int] = Counter()
        rows: dict[int, Row] = {}
        for value in self._told_of[key[:4]]:
            if value is None:
                continue
            for row in self._holding.get(value, ()):
                rows[id(row)] = row
                held[id(row)] += 1
        most = max(held.values(), default=0)
        return [rows[one] for one, count in held.items() if count == most] if most > 1 else []

    def _copies(self, told: Told, rows: Iterable[Row]) -> tuple[CellRef, ...]:
        value = told.value.amount if isinstance(told.value, Figure) else told.value
        found = [row.at(attr) for row in rows for attr in row.cells if getattr(row, attr) == value]
        if not found and isinstance(value, str):
            return self.texts(value)
        return tuple(found)

    def _beside(self, key: Key) -> tuple[CellRef, ...]:
        """The cells of the first figure of the same row that knows them."""
        if key.kind not in (LIST, TABLE):
            return ()
        for other, told in self.reports.told.items():
            if other[:4] == key[:4] and told.cells:
                return told.cells
        return ()


def _held(value: object) -> object:
    """A value as rows are looked up by it; lists are looked up by nothing."""
    match value:
        case Figure(amount):
            return amount
        case str():
            return clean(value).replace("\u00a0", " ")
        case date() | Decimal() | int():
            return value
    return None


def _rows(book: Book) -> Iterator[Row]:
    for rows in book.rows.values():
        yield from rows
