"""Stage 6: the average of 200 EUR a month, and its ledger.  money.md §4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cic_sheets.money.case import ACTIVITY
from cic_sheets.money.causes import PENDING, REFUSED
from cic_sheets.money.item import Item
from cic_sheets.money.policies import POLICIES, Spending, Verdict, running
from cic_sheets.money.settlement import Fact, LedgerMonth
from cic_sheets.money.year import Year, rule
from cic_sheets.values.days import ContractMonth
from cic_sheets.values.money import ZERO, cents, share


def cap(year: Year, items: Iterable[Item]) -> tuple[LedgerMonth, ...]:
    """Cut what the cap holds back; the ledger of the months that have begun.

    Raises ValueError if `Policies.cap_policy` names no policy: the adapter's fault, not a typist's.
    """
    read = POLICIES.get(year.policies.cap_policy)
    if read is None:
        raise ValueError(f"no cap policy: {year.policies.cap_policy!r}")
    limit = max(ZERO, cents(year.policies.cap))
    under = [item for item in items if item.left and is_capped(year, item)]
    spent = [Spending(_place(year, item), item.left) for item in under] if year.begun else []
    verdict = read(limit, year.begun, spent)
    whole = read(limit, year.months, []).allowance
    outcome = REFUSED if year.closed else PENDING
    for item, grant in zip(under, verdict.grants, strict=False):
        facts: dict[str, Fact] = {
            "cap": limit,
            "allowance": verdict.allowance[-1],
            "left": item.left,
            "granted": grant,
        }
        because = (rule("cap"), item.at("day"), *((rule("closed"),) if year.closed else ()))
        item.cut("over-cap", item.left - grant, outcome, because, facts)
    return _ledger(year.begun, verdict, spent, whole[-1] if whole else ZERO)


def is_capped(year: Year, item: Item) -> bool:
    """Whether the cap looks at the line: activities and what `plafond_portee` leaves out pass."""
    scope = year.policies.cap_scope
    if item.line.imputation == ACTIVITY:
        return False
    return scope is None or item.line.category in scope


def _place(year: Year, item: Item) -> int:
    """Its month in the list; what is given back outside the convention counts at its edge."""
    number = year.month_of(item)
    if number is not None:
        return min(number, len(year.begun)) - 1
    assert item.line.day is not None
    return 0 if item.line.day < year.case.convention.start else len(year.begun) - 1


def _ledger(
    months: Sequence[ContractMonth],
    verdict: Verdict,
    spent: Sequence[Spending],
    whole_allowance: Decimal,
) -> tuple[LedgerMonth, ...]:
    lefts = running(months, spent)
    rows = []
    before = ZERO
    for month, allowance, left, granted in zip(
        months, verdict.allowance, lefts, verdict.reimbursable, strict=True
    ):
        rows.append(
            LedgerMonth(
                month.number,
                month.start,
                month.end,
                month.days,
                month.whole_days,
                allowance,
                left - before,
                left,
                granted,
                left - granted,
                allowance - granted,
                _average(left, month),
                max(ZERO, allowance - left),
                max(ZERO, whole_allowance - left),
            )
        )
        before = left
    return tuple(rows)


def _average(left: Decimal, month: ContractMonth) -> Decimal:
    """A month's mean so far: S(m) divided by the months counted."""
    days = (month.number - 1) * month.whole_days + month.days
    return share(left, month.whole_days, days)
