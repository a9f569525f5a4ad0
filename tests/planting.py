"""Single faults planted in the clean year with openpyxl, and the findings that they deserve.

A row is called by its first cell (`D-2023-005`, `01/04/2023`), a key of « Convention » or
« Règles » by its name.  What is expected is written

    CEL-03                      at the planted cell
    JUS-09 Justificatifs.N°     in that sheet, under that heading
    HON-02 Honoraires.N° x2     as often
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Place = tuple[str, str, str]
"""Code, sheet, heading of the cell's column ('' when no cell is named)."""

_EXPECTED = re.compile(r"([A-Z]{3}-\d\d)(?: ([^.]+)\.(.*?))?(?: x(\d+))?")


class Edit(NamedTuple):
    """One cell typed over."""

    sheet: str
    row: str
    label: str
    value: Any


class Fault(NamedTuple):
    """What is done to the clean year, and the exact findings beyond the informations.

    edits     cells typed over; the first is the planted cell
    change    anything else, done after the edits
    """

    name: str
    edits: tuple[Edit, ...]
    expected: tuple[str, ...]
    change: Callable[[Workbook], None] | None = None

    def plant(self, book: Workbook) -> None:
        for edit in self.edits:
            cell_of(book, edit).value = edit.value
        if self.change is not None:
            self.change(book)

    def places(self) -> Counter[Place]:
        """The expected findings, counted."""
        found: Counter[Place] = Counter()
        for text in self.expected:
            matched = _EXPECTED.fullmatch(text)
            assert matched, text
            code, sheet, label, times = matched.groups()
            first = self.edits[0] if self.edits else Edit("", "", "", None)
            mine = first.row if first.sheet == "Convention" else first.label
            place = (code, sheet or first.sheet, mine if sheet is None else label)
            found[place] += int(times or 1)
        return found

    def here(self) -> set[str]:
        """Codes expected at the planted cell itself."""
        return {text for text in self.expected if " " not in text}


def planted(name: str, where: str, value: Any, *expected: str) -> Fault:
    """One cell: `planted("sans montant", "Dépenses D-2023-005 Montant", None, "CEL-01")`."""
    sheet, row, label = where.split(" ", 2)
    return Fault(name, (Edit(sheet, row, label, value),), expected)


def key(name: str, sheet: str, row: str, value: Any, *expected: str) -> Fault:
    """A value of « Convention » or « Règles », whose names hold spaces."""
    return Fault(name, (Edit(sheet, row, "Valeur", value),), expected)


def both(name: str, first: Edit, second: Edit, *expected: str) -> Fault:
    """A fault that takes two cells."""
    return Fault(name, (first, second), expected)


def done(name: str, change: Callable[[Workbook], None], *expected: str) -> Fault:
    """A fault of the sheet rather than of a cell."""
    return Fault(name, (), expected, change)


# --- Where things are ----------------------------------------------------------------------------


def heading_row(sheet: Worksheet) -> int:
    """The row of the headings: the first of the sheet's table."""
    return int(re.match(r"[A-Z]+(\d+)", next(iter(sheet.tables.values())).ref)[1])  # type: ignore[index]


def headings(sheet: Worksheet) -> dict[str, int]:
    """Heading → column."""
    cells = sheet[heading_row(sheet)]
    return {str(cell.value): cell.column for cell in cells if cell.value is not None}


def rows(sheet: Worksheet) -> Iterator[int]:
    """The filled rows of the table."""
    for number in range(heading_row(sheet) + 1, sheet.max_row + 1):
        if sheet.cell(number, 1).value is not None:
            yield number


def row_of(sheet: Worksheet, called: str) -> int:
    """The row whose first cell shows that."""
    return next(number for number in rows(sheet) if _shown(sheet.cell(number, 1).value) == called)


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def cell_of(book: Workbook, edit: Edit) -> Any:
    sheet = book[edit.sheet]
    return sheet.cell(row_of(sheet, edit.row), headings(sheet)[edit.label])


# --- Changes of a sheet --------------------------------------------------------------------------


def without_row(title: str, called: str) -> Callable[[Workbook], None]:
    """The row taken out as Excel does: those below move up."""

    def change(book: Workbook) -> None:
        sheet = book[title]
        last = max(rows(sheet))
        for number in range(row_of(sheet, called), last + 1):
            for column in range(1, sheet.max_column + 1):
                below, cell = sheet.cell(number + 1, column), sheet.cell(number, column)
                cell.value = below.value if number < last else None
                cell.number_format = below.number_format

    return change


def emptied_row(title: str, called: str) -> Callable[[Workbook], None]:
    """The row's cells deleted, the row left there."""

    def change(book: Workbook) -> None:
        for cell in book[title][row_of(book[title], called)]:
            cell.value = None

    return change


def without_sheet(title: str) -> Callable[[Workbook], None]:
    return lambda book: book.remove(book[title])


def heading(title: str, label: str, new: str) -> Callable[[Workbook], None]:
    """A heading typed over, in the cell and in the table as Excel keeps both."""

    def change(book: Workbook) -> None:
        sheet = book[title]
        sheet.cell(heading_row(sheet), headings(sheet)[label]).value = new
        for column in next(iter(sheet.tables.values())).tableColumns:
            if column.name == label:
                column.name = new

    return change


def added_row(title: str, **cells: Any) -> Callable[[Workbook], None]:
    """A row typed under the last one; labels with `_` for spaces."""

    def change(book: Workbook) -> None:
        sheet = book[title]
        number = max(rows(sheet), default=heading_row(sheet)) + 1
        columns = headings(sheet)
        for label, value in cells.items():
            sheet.cell(number, columns[label.replace("_", " ")]).value = value

    return change


def wherever(
    title: str, holds: Callable[[dict[str, Any]], bool], label: str, new: Any
) -> Callable[[Workbook], None]:
    """A cell typed over in every row whose values, by heading, the test holds for."""

    def change(book: Workbook) -> None:
        sheet = book[title]
        columns = headings(sheet)
        for number in rows(sheet):
            found = {name: sheet.cell(number, column).value for name, column in columns.items()}
            if holds(found):
                sheet.cell(number, columns[label]).value = new

    return change


def merged(title: str, called: str, labels: tuple[str, str]) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        sheet = book[title]
        number, columns = row_of(sheet, called), headings(sheet)
        first, last = columns[labels[0]], columns[labels[1]]
        sheet.merge_cells(start_row=number, end_row=number, start_column=first, end_column=last)

    return change


def renamed_key(title: str, old: str, new: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[title].cell(row_of(book[title], old), 1).value = new

    return change


def day(text: str) -> datetime:
    """`03/02/2024`, as Excel keeps it."""
    return datetime.strptime(text, "%d/%m/%Y")


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")
