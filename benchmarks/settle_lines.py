"""What settling a year costs a line, at 1,000 and at 10,000 lines: it should hardly grow.

    python benchmarks/settle_lines.py [KIND…] [--lines N N] [--most RATIO]

CPU milliseconds of one settlement, microseconds a line, and how much dearer a line has become.
`grid` is one connected group of 500 lines that name 500 receipts each, whatever the size asked.
Exit status 1 when a line costs more than RATIO times as much in the larger year.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cic_sheets.money import (
    Approval,
    Case,
    Convention,
    Line,
    Mission,
    Rate,
    Receipt,
    Scale,
    settle,
)
from cic_sheets.values.days import Month

START, END = date(2023, 1, 1), date(2023, 12, 31)
PLENTY = Decimal(10) ** 9


def own(count: int) -> Case:
    """Each line has its own receipt."""
    random = Random(count)
    amounts = [Decimal(random.randint(100, 50_000)).scaleb(-2) for _ in range(count)]
    lines = tuple(
        Line(
            f"D-{at:05}", START + timedelta(random.randrange(365)), "communication",
            "communication", amount, "MAD", receipts=(f"J-{at}",), approval="V",
            quantity=Decimal(1), unit="mois",
        )
        for at, amount in enumerate(amounts)
    )  # fmt: skip
    return Case(
        END,
        Convention(START, END),
        lines,
        tuple(Receipt(f"J-{at}", "justifies", each, "MAD") for at, each in enumerate(amounts)),
        (Approval("V", "annuel", "validé", date(2022, 1, 1), PLENTY),),
        rates=tuple(Rate(Month(2023, n), "MAD", Decimal("10.8") + n) for n in range(1, 13)),
    )


def shared(count: int) -> Case:
    """Twice as dear as their receipts; each line names two more at random: one large group."""
    case, random = own(count), Random(count)
    lines = tuple(
        line._replace(
            amount=(line.amount or Decimal(0)) * 2,
            receipts=(*line.receipts, *(f"J-{random.randrange(count)}" for _ in range(2))),
        )
        for line in case.lines
    )
    return case._replace(lines=lines)


def grid(_: int) -> Case:
    """500 lines, each naming all of 500 receipts that are worth half of them."""
    case = own(500)
    names = tuple(receipt.id for receipt in case.receipts)
    halves = tuple(each._replace(amount=(each.amount or 0) / 2) for each in case.receipts)
    return case._replace(
        lines=tuple(line._replace(receipts=names) for line in case.lines), receipts=halves
    )


def scales(count: int) -> Case:
    """All lines share the ceiling of one mission."""
    case = own(count)
    mission = Mission("M", datetime(2023, 1, 1), datetime(2023, 12, 31, 23), "oujda")
    lines = tuple(
        line._replace(imputation="mission", mission="M", category="repas", unit="repas")
        for line in case.lines
    )
    row = Scale("B", "repas", "repas", Decimal(100), "MAD")
    return case._replace(lines=lines, missions=(mission,), scales=(row,))


def credits(count: int) -> Case:
    """A line gives back a little, and so does each credit of the credit before it."""
    first, *others = own(count).lines
    chain = [first._replace(amount=PLENTY, day=START)]
    for line in others:
        chain.append(line._replace(amount=Decimal(-1), credit_of=chain[-1].id, receipts=()))
    return own(count)._replace(lines=tuple(chain))


def orphans(count: int) -> Case:
    """Credits of lines that nobody knows."""
    case = own(count)
    lost = tuple(line._replace(amount=Decimal(-1), credit_of=f"X-{line.id}") for line in case.lines)
    return case._replace(lines=lost)


KINDS: dict[str, Callable[[int], Case]] = {
    made.__name__: made for made in (own, shared, grid, scales, credits, orphans)
}


def cost(case: Case) -> float:
    """CPU seconds a line, the better of two runs."""
    taken = []
    for _ in range(2):
        before = time.process_time()
        settle(case)
        taken.append(time.process_time() - before)
    return min(taken) / len(case.lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[[], *KINDS], default=[])
    parser.add_argument("--lines", nargs=2, type=int, default=[1000, 10_000])
    parser.add_argument("--most", type=float, default=3.0)
    options = parser.parse_args()
    dearest = 0.0
    for name in options.kinds or KINDS:
        costs = []
        for count in options.lines:
            case = KINDS[name](count)
            costs.append(cost(case))
            size = len(case.lines)
            print(f"{name:8}{size:7} lines{costs[-1] * size * 1e3:9.0f} ms"
                  f"{costs[-1] * 1e6:8.0f} µs/line")  # fmt: skip
        dearest = max(dearest, costs[1] / costs[0])
        print(f"{name:8} a line {costs[1] / costs[0]:.2f} times as dear")
    print(f"at most {options.most:.1f} times: {'yes' if dearest <= options.most else 'no'}")
    return 0 if dearest <= options.most else 1


if __name__ == "__main__":
    sys.exit(main())
