"""Raw sheets become the typed year.  Every fault is told, none raised.

The order matters once: `Listes` first (it extends the drop-downs), then the sheets, then what
needs all of them: numbers used twice, references, files, settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

from cic_sheets.book import faults  # noqa: F401 - declares CLA-* and CEL-*
from cic_sheets.book.book import Book, Tab
from cic_sheets.book.folder import NO_FOLDER, Folder
from cic_sheets.book.headings import merged, required, tell_headings, tell_layout
from cic_sheets.book.refs import check_files, check_numbers, check_references, folders_named
from cic_sheets.book.rows import Choices, RowReader, choices_of
from cic_sheets.book.settings import read_settings
from cic_sheets.book.tables import (
    HEADINGS_WITHIN,
    Headings,
    Place,
    data_rows,
    headings,
    is_blank,
    places,
)
from cic_sheets.book.tell import finding
from cic_sheets.book.vertical import read_vertical
from cic_sheets.schema.findings import Word
from cic_sheets.schema.lists import LISTS
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS, Places, Row, Sheet
from cic_sheets.schema.version import WORKBOOK_VERSION
from cic_sheets.values.cells import CellRef
from cic_sheets.values.names import clean, folded, nearest
from cic_sheets.xlsx.model import RawBook, RawSheet

LISTS_TAB = "Listes"
WELCOME_TAB = "Accueil"

Look = Callable[[tuple[str, ...], tuple[str, ...]], Folder]
"""Year folders, other folders that cells name → the files beside the workbook."""


def load(raw: RawBook, name: str, look: Look = lambda years, named: NO_FOLDER) -> Book:
    """The typed year of a workbook that could be read.

    raw   the workbook's cells
    name  the file's name
    look  lists the files of the named year folders beside the workbook
    """
    import_all("cic_sheets.sheets")
    declared = sorted(SHEETS, key=lambda sheet: sheet.order)
    book = Book(name, tuple(sheet.name for sheet in raw.sheets))
    added = _added(raw)
    book.added = {name: tuple(values) for name, values in added.items()}
    choices = choices_of({values.name: values for values in LISTS}, added)
    found = places(raw, declared)
    _tell_sheets(book, raw, declared, found)
    links = {cell: link.target for link in raw.external_links for cell in link.cells}
    for sheet in declared:
        place = found.get(sheet.title)
        if place is None:
            book.rows[sheet.row] = ()
        elif sheet.vertical:
            read_vertical(book, place, choices, links)
        else:
            _read_table(book, place, choices, links)
    _tell_raw_issues(book, raw)
    _check_version(book)
    check_numbers(book)
    check_references(book)
    read_settings(book, choices)
    book.folder = look(_years(book, name), folders_named(book))
    check_files(book)
    return book


def _years(book: Book, name: str) -> tuple[str, ...]:
    """The year folders to look in: the workbook's own name, then the convention's year."""
    from cic_sheets.sheets.convention import Convention

    convention = book.only(Convention)
    start = convention.start if convention else None
    years = [PurePath(name).stem] + ([str(start.year)] if start else [])
    return tuple(dict.fromkeys(years))


# --- Tabs ---------------------------------------------------------------------------------------


def _tell_sheets(
    book: Book, raw: RawBook, declared: Iterable[Sheet], found: Mapping[str, Place]
) -> None:
    known = {folded(name) for name in (LISTS_TAB, WELCOME_TAB)}
    used = {id(place.raw) for place in found.values()}
    strange = {
        sheet.name
        for sheet in raw.sheets
        if id(sheet) not in used and folded(sheet.name) not in known
    }
    missing = [sheet.title for sheet in declared if sheet.title not in found and not sheet.optional]
    for title in missing:
        near = nearest(title, strange) or ""
        strange.discard(near)  # CLA-01 has told it
        book.findings.append(finding("CLA-01", title, value=near, title=title, near=near))
    for name in book.order:
        if name in strange:
            what = Word("what.sheet", "feuille « {name} »", (("name", name),))
            book.findings.append(finding("CLA-09", name, value=name, what=what, near=""))


def _added(raw: RawBook) -> dict[str, list[str]]:
    """Values under each heading of `Listes`."""
    tab = next((s for s in raw.sheets if folded(s.name) == folded(LISTS_TAB)), None)
    if tab is None:
        return {}
    names = {folded(values.name): values.name for values in LISTS}
    heads: dict[int, tuple[int, str]] = {}
    for row in sorted(r for r in tab.rows if r <= HEADINGS_WITHIN):
        for column, cell in tab.rows[row].items():
            name = names.get(folded(cell.text))
            if name and column not in heads:
                heads[column] = (row, name)
    added: dict[str, list[str]] = {}
    for row in sorted(tab.rows):
        for column, cell in tab.rows[row].items():
            head = heads.get(column)
            if head and row > head[0] and cell.kind in ("text", "number") and not is_blank(cell):
                added.setdefault(head[1], []).append(clean(cell.text))
    return added


def _tell_raw_issues(book: Book, raw: RawBook) -> None:
    """What the reader of packages could not make sense of, in the cells that we read."""
    tabs = {tab.name for tab in book.tabs.values()}
    told = {(f.cell.sheet, f.cell.a1) for f in book.findings if f.cell and f.severity.value == "E"}
    for issue in raw.issues:
        if issue.code not in _ISSUES or issue.sheet not in tabs:
            continue
        place = CellRef(issue.sheet, *_split(issue.place))
        if (issue.sheet, place.a1) not in told:
            why = _ISSUES[issue.code]
            book.findings.append(
                finding("CLA-05", issue.sheet, place, value=issue.detail, error=why)
            )


_ISSUES = {
    "damaged_cell": Word("issue.damaged_cell", "cellule abîmée"),
    "cell_twice": Word("issue.cell_twice", "cellule écrite deux fois dans le fichier"),
    "impossible_date": Word("issue.impossible_date", "date qu'aucun calendrier ne connaît"),
}


def _split(place: str) -> tuple[int, int]:
    from cic_sheets.values.cells import split_a1

    return split_a1(place.partition(":")[0])


def _check_version(book: Book) -> None:
    from cic_sheets.sheets.convention import Convention

    convention = book.only(Convention)
    if convention is None or convention.version in (None, WORKBOOK_VERSION):
        return
    place, raw = convention.at("version"), convention.cell("version")
    advice = "" if convention.version > WORKBOOK_VERSION else _MIGRATE
    book.findings.append(
        finding(
            "CLA-10", convention.tab, place, raw, convention.id,
            version=convention.version, ours=WORKBOOK_VERSION, advice=advice,
        )
    )  # fmt: skip


_MIGRATE = Word("advice.migrate", " ; créez un classeur neuf et recopiez-y les données")


# --- Sheets with headings -----------------------------------------------------------------------


def _read_table(book: Book, place: Place, choices: Choices, links: Mapping[CellRef, str]) -> None:
    sheet, raw = place.sheet, place.raw
    found = headings(place)
    if found is None:
        _tell_no_headings(book, place)
        return
    area = place.table.area if place.table else None
    book.tabs[sheet.title] = Tab(sheet.title, raw.name, found.row, found.columns, area)
    missing = tell_headings(book, place, found)
    if sheet.identity is not None and sheet.identity.attr in missing:
        book.unread.add(sheet.title)
    rows = list(data_rows(place, found))
    tell_layout(book, place, found, rows)
    reader = RowReader(sheet, raw.name, choices, merged(place, found, rows), links, missing)
    book.rows[sheet.row] = tuple(_read_row(reader, raw, number, found) for number in rows)
    book.findings.extend(reader.findings)


def _read_row(reader: RowReader, raw: RawSheet, number: int, found: Headings) -> Row:
    cells = raw.rows[number]
    held = {attr: cells[column] for attr, column in found.columns.items() if column in cells}
    return reader.read(number, Places(raw.name, number, found.columns), held)


def _tell_no_headings(book: Book, place: Place) -> None:
    title, raw = place.sheet.title, place.raw
    book.rows[place.sheet.row] = ()
    for column in required(place.sheet):
        book.findings.append(finding("CLA-02", raw.name, label=column.label, near=""))
    book.unread.add(title)
    book.tabs[title] = Tab(title, raw.name, 1, {}, None)
