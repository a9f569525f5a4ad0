"""Sharing receipts: against brute force on small groups, and by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cic_sheets.money.allocation import Demand, allot
from tests.money.oracle.simplex import largest

Stock = dict[str, Fraction]


def justified(
    demands: Sequence[Demand], stock: Stock, year: Fraction | None = None
) -> list[Fraction]:
    return [sum(share.values(), Fraction(0)) for share in allot(demands, stock, year)]


def brute_force(demands: Sequence[Demand], stock: Stock, year: Fraction | None) -> list[Fraction]:
    """Every way of handing out whole units is tried; the best total, then the best in order."""
    best: tuple[Fraction, list[Fraction]] | None = None
    for found in _ways(list(demands), dict(stock), year):
        score = (sum(found, Fraction(0)), found)
        best = score if best is None or score > best else best
    assert best is not None
    return best[1]


def _ways(demands: list[Demand], stock: Stock, year: Fraction | None) -> Iterator[list[Fraction]]:
    if not demands:
        yield []
        return
    first, names = demands[0], (*demands[0].receipts, *demands[0].declared)
    for units in product(*(range(int(stock[name]) + 1) for name in names)):
        declared = Fraction(sum(units[len(first.receipts) :]))
        if sum(units) > first.bound or (first.limit is not None and declared > first.limit):
            continue
        if year is not None and declared * first.weight > year:
            continue
        left = dict(stock)
        for name, unit in zip(names, units, strict=True):
            left[name] -= unit
        rest = None if year is None else year - declared * first.weight
        for others in _ways(demands[1:], left, rest):
            yield [Fraction(sum(units)), *others]


@st.composite
def groups(draw: st.DrawFn) -> tuple[list[Demand], Stock, Fraction | None]:
    """At most four lines and four documents, of at most three units."""
    whole = st.integers(0, 3).map(Fraction)
    stock = {name: draw(whole) for name in ("J-1", "J-2", "T-1", "T-2")}
    demands = []
    for _ in range(draw(st.integers(1, 4))):
        names = draw(st.lists(st.sampled_from(sorted(stock)), unique=True, max_size=3))
        receipts = tuple(name for name in sorted(names) if name.startswith("J"))
        declared = tuple(name for name in sorted(names) if name.startswith("T"))
        limit = draw(st.none() | whole)
        demands.append(Demand(draw(whole), receipts, declared, limit))
    return demands, stock, draw(st.none() | st.integers(0, 4).map(Fraction))


@given(groups())
@settings(max_examples=300)
def test_allot__is_the_best_of_all_ways(case: tuple[list[Demand], Stock, Fraction | None]) -> None:
    demands, stock, year = case
    assert justified(demands, stock, year) == brute_force(demands, stock, year)


@st.composite
def groups_of_many_rates(draw: st.DrawFn) -> tuple[list[Demand], Stock, Fraction]:
    """The same, each line with a rate of its own under the year's ceiling."""
    demands, stock, year = draw(groups())
    rates = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 3)])
    return [demand._replace(weight=draw(rates)) for demand in demands], stock, year or Fraction(2)


@given(groups_of_many_rates())
@settings(max_examples=300)
def test_allot__serves_lines_of_many_rates_no_worse_than_any_way_of_whole_units(
    case: tuple[list[Demand], Stock, Fraction],
) -> None:
    demands, stock, year = case
    assert justified(demands, stock, year) >= max(_ways(demands, stock, year))


def programmed(demands: Sequence[Demand], stock: Stock, year: Fraction) -> list[Fraction]:
    """The first served first, by linear programming: one unknown a line and document."""
    pairs = [(d, name) for d in demands for name in (*d.receipts, *d.declared)]
    on_paper = [Fraction(name in d.declared) for d, name in pairs]
    rows = [([Fraction(name == each) for _, name in pairs], stock[each]) for each in stock]
    for demand in demands:
        mine = [Fraction(d is demand) for d, _ in pairs]
        rows.append((mine, demand.bound))
        if demand.limit is not None:
            rows.append(([a * b for a, b in zip(mine, on_paper, strict=True)], demand.limit))
    rows.append(([a * d.weight for a, (d, _) in zip(on_paper, pairs, strict=True)], year))
    parts = largest([[Fraction(d is each) for each in demands] for d, _ in pairs], rows)
    return [
        sum((part for part, (d, _) in zip(parts, pairs, strict=True) if d is each), Fraction(0))
        for each in demands
    ]


@given(groups_of_many_rates())
@settings(max_examples=300)
def test_allot__serves_lines_of_many_rates_as_a_linear_programme_does(
    case: tuple[list[Demand], Stock, Fraction],
) -> None:
    assert justified(*case) == programmed(*case)


@given(groups_of_many_rates())
def test_allot__keeps_the_years_ceiling_at_the_rate_of_each_line(
    case: tuple[list[Demand], Stock, Fraction],
) -> None:
    demands, stock, year = case
    shares = allot(demands, stock, year)
    declared = sum(
        (share.get(name, Fraction(0)) * demand.weight)
        for demand, share in zip(demands, shares, strict=True)
        for name in demand.declared
    )
    assert declared <= year


@given(groups())
def test_allot__uses_no_document_beyond_its_amount(
    case: tuple[list[Demand], Stock, Fraction | None],
) -> None:
    demands, stock, year = case
    shares = allot(demands, stock, year)
    for name, amount in stock.items():
        assert sum(share.get(name, Fraction(0)) for share in shares) <= amount
    for demand, share in zip(demands, shares, strict=True):
        assert set(share) <= {*demand.receipts, *demand.declared}
        assert all(part > 0 for part in share.values())
        assert sum(share.values(), Fraction(0)) <= demand.bound


def amounts(**stock: int | str) -> Stock:
    return {name: Fraction(amount) for name, amount in stock.items()}


def wants(bound: int | str, *receipts: str) -> Demand:
    return Demand(Fraction(bound), receipts)


@pytest.mark.parametrize(
    ("demands", "stock", "found"),
    [
        # one receipt, several lines: the earliest first
        ([wants(60, "A"), wants(60, "A")], amounts(A=100), [60, 40]),
        # several receipts, one line
        ([wants(100, "A", "B", "C")], amounts(A=30, B=30, C=30), [90]),
        # many to many: the first line leaves A to the second, since it has B
        ([wants(100, "A", "B"), wants(100, "A")], amounts(A=100, B=100), [100, 100]),
        # the largest total never costs the earliest line anything
        ([wants(100, "A"), wants(100, "A", "B")], amounts(A=100, B=50), [100, 50]),
        # rerouted through three lines
        (
            [wants(10, "A", "B"), wants(10, "B", "C"), wants(10, "C", "D"), wants(10, "A")],
            amounts(A=10, B=10, C=10, D=10),
            [10, 10, 10, 10],
        ),
        # nothing asked, nothing there
        ([wants(0, "A"), wants(5)], amounts(A=10), [0, 0]),
        # amounts that no decimal ends
        ([wants("1/3", "A"), wants("1/3", "A")], amounts(A="1/2"), ["1/3", "1/6"]),
    ],
)
def test_allot__by_hand(demands: list[Demand], stock: Stock, found: list[int | str]) -> None:
    assert justified(demands, stock) == [Fraction(each) for each in found]


@pytest.mark.parametrize(
    ("demands", "year", "found"),
    [
        # a ceiling a line
        ([Demand(Fraction(30), (), ("T",), Fraction(20))], None, [20]),
        # and a ceiling a year, in order
        (
            [
                Demand(Fraction(30), (), ("T",), Fraction(20)),
                Demand(Fraction(30), (), ("S",), Fraction(20)),
            ],
            30,
            [20, 10],
        ),
        # a receipt is used before a declaration runs the year's ceiling dry
        ([Demand(Fraction(30), ("A",), ("T",)), Demand(Fraction(30), (), ("S",))], 30, [30, 30]),
        # a later line doesn't take the year's room from an earlier one
        (
            [
                Demand(Fraction(30), ("A",), ("T",)),
                Demand(Fraction(30), (), ("S",)),
                wants(30, "A"),
            ],
            30,
            [30, 30, 0],
        ),
        # one declaration for two lines
        (
            [
                Demand(Fraction(30), (), ("T",), Fraction(20)),
                Demand(Fraction(30), (), ("T",), Fraction(20)),
            ],
            None,
            [20, 10],
        ),
    ],
)
def test_allot__declarations_have_ceilings(
    demands: list[Demand], year: int | None, found: list[int]
) -> None:
    stock = amounts(A=30, T=30, S=30)
    assert justified(demands, stock, None if year is None else Fraction(year)) == found


def test_allot__the_years_ceiling_counts_in_its_own_unit() -> None:
    demands = [
        Demand(Fraction(108), (), ("T",), None, 1 / Fraction("10.80")),
        Demand(Fraction(110), (), ("S",), None, 1 / Fraction(11)),
    ]
    assert justified(demands, amounts(T=108, S=110), Fraction(15)) == [108, 55]


def test_allot__a_declaration_counts_at_the_rate_of_the_line_that_it_serves() -> None:
    """Not at that of the line that names it first and has a receipt besides."""
    demands = [
        Demand(Fraction(10), ("A",), ("T",), None, Fraction(1, 10)),
        Demand(Fraction(100), (), ("T",), None, Fraction(1, 8)),
    ]
    assert justified(demands, amounts(A=10, T=200), Fraction(5)) == [10, 40]


def test_allot__the_years_ceiling_is_not_spent_where_a_receipt_can_stand_in() -> None:
    """The first line leaves A to the second: its own declaration costs the ceiling less."""
    demands = [
        Demand(Fraction(10), ("A",), ("T",), None, Fraction(1, 10)),
        Demand(Fraction(10), ("A", "B"), ("S",), None, Fraction(1, 8)),
        Demand(Fraction(40), (), ("R",), None, Fraction(1, 8)),
    ]
    stock = amounts(A=10, B=2, T=10, S=10, R=40)
    assert justified(demands, stock, Fraction(5)) == [10, 10, Fraction("33.6")]


@pytest.mark.parametrize("amount", [60, 100, 150])
def test_allot__a_long_chain_of_shared_receipts_is_quick(amount: int) -> None:
    links = 2000
    stock = {f"R-{n:04}": Fraction(amount) for n in range(links + 1)}
    demands = [wants(100, f"R-{n:04}", f"R-{n + 1:04}") for n in range(links)]
    total = sum(justified(demands, stock), Fraction(0))
    assert total == min(amount * (links + 1), 100 * links)


def test_allot__what_each_line_gets_does_not_depend_on_how_receipts_are_listed() -> None:
    random = Random(7)
    for _ in range(50):
        stock = {f"R-{n}": Fraction(random.randint(1, 9)) for n in range(6)}
        names = [random.sample(sorted(stock), 3) for _ in range(6)]
        bounds = [random.randint(1, 12) for _ in range(6)]
        one = [wants(bound, *sorted(mine)) for bound, mine in zip(bounds, names, strict=True)]
        other = [
            wants(bound, *sorted(mine, reverse=True))
            for bound, mine in zip(bounds, names, strict=True)
        ]
        assert justified(one, stock) == justified(other, dict(reversed(stock.items())))
