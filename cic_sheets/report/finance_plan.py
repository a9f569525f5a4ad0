"""What the financial report holds: lists of rows, each declared once with its columns.

A template repeats a row for a list (`{{depenses.montant}}`); what a column means is said where it
is declared, for those who prepare templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from cic_sheets.book.book import Book
from cic_sheets.book.folder import Found
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.model import Field, Value
from cic_sheets.report.plan import Material
from cic_sheets.schema.findings import Finding
from cic_sheets.schema.registry import Registry

NO_PAGES: Mapping[str, int] = MappingProxyType({})


class Pointer(NamedTuple):
    """A text that leads to the row of a list whose first column is `key`."""

    text: str
    list: str
    key: str


class Attached(str):
    """A file's name that opens it; `path` is as seen from where the report is written."""

    __slots__ = ("path",)
    path: str

    def __new__(cls, text: str, path: str) -> Attached:
        made = super().__new__(cls, text)
        made.path = path
        return made


Entry: TypeAlias = "Value | Pointer"
Entries: TypeAlias = "Mapping[str, Entry]"


class Accounts(NamedTuple):
    """What a list is told from.

    files  the workbook's folder as seen from where the report is written; None: unknown
    pages  number of a document → its first page in the bundle of receipts, where one was made
    """

    material: Material
    files: str | None = None
    pages: Mapping[str, int] = NO_PAGES

    @property
    def book(self) -> Book:
        """The typed rows and settings."""
        return self.material.book

    @property
    def settled(self) -> Settled | None:
        """The reconciliation; None when « Convention » can't be used."""
        return self.material.year.settled

    def file(self, name: str | None) -> Entry:
        """A file that a cell names: opened by a click when it is there, and known where."""
        found = self.book.folder.look_up(name) if name and self.files is not None else None
        if not isinstance(found, Found):
            return name
        return Attached(found.path.rpartition("/")[2], f"{self.files}/{found.path}")


Telling = Callable[[Accounts], Iterable["Entries"]]


class Listed(NamedTuple):
    """A list that a template may repeat: its columns' names and meanings, and its rows."""

    name: str
    meaning: str
    columns: Mapping[str, str]
    tell: Telling


LISTS: Registry[Listed] = Registry("list of the financial report")


def listed(name: str, meaning: str, /, **columns: str) -> Callable[[Telling], Telling]:
    """Declare the decorated function as the telling of a list; it gives every column a value."""

    def declare(tell: Telling) -> Telling:
        LISTS.add(name, Listed(name, meaning, columns, tell))
        return tell

    return declare


class FinancialReport(NamedTuple):
    """The financial report before it is drawn.

    fields    by name, as `{{total_remboursable}}`
    lists     by name: rows by the names of their columns
    findings  what is still to mend, in reading order
    draft     whether findings E remain
    as_of     the day from which the year is seen
    """

    fields: Mapping[str, Field]
    lists: Mapping[str, tuple[Entries, ...]]
    findings: tuple[Finding, ...]
    draft: bool
    as_of: date
