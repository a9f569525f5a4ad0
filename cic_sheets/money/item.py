"""A line on its way through the stages: what it still has, and what each stage took."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from cic_sheets.money.case import Line, Mission, Scale
from cic_sheets.money.causes import CAUSES, PENDING, REFUSED
from cic_sheets.money.settlement import Cut, Fact, RateUsed, Source
from cic_sheets.values.money import ZERO, Ratio

_DIGITS = re.compile(r"([0-9]+)")

Order = tuple[date, tuple[tuple[int, str], ...], str]


@lru_cache(maxsize=8192)
def number_order(number: str) -> tuple[tuple[int, str], ...]:
    """Natural order of numbers, as a person files them: `D-9` before `D-10`."""
    parts = _DIGITS.split(number)
    return tuple(
        (len(part.lstrip("0")), part.lstrip("0")) if at % 2 else (-1, part)
        for at, part in enumerate(parts)
    )


def served_order(line: Line) -> Order:
    """Date, then number; lines without a date come last."""
    return line.day or date.max, number_order(line.id), line.id


class Item:
    """One line under way; the original of a credit carries it along (money.md §3.2).

    claimed    the line's own, EUR
    left       what the stages have left of the piece: the line and its credits, EUR
    given_up, eligible
               the piece's ineligible part and the rest of its amount, in the line's currency, exact
    justified  J; None until receipts are allotted, and for a flat scale
    waiting    pending in full since stage 1
    out        refused or waiting as a whole: no later stage looks at it
    fits       rows of « Barèmes » that fit; exactly one is the normal case
    used       receipt → its part in J
    """

    __slots__ = (
        "claimed",
        "credits",
        "cuts",
        "eligible",
        "fits",
        "given_up",
        "justified",
        "left",
        "line",
        "mission",
        "original",
        "out",
        "rate",
        "used",
        "waiting",
    )

    def __init__(self, line: Line) -> None:
        self.line = line
        self.claimed = ZERO
        self.left = ZERO
        self.cuts: list[Cut] = []
        self.rate: RateUsed | None = None
        self.waiting = False
        self.out = False
        self.original: Item | None = None
        self.credits: list[Item] = []
        self.given_up = Fraction(0)
        self.eligible = Fraction(0)
        self.justified: Fraction | None = None
        self.mission: Mission | None = None
        self.fits: tuple[Scale, ...] = ()
        self.used: dict[str, Fraction] = {}

    @property
    def alive(self) -> bool:
        """Whether a stage works on it.

        A line whose approval is used up, or whose receipts justify nothing, is still one of those
        that share receipts and ceilings: had it been two lines, they would get the same.
        """
        return not self.out

    @property
    def units(self) -> Ratio:
        """Units of the line's currency for 1 EUR; required: the line is not waiting."""
        assert self.rate is not None
        return self.rate.units

    def at(self, field: str) -> Source:
        """A field of its own row."""
        return Source("line", self.line.id, field)

    def cut(
        self,
        cause: str,
        amount: Decimal,
        outcome: str,
        because: tuple[Source, ...],
        facts: Mapping[str, Fact] | None = None,
    ) -> None:
        """Take an amount away from what is left, and say why.  Nothing to take: nothing said."""
        if amount:
            self._note(cause, amount, outcome, because, facts)

    def park(
        self,
        cause: str,
        because: tuple[Source, ...],
        facts: Mapping[str, Fact] | None = None,
        code: str = "",
    ) -> None:
        """Leave the line pending in full since stage 1; said even when nothing is claimed."""
        self.waiting = True
        self.left = self.claimed
        self._note(cause, self.claimed, PENDING, because, facts, code)

    def _note(
        self,
        cause: str,
        amount: Decimal,
        outcome: str,
        because: tuple[Source, ...],
        facts: Mapping[str, Fact] | None,
        code: str = "",
    ) -> None:
        stage, usual, clause = CAUSES[cause]
        code = code or usual
        self.cuts.append(Cut(stage, code, cause, amount, outcome, because, clause, facts or {}))
        self.left -= amount

    def refuse(
        self, cause: str, because: tuple[Source, ...], facts: Mapping[str, Fact] | None = None
    ) -> None:
        """Refuse the line: all that is left of it."""
        self.out = True
        self.cut(cause, self.left, REFUSED, because, facts)

    def wait(
        self, cause: str, because: tuple[Source, ...], facts: Mapping[str, Fact] | None = None
    ) -> None:
        """Leave the line pending: all that is left of it."""
        self.out = True
        self.cut(cause, self.left, PENDING, because, facts)
