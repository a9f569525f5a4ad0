"""Texts that are not what they seem: marks that nobody sees, letters of another script, numbers.

Source: Unicode TR 36 (2.2, single and mixed script spoofing); UAX 9 (directional marks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

from cic_sheets.values.literals import read_amount
from cic_sheets.values.typed_days import read_day, read_moment
from cic_sheets.xlsx.model import RawCell

_UNSEEN = re.compile(
    "[\xad\u034f\u180e\u200b\u2060-\u2064\ufeff]"
    "|\\A[\xa0\u2007\u202f]|[\xa0\u2007\u202f]\\Z"
    "|(?<=[!-~])[\u200c\u200d](?=[!-~])"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_CYRILLIC = "АВСЕНІЈКМОРЅТХУаеіјорсухѕ"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρ"
_WIDE = frozenset(map(chr, range(0xFF01, 0xFF5F)))  # full width
_LOOKS = frozenset((*_CYRILLIC, *_GREEK, *_WIDE))
_SKELETON = str.maketrans({"o": "0", "l": "1", "i": "1"})
_WORD = re.compile(r"[^\W_]+")
_LETTER_IN_NUMBER = re.compile(
    r"(?<![^\W_])[\d.,]*\d(?:[Oo]\d|[lI]\d|O(?=[\d.,]|\Z))"  # 1 234,5O
    r"|[^\W\d_]\d*\d[OolI]\d|[^\W\d_]\d\d+[OolI](?![^\W_])"  # COM0O1, COM00l
)
_LONGEST_CODE = 40
_MOST_TEXTS = 10_000  # different ones looked at: enough to say that something is off


def invisible(text: str) -> bool:
    """Whether it holds marks that make it differ from what a person reads.

    Directional marks are at home in Arabic and Hebrew, joiners too, and NBSP inside French.
    """
    if text.isascii() and text.isprintable():
        return False
    if _UNSEEN.search(text):
        return True
    if not _DIRECTION.search(text):
        return False
    return not any(char.isalpha() and bidirectional(char) in ("R", "AL") for char in text)


def look_alikes(cells: Sequence[tuple[int, RawCell]]) -> Iterator[int]:
    """Rows of a column whose text passes for another: `СОМ001` in Cyrillic, `COM00l`, `5O,00`."""
    spellings: dict[str, dict[str, int]] = {}
    for row, cell in cells:
        text = cell.text if cell.kind == "text" else ""
        if not text or len(text) > _LONGEST_CODE or len(spellings) > _MOST_TEXTS:
            continue
        if _foreign(text) or _LETTER_IN_NUMBER.search(text):
            yield row
        elif any(char.isdigit() for char in text):
            plain = text.casefold().strip()
            spellings.setdefault(plain.translate(_SKELETON), {}).setdefault(plain, row)
    for rows in spellings.values():
        if len(rows) > 1:  # the one with most digits is what the others pass for
            meant = max(rows, key=lambda plain: sum(char.isdigit() for char in plain))
            yield from (row for plain, row in rows.items() if plain != meant)


def _foreign(text: str) -> bool:
    """Whether a word mixes Latin letters with their twins of another script.

    Beside digits, twins are at home in a text that has other letters of their script.
    """
    if text.isascii():
        return False
    at_home = any(char.isalpha() and not _latin(char) and char not in _LOOKS for char in text)
    for word in _WORD.findall(text):
        if any(char in _LOOKS for char in word):
            latin = any(char.isascii() and (char.isalpha() or not at_home) for char in word)
            if latin or (not at_home and any(char in _WIDE for char in word)):
                return True
    return False


def _latin(char: str) -> bool:
    return char < "\u0250"


def typed_values(
    cells: Sequence[tuple[int, RawCell]], known: dict[str, str]
) -> Iterator[tuple[str, int]]:
    """Numbers and dates typed as text, with their rows.

    A code with leading zeros is none; digits alone count only where most cells are numbers.

    cells  one column, without its heading
    known  what each text was found to be, kept from column to column
    """
    whole: list[int] = []
    numbers = sum(cell.kind == "number" for _row, cell in cells)
    for row, cell in cells:
        if cell.kind != "text" or cell.formula is not None or len(known) > _MOST_TEXTS:
            continue
        text = cell.text
        if text not in known:
            known[text] = _typed_as(text)
        if known[text] == "whole":
            whole.append(row)
        elif known[text]:
            numbers += known[text] == "text_number"
            yield known[text], row
    if 2 * numbers >= len(cells):
        for row in whole:
            yield "text_number", row


def _typed_as(text: str) -> str:
    """`text_number`, `text_date`, `whole` (digits alone: perhaps a code) or ""."""
    bare = text.strip()
    if len(bare) > _LONGEST_CODE or not any(char.isdigit() for char in bare):
        return ""
    if bare.isdecimal():
        return "whole" if not bare.startswith("0") and len(bare) <= 15 else ""
    for day in (read_day(bare), read_moment(bare)):
        if day.value or day.readings:
            return "text_date"
    amount = read_amount(bare)
    return "text_number" if amount.value is not None or amount.readings else ""
