"""The figure that is looked for, as a person types it, and whether a value shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from cic_sheets.report.model import Figure
from cic_sheets.values.literals import read_amount, read_day
from cic_sheets.values.money import decimals
from cic_sheets.values.names import clean

_HOURS = re.compile(r"(\d+)\s*h\s*(\d{2})?\Z", re.IGNORECASE)
_BEFORE, _AFTER = r"(?<![\w.,/–:-])", r"(?![\w/–:]|[.,-]\d)"  # no days, hours, numbers of rows
_IN_TEXT = re.compile(
    rf"{_BEFORE}-?\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:,\d+)?{_AFTER}"
    rf"|{_BEFORE}-?\d+(?:[.,]\d+)?{_AFTER}"
)
_DAY_IN_TEXT = re.compile(r"\b\d{2}/\d{2}/\d{4}\b")
_HUNDRED = Decimal(100)


class Wanted(NamedTuple):
    """What to look for.

    numbers   its readings: `1.234` has two
    day       when a day was typed
    currency  when one was typed with it
    percent   whether a per cent sign stood behind it
    """

    numbers: tuple[Decimal, ...]
    day: date | None = None
    currency: str | None = None
    percent: bool = False


def read_wanted(text: str) -> Wanted | None:
    """`1 847,20`, `1847.2 EUR`, `٢٠٠`, `12,5 %`, `7 h 30`, `31/12/2023`; None for anything else."""
    body = clean(text).strip()
    day = _day(body)
    if day is not None:
        return Wanted((), day)
    hours = _HOURS.match(body)
    if hours:
        return Wanted((Decimal(hours[1]) + Decimal(hours[2] or 0) / 60,))
    percent = body.endswith(("%", "٪"))
    found = read_amount(body.rstrip("%٪").strip())
    numbers = found.readings if found.value is None else (found.value,)
    return Wanted(tuple(numbers), None, found.currency, percent) if numbers else None


def shows(wanted: Wanted, value: object, *, rounded: bool = False) -> bool:
    """Whether a value is the one that is looked for.

    rounded  also when it only shows so, cut to the digits that were typed
    """
    match value:
        case Figure(amount, currency):
            if wanted.currency and len(currency) == 3 and currency != wanted.currency:
                return False
            amount = amount / _HUNDRED if wanted.percent and currency == "%" else amount
            return _is_one(wanted, amount, rounded)
        case bool():
            return False
        case int() | Decimal():
            return _is_one(wanted, Decimal(value), rounded)
        case date():
            return wanted.day is not None and wanted.day.isoformat() == value.isoformat()[:10]
        case str():
            return any(_is_one(wanted, number, rounded) for number in numbers_in(value)) or (
                wanted.day is not None and wanted.day in days_in(value)
            )
    return False


def _is_one(wanted: Wanted, amount: Decimal, rounded: bool) -> bool:
    for number in wanted.numbers:
        target = number / _HUNDRED if wanted.percent else number
        if amount == target:
            return True
        if rounded and _shown_as(amount, target, _typed_places(number) + 2 * wanted.percent):
            return True
    return False


def _typed_places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _shown_as(amount: Decimal, target: Decimal, places: int) -> bool:
    step = Decimal(1).scaleb(-places)
    return decimals(amount) > places and amount.quantize(step, ROUND_HALF_UP) == target


def numbers_in(text: str) -> list[Decimal]:
    """The numbers that a text says, as reports write them: `5 236,47`."""
    plain = _DAY_IN_TEXT.sub(" ", text)
    found = (re.sub(r"[ \u00a0\u202f]", "", one).replace(",", ".")
             for one in _IN_TEXT.findall(plain))  # fmt: skip
    return [Decimal(one) for one in found]


def days_in(text: str) -> list[date]:
    """The days that a text says: `31/12/2023`."""
    days = map(_day, _DAY_IN_TEXT.findall(text))
    return [day for day in days if day is not None]


def _day(text: str) -> date | None:
    """A day; 03/04/2023 is the third of April, as reports write it."""
    written = _DAY_IN_TEXT.fullmatch(text)
    if written is None:
        return read_day(text).value
    day, month, year = map(int, text.split("/"))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(wanted: Wanted, numbers: Iterable[Decimal], most: int = 5) -> list[Decimal]:
    """The shown numbers nearest to the one that is looked for."""
    if not wanted.numbers:
        return []
    target = wanted.numbers[0] / _HUNDRED if wanted.percent else wanted.numbers[0]
    return sorted(set(numbers), key=lambda number: (abs(number - target), number))[:most]
