"""Numbers as French prose has them: `24`, `1 234,50`, « vingt-quatre »; « un » is an article.

Read only to be compared with what the sheets come to: what is not surely a number is not read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}

DIGITS = r"(?<![\w.,/–-])\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?|(?<![\w.,/–-])\d+(?:,\d+)?"
"""A number in digits: spaces or dots between thousands, a comma before decimals."""


@cache
def words() -> dict[str, int]:
    """Spelling → number, from 2 to 79."""
    found = {word: number for number, word in enumerate(_UNITS) if number > 1}
    for ten, name in _TENS.items():
        found[name] = ten
        for unit in range(1, 20 if ten == 60 else 10):  # soixante-dix-neuf goes on to 79
            joint = " et " if unit in (1, 11) else "-"
            found[f"{name}{joint}{_UNITS[unit]}"] = ten + unit
    return found


@cache
def pattern() -> str:
    """A regular expression of one number, in digits or in letters."""
    spelled = "|".join(sorted(words(), key=len, reverse=True))
    return rf"(?:{DIGITS}|(?<![\w-])(?:{spelled})(?![\w-]))"


def number(typed: str) -> Decimal:
    """What `pattern` found, as a number: `1 234,50` gives 1234.50, keeping its decimals."""
    spelled = words().get(typed.lower())
    if spelled is not None:
        return Decimal(spelled)
    return Decimal(re.sub(r"[ \u00a0\u202f.]", "", typed).replace(",", "."))
