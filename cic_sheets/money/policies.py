"""How the cap reads its months: one function a policy, registered under a name.

« Une moyenne de 200 euros par mois » is the announcement's; another reading is another function
here, under the French name that « Règles » offers, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from cic_sheets.values.days import ContractMonth
from cic_sheets.values.money import ZERO, share
from cic_sheets.values.named import NamedTuple


class Spending(NamedTuple):
    """What stage 5 left of a line, EUR, and the place of its month in the list of months."""

    month: int
    amount: Decimal


class Verdict(NamedTuple):
    """What a policy says, month by month and line by line.

    allowance     by month: what all months so far allow together
    reimbursable  by month: what of the spending so far is reimbursable, seen from that month
    grants        by line: what it gets, seen from the last month
    """

    allowance: tuple[Decimal, ...]
    reimbursable: tuple[Decimal, ...]
    grants: tuple[Decimal, ...]


Policy = Callable[[Decimal, Sequence[ContractMonth], Sequence[Spending]], Verdict]

POLICIES: dict[str, Policy] = {}


def policy(name: str) -> Callable[[Policy], Policy]:
    """Register a reading of the cap: `(cap a month, months, spending in order) -> Verdict`."""

    def register(read: Policy) -> Policy:
        if name in POLICIES:
            raise ValueError(f"cap policy {name!r} is declared twice")
        POLICIES[name] = read
        return read

    return register


@policy("moyenne")
def average(cap: Decimal, months: Sequence[ContractMonth], spent: Sequence[Spending]) -> Verdict:
    """`reimbursable(m) = min(A(m), S(m))`: the average over the time elapsed.

    A quiet month leaves room, a heavy one waits for it.  Lines are served in their order, the one
    on the edge is split; what a credit gives back beyond its original makes room for the others.
    Source: announcement, « dans la limite d'une moyenne de 200 euros par mois »; money.md §4.
    """
    allowance = allowances(cap, months)
    reimbursable = tuple(map(min, allowance, running(months, spent)))
    left = (allowance[-1] if months else ZERO) - sum(
        (each.amount for each in spent if each.amount < 0), ZERO
    )
    grants = []
    for each in spent:
        grants.append(min(each.amount, max(left, ZERO)))
        left -= max(grants[-1], ZERO)
    return Verdict(allowance, reimbursable, tuple(grants))


def allowances(cap: Decimal, months: Sequence[ContractMonth]) -> tuple[Decimal, ...]:
    """A(m): the cap times the months counted so far, a month that is not whole by its days."""
    return tuple(
        cap * at + share(cap, month.days, month.whole_days) for at, month in enumerate(months)
    )


def running(months: Sequence[ContractMonth], spent: Sequence[Spending]) -> tuple[Decimal, ...]:
    """S(m): all that was left up to the end of each month."""
    sums, so_far = [], ZERO
    by_month = [ZERO] * len(months)
    for each in spent:
        by_month[each.month] += each.amount
    for amount in by_month:
        so_far += amount
        sums.append(so_far)
    return tuple(sums)
