"""A sheet of keys and values (« Convention »): each key a row, its value to the right."""

from __future__ import annotations

from collections.abc import Mapping

from cic_sheets.book.book import Book, Tab
from cic_sheets.book.headings import near_heading, required
from cic_sheets.book.rows import Choices, RowReader
from cic_sheets.book.tables import HEADINGS_WITHIN, Place, is_blank, spellings
from cic_sheets.book.tell import finding
from cic_sheets.schema.findings import Word
from cic_sheets.values.cells import CellRef
from cic_sheets.values.names import clean, folded, nearest
from cic_sheets.xlsx.model import RawSheet

_VALUE_HEADINGS = frozenset(("valeur", "value", "القيمة"))


def read_vertical(book: Book, place: Place, choices: Choices, links: Mapping[CellRef, str]) -> None:
    """Read the one row of such a sheet, and tell its missing, double and strange keys."""
    sheet, raw = place.sheet, place.raw
    spelled = spellings(sheet)
    key_column, value_column, header = _key_column(raw, spelled)
    keys: dict[str, int] = {}
    strange: dict[int, str] = {}
    for row in sorted(r for r in raw.rows if r > header):
        cell = raw.rows[row].get(key_column)
        if is_blank(cell) or cell is None:
            continue
        heading = clean(cell.text)
        attr = spelled.get(folded(heading))
        if attr is None:
            strange[row] = heading
        elif attr in keys:
            before = CellRef(raw.name, keys[attr], key_column).a1
            label = sheet.columns[attr].label
            place_twice = CellRef(raw.name, row, key_column)
            book.findings.append(
                finding("CLA-03", raw.name, place_twice, cell, label=label, first=before)
            )
        else:
            keys[attr] = row
    _tell_keys(book, place, keys, strange, key_column, header)
    places_of = {attr: CellRef(raw.name, row, value_column) for attr, row in keys.items()}
    held = {
        a: raw.rows[row][value_column] for a, row in keys.items() if value_column in raw.rows[row]
    }
    absent = frozenset(column.attr for column in required(sheet) if column.attr not in keys)
    reader = RowReader(sheet, raw.name, choices, list(raw.merged), links, absent)
    read = reader.read(min(keys.values(), default=1), places_of, held)
    columns = dict.fromkeys(keys, value_column)
    book.tabs[sheet.title] = Tab(sheet.title, raw.name, max(header, 1), columns, None)
    book.rows[sheet.row] = (read,)
    book.findings.extend(reader.findings)


def _key_column(raw: RawSheet, spelled: Mapping[str, str]) -> tuple[int, int, int]:
    """Column of the keys, column of the values, row of the headings (0 without one)."""
    count: dict[int, int] = {}
    for cells in raw.rows.values():
        for column, cell in cells.items():
            if cell.kind == "text" and folded(str(cell.value)) in spelled:
                count[column] = count.get(column, 0) + 1
    keys = max(count, key=lambda column: (count[column], -column), default=1)
    for row in sorted(r for r in raw.rows if r <= HEADINGS_WITHIN):
        for column, cell in raw.rows[row].items():
            if column > keys and folded(cell.text) in _VALUE_HEADINGS:
                return keys, column, row
    return keys, keys + 1, 0


def _tell_keys(
    book: Book,
    place: Place,
    keys: Mapping[str, int],
    strange: dict[int, str],
    key_column: int,
    header: int,
) -> None:
    name = place.raw.name
    for column in required(place.sheet):
        if column.attr in keys:
            continue
        at = near_heading(column, strange)
        near = strange.pop(at) if at else ""
        cell = CellRef(name, at or max(header, 1), key_column)
        book.findings.append(
            finding("CLA-02", name, cell, value=near, label=column.label, near=near)
        )
    if not keys:
        return
    absent = [c.label for c in place.sheet.columns.values() if c.attr not in keys]
    for row, heading in strange.items():
        what = Word("what.key", "rubrique « {name} »", (("name", heading),))
        near = nearest(heading, absent) or ""
        cell = CellRef(name, row, key_column)
        book.findings.append(finding("CLA-09", name, cell, value=heading, what=what, near=near))
