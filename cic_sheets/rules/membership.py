"""Communes that rows name though they were not in the group then: communes join and leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cic_sheets.book.book import Book
from cic_sheets.schema.findings import Word
from cic_sheets.sheets.communes import Commune

Span = tuple[date, date]
"""First and last day, both included."""


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
