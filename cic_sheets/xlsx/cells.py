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
    """The cell is wrong, or worth a word: `code` of the issue, and the cell all the same.

    `once`: saying it of the first such cell of a sheet is enough.
    """

    def __init__(self, code: str, cell: RawCell, detail: str, once: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.cell = cell
        self.detail = detail
        self.once = once


class CellMaker:
    """Makes the cells of one workbook.  Equal cells are one object: most values repeat.

    `forms` is room for a reader to keep type, style and `known` by the markup they come in.
    """

    def __init__(self, styles: Styles, strings: Strings, epoch1904: bool) -> None:
        self.styles = styles
        self.strings = strings
        self.epoch1904 = epoch1904
        # Most cells are shared strings: made at once, whatever the style.
        shared = enumerate(strings.cells)
        self._known: dict[str, dict[str, RawCell]] = {
            "s": {str(n): cell for n, cell in shared if n not in strings.trimmed}
        }
        self.forms: dict[str, tuple[str, str, dict[str, RawCell]]] = {}

    def known(self, kind: str, style: str) -> dict[str, RawCell]:
        """The faultless cells of that type and style made so far, by stored text."""
        key = kind if kind and kind != "n" else f" {style}"  # a style is of numbers only
        cells = self._known.get(key)
        if cells is None:
            cells = self._known[key] = {}
        return cells

    def make(self, kind: str, style: str, value: str) -> RawCell:
        """The cell of a stored text.  Raises Faulty, with the cell to keep.

        kind   the `t` attribute, "" or "n" for a number
        style  the `s` attribute, "" for none
        value  the text of `<v>`
        """
        known = self.known(kind, style)
        cell = known.get(value)
        if cell is None:
            cell = known[value] = self._made(kind, style, value)
        return cell

    def _made(self, kind: str, style: str, value: str) -> RawCell:
        if value == "" and kind != "s":
            return EMPTY
        match kind:
            case "s":
                return self._shared(value)
            case "" | "n":
                return self._number(style, value)
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

    def _shared(self, value: str) -> RawCell:
        """The text of a shared string by its number."""
        index = _index(value.strip(BLANKS) or "-")
        cells, trimmed, _deep = self.strings
        if not 0 <= index < len(cells):
            raise Faulty("damaged_cell", RawCell("error", value), f"no shared string {value}")
        if index in trimmed:
            raise Faulty("space_trimmed", cells[index], cells[index].text)
        return cells[index]

    def _number(self, style: str, value: str) -> RawCell:
        """A number, or the date it stands for under that style."""
        index = _index(style)
        shown_as = self.styles.kind(index)
        cell = self._dated(_decimal(value), shown_as or NUMBER, value)
        if shown_as is None:
            raise Faulty("style_missing", cell, style, once=True)
        if index in self.styles.padded:
            raise Faulty("padded_number", cell, value, once=True)
        return cell

    def _dated(self, number: Decimal, shown_as: str, value: str) -> RawCell:
        if shown_as == NUMBER:
            return RawCell("number", number)
        try:
            when = moment(number, shown_as, self.epoch1904)
        except ImpossibleDate as error:
            kept = RawCell("number", number) if error.hour is None else RawCell("time", error.hour)
            raise Faulty("impossible_date", kept, value) from error
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
