"""A receipt's text made comparable: one kind of digits and blanks, accents off, places kept.

`tidy` may shorten a text (marks that nobody sees go); `fold` never does: a place in the folded
text is the same place in the tidy one, so that the words a fact stands on can be shown as printed.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, decimal, normalize

from cic_sheets.values.named import NamedTuple

MOST_CHARACTERS = 200_000
MOST_LINES = 5_000

_SAME = {
    "٫": ",",  # Arabic decimal sign
    "٬": "'",  # Arabic thousands sign
    "،": ",",
    "−": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "’": "'",
    "‘": "'",
    "´": "'",
    "`": "'",
    "：": ":",
}
_ALIKE = str.maketrans("أإآٱىةؤئ", "اااايهوي")


class Line(NamedTuple):
    """A line of the text: its number, as printed, and folded (of the same length)."""

    number: int
    shown: str
    folded: str


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, bounded in number and in all."""
    shown = tidy(text[:MOST_CHARACTERS]).split("\n")[:MOST_LINES]
    kept = [line.rstrip() for line in shown if line.strip()]
    return [Line(number, line, fold(line)) for number, line in enumerate(kept)]


def tidy(text: str) -> str:
    """NFC, digits 0-9 whatever their script, plain blanks; no direction marks, no tatweel."""
    return "".join(map(_tidied, normalize("NFC", text.replace("\r\n", "\n"))))


@cache
def _tidied(char: str) -> str:
    if char in "\n\r\f\v\u2028\u2029":
        return "\n"
    kind = category(char)
    if char == "\t" or kind == "Zs":
        return " "
    if kind in ("Cf", "Cc", "Cs") or char == "\u0640" or "\u064b" <= char <= "\u0652":
        return ""
    if kind == "Nd":
        return str(decimal(char))
    return _SAME.get(char, char)


def fold(text: str) -> str:
    """Lower case without accents, one character for each of `text`."""
    return "".join(map(_folded, text))


@cache
def _folded(char: str) -> str:
    base = normalize("NFD", char)[0] if not "\u0600" <= char <= "\u06ff" else char
    low = base.lower()
    return (low if len(low) == 1 else base).translate(_ALIKE)


def fold_pattern(pattern: str) -> str:
    r"""The pattern folded, but for what follows a backslash: `\S` stays `\S`."""
    return re.sub(r"\\.|[^\\]", lambda m: m[0] if m[0][0] == "\\" else fold(m[0]), pattern)


def masked(line: str, *patterns: re.Pattern[str]) -> str:
    """The line with what the patterns find put out of sight: as many `_` as it had characters."""
    for pattern in patterns:
        line = pattern.sub(lambda m: "_" * len(m[0]), line)
    return line
