"""From a cell's markup (type, style, stored text) to what it holds.

Source: ISO/IEC 29500-1 18.3.1.4 (c), 18.3.1.96 (v), 18.18.11 (ST_CellType).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from cic_sheets.xlsx.model import EMPTY, RawCell
from cic_sheets.xlsx.serials import ImpossibleDate, iso, moment
from cic_sheets.xlsx.strings import BLANKS, Strings, decoded, text_cell
from cic_sheets.xlsx.styles import NUMBER, Styles

_LONGEST_NUMBER = 512  # characters; 1E308 written out has 309
_LARGEST, _SMALLEST = 308, -324  # powers of ten of what a cell can hold
_LOGICAL = {"1": True, "true": True, "0": False, "false": False}


class Faulty(Exception):
    """The cell is wrong, or worth a word: `code` of the issue, and the cell all the same."""

    def __init__(self, code: str, cell: RawCell, detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.cell = cell
        self.detail = detail


class CellMaker:
    """Makes the cells of one workbook.  Equal cells are one object: most values repeat."""

    def __init__(self, styles: Styles, strings: Strings, epoch1904: bool) -> None:
        self.styles = styles
        self.strings = strings
        self.epoch1904 = epoch1904
        self._numbers: dict[str, dict[str, RawCell]] = {}

    def make(self, kind: str, style: str, value: str | None) -> RawCell:
        """The cell of a stored text.  Raises Faulty, with the cell to keep.

        kind   the `t` attribute, "" or "n" for a number
        style  the `s` attribute, "" for none
        value  the text of `<v>`, None without one
        """
        if value is None or (value == "" and kind != "s"):
            return EMPTY
        match kind:
            case "s":
                return self.shared(value)
            case "" | "n":
                return self.number(style, value)
            case "str":
                return text_cell(decoded(value))
            case "b":
                return _logical(value)
            case "e":
                return RawCell("error", value.strip(BLANKS))
            case "d":
                return _iso(value)
            case "inlineStr":  # its text belongs in <is>; nobody shows this one
                raise Faulty("damaged_cell", EMPTY, value)
        raise _damaged(value)

    def shared(self, value: str) -> RawCell:
        """The text of a shared string by its number."""
        index = int(value) if value.strip(BLANKS).isdecimal() else -1
        cells, trimmed = self.strings
        if not 0 <= index < len(cells):
            raise Faulty("damaged_cell", RawCell("error", value), f"no shared string {value}")
        if index in trimmed:
            raise Faulty("space_trimmed", cells[index], cells[index].text)
        return cells[index]

    def number(self, style: str, value: str) -> RawCell:
        """A number, or the date it stands for under that style."""
        known = self._numbers.get(style)
        if known is None:
            known = self._numbers[style] = {}
            self._first_of_style(style, value)
        cell = known.get(value)
        if cell is None:
            cell = known[value] = self._number(style, value)
        return cell

    def _first_of_style(self, style: str, value: str) -> None:
        index = _index(style)
        if self.styles.kind(index) is None:
            raise Faulty("style_missing", self._number(style, value), style)
        if index in self.styles.padded:
            raise Faulty("padded_number", self._number(style, value), value)

    def _number(self, style: str, value: str) -> RawCell:
        number = _decimal(value)
        shown_as = self.styles.kind(_index(style)) or NUMBER
        if shown_as == NUMBER:
            return RawCell("number", number)
        try:
            when = moment(number, shown_as, self.epoch1904)
        except ImpossibleDate as error:
            raise Faulty("impossible_date", RawCell("number", number), value) from error
        return RawCell(_KINDS.get(type(when).__name__, "date"), when)


_KINDS = {"time": "time", "timedelta": "duration"}


def _index(style: str) -> int:
    if not style:
        return 0
    return int(style) if style.isdecimal() and len(style) < 9 else -1


def _decimal(value: str) -> Decimal:
    """The stored text as a Decimal, if it is a number that a cell can hold."""
    text = value.strip(BLANKS)
    if len(text) > _LONGEST_NUMBER or not text.isascii() or "_" in text:
        raise _damaged(value)
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise _damaged(value) from error
    if not number.is_finite() or (number and not _SMALLEST <= number.adjusted() <= _LARGEST):
        raise _damaged(value)
    return number if number or number.adjusted() > _SMALLEST else Decimal(0)


def _logical(value: str) -> RawCell:
    logical = _LOGICAL.get(value.strip(BLANKS).lower())
    if logical is None:
        raise _damaged(value)
    return RawCell("bool", logical)


def _iso(value: str) -> RawCell:
    try:
        when = iso(value.strip(BLANKS))
    except ImpossibleDate as error:
        raise _damaged(value) from error
    return RawCell(_KINDS.get(type(when).__name__, "date"), when)


def _damaged(value: str) -> Faulty:
    return Faulty("damaged_cell", RawCell("error", value), value)
