"""« Règles » into settings: every declared key has a value, typed or by default."""

from __future__ import annotations

from typing import Any

from cic_sheets.book.book import Book
from cic_sheets.book.rows import Choices, RowReader
from cic_sheets.book.tables import is_blank
from cic_sheets.schema.kinds import CellFault, Kind
from cic_sheets.schema.parameters import PARAMETERS, Parameter, Setting, spellings
from cic_sheets.sheets.settings import CONFIRMED, SettingRow
from cic_sheets.values.names import folded
from cic_sheets.xlsx.model import RawCell


def read_settings(book: Book, choices: Choices) -> None:
    """Fill `book.settings`; a faulty value is told at its cell, and the default stands in."""
    tab = book.tabs.get(SettingRow.sheet.title)
    reader = RowReader(SettingRow.sheet, tab.name if tab else "", choices, [], {})
    known = spellings()
    typed: dict[str, Setting] = {}
    for row in book.all(SettingRow):
        parameter = known.get(folded(row.key or ""))
        if parameter is None or parameter.key in typed:
            continue
        value = _typed(reader, row, parameter)
        typed[parameter.key] = Setting(parameter, value, row.status == CONFIRMED)
    for parameter in PARAMETERS:
        setting = typed.get(parameter.key) or Setting(parameter, None, False)
        if setting.value is None:
            setting = setting._replace(value=default(parameter, reader))
        book.settings[parameter.key] = setting
    book.findings.extend(reader.findings)


def _typed(reader: RowReader, row: SettingRow, parameter: Parameter) -> Any:
    raw = row.cell("value")
    if is_blank(raw) or raw.kind in ("error", "empty"):
        return None  # CEL-01, CLA-04 or CLA-05 has told it
    reader.at(row, "value")
    try:
        return parameter.kind.read(raw, reader)
    except CellFault as fault:
        row.faulty = row.faulty | {"value"}
        reader.note(fault.code, **fault.facts)
        return None


def default(parameter: Parameter, reader: RowReader) -> Any:
    """The declared default, read as if it were typed.  A default that its kind refuses is a bug."""
    return read_text(parameter.kind, parameter.default, reader)


def read_text(kind: Kind, text: str, reader: RowReader) -> Any:
    """A text read by a kind, None when empty."""
    return kind.read(RawCell("text", text, None, True), reader) if text else None
