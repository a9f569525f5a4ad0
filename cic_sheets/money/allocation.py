"""How receipts are shared among the lines that name them, so that they justify the most.

The lists that receipts can justify form a polymatroid: serving lines in their order, each as far
as rerouting the earlier ones (without lowering them) allows, gives at once the largest total and,
among those, the most to the earliest line, then to the next.  So each line is served by augmenting
paths in the residual network, and the result is unique, whatever the order of the rows.

The year's ceiling of declarations counts in its own unit (EUR), at the rate of the line that each
declaration serves.  Where all these lines have one rate it is the last arc of every declaration.
Else one unit of it is worth more to one line than to another, serving the earliest first no longer
gives the largest sum of unlike units, and the page's order of (date, number) decides: a later line
never lowers an earlier one.  Declarations then have a price, and the cheapest paths come first, so
that the ceiling is never spent on what other receipts could justify.  Source: money.md §3.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from cic_sheets.values.named import NamedTuple

NOTHING = Fraction(0)

Shares = dict[str, Fraction]


class Demand(NamedTuple):
    """What a line asks of its receipts, in its currency.

    bound     the most that it needs
    receipts  those that carry an amount, in the line's currency
    declared  its lost-receipt declarations
    limit     what declarations may justify of one line; None: no limit
    weight    units of the year's ceiling for one unit of the line's currency
    """

    bound: Fraction
    receipts: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    limit: Fraction | None = None
    weight: Fraction = Fraction(1)


def allot(
    demands: Sequence[Demand], stock: Mapping[str, Fraction], year: Fraction | None = None
) -> list[Shares]:
    """For each demand, in order of service: receipt → what of it serves the demand.

    stock  receipt → its amount, never negative
    year   what all declarations together may justify, in their ceiling's unit; None: no limit
    """
    named = Counter(name for demand in demands for name in demand.receipts)
    shared = [demand for demand in demands if not _simple(demand, named)]
    served = iter(_share(shared, stock, year))
    return [_fill(demand, stock) if _simple(demand, named) else next(served) for demand in demands]


def _simple(demand: Demand, named: Counter[str]) -> bool:
    return not demand.declared and all(named[name] == 1 for name in demand.receipts)


def _fill(demand: Demand, stock: Mapping[str, Fraction]) -> Shares:
    shares: Shares = {}
    wanted = demand.bound
    for name in demand.receipts:
        shares[name] = min(wanted, stock[name])
        wanted -= shares[name]
    return _without_nothing(shares)


def _without_nothing(shares: Shares) -> Shares:
    return {name: amount for name, amount in shares.items() if amount}


def _share(
    demands: Sequence[Demand], stock: Mapping[str, Fraction], year: Fraction | None
) -> list[Shares]:
    weights = {demand.weight for demand in demands if demand.declared}
    network = _Network(year, weights)
    arcs = [_arcs_of(network, demand, stock) for demand in demands]
    for demand, (source, _) in zip(demands, arcs, strict=True):
        network.serve(source, demand.bound)
    return [
        _without_nothing({name: network.flow(arc) for name, arc in to_receipt.items()})
        for _, to_receipt in arcs
    ]


def _arcs_of(
    network: _Network, demand: Demand, stock: Mapping[str, Fraction]
) -> tuple[int, dict[str, int]]:
    """A node for the line, its arcs to its receipts, and one bounded arc to its declarations."""
    source = network.node()
    arcs = {
        name: network.arc(source, network.receipt(name, stock[name]), stock[name])
        for name in demand.receipts
    }
    if demand.declared:
        on_paper = sum((stock[name] for name in demand.declared), NOTHING)
        declares = network.node()
        limit = on_paper if demand.limit is None else min(demand.limit, on_paper)
        network.priced(network.arc(source, declares, limit), demand.weight)
        for name in demand.declared:
            node = network.declaration(name, stock[name])
            arcs[name] = network.arc(declares, node, stock[name])
    return source, arcs


class _Network:
    """Residual network.  Arc `n` and its reverse `n ^ 1`; `exits` are nodes that lead out."""

    def __init__(self, year: Fraction | None, weights: Collection[Fraction]) -> None:
        self.arcs: list[list[int]] = []
        self.ends: list[int] = []
        self.room: list[Fraction] = []
        self.exits: dict[int, Fraction] = {}
        self.named: dict[str, int] = {}
        self.dead: set[int] = set()  # no path leads out from here any more
        self.prices: dict[int, Fraction] = {}  # arc → units of the year's ceiling, for one unit
        self.ceiling: int | None = None  # the node through which all declarations lead out
        self.year = year if len(weights) > 1 else None  # what prices may still cost
        if year is not None and len(weights) == 1:
            self.ceiling = self.node()
            self.exits[self.ceiling] = year / next(iter(weights))

    def node(self) -> int:
        self.arcs.append([])
        return len(self.arcs) - 1

    def arc(self, start: int, end: int, room: Fraction) -> int:
        self.ends += [end, start]
        self.room += [room, NOTHING]
        number = len(self.ends) - 2
        self.arcs[start].append(number)
        self.arcs[end].append(number + 1)
        return number

    def flow(self, arc: int) -> Fraction:
        return self.room[arc ^ 1]

    def receipt(self, name: str, amount: Fraction) -> int:
        """The node of a receipt, which leads out up to its amount."""
        if name not in self.named:
            self.named[name] = self.node()
            self.exits[self.named[name]] = amount
        return self.named[name]

    def declaration(self, name: str, amount: Fraction) -> int:
        """The node of a declaration, which leads out through the year's ceiling if there is one."""
        if self.ceiling is None or name in self.named:
            return self.receipt(name, amount)
        self.named[name] = self.node()
        self.arc(self.named[name], self.ceiling, amount)
        return self.named[name]

    def priced(self, arc: int, price: Fraction) -> None:
        """Let an arc draw on the year's ceiling, and its reverse give back."""
        if self.year is not None:
            self.prices |= {arc: price, arc ^ 1: -price}

    def serve(self, source: int, wanted: Fraction) -> None:
        """Give the source as much as it wants, or as can be; what others have stays theirs."""
        while wanted > 0:
            path, last = self._cheapest_way_out(source) if self.prices else self._way_out(source)
            if last is None:
                return
            amount = min([wanted, self.exits[last], *(self.room[arc] for arc in path)])
            amount = self._pay(path, amount)
            if not amount:
                return
            for arc in path:
                self.room[arc] -= amount
                self.room[arc ^ 1] += amount
            self.exits[last] -= amount
            wanted -= amount

    def _pay(self, path: Sequence[int], amount: Fraction) -> Fraction:
        """Take a path's price from the year's ceiling; the amount that it lets through."""
        price = sum((self.prices[arc] for arc in path if arc in self.prices), NOTHING)
        if self.year is None or not price:
            return amount
        if price > 0:
            amount = min(amount, self.year / price)
        self.year -= amount * price
        return amount

    def _way_out(self, source: int) -> tuple[list[int], int | None]:
        """The arcs of a shortest path to a node with room to leave; None when there is none.

        What a failed search has seen can never lead out later: it is not searched again.
        """
        came_by: dict[int, int] = {source: -1}
        queue = [source]
        for node in queue:
            for arc in self.arcs[node]:
                end = self.ends[arc]
                if end in came_by or end in self.dead or not self.room[arc]:
                    continue
                came_by[end] = arc
                if self.exits.get(end):
                    return self._path(came_by, end), end
                queue.append(end)
        self.dead.update(queue)
        return [], None

    def _cheapest_way_out(self, source: int) -> tuple[list[int], int | None]:
        """The same, for the lowest price; no round trip is ever for sale below nothing."""
        came_by: dict[int, int] = {source: -1}
        price = {source: NOTHING}
        queue = [source]
        for node in queue:
            for arc in self.arcs[node]:
                end, asked = self.ends[arc], price[node] + self.prices.get(arc, NOTHING)
                better = end not in price or asked < price[end]
                if self.room[arc] > 0 and better and end not in self.dead:
                    came_by[end], price[end] = arc, asked
                    queue.append(end)
        ways_out = [node for node in price if self.exits.get(node, NOTHING) > 0]
        if not ways_out:
            self.dead.update(price)
            return [], None
        last = min(ways_out, key=lambda node: price[node])
        return self._path(came_by, last), last

    def _path(self, came_by: Mapping[int, int], node: int) -> list[int]:
        path = []
        while came_by[node] >= 0:
            path.append(came_by[node])
            node = self.ends[came_by[node] ^ 1]
        return path
