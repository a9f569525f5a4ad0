"""What was read in the receipts' files, turned into rows to look at and paste: never written.

What the reading found comes in; out come a number for each file, the lines that it may prove and
the receipts that it may repeat.  A value is proposed with how sure it is and what it stands on; an
answer that remains open stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.book.folder import Found, match_key
from cic_sheets.money.item import number_order
from cic_sheets.reconcile.year import Year
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.history import Earlier
from cic_sheets.sheets.lists import CURRENCIES, LANGUAGES
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.values.names import folded

CERTAIN, PROBABLE, OPEN = "certain", "probable", "open"
NEAR_DAYS = 7  # a line is entered within the week of its receipt, at most
MOST_LINES = 3

Value = str | Decimal | date

COLUMNS = tuple(Receipt.sheet.columns.values())
"""Those of « Justificatifs », in their order: rows are pasted there as a block."""


class Told(NamedTuple):
    """One thing that a file says.

    value     None when nothing was found, or several answers remain
    sure      CERTAIN, PROBABLE, or OPEN: `readings` are the answers that remain
    readings  them
    words     the printed words it stands on
    """

    value: Value | None = None
    sure: str = OPEN
    readings: tuple[Value, ...] = ()
    words: str = ""


class Scanned(NamedTuple):
    """A file as it was read.

    path     from the workbook's folder
    refusal  why it can't be read; "" when it can
    source   "structured", "text", "ocr", or "" when nothing was read
    notes    codes of the reading
    told     attribute of « Justificatifs » → what the file says of it
    alike    paths of files that show the same receipt, in other bytes
    """

    path: str
    size: int
    sha256: str
    kind: str
    pages: int
    refusal: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    told: Mapping[str, Told] = {}
    alike: tuple[str, ...] = ()


class Twin(NamedTuple):
    """A receipt that the file may repeat.

    why    "bytes", "image" or "data" (issuer, number, date and amount)
    name   its number, or its file's name where no row has it
    year   of an earlier year; None for this one
    """

    why: str
    name: str
    year: int | None = None


class Proposal(NamedTuple):
    """A file, the row that it might become, what it may repeat and what it may prove.

    number  the next free number; the row's own for a file that a row names already
    known   whether a row names it
    cells   attribute of « Justificatifs » → what is proposed for it
    lines   expenses without a receipt that it may prove, the likeliest first
    fills   rows whose file is missing, and of which this one says the amount and the day
    """

    file: Scanned
    number: str
    known: bool
    cells: Mapping[str, Told]
    twins: tuple[Twin, ...]
    lines: tuple[str, ...]
    fills: tuple[str, ...] = ()


def files_to_scan(book: Book, *, everything: bool = False) -> tuple[Found, ...]:
    """The files of the receipts folder that no row names; all of them if asked."""
    named = {} if everything else _rows_by_file(book)
    return tuple(
        found
        for found in book.folder.receipts()
        if match_key(found.path) not in named and not _is_litter(found.path)
    )


def _is_litter(path: str) -> bool:
    name = path.rpartition("/")[2].casefold()
    return name in ("desktop.ini", "thumbs.db") or name.startswith((".", "~$"))


def _rows_by_file(book: Book) -> dict[str, Receipt]:
    found: dict[str, Receipt] = {}
    for row in book.all(Receipt):
        file = book.folder.look_up(row.file) if row.file else None
        if isinstance(file, Found):
            found.setdefault(match_key(file.path), row)
    return found


def proposals(year: Year, files: Sequence[Scanned]) -> tuple[Proposal, ...]:
    """A proposal for each file, in their order; numbers follow the workbook's own."""
    book = year.book
    rows = _rows_by_file(book)
    numbers = _free_numbers([row.id for row in book.all(Receipt) if row.no], year)
    by_bytes = _by_bytes(book, files)
    found = []
    for file in files:
        row = rows.get(match_key(file.path))
        number = row.id if row is not None else next(numbers)
        twins = tuple(dict.fromkeys(_twins(book, rows, file, row, by_bytes)))
        cells = _cells(file, number, book)
        lines = () if row is not None else tuple(_lines(book, file))
        fills = () if row is not None else tuple(_filled(book, file))
        found.append(Proposal(file, number, row is not None, cells, twins, lines, fills))
    return tuple(found)


# -- The row --------------------------------------------------------------------------------


def _free_numbers(taken: Sequence[str], year: Year) -> Iterator[str]:
    """After the greatest: `J-2023-131` is followed by `J-2023-132`."""
    start = year.convention.start if year.convention else None
    last = max(taken, key=number_order, default=f"J-{start.year if start else year.as_of.year}-000")
    tail = re.search(r"\d+$", last)
    head, digits = (last[: tail.start()], tail[0]) if tail else (f"{last}-", "0")
    following = int(digits)
    while True:
        following += 1
        number = f"{head}{following:0{len(digits)}d}"
        if number not in taken:
            yield number


def _cells(file: Scanned, number: str, book: Book) -> dict[str, Told]:
    sure = {"no": Told(number, PROBABLE), "file": Told(_as_cells_name_it(file.path, book), CERTAIN)}
    said = {attr: _fitting(attr, told) for attr, told in file.told.items()}
    return {**sure, **{attr: told for attr, told in said.items() if told is not None}}


def _as_cells_name_it(path: str, book: Book) -> str:
    """Without the year's folder, as the examples of « Fichier » do, where that finds it again."""
    for year in book.folder.years:
        short = path.removeprefix(f"{year}/")
        found = book.folder.look_up(short)
        if short != path and isinstance(found, Found) and found.path == path:
            return short
    return path


def _fitting(attr: str, told: Told) -> Told | None:
    """Without the answers that the column's list doesn't know."""
    allowed = {"currency": CURRENCIES, "language": LANGUAGES}.get(attr)
    if allowed is None or told.value is None or told.value in allowed.values:
        return told
    return None


# -- What it may repeat ---------------------------------------------------------------------


def _by_bytes(book: Book, files: Iterable[Scanned]) -> dict[str, list[str]]:
    """Fingerprint → paths of the files that have it, those of rows included."""
    found: dict[str, list[str]] = {}
    for found_file in book.folder.receipts():
        content = book.folder.contents.get(match_key(found_file.path))
        if content is not None and content.sha256:
            found.setdefault(content.sha256, []).append(found_file.path)
    for file in files:
        paths = found.setdefault(file.sha256, [])
        if file.sha256 and file.path not in paths:
            paths.append(file.path)
    return found


def _twins(
    book: Book,
    rows: Mapping[str, Receipt],
    file: Scanned,
    own: Receipt | None,
    by_bytes: Mapping[str, list[str]],
) -> Iterator[Twin]:
    for why, paths in (("bytes", by_bytes.get(file.sha256, [])), ("image", file.alike)):
        for path in paths:
            row = rows.get(match_key(path))
            if path != file.path and (row is None or row is not own):
                yield Twin(why, row.id if row is not None else path.rpartition("/")[2])
    for earlier in book.all(Earlier):
        if earlier.no and earlier.sha256 and earlier.sha256.casefold() == file.sha256:
            yield Twin("bytes", earlier.no, earlier.year)
    yield from _same_data(book, file, own)


def _same_data(book: Book, file: Scanned, own: Receipt | None) -> Iterator[Twin]:
    said = {attr: told.value for attr, told in file.told.items()}
    if None in (said.get("invoice_no"), said.get("day"), said.get("amount")):
        return
    key = (folded(str(said["invoice_no"])), said["day"], said["amount"])
    for row in book.all(Receipt):
        if row is not own and (folded(row.invoice_no or ""), row.day, row.amount) == key:
            yield Twin("data", row.id)
    for earlier in book.all(Earlier):
        same = (folded(earlier.invoice_no or ""), earlier.day, earlier.amount) == key
        if same and earlier.no:
            yield Twin("data", earlier.no, earlier.year)


# -- What it may prove ----------------------------------------------------------------------


def _lines(book: Book, file: Scanned) -> Iterator[str]:
    """Expenses that cite no receipt yet, of that very amount, within a week."""
    amount, currency, day = (file.told.get(attr, Told()) for attr in ("amount", "currency", "day"))
    wanted = {amount.value, *amount.readings} - {None}
    days = [one for one in (day.value, *day.readings) if isinstance(one, date)]
    found = []
    for line in book.all(Expense):
        if line.receipts or not line.sound("receipts") or line.amount not in wanted:
            continue
        if currency.value is not None and line.currency not in (None, currency.value):
            continue
        away = min((abs((line.day - one).days) for one in days if line.day), default=0)
        if away <= NEAR_DAYS:
            found.append((away, number_order(line.id), line.id))
    yield from (number for _, _, number in sorted(found)[:MOST_LINES])


def _filled(book: Book, file: Scanned) -> Iterator[str]:
    """Rows that name a file which isn't there, of that very amount and day."""
    amount, day = (file.told.get(attr, Told()) for attr in ("amount", "day"))
    for row in book.all(Receipt):
        absent = row.file and not isinstance(book.folder.look_up(row.file), Found)
        amounts, days = (amount.value, *amount.readings), (day.value, *day.readings)
        if absent and row.amount and row.day and row.amount in amounts and row.day in days:
            yield row.id
