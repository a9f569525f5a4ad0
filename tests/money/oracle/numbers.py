"""Cents, numbers in order, months: the plain way."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

NOTHING = Fraction(0)


def euros(value: Fraction) -> Fraction:
    """Half up, away from zero, to the cent."""
    count = floor(abs(value) * 100 + Fraction(1, 2))
    return Fraction(count if value >= 0 else -count, 100)


def meant(shown: Fraction) -> Fraction:
    """Whole cents where only the decimals that nobody writes keep them from it."""
    cents = Fraction(round(shown * 100), 100)
    return cents if abs(shown - cents) < Fraction(1, 10**9) else shown


def natural(number: str) -> list[Any]:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", number)]


def readable(amount: Any) -> bool:
    """Whether it is a number to reckon with; what nobody can pay is none."""
    return amount is not None and amount.is_finite() and abs(amount) < Decimal(10) ** 15


class Month(NamedTuple):
    """A month of the contract; `whole` counts its days had the contract gone on."""

    start: date
    end: date
    days: int
    whole: int


def months(start: date, end: date) -> list[Month]:
    """Found by trying: the n-th month begins on the start's day, or on the last one there is."""

    def first(count: int) -> date:
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        for wanted in (start.day, 30, 29, 28):
            try:
                return date(year, month + 1, min(wanted, start.day))
            except ValueError:
                continue
        raise AssertionError

    found: list[Month] = []
    while first(len(found)) <= end:
        begins, following = first(len(found)), first(len(found) + 1)
        last = min(following - timedelta(1), end)
        found.append(Month(begins, last, (last - begins).days + 1, (following - begins).days))
    return found


def counted(all_months: list[Month]) -> Fraction:
    """How many months they are, a last one that is not whole by its days."""
    return sum((Fraction(month.days, month.whole) for month in all_months), NOTHING)
