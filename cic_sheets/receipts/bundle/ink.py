"""Text on a page in any of the three languages: Arabic letters joined and ordered, lines broken."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from cic_sheets.values.named import NamedTuple

FONTS = Path(__file__).with_name("fonts")
NAMES = ("DejaVuSans", "DejaVuSans-Bold")
UNKNOWN = "\ufffd"
_FROM_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Hand(NamedTuple):
    """How a text is written."""

    size: float
    bold: bool = False
    colour: str = "#000000"


class Ink:
    """Writes on a canvas; `language` decides which way a line of both scripts runs."""

    def __init__(self, language: str) -> None:
        self.from_right = language == "ar"
        _register()

    def width(self, text: str, hand: Hand) -> float:
        """In points."""
        from reportlab.pdfbase.pdfmetrics import (  # type: ignore[import-untyped]
            stringWidth,
        )

        return float(stringWidth(self._seen(text), NAMES[hand.bold], hand.size))

    def lines(self, text: str, width: float, hand: Hand) -> list[str]:
        """The text in lines no wider than that; a word that is too long is broken."""
        lines: list[str] = []
        line = ""
        for word in _INVISIBLE.sub(" ", text).split():
            longer = f"{line} {word}" if line else word
            if self.width(longer, hand) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = self._broken(word, width, hand)
            lines += whole
        return [*lines, line] if line else lines

    def _broken(self, word: str, width: float, hand: Hand) -> list[str]:
        pieces, piece = [], ""
        for letter in word:
            if piece and self.width(piece + letter, hand) > width:
                pieces.append(piece)
                piece = ""
            piece += letter
        return [*pieces, piece]

    def cut(self, text: str, width: float, hand: Hand) -> str:
        """The text, or as much of its beginning as fits and « … »."""
        text = _INVISIBLE.sub(" ", text)
        if self.width(text, hand) <= width:
            return text
        while text and self.width(text + "…", hand) > width:
            text = text[:-1]
        return text + "…"

    def write(
        self, canvas: Any, text: str, at: tuple[float, float], hand: Hand, align: str = "left"
    ) -> None:
        """One line, its baseline at that height, to the right of that point or to its left."""
        seen = self._seen(text)
        left = at[0] if align == "left" else at[0] - self.width(text, hand)
        canvas.setFont(NAMES[hand.bold], hand.size)
        canvas.setFillColor(hand.colour)
        canvas.drawString(left, at[1], seen)

    def _seen(self, text: str) -> str:
        return _seen(text, self.from_right)


@cache
def _seen(text: str, from_right: bool) -> str:
    """The signs in the order and the shapes in which they are drawn, from left to right."""
    text = _INVISIBLE.sub(" ", text)
    if _FROM_RIGHT.search(text):
        from bidi.algorithm import get_display

        text = str(get_display(_joined(text), base_dir="R" if from_right else None))
    return "".join(sign if ord(sign) in _signs() else UNKNOWN for sign in text)


def _joined(text: str) -> str:
    """Arabic letters in the shapes that they have between these neighbours."""
    return str(_reshaper().reshape(text))


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


@cache
def _register() -> None:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

    for name in NAMES:
        registerFont(TTFont(name, FONTS / f"{name}.ttf"))


@cache
def _signs() -> frozenset[int]:
    from reportlab.pdfbase.pdfmetrics import getFont

    return frozenset.intersection(*(frozenset(getFont(name).face.charToGlyph) for name in NAMES))
