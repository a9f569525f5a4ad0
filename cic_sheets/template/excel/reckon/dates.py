"""Functions of dates: days counted from 1900 or from 1904.

The first two months of 1900, where Excel counts a day that never was, are left alone.

Source: ISO/IEC 29500-1, 18.17.4 (dates and times), 18.17.7 (date functions).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from .arguments import NUM, Function, Given
from .values import Area, Fault, Node, Operand, Reader, Stop, Unsupported, as_number

_FIRST = 61  # 1 March 1900
_LAST = 2_958_465  # 31 December 9999
_DAY_0 = date(1899, 12, 30)
_DAY_0_1904 = date(1904, 1, 1)
_MOST_DAYS = 100_000


def day_of(number: Decimal, epoch1904: bool) -> date:
    """The day of a number.  Raises Stop for none, Unsupported for the first months of 1900."""
    if number < 0 or number > _LAST:
        raise Stop(NUM)
    if not epoch1904 and number < _FIRST:
        raise Unsupported("before March 1900")
    return (_DAY_0_1904 if epoch1904 else _DAY_0) + timedelta(int(number))


def _month_days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _epoch(reader: Reader) -> bool:
    return bool(reader.book and reader.book.epoch1904)


def _number(reader: Reader, day: date) -> Decimal:
    epoch = _epoch(reader)
    count = (day - (_DAY_0_1904 if epoch else _DAY_0)).days
    if not epoch and 0 <= count < _FIRST:
        raise Unsupported("before March 1900")
    if count < 0:
        raise Stop(NUM)
    return Decimal(count)


def _day(reader: Reader, given: Given, at: int) -> date:
    return day_of(given.number(at), _epoch(reader))


def _added(year: int, month: int) -> tuple[int, int]:
    """Year and month, with months beyond a year carried.  Raises Stop beyond the calendar."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1900 <= year <= 9999:
        raise Stop(NUM)
    return year, month


def _date(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3)
    year, month, day = (given.whole(at) for at in range(3))
    if not 1900 <= year <= 9999 or abs(month) > 120_000 or abs(day) > _LAST:
        raise Unsupported("a year of two digits, or out of reach")
    try:
        return _number(reader, date(*_added(year, month), 1) + timedelta(day - 1))
    except OverflowError:
        raise Stop(NUM) from None


def _year(reader: Reader, nodes: Sequence[Node]) -> Operand:
    return Decimal(_day(reader, Given(reader, nodes, 1), 0).year)


def _month(reader: Reader, nodes: Sequence[Node]) -> Operand:
    return Decimal(_day(reader, Given(reader, nodes, 1), 0).month)


def _day_of_month(reader: Reader, nodes: Sequence[Node]) -> Operand:
    return Decimal(_day(reader, Given(reader, nodes, 1), 0).day)


def _edate(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    start = _day(reader, given, 0)
    year, month = _added(start.year, start.month + given.whole(1))
    return _number(reader, date(year, month, min(start.day, _month_days(year, month))))


def _eomonth(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    start = _day(reader, given, 0)
    year, month = _added(start.year, start.month + given.whole(1))
    return _number(reader, date(year, month, _month_days(year, month)))


def _weekday(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 1, 2)
    day, kind = _day(reader, given, 0), given.whole(1, 1)
    first = {1: 6, 2: 0, 17: 6, **{11 + n: n for n in range(6)}}.get(kind)
    if first is None:
        if kind == 3:
            return Decimal(day.weekday())
        raise Stop(NUM)
    return Decimal((day.weekday() - first) % 7 + 1)


def _isoweek(reader: Reader, nodes: Sequence[Node]) -> Operand:
    return Decimal(_day(reader, Given(reader, nodes, 1), 0).isocalendar().week)


def _days(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    return Decimal((_day(reader, given, 0) - _day(reader, given, 1)).days)


def _datedif(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3)
    start, end, unit = _day(reader, given, 0), _day(reader, given, 1), given.text(2).casefold()
    if start > end:
        raise Stop(NUM)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    match unit:
        case "d":
            return Decimal((end - start).days)
        case "m":
            return Decimal(months)
        case "y":
            return Decimal(months // 12)
        case "ym":
            return Decimal(months % 12)
    raise Unsupported(unit)  # md and yd differ from one program to the next


def _networkdays(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2, 3)
    start, end = _day(reader, given, 0), _day(reader, given, 1)
    first, last = min(start, end), max(start, end)
    if (last - first).days > _MOST_DAYS:
        raise Unsupported("too many days")
    weeks, rest = divmod((last - first).days + 1, 7)
    count = weeks * 5 + sum((first.weekday() + at) % 7 < 5 for at in range(rest))
    off = _holidays(reader, nodes[2]) if len(given) == 3 else set()
    count -= sum(first <= day <= last and day.weekday() < 5 for day in off)
    return Decimal(count if start <= end else -count)


def _holidays(reader: Reader, node: Node) -> set[date]:
    operand = node()
    found: set[date] = set()
    for value in reader.held(operand):
        if isinstance(value, Fault):
            raise Stop(value)
        if value is None and isinstance(operand, Area):
            continue
        found.add(day_of(as_number(value), _epoch(reader)))
    return found


FUNCTIONS: Mapping[str, Function] = {
    "DATE": _date,
    "DATEDIF": _datedif,
    "DAY": _day_of_month,
    "DAYS": _days,
    "EDATE": _edate,
    "EOMONTH": _eomonth,
    "ISOWEEKNUM": _isoweek,
    "MONTH": _month,
    "NETWORKDAYS": _networkdays,
    "WEEKDAY": _weekday,
    "YEAR": _year,
}
