"""What goes wrong in a year: each function turns a generated case into a worse one."""

from __future__ import annotations

from random import Random

from cic_sheets.money import Case
from tests.money.odd import lines, rows, year
from tests.money.odd.registry import ODDITIES, awaited


def make_odd(case: Case, random: Random) -> Case:
    """The case with one to four troubles."""
    for change in random.sample(ODDITIES, random.randint(1, 4)):
        case = change(case, random)
    return awaited(case, random) if random.random() < 0.25 else case


def crowded(case: Case, random: Random) -> Case:
    """The case with ceilings that many lines share."""
    return rows.tight_scale(lines.one_journey(case, random), random)


declared_in_dirhams = year.declared_in_dirhams
declared_at_many_rates = year.declared_at_many_rates

__all__ = ["crowded", "declared_at_many_rates", "declared_in_dirhams", "make_odd"]
