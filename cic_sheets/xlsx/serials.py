"""Days and hours from Excel's serial numbers and from ISO texts, exactly.

A serial counts days from 31 December 1899 and has a 29 February 1900 that no calendar knows
(number 60); in the 1904 system, number 0 is 1 January 1904.  The fraction is the hour, kept to the
millisecond as Excel does.

Source: ISO/IEC 29500-1 18.17.4 (dates and times), 18.18.11 (cell type `d`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from cic_sheets.xlsx.styles import DATE, DURATION, MOMENT, TIME

_DAY_MS = 86_400_000
_LEAP_1900 = 60  # the day that never was
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_1900, _LAST_1904 = 2_958_465, 2_957_003  # 31 December 9999
_MIDNIGHT = datetime(1904, 1, 1)
_LONGEST = 10**9  # days of a duration; timedelta goes no further
# Rare in a workbook: compiled when met.
_ISO_DAY = r"\d{4}-\d{2}-\d{2}\Z"
_ISO_MOMENT = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\Z"
_ISO_HOUR = r"T?\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\Z"
_ISO_ZONE = r"(Z|[+-]\d{2}:?\d{2})\Z"


class ImpossibleDate(ValueError):
    """A number, or a text, that is no day of any calendar; `hour` when it could be an hour."""

    def __init__(self, stored: object, hour: time | None = None) -> None:
        super().__init__(stored)
        self.hour = hour


def moment(serial: Decimal, shown_as: str, epoch1904: bool) -> date | time | timedelta:
    """What a serial stands for under a date format; a `datetime` when it has an hour.

    serial    as stored; days, with the hour as a fraction
    shown_as  the kind of the style: date, moment, time or duration

    Raises ImpossibleDate for 0, 60, negative numbers and the year 10000, as far as they have no
    meaning under that format (0 is midnight for a time, and 1 January 1904 in that system).
    Day 0 of the 1900 system is the hour it holds, as every reader takes it.
    """
    if abs(serial) >= _LONGEST:
        raise ImpossibleDate(serial)
    total = int((serial * _DAY_MS).to_integral_value(ROUND_HALF_EVEN))
    if shown_as == DURATION:
        return timedelta(milliseconds=total)
    if shown_as == TIME and serial < 1:
        total = min(total, _DAY_MS - 1)  # an hour never becomes a day by rounding
    days, milli = divmod(total, _DAY_MS)
    if days == 0 and (shown_as == TIME or not epoch1904):
        hour = (_MIDNIGHT + timedelta(milliseconds=milli)).time()
        if shown_as == DATE or (shown_as == MOMENT and not milli):
            raise ImpossibleDate(serial, hour)
        return hour
    day = _day(days, epoch1904)
    if milli == 0:
        return day
    return datetime(day.year, day.month, day.day) + timedelta(milliseconds=milli)


def _day(days: int, epoch1904: bool) -> date:
    if epoch1904:
        if not 0 <= days <= _LAST_1904:
            raise ImpossibleDate(days)
        return _EPOCH_1904 + timedelta(days=days)
    if not 1 <= days <= _LAST_1900 or days == _LEAP_1900:
        raise ImpossibleDate(days)
    return _EPOCH_1900 + timedelta(days=days + (days < _LEAP_1900))


def iso(text: str) -> date | time:
    """An ISO 8601 day, day with hour, or hour; a zone is left out, the wall clock counts.

    Raises ImpossibleDate.
    """
    bare = re.sub(_ISO_ZONE, "", text) if ":" in text else text
    try:
        if re.match(_ISO_DAY, bare):
            return date.fromisoformat(bare)
        if re.match(_ISO_HOUR, bare):
            return time.fromisoformat(bare)
        if re.match(_ISO_MOMENT, bare):
            when = datetime.fromisoformat(bare)
            return when if when.time() != time() else when.date()
    except ValueError as error:
        raise ImpossibleDate(text) from error
    raise ImpossibleDate(text)
