"""How a mistake is put into the clean year: what may be changed, and what must be found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cic_sheets.example.year import Year, called, find
from cic_sheets.workbook import Layout

Typed = object
"""What a person typed into a cell: text where a date was meant, a number where a code was…"""


@dataclass(frozen=True, slots=True)
class Retype:
    """A cell that holds something else; None empties it.

    row  the row's number (its first column), as the clean year has it
    """

    sheet: str
    row: str
    column: str
    value: Typed


@dataclass(frozen=True, slots=True)
class Add:
    """A row too many, at the end of the table."""

    sheet: str
    cells: tuple[tuple[str, Typed], ...]


@dataclass(frozen=True, slots=True)
class TypeBelow:
    """A row typed under the table, after an empty one."""

    sheet: str
    cells: tuple[tuple[str, Typed], ...]


@dataclass(frozen=True, slots=True)
class Hide:
    """Rows that a filter hides."""

    sheet: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """A file that has another name on the disk than in the workbook."""

    path: str
    disk: str


Change = Retype | Add | TypeBelow | Hide | Rename


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that the mistake must give.

    row     what the row is called with the mistakes in; the heading of its first column for the
            headings; empty when no row is meant
    column  French label; empty when no cell can be named
    """

    code: str
    sheet: str
    row: str = ""
    column: str = ""
    severity: str = "E"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One honest mistake.

    why       how people come to make it, in one sentence
    changes   what differs from the clean year
    expected  every finding that it gives by itself
    """

    why: str
    changes: tuple[Change, ...]
    expected: tuple[Expected, ...]


@dataclass(slots=True)
class Planted:
    """A year with its mistakes in.

    rows    title → rows
    layout  title → how that tab strays
    files   path that the workbook names → path on the disk, for renamed files
    """

    rows: Year
    layout: dict[str, Layout] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


def planted(year: Year, mistakes: Iterable[Mistake]) -> Planted:
    """The year with the mistakes in; `year` itself is changed.

    Raises KeyError for a change to a row or column that does not exist, ValueError for one that
    changes nothing.
    """
    grown = Planted(year)
    for mistake in mistakes:
        for change in mistake.changes:
            _apply(change, grown)
    return grown


def _apply(change: Change, grown: Planted) -> None:
    match change:
        case Retype():
            _retype(change, grown)
        case Add():
            grown.rows[change.sheet].append(dict(change.cells))  # type: ignore[arg-type]
        case TypeBelow():
            layout = grown.layout.get(change.sheet, Layout())
            grown.layout[change.sheet] = layout._replace(
                below=(*layout.below, dict(change.cells)), gap=1
            )
        case Hide():
            layout = grown.layout.get(change.sheet, Layout())
            numbers = [called(row) for row in grown.rows[change.sheet]]
            hidden = tuple(numbers.index(row) for row in change.rows)
            grown.layout[change.sheet] = layout._replace(hidden=hidden)
        case Rename():
            grown.files[change.path] = change.disk


def _retype(change: Retype, grown: Planted) -> None:
    row = find(grown.rows, change.sheet, change.row)
    before = row[change.column]
    if before == change.value and type(before) is type(change.value):
        raise ValueError(f"{change.sheet} {change.row} {change.column}: nothing changes")
    row[change.column] = change.value  # type: ignore[assignment]
