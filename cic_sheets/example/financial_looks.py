"""How the financial stand-in looks: one palette, one table, one page set-up for every sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

INK, MUTED, LINE = "#1F2A33", "#595959", "#B8CCE0"
DARK, SOFT = "#1F4E79", "#EAF1F8"
RED, RED_SOFT, AMBER_SOFT, GREEN = "#B3261E", "#FBE3E1", "#FFF1CC", "#2E6B4F"

# `_)` leaves the room of a bracket on the right: figures don't touch the next column.
EURO = '#,##0.00\\ "EUR"_)'
AMOUNT = "#,##0.00_)"
PARTS = '#,##0.00_);-#,##0.00_);"–"_)'
CUT = '"−"\\ #,##0.00_);"+"\\ #,##0.00_);""'
RATE = "0.0000_)"
DAY = "dd/mm/yyyy"
MONTH = "mm/yyyy"
PERCENT = "0.0%_)"
COUNT = "#,##0_)"
RANK = "0"

HEADER_ROW, ITEM_ROW, TOTAL_ROW = 6, 7, 8
"""Rows of the first table of every sheet, counted from 1."""

_DRAFT = '&C&"Calibri,Bold"&22&KB3261E{{brouillon}}'
_FOOTER = (
    '&L&"Calibri,Regular"&8&K595959Rapport financier {{annee}} – {{convention_numero}} – '
    "{{etat_du_rapport}}\nModèle provisoire, en attendant celui du commanditaire"
    "&R&8&K595959&A – page &P / &N"
)


_FIELD = re.compile(r"\{\{\w+\.(\w+)\}\}")
_NAMED = re.compile(r"\[([\^<]?)(?:(\w+)\.)?(\w+)(:?)\]")


class Col(NamedTuple):
    """A column of a table.

    content  a text with fields, or a formula (`=`) in which `{r}` is the row of the item
    look     a number format, "" for a text
    total    a formula for the last row in which `{c}` is the column's letter, "sum", or ""
    wrap     whether long texts go on below
    name     what formulas call it (`[montant]`: its cell in the same row); by default its field's
    """

    title: str
    width: float
    content: str
    look: str = ""
    total: str = ""
    wrap: bool = False
    name: str = ""


def letter_of(columns: Sequence[Col], name: str) -> str:
    """The letter of the column of that name.  Raises ValueError when there is none."""
    return _letters([name_of(col) for col in columns].index(name))


def name_of(col: Col) -> str:
    """What formulas call a column; "" for one that they can't name."""
    found = _FIELD.fullmatch(col.content)
    return col.name or (found[1] if found else "")


class Placed(NamedTuple):
    """A table that formulas of other pages read: its sheet, its columns, the row of its item."""

    sheet: str
    columns: Sequence[Col]
    row: int


_TABLES: dict[str, Placed] = {}


def known_table(name: str, sheet: str, columns: Sequence[Col], row: int) -> None:
    """Let formulas name a table's cells: `[Calcul.net]`, `[Calcul.net:]`."""
    _TABLES[name] = Placed(sheet, columns, row)


class Looks:
    """The formats of one workbook, made once each."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **properties: object) -> Any:
        """A format in our hand: Calibri 9, dark ink, unless said otherwise."""
        whole = {"font_name": "Calibri", "font_size": 9, "font_color": INK, **properties}
        whole.setdefault("valign", "vcenter")
        key = tuple(sorted(whole.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(whole)
        return self._known[key]


class Page:
    """One sheet of the template: banner, title, tables, print set-up."""

    def __init__(
        self,
        book: Any,
        looks: Looks,
        name: str,
        title: str,
        columns: Sequence[Col],
        pages: Sequence[int] = (),
    ) -> None:
        """`pages`: the columns at which each printed page ends, for a sheet several pages wide."""
        self.sheet = book.add_worksheet(name)
        self.looks = looks
        self.columns = columns
        self.pages = pages or (len(columns),)
        self._widths()
        self._top(title)
        self._print()

    def table(self, row: int, columns: Sequence[Col], totals: str = "Total") -> None:
        """A table whose header is at `row`, the repeated row below it, the totals below that.

        totals  the first cell of the last row; "" for a table without totals
        """
        head = self.looks(
            bold=True, font_color="#FFFFFF", bg_color=DARK, text_wrap=True, border=1,
            border_color=DARK, align="center",
        )  # fmt: skip
        self.sheet.set_row(row - 1, 30)
        for at, col in enumerate(columns):
            self.sheet.write_string(row - 1, at, col.title, head)
            content = _referring(col.content, columns, row + 1)
            self.item(row, at, col._replace(content=content))
            if totals:
                formula = _referring(col.total, columns, row + 2)
                self._total(row + 1, at, col._replace(total=formula), totals)

    def item(self, row: int, at: int, col: Col) -> None:
        """A cell of the repeated row; `row` from 0."""
        look: dict[str, object] = {"bottom": 1, "bottom_color": LINE, **_placing(col)}
        if col.look:
            look |= {"num_format": col.look}
        if col.wrap:
            look |= {"text_wrap": True}
        self._write(row, at, col.content, self.looks(**look))

    def _total(self, row: int, at: int, col: Col, title: str) -> None:
        look: dict[str, object] = {
            "bold": True, "bg_color": SOFT, "top": 1, "bottom": 1, "top_color": DARK,
            "bottom_color": DARK, **_placing(col),
        }  # fmt: skip
        if col.look:
            look |= {"num_format": col.look}
        letter = _letters(at)
        sums = f"=SUM({letter}{row}:{letter}{row})"
        text = title if at == 0 else sums if col.total == "sum" else col.total
        if not text.startswith("="):
            look |= {"align": "left", "indent": 1}
        self._write(row, at, text, self.looks(**look))

    def _write(self, row: int, at: int, text: str, look: Any) -> None:
        if text.startswith("="):
            self.sheet.write_formula(row, at, text, look, "")
        elif text.isdigit():
            self.sheet.write_number(row, at, int(text), look)
        elif text:
            self.sheet.write_string(row, at, text, look)
        else:
            self.sheet.write_blank(row, at, None, look)

    def formula(self, content: str) -> str:
        """A formula outside tables, with the names of other pages' cells."""
        return _referring(content, self.columns, 0)

    def put(self, place: str, text: str, **look: object) -> None:
        """A cell outside tables: a text, a field or a formula."""
        row, column = _place(place)
        self._write(row, column, text, self.looks(**look))

    def section(self, place: str, text: str) -> None:
        """A heading inside a sheet."""
        self.put(place, text, bold=True, font_size=11, font_color=DARK)
        self.sheet.set_row(_place(place)[0], 22)

    def note(self, place: str, text: str) -> None:
        """A remark in small type."""
        self.put(place, text, italic=True, font_color=MUTED)

    def span(self, area: str, text: str, **look: object) -> None:
        """Merged cells."""
        self.sheet.merge_range(area, text, self.looks(**look))

    def flag(self, area: str, criteria: str, **look: object) -> None:
        """A format that shows when a formula, seen from the area's first cell, is true."""
        plain = self.looks._book.add_format(look)
        self.sheet.conditional_format(
            area, {"type": "formula", "criteria": criteria, "format": plain}
        )

    def _widths(self) -> None:
        for at, col in enumerate(self.columns):
            self.sheet.set_column(at, at, col.width, self.looks())

    def _top(self, title: str) -> None:
        for start, end in zip((0, *self.pages), self.pages, strict=False):
            if end - start == 1:  # a column for reckoning alone, which is not printed
                continue
            area = f"{_letters(start)}1:{_letters(end - 1)}1"
            self.span(area, "{{mention_brouillon}}", bold=True, font_size=10, indent=1)
            self.flag(area, '=$A$1<>""', bg_color=RED, font_color="#FFFFFF", bold=True)
        self.put("A2", title, bold=True, font_size=16, font_color=DARK)
        self.put(
            "A3",
            "Convention {{convention_numero}} · {{charge_de_mission}} · {{periode}} · "
            "situation au {{date_situation}}",
            font_color=MUTED,
        )
        self.sheet.set_row(0, 18)
        self.sheet.set_row(1, 26)
        self.sheet.hide_gridlines(2)

    def _print(self) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.55, bottom=0.6)
        sheet.set_header(_DRAFT, {"margin": 0.15})
        sheet.set_footer(_FOOTER, {"margin": 0.25})
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()

    def frozen(self, row: int = HEADER_ROW, column: int = 0) -> None:
        """Headers that stay, on the screen and on every page."""
        self.sheet.freeze_panes(row, column)
        self.sheet.repeat_rows(row - 1)


def _placing(col: Col) -> dict[str, object]:
    """Figures to the right, days and ranks in the middle, texts to the left."""
    if col.look in (DAY, MONTH, RANK):
        return {"align": "center"}
    return {"align": "right"} if col.look else {"align": "left", "indent": 1}


def _referring(content: str, columns: Sequence[Col], row: int) -> str:
    """A formula whose `[names]` are cells of a row, `{r}` its number and `{t}` the next one.

    `[nom]` the cell of this row; `[<nom]` the one above; `[^nom]` all above, the heading included;
    `[nom:]` the item's whole column; `[Table.nom]`, `[Table.nom:]` those of another page.
    """

    def cell(match: re.Match[str]) -> str:
        mark, table, name, whole = match.groups()
        sheet, named, at = _TABLES[table] if table else Placed("", columns, row)
        letter, prefix = letter_of(named, name), f"{sheet}!" if sheet else ""
        if whole:
            return f"{prefix}${letter}${at}:${letter}${at}"
        if mark == "^":
            return f"{letter}${at - 1}:{letter}{at - 1}"
        return f"{prefix}{letter}{at - bool(mark)}"

    content = content.replace("{r}", str(row)).replace("{t}", str(row + 1))
    return _NAMED.sub(cell, content) if content.startswith("=") else content


def _letters(at: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

    return str(xl_col_to_name(at))


def _place(place: str) -> tuple[int, int]:
    from xlsxwriter.utility import xl_cell_to_rowcol

    row, column = xl_cell_to_rowcol(place)
    return int(row), int(column)
