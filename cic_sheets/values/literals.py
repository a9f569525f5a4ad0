"""What a typed figure or answer means: one reading, both readings, or none.

`1.234` is 1234 or 1,234: nobody but its author knows, so both are shown.  What is half a figure
or says something else has no reading.  Days are in `typed_days`, and exported here with the rest.
Source: workbook.md, CEL-02 to CEL-04.
"""

from __future__ import annotations

import re
from decimal import Decimal

from cic_sheets.values.names import clean
from cic_sheets.values.reading import Reading, plain, reading
from cic_sheets.values.typed_days import read_day, read_moment

__all__ = [
    "Reading",
    "read_amount",
    "read_day",
    "read_moment",
    "read_number",
    "read_whole",
    "read_yes_no",
]

_CURRENCY_WORDS = {
    "MAD": "mad dh dhs dh. dhs. dirham dirhams د.م. د.م درهم دراهم درهما",
    "EUR": "eur € euro euros يورو أورو اورو",
    "USD": "usd us$",
    "GBP": "gbp £",
    "CHF": "chf",
    "XOF": "xof fcfa",
}
_CURRENCIES = sorted(
    ((word, code) for code, words in _CURRENCY_WORDS.items() for word in words.split()),
    key=lambda pair: -len(pair[0]),
)
_ARABIC_DECIMAL, _ARABIC_GROUP = "\u066b", "\u066c"
_DECIMAL_MARKS = ",." + _ARABIC_DECIMAL
_GROUP_MARKS = " '.," + _ARABIC_GROUP
_MARK = f"([ '.,{_ARABIC_DECIMAL}{_ARABIC_GROUP}])"  # of typed amounts: compiled when met
_LOOKS_LIKE_DIGIT = str.maketrans("oli|", "0111")
_MOST_DIGITS, _MOST_DECIMALS = 15, 12  # together within the 28 digits of exact arithmetic

_YES = frozenset(("oui", "o", "yes", "y", "vrai", "true", "نعم", "✓", "✔", "☑", "✅"))
_NO = frozenset(("non", "n", "no", "faux", "false", "لا"))
_PROBABLY = {"1": True, "x": True, "ok": True, "0": False}


def read_amount(text: str) -> Reading[Decimal]:
    """An amount, with the currency typed beside it if there is one.

    Decimal comma or point; thousands by blank, apostrophe, point, comma or Arabic mark; a minus
    before, behind or as brackets; `12,-`; `12€50`.  Decimals are kept as typed (`12,50` has two).
    Two readings when one mark and three digits may be either: `1.234`, `1,234`; the thousands
    come first.  None: wrong groups (`12 34,5`), percent, exponents, sums, approximations, more
    than 15 digits before the mark or 12 behind.  Letters typed for digits (`1O,5O`) give a hint.
    """
    body, negative, currency = _edges_off(plain(text))
    body, currency = _cents_joined(body, currency)
    if not any(char.isdecimal() for char in body):
        return Reading()
    found = _figures(body)
    if found:
        return reading((-value if negative else value for value in found), currency)
    meant = _figures(body.translate(_LOOKS_LIKE_DIGIT))
    if len(meant) != 1 or body.endswith("l"):  # `12l` is twelve litres
        return Reading()
    return Reading(hint=-meant[0] if negative else meant[0], currency=currency)


def read_number(text: str) -> Reading[Decimal]:
    """A quantity or a rate: the grammar of `read_amount`, but a currency is one word too many."""
    found = read_amount(text)
    if found.currency is None:
        return found
    return Reading(hint=found.value if found.hint is None else found.hint)


def read_whole(text: str) -> Reading[int]:
    """A whole number.  `12,00` is 12; `12,5` is none; `1.234` is 1234, its only whole reading."""
    found = read_number(text)
    values = found.readings if found.value is None else (found.value,)
    if values:
        return reading(int(value) for value in values if value == int(value))
    hint = found.hint
    return Reading(hint=int(hint) if hint is not None and hint == int(hint) else None)


def read_yes_no(text: str) -> Reading[bool]:
    """Yes or no in French, English or Arabic, Excel's VRAI and FAUX, or a tick.

    `1`, `0`, `x` and `ok` may have slipped in from another column: they are hints.
    """
    word = clean(text).casefold().rstrip(" .!")
    if word in _YES or word in _NO:
        return Reading(word in _YES)
    return Reading(hint=_PROBABLY.get(word))


def _edges_off(body: str) -> tuple[str, bool, str | None]:
    """The figure alone, whether it is negative, its currency: one sign and one currency at most."""
    negative: bool | None = None
    currency: str | None = None
    while True:
        body = body.strip()
        rest, found = _currency_off(body)
        if found and currency is None:
            body, currency = rest, found
            continue
        rest, sign = _sign_off(body)
        if sign is None or negative is not None:
            return body, bool(negative), currency
        body, negative = rest, sign


def _currency_off(body: str) -> tuple[str, str | None]:
    for word, code in _CURRENCIES:
        if body.startswith(word):
            return body[len(word) :], code
        if body.endswith(word):
            return body[: -len(word)], code
    return body, None


def _sign_off(body: str) -> tuple[str, bool | None]:
    """The body without its sign, and whether that sign says less than zero (None: no sign)."""
    if body[:1] in ("+", "-"):
        return body[1:], body[0] == "-"
    if body[:1] == "(" and body[-1:] == ")":
        return body[1:-1], True
    if body[-1:] == "-" and body[-2:-1] not in (",", ".", "-"):  # `12,-` has no cents: no minus
        return body[:-1], True
    return body, None


def _cents_joined(body: str, currency: str | None) -> tuple[str, str | None]:
    """`12€50` and `12,-` in the common form: `12,50` and `12,00`."""
    for without in (",--", ".--", ",-", ".-"):
        if body.endswith(without):
            return f"{body.removesuffix(without)}{without[0]}00", currency
    for word, code in _CURRENCIES if currency is None else ():
        units, found, cents = (part.strip() for part in body.partition(word))
        if found and len(cents) == 2 and cents.isdecimal() and units[-1:].isdecimal():
            return f"{units},{cents}", code
    return body, currency


def _figures(body: str) -> list[Decimal]:
    """Every way to read digits and marks as one figure: by groups, then by a decimal mark."""
    parts = re.split(_MARK, body)
    groups, marks = parts[0::2], parts[1::2]
    found = []
    if _well_grouped(groups, marks):
        found.append("".join(groups))
    if marks and marks[-1] in _DECIMAL_MARKS and groups[-1].isdecimal():
        head, inner = groups[:-1], marks[:-1]
        if head == [""] or (_well_grouped(head, inner) and marks[-1] not in inner):
            found.append(f"{''.join(head)}.{groups[-1]}")
    return [Decimal(figure) for figure in found if _within_bounds(figure)]


def _well_grouped(groups: list[str], marks: list[str]) -> bool:
    """Digits alone, or 1 to 3 of them without a leading zero, then threes behind one same mark."""
    if not all(group.isdecimal() for group in groups):
        return False
    if not marks:
        return True
    first, *others = groups
    threes = all(len(group) == 3 for group in others)
    same = len(set(marks)) == 1 and marks[0] in _GROUP_MARKS
    return same and threes and len(first) <= 3 and first[0] != "0"


def _within_bounds(figure: str) -> bool:
    whole, _, decimals = figure.partition(".")
    return len(whole) <= _MOST_DIGITS and len(decimals) <= _MOST_DECIMALS
