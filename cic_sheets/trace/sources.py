"""Where a value comes from: cells as typed, receipts with their files, the steps of a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from cic_sheets.trace.told import LIST, TABLE, Key, Told
from cic_sheets.values.cells import CellRef
from cic_sheets.values.names import clean
from cic_sheets.xlsx.model import RawBook
from cic_sheets.xlsx.read import read_bytes

_LINES = ("depenses", "annexe_depenses")
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

    def __init__(self, opened: OpenBook) -> None:
        self.opened = opened
        self.raw: RawBook = read_bytes(opened.data, opened.path.name)
        self._sheets = {sheet.name: sheet for sheet in self.raw.sheets}
        self._by_id: dict[str, list[Row]] = {}
        for row in _rows(opened.book):
            self._by_id.setdefault(row.id, []).append(row)

    def cells(self, told: Told) -> tuple[CellRef, ...]:
        """The cells behind a value: its own, else those of its row that hold it, else its row."""
        return told.cells or self._copies(told) or self._rows_named(told.key)

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

    def _copies(self, told: Told) -> tuple[CellRef, ...]:
        value = told.value.amount if isinstance(told.value, Figure) else told.value
        rows = self._by_id.get(told.key.row, ()) if told.key.row else ()
        found = [row.at(attr) for row in rows for attr in row.cells if getattr(row, attr) == value]
        if not found and isinstance(value, str):
            return self.texts(value)
        return tuple(found)

    def _rows_named(self, key: Key) -> tuple[CellRef, ...]:
        return tuple(row.at() for row in self._by_id.get(key.row, ())) if key.row else ()


def _rows(book: Book) -> Iterator[Row]:
    for rows in book.rows.values():
        yield from rows
