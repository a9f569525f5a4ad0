"""The year as the rules and the report see it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cic_sheets.book.book import Book
from cic_sheets.sheets.convention import Convention
from cic_sheets.values.named import NamedTuple

if TYPE_CHECKING:
    from cic_sheets.reconcile.settled import Settled
    from cic_sheets.reconcile.submission import Submission


class Year(NamedTuple):
    """One convention year, seen from one day.

    book         the typed rows
    as_of        the day from which the year is seen (money.md §2)
    settled      the reconciliation; None when « Convention » can't be used
    submissions  what was sent of the year, in the order of their numbers (money.md §8)
    """

    book: Book
    as_of: date
    settled: Settled | None
    submissions: tuple[Submission, ...] = ()

    @property
    def convention(self) -> Convention | None:
        """The one row of « Convention »."""
        return self.book.only(Convention)

    def within(self, day: date | None) -> bool:
        """Whether a day lies in the convention; True when either is unknown: nothing to blame."""
        convention = self.convention
        if day is None or convention is None or not convention.sound("start", "end"):
            return True
        start, end = convention.start, convention.end
        return start is None or end is None or start <= day <= end


def seen_from(book: Book, today: date) -> date:
    """The default of `--as-of`: today, or the convention's end if that is past."""
    convention = book.only(Convention)
    end = convention.end if convention else None
    return min(today, end) if end else today
