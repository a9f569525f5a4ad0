"""Where a cell is.  Addresses are made once, by the reader, and carried ever after."""

from __future__ import annotations

import re

from cic_sheets.values.named import NamedTuple

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_PLAIN_SHEET = r"[^\W\d]\w*\Z"
_LOOKS_LIKE_CELL = r"([A-Za-z]{1,3}[0-9]+|[RrLlCc][0-9]*([RrCc][0-9]*)?)\Z"


def letters(column: int) -> str:
    """Column number (1 = A) to letters; 16384 gives XFD.  Raises ValueError below 1."""
    if column < 1:
        raise ValueError(f"no column {column}")
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_number(text: str) -> int:
    """Letters to column number: A gives 1, XFD gives 16384."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number


def split_a1(text: str) -> tuple[int, int]:
    """`"$B$12"` to (12, 2): row, column.  Raises ValueError on anything else."""
    match = _A1.match(text)
    if match is None:
        raise ValueError(f"not a cell address: {text!r}")
    return int(match[2]), column_number(match[1])


def quoted(sheet: str) -> str:
    """A sheet's name as Excel writes it in a formula: `L'été` gives `'L''été'`."""
    if re.match(_PLAIN_SHEET, sheet) and not re.match(_LOOKS_LIKE_CELL, sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


class CellRef(NamedTuple):
    """One cell of one sheet; row and column count from 1."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """`J14`."""
        return f"{letters(self.column)}{self.row}"

    @property
    def address(self) -> str:
        """`'Dépenses 2'!J14`, as the Name box of Excel takes it."""
        return f"{quoted(self.sheet)}!{self.a1}"


class Area(NamedTuple):
    """A rectangle of cells, bounds included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, text: str) -> Area:
        """`A1:B3` or `A1` to an area.  Raises ValueError on anything else."""
        first, _, last = text.partition(":")
        top, left = split_a1(first)
        bottom, right = split_a1(last or first)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    @property
    def a1(self) -> str:
        """`A1:B3`; a single cell stays single."""
        first = f"{letters(self.left)}{self.top}"
        last = f"{letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right
