"""Everything that a year's reports tell, value by value, under names that outlive a change.

Two versions of a year are compared key by key: what is told of a row goes by the row's own name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.reconcile.year import Year
from cic_sheets.render.word_values import words
from cic_sheets.report.build import report_of
from cic_sheets.report.finance import NO_PAGES, Entry, FinancialReport, Pointer, finance_of
from cic_sheets.report.finance import lists as declared_lists
from cic_sheets.report.model import (
    Bullets,
    Chart,
    Figure,
    Heading,
    Note,
    Paragraph,
    Remarks,
    Report,
    Section,
    Table,
    origins_of,
)
from cic_sheets.schema.findings import Finding
from cic_sheets.values.cells import CellRef

FIELD, LIST, TABLE, CHART, TEXT = "field", "list", "table", "chart", "text"


class Key(NamedTuple):
    """What a value is, in every version of the year.

    kind    a field, a list's column, a table's or a chart's cell, a text of a section
    place   the list's name, or the section's key
    part    the table's caption, the heading above a text
    row     the row's first cell, numbered when it comes again; a text's number under its heading
    column  the column's name; a field's
    """

    kind: str
    place: str
    part: str
    row: str
    column: str


class Told(NamedTuple):
    """One value that a report tells.

    meaning  what it is, in French
    value    as the report holds it
    cells    behind it, as far as the report knows
    """

    key: Key
    meaning: str
    value: Entry
    cells: tuple[CellRef, ...]

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The number that it is; none for a text or a day."""
        match self.value:
            case Figure(amount):
                return (amount,)
            case bool():
                return ()
            case int() | Decimal():
                return (Decimal(self.value),)
        return ()

    @property
    def shown(self) -> str:
        """As a report shows it."""
        return self.value.text if isinstance(self.value, Pointer) else words(self.value)

    @property
    def is_figure(self) -> bool:
        """Whether it is a number or a day, and not a text."""
        return bool(self.numbers) or isinstance(self.value, date)

    @property
    def receipts(self) -> tuple[str, ...]:
        """Numbers of the receipts behind it."""
        return self.value.receipts if isinstance(self.value, Figure) else ()


class Reports(NamedTuple):
    """Both reports of a year, and what they tell."""

    financial: FinancialReport
    narrative: Report
    told: Mapping[Key, Told]


def reports_of(
    year: Year,
    findings: Iterable[Finding],
    files: str | None = None,
    pages: Mapping[str, int] = NO_PAGES,
) -> Reports:
    """What the reports of a year tell.

    files  the workbook's folder as seen from the financial report's, for its links
    pages  number of a document → its first page in the bundle of receipts
    """
    found = tuple(findings)
    financial, narrative = finance_of(year, found, files, pages), report_of(year, found)
    told = {one.key: one for one in (*_fields(financial), *_lists(financial), *_said(narrative))}
    return Reports(financial, narrative, told)


def _fields(report: FinancialReport) -> Iterator[Told]:
    """The fields of both reports: the financial one has all of the other's."""
    for field in report.fields.values():
        if field.value is not None:
            yield Told(field_key(field.name), field.meaning, field.value, field.origins)


def field_key(name: str) -> Key:
    """The key of a field."""
    return Key(FIELD, "", "", "", name)


def _lists(report: FinancialReport) -> Iterator[Told]:
    meanings = {listed.name: listed for listed in declared_lists()}
    for name, rows in report.lists.items():
        for label, row in zip(item_names(report, name), rows, strict=True):
            for column, entry in row.items():
                if entry is not None:
                    meaning = meanings[name].columns.get(column, column)
                    key = Key(LIST, name, "", label, column)
                    yield Told(key, meaning, entry, origins_of(entry))


def item_names(report: FinancialReport, name: str) -> list[str]:
    """The items of a list by their first column, numbered where it comes again."""
    return _numbered(_text(next(iter(row.values()), None)) for row in report.lists[name])


def _text(entry: Entry) -> str:
    return entry.text if isinstance(entry, Pointer) else words(entry)


def _numbered(names: Iterable[str]) -> list[str]:
    """Names as they are; the second of a kind is `name (2)`."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


# --- The narrative report -------------------------------------------------------------------------


def _said(report: Report) -> Iterator[Told]:
    for section in report.sections.values():
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[Told]:
    heading = ""
    count: Counter[str] = Counter()
    for block, part in parts(section):
        match block:
            case Heading(text, _):
                heading = text
                count.clear()
            case Table():
                yield from table_cells(section, block, part)
            case Chart():
                yield from _of_chart(section, block, part)
            case Paragraph(text, lead):
                count["p"] += 1
                meaning = f"{section.title} : {heading or 'texte'}"
                key = Key(TEXT, section.key, heading, f"p{count['p']}", lead)
                yield Told(key, meaning, text, origins_of(text))
            case Note(text):
                count["n"] += 1
                key = Key(TEXT, section.key, heading, f"n{count['n']}", "")
                yield Told(key, section.title, text, origins_of(text))
            case Bullets(items):
                for item in items:
                    count["b"] += 1
                    key = Key(TEXT, section.key, heading, f"b{count['b']}", "")
                    yield Told(key, section.title, item, origins_of(item))
            case Remarks():
                pass  # findings are told as findings


def parts(section: Section) -> Iterator[tuple[object, str]]:
    """The blocks of a section, tables and charts with their captions, numbered when they repeat."""
    seen: Counter[str] = Counter()
    for block in section.blocks:
        part = ""
        if isinstance(block, Table | Chart):
            seen[block.caption] += 1
            again = seen[block.caption]
            part = block.caption if again == 1 else f"{block.caption} ({again})"
        yield block, part


def table_cells(section: Section, table: Table, part: str) -> Iterator[Told]:
    """Every cell of a table but those of its first column that only name the row."""
    rows = [*table.rows, *((table.total,) if table.total else ())]
    labels = _numbered(words(row[0]) for row in rows)
    heads = _numbered(head.label for head in table.heads)
    for label, row in zip(labels, rows, strict=True):
        for head, value in zip(heads, row, strict=True):
            if value not in (None, ""):
                key = Key(TABLE, section.key, part, label, head)
                yield Told(key, f"{section.title} : {head}", value, origins_of(value))


def _of_chart(section: Section, chart: Chart, part: str) -> Iterator[Told]:
    categories = _numbered(chart.categories)
    for series in chart.series:
        for at, (category, amount) in enumerate(zip(categories, series.values, strict=True)):
            if amount is None:
                continue
            cells = series.cells[at] if at < len(series.cells) else ()
            key = Key(CHART, section.key, part, category, series.name)
            value = Figure(amount, chart.unit, cells)
            yield Told(key, f"{section.title} : {series.name}", value, cells)
