"""Two books compared as their user sees them: by the rows' numbers and by what cells mean.

Sorting rows, moving columns or sheets, widths, colours, spellings of one value: no difference.
Source: deliverables.md, « diff ».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cic_sheets.book.book import Book
from cic_sheets.reconcile.frozen import canonical
from cic_sheets.schema.kinds import FileName, Ref, Refs, Text
from cic_sheets.schema.sheets import SHEETS, Row, Sheet
from cic_sheets.values.cells import CellRef
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import folded

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Cell(NamedTuple):
    """A cell whose meaning differs; texts in one spelling, '' for an empty cell.

    attr   the column's attribute, `label` its heading
    place  in the new book, in the old one where the row is gone
    """

    attr: str
    label: str
    old: str
    new: str
    place: CellRef


class RowChange(NamedTuple):
    """A row that came, went or changed.

    sheet  its title; `number` the row's own, else its row in Excel
    old    None for a row that came; `new` None for one that went
    cells  what differs; of a row that came or went, everything that it says
    """

    sheet: str
    number: str
    kind: str
    old: Row | None
    new: Row | None
    cells: tuple[Cell, ...]


def compare(old: Book, new: Book) -> list[RowChange]:
    """Every row that differs, sheet by sheet in the order of the tabs."""
    return [
        change
        for sheet in sorted(SHEETS, key=lambda sheet: sheet.order)
        for change in _of_sheet(sheet, old.rows.get(sheet.row, ()), new.rows.get(sheet.row, ()))
    ]


def _of_sheet(sheet: Sheet, old: Sequence[Row], new: Sequence[Row]) -> Iterator[RowChange]:
    withheld = any(map(_is_bare, (*old, *new)))
    for before, after in _paired(sheet, old, new):
        if withheld and all(getattr(one, "confidential", None) for one in (before, after) if one):
            continue
        cells = tuple(_cells(sheet, before, after))
        row = after or before
        if not cells or row is None:
            continue
        kind = CHANGED if before and after else ADDED if after else REMOVED
        yield RowChange(sheet.title, row.id, kind, before, after, cells)


def _is_bare(row: Row) -> bool:
    """Whether it is a confidential row of a snapshot that keeps its words to itself."""
    worded = [
        attr
        for attr, column in row.sheet.columns.items()
        if isinstance(column.kind, Text | Ref | FileName) and column is not row.sheet.identity
    ]
    return bool(getattr(row, "confidential", None)) and not set(worded) & set(texts(row))


def _cells(sheet: Sheet, before: Row | None, after: Row | None) -> Iterator[Cell]:
    was, now = texts(before), texts(after)
    for attr, column in sheet.columns.items():
        if was.get(attr, "") != now.get(attr, ""):
            row = after or before
            assert row is not None
            yield Cell(attr, column.label, was.get(attr, ""), now.get(attr, ""), row.at(attr))


def texts(row: Row | None) -> dict[str, str]:
    """Attribute → what the cell means, in one spelling; files and what can't be read, as typed:
    where a file is found depends on the folder, not on the workbook.
    """
    if row is None:
        return {}
    found = {}
    for attr, column in row.sheet.columns.items():
        if column.formula:
            continue
        typed = isinstance(column.kind, FileName) or attr in row.faulty
        value = getattr(row, attr)
        text = (
            row.cell(attr).text if typed else canonical(value, sort=isinstance(column.kind, Refs))
        )
        if text:
            found[attr] = text
    return found


# --- Which row is which -------------------------------------------------------------------------


def _paired(
    sheet: Sheet, old: Sequence[Row], new: Sequence[Row]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Each old row with its new one, in the order of the new book; those that went come last."""
    if sheet.vertical:
        yield (old[0] if old else None), (new[0] if new else None)
        return
    partners = _by_number(sheet, old, new) if sheet.identity else _by_content(old, new)
    taken = {id(before) for before in partners.values()}
    for after in new:
        yield partners.get(id(after)), after
    for before in old:
        if id(before) not in taken:
            yield before, None


def _by_number(sheet: Sheet, old: Sequence[Row], new: Sequence[Row]) -> dict[int, Row]:
    """Rows of the same number; a number that is used twice pairs in turn."""
    there: dict[str, list[Row]] = {}
    for row in reversed(old):
        there.setdefault(_number(sheet, row), []).append(row)
    found = {}
    for row in new:
        same = there.get(_number(sheet, row))
        if same:
            found[id(row)] = same.pop()
    return found


def _number(sheet: Sheet, row: Row) -> str:
    """The row's number; a row without one is known by what it says."""
    identity = sheet.identity
    number = getattr(row, identity.attr) if identity else None
    return folded(str(number)) if number else "\0" + "\0".join(sorted(texts(row).values()))


def _by_content(old: Sequence[Row], new: Sequence[Row]) -> dict[int, Row]:
    """Rows that say the same; of what is left, rows that share their first words."""
    found = _same(old, new, _whole)
    for key in (_most, _first):
        taken = {id(row) for row in found.values()}
        left = [row for row in old if id(row) not in taken]
        found |= _same(left, [row for row in new if id(row) not in found], key)
    return found


def _same(old: Sequence[Row], new: Sequence[Row], key: object) -> dict[int, Row]:
    assert callable(key)
    there: dict[object, list[Row]] = {}
    for row in reversed(old):
        there.setdefault(key(row), []).append(row)
    alone = Counter(key(row) for row in new) if key is not _whole else None
    found = {}
    for row in new:
        same = there.get(key(row))
        if same and (alone is None or (alone[key(row)] == 1 and len(same) == 1)):
            found[id(row)] = same.pop()
    return found


def _whole(row: Row) -> object:
    return tuple(sorted(texts(row).items()))


def _most(row: Row) -> object:
    """What the first three columns say: month and currency of a rate, day and mission of a task."""
    said = texts(row)
    return tuple(said.get(attr, "") for attr in list(row.sheet.columns)[:3])


def _first(row: Row) -> object:
    said = texts(row)
    return tuple(said.get(attr, "") for attr in list(row.sheet.columns)[:2])
