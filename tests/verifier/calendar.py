"""Contract months (money.md §4), by hand."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction


def first_day(start: date, month: int) -> date:
    """First day of a contract month, from 0; a day that a month lacks is its last."""
    years, months = divmod(start.month - 1 + month, 12)
    year = start.year + years
    return date(year, months + 1, min(start.day, monthrange(year, months + 1)[1]))


def month_of(start: date, when: date) -> int:
    """Which contract month a day falls in, from 0; negative before the convention."""
    month = (when.year - start.year) * 12 + when.month - start.month
    return month if first_day(start, month) <= when else month - 1


def begun(start: date, end: date, as_of: date) -> int:
    """How many contract months have begun on a day."""
    return max(month_of(start, min(as_of, end)) + 1, 0)


def counted(start: date, end: date, months: int) -> Fraction:
    """The first months of a contract, counted: the one that the end cuts, by its days."""
    total = Fraction(0)
    for month in range(months):
        first, following = first_day(start, month), first_day(start, month + 1)
        days = (min(end + timedelta(1), following) - first).days
        total += Fraction(days, (following - first).days)
    return total


def calendar_months(first: date, last: date) -> list[date]:
    """The first days of the calendar months that a period touches."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return [first_day(first.replace(day=1), month) for month in range(months + 1)]
