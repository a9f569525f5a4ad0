"""`pieces-a-inscrire-<year>.xlsx`: rows to look at, then to copy into « Justificatifs ».

The first columns are those of « Justificatifs », in their order, so that rows are pasted as a
block; beside them the picture, what is sure and what isn't.  What a file says is written as text or
as a value, never as a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cic_sheets.language import phrase, rtl
from cic_sheets.render.scan_words import doubts, lines_said, sure_word, twins_said
from cic_sheets.report.scan import CERTAIN, COLUMNS, OPEN, PROBABLE, Proposal, Told
from cic_sheets.schema.kinds import Code
from cic_sheets.values import shown

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_COLOURS = {CERTAIN: "#E2F0D9", PROBABLE: "#FFF2CC", OPEN: "#F8CBAD"}
_TITLE, _LEGEND, _HEAD = 0, 1, 3
_ROW_HEIGHT = 96
_WIDTHS = {"issuer": 28, "subject": 28, "file": 34, "in_name_of": 20, "reason": 20}
_BESIDE = ("picture", "read", "twins", "lines", "doubts")
_BESIDE_WIDTHS = (20, 18, 30, 22, 60)
_LONGEST = 30_000
_EPOCH = datetime(2000, 1, 1)


def scan_sheet(
    proposals: Sequence[Proposal], thumbnails: Mapping[str, bytes], lang: str = "fr"
) -> bytes:
    """The workbook; the same proposals give the same bytes."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    kept = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(kept, options) as book:
        book.set_properties({"title": phrase("scan.title", lang), "created": _EPOCH})
        sheet = book.add_worksheet(phrase("scan.tab", lang)[:31])
        _Page(book, sheet, lang).write(proposals, thumbnails)
    return kept.getvalue()


class _Page:
    """The one sheet."""

    def __init__(self, book: Any, sheet: Worksheet, lang: str) -> None:
        self._book, self._sheet, self._lang = book, sheet, lang
        self._columns = COLUMNS
        self._formats: dict[tuple[str, str], Format] = {}

    def write(self, proposals: Sequence[Proposal], thumbnails: Mapping[str, bytes]) -> None:
        """Head, legend, a row each."""
        sheet, columns = self._sheet, self._columns
        if rtl(self._lang):
            sheet.right_to_left()
        bold = self._book.add_format({"bold": True, "font_size": 13})
        sheet.write_string(_TITLE, 0, phrase("scan.title", self._lang), bold)
        self._legend()
        head = self._book.add_format(
            {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "text_wrap": True,
             "valign": "top", "border": 1}
        )  # fmt: skip
        for place, column in enumerate(columns):
            sheet.write_string(_HEAD, place, column.label, head)
            sheet.set_column(place, place, _WIDTHS.get(column.attr, 14))
        first = len(columns) + 1
        sheet.set_column(first - 1, first - 1, 2)
        for place, (name, width) in enumerate(zip(_BESIDE, _BESIDE_WIDTHS, strict=True), first):
            sheet.write_string(_HEAD, place, phrase(f"scan.column.{name}", self._lang), head)
            sheet.set_column(place, place, width)
        for number, one in enumerate(proposals, start=_HEAD + 1):
            self._row(number, one, thumbnails.get(one.file.path))
        sheet.freeze_panes(_HEAD + 1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD)

    def _legend(self) -> None:
        for place, sure in enumerate(_COLOURS):
            self._sheet.write_string(
                _LEGEND, place * 2, sure_word(sure, self._lang), self._look(sure, "text")
            )

    def _row(self, number: int, one: Proposal, picture: bytes | None) -> None:
        self._sheet.set_row(number, _ROW_HEIGHT)
        for place, column in enumerate(self._columns):
            told = one.cells.get(column.attr)
            if told is not None:
                self._cell(number, place, told, as_text=isinstance(column.kind, Code))
        first = len(self._columns) + 1
        if picture:
            self._sheet.insert_image(
                number, first, "piece.jpg",
                {"image_data": BytesIO(picture), "x_offset": 3, "y_offset": 3,
                 "object_position": 1, "x_scale": 0.6, "y_scale": 0.6,
                 "description": one.file.path[:200]},
            )  # fmt: skip
        plain = self._look("", "text")
        source = phrase(f"scan.source.{one.file.source or 'none'}", self._lang)
        beside = (source, twins_said(one, self._lang), lines_said(one, self._lang))
        for place, text in enumerate((*beside, doubts(one, self._lang)), start=first + 1):
            self._sheet.write_string(number, place, text[:_LONGEST], plain)

    def _cell(self, row: int, place: int, told: Told, *, as_text: bool) -> None:
        value = told.value
        if isinstance(value, Decimal):
            self._sheet.write_number(row, place, _exact(value), self._look(told.sure, "amount"))
        elif isinstance(value, date):
            self._sheet.write_datetime(row, place, value, self._look(told.sure, "day"))
        else:
            look = self._look(told.sure, "code" if as_text else "text")
            self._sheet.write_string(row, place, str(value or "")[:_LONGEST], look)
        if told.sure != CERTAIN and (told.readings or told.words):
            self._sheet.write_comment(row, place, "\n".join(self._why(told))[:1000])

    def _why(self, told: Told) -> Iterator[str]:
        if told.words:
            yield phrase("scan.words", self._lang, words=told.words)
        if told.value is None and told.readings:
            said = " ; ".join(value_said(one, self._lang) for one in told.readings)
            yield phrase("scan.readings", self._lang, readings=said)

    def _look(self, sure: str, form: str) -> Format:
        made = self._formats.get((sure, form))
        if made is None:
            number = {"amount": "#,##0.00", "day": "dd/mm/yyyy", "code": "@"}.get(form, "General")
            looks = {"num_format": number, "valign": "top", "text_wrap": True, "border": 1,
                     "border_color": "#D0D0D0"}  # fmt: skip
            if sure:
                looks["bg_color"] = _COLOURS[sure]
            made = self._book.add_format(looks)
            self._formats[sure, form] = made
        return made


def _exact(value: Decimal) -> float:
    """A cell holds a double: the one that Excel would make of the typed amount."""
    return float(value)


def value_said(value: object, lang: str) -> str:
    """A value as people write it."""
    if isinstance(value, date):
        return shown.day(value, lang)
    return shown.number(value, lang) if isinstance(value, Decimal) else str(value)
