"""What a template is filled with, and how a cell stores it.

Source: ISO/IEC 29500-1, 18.3.1.4 (c), 18.17.4 (dates and times), 22.9.2.19 (ST_Xstring).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from cic_sheets.values.named import NamedTuple

from ..opc.markup import xstring
from .spreadsheet import bounded

TYPE_CHECKING = False  # typing takes longer to import than this package
if TYPE_CHECKING:
    from typing import TypeAlias

Scalar: TypeAlias = str | Decimal | int | bool | date | datetime | None


class Formula(NamedTuple):
    """A live formula, without its `=`, with the result to store until somebody recalculates."""

    text: str
    stored: Scalar = None


class Item(NamedTuple):
    """The row where an item of a list lands, wherever the template puts it; `number` from 0."""

    list: str
    number: int


class Outside(NamedTuple):
    """A file, or a page of the web, as a URI; relative ones are seen from the filled file."""

    uri: str


class Link(NamedTuple):
    """A text that leads elsewhere: `'Dépenses'!A5`, an item's row, something outside."""

    text: str
    target: str | Item | Outside


class Worded(NamedTuple):
    """A value that stands among words in words of its own: 5236.47, « 5 236,47 EUR »."""

    value: Scalar
    words: str


Value: TypeAlias = Scalar | Formula | Link | Worded

_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LEAP_1900 = date(1900, 3, 1)  # earlier serials count a 29 February 1900 that never was
_DAY_SECONDS = 86_400
_MOST_DIGITS = 17  # of a double
_WIDEST = 21  # digits written plainly; beyond, with an exponent


class Stored(NamedTuple):
    """The `t` attribute of a cell (b"" for a number) and what stands in it."""

    type: bytes
    inner: bytes


EMPTY = Stored(b"", b"")


def stored(value: Value, epoch1904: bool, prefix: bytes = b"") -> Stored:
    """How a cell stores a value.  Raises ValueError for a number that is not finite."""
    if isinstance(value, Formula):
        result = stored(value.stored, epoch1904, prefix)
        inner = b"<%sf>%s</%sf>" % (prefix, xstring(value.text), prefix)
        return Stored(*_result(result, inner, value.stored, prefix))
    if isinstance(value, Link):
        value = value.text
    if isinstance(value, Worded):
        value = value.value
    if isinstance(value, date) and _serial(value, epoch1904) is None:
        value = value.isoformat()
    match value:
        case None | "":
            return EMPTY
        case bool():
            return Stored(b"b", b"<%sv>%d</%sv>" % (prefix, value, prefix))
        case str():
            return Stored(b"inlineStr", inline(value, prefix))
        case date():
            number = _serial(value, epoch1904) or Decimal(0)
        case _:
            number = Decimal(value)
    return Stored(b"", b"<%sv>%s</%sv>" % (prefix, number_text(number).encode(), prefix))


def inline(text: str, prefix: bytes = b"") -> bytes:
    """A text inside its cell: text is text, whatever it begins with."""
    content = xstring(bounded(text))
    return b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (
        prefix, prefix, content, prefix, prefix,
    )  # fmt: skip


def number_text(number: Decimal) -> str:
    """A number as a cell stores it: the digits that a double keeps, no noise behind them.

    Raises ValueError if it is not finite.
    """
    if not number.is_finite():
        raise ValueError(f"no number for a cell: {number}")
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        number = number.quantize(Decimal(1).scaleb(number.adjusted() - _MOST_DIGITS + 1))
    if not number:
        return "0"
    text = f"{number:f}" if abs(number.adjusted()) < _WIDEST else f"{number:E}"
    return text.rstrip("0").rstrip(".") if "." in text and "E" not in text else text


def plain(value: Value) -> str:
    """A value inside a text, in the most neutral spelling: `12.10`, `2023-12-31`."""
    match value:
        case Formula(stored=result):
            return plain(result)
        case Link(text=text) | Worded(words=text):
            return text
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _result(result: Stored, formula: bytes, value: Scalar, prefix: bytes) -> Stored:
    """A formula's stored result: texts are `str` there, never inline."""
    if isinstance(value, str) and value:
        content = xstring(bounded(value))
        return Stored(b"str", b"%s<%sv>%s</%sv>" % (formula, prefix, content, prefix))
    return Stored(result.type, formula + result.inner)


def _serial(value: date, epoch1904: bool) -> Decimal | None:
    """Days since the workbook's epoch; None before its first day."""
    day = value.date() if isinstance(value, datetime) else value
    epoch = _EPOCH_1904 if epoch1904 else _EPOCH_1900
    days = (day - epoch).days - (not epoch1904 and day < _LEAP_1900)
    if days < (0 if epoch1904 else 1):
        return None
    if not isinstance(value, datetime):
        return Decimal(days)
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    hour = (Decimal(seconds) / _DAY_SECONDS).quantize(Decimal("1E-11"))
    return days + hour
