"""Hostile workbooks: the clean year with something else in its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from cic_sheets.example.tables import YEAR, Row
from cic_sheets.example.year import Year, clean_year
from cic_sheets.schema.kinds import Text
from cic_sheets.schema.sheets import SHEETS, Column
from cic_sheets.workbook import write_workbook

Choose = Callable[[Column], bool]


def any_column(column: Column) -> bool:
    return True


def text_column(column: Column) -> bool:
    return isinstance(column.kind, Text)


def year_with(values: tuple[Any, ...], choose: Choose) -> Year:
    """The clean year, its chosen columns filled with the values in turn, row after row."""
    year = clean_year()
    for title, rows in year.items():
        if title != "Règles":
            year[title] = list(_filled(title, rows, values, choose))
    return year


def _filled(title: str, rows: list[Row], values: tuple[Any, ...], choose: Choose) -> Iterator[Row]:
    labels = [one.label for one in SHEETS[title].columns.values() if choose(one)]
    for number, row in enumerate(rows):
        turn = values[number % len(values) :] + values[: number % len(values)]
        yield {**row, **dict(zip(labels, cycle(turn), strict=False))}


def year_and(values: tuple[Any, ...]) -> Year:
    """The clean year, and on each sheet one more row for each value, in all its columns."""
    year = clean_year()
    for title, rows in year.items():
        sheet = SHEETS[title]
        if sheet.vertical or title == "Règles":
            continue
        labels = [one.label for one in sheet.columns.values() if not one.formula]
        rows.extend(dict.fromkeys(labels, value) for value in values)
    return year


def written(year: Year) -> bytes:
    return write_workbook(YEAR, year)


def at_their_limits() -> bytes:
    """Text columns alone are hostile: the year can still be reckoned."""
    from tests.hostile.texts import TEXTS

    return written(year_with(TEXTS, text_column))
