"""Figures with the cells they come from, and short texts made of the sheets' values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from cic_sheets.book.book import Book
from cic_sheets.money.settlement import SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.model import Figure
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.communes import Commune
from cic_sheets.values import shown
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import EUR

UNKNOWN = "n.d."
NONE_SUCH = "–"


def count(rows: Iterable[Row]) -> Figure:
    """How many rows; each row's number is an origin."""
    cells = tuple(row.at() for row in rows)
    return Figure(Decimal(len(cells)), "", cells)


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


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """`part` in per cent of `whole`, whole, half up; None when there is no whole."""
    if whole <= 0:
        return None
    exact = Fraction(part) * 100 / Fraction(whole)
    return Decimal((2 * exact.numerator + exact.denominator) // (2 * exact.denominator))


def part_of_lines(settled: Settled, lines: Sequence[SettledLine], part: str) -> Figure:
    """The sum of a part (`claimed`, `refused`…) of settled lines, with the lines' cells."""
    cells: dict[CellRef, None] = {}
    receipts: dict[str, None] = {}
    whole = Decimal("0.00")
    for line in lines:
        amount: Decimal = getattr(line, part)
        whole += amount
        if amount or part == "claimed":
            cells |= dict.fromkeys(_origins(settled, line, part))
            receipts |= dict.fromkeys(number for number, _ in line.used)
    return Figure(whole, EUR, tuple(cells), tuple(receipts))


def _origins(settled: Settled, line: SettledLine, part: str) -> Iterable[CellRef]:
    yield settled.expense(line.id).at("amount")
    for cut in line.cuts:
        if cut.outcome == part:
            yield from settled.cells(cut.because)


def names(book: Book, codes: Iterable[str]) -> str:
    """Communes by name, in the order given."""
    return ", ".join(name_of(book, code) for code in codes)


def name_of(book: Book, code: str | None) -> str:
    """A commune's name; the code itself where there is none, '' for None."""
    commune = book.find(Commune, code)
    return (commune.name if commune else None) or code or ""


def active(book: Book, day: date) -> tuple[Commune, ...]:
    """The communes of the group on a day, by their dates of membership."""
    return tuple(
        commune
        for commune in book.all(Commune)
        if (commune.joined is None or commune.joined <= day)
        and (commune.left is None or day <= commune.left)
    )


def group_or_names(book: Book, codes: Sequence[str], day: date | None) -> str:
    """« Tout le groupe » when every active commune is named, their number beyond three."""
    everyone = {commune.id for commune in active(book, day)} if day else set()
    if everyone and everyone <= set(codes):
        return "Tout le groupe"
    if len(codes) > 3:
        return f"{len(codes)} communes"
    return names(book, codes)


def period(start: date | datetime | None, end: date | datetime | None) -> str:
    """`14–15/11/2023`, `30/09–02/10/2023`, one day alone; '' when neither is known."""
    first = start.date() if isinstance(start, datetime) else start
    last = end.date() if isinstance(end, datetime) else end
    if first is None or last is None or first == last:
        only = first or last
        return shown.day(only) if only else ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d}–{shown.day(last)}"
    if first.year == last.year:
        return f"{first:%d/%m}–{shown.day(last)}"
    return f"{shown.day(first)} – {shown.day(last)}"


def some(number: int, one: str, many: str = "") -> str:
    """`1 mission`, `3 missions`; French counts 0 with the singular."""
    word = one if number < 2 else many or f"{one}s"
    return f"{shown.number(Decimal(number))}\u00a0{word}"


def yes_no(value: bool | None) -> str:
    """`oui`, `non`, nothing when unknown."""
    return "" if value is None else "oui" if value else "non"
