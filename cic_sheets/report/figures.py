"""Figures with the cells they come from, and short texts made of the sheets' values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from cic_sheets.book.book import Book
from cic_sheets.group.members import active
from cic_sheets.language import rtl
from cic_sheets.money.settlement import LedgerMonth, SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.model import Figure, Words
from cic_sheets.report.origins import Cells, behind, cited, convention_cells, rule_cells
from cic_sheets.report.saying import Said, joined, some
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.expenses import Expense
from cic_sheets.values import shown
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import EUR
from cic_sheets.values.money import percent as percent

UNKNOWN = "n.d."
NONE_SUCH = "–"


def count(rows: Iterable[Row], *attrs: str) -> Figure:
    """How many rows; each row's number is an origin, and the cells that make it count."""
    counted = list(rows)
    cells = (*cited(counted), *(cited(counted, *attrs) if attrs else ()))
    return Figure(Decimal(len(counted)), "", cells)


def faulty_cells(findings: Iterable[Finding], severity: Severity) -> Cells:
    """The cells of the findings of a severity."""
    cells = (one.cell for one in findings if one.severity is severity)
    return tuple(dict.fromkeys(cell for cell in cells if cell is not None))


def day_of(row: Row, attr: str) -> Words | None:
    """A typed day, in words that know its cell."""
    found: date | None = getattr(row, attr)
    return Words(shown.day(found), (row.at(attr),)) if found is not None else None


def number_of(amount: Decimal | int, *origins: Iterable[CellRef]) -> Figure:
    """A bare number, and the groups of cells that it comes from."""
    cells = dict.fromkeys(cell for group in origins for cell in group)
    return Figure(Decimal(amount), "", tuple(cells))


def added(rows: Iterable[Row], attr: str, unit: str = "") -> Figure:
    """The sum of a column; the cells that hold something are its origins."""
    filled = [row for row in rows if getattr(row, attr) is not None]
    whole = sum((Decimal(getattr(row, attr)) for row in filled), Decimal(0))
    return Figure(whole, unit, tuple(row.at(attr) for row in filled))


def eur(amount: Decimal, origins: Iterable[CellRef] = ()) -> Figure:
    """An amount in EUR."""
    return Figure(amount, EUR, tuple(origins))


def money_of(row: Row, attr: str, currency: str | None) -> Figure | None:
    """A typed amount in its typed currency; None when there is none."""
    amount = getattr(row, attr)
    return Figure(amount, currency or "", (row.at(attr),)) if amount is not None else None


def part_of_lines(settled: Settled, lines: Sequence[SettledLine], part: str) -> Figure:
    """The sum of a part (`claimed`, `refused`…) of settled lines, with their cells and receipts.

    Lines that bring nothing are left out of the cells, unless none brings anything.
    """
    parts: dict[str, Decimal] = {line.id: getattr(line, part) for line in lines}
    bring = [line for line in lines if parts[line.id]] or lines
    whole = sum(parts.values(), Decimal("0.00"))
    rows = [settled.expense(line.id) for line in bring]
    return Figure(whole, EUR, cells_of_lines(settled, bring, part), _receipts(rows))


def cells_of_lines(settled: Settled, lines: Iterable[SettledLine], part: str) -> Cells:
    """The cells behind a part of settled lines; `left` is what stages 1 to 5 leave."""
    groups: list[Cells] = [getattr(behind(settled, line), part) for line in lines]
    return tuple(dict.fromkeys(cell for cells in groups for cell in cells))


def ledger_figure(settled: Settled, month: LedgerMonth, attr: str) -> Figure:
    """A figure of the ledger: from the cap, the dates, and the lines under the cap so far."""
    dates = convention_cells(settled.book)
    first = month.number if attr == "left_in_month" else 1
    cells = list(dates)
    if attr not in ("left", "left_in_month", "average"):
        cells += rule_cells(settled.book, "plafond_mensuel", "plafond_lecture")
    if attr != "allowance":
        lines = [
            line
            for line in settled.settlement.lines
            if line.capped and line.month is not None and first <= line.month <= month.number
        ]
        cells += rule_cells(settled.book, "plafond_portee")
        cells += cells_of_lines(settled, lines, "left")
    return eur(getattr(month, attr), dict.fromkeys(cells))


def spending_cells(settled: Settled, numbers: Iterable[str]) -> Cells:
    """The cells behind what lines cost a budget: what is reimbursable or pending of them."""
    lines = [settled.settlement.line(number) for number in numbers]
    budget = cited((settled.expense(line.id) for line in lines), "budget_line")
    parts = (cells_of_lines(settled, lines, part) for part in ("reimbursable", "pending"))
    return tuple(dict.fromkeys((*budget, *(cell for cells in parts for cell in cells))))


def _receipts(rows: Iterable[Expense]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for row in rows for number in row.receipts))


def names(book: Book, codes: Iterable[str]) -> Said:
    """Communes by name, in the order given."""
    return joined(name_of(book, code) for code in codes)


def name_of(book: Book, code: str | None) -> Said:
    """A commune's name, in Arabic its Arabic one; the code where there is none, '' for None."""
    commune = book.find(Commune, code)
    name = (commune.name if commune else None) or code or ""
    arabic = (commune.arabic_name if commune else None) or name
    return Said.of(lambda lang: arabic if lang == "ar" else name)


def group_or_names(book: Book, codes: Sequence[str], day: date | None) -> str:
    """« Tout le groupe » when every active commune is named, their number beyond three."""
    everyone = {commune.id for commune in active(book, day)} if day else set()
    if everyone and everyone <= set(codes):
        return "Tout le groupe"
    if len(codes) > 3:
        return some(len(codes), "commune")
    return names(book, codes)


def period(start: date | datetime | None, end: date | datetime | None) -> Said:
    """`14–15/11/2023`, `30/09–02/10/2023`, one day alone; '' when neither is known."""
    return Said.of(lambda lang: _period(start, end, lang))


def _period(start: date | datetime | None, end: date | datetime | None, lang: str) -> str:
    first = start.date() if isinstance(start, datetime) else start
    last = end.date() if isinstance(end, datetime) else end
    if first is None or last is None or first == last:
        only = first or last
        return shown.day(only, lang) if only else ""
    ends = shown.day(last, lang)
    dash = "\u200e–\u200e" if rtl(lang) else "–"  # or a line from the right would swap the days
    if first.year != last.year or not ends.startswith(f"{last:%d/%m}"):  # years come first there
        return f"{shown.day(first, lang)} {dash} {ends}"
    return f"{first:%d}{dash}{ends}" if first.month == last.month else f"{first:%d/%m}{dash}{ends}"


def yes_no(value: bool | None) -> str:
    """`oui`, `non`, nothing when unknown."""
    return "" if value is None else "oui" if value else "non"
