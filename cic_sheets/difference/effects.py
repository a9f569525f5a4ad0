"""What each change is worth: the year is settled again after each of them, one after the other.

The effects therefore add up to the difference of the two totals, whatever the changes share.
Source: money.md §2; deliverables.md, « diff ».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from itertools import groupby

from cic_sheets.book.book import Book
from cic_sheets.book.refs import look_up
from cic_sheets.difference.rows import RowChange, compare
from cic_sheets.money.settlement import Total
from cic_sheets.reconcile.settled import settle_book
from cic_sheets.reconcile.submission import Submission
from cic_sheets.schema.sheets import SHEETS, Row
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.named import NamedTuple

MOST_SETTLED = 300
"""Changed rows of one sheet that are valued one by one; beyond, the sheet as a whole."""


class Valued(NamedTuple):
    """A change, and what it adds to the year's totals; None where only its sheet was valued."""

    change: RowChange
    effect: Total | None


class Difference(NamedTuple):
    """Two states of a year.

    changes  every row that differs
    sheets   title → what its rows change together, for sheets valued as a whole
    before, after  the year's totals, None where « Convention » can't be used
    """

    changes: tuple[Valued, ...]
    sheets: Mapping[str, Total]
    before: Total | None
    after: Total | None

    @property
    def effect(self) -> Total:
        """What all of it changes; zero where nothing could be settled."""
        if self.before is None or self.after is None:
            return Total()
        return less(self.after, self.before)


def less(one: Total, other: Total) -> Total:
    """One total less another, part by part."""
    return Total(*(a - b for a, b in zip(one, other, strict=True)))


def more(one: Total, other: Total) -> Total:
    """The sum of two totals, part by part."""
    return Total(*(a + b for a, b in zip(one, other, strict=True)))


def difference(
    old: Book, new: Book, as_of: date, submissions: Sequence[Submission] = ()
) -> Difference:
    """What differs from the old book to the new one, seen from one day, with its effect in EUR.

    submissions  what was sent: its lines keep their rates in both
    """
    road = _Road(old, new, as_of, submissions)
    changes = compare(old, new)
    valued: list[Valued] = []
    sheets: dict[str, Total] = {}
    for title, group in groupby(changes, key=lambda change: change.sheet):
        of_sheet = list(group)
        whole = road.tried(title)
        if whole == Total() or len(of_sheet) > MOST_SETTLED:
            effect = Total() if whole == Total() else None
            valued += [Valued(change, effect) for change in of_sheet]
            if effect is None:
                sheets[title] = whole
            road.take(title)
            continue
        effects = [road.step(change) for change in of_sheet]
        effects[-1] = more(effects[-1], road.take(title))
        valued += map(Valued, of_sheet, effects)
    return Difference(tuple(valued), sheets, road.before, road.after)


class _Road:
    """From the old book to the new one, a change at a time."""

    def __init__(
        self, old: Book, new: Book, as_of: date, submissions: Sequence[Submission]
    ) -> None:
        self._new, self._as_of, self._submissions = new, as_of, submissions
        self.before, self.after = self._total(old), self._total(new)
        self._book = copy(old)
        self._book.rows = dict(old.rows)
        self._book.lookups = dict(old.lookups)
        self._book.settings = dict(old.settings)
        self._book.findings = [*old.findings, *new.findings]
        self._now = self.before or Total()

    def tried(self, title: str) -> Total:
        """What a sheet's new rows change together, from here."""
        if self.before is None or self.after is None:
            return Total()
        rows = self._new.rows.get(SHEETS[title].row, ())
        return less(self._settled(self._with(SHEETS[title].row, rows)), self._now)

    def take(self, title: str) -> Total:
        """Go on from the sheet's new rows, in their new order; what that is worth from here."""
        kind = SHEETS[title].row
        self._book = self._with(kind, self._new.rows.get(kind, ()))
        if kind is SettingRow:
            self._book.settings = dict(self._new.settings)
        before, self._now = self._now, self._settled(self._book)
        return less(self._now, before)

    def step(self, change: RowChange) -> Total:
        """Go on from one changed row; what it is worth from here."""
        kind = SHEETS[change.sheet].row
        self._book = self._with(kind, _replaced(self._book.rows.get(kind, ()), change))
        if kind is SettingRow:
            self._setting(change)
        before, self._now = self._now, self._settled(self._book)
        return less(self._now, before)

    def _setting(self, change: RowChange) -> None:
        row = change.new or change.old
        for key, setting in self._new.settings.items():
            if isinstance(row, SettingRow) and row.key and key.casefold() == row.key.casefold():
                self._book.settings = {**self._book.settings, key: setting}

    def _with(self, kind: type[Row], rows: Iterable[Row]) -> Book:
        book = copy(self._book)
        book.rows = {**book.rows, kind: tuple(rows)}
        if kind.sheet.identity is not None:
            found = look_up(kind.sheet, book.rows[kind])
            book.lookups = {**book.lookups, kind.sheet.title: found}
        if kind is SettingRow and book.rows[kind] == self._new.rows.get(kind, ()):
            book.settings = dict(self._new.settings)
        return book

    def _settled(self, book: Book) -> Total:
        if self.before is None or self.after is None:
            return Total()
        return self._total(book) or Total()

    def _total(self, book: Book) -> Total | None:
        settled = settle_book(book, self._as_of, self._submissions)
        return settled.settlement.totals.year if settled else None


def _replaced(rows: Sequence[Row], change: RowChange) -> tuple[Row, ...]:
    """The rows with one of them replaced, added at the end, or gone."""
    if change.old is None:
        return (*rows, change.new) if change.new else tuple(rows)
    there = [change.new if row is change.old else row for row in rows]
    return tuple(row for row in there if row is not None)
