"""Amounts in words, as fee notes and signed totals ask for them, in traditional spelling.

num2words is right where it counts whole numbers, in French of France and in English, and is used
for that.  It is wrong, and not used, for:

- Belgian French, four numbers of five (« quatre-vingt et un », « deux cents un », « un millions »):
  Belgian words are put in the place of French ones here;
- amounts in any language (`480` read as cents, « zéro centimes », « un million euros », no dirham):
  the currency is put behind the number here;
- Arabic: every currency becomes a riyal, and 200 or 2,000 come out cut short; `arabic_numbers`
  counts there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from cic_sheets.language.arabic_numbers import Noun, how_many
from cic_sheets.values.money import decimals
from cic_sheets.values.named import NamedTuple

Variant = Literal["fr", "fr-BE", "en", "ar"]


class _Names(NamedTuple):
    """A currency's words: `one` and `many` of it, `part` and `parts` of its hundredth."""

    one: str
    many: str
    part: str
    parts: str


# Every amount is in euros unless it says otherwise: the hundredths of dirhams name their whole.
_FRENCH = {
    "EUR": _Names("euro", "euros", "centime", "centimes"),
    "MAD": _Names("dirham", "dirhams", "centime de dirham", "centimes de dirham"),
}
_ENGLISH = {
    "EUR": _Names("euro", "euros", "cent", "cents"),
    "MAD": _Names("dirham", "dirhams", "Moroccan centime", "Moroccan centimes"),
}

_ARABIC = {
    "EUR": Noun("يورو واحد", "اثنان يورو", "يورو", "يورو", "يورو"),
    "MAD": Noun("درهم واحد", "درهمان", "دراهم", "درهما", "درهم"),
}
_CENTIMES = Noun("سنتيم واحد", "سنتيمان", "سنتيمات", "سنتيما", "سنتيم")
_CENTS = Noun("سنت واحد", "سنتان", "سنتات", "سنتا", "سنت")


def in_words(amount: Decimal, currency: str, variant: Variant = "fr") -> str:
    """An amount as it is said: 680.80 EUR gives « six cent quatre-vingts euros et quatre-vingts
    centimes »; 71 EUR in Belgium, « septante et un euros ».

    currency  EUR and MAD have names; another stands by its code
    variant   `fr`, `fr-BE`, `en` or `ar`

    Raises ValueError if the amount is not finite or has more than two decimals: an amount is never
    silently rounded (money.md §1); in Arabic, from a thousand billions on too.
    """
    if decimals(amount) > 2:
        raise ValueError(f"no amount of money: {amount}")
    whole, hundredths = divmod(int(abs(Fraction(amount)) * 100), 100)
    if variant == "ar":
        return ("ناقص " if amount < 0 else "") + _in_arabic(whole, hundredths, currency)
    names = _names(currency, variant)
    parts = [_whole(whole, names, variant)] if whole or not hundredths else []
    if hundredths:
        parts.append(_counted(hundredths, names.part, names.parts, variant))
    minus, and_ = ("minus ", " and ") if variant == "en" else ("moins ", " et ")
    return (minus if amount < 0 else "") + and_.join(parts)


def _in_arabic(whole: int, hundredths: int, currency: str) -> str:
    unit = _ARABIC.get(currency) or Noun(f"{currency} واحد", f"اثنان {currency}", *[currency] * 3)
    parts = [how_many(whole, unit)] if whole or not hundredths else []
    if hundredths:
        parts.append(how_many(hundredths, _CENTIMES if currency == "MAD" else _CENTS))
    return " و".join(parts)


def _names(currency: str, variant: Variant) -> _Names:
    known: Mapping[str, _Names] = _ENGLISH if variant == "en" else _FRENCH
    if currency in known:
        return known[currency]
    if variant == "en":
        return _Names(currency, currency, f"hundredth of {currency}", f"hundredths of {currency}")
    of = _of(currency)
    return _Names(currency, currency, f"centième {of}", f"centièmes {of}")


def _whole(number: int, names: _Names, variant: Variant) -> str:
    """« un euro », « deux euros », « deux millions d'euros »."""
    round_millions = number and not number % 10**6
    many = _of(names.many) if variant != "en" and round_millions else names.many
    return _counted(number, names.one, many, variant)


def _of(name: str) -> str:
    return f"d'{name}" if name[:1].upper() in "AEIOU" else f"de {name}"


def _counted(number: int, one: str, many: str, variant: Variant) -> str:
    """French counts none with the singular, English with the plural."""
    single = number == 1 if variant == "en" else number < 2
    return f"{_cardinal(number, variant)} {one if single else many}"


def _cardinal(number: int, variant: Variant) -> str:
    # Brings in every language there is: only when asked for.
    from num2words import num2words  # type: ignore[import-untyped]

    said: str = num2words(number, lang="en" if variant == "en" else "fr")
    return _SEVENTIES_AND_NINETIES.sub(_belgian, said) if variant == "fr-BE" else said


_TEENS = ("dix-sept", "dix-huit", "dix-neuf", "dix", "onze", "douze", "treize", "quatorze",
          "quinze", "seize")  # fmt: skip
_ENDS = ("-sept", "-huit", "-neuf", "", " et un", "-deux", "-trois", "-quatre", "-cinq", "-six")
_BELGIAN_END = dict(zip(_TEENS, _ENDS, strict=True))
_SEVENTIES_AND_NINETIES = re.compile(rf"(soixante|quatre-vingt)(?:-| et )({'|'.join(_TEENS)})")


def _belgian(found: re.Match[str]) -> str:
    """« soixante et onze » becomes « septante et un », « quatre-vingt-dix » « nonante »."""
    tens = "septante" if found[1] == "soixante" else "nonante"
    return tens + _BELGIAN_END[found[2]]
