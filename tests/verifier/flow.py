"""Receipts flowing to lines, computed plainly (money.md §3, stage 4)."""

from __future__ import annotations

from fractions import Fraction

Node = tuple[str, str]
Arc = tuple[Node, Node]
SOURCE = ("source", "")


class Flow:
    """What still has room, and what each arc costs of a budget shared by all.

    A node is served by the cheapest ways first, rerouting what others have without lowering it;
    so it gets all that it can while the budget lasts, and the budget is never spent without need.
    """

    def __init__(self, budget: Fraction) -> None:
        self.budget = budget
        self.room: dict[Arc, Fraction] = {}
        self.cost: dict[Arc, Fraction] = {}

    def lay(self, start: Node, end: Node, room: Fraction, cost: Fraction = Fraction(0)) -> None:
        """An arc with its room, and what a unit through it costs."""
        if (start, end) not in self.room:
            self.room |= {(start, end): room, (end, start): Fraction(0)}
            self.cost |= {(start, end): cost, (end, start): -cost}

    def serve(self, node: Node, wanted: Fraction) -> Fraction:
        """Bring a node as much as it wants, or as can be; what it gets."""
        got = Fraction(0)
        while got < wanted and (way := self._cheapest(node)):
            amount = min(wanted - got, *(self.room[arc] for arc in way))
            cost = sum((self.cost[arc] for arc in way), Fraction(0))
            if cost > 0:
                amount = min(amount, self.budget / cost)
            if not amount:
                break
            self.budget -= amount * cost
            for start, end in way:
                self.room[start, end] -= amount
                self.room[end, start] += amount
            got += amount
        return got

    def _cheapest(self, node: Node) -> list[Arc]:
        """The cheapest way from the source that still has room (Bellman and Ford), or []."""
        best: dict[Node, tuple[Fraction, Node]] = {SOURCE: (Fraction(0), SOURCE)}
        changed = True
        while changed:
            changed = False
            for (start, end), room in self.room.items():
                if room > 0 and start in best and end != SOURCE:
                    cost = best[start][0] + self.cost[start, end]
                    if end not in best or cost < best[end][0]:
                        best[end], changed = (cost, start), True
        way: list[Arc] = []
        while node != SOURCE:
            if node not in best:
                return []
            way.append((best[node][1], node))
            node = best[node][1]
        return way
