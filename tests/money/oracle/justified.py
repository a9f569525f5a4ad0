"""J: the most that receipts justify for some lines together, found in two ways.

The least of all cuts, where the year's ceiling of declarations is met at one rate.  Where lines
meet it at several, one unit of it is worth more to one line than to another, and no total in one
currency ranks their shares: §3.4 leaves the order of (date, number).  The earliest line gets as
much as it can, then the next; a linear programme says how much that is.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

from tests.money.oracle.looking import Looking
from tests.money.oracle.numbers import NOTHING
from tests.money.oracle.simplex import largest


class Justified(Looking):
    """`all_j` gives each line what it can have, all lines before it keeping theirs."""

    eligible: dict[str, Fraction]
    rates: dict[str, Fraction]

    def named(self, x: Any, role: str) -> set[str]:
        """Its documents of that kind that can justify it."""
        return {
            r
            for r in x.receipts
            if self.worth(r)
            and self.receipts[r].role == role
            and self.receipts[r].currency == x.currency
        }

    def all_j(self, served: list[Any]) -> list[Fraction]:
        if self.p.declaration_year:
            met_at = {self.rates[x.id] for x in served if self.named(x, "declares")}
            if len(met_at) > 1:
                return self.first_served_first(served)
        return self.by_cuts(served)

    # -- One rate: cuts -----------------------------------------------------------------

    def by_cuts(self, served: list[Any]) -> list[Fraction]:
        """What the first lines can have together, less without the last."""
        found = []
        for at, x in enumerate(served):
            group = self.connected(x, served[: at + 1])
            found.append(self.most(group) - self.most([y for y in group if y is not x]))
        return found

    def connected(self, line: Any, among: list[Any]) -> list[Any]:
        """The lines that share receipts with this one, directly or through others, in order."""
        links = {x.id: self.named(x, "justifies") | self.named(x, "declares") for x in among}
        for x in among:
            if self.p.declaration_year and self.named(x, "declares"):
                links[x.id].add("the year's ceiling")
        group, names = {line.id}, set(links[line.id])
        while True:
            more = {x.id for x in among if links[x.id] & names}
            if more <= group:
                return [x for x in among if x.id in group]
            group |= more
            names |= {name for x in among if x.id in group for name in links[x.id]}

    def most(self, group: list[Any]) -> Fraction:
        """Every way of stopping each line is tried: at its need, at a ceiling, at its papers."""
        plain = {x.id: self.named(x, "justifies") for x in group}
        papers = {x.id: self.named(x, "declares") for x in group}
        ways = [
            ("need", "limit", "papers") if papers[x.id] and self.p.declaration_line
            else ("need", "papers")
            for x in group
        ]  # fmt: skip
        costs = [self.cost(group, plain, papers, choice) for choice in product(*ways)]
        return min(costs)

    def cost(self, group: list[Any], plain: Any, papers: Any, choice: tuple[str, ...]) -> Fraction:
        cost, names, declared = NOTHING, set(), set()
        for x, how in zip(group, choice, strict=True):
            if how == "need":
                cost += self.eligible[x.id]
                continue
            names |= plain[x.id]
            if how == "limit":
                cost += Fraction(self.p.declaration_line.amount) * self.rates[x.id]
            else:
                declared |= papers[x.id]
        on_paper = sum((self.worth(r) for r in declared), NOTHING)
        if self.p.declaration_year and declared:
            rate = next(self.rates[x.id] for x in group if papers[x.id])
            on_paper = min(on_paper, Fraction(self.p.declaration_year.amount) * rate)
        return cost + sum((self.worth(r) for r in names), NOTHING) + on_paper

    # -- Many rates: a linear programme -------------------------------------------------

    def first_served_first(self, served: list[Any]) -> list[Fraction]:
        """One unknown for each line and each of its papers: what that one justifies of this one."""
        pairs = [
            (x, r)
            for x in served
            for r in sorted(self.named(x, "justifies") | self.named(x, "declares"))
        ]
        declared = [Fraction(self.receipts[r].role == "declares") for _, r in pairs]
        numbers = sorted({r for _, r in pairs})
        rows = [([Fraction(r == each) for _, r in pairs], self.worth(each)) for each in numbers]
        for y in served:
            mine = [Fraction(x is y) for x, _ in pairs]
            rows.append((mine, self.eligible[y.id]))
            if self.p.declaration_line:
                limit = Fraction(self.p.declaration_line.amount) * self.rates[y.id]
                rows.append(([a * b for a, b in zip(mine, declared, strict=True)], limit))
        prices = [each / self.rates[x.id] for each, (x, _) in zip(declared, pairs, strict=True)]
        rows.append((prices, Fraction(self.p.declaration_year.amount)))
        parts = largest([[Fraction(x is y) for y in served] for x, _ in pairs], rows)
        return [
            sum((part for (x, _), part in zip(pairs, parts, strict=True) if x is y), NOTHING)
            for y in served
        ]
