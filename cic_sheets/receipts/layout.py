"""Words in their places on a page → lines of text, each word at the column where it is printed.

Columns are what tells `Date de facture` from `Échéance` when the days stand beneath.
"""

from __future__ import annotations

import re

Word = tuple[float, float, float, float, str]
"""Left, bottom, right, top, in points, upright; the letters."""


Box = tuple[float, float, float, float]
NO_BOX: Box = (1e9, 1e9, -1e9, -1e9)


def around(box: Box, other: Box) -> Box:
    """The smallest box that holds both."""
    return (
        min(box[0], other[0]),
        min(box[1], other[1]),
        max(box[2], other[2]),
        max(box[3], other[3]),
    )


def laid_out(words: list[Word]) -> str:
    """Lines from top to bottom, words at the column where they are printed."""
    if not words:
        return ""
    width = _character(words)
    margin = min(word[0] for word in words)
    return "\n".join(_line(line, margin, width) for line in _lines(words))


def _character(words: list[Word]) -> float:
    """The usual width of a character, in points."""
    widths = sorted((right - left) / len(letters) for left, _, right, _, letters in words)
    return max(widths[len(widths) // 2], 0.5)


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words whose middles lie within one another's height are on one line."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -(word[1] + word[3])):
        near = next((line for line in lines[:-4:-1] if _level(line[0], word)), None)
        if near is not None:
            near.append(word)
        else:
            lines.append([word])
    edge = max(word[2] for word in words)
    return [_in_reading_order(sorted(line), edge) for line in lines]


_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")


def _in_reading_order(line: list[Word], edge: float) -> list[Word]:
    """An Arabic line from right to left, its numbers kept whole, as if seen in a mirror."""
    arabic = sum(bool(_ARABIC.search(word[4])) for word in line)
    latin = sum(bool(re.search(r"[A-Za-z]{2}", word[4])) for word in line)
    if arabic <= latin:
        return line
    pieces: list[Word] = []
    for word in line:
        last = pieces[-1] if pieces else None
        figures = last is not None and not _ARABIC.search(last[4] + word[4])
        if last is not None and figures and word[0] - last[2] < 0.5 * (word[3] - word[1]):
            pieces[-1] = (*around(last[:4], word[:4]), f"{last[4]} {word[4]}")
        else:
            pieces.append(word)
    mirrored = [
        (edge - right, bottom, edge - left, top, letters)
        for left, bottom, right, top, letters in pieces
    ]
    return sorted(mirrored)


def _level(one: Word, other: Word) -> bool:
    """Letters differ in height: a comma's middle is not a capital's, so that one must do."""
    middle, others = (one[1] + one[3]) / 2, (other[1] + other[3]) / 2
    return one[1] <= others <= one[3] or other[1] <= middle <= other[3]


def _line(words: list[Word], margin: float, width: float) -> str:
    line, end = "", margin
    for left, _, right, _, letters in words:
        column = min(max(int((left - margin) / width), 0), 400)
        apart = left - end > 1.7 * width
        blanks = max(column - len(line), 2) if apart else 1
        line += " " * (blanks if line else column) + letters
        end = right
    return line
