"""What the report words itself: French where it is declared, other languages when it is drawn.

A `Said` is its French text to whoever reads the report model; a renderer asks it for the reader's
language.  Labels that are plain strings (headings, captions, list values) need no `Said`: the
renderer looks them up as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Self

from cic_sheets.language import rtl
from cic_sheets.language.documents import counted, sentence
from cic_sheets.report.model import Words
from cic_sheets.values import shown
from cic_sheets.values.cells import CellRef

Fact = str | int | Decimal | date | None


class Said(Words):
    """A text in every language, and the cells behind it."""

    __slots__ = ("told",)
    told: Callable[[str], str]

    @classmethod
    def of(cls, told: Callable[[str], str], origins: Iterable[CellRef] = ()) -> Self:
        """What tells it in a language: `fr`, `ar`."""
        made = cls(told("fr"), origins)
        made.told = told
        return made

    def behind(self, origins: Iterable[CellRef]) -> Said:
        """The same, from these cells."""
        return Said.of(self.told, origins)


def in_language(text: str, lang: str) -> str:
    """A text of the report as a language has it; what people typed stays as it is."""
    return text.told(lang) if isinstance(text, Said) else sentence(text, lang)


def say(french: str, /, **facts: Fact) -> Said:
    """A sentence with its blanks filled: `say("Au {day}, rien.", day=as_of)`."""
    return Said.of(
        lambda lang: sentence(french, lang).format_map(
            {name: _shown(fact, lang) for name, fact in facts.items()}
        )
    )


def _shown(fact: Fact, lang: str) -> str:
    match fact:
        case None:
            return ""
        case str():
            return in_language(fact, lang)
        case date():
            return shown.day(fact, lang)
        case _:
            return shown.number(Decimal(fact), lang)


def some(number: int, one: str, many: str = "") -> Said:
    """`1 mission`, `3 missions`; French counts 0 with the singular."""
    return Said.of(lambda lang: counted(number, one, many, lang))


def money(amount: Decimal, currency: str | None = None) -> Said:
    """An amount with its currency, which a line from the right would put before it."""
    mark = "\u200e"  # no line begins with it: LibreOffice would then break inside the figure

    def told(lang: str) -> str:
        figure = shown.amount(amount, None, lang)
        if not currency:
            return figure
        return f"{figure}{mark if rtl(lang) else ''}{shown.NBSP}{currency}"

    return Said.of(told)


def hours(amount: Decimal) -> Said:
    """A duration."""
    return Said.of(lambda lang: shown.hours(amount, lang))


def long_day(day: date) -> Said:
    """`31 décembre 2023`."""
    return Said.of(lambda lang: shown.long_day(day, lang))


def month_of(day: date) -> Said:
    """`mars 2023`."""
    return Said.of(lambda lang: shown.month(day, lang))


def moment(when: datetime | None) -> Said:
    """`31/12/2023 14:30`, nothing when unknown."""
    return Said.of(lambda lang: shown.moment(when, lang) if when else "")


def percent_of(amount: Decimal) -> Said:
    """`90 %` of 90 in one hundred."""
    return Said.of(lambda lang: shown.percent(amount.scaleb(-2), lang))


def joined(parts: Iterable[str], between: str = ", ") -> Said:
    """Texts one after the other, as each language separates them; empty ones are left out."""
    kept = [part for part in parts if part]
    return Said.of(
        lambda lang: sentence(between, lang).join(in_language(part, lang) for part in kept)
    )
