"""How many of something, in Arabic words: « أربعمائة وثمانون يورو », « مائة درهم ودرهمان ».

num2words has these wrong (every currency a riyal, 200 cut short, 101 as « مائة و واحد »), and the
grammar is short: from 3 to 10 the noun is plural, from 11 to 99 singular in the accusative, after
whole hundreds singular; one and two are said by the noun itself; a dual loses its end before the
noun that it counts.  Nouns of money are masculine.
"""

from __future__ import annotations

from typing import NamedTuple

_ONES = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة",
         "أحد عشر", "اثنا عشر", "ثلاثة عشر", "أربعة عشر", "خمسة عشر", "ستة عشر", "سبعة عشر",
         "ثمانية عشر", "تسعة عشر")  # fmt: skip
_TENS = ("", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
_HUNDREDS = ("", "مائة", "مئتان", "ثلاثمائة", "أربعمائة", "خمسمائة", "ستمائة", "سبعمائة",
             "ثمانمائة", "تسعمائة")  # fmt: skip
_AND = " و"
MOST = 10**15
"""The first number that has no words here."""


class Noun(NamedTuple):
    """What is counted: one of it, two, a few (3 to 10), many (11 to 99), after hundreds; none."""

    one: str
    two: str
    few: str
    many: str
    single: str


_THOUSAND = Noun("ألف", "ألفان", "آلاف", "ألفا", "ألف")
_MILLION = Noun("مليون", "مليونان", "ملايين", "مليونا", "مليون")
_MILLIARD = Noun("مليار", "ملياران", "مليارات", "مليارا", "مليار")
_TRILLION = Noun("تريليون", "تريليونان", "تريليونات", "تريليونا", "تريليون")
_BEFORE_A_NOUN = {
    "مئتان": "مئتا",
    "ألفان": "ألفا",
    "ألفا": "ألف",
    **{
        end: shorter
        for noun in (_MILLION, _MILLIARD, _TRILLION)
        for end, shorter in ((noun.two, noun.many), (noun.many, noun.single))
    },
}


def how_many(number: int, noun: Noun) -> str:
    """The number of them in words, below `MOST`.  Raises ValueError beyond."""
    if not 0 <= number < MOST:
        raise ValueError(f"no words for {number}")
    if number == 0:
        return f"صفر {noun.single}"
    above, rest = divmod(number, 1000)
    groups = (above // 10**9, above // 10**6 % 1000, above // 1000 % 1000, above % 1000)
    larger = zip(groups, (_TRILLION, _MILLIARD, _MILLION, _THOUSAND), strict=True)
    words = _AND.join(_below_thousand(count, name) for count, name in larger if count)
    if not words:
        return _below_thousand(rest, noun)
    if rest in (0, 1, 2):
        counted = f"{_before_a_noun(words)} {noun.single}"
        return counted if rest == 0 else counted + _AND + (noun.one, noun.two)[rest - 1]
    return words + _AND + _below_thousand(rest, noun)


def _below_thousand(number: int, noun: Noun) -> str:
    hundreds, rest = divmod(number, 100)
    said = _HUNDREDS[hundreds]
    if rest in (1, 2):
        last = (noun.one, noun.two)[rest - 1]
        return f"{_before_a_noun(said)} {noun.single}{_AND}{last}" if said else last
    if rest == 0:
        return f"{_before_a_noun(said)} {noun.single}"
    parts = _AND.join(part for part in (said, *_below_hundred(rest)) if part)
    return f"{parts} {noun.few if rest <= 10 else noun.many}"


def _below_hundred(number: int) -> tuple[str, ...]:
    if number < len(_ONES):
        return (_ONES[number],)
    tens, ones = divmod(number, 10)
    return _ONES[ones], _TENS[tens]


def _before_a_noun(words: str) -> str:
    """The same, ready for the noun that follows: « ألفان » becomes « ألفا »."""
    before, space, last = words.rpartition(" ")
    for end, shorter in _BEFORE_A_NOUN.items():
        if last in (end, f"و{end}"):
            return before + space + last.removesuffix(end) + shorter
    return words
