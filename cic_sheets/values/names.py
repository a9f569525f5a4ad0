"""Names as people type them: kept clean, compared loosely, corrected with caution."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, decimal, normalize

_LONGEST_NAME = 100
_DIGITS = re.compile(r"[0-9]+")

# Line ends become line feeds, blanks become spaces; see `clean`.
_LINE_ENDS = {"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_JOINERS = "\u034f\u180e"  # combining grapheme joiner, Mongolian separator: seen by nobody

_APOSTROPHES = "\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf`\u00b4"  # those that are no punctuation
_WRITTEN_OUT = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "°": "o",
    "€": " eur ",
}
_HAMZA_ON_ALEF = ("\u0627\u0653", "\u0627\u0654", "\u0627\u0655")  # after decomposition
_LATIN_ACCENTS = ((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF))
_ARABIC_VOWELS = ((0x0610, 0x061A), (0x064B, 0x0652), (0x0656, 0x065F), (0x0670, 0x0670))
_KORANIC_MARKS = ((0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED))
_SELECTORS = ((0xFE00, 0xFE0F), (0xFE20, 0xFE2F))
_MARKS = _LATIN_ACCENTS + _ARABIC_VOWELS + _KORANIC_MARKS + _SELECTORS


class _Kept(dict[int, str]):
    """What `clean` makes of each character, found once."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = _kept(chr(code))
        return kept


class _Compared(dict[int, str]):
    """What `folded` makes of each decomposed, lower-case character, found once."""

    def __missing__(self, code: int) -> str:
        self[code] = compared = _compared(chr(code))
        return compared


def _kept(char: str) -> str:
    kind = category(char)
    if char in _LINE_ENDS:
        return _LINE_ENDS[char]
    if char in "\t\n":
        return char
    if kind == "Zs":
        return " "
    if kind == "Cs":
        return "\ufffd"
    hidden = kind in ("Cc", "Cf") or char in _JOINERS or ord(char) & 0xFFFE == 0xFFFE
    return "" if hidden else char


def _compared(char: str) -> str:
    kept = _KEPT[ord(char)]
    if kept in ("", " ", "\t", "\n"):
        return kept
    kind = category(kept)
    if kept in _WRITTEN_OUT:
        return _WRITTEN_OUT[kept]
    if kind == "Nd":
        return str(decimal(kept))
    if kept == "\u0640" or any(low <= ord(kept) <= high for low, high in _MARKS):
        return ""
    if kept == "\u0671":  # alef with wasla
        return "\u0627"
    blank = kind[0] == "P" or kept in _APOSTROPHES
    return " " if blank and kept not in "&%" else kept


_KEPT = _Kept()
_COMPARED = _Compared()


def clean(text: str) -> str:
    """The text that is kept as data: what a reader of the cell sees, and nothing else.

    NFC. Marks that nobody sees (direction, zero width, soft hyphen, BOM, control characters) are
    gone, every kind of blank is a space, every line end is a line feed, outer blanks are off.
    """
    if text.isprintable():  # nearly every cell: no blank but the space, no mark
        if text.isascii():
            return text.strip()
    else:
        text = text.replace("\r\n", "\n").translate(_KEPT)
    return normalize("NFC", text).strip()


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The key by which two typings of one name are equal: `Nº de  Convention` = `n° de convention`.

    Set aside: case, accents, every kind of blank, hyphen, apostrophe and punctuation (so that
    `Durée (h)` = `duree h`), invisible marks, Arabic vowel signs and tatweel, and the hamza or
    madda of an alef (أ إ آ ٱ = ا), which hasty typing drops.  Kept apart: ة ه, ى ي, ؤ و.
    Written out: œ, æ, °, № and € (= EUR).  Digits of any script become 0-9.  `&` and `%` stay.
    A text of punctuation alone stays as it is, so that only a blank text gives "".
    Source: workbook.md, « matched without regard to case, accents, NBSP, apostrophe, hyphens ».
    """
    if text.isascii():
        loose = text.lower()
    else:
        loose = normalize("NFKD", _degree_written_out(clean(text))).casefold()
    key = " ".join(loose.translate(_COMPARED).split())
    if not key:
        return "".join("-" if category(char) == "Pd" else char for char in clean(loose))
    for alef in _HAMZA_ON_ALEF:
        key = key.replace(alef, "\u0627")
    return normalize("NFKC", key)


def _degree_written_out(text: str) -> str:
    """`N °12` becomes `No 12`, so that the blank around the sign means nothing."""
    *before, last = text.replace("№", "N°").replace("º", "°").split("°")
    return "o ".join([*(part.rstrip() for part in before), last])


def nearest(wanted: str, among: Iterable[str]) -> str | None:
    """The one name of `among` that `wanted` is probably a slip for, else None.

    Letters may be missing, added, changed or swapped: one if the longer name has 3 to 6 letters,
    two up to 11, three beyond; words may stand in another order.  Numbers must be the same ones
    (`J-12` for `J-012`, never `J-013`).  None when two names are equally near: no guess is better
    than a wrong one.  The order of `among` doesn't matter.
    """
    target = _Spelling(wanted)
    if not target.plain or len(wanted) > _LONGEST_NAME:
        return None
    best = _LONGEST_NAME
    found: dict[str, str] = {}
    for name in among:
        spelling = _Spelling(name)
        distance = target.distance(spelling)
        if distance is None or distance > best:
            continue
        if distance < best:
            best = distance
            found.clear()
        found[spelling.plain] = min(name, found.get(spelling.plain, name))
    return next(iter(found.values())) if len(found) == 1 else None


class _Spelling:
    """A name made ready for measuring: no blanks, no leading zeros; as typed and in word order."""

    __slots__ = ("letters", "numbers", "plain", "sorted")

    def __init__(self, name: str) -> None:
        words = _DIGITS.sub(lambda run: run[0].lstrip("0") or "0", folded(name)).split()
        self.plain = "".join(words)
        self.sorted = "".join(sorted(words))
        self.numbers = _DIGITS.findall(self.plain)
        self.letters = len(self.plain) - sum(map(len, self.numbers))

    def distance(self, other: _Spelling) -> int | None:
        """Number of slips between the two names; None if they are not near."""
        if self.numbers != other.numbers:
            return None
        limit = _slips_allowed(max(self.letters, other.letters))
        if abs(len(self.plain) - len(other.plain)) > limit:
            return None
        slips = min(_slips(self.plain, other.plain), _slips(self.sorted, other.sorted))
        return slips if slips <= limit else None


def _slips_allowed(letters: int) -> int:
    if letters < 3:
        return 0
    return 1 if letters < 7 else 2 if letters < 12 else 3


def _slips(one: str, other: str) -> int:
    """Letters added, dropped, changed, or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row, above = row, [i], before
        for j, right in enumerate(other, 1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                steps = min(steps, above[j - 2] + 1)
            row.append(steps)
    return row[-1]
