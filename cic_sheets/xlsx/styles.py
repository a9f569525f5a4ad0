r"""Which numbers are dates: the number format of each cell style, read for that and nothing else.

Kinds: number, date, moment (a date with an hour), time, duration.

Source: ISO/IEC 29500-1 18.8.30 (numFmt, with the formats of the languages of East Asia and Thai),
18.8.31 (codes); literals in quotes, after `\`, `_` and `*`, and everything in brackets but
[h] [m] [s], mean nothing.
"""

from __future__ import annotations

import re

from cic_sheets.xlsx.markup import outline

NUMBER, DATE, MOMENT, TIME, DURATION = "number", "date", "moment", "time", "duration"

_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17), DATE),
    **dict.fromkeys((18, 19, 20, 21), TIME),
    22: MOMENT,
    **dict.fromkeys((27, 28, 29, 30, 31, 36), DATE),
    **dict.fromkeys((32, 33, 34, 35), TIME),
    45: TIME,
    46: DURATION,
    47: TIME,
    **dict.fromkeys((50, 51, 52, 53, 54, 57, 58), DATE),
    **dict.fromkeys((55, 56), TIME),
    **dict.fromkeys((71, 72, 73, 74, 81), DATE),
    **dict.fromkeys((75, 76, 78, 80), TIME),
    77: MOMENT,
    79: DURATION,
}

# Few formats need them: compiled when met.
_LITERAL = r'"[^"]*"?|\\.|_.|\*.'
_MARKS = '"\\_*'
_BRACKET = r"\[[^\]]*\]"
_ELAPSED = r"(?i)\[(?:h+|m+|s+)\]"
_FRACTION = r"(?i)(s|\])[.,]0+"


class Styles:
    """Kinds by style index; `padded` are the styles that only add zeros before (`00000`).

    `deep`: the part nests its elements beyond reason.
    """

    def __init__(
        self,
        kinds: tuple[str, ...] = (),
        padded: frozenset[int] = frozenset(),
        deep: bool = False,
    ) -> None:
        self.kinds = kinds
        self.padded = padded
        self.deep = deep

    def kind(self, index: int) -> str | None:
        """None when the workbook has styles, but not that one."""
        if 0 <= index < len(self.kinds):
            return self.kinds[index]
        return None if self.kinds else NUMBER


def read_styles(data: bytes, part: str) -> Styles:
    """The styles of a workbook.  Raises Refused."""
    outlined = outline(data, part, ("numFmt", "xf"))
    codes: dict[str, str] = {}
    formats: list[str] = []
    for element in outlined.elements:
        if element.name == "numFmt" and element.parent == "numFmts":
            codes[element.attributes.get("numFmtId", "")] = element.attributes.get("formatCode", "")
        elif element.parent == "cellXfs":
            formats.append(element.attributes.get("numFmtId", "0"))
    kinds = {number: _kind(number, codes) for number in set(formats)}
    padded = (i for i, number in enumerate(formats) if _is_padded(codes.get(number, "")))
    return Styles(tuple(kinds[number] for number in formats), frozenset(padded), outlined.deep)


def _kind(number: str, codes: dict[str, str]) -> str:
    code = codes.get(number)
    if code is not None:
        return kind_of_format(code)
    return _BUILT_IN.get(int(number), NUMBER) if number.isdecimal() and len(number) < 9 else NUMBER


def kind_of_format(code: str) -> str:
    """The kind of number that a format code shows: `[$-40C]d mmmm yyyy` gives date."""
    if any(mark in code for mark in _MARKS):
        code = re.sub(_LITERAL, "", code)
    for section in code.split(";"):
        kind = _kind_of_section(section)
        if kind:
            return kind
    return NUMBER


def _is_padded(code: str) -> bool:
    return len(code) > 1 and not code.strip("0")


def _without_brackets(section: str) -> str:
    return re.sub(_BRACKET, "", re.sub(_FRACTION, r"\1", section))


def _kind_of_section(section: str) -> str:
    """Empty when the section shows only literals, and so tells nothing."""
    if "[" in section or "]" in section:
        if re.search(_ELAPSED, section):
            return DURATION
        section = _without_brackets(section)
    elif "s" in section.casefold():
        section = re.sub(_FRACTION, r"\1", section)
    bare = section.lower().replace("general", "0")
    if any(mark in bare for mark in "0#?@"):
        return NUMBER
    days = any(letter in bare for letter in "dy")
    hours = any(letter in bare for letter in "hs")
    if days or ("m" in bare and not hours):
        return MOMENT if hours else DATE
    return TIME if hours else ""
