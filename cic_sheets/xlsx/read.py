"""A workbook's file read exactly: the road from bytes to raw sheets, one step a line.

The file is opened once, for reading only; nothing is written, fetched or executed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from cic_sheets.values.cells import CellRef
from cic_sheets.xlsx.cells import CellMaker
from cic_sheets.xlsx.container import Container
from cic_sheets.xlsx.grid import Budget, Grid
from cic_sheets.xlsx.markup import without_prolog_junk
from cic_sheets.xlsx.model import RawBook, RawIssue, RawLink, RawSheet, Refused
from cic_sheets.xlsx.parts import Relations, SheetEntry, Workbook, read_workbook, relations_of
from cic_sheets.xlsx.preflight import file_bytes, refuse_unless_zip
from cic_sheets.xlsx.sheet import Anchor, SheetReader
from cic_sheets.xlsx.strings import Strings, read_strings
from cic_sheets.xlsx.styles import Styles, read_styles
from cic_sheets.xlsx.swift import swift_sheet, swift_strings
from cic_sheets.xlsx.tables import read_external_links, read_tables, refuse_unsafe

Read = TypeVar("Read")


def read_book(path: Path) -> RawBook:
    """Everything that the workbook at `path` holds.

    Raises Refused, and nothing else, when the file can't be read as a workbook.
    """
    return read_bytes(file_bytes(path), path.name)


def read_bytes(data: bytes, name: str) -> RawBook:
    """The same of a file already in memory; `name` is kept for messages.  Raises Refused."""
    refuse_unless_zip(data)
    container = Container(data)
    issues: list[RawIssue] = []
    workbook = read_workbook(container, issues)
    maker = CellMaker(
        _styles(container, workbook, issues),
        _strings(container, workbook, issues),
        workbook.date1904,
    )
    budget = Budget()
    uses: dict[str, list[CellRef]] = {}
    sheets = tuple(
        _sheet(container, entry, maker, budget, issues, uses) for entry in workbook.sheets
    )
    links = read_external_links(container, workbook.external_parts, uses, issues)
    _tell_names_alike(sheets, issues)
    return RawBook(
        name, data, sheets, workbook.date1904, links, tuple(issues), tuple(workbook.names)
    )


def _styles(container: Container, workbook: Workbook, issues: list[RawIssue]) -> Styles:
    for relation in workbook.relations.of_type("styles"):
        if relation.target in container:
            styles = read_styles(container.read(relation.target), relation.target)
            if styles.deep:
                issues.append(RawIssue("deep_xml", "", "", relation.target))
            return styles
    return Styles()


def _strings(container: Container, workbook: Workbook, issues: list[RawIssue]) -> Strings:
    for relation in workbook.relations.of_type("sharedStrings"):
        if relation.target in container:
            data = container.read(relation.target)
            swift = swift_strings(data, relation.target)
            strings = swift or _mending(data, relation.target, "", issues, read_strings)
            if strings.deep:
                issues.append(RawIssue("deep_xml", "", "", relation.target))
            return strings
    return Strings([])


def _sheet(
    container: Container,
    entry: SheetEntry,
    maker: CellMaker,
    budget: Budget,
    issues: list[RawIssue],
    uses: dict[str, list[CellRef]],
) -> RawSheet:
    if not entry.part or entry.part not in container:
        issues.append(RawIssue("missing_sheet_part", entry.name, "", entry.part))
        return RawSheet(entry.name, entry.state, "missing")
    reader = _content(container, entry, maker, budget, issues)
    for linked, cells in reader.grid.externals.items():
        uses.setdefault(linked, []).extend(cells)
    relations = Relations()
    if reader.tables or reader.anchors:
        relations = _relations(container, entry, issues)
    return RawSheet(
        entry.name,
        entry.state,
        reader.kind or "missing",
        reader.grid.rows,
        frozenset(reader.hidden_rows),
        frozenset(reader.hidden_columns),
        tuple(reader.merged),
        read_tables(container, entry.name, reader.tables, relations, issues),
        tuple(_link(anchor, relations) for anchor in reader.anchors),
        reader.autofilter,
        reader.xml_rows,
    )


def _content(
    container: Container,
    entry: SheetEntry,
    maker: CellMaker,
    budget: Budget,
    issues: list[RawIssue],
) -> SheetReader:
    """The sheet's cells.  Two entries of that name are read unless they contradict each other."""

    def read(data: bytes, part: str) -> SheetReader:
        budget.spend("tags", data.count(b"<"))
        reader = SheetReader(Grid(entry.name, maker, budget))
        if not swift_sheet(data, part, reader):
            reader = SheetReader(Grid(entry.name, maker, budget))
            reader.read(data, part)
        reader.grid.finish()
        return reader

    readers = [
        _mending(data, entry.part, entry.name, issues, read)
        for data in container.versions(entry.part)
    ]
    last = readers[-1]
    if len(readers) > 1:
        if any(_contradict(reader.grid, last.grid) for reader in readers):
            raise Refused("damaged_file", f"{entry.part}: two different entries")
        issues.append(RawIssue("damaged_part", entry.name, "", f"{entry.part}: twice"))
    if not last.kind:
        issues.append(RawIssue("damaged_part", entry.name, "", f"{entry.part}: not a sheet"))
    issues.extend(last.grid.issues)
    return last


def _mending(
    data: bytes,
    part: str,
    sheet: str,
    issues: list[RawIssue],
    read: Callable[[bytes, str], Read],
) -> Read:
    """Read a part; stray text before its root is passed over, and told."""
    try:
        return read(data, part)
    except Refused as refused:
        mended = without_prolog_junk(data) if refused.code == "damaged_file" else None
        if mended is None:
            raise
        issues.append(RawIssue("damaged_part", sheet, "", refused.detail))
        return read(mended, part)


def _contradict(one: Grid, other: Grid) -> bool:
    """Whether two readings hold different things in one cell."""
    return any(
        column in other.rows.get(row, {}) and other.rows[row][column] != cell
        for row, cells in one.rows.items()
        for column, cell in cells.items()
    )


def _relations(container: Container, entry: SheetEntry, issues: list[RawIssue]) -> Relations:
    try:
        return relations_of(container, entry.part)
    except Refused as refused:
        refuse_unsafe(refused)
        issues.append(RawIssue("damaged_part", entry.name, "", refused.detail))
        return Relations()


def _link(anchor: Anchor, relations: Relations) -> RawLink:
    relation = relations.get(anchor.relation)
    target = relation.target if relation else ""
    return RawLink(anchor.area, target + (f"#{anchor.location}" if anchor.location else ""))


def _tell_names_alike(sheets: tuple[RawSheet, ...], issues: list[RawIssue]) -> None:
    """Excel takes names that differ only by case for one; so may every formula."""
    seen: set[str] = set()
    for sheet in sheets:
        if sheet.name.casefold() in seen:
            issues.append(RawIssue("same_sheet_names", sheet.name, "", sheet.name))
        seen.add(sheet.name.casefold())
