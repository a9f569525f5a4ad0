"""Linear programming in fractions: the largest of several wishes, the first before the second."""

from __future__ import annotations

from fractions import Fraction

Vector = list[Fraction]
ZERO, ONE = Fraction(0), Fraction(1)


def largest(wanted: list[Vector], rows: list[tuple[Vector, Fraction]]) -> Vector:
    """The x ≥ 0 with the largest `wanted · x`, where each row · x is at most its bound.

    wanted  for each x, what it brings to each wish: the wishes are compared in their order
    rows    factors of each x, and the bound, never below zero

    The simplex method, by Bland's rule, which always ends.
    """
    count, slack = len(wanted), len(rows)
    table = [
        [*row, *(ONE * (at == n) for n in range(slack)), bound]
        for at, (row, bound) in enumerate(rows)
    ]
    wishes = len(wanted[0]) if wanted else 0
    gains = [list(each) for each in wanted] + [[ZERO] * wishes for _ in rows]
    basis = list(range(count, count + slack))
    while True:
        enters = next((j for j, gain in enumerate(gains) if gain > [ZERO] * wishes), None)
        if enters is None:
            break
        ratios = [
            (row[-1] / row[enters], basis[at], at)
            for at, row in enumerate(table)
            if row[enters] > 0
        ]
        leaves = min(ratios)[2]
        _pivot(table, gains, leaves, enters)
        basis[leaves] = enters
    values = dict(zip(basis, (row[-1] for row in table), strict=True))
    return [values.get(at, ZERO) for at in range(count)]


def _pivot(table: list[Vector], gains: list[Vector], leaves: int, enters: int) -> None:
    by = table[leaves][enters]
    row = table[leaves] = [each / by for each in table[leaves]]
    for at, other in enumerate(table):
        factor = other[enters]
        if at != leaves and factor:
            table[at] = [a - factor * b if b else a for a, b in zip(other, row, strict=True)]
    gained = gains[enters]
    for at in range(len(gains)):
        if row[at] and at != enters:
            pairs = zip(gains[at], gained, strict=True)
            gains[at] = [a - row[at] * b if b else a for a, b in pairs]
    gains[enters] = [ZERO for _ in gained]
