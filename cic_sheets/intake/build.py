"""From files read to rows proposed: numbers, doubles, lines.  Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from cic_sheets.book.book import Book
from cic_sheets.book.folder import Found, match_key
from cic_sheets.intake.model import Intake, Line, Piece, Twin
from cic_sheets.receipts.facts import Facts
from cic_sheets.receipts.opening import Opened
from cic_sheets.receipts.reading import Read
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.history import Earlier
from cic_sheets.sheets.lists import ARABIC
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.values.names import folded

DAYS_APART = timedelta(days=7)  # a receipt is paid some days after it was made out
FIRST_NUMBER = "J-000"
MOST_LINES = 3
ARABIC_SHARE = 2  # of the letters, one in two: the receipt is in Arabic
_LITTER = ("desktop.ini", "thumbs.db")
_NUMBERED = re.compile(r"(.*?)(\d{1,9})")
_UNTYPEABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def wanted(book: Book, *, every: bool) -> tuple[Found, ...]:
    """The files of the receipts folders that no row names; all of them with `every`."""
    named = rows_by_file(book)
    files = [one for one in book.folder.receipts() if not _is_litter(one.path)]
    return tuple(one for one in files if every or match_key(one.path) not in named)


def _is_litter(path: str) -> bool:
    return path.rpartition("/")[2].casefold() in _LITTER


def rows_by_file(book: Book) -> dict[str, Receipt]:
    """Matching key of a file → the first row that names it."""
    found: dict[str, Receipt] = {}
    for row in book.all(Receipt):
        file = book.folder.look_up(row.file) if row.file else None
        if isinstance(file, Found):
            found.setdefault(match_key(file.path), row)
        elif row.file:  # an empty file is still the one that the row names
            found.update((key, row) for key in _empty_file(book, row.file) if key not in found)
    return found


def _empty_file(book: Book, named: str) -> list[str]:
    key = match_key(named)
    starts = ("", *(f"{match_key(year)}/{sub}" for year in book.folder.years for sub in _UNDER))
    return [start + key for start in starts if start + key in book.folder.files][:1]


_UNDER = ("", "justificatifs/", "pieces/")


def intake(book: Book, read: Mapping[str, tuple[Opened, Read]]) -> Intake:
    """What is told of the files read.

    read  path → what it is and what it says, in the order of the folder
    """
    named = rows_by_file(book)
    first: dict[str, str] = {}
    for path, (opened, _) in read.items():
        if match_key(path) not in named and opened.sha256:
            first.setdefault(opened.sha256, path)
    numbers = next_numbers([row.no for row in book.all(Receipt) if row.no])
    pieces = []
    for path, (opened, said) in read.items():
        row = named.get(match_key(path))
        twins = _twins(book, path, opened, said.facts, named)
        again = first.get(opened.sha256, path) != path or any(
            twin.how == "same-bytes" and twin.what != "file" for twin in twins
        )
        why = "inscribed" if row else "refused" if opened.refusal else "same-bytes" if again else ""
        pieces.append(
            Piece(
                path,
                named_file(book, path),
                opened,
                said,
                row.id if row else "",
                "" if why else next(numbers),
                why,
                language_of(said.text),
                twins,
                () if row else _lines(book, said.facts),
            )  # fmt: skip
        )
    return Intake(tuple(pieces), columns_of(book), len(named))


# -- The row's own columns ------------------------------------------------------------------


def columns_of(book: Book) -> tuple[str | None, ...]:
    """The columns of « Justificatifs » as this workbook orders them, as declared without one."""
    tab = book.tabs.get(Receipt.sheet.title)
    if tab is None or not tab.columns:
        return tuple(Receipt.sheet.columns)
    at = {column: attr for attr, column in tab.columns.items()}
    return tuple(at.get(column) for column in range(min(at), max(at) + 1))


def next_numbers(numbers: Sequence[str]) -> Iterator[str]:
    """Free numbers after the workbook's own, in the series that most of them follow."""
    series = [found.groups() for one in numbers if (found := _NUMBERED.fullmatch(one))]
    prefix = Counter(one for one, _ in series).most_common(1)[0][0] if series else "J-"
    digits = [figures for one, figures in series if one == prefix] or ["000"]
    last = max(digits, key=int)
    taken, number = {folded(one) for one in numbers}, int(last)
    while True:
        number += 1
        text = f"{prefix}{number:0{len(last)}d}"
        if folded(text) not in taken:
            yield text


def named_file(book: Book, path: str) -> str:
    """The shortest name by which « Fichier » finds this file; "" when nobody could type it."""
    if _UNTYPEABLE.search(path):
        return ""
    short = path.partition("/")[2]
    found = book.folder.look_up(short) if short else None
    return short if isinstance(found, Found) and found.path == path else path


def language_of(text: str) -> str:
    """The language that the letters show beyond doubt: Arabic or nothing."""
    letters = [char for char in text if char.isalpha()]
    arabic = sum("\u0600" <= char <= "\u06ff" for char in letters)
    return ARABIC if letters and arabic * ARABIC_SHARE > len(letters) else ""


# -- Doubles --------------------------------------------------------------------------------


def _twins(
    book: Book, path: str, opened: Opened, said: Facts, named: Mapping[str, Receipt]
) -> tuple[Twin, ...]:
    own = named.get(match_key(path))
    found = [*_twin_files(book, path, opened, named), *_twin_rows(book, said, own)]
    found += _twin_history(book, opened, said)
    once: dict[tuple[str, str], Twin] = {}
    for twin in found:  # the same bytes come first, and say it all
        if not (own and twin.what == "row" and twin.name == own.id):
            once.setdefault((twin.what, twin.name), twin)
    return tuple(once.values())


def _twin_files(
    book: Book, path: str, opened: Opened, named: Mapping[str, Receipt]
) -> Iterator[Twin]:
    own = book.folder.contents.get(match_key(path))
    alike = own.alike if own else ()
    for other in book.folder.receipts():
        if other.path == path:
            continue
        key = match_key(other.path)
        content, row = book.folder.contents.get(key), named.get(key)
        same = bool(opened.size and content and content.sha256 == opened.sha256)
        if same or other.path in alike:
            how = "same-bytes" if same else "alike"
            yield Twin(how, "row", row.id) if row else Twin(how, "file", other.path)


def _twin_rows(book: Book, said: Facts, own: Receipt | None) -> Iterator[Twin]:
    for row in book.all(Receipt):
        if row is not own and _same_facts(said, row.invoice_no, row.day, row.amount):
            yield Twin("same-facts", "row", row.id)


def _twin_history(book: Book, opened: Opened, said: Facts) -> Iterator[Twin]:
    for row in book.all(Earlier):
        name = f"{row.year or '?'} {row.number or '?'}"
        if opened.size and row.print and row.print.casefold() == opened.sha256:
            yield Twin("same-bytes", "history", name)
        elif _same_facts(said, row.invoice_no, row.day, row.amount):
            yield Twin("same-facts", "history", name)


def _same_facts(said: Facts, number: str | None, day: date | None, amount: Decimal | None) -> bool:
    """Number, day and amount, all three: two taxis of 20 MAD on one day are two."""
    if not number or day is None or amount is None or said.number.value is None:
        return False
    same = folded(said.number.value) == folded(number)
    return same and said.date.value == day and said.total.value == amount


# -- Lines without receipt ------------------------------------------------------------------


def _lines(book: Book, said: Facts) -> tuple[Line, ...]:
    """The lines without receipt of that amount, nearest day first."""
    found: list[tuple[int, Line]] = []
    for row in book.all(Expense):
        if row.receipts or "receipts" in row.faulty or row.amount is None or not row.no:
            continue
        if said.currency.value and row.currency and said.currency.value != row.currency:
            continue
        apart = abs(row.day - said.date.value) if row.day and said.date.value else DAYS_APART
        if apart > DAYS_APART:
            continue
        if row.amount == said.total.value:
            found.append((apart.days, Line(row.no, "amount" if apart else "amount-day")))
        elif said.total.value is None and row.amount in said.total.readings:
            found.append((apart.days, Line(row.no, "reading")))
    found.sort(key=lambda one: (one[0], one[1].how == "reading"))
    return tuple(line for _, line in found[:MOST_LINES])
