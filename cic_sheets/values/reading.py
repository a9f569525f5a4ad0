"""A reading: what a typed text means, with the signs people type for one thing made one.

A text that can be read in two ways is never settled, and a text that contradicts itself is never
mended: the person who typed it is shown what it may mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar
from unicodedata import decimal

from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import clean

T = TypeVar("T")

_SAME_SIGN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
    | {"\u060c": ","}  # the comma of an Arabic keyboard
)


class Reading(NamedTuple, Generic[T]):
    """What a text means as a T.

    value     the one thing it means; None when there is none, or more than one
    readings  the two things or more that it may mean; empty otherwise
    hint      what it was probably meant as, when it has no reading: to be shown, never to be used
    currency  ISO code of the currency typed beside an amount
    """

    value: T | None = None
    readings: tuple[T, ...] = ()
    hint: T | None = None
    currency: str | None = None


def reading(found: Iterable[T], currency: str | None = None) -> Reading[T]:
    """One value, or the several different ones, or nothing."""
    different = tuple(dict.fromkeys(found))
    if len(different) == 1:
        return Reading(different[0], currency=currency)
    return Reading(readings=different, currency=currency)


def plain(text: str) -> str:
    """Lower case, digits 0-9 whatever their script, one hyphen, one apostrophe, plain spaces."""
    seen = clean(text).lower()
    if seen.isascii():
        return seen.replace("`", "'")
    return "".join(str(decimal(char, char)) for char in seen).translate(_SAME_SIGN)
