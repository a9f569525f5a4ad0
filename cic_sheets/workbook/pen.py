"""The pen: XlsxWriter, which says no by a return code, made to raise; and the looks of cells.

XlsxWriter leaves out what it does not like (a message of 256 characters, say) and returns -1 or
-2: every call that counts goes through `done`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast

from cic_sheets.schema import kinds
from cic_sheets.schema.kinds import Kind
from cic_sheets.workbook.content import Formula, Shown
from cic_sheets.workbook.plan import HEADER

DAY, MOMENT, HOUR = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm"
TEXT, GENERAL = "@", "General"

INK, PALE_INK, LINE = "#1F2933", "#6B7680", "#D5DBE1"
RED, MISSING, AMBER, COMPUTED = "#F8B4B4", "#FDE8E8", "#FCE8B2", "#EEF1F4"
RED_INK, AMBER_INK = "#8C1D18", "#6B4E00"
COLOURS = {"wrong": RED, "missing": MISSING, "doubtful": AMBER}
INKS = {"wrong": RED_INK, "missing": RED_INK, "doubtful": AMBER_INK}

Look = tuple[tuple[str, object], ...]


class EmptyResult(str):
    """The empty text as a formula's result.

    XlsxWriter takes "" for « no result »; Excel itself stores `""` as a text without letters.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class Pen:
    """A workbook being written, and its formats, each made once.

    book  XlsxWriter's `Workbook`
    """

    def __init__(self, book: Any) -> None:
        self.book = book
        self._formats: dict[Look, Any] = {}
        self._tab_class = _tab_class()

    def add_tab(self, name: str) -> Any:
        """A new tab, XlsxWriter's `Worksheet`.  Raises for a name that Excel would refuse."""
        return self.book.add_worksheet(name, self._tab_class)

    def look(self, **wanted: object) -> Any:
        """The format of these properties (XlsxWriter's names)."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            base = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
            self._formats[key] = self.book.add_format(base | wanted)
        return self._formats[key]

    def colour(self, weight: str) -> Any:
        """The format of an alarm: colours or lines only: the cell keeps its number format."""
        key: Look = (("alarm", weight),)
        if key not in self._formats:
            coloured = {"bg_color": COLOURS.get(weight), "font_color": INKS.get(weight)}
            lined = {"border": 1, "border_color": LINE}
            properties = lined if weight == "filled" else coloured
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def write(
        self, tab: Any, row: int, column: int, value: object, look: Mapping[str, object], kind: Kind
    ) -> None:
        """One cell (row and column from 1) as the value's own type, in its column's look.

        A value of another type than its column's gets a number format that lets it be seen.
        """
        if isinstance(value, Shown):
            look = {**look, "num_format": value.number_format}
            value = value.value
        elif not isinstance(value, Formula):
            look = {**look, "num_format": _format_for(value, str(look.get("num_format", GENERAL)))}
        self._put(tab, row - 1, column - 1, _as_typed(value, kind), self.look(**look))

    def _put(self, tab: Any, row: int, column: int, value: object, look: Any) -> None:
        match value:
            case None | "":
                pass
            case Formula():
                done(tab.write_formula(row, column, value.text, look, stored(value.value)))
            case bool():
                done(tab.write_boolean(row, column, value, look))
            case str():
                done(tab.write_string(row, column, value, look))
            case int() | float() | Decimal():
                done(tab.write_number(row, column, value, look))
            case date() | time() | timedelta():
                done(tab.write_datetime(row, column, value, look))
            case _:
                raise TypeError(f"no cell holds a {type(value).__name__}: {value!r}")


def _tab_class() -> Any:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    class Tab(Worksheet):  # type: ignore[misc]
        """A worksheet whose rows of data grow when a longer text is typed.

        XlsxWriter marks every height that it is given as chosen by a person, and Excel then never
        adapts it; without a height, LibreOffice shows one line of a text of three.
        """

        def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
            if tag == "row" and dict(attributes)["r"] > HEADER:
                attributes = [pair for pair in attributes if pair[0] != "customHeight"]
            super()._xml_start_tag_unencoded(tag, attributes)

    return Tab


def stored(value: object) -> object:
    """A formula's result as XlsxWriter takes it; None for none."""
    if value is None:
        return ""
    return EmptyResult("") if value == "" else value


def done(code: object) -> None:
    """Raises ValueError when XlsxWriter left something out."""
    if isinstance(code, int) and code < 0:
        raise ValueError(f"XlsxWriter refused (code {code})")


def _as_typed(value: object, kind: Kind) -> object:
    """What a person would have typed: oui for True, `a ; b` for several."""
    if isinstance(value, bool) and isinstance(kind, kinds.YesNo):
        return "oui" if value else "non"
    if type(value) in (tuple, list):
        return " ; ".join(str(part) for part in cast("Sequence[object]", value))
    return value


def _format_for(value: object, declared: str) -> str:
    shows_days = "yy" in declared
    match value:
        case datetime():
            return declared if shows_days else MOMENT
        case date():
            return declared if shows_days else DAY
        case time():
            return HOUR
        case bool() | int() | float() | Decimal():
            return GENERAL if shows_days or declared == TEXT else declared
    return declared


def number_format(kind: Kind) -> str:
    """Excel's format of a kind.

    A number without fixed decimals keeps Excel's own: with `#,##0.####`, 12 would show as « 12, ».
    """
    return GENERAL if type(kind) is kinds.Number else kind.number_format


def look_of(kind: Kind, rtl: bool = False) -> dict[str, object]:
    """How the cells of a column look.

    Dates and numbers keep Excel's own alignment: a text typed among them shows by standing left.
    """
    look: dict[str, object] = {"num_format": number_format(kind)}
    if isinstance(kind, kinds.Text | kinds.FileName | kinds.Choices | kinds.Refs | kinds.Anything):
        look["text_wrap"] = True
    if isinstance(kind, kinds.YesNo):
        look["align"] = "center"
    elif not isinstance(kind, kinds.Day | kinds.Number):
        look |= {"align": "left", "indent": 1}
    if rtl:
        look |= {"reading_order": 2, "align": "right"}
    return look
