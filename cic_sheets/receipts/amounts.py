"""Amounts as receipts print them: `1 234,50 DH`, `MAD 1.234,50`, `12€50`, `27,80` (never 2780).

Refuse, don't guess: `1.234` alone has two readings and no value, until the rest of the text shows
which sign is the decimal one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cic_sheets.receipts.days import DATE_LIKE
from cic_sheets.receipts.text import Line, fold_pattern, masked
from cic_sheets.values.named import NamedTuple

_CURRENCIES = {
    "MAD": r"dirhams?|dhs?|mad|د\.?\s?م\.?|درهما?|دراهم|دهـ?",
    "EUR": r"€|euros?|eur|يورو|أورو",
    "USD": r"us\s?\$|usd|\$",
    "GBP": r"£|gbp",
    "CHF": r"chf|sfr",
    "INR": r"₹|rs\.?|inr",
    "MYR": r"rm|myr",
    "TND": r"tnd|د\.?\s?ت\.?",
    "DZD": r"dzd|د\.?\s?ج\.?",
    "AED": r"aed|د\.?\s?إ\.?",
    "XOF": r"f\s?cfa|xof",
}
_CURRENCY = re.compile(
    "|".join(f"(?P<{code}>{fold_pattern(pattern)})" for code, pattern in _CURRENCIES.items())
)
_ANY = fold_pattern("|".join(_CURRENCIES.values()))
_WITH_LETTERS = rf"(?:(?<![^\W\d_])(?:{_ANY})(?![^\W\d_]))"
_AMOUNT = re.compile(
    rf"(?P<before>{_WITH_LETTERS}\s{{0,2}}:?\s{{0,40}})?"
    r"(?P<sign>(?<![\w)])[-(]\s?(?:\$|€)?)?"
    r"(?<![\d.,/#_])(?<!\d:)(?<![^\W\d_]-)(?<!\d-)"
    r"(?P<digits>\d{1,3}(?:[ ']\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,']\d+)*)"
    rf"(?P<cents>\s?(?:€|dhs?|mad|eur)\s?\d{{2}}(?![\d.,]))?"
    r"(?P<dash>[.,](?:-{1,2}|=)(?!\d))?"
    r"(?P<torn>\s?[.,]\s\d{2}(?!\d)|\s[.,]\d{2}(?!\d))?"
    rf"(?P<after>\s{{0,2}}{_WITH_LETTERS}|(?:{_ANY})(?![^\W\d_]))?"
    r"(?P<minus>\s?-(?![\w-]))?"
)
_NOT_BEHIND = re.compile(
    r"\s?(?:%|°|[x*×]\s?\d|kgs?\b|gr?\b|km\b|m[23²³]?\b|cm\b|mm\b|[cm]?l\b|litres?\b|pcs?\b|units?\b"
    r"|unites?\b|stk\b|stuks?\b|st\b|h\b|min\b|jours?\b|days?\b|tage?n?\b|dagen\b|ans?\b|years?\b|nuits?\b|nights?\b|personnes?\b|pax\b|pts?\b"
    r"|points?\b|kwh\b|gb\b|go\b|mo\b)|[/:]\d|-\d|[.,]\d"
)
_NO_AMOUNTS = (
    re.compile(r"(?<!\d)\d{1,2}(?::|h)\d{2}(?:(?::|min)\d{2})?(?!\d)"),  # an hour
    re.compile(r"\+\d{1,3}(?:[ .-]?\d{1,4}){3,}"),  # a telephone number
    re.compile(r"(?<![\d.,])\d{2,3}([ .-])(?:\d{2,3}\1){2,}\d{2,3}(?![\d.,])"),  # another
    re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,4})?\b"),  # an IBAN
    re.compile(r"(?<![\d.,])\d{8,}(?![\d.,]\d)"),  # a number of something
)
_THREE_DECIMALS = {"TND"}


class Amount(NamedTuple):
    """An amount where it stands.

    value     the amount; None when it has several readings
    readings  what it may be, when that is not settled
    currency  the ISO code printed beside it
    places    how many decimals are printed
    doubtful  read with some good will: a blank inside, a point that may be either sign
    """

    value: Decimal | None
    readings: tuple[Decimal, ...]
    currency: str | None
    line: int
    start: int
    end: int
    places: int
    doubtful: bool
    sign: str  # the decimal sign it shows beyond doubt: "," or "." or ""

    @property
    def plain(self) -> bool:
        """A whole number with no currency: a count as well as an amount."""
        return self.places == 0 and self.currency is None


def amounts(lines: Sequence[Line]) -> list[Amount]:
    """Every amount of the text, in order; ambiguous ones settled by what the others show."""
    found = [amount for line in lines for amount in _of(line)]
    signs = {amount.sign for amount in found if amount.sign and amount.places == 2}
    decimal = signs.pop() if len(signs) == 1 else ""
    settled = [_settled(amount, lines[amount.line].folded, decimal) for amount in found]
    printed = {amount.value for amount in settled}
    return [_wary(amount, lines[amount.line].shown, printed) for amount in settled]


def _wary(amount: Amount, shown: str, printed: set[Decimal | None]) -> Amount:
    """`1 278.61` may be one piece at 278.61: in doubt when that is printed elsewhere too."""
    blank = re.search(r"\d (\d[\d.,]*)", shown[amount.start : amount.end])
    tail = read(blank[1])[0] if blank else ()
    return amount._replace(doubtful=True) if set(tail) & printed else amount


def _of(line: Line) -> Iterator[Amount]:
    seen = masked(line.folded, DATE_LIKE, *_NO_AMOUNTS)
    for match in _AMOUNT.finditer(seen):
        amount = _amount(match, line.number)
        if amount and not _NOT_BEHIND.match(seen, match.end() if match["after"] else _end(match)):
            yield amount


def _end(match: re.Match[str]) -> int:
    """Where the number ends, whatever may follow it."""
    return max(match.end(name) for name in ("digits", "cents", "dash", "torn"))


def _amount(match: re.Match[str], line: int) -> Amount | None:
    digits = match["digits"]
    currency = _code(match["after"] or "") or _code(match["before"] or "")
    torn = bool(match["torn"])
    if match["cents"]:
        currency = _code(match["cents"].strip(" 0123456789"))
        digits = f"{digits},{match['cents'][-2:]}"
    if torn:
        digits += re.sub(r"\s", "", match["torn"])
    readings, places, sign = read(digits)
    before = match.string[match.start("digits") - 1 : match.start("digits")]
    behind_a_letter = before.isalpha() and before < "\u0600"  # Arabic is often seen glued to it
    if not readings or (behind_a_letter and not match["before"]):
        return None
    if match["minus"] or match["sign"]:
        readings = tuple(-value for value in readings)
    value = readings[0] if len(readings) == 1 else None
    return Amount(value, readings, currency, line, match.start(), match.end(), places, torn, sign)


def _code(text: str) -> str | None:
    match = _CURRENCY.match(text.strip(" :"))
    return match.lastgroup if match else None


def read(digits: str) -> tuple[tuple[Decimal, ...], int, str]:
    """The readings of `1.234,50`, its printed decimals and its decimal sign; none if no number."""
    bare = digits.replace(" ", "'")
    if not re.fullmatch(r"\d+(?:[.,']\d+)*", bare):
        return (), 0, ""
    groups = re.split(r"[.,']", bare)
    signs = re.findall(r"[.,']", bare)
    if len(groups[0]) > 9 or (len(groups[0]) > 1 and groups[0][0] == "0"):
        return (), 0, ""
    if not signs:
        return (Decimal(bare),), 0, ""
    last, tail = signs[-1], groups[-1]
    rest = signs[:-1]
    if last == "'" or (rest and set(rest) == {last}):  # all are thousands signs
        one_kind = len(set(signs)) == 1
        return ((Decimal("".join(groups)),), 0, "") if one_kind and _threes(groups) else ((), 0, "")
    if len(tail) > 3 or last in rest or len(set(rest)) > 1:
        return (), 0, ""
    if rest and not _threes(groups[:-1]):
        return (), 0, ""
    number = Decimal(f"{''.join(groups[:-1])}.{tail}")
    if len(tail) == 3 and not rest and groups[0] != "0" and len(groups[0]) <= 3:
        return (Decimal("".join(groups)), number), 3, ""
    return (number,), len(tail), last


def _threes(groups: Sequence[str]) -> bool:
    return 0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _settled(amount: Amount, folded: str, decimal: str) -> Amount:
    """`1.234` where others print `5,60` is 1234; where they print `5.60`, it is 1.234."""
    if amount.value is not None:
        return amount
    whole, broken = amount.readings
    own = "." if "." in folded[amount.start : amount.end] else ","
    if decimal:
        is_whole = own != decimal
        places = 0 if is_whole else 3
        return amount._replace(value=whole if is_whole else broken, places=places)
    if amount.currency and amount.currency not in _THREE_DECIMALS:
        return amount._replace(value=whole, places=0, doubtful=True)
    return amount
