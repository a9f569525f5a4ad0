"""ListObjects and links to other workbooks: small parts, told about when damaged, never fatal.

Source: ISO/IEC 29500-1 18.5.1.2 (table), 18.14.7 (externalLink).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cic_sheets.values.cells import Area, CellRef
from cic_sheets.xlsx.container import Container
from cic_sheets.xlsx.markup import named, outline
from cic_sheets.xlsx.model import ExternalLink, RawIssue, RawTable, Refused
from cic_sheets.xlsx.parts import Relations, relations_of
from cic_sheets.xlsx.strings import decoded


def read_tables(
    container: Container,
    sheet: str,
    wanted: Sequence[str],
    relations: Relations,
    issues: list[RawIssue],
) -> tuple[RawTable, ...]:
    """The tables that a sheet names by relation id.  Raises Refused only for unsafe parts."""
    tables = []
    for identifier in wanted:
        relation = relations.get(identifier)
        part = relation.target if relation else ""
        try:
            tables.append(_table(container, sheet, part))
        except (Refused, ValueError) as error:
            refuse_unsafe(error)
            issues.append(RawIssue("damaged_part", sheet, "", part or identifier))
    return tuple(tables)


def _table(container: Container, sheet: str, part: str) -> RawTable:
    elements = outline(container.read(part), part, ("table", "tableColumn")).elements
    attributes = named(elements, "table")[0].attributes if elements else {}
    return RawTable(
        decoded(attributes.get("displayName") or attributes.get("name", "")),
        sheet,
        Area.parse(attributes.get("ref", "")),
        int(attributes.get("headerRowCount", "1")),
        int(attributes.get("totalsRowCount", "0")),
        tuple(decoded(e.attributes.get("name", "")) for e in named(elements, "tableColumn")),
    )


def read_external_links(
    container: Container,
    parts: Sequence[str],
    uses: Mapping[str, Sequence[CellRef]],
    issues: list[RawIssue],
) -> tuple[ExternalLink, ...]:
    """The other workbooks, with the cells that use each.

    parts  those that the workbook declares, numbered from 1 as its formulas do
    uses   cells by number, or by file name where a formula names the file itself
    """
    links = {
        str(number): _target(container, part, issues) for number, part in enumerate(parts, start=1)
    }
    for book in uses:
        links.setdefault(book, "" if book.isdecimal() else book)
    return tuple(
        ExternalLink(int(book) if book.isdecimal() else 0, target, tuple(uses.get(book, ())))
        for book, target in links.items()
    )


def _target(container: Container, part: str, issues: list[RawIssue]) -> str:
    try:
        relations = relations_of(container, part) if part else Relations()
    except Refused as refused:
        refuse_unsafe(refused)
        issues.append(RawIssue("damaged_part", "", "", refused.detail))
        return ""
    return next((relation.target for relation in relations.values()), "")


def refuse_unsafe(error: Exception) -> None:
    """A part that is only damaged can be told about; one that attacks stops the reading."""
    if isinstance(error, Refused) and error.code != "damaged_file":
        raise error
