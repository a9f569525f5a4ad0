"""The plan of the narrative report: each section declares itself, in a file of its own.

Source: deliverables.md, the narrative template's default plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.reconcile.year import Year
from cic_sheets.report.model import Block
from cic_sheets.schema.findings import Finding
from cic_sheets.schema.registry import Registry, import_all


class Material(NamedTuple):
    """What a section is told from.

    year      the typed year, seen from a day
    findings  what is still to mend
    draft     whether findings E remain
    """

    year: Year
    findings: tuple[Finding, ...]
    draft: bool

    @property
    def book(self) -> Book:
        """The typed rows and settings."""
        return self.year.book

    @property
    def as_of(self) -> date:
        """The day from which the year is seen."""
        return self.year.as_of

    def told_by_now(self, day: date | None) -> bool:
        """Whether a row of that day takes part: what is dated later has not happened yet."""
        return day is None or day <= self.as_of

    def of_this_year(self, day: date | None) -> bool:
        """Whether a row of that day is the convention's own: not one that an earlier year left."""
        convention = self.year.convention
        start = convention.start if convention is not None else None
        before = day is not None and start is not None and day < start
        return self.told_by_now(day) and not before


Telling = Callable[[Material], Iterator[Block]]


class Planned(NamedTuple):
    """A section of the plan.

    key      the name that templates use: `{{section: resume}}`
    number   `1` to `15`, `A` for an annex, '' for the cover
    title    as printed; « Narratif » names its texts by it
    drafts   printed in drafts only
    """

    key: str
    number: str
    title: str
    drafts: bool
    tell: Telling

    @property
    def is_annex(self) -> bool:
        """Whether a letter numbers it."""
        return self.number.isalpha()

    @property
    def place(self) -> tuple[int, int, str]:
        """Cover, sections by number, annexes by letter."""
        if not self.number:
            return 0, 0, self.key
        return (2, 0, self.number) if self.is_annex else (1, int(self.number), "")


_PLAN: Registry[Planned] = Registry("section")


def section(
    key: str, number: str, title: str, *, drafts: bool = False
) -> Callable[[Telling], Telling]:
    """Declare the decorated function as the telling of a section."""

    def declare(tell: Telling) -> Telling:
        _PLAN.add(key, Planned(key, number, title, drafts, tell))
        return tell

    return declare


def the_plan() -> tuple[Planned, ...]:
    """Every section, in the order in which the report is read."""
    import_all("cic_sheets.report.sections")
    return tuple(sorted(_PLAN, key=lambda planned: planned.place))
