"""J: the most that receipts justify for some lines together, as the least of all cuts."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

from tests.money.oracle.looking import Looking
from tests.money.oracle.numbers import NOTHING


class Justified(Looking):
    """`all_j` gives each line what the first lines can have together, less without the last."""

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
            # In one currency at one rate: the page is exact there, and years are made so.
            rate = next(self.rates[x.id] for x in group if papers[x.id])
            on_paper = min(on_paper, Fraction(self.p.declaration_year.amount) * rate)
        return cost + sum((self.worth(r) for r in names), NOTHING) + on_paper
