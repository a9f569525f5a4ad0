"""The settled year and the way back: from an amount to the cells that explain it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from cic_sheets.book.book import Book
from cic_sheets.money.case import Case
from cic_sheets.money.settle import settle
from cic_sheets.money.settlement import Cut, Flag, SettledLine, Settlement, Source
from cic_sheets.reconcile.case import Prepared, prepare
from cic_sheets.reconcile.submission import Submission, with_frozen_rates
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.cells import CellRef
from cic_sheets.values.named import NamedTuple

R = TypeVar("R", bound=Row)


class Settled(NamedTuple):
    """A reconciled year.

    settlement  the engine's result: every line, cut, ledger month and total
    case        what the engine was given
    rows        kind of source (`line`, `receipt`, `scale`…) → number → the sheet's row
    """

    settlement: Settlement
    case: Case
    rows: Mapping[str, Mapping[str, Row]]
    book: Book

    def expense(self, number: str) -> Expense:
        """The row of « Dépenses » behind a settled line.  Raises KeyError."""
        row = self.rows["line"][number]
        assert isinstance(row, Expense)
        return row

    def cuts(self, *codes: str) -> Iterator[tuple[Expense, SettledLine, Cut]]:
        """Every cut with one of these rule codes, in the order in which lines are served."""
        for line in self.settlement.lines:
            for cut in line.cuts:
                if cut.code in codes:
                    yield self.expense(line.id), line, cut

    def flags(self, *codes: str) -> Iterator[tuple[Expense, Flag]]:
        """Every flag with one of these rule codes."""
        for flag in self.settlement.flags:
            if flag.code in codes:
                yield self.expense(flag.line), flag

    def cells(self, sources: Iterable[Source]) -> tuple[CellRef, ...]:
        """The cells that sources name; a default of « Règles » has no cell."""
        found = (self._cell(source) for source in sources)
        return tuple(dict.fromkeys(cell for cell in found if cell is not None))

    def _cell(self, source: Source) -> CellRef | None:
        if source.kind == "rule":
            row: Row | None = self.book.find(SettingRow, source.id)
            return row.at("value") if row else None
        row = self.rows.get(source.kind, {}).get(source.id)
        if row is None:
            return None
        return row.at(_ATTRIBUTES.get((source.kind, source.field), source.field))


# Where the engine's field has another name than the sheet's attribute.
_ATTRIBUTES: Mapping[tuple[str, str], str] = {
    ("line", "budget"): "budget_line",
    ("line", "receipt_expected"): "receipt_due",
    ("mission", "nights"): "nights_offered",
    ("mission", "meals"): "meals_offered",
    ("approval", "amount"): "granted",
    ("scale", "start"): "valid_from",
    ("scale", "end"): "valid_to",
    ("rate", "units"): "units_per_eur",
    ("convention", "home"): "home_town",
    ("receipt", "role"): "kind",
    ("payment", "notes"): "fee_notes",
}


def settle_book(book: Book, as_of: date, submissions: Sequence[Submission] = ()) -> Settled | None:
    """The year reconciled as of a day; None when « Convention » has no usable dates.

    submissions  what was sent: its lines keep their rates

    Raises money.EquationBroken when an amount would be lost: the program's own fault.
    """
    prepared: Prepared | None = prepare(book, as_of)
    if prepared is None:
        return None
    case = with_frozen_rates(prepared.case, submissions)
    return Settled(settle(case), case, prepared.rows, book)
