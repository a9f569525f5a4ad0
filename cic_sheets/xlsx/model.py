"""What a workbook's package holds, before anyone asks what it means.

Every value is the stored one, untouched: the text of a number becomes a Decimal of that very text,
a serial becomes the day it stands for in the workbook's own calendar.  Nothing here is money, a
header or a table of ours.  What the package says twice, or says wrongly, is a `RawIssue` at its
place; a file that is no workbook at all is `Refused`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType

from cic_sheets.values.cells import Area, CellRef
from cic_sheets.values.named import NamedTuple

Value = str | Decimal | date | datetime | time | timedelta | bool | None

_WIDEST_PLAIN = 21  # digits; beyond, an exponent is easier to read


class RawCell(NamedTuple):
    """One cell as stored.

    kind     text, number, date, time, duration, bool, error or empty
    value    str, Decimal, date (a datetime when it has an hour), time, timedelta, bool, the
             error's own text (`"#REF!"`), or None when empty
    formula  without its `=`; shared formulas are written out; "" when its text is lost
    stored   False for a formula that no program has calculated yet
    """

    kind: str
    value: Value
    formula: str | None = None
    stored: bool = True

    @property
    def text(self) -> str:
        """The value in one canonical spelling: `12.10`, `2023-12-31`, `2023-12-31T14:30:00`."""
        return canonical(self.value)


EMPTY = RawCell("empty", None)


class RawTable(NamedTuple):
    """A ListObject; `area` holds the header row and the totals row too."""

    name: str
    sheet: str
    area: Area
    header_rows: int
    totals_rows: int
    columns: tuple[str, ...]


class RawLink(NamedTuple):
    """A hyperlink over an area: an address, or a place of the same workbook (`#Feuil1!A1`)."""

    area: Area
    target: str


class RawName(NamedTuple):
    """A defined name and the formula behind it; `sheet` when it belongs to one sheet."""

    name: str
    formula: str
    sheet: str | None


class ExternalLink(NamedTuple):
    """Another workbook, with the cells that use it.

    number  as formulas write it (`[1]Feuil1!A1`); 0 when they name the file itself
    target  its path or address; "" when the workbook does not say
    """

    number: int
    target: str
    cells: tuple[CellRef, ...]


class RawIssue(NamedTuple):
    """Something the package says wrongly; `place` is `A2`, `A2:A3`, or "" for a whole sheet."""

    code: str
    sheet: str
    place: str
    detail: str


_NO_ROWS: Mapping[int, Mapping[int, RawCell]] = MappingProxyType({})


class RawSheet(NamedTuple):
    """One sheet; `rows` holds the cells that hold something, by row then column, from 1.

    kind        worksheet, chartsheet, dialogsheet, macrosheet, or missing (no part in the file)
    autofilter  the area under the sheet's own filter buttons, if any
    xml_rows    row elements in the file, empty ones included
    """

    name: str
    state: str = "visible"
    kind: str = "worksheet"
    rows: Mapping[int, Mapping[int, RawCell]] = _NO_ROWS
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    tables: tuple[RawTable, ...] = ()
    links: tuple[RawLink, ...] = ()
    autofilter: Area | None = None
    xml_rows: int = 0

    def cell(self, row: int, column: int) -> RawCell:
        """The cell there, EMPTY when nothing is."""
        return self.rows.get(row, {}).get(column, EMPTY)

    @property
    def rows_read(self) -> int:
        """Rows that hold at least one cell."""
        return len(self.rows)


class RawBook(NamedTuple):
    """A whole workbook, and the very bytes it was read from."""

    name: str
    data: bytes
    sheets: tuple[RawSheet, ...]
    date1904: bool
    external_links: tuple[ExternalLink, ...]
    issues: tuple[RawIssue, ...]
    defined_names: tuple[RawName, ...]

    @property
    def sha256(self) -> str:
        """Fingerprint of the file's bytes, in hexadecimal."""
        import hashlib

        return hashlib.sha256(self.data).hexdigest()

    def sheet(self, name: str) -> RawSheet | None:
        """The first sheet of exactly that name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


REFUSALS = (
    "missing_file",
    "a_folder",
    "locked",
    "lock_file",
    "empty_file",
    "damaged_file",
    "not_a_workbook",
    "password_protected",
    "old_excel_format",
    "binary_workbook",
    "opendocument",
    "unsafe_file",
    "too_large",
)


class Refused(Exception):
    """The file can't be read as a workbook: `code` is one of REFUSALS, `detail` what was seen.

    `detail` is for a curious reader or a log (the part's name, the format found), no sentence.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        if code not in REFUSALS:
            raise ValueError(f"no such refusal: {code}")
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def canonical(value: Value) -> str:
    """One spelling for each stored value; `canonical(RawCell.value)` is what `inspect` shows."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, timedelta):
        return _duration(value)
    return value.isoformat()


def _number(value: Decimal) -> str:
    text = str(value)
    if not value:
        return "0" if "E" in text else text.lstrip("-")
    if "E+" in text and value.adjusted() < _WIDEST_PLAIN:
        return format(value, "f")
    return text


def _duration(value: timedelta) -> str:
    """`36:30:00`, hours beyond a day as `[h]:mm:ss` shows them; milliseconds only if there are."""
    sign = "-" if value < timedelta() else ""
    total = round(abs(value) / timedelta(milliseconds=1))
    seconds, milli = divmod(total, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    tail = f".{milli:03d}" if milli else ""
    return f"{sign}{hour}:{minute:02d}:{second:02d}{tail}"
