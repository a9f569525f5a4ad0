"""What the tests of the workbook share: rows that are right, and the colours that cells take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cic_sheets.schema.sheets import SHEETS, Sheet
from cic_sheets.workbook import write_workbook
from cic_sheets.workbook.content import Rows
from cic_sheets.workbook.pen import COLOURS
from tests.declared import read_text
from tests.programs import soffice_convert

FIRST, HEADER, LAST = 5, 4, 2000
TITLES = [
    sheet.title for sheet in sorted(SHEETS, key=lambda sheet: sheet.order) if not sheet.optional
]
TABLES = [title for title in TITLES if not SHEETS[title].vertical]

Row = dict[str, object]


def written(rows: Rows | None = None, **more: object) -> Workbook:
    """The workbook of 2023 with these rows, read back."""
    return load_workbook(BytesIO(write_workbook(2023, rows or {}, **more)))  # type: ignore[arg-type]


def example(sheet: Sheet) -> Row:
    """The row that the declarations of a sheet give as their example."""
    return {
        column.label: _typed(column.example, read_text(column.kind, column.example))
        for column in sheet.columns.values()
        if column.example and not column.formula
    }


def _typed(text: str, value: object) -> object:
    is_typed = isinstance(value, date | time | Decimal | int) and not isinstance(value, bool)
    return value if is_typed else text


def examples() -> dict[str, list[Row]]:
    """A tiny year: every sheet with its one example row."""
    return {title: [example(SHEETS[title])] for title in TITLES}


class Lit(NamedTuple):
    """Where a conditional format applies: `Dépenses`, `B6`, `wrong`."""

    sheet: str
    cell: str
    weight: str


def lit_cells(books: Mapping[str, bytes], folder: Path) -> dict[str, set[Lit]]:
    """Name → cells that take a colour, as LibreOffice reckons the conditional formats.

    Each format's formula is written out for each cell it covers, in a column far to the right.
    """
    asked: dict[str, dict[tuple[str, str], Lit]] = {}
    paths = []
    for name, book in books.items():
        probe = load_workbook(BytesIO(book))
        asked[name] = {}
        for sheet in probe:
            _ask(sheet, asked[name])
        paths.append(folder / f"{name}.xlsx")
        probe.save(paths[-1])
    answered = soffice_convert(paths, "xlsx", folder / "answers")
    return {
        name: _lit(load_workbook(path, data_only=True), asked[name])
        for name, path in zip(books, answered, strict=True)
    }


def _lit(answers: Workbook, asked: Mapping[tuple[str, str], Lit]) -> set[Lit]:
    said = {place: answers[place[0]][place[1]].value for place in asked}
    assert set(said.values()) <= {True, False}, "a formula of a conditional format has no answer"
    return {lit for place, lit in asked.items() if said[place] is True}


def _ask(sheet: Worksheet, asked: dict[tuple[str, str], Lit]) -> None:
    rows = range(FIRST, sheet.max_row + 1)
    right = sheet.max_column + 5
    for covered in sheet.conditional_formatting:
        origin = min(covered.sqref.ranges, key=lambda area: (area.min_col, area.min_row))
        first = sheet.cell(origin.min_row, origin.min_col).coordinate
        for rule in covered.rules:
            weight = _weight(rule)
            if rule.type != "expression" or not weight:
                continue
            for area in covered.sqref.ranges:
                for row in (r for r in rows if area.min_row <= r <= area.max_row):
                    for column in range(area.min_col, area.max_col + 1):
                        cell = sheet.cell(row, column).coordinate
                        formula = Translator("=" + rule.formula[0], first).translate_formula(cell)
                        place = sheet.cell(row, right)
                        right += 1
                        place.value = f"=IFERROR({formula[1:]},FALSE)"
                        asked[sheet.title, place.coordinate] = Lit(sheet.title, cell, weight)


def _weight(rule: object) -> str:
    fill = rule.dxf.fill  # type: ignore[attr-defined]
    colour = fill.bgColor.rgb[-6:] if fill is not None else ""
    return next((name for name, known in COLOURS.items() if known == f"#{colour}"), "")


def address(title: str, label: str, row: int) -> str:
    """The cell of a declared column in the workbook's own layout."""
    from cic_sheets.values.cells import letters

    labels = [column.label for column in SHEETS[title].columns.values()]
    return f"{letters(labels.index(label) + 1)}{row}"


def with_faults(faults: Iterable[tuple[str, Mapping[str, object]]]) -> dict[str, list[Row]]:
    """The tiny year plus, for each fault, a copy of its sheet's row with some cells changed.

    The copies have numbers of their own, so that nothing but the fault is wrong.
    """
    year = examples()
    for title, changed in faults:
        row = deepcopy(year[title][0])
        identity = SHEETS[title].identity
        if identity is not None:
            row[identity.label] = f"X-{len(year[title]):03d}"
        year[title].append({**row, **changed})
    return year
