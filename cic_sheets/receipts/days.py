"""Days as receipts print them: `31/12/2023`, `31-12-23`, `31 décembre 2023`, `12 غشت 2023`.

`03/04/2023` is two days until something else on the receipt tells them apart: both are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from cic_sheets.receipts.text import Line, fold, fold_pattern
from cic_sheets.values.named import NamedTuple

FIRST_YEAR, LAST_YEAR = 1995, 2060
LAST_SHORT_YEAR = 2030  # beyond, `31-12-23` would be a day of 2031 too

_MONTHS = (
    "janvier janv jan january jänner januar januari enero ene يناير جانفي كانون_الثاني",
    "février fevrier févr fév feb february februar februari febrero فبراير فيفري شباط",
    "mars mar march märz maerz mrz maart mrt marzo مارس آذار",
    "avril avr april apr abril abr أبريل ابريل نيسان أفريل",
    "mai may mei mayo ماي مايو أيار",
    "juin jun june juni junio يونيو يونيه حزيران جوان",
    "juillet juil july jul juli julio يوليوز يوليو يوليه تموز جويلية",
    "août aout aoû august aug augustus agosto ago غشت أغسطس آب أوت",
    "septembre sept sep september septiembre شتنبر سبتمبر أيلول",
    "octobre oct october oktober okt octubre أكتوبر اكتوبر تشرين_الأول",
    "novembre nov november noviembre نونبر نوفمبر تشرين_الثاني",
    "décembre déc dec december dezember dez diciembre dic دجنبر ديسمبر كانون_الأول",
)
_MONTH_OF = {
    fold(name.replace("_", " ")): number
    for number, names in enumerate(_MONTHS, 1)
    for name in names.split()
}
_WEEKDAYS = (
    "lundi lun monday mon montag maandag lunes الاثنين الإثنين",
    "mardi mar tuesday tue dienstag dinsdag martes الثلاثاء",
    "mercredi mer wednesday wed mittwoch woensdag miércoles الأربعاء",
    "jeudi jeu thursday thu donnerstag donderdag jueves الخميس",
    "vendredi ven friday fri freitag vrijdag viernes الجمعة",
    "samedi sam saturday sat samstag zaterdag sábado السبت",
    "dimanche dim sunday sun sonntag zondag domingo الأحد",
)
_WEEKDAY_OF = {fold(name): day for day, names in enumerate(_WEEKDAYS) for name in names.split()}
_NAMES = "|".join(sorted(map(re.escape, _MONTH_OF), key=len, reverse=True))
_WEEKDAY = re.compile("(" + "|".join(sorted(_WEEKDAY_OF, key=len, reverse=True)) + r")\W{0,3}$")
_NOT_BEFORE = r"(?<![\w.,/-])"
_NUMBERED = re.compile(
    rf"{_NOT_BEFORE}(\d{{1,4}})(?:(\s?[/.-]\s?)(\d{{1,2}})\2)(\d{{4}}|\d{{1,2}})(?!\d|[/-]\d)"
)
_NAMED = re.compile(
    rf"{_NOT_BEFORE}(\d{{1,2}})(?:er|st|nd|rd|th|\.|°)?[\s./-]{{0,2}}(?:de |of |شهر )?"
    rf"\b({_NAMES})(?![^\W\d_])[\s.,/'-]{{0,3}}(?:de |del )?(\d{{4}}|\d{{2}})(?![\d:])"
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)({_NAMES})(?![^\W\d_])[\s.-]{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s{{1,2}}(\d{{4}})(?!\d)"
)
_COMPACT = re.compile(rf"{_NOT_BEFORE}(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?![\w/-])")
DATE_LIKE = re.compile(
    "|".join(
        f"(?:{re.sub(r'[(](?![?])', '(?:', pattern)})"
        for pattern in (
            rf"{_NOT_BEFORE}\d{{1,4}}\s?[/-]\s?\d{{1,2}}\s?[/-]\s?(?:\d{{4}}|\d{{2}})(?!\d)",
            r"(?<![\w.,])\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?(?:\d{4}|\d{2})(?![\d,])",
            _NAMED.pattern,
            _MONTH_FIRST.pattern,
        )
    )
)
"""What looks like a day: never part of an amount."""


class Day(NamedTuple):
    """A day where it stands.

    value     the day; None when it has two readings
    readings  the days it may be, day-month first
    order     what told, or what it shows: "dm", "md", "named", "iso", or "" (two readings)
    shape     its sign and its number of digits of the year: days of one shape are read alike
    """

    value: date | None
    readings: tuple[date, ...]
    order: str
    shape: str
    line: int
    start: int
    end: int


def days(lines: Sequence[Line]) -> list[Day]:
    """Every day of the text, in order; `03/04/2023` settled by a sure day of the same text."""
    found = [day for line in lines for day in _of(line)]
    orders = {(day.shape, day.order) for day in found if day.order in ("dm", "md")}
    sure: set[date | None] = {day.value for day in found if day.value}
    return [_settled(day, orders, sure) for day in found]


def _of(line: Line) -> Iterator[Day]:
    taken = line.folded
    for pattern, reader in (
        (_NAMED, _named),
        (_MONTH_FIRST, _month_first),
        (_NUMBERED, _numbered),
        (_COMPACT, _compact),
    ):
        for match in pattern.finditer(taken):
            readings, order, shape = reader(match)
            if readings:
                day = _weekday(readings, order, line.folded[: match.start()])
                yield Day(*day, shape, line.number, match.start(), match.end())
        taken = pattern.sub(lambda m: "_" * len(m[0]), taken)


Read = tuple[tuple[date, ...], str, str]


def _named(match: re.Match[str]) -> Read:
    day = _day(match[3], _MONTH_OF[match[2]], match[1])
    return ((day,), "named", "named") if day else ((), "", "")


def _month_first(match: re.Match[str]) -> Read:
    day = _day(match[3], _MONTH_OF[match[1]], match[2])
    return ((day,), "named", "named") if day else ((), "", "")


def _compact(match: re.Match[str]) -> Read:
    day = _day(match[1], int(match[2]), match[3])
    return ((day,), "iso", "iso") if day else ((), "", "")


def _numbered(match: re.Match[str]) -> Read:
    first, sign, second, third = match[1], match[2].strip(), match[3], match[4]
    if len(first) == 4:
        day = _day(first, int(second), third) if len(third) <= 2 else None
        return ((day,), "iso", "iso") if day else ((), "", "")
    if len(first) == 3 or len(third) == 1:
        return (), "", ""
    shape = f"{sign}{len(third)}"
    forms = {
        "dm": _day(third, int(second), first),
        "md": _day(third, int(first), second) if sign != "." else None,
        "ymd": _day(first, int(second), third) if sign == "-" and len(first + third) == 4 else None,
    }
    readings = tuple(dict.fromkeys(day for day in forms.values() if day))
    if len(readings) != 1:
        return readings, "", shape
    only = next(order for order, day in forms.items() if day)
    told = forms["dm"] != forms["md"]  # 04/04 shows no order
    return readings, only if told else "same", shape


def _weekday(
    readings: tuple[date, ...], order: str, before: str
) -> tuple[date | None, tuple[date, ...], str]:
    """A weekday printed before the day tells its readings apart."""
    name = _WEEKDAY.search(before)
    if name and len(readings) > 1:
        fitting = [day for day in readings if day.weekday() == _WEEKDAY_OF[name[1]]]
        if len(fitting) == 1:
            return fitting[0], (fitting[0],), "weekday"
    return (readings[0] if len(readings) == 1 else None), readings, order


def _settled(day: Day, orders: set[tuple[str, str]], sure: set[date | None]) -> Day:
    if day.value is not None:
        return day
    again = [reading for reading in day.readings if reading in sure]
    if len(again) == 1:
        return day._replace(value=again[0], readings=(again[0],), order="again")
    shown = {order for shape, order in orders if shape == day.shape}
    if len(shown) == 1 and len(day.readings) == 2 and day.shape.endswith("4"):
        value = day.readings[0 if shown == {"dm"} else 1]
        return day._replace(value=value, readings=(value,), order="alike")
    return day


def _day(year: str, month: int, day: str) -> date | None:
    number = int(year) if len(year) == 4 else 2000 + int(year)
    last = LAST_YEAR if len(year) == 4 else LAST_SHORT_YEAR
    if not FIRST_YEAR <= number <= last or len(year) not in (2, 4):
        return None
    try:
        return date(number, month, int(day))
    except ValueError:
        return None


LOCAL = re.compile(
    fold_pattern(
        r"\b(?:facture|tva|ttc|montant|echeance|dirhams?|mad|dhs?|ice|rechnung|mwst|factuur|btw"
        r"|factura|iva|importe|especes|rendu|rendre|merci|a payer|caisse|prix|recu|achete)\b"
        r"|[ء-ي]{3}"
    )
)
"""Words of countries that write the day before the month."""
FOREIGN = re.compile(
    r"\b(?:invoice|receipt|due|customer|qty|quantity|subtotal|amount|thank|balance|payment terms)\b"
)
"""English ones: who writes them may write the month first."""


def day_comes_first(lines: Sequence[Line]) -> bool:
    """Whether all words of the receipt are of people who write the day first."""
    local = any(LOCAL.search(line.folded) for line in lines)
    return local and not any(FOREIGN.search(line.folded) for line in lines)
