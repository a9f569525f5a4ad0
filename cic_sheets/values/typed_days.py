"""What a typed day or moment means: one reading, both readings, or none.

French and ISO forms, months by name in French, Arabic (Morocco, Mashreq, Algeria) and English.
`03/04/2023` is 3 April in France and 4 March elsewhere: both are shown, unless a weekday beside it
speaks for the French one.  `12/13/2023` can only be month first, which is no French form: it is
a hint, not a value.  Source: workbook.md, CEL-02 and CEL-03.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache

from cic_sheets.values.names import folded
from cic_sheets.values.reading import Reading, plain, reading
from cic_sheets.values.shown import LANGUAGES, month_name

FIRST_YEAR, LAST_YEAR = 1990, 2100
LAST_SHORT_YEAR = 2030  # beyond, `23-12-31` would silently be 2031: four digits are asked for

# Beside the names that are shown; two-word names without their blank.
_OTHER_MONTHS = (
    "janv jan جانفي كانونالثاني",
    "fevr fev feb فيفري شباط",
    "mar آذار",
    "avr apr نيسان",
    "مايو أيار",
    "jun يونيه حزيران جوان",
    "juil jul يوليو يوليه تموز جويلية",
    "aou aug أغسطس آب أوت",
    "sept sep سبتمبر أيلول",
    "oct تشرينالأول",
    "nov نوفمبر تشرينالثاني",
    "dec ديسمبر كانونالأول",
)
_WEEKDAY_NAMES = (
    "lundi lun الاثنين monday mon",
    "mardi mar الثلاثاء tuesday tue",
    "mercredi mer الأربعاء wednesday wed",
    "jeudi jeu الخميس thursday thu",
    "vendredi ven الجمعة friday fri",
    "samedi sam السبت saturday sat",
    "dimanche dim الأحد sunday sun",
)
_BEFORE_DAY = ("le", "يوم")
_BEFORE_HOUR = ("a", "à", "t", "الساعة")
_HOUR_MARKS = frozenset((":", "h", "heure", "heures"))
_NUMBER_GAPS = ("/", "-", ".", "")
_NAME_GAPS = ("", "-", "/", ".", ",", ".-", "./", ".,")


def read_day(text: str) -> Reading[date]:
    """A day of 1990 to 2100; an hour behind it is let go.

    Two readings: `03/04/2023` (the French one first).  Hints: `12/13/2023`, `31122023`,
    `mars 2023` (its first day), a day that its own weekday contradicts.  A year of two digits goes
    to 2030.  Impossible days (`31/02/2023`) have no reading.
    """
    tokens, hour = _hour_off(_tokens(text))
    return _days(tokens) if hour is not None else Reading()


def read_moment(text: str) -> Reading[datetime]:
    """A day as `read_day` takes it, with `14:30`, `14:30:15`, `14h30`, `à 14 h`, `T14:30`.

    Without an hour it is midnight, as in a cell of Excel that holds a day.  No hour alone, no time
    zone, no a.m. or p.m.
    """
    tokens, hour = _hour_off(_tokens(text))
    if hour is None:
        return Reading()
    days = _days(tokens)
    return Reading(
        datetime.combine(days.value, hour) if days.value else None,
        tuple(datetime.combine(day, hour) for day in days.readings),
        datetime.combine(days.hint, hour) if days.hint else None,
    )


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[0-9]+|[^\W\d_][^\W\d_\u064b-\u0652]*|\S")


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(
        r"([0-9]{1,2}) (?:: ([0-9]{2})(?: : ([0-9]{2})(?: [.,] ([0-9]{1,6}))?)?"
        r"|(?:h|heures?)(?: ([0-9]{2})(?: (?:min|mn))?)?)"
    )


@cache
def _months() -> dict[str, int]:
    names = {
        folded(month_name(number, lang)): number for lang in LANGUAGES for number in range(1, 13)
    }
    others = {
        folded(name): number
        for number, line in enumerate(_OTHER_MONTHS, 1)
        for name in line.split()
    }
    return names | others


@cache
def _weekdays() -> dict[str, int]:
    return {folded(name): day for day, line in enumerate(_WEEKDAY_NAMES) for name in line.split()}


def _tokens(text: str) -> list[str]:
    """Numbers, words and signs, without the blanks."""
    typed = plain(text)
    for first in ("كانون", "تشرين"):
        typed = typed.replace(f"{first} ال", f"{first}ال")
    return _token().findall(typed)


def _hour_off(tokens: list[str]) -> tuple[list[str], time | None]:
    """The tokens of the day, and the hour: midnight if none is typed, None if it is no hour."""
    marks = [place for place, token in enumerate(tokens) if token in _HOUR_MARKS]
    if not marks:
        return tokens, time()
    start = max(marks[0] - 1, 0)
    day, hour = tokens[:start], _hour(tokens[start:])
    if day and day[-1] in _BEFORE_HOUR:
        day = day[:-1]
    if day and day[-1] in (",", "-"):
        day = day[:-1]
    return day, hour


def _hour(tokens: list[str]) -> time | None:
    match = _clock().fullmatch(" ".join(tokens))
    if match is None:
        return None
    hours, minutes, seconds, fraction, minutes_after_h = match.groups()
    try:
        return time(
            int(hours),
            int(minutes or minutes_after_h or 0),
            int(seconds or 0),
            int((fraction or "0").ljust(6, "0")),
        )
    except ValueError:
        return None


def _days(tokens: list[str]) -> Reading[date]:
    weekday, tokens = _weekday_off(tokens)
    pieces, gaps = _pieces(tokens)
    if gaps[0] or gaps[-1]:
        return Reading()
    inner = gaps[1:-1]
    named = [place for place, piece in enumerate(pieces) if piece in _months()]
    if len(pieces) == 3 and named and all(gap in _NAME_GAPS for gap in inner):
        found = _named_day(pieces, named[0])
    elif len(pieces) == 3 and len(set(inner)) == 1 and inner[0] in _NUMBER_GAPS:
        found = _numbered_day(pieces)
    elif len(pieces) == 2 and named == [0]:
        found = Reading(hint=_day(pieces[1], pieces[0], "1"))
    elif len(pieces) == 1 and len(pieces[0]) == 8:
        found = _eight_digits(pieces[0])
    else:
        found = Reading()
    return found if weekday is None else _with_weekday(found, weekday)


def _weekday_off(tokens: list[str]) -> tuple[int | None, list[str]]:
    if tokens and tokens[0] in _BEFORE_DAY:
        tokens = tokens[1:]
    weekday = _weekdays().get(folded(tokens[0])) if tokens else None
    if weekday is None:
        return None, tokens
    stops = 1
    while tokens[stops : stops + 1] in (["."], [","], ["le"]):
        stops += 1
    return weekday, tokens[stops:]


def _pieces(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Numbers and words, and the signs before, between and behind them."""
    pieces: list[str] = []
    gaps = [""]
    for token in tokens:
        if token == "er" and pieces == ["1"] and gaps == ["", ""]:
            continue
        if token[0].isalnum():
            pieces.append(token if token.isdecimal() else folded(token))
            gaps.append("")
        else:
            gaps[-1] += token
    return pieces, gaps


def _named_day(pieces: list[str], place: int) -> Reading[date]:
    """`5 mars 2023`, `2023 mars 5`, `march 5, 2023`."""
    first, second = (piece for at, piece in enumerate(pieces) if at != place)
    if place == 1 and len(first) == 4:
        first, second = second, first
    short = place == 0 and len(second) != 4  # `mars 5 23` may be the 5th or the 23rd
    day = None if place == 2 or short else _day(second, pieces[place], first)
    return Reading(day)


def _numbered_day(pieces: list[str]) -> Reading[date]:
    first, second, third = pieces
    if len(first) == 4:
        iso = _day(first, second, third)
        return Reading(iso) if iso else Reading(hint=_day(first, third, second))
    french, american = _day(third, second, first), _day(third, first, second)
    if french is None:
        return Reading(hint=american)
    return reading(day for day in (french, american) if day)


def _eight_digits(digits: str) -> Reading[date]:
    """`20231231` is ISO's basic form; `31122023` is nobody's, but is understood."""
    iso = _day(digits[:4], digits[4:6], digits[6:])
    if iso:
        return Reading(iso)
    return Reading(hint=_day(digits[4:], digits[2:4], digits[:2]))


def _with_weekday(found: Reading[date], weekday: int) -> Reading[date]:
    """A weekday confirms the French reading, or shows that something is wrong in the cell."""
    french = found.value or (found.readings[0] if found.readings else None)
    if french and french.weekday() == weekday:
        return Reading(french)
    return Reading(readings=found.readings, hint=found.value or found.hint)


def _day(year: str, month: str, day: str) -> date | None:
    """The day, or None if the calendar has none.  The month is a number or a folded name."""
    number = _months().get(month, 0) or _two_digits(month)
    try:
        return date(_year(year), number, _two_digits(day))
    except ValueError:
        return None


def _two_digits(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 2 else 0


def _year(text: str) -> int:
    """Zero, which no calendar has, for what is no year from 1990 to 2100."""
    if not text.isdecimal() or len(text) not in (2, 4):
        return 0
    year = int(text) if len(text) == 4 else 2000 + int(text)
    last = LAST_YEAR if len(text) == 4 else LAST_SHORT_YEAR
    return year if FIRST_YEAR <= year <= last else 0
