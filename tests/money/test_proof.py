"""Break any amount of a settlement by a cent, and the proof notices before anyone reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from cic_sheets.money import EquationBroken, Settlement, settle
from cic_sheets.money.proof import prove
from tests.money.years import any_year

CENT = Decimal("0.01")
Path = tuple[Any, ...]

AS_TYPED = {"amount", "units"}
"""Of a line: what the workbook says; a cent of it is often no cent in euros."""
FROM_ELSEWHERE = {
    ("ledger", "room_to_end"),  # the allowance of months that have not begun
    ("scales", "claimed_quantity"), ("scales", "quantity"), ("scales", "ceiling"),
    ("scales", "used"),  # the row's amount, J in its currency
    ("budgets", "tolerated"),  # depassement_ligne
    ("fees", "amount"), ("fees", "noted"), ("fees", "paid"),  # the fee notes and their payments
}  # fmt: skip
"""Amounts that come straight from rows that a settlement does not repeat; the oracle checks them
(tests/money/agreeing.py)."""


def amounts(node: Any, path: Path = ()) -> Iterator[Path]:
    """The way to each amount of a settlement, but the facts of its sentences."""
    if isinstance(node, Decimal):
        yield path
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from amounts(value, (*path, key))
    elif hasattr(node, "_fields"):
        for name in node._fields:
            if name not in ("facts", "flags"):
                yield from amounts(getattr(node, name), (*path, name))
    elif isinstance(node, tuple):
        for at, value in enumerate(node):
            yield from amounts(value, (*path, at))


def changed(node: Any, path: Path, by: Decimal) -> Any:
    """The same with one amount changed."""
    if not path:
        return node + by
    first, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        return {**node, first: changed(node[first], rest, by)}
    if hasattr(node, "_fields"):
        return node._replace(**{first: changed(getattr(node, first), rest, by)})
    return (*node[:first], changed(node[first], rest, by), *node[first + 1 :])


def is_proved(path: Path) -> bool:
    if path[0] in ("lines", "to_come") and AS_TYPED & set(path[2:3] + path[3:4]):
        return "cuts" in path
    return (path[0], path[2] if len(path) > 2 else None) not in FROM_ELSEWHERE


def escaped(found: Settlement, paths: list[Path], by: Decimal) -> list[Path]:
    """The amounts whose change nobody noticed."""
    expected = [line.id for line in (*found.lines, *found.to_come)]
    prove(found, expected)
    missed = []
    for path in paths:
        try:
            prove(changed(found, path, by), expected)
        except EquationBroken:
            continue
        missed.append(path)
    return missed


def proved_amounts(seed: int) -> tuple[Settlement, list[Path]]:
    found = settle(any_year(Random(seed), 4 + seed % 6))
    return found, [path for path in amounts(found) if is_proved(path)]


@pytest.mark.parametrize("seed", range(30))
def test_proof__notices_any_amount_that_is_a_cent_off(seed: int) -> None:
    found, paths = proved_amounts(seed)
    random = Random(seed)
    some = random.sample(paths, min(60, len(paths)))
    assert escaped(found, some, random.choice((CENT, -CENT))) == []


@pytest.mark.slow
@pytest.mark.parametrize("by", [CENT, -CENT])
def test_proof__notices_every_amount_of_a_hundred_years(by: Decimal) -> None:
    fields: set[tuple[Any, ...]] = set()
    for seed in range(100):
        found, paths = proved_amounts(seed)
        assert escaped(found, paths, by) == [], seed
        fields |= {tuple(part for part in path if isinstance(part, str)) for path in paths}
    assert ("lines", "cuts", "amount") in fields
    assert {path[0] for path in fields} == {
        "lines", "totals", "ledger", "receipts", "approvals", "budgets", "balance", "fees",
        "to_come",
    }  # fmt: skip


def test_proof__notices_a_line_that_is_lost_or_there_twice() -> None:
    found = settle(any_year(Random(0), 6))
    expected = [line.id for line in (*found.lines, *found.to_come)]
    for lines in (found.lines[1:], (*found.lines, found.lines[0])):
        with pytest.raises(EquationBroken):
            prove(found._replace(lines=lines), expected)


def test_proof__notices_a_line_moved_to_another_part() -> None:
    found = settle(any_year(Random(0), 6))
    expected = [line.id for line in (*found.lines, *found.to_come)]
    for name in ("month", "imputation", "category", "mission", "activity", "claim"):
        line = found.lines[0]._replace(**{name: 99 if name == "month" else "elsewhere"})
        with pytest.raises(EquationBroken):
            prove(found._replace(lines=(line, *found.lines[1:])), expected)
