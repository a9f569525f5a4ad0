"""How readers see figures and days.  Digits are never lost, rounded or made up here.

One blank is chosen for groups and units, the no-break space U+00A0, and one minus, the hyphen.  The
narrow blank U+202F and the minus U+2212 are finer in print, but an old Windows terminal shows them
as boxes and Excel reads a figure that holds them as text; what is chosen shows and pastes anywhere.
A currency is written as its code, behind the figure.  Only values change here: words around them
belong to `language`.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from cic_sheets.values.named import NamedTuple

NBSP = "\u00a0"
_LEFT_TO_RIGHT = "\u200e"


class Habits(NamedTuple):
    """How one language writes figures; a new language brings its own, in its file."""

    group: str
    decimal: str
    minus: str
    percent: str
    hour: str
    minute: str
    day: str
    months: tuple[str, ...]


_FRENCH_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
_MOROCCAN_MONTHS = (
    "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"  # not Mashreq's
)
_ENGLISH_MONTHS = (
    "January February March April May June July August September October November December"
)

HABITS: dict[str, Habits] = {
    "fr": Habits(
        NBSP, ",", "-", f"{NBSP}%", f"{NBSP}h", "", "%d/%m/%Y", tuple(_FRENCH_MONTHS.split())
    ),
    # The mark keeps the minus before its figure in a right-to-left line.
    "ar": Habits(
        NBSP,
        ",",
        f"{_LEFT_TO_RIGHT}-",
        f"{NBSP}%",
        f"{NBSP}س",
        f"{NBSP}د",
        "%d/%m/%Y",
        tuple(_MOROCCAN_MONTHS.split()),
    ),
    # 03/04/2023 has two readings in English: the day is written as ISO has it.
    "en": Habits(
        ",", ".", "-", "%", f"{NBSP}h", f"{NBSP}min", "%Y-%m-%d", tuple(_ENGLISH_MONTHS.split())
    ),
}
LANGUAGES = tuple(HABITS)


def habits_of(lang: str) -> Habits:
    """A language's habits; English's, which are ISO's, where it brings none of its own."""
    return HABITS.get(lang, HABITS["en"])


def number(value: Decimal, lang: str = "fr") -> str:
    """A quantity or a rate with the digits it has: `10,80` stays `10,80`, `1E+3` is `1 000`.

    Raises ValueError if it is not finite.
    """
    return _figure(value, 0, lang)


def amount(value: Decimal, currency: str | None = None, lang: str = "fr") -> str:
    """Money: two decimals at least, every one that there is, then the currency's code.

    `Decimal("-1234.5"), "MAD"` gives `-1 234,50 MAD`.  Raises as `number` does.
    Source: money.md §1, every printed amount carries its currency.
    """
    figure = _figure(value, 2, lang)
    return f"{figure}{NBSP}{currency}" if currency else figure


def percent(share: Decimal, lang: str = "fr") -> str:
    """A share of one, per hundred: `Decimal("0.125")` gives `12,5 %`.  Raises as `number` does."""
    return _figure(_shifted(share, 2), 0, lang) + habits_of(lang).percent


def hours(value: Decimal, lang: str = "fr") -> str:
    """A duration in hours: `7,5` gives `7 h 30`; `0,33`, no whole minutes, gives `0,33 h`.

    Raises as `number` does.
    """
    habits = habits_of(lang)
    sign, *_ = _decimal_parts(value)
    above, below = value.as_integer_ratio()
    minutes, rest = divmod(abs(above) * 60, below)
    if rest:
        return number(value, lang) + habits.hour
    figure = number(Decimal(minutes // 60), lang)
    tail = f"{NBSP}{minutes % 60:02d}{habits.minute}" if minutes % 60 else ""
    return (habits.minus if sign and minutes else "") + figure + habits.hour + tail


def day(value: date, lang: str = "fr") -> str:
    """`31/12/2023`; in English `2023-12-31`, since day and month could be swapped there."""
    return value.strftime(habits_of(lang).day)


def moment(value: datetime, lang: str = "fr") -> str:
    """A day and its hour: `31/12/2023 14:30`; seconds are written if there are any."""
    clock = value.time().isoformat("auto" if value.second or value.microsecond else "minutes")
    return f"{day(value, lang)} {clock}"


def long_day(value: date, lang: str = "fr") -> str:
    """`31 décembre 2023`, `1er mars 2023`; the Moroccan names of the months in Arabic."""
    first = "1er" if lang == "fr" and value.day == 1 else str(value.day)
    return f"{first} {month(value, lang)}"


def month(value: date, lang: str = "fr") -> str:
    """The month that holds the day: `mars 2023`."""
    return f"{month_name(value.month, lang)} {value.year}"


def month_name(number_of_month: int, lang: str = "fr") -> str:
    """Month 1 to 12 as it stands inside a sentence.  Raises ValueError outside."""
    if not 1 <= number_of_month <= 12:
        raise ValueError(f"no month {number_of_month}")
    return habits_of(lang).months[number_of_month - 1]


def _figure(value: Decimal, least_decimals: int, lang: str) -> str:
    habits = habits_of(lang)
    sign, digits, exponent = _decimal_parts(value)
    whole, _, decimals = f"{Decimal((0, digits, exponent)):f}".partition(".")
    decimals = decimals.ljust(least_decimals, "0")
    figure = habits.group.join(_thousands(whole))
    figure += habits.decimal + decimals if decimals else ""
    return habits.minus + figure if sign and any(digits) else figure


def _decimal_parts(value: Decimal) -> tuple[int, tuple[int, ...], int]:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"not a finite number: {value}")
    return sign, digits, exponent


def _shifted(value: Decimal, places: int) -> Decimal:
    """Ten to the power of `places` times the value, exact whatever the context's precision."""
    sign, digits, exponent = _decimal_parts(value)
    return Decimal((sign, digits, exponent + places))


def _thousands(whole: str) -> list[str]:
    head = len(whole) % 3
    groups = [whole[i : i + 3] for i in range(head, len(whole), 3)]
    return [whole[:head], *groups] if head else groups


def two_places(value: Decimal) -> str:
    """An amount for programs: `1234.50`, a point, two decimals, never `-0.00`."""
    return format(value + 0 if value else Decimal(0), ".2f")
