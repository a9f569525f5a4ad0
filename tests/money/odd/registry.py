"""The list of troubles, and the two ways of making one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from cic_sheets.money import Case

Odd = Callable[[Case, Random], Case]
ODDITIES: list[Odd] = []


def odd(change: Odd) -> Odd:
    ODDITIES.append(change)
    return change


def one_of(case: Case, random: Random, name: str, **choices: tuple[Any, ...]) -> Case:
    """One row of a table with one of these values in each of these fields."""
    rows = list(getattr(case, name))
    if rows:
        at = random.randrange(len(rows))
        drawn = {field: random.choice(values) for field, values in choices.items()}
        rows[at] = rows[at]._replace(**drawn)
    return case._replace(**{name: tuple(rows)})


def with_rules(case: Case, **rules: Any) -> Case:
    return case._replace(policies=case.policies._replace(**rules))


def awaited(case: Case, random: Random) -> Case:
    """Receipts promised for later: what they do not justify yet waits."""
    later = case.as_of + timedelta(random.choice((0, 1, 5, 30)))
    return case._replace(lines=tuple(line._replace(receipt_expected=later) for line in case.lines))
