"""Every document of a year, kind by kind, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cic_sheets.report.documents.declaration import KIND as DECLARATIONS
from cic_sheets.report.documents.evaluation import KIND as EVALUATIONS
from cic_sheets.report.documents.fee_note import KIND as FEE_NOTES
from cic_sheets.report.documents.kind import AnyKind, Document, Kind, Rests
from cic_sheets.report.documents.naming import distinct
from cic_sheets.report.documents.request import KIND as REQUESTS
from cic_sheets.report.model import Field
from cic_sheets.report.plan import Material
from cic_sheets.schema.findings import Finding, Severity

KINDS: tuple[AnyKind, ...] = (FEE_NOTES, REQUESTS, DECLARATIONS, EVALUATIONS)
"""Each kind once, in the order of deliverables.md."""


def documents_of(material: Material) -> Iterator[Document]:
    """Every document that the year gives on that day."""
    for kind in KINDS:
        yield from of_kind(kind, material)


def of_kind(kind: AnyKind, material: Material) -> Iterator[Document]:
    """The documents of a kind, each with a path of its own."""
    subjects = list(kind.subjects(material))
    rests = [kind.rests(one) for one in subjects]
    errors = [one for one in material.findings if one.severity is Severity.E]
    keys = {one.key for one in rests}
    names = distinct(kind.name(one) for one in subjects)
    for subject, name, rest in zip(subjects, names, rests, strict=True):
        fields = {
            one.name: Field(one.name, one.meaning, one.value(subject), one.cells(subject))
            for one in kind.fields
        }
        yield Document(
            kind,
            kind.output.format(name),
            tuple(_touching(rest, errors, keys - {rest.key}, material)),
            fields,
            {one.name: tuple(one.rows(subject)) for one in kind.lists},
        )


def _touching(
    rest: Rests, errors: Iterable[Finding], others: set[str], material: Material
) -> Iterator[Finding]:
    """The findings that speak of what the document rests on, or of the whole file."""
    tabs = {_tab(title, material) for title in rest.sheets}
    rows = {(row.tab, row.number) for row in rest.rows}
    for error in errors:
        if error.cell is not None:
            place = (error.cell.sheet, error.cell.row)
            touches = error.cell in rest.cells or place in rows
        else:
            touches = not error.sheet or (error.sheet in tabs and error.value not in others)
        if touches:
            yield error


def _tab(title: str, material: Material) -> str:
    tab = material.book.tabs.get(title)
    return tab.name if tab else title


def sample(kind: Kind[Any]) -> Document:
    """A document of that kind without a value: for its names alone."""
    fields = {one.name: Field(one.name, one.meaning, None) for one in kind.fields}
    return Document(kind, "", (), fields, {one.name: () for one in kind.lists})
