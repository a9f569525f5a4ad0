"""Where each declared sheet stands in a workbook: by its table, by its tab, by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cic_sheets.schema.sheets import Sheet
from cic_sheets.values.cells import Area
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import clean, folded
from cic_sheets.xlsx.model import RawBook, RawCell, RawSheet, RawTable

HEADINGS_WITHIN = 30  # rows searched for headings (workbook.md, introduction)


class Headings(NamedTuple):
    """The headings of a declared sheet as found.

    row      the row of the headings
    columns  attribute → column number
    twice    (attribute, column number) of a heading that came a second time
    others   column number → heading that no declaration knows
    """

    row: int
    columns: Mapping[str, int]
    twice: Sequence[tuple[str, int]]
    others: Mapping[int, str]


class Place(NamedTuple):
    """A declared sheet found in the workbook."""

    sheet: Sheet
    raw: RawSheet
    table: RawTable | None


def places(book: RawBook, sheets: Iterable[Sheet]) -> dict[str, Place]:
    """Declared title → where it stands.  A tab serves one declaration only."""
    wanted = list(sheets)
    found: dict[str, Place] = {}
    taken: set[int] = set()
    for claim in (_by_title, _by_table, _by_other_name):
        for sheet in wanted:
            place = None if sheet.title in found else claim(book, sheet, taken)
            if place is not None:
                found[sheet.title] = place
                taken.add(id(place.raw))
    return found


def _by_title(book: RawBook, sheet: Sheet, taken: set[int]) -> Place | None:
    return _named(book, sheet, taken, {folded(sheet.title)})


def _by_other_name(book: RawBook, sheet: Sheet, taken: set[int]) -> Place | None:
    return _named(book, sheet, taken, {folded(name) for name in sheet.aka})


def _named(book: RawBook, sheet: Sheet, taken: set[int], names: set[str]) -> Place | None:
    for raw in book.sheets:
        if id(raw) not in taken and folded(raw.name) in names and raw.kind == "worksheet":
            return Place(sheet, raw, _table_of(raw, sheet))
    return None


def _by_table(book: RawBook, sheet: Sheet, taken: set[int]) -> Place | None:
    wanted = folded(sheet.table)
    for raw in book.sheets:
        for table in raw.tables:
            if id(raw) not in taken and folded(table.name) == wanted:
                return Place(sheet, raw, table)
    return None


def _table_of(raw: RawSheet, sheet: Sheet) -> RawTable | None:
    """The table of that name, else the one whose headings fit best, else None."""
    wanted = folded(sheet.table)
    headed = [table for table in raw.tables if table.header_rows]
    for table in headed:
        if folded(table.name) == wanted:
            return table
    spelled = spellings(sheet)
    scored = [(_score(raw, table.area.top, spelled), -n, table) for n, table in enumerate(headed)]
    best = max(scored, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= _enough(sheet) else None


def spellings(sheet: Sheet) -> dict[str, str]:
    """Folded heading → attribute, other headings included; the label itself wins."""
    known: dict[str, str] = {}
    for column in sheet.columns.values():
        for name in column.aka:
            known[folded(name)] = column.attr
    for column in sheet.columns.values():
        known[folded(column.label)] = column.attr
    return known


def _enough(sheet: Sheet) -> int:
    return min(2, len(sheet.columns))


def _score(raw: RawSheet, row: int, spelled: Mapping[str, str]) -> int:
    cells = raw.rows.get(row, {})
    return len({spelled.get(folded(str(cell.value))) for cell in cells.values()} - {None})


def headings(place: Place) -> Headings | None:
    """Find the row of headings and match it; None when there is none within the first 30 rows."""
    spelled = spellings(place.sheet)
    row = _heading_row(place, spelled)
    return None if row is None else _matched(place, row, spelled)


def _heading_row(place: Place, spelled: Mapping[str, str]) -> int | None:
    if place.table is not None and place.table.header_rows:
        return place.table.area.top
    early = sorted(row for row in place.raw.rows if row <= HEADINGS_WITHIN)
    scored = [(_score(place.raw, row, spelled), -row) for row in early]
    best = max(scored, default=(0, 0))
    return -best[1] if best[0] >= _enough(place.sheet) else None


def _matched(place: Place, row: int, spelled: Mapping[str, str]) -> Headings:
    columns: dict[str, int] = {}
    twice: list[tuple[str, int]] = []
    others: dict[int, str] = {}
    area = place.table.area if place.table else None
    for column, cell in sorted(place.raw.rows.get(row, {}).items()):
        heading = clean(cell.text)
        attr = spelled.get(folded(heading))
        inside = area is None or area.left <= column <= area.right
        if attr is None:
            if heading:
                others[column] = heading
        elif attr not in columns:
            columns[attr] = column
        elif inside:
            twice.append((attr, column))
    return Headings(row, columns, twice, others)


def is_blank(cell: RawCell | None) -> bool:
    """Whether a cell shows nothing; a formula without result is something."""
    if cell is None:
        return True
    if cell.kind == "text":
        return not str(cell.value).strip()
    return cell.kind == "empty" and cell.stored


def data_rows(place: Place, found: Headings) -> Iterator[int]:
    """Rows below the headings that hold anything in a declared column, the totals row left out."""
    computed = {a for a, c in place.sheet.columns.items() if c.formula}
    columns = [n for attr, n in found.columns.items() if attr not in computed]
    totals = _totals(place.table)
    for row in sorted(place.raw.rows):
        if row <= found.row or row in totals:
            continue
        cells = place.raw.rows[row]
        if any(not is_blank(cells.get(column)) for column in columns):
            yield row


def _totals(table: RawTable | None) -> range:
    if table is None or not table.totals_rows:
        return range(0)
    return range(table.area.bottom - table.totals_rows + 1, table.area.bottom + 1)


def strays(rows: Sequence[int], header: int, area: Area | None) -> list[tuple[int, int]]:
    """Blocks of rows out of the table or after blank rows: (first row, how many)."""
    blocks: list[tuple[int, int]] = []
    before = header
    for row in rows:
        outside = area is not None and row > area.bottom
        gap = row > before + 1
        entering = outside and before <= (area.bottom if area else 0)
        if gap or entering:
            blocks.append((row, 1))
        elif blocks and _continues(blocks[-1], row):
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + 1)
        before = row
    return blocks


def _continues(block: tuple[int, int], row: int) -> bool:
    return block[0] + block[1] == row
