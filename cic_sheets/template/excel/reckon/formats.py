"""A number in a format of `TEXT`: the ones whose reading does not depend on the country.

Source: ISO/IEC 29500-1, 18.8.31 (numFmts).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from ...opc.later import later
from .dates import day_of
from .values import EXACT, Unsupported, shown

_NUMBER = later(r"(#,##)?([#0]*0)(?:\.(0+))?(%?)\Z|(0+)\Z")
_DAY = later(r"(?:d+|m+|y+|[-/. ]|\"[^\"]*\")+\Z", re.IGNORECASE)
_PIECE = later(r"d+|m+|y+|[-/. ]|\"[^\"]*\"", re.IGNORECASE)
_SAID = frozenset(("d", "dd", "m", "mm", "yy", "yyyy"))


def formatted(number: Decimal, format: str, epoch1904: bool) -> str:
    """The number as written.  Raises Unsupported for a format that is not read here."""
    if format.casefold() == "general":
        return shown(number)
    match = _NUMBER.match(format)
    if match:
        return _figures(number, match)
    # Named months and days, times and `aaaa` are spelled after the country.
    if _DAY.match(format) and number >= 61:
        pieces = _PIECE.findall(format)
        letters = {piece.casefold() for piece in pieces if piece[0].isalpha()}
        if letters and letters <= _SAID:
            return "".join(_piece(piece, number, epoch1904) for piece in pieces)
    raise Unsupported(format)


def _figures(number: Decimal, match: re.Match[str]) -> str:
    digits = match[2] or match[5]
    if "#" in digits.lstrip("#"):
        raise Unsupported(match[0])
    places = len(match[3] or "")
    if match[4]:
        number = EXACT.multiply(number, Decimal(100))
    if number.adjusted() > 20:
        raise Unsupported("large")
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=EXACT)
    least = digits.count("0")
    body = f"{abs(rounded):.{places}f}"
    whole, _, rest = body.partition(".")
    whole = whole.zfill(least)
    if match[1]:
        whole = f"{int(whole):,}".rjust(least, "0")
    sign = "-" if rounded < 0 else ""
    return sign + whole + (f".{rest}" if rest else "") + (match[4] or "")


def _piece(piece: str, number: Decimal, epoch1904: bool) -> str:
    day = day_of(number, epoch1904)
    match piece.casefold():
        case "d":
            return str(day.day)
        case "dd":
            return f"{day.day:02}"
        case "m":
            return str(day.month)
        case "mm":
            return f"{day.month:02}"
        case "yy":
            return f"{day.year % 100:02}"
        case "yyyy":
            return f"{day.year:04}"
    return piece.strip('"')
