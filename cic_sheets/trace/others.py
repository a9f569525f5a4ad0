"""Other values that a cell might hold: enough of them to show what depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from cic_sheets.book.book import Book
from cic_sheets.schema.hours import Hour
from cic_sheets.schema.kinds import (
    Choice,
    Choices,
    Code,
    Day,
    Kind,
    Moment,
    Number,
    Ref,
    Refs,
    Whole,
    YesNo,
)
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.sheets.convention import Convention
from cic_sheets.trace.cell import Asked
from cic_sheets.xlsx.model import EMPTY, RawCell

T = TypeVar("T")

MOST_OF_A_LIST = 24
MOST_ROWS = 8
_STRANGE = "?!"  # what no kind but a text can read
_TEXT = "Un autre texte"
_UNKNOWN = "X-9999"


def others(asked: Asked, book: Book) -> list[RawCell]:
    """Other contents fit for the cell's column, an empty one and an unreadable one among them."""
    found = [*_fit(asked.kind, asked, book), *_neighbours(asked, book), EMPTY, _text(_STRANGE)]
    return list(dict.fromkeys(one for one in found if one.value != asked.raw.value))


def _fit(kind: Kind, asked: Asked, book: Book) -> Iterator[RawCell]:
    value = getattr(asked.row, asked.column.attr, None) if asked.row and asked.column else None
    match kind:
        case Day():
            yield from _days(isinstance(kind, Moment), value, book)
        case Number():
            yield from _numbers(asked, isinstance(kind, Whole))
        case YesNo():
            yield from (_text("oui"), _text("non"))
        case Hour():
            yield from (_text("06:00"), _text("14:00"), _text("23:30"))
        case Choices():
            yield from _several(kind.values.values[:MOST_OF_A_LIST])
        case Choice():
            yield from map(_text, kind.values.values[:MOST_OF_A_LIST])
        case Refs():
            yield from _several(_numbers_of(kind, value, book))
        case Ref():
            yield from map(_text, (*_numbers_of(kind, value, book), _UNKNOWN))
        case Code():
            yield from _codes()
        case _:
            yield _text(_TEXT)


def _neighbours(asked: Asked, book: Book) -> list[RawCell]:
    """What other rows have in the same column, from all over the sheet."""
    if asked.row is None or asked.column is None:
        return []
    attr, rows = asked.column.attr, book.rows.get(type(asked.row), ())
    found = [row.cells[attr] for row in rows if attr in row.cells and row is not asked.row]
    bare = dict.fromkeys(RawCell(one.kind, one.value) for one in found)
    return _spread([one for one in bare if one.value is not None])


def _spread(found: list[T]) -> list[T]:
    step = max(1, len(found) // MOST_ROWS)
    return found[::step][:MOST_ROWS]


def _text(text: str) -> RawCell:
    return RawCell("text", text)


def _several(values: tuple[str, ...] | list[str]) -> Iterator[RawCell]:
    """Each alone, then all together."""
    yield from map(_text, values)
    yield _text(" ; ".join(values))


def _numbers(asked: Asked, whole: bool) -> Iterator[RawCell]:
    value = asked.raw.value if isinstance(asked.raw.value, Decimal) else Decimal(10)
    step = Decimal(1) if whole else Decimal("0.01")
    half = value // 2 if whole else (value / 2).quantize(step)
    for other in (
        value + step, value - step, half, value * 2, value * 10, value * 1000, Decimal(0), -value,
        value + 50, value + value / 10,
    ):  # fmt: skip
        yield RawCell("number", other)


def _days(moment: bool, value: object, book: Book) -> Iterator[RawCell]:
    convention = book.only(Convention)
    start = (convention.start if convention else None) or date(2023, 1, 1)
    end = (convention.end if convention else None) or date(2023, 12, 31)
    typed = value if isinstance(value, date) else start
    clock = typed.time() if isinstance(typed, datetime) else time(12)
    day = typed.date() if isinstance(typed, datetime) else typed
    steps = [day + timedelta(days=step) for step in (-31, -7, -1, 1, 7, 31, 100)]
    steps += [start - timedelta(days=40), start, start + timedelta(days=60)]
    steps += [end, end + timedelta(days=40), end - timedelta(days=100)]
    for other in steps:
        yield RawCell("date", datetime.combine(other, clock) if moment else other)
    if moment:
        yield from (RawCell("date", datetime.combine(day, time(hour))) for hour in (1, 13, 23))


def _numbers_of(kind: Ref, value: object, book: Book) -> list[str]:
    """Numbers of other rows of the sheet that a reference means, from all over it."""
    rows = [row.id for row in book.rows.get(SHEETS[kind.sheet].row, ())]
    named = value if isinstance(value, tuple) else (value,)
    free = [number for number in dict.fromkeys(rows) if number not in named]
    return _spread(free)


def _codes() -> Iterator[RawCell]:
    """An unknown number, and what Excel makes of codes that it takes for numbers."""
    yield _text(_UNKNOWN)
    yield from (RawCell("number", Decimal(digits)) for digits in ("7", "7.5"))
