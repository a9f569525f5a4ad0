"""What needs every sheet at once: numbers used twice, references, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cic_sheets.book.book import Book
from cic_sheets.book.folder import Found, Trouble, top_folder
from cic_sheets.book.tell import finding
from cic_sheets.schema.findings import Word
from cic_sheets.schema.kinds import FileName, Ref, Refs, tokens
from cic_sheets.schema.sheets import SHEETS, Column, Row, Sheet
from cic_sheets.values.names import folded, nearest


def check_numbers(book: Book) -> None:
    """CEL-07, and the look-up of every sheet: by number, then by the other names it goes by."""
    for sheet in SHEETS:
        if sheet.identity is None:
            continue
        rows = book.rows.get(sheet.row, ())
        known = book.lookups[sheet.title] = look_up(sheet, rows)
        for row in rows:
            _tell_twin(book, sheet.identity, row, known)


def look_up(sheet: Sheet, rows: Iterable[Row]) -> dict[str, Row]:
    """Folded number or other name → the row it means; the first of those that share one."""
    known: dict[str, Row] = {}
    held = tuple(rows)
    for row in held:
        number = getattr(row, sheet.identity.attr) if sheet.identity else None
        if number is not None:
            known.setdefault(folded(number), row)
    for row in held:
        for name in _other_names(sheet, row):
            known.setdefault(folded(name), row)
    return known


def _tell_twin(book: Book, identity: Column, row: Row, known: dict[str, Row]) -> None:
    number = getattr(row, identity.attr)
    first = row if number is None else known[folded(number)]
    if first is not row:
        row.faulty = row.faulty | {identity.attr}
        place, raw = row.at(identity.attr), row.cell(identity.attr)
        book.findings.append(
            finding("CEL-07", row.tab, place, raw, row.id, first=first.at(identity.attr).a1)
        )


def _other_names(sheet: Sheet, row: Row) -> Iterator[str]:
    for column in sheet.columns.values():
        if column.also_ref:
            yield from tokens(getattr(row, column.attr) or "")


def check_references(book: Book) -> None:
    """CEL-06; a reference that is found is written as the row's own number from here on."""
    for sheet in SHEETS:
        refs = [c for c in sheet.columns.values() if isinstance(c.kind, Ref)]
        for row in book.rows.get(sheet.row, ()):
            for column in refs:
                _resolve(book, row, column)


def _resolve(book: Book, row: Row, column: Column) -> None:
    value = getattr(row, column.attr)
    if not value:
        return
    kind = column.kind
    assert isinstance(kind, Ref)
    many = isinstance(kind, Refs)
    known = book.lookups.get(kind.sheet, {})
    named = value if many else (value,)
    found = {token: known.get(folded(token)) for token in named}
    numbers = tuple(dict.fromkeys(target.id for target in found.values() if target is not None))
    setattr(row, column.attr, numbers if many else next(iter(numbers), None))
    lost = [token for token, target in found.items() if target is None]
    if not lost:
        return
    row.faulty = row.faulty | {column.attr}
    if _unread(book, kind.sheet):
        return  # CLA-01 or CLA-02 has told why nothing can be found there
    names = [target.id for target in known.values()]
    near = nearest(lost[0], names) or "" if len(lost) == 1 else ""
    place, raw = row.at(column.attr), row.cell(column.attr)
    quoted = tuple(Word("quoted", "« {token} »", (("token", token),)) for token in lost)
    book.findings.append(
        finding("CEL-06", row.tab, place, raw, row.id, tokens=quoted, sheet=kind.sheet, near=near)
    )


def _unread(book: Book, title: str) -> bool:
    return title not in book.tabs or title in book.unread


_TROUBLES = {
    Trouble.MISSING: Word("trouble.missing", "est introuvable dans le dossier du classeur"),
    Trouble.EMPTY: Word("trouble.empty", "est vide (0 octet)"),
    Trouble.OUTSIDE: Word("trouble.outside", "est hors du dossier du classeur"),
}


def folders_named(book: Book) -> tuple[str, ...]:
    """Matching keys of the folders in which cells say that files lie."""
    found: dict[str, None] = {}
    for sheet in SHEETS:
        files = [c for c in sheet.columns.values() if isinstance(c.kind, FileName)]
        for row in book.rows.get(sheet.row, ()) if files else ():
            found.update(
                (top_folder(named), None)
                for column in files
                if (named := getattr(row, column.attr))
            )
    return tuple(name for name in found if name)


def check_files(book: Book) -> None:
    """CEL-12; a file that is found is named by its path on disk from here on."""
    for sheet in SHEETS:
        files = [c for c in sheet.columns.values() if isinstance(c.kind, FileName)]
        for row in book.rows.get(sheet.row, ()):
            for column in files:
                _look_up(book, row, column)


def _look_up(book: Book, row: Row, column: Column) -> None:
    named = getattr(row, column.attr)
    if named is None:
        return
    found = book.folder.look_up(named)
    if isinstance(found, Found):
        setattr(row, column.attr, found.path)
        return
    row.faulty = row.faulty | {column.attr}
    place, raw = row.at(column.attr), row.cell(column.attr)
    book.findings.append(finding("CEL-12", row.tab, place, raw, row.id, trouble=_TROUBLES[found]))
