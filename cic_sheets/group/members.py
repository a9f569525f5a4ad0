"""Who is in the group, day by day: communes join and leave, and no count of them is a constant.

The one place that says it; `Commune.belongs` reads the dates of one commune.
Source: workbook.md, « Communes » (`Entrée`, `Sortie`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cic_sheets.book.book import Book
from cic_sheets.schema.findings import Word
from cic_sheets.sheets.communes import Commune
from cic_sheets.values.named import NamedTuple

Span = tuple[date, date]
"""First and last day, both included."""


class Stay(NamedTuple):
    """The days of a period on which a commune is in the group."""

    commune: Commune
    first: date
    last: date


def active(book: Book, day: date) -> tuple[Commune, ...]:
    """The communes of the group on a day, by their dates of membership."""
    return tuple(commune for commune in book.all(Commune) if commune.belongs(day, day))


def stays(book: Book, span: Span) -> tuple[Stay, ...]:
    """What each commune spends of a period in the group; those that spend nothing are left out.

    A commune whose number or dates have a finding of their own is left out too: nothing is asked
    of it until they are mended.
    """
    found = (_stay(commune, span) for commune in book.all(Commune) if _is_sure(commune))
    return tuple(stay for stay in found if stay.first <= stay.last)


def _is_sure(commune: Commune) -> bool:
    return commune.code is not None and commune.sound("code", "joined", "left")


def _stay(commune: Commune, span: Span) -> Stay:
    first, last = span
    return Stay(commune, max(first, commune.joined or first), min(last, commune.left or last))


def outsiders(book: Book, codes: Iterable[str], span: Span) -> tuple[Word, ...]:
    """Those of the communes named that are not in the group then, each with the reason."""
    named = (book.find(Commune, code) for code in codes)
    return tuple(
        _membership(commune, span)
        for commune in named
        if commune is not None and not commune.belongs(*span)
    )


def _membership(commune: Commune, span: Span) -> Word:
    name = ("name", commune.name or commune.id)
    if commune.joined is not None and span[1] < commune.joined:
        return Word("commune.joined", "{name} (entrée le {day})", (name, ("day", commune.joined)))
    return Word("commune.left", "{name} (sortie le {day})", (name, ("day", commune.left)))
