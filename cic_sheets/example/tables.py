r"""The tables of `data/` as rows of the workbook: each cell typed by the kind of its column.

A table has a heading line of French column labels, then one row a line, cells between bars:

    N° | Date | Objet
    P-2023-001 | 03/01 | Ouverture de l'année

Blank lines and lines that start with `#` are left out, `\n` in a cell is a line end, and a day
without a year is one of 2023.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from cic_sheets.schema.kinds import Day, Kind, Moment, Number, Whole, YesNo
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS

YEAR = 2023
DATA = Path(__file__).parent / "data"

Cell = str | int | bool | Decimal | date | None
Row = dict[str, Cell]


def lines(name: str) -> Iterator[list[str]]:
    """The cells of each line of a table, heading included, as typed.

    Raises FileNotFoundError for a table that does not exist.
    """
    for line in (DATA / f"{name}.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip().replace("\\n", "\n") for cell in line.split("|")]


def texts(name: str) -> list[dict[str, str]]:
    """The rows of a table as typed, keyed by its headings.

    Raises ValueError for a row that has not as many cells as there are headings.
    """
    headings, *body = lines(name)
    rows = []
    for cells in body:
        if len(cells) != len(headings):
            raise ValueError(f"{name}: {len(cells)} cells for {len(headings)} headings: {cells}")
        rows.append(dict(zip(headings, cells, strict=True)))
    return rows


def rows(title: str, name: str = "") -> list[Row]:
    """The rows of a sheet, typed by its declaration; the table is called like the sheet."""
    return [typed(title, row) for row in texts(name or title)]


def typed(title: str, row: dict[str, str]) -> Row:
    """One row, each text turned into what its column's cells hold.

    Raises KeyError for a label that the sheet does not have.
    """
    held = kinds(title)
    return {label: value(held[label], text) for label, text in row.items()}


@cache
def kinds(title: str) -> dict[str, Kind]:
    """French label → kind of the columns of a sheet."""
    import_all("cic_sheets.sheets")
    return {column.label: column.kind for column in SHEETS[title].columns.values()}


def value(kind: Kind, text: str) -> Cell:
    """What a cell of that kind holds for a text of the tables; None for an empty one."""
    if not text:
        return None
    match kind:
        case Moment():
            return moment(text)
        case Day():
            return day(text)
        case Whole():
            return int(text)
        case Number():
            return Decimal(text)
        case YesNo():
            return text == "oui"
    return text


def day(text: str) -> date:
    """`14/03` or `05/01/2024` to a date."""
    parts = [int(part) for part in text.split("/")]
    return date(parts[2] if len(parts) > 2 else YEAR, parts[1], parts[0])


def moment(text: str) -> datetime:
    """`14/03 07:30` to a date with its time."""
    on, _, at = text.partition(" ")
    hour, _, minute = at.partition(":")
    found = day(on)
    return datetime(found.year, found.month, found.day, int(hour), int(minute))
