"""Days: calendar months, contract months that start on any day, nights and meals away.

Today is never read here: the day from which a year is seen is always an argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from cic_sheets.values.named import NamedTuple

ONE_DAY = timedelta(days=1)


class Month(NamedTuple):
    """A calendar month; months compare in time.  Its name in any language is not known here."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that holds the day."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, month_length(self.year, self.number))

    @property
    def key(self) -> str:
        """`2023-01`."""
        return f"{self.year:04}-{self.number:02}"


def month_length(year: int, number: int) -> int:
    """Days of a calendar month; `calendar` knows it too, and takes long to load."""
    if number == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if number in (4, 6, 9, 11) else 31


def months_between(first: date, last: date) -> tuple[Month, ...]:
    """The calendar months from one day to another, both included; none when `last` is earlier."""
    start, stop = (day.year * 12 + day.month - 1 for day in (first, last))
    return tuple(Month(at // 12, at % 12 + 1) for at in range(start, stop + 1))


def plus_months(day: date, count: int) -> date:
    """The same day `count` months later; the month's last day where that day doesn't exist.

    Past the calendar's end, its last day.
    """
    year, number = divmod(day.year * 12 + day.month - 1 + count, 12)
    if year > date.max.year:
        return date.max
    return date(year, number + 1, min(day.day, month_length(year, number + 1)))


class ContractMonth(NamedTuple):
    """A month of the contract, bounds included.

    number      from 1
    end         its last day under contract
    whole_days  days of the month had the contract not ended in it
    """

    number: int
    start: date
    end: date
    whole_days: int

    @property
    def days(self) -> int:
        """Days under contract."""
        return (self.end - self.start).days + 1


def contract_months(start: date, end: date) -> tuple[ContractMonth, ...]:
    """The months of a contract from its first to its last day, the last one perhaps not whole.

    From the 15th they run to the 14th; from the 31st each starts on the 31st or, in a shorter
    month, on its last day.  Always counted from the contract's first day, so that February
    doesn't shorten March.  None when `end` lies before `start`.  Source: money.md §4.
    """
    found: list[ContractMonth] = []
    first = start
    while first <= end:
        following = plus_months(start, len(found) + 1)
        last = min(following - ONE_DAY, end)
        if following == date.max or last < first:  # the calendar ends here
            last, following = end, end + ONE_DAY if end < date.max else end
        found.append(ContractMonth(len(found) + 1, first, last, (following - first).days))
        if last >= end:
            break
        first = following
    return tuple(found)


def month_holding(months: Sequence[ContractMonth], day: date) -> ContractMonth | None:
    """The contract month in which the day falls; None outside the contract."""
    low, high = 0, len(months)
    while low < high:
        middle = (low + high) // 2
        if months[middle].end < day:
            low = middle + 1
        else:
            high = middle
    return months[low] if low < len(months) and months[low].start <= day else None


def begun(months: Sequence[ContractMonth], as_of: date) -> tuple[ContractMonth, ...]:
    """The months that have begun on that day."""
    return tuple(month for month in months if month.start <= as_of)


def midnights(departure: datetime, back: datetime) -> int:
    """Nights away: each midnight after departure and not after return.  Source: money.md §3.5."""
    return max(0, back.toordinal() - departure.toordinal())


def meals(departure: datetime, back: datetime, hours: Iterable[time]) -> int:
    """Meal times between departure and return, both included.  Source: money.md §3.5."""
    return sum(_times(departure, back, hour) for hour in hours)


def _times(departure: datetime, back: datetime, hour: time) -> int:
    first = departure.toordinal() + (departure.time() > hour)
    last = back.toordinal() - (back.time() < hour)
    return max(0, last - first + 1)
