"""A settlement beside the oracle's: whatever the one says, the other must say."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cic_sheets.money import Case, SettledLine, Settlement, settle
from tests.money.oracle import STAGES, Oracle

COPIED = (
    "id", "day", "imputation", "category", "mission", "activity", "budget", "claim",
    "amount", "currency", "credit_of",
)  # fmt: skip
NEVER_ENDING = Fraction(1, 10**9)  # amounts that never end are shown with ten decimals


def near(found: Decimal | int, expected: Decimal | Fraction | int) -> bool:
    """Equal, but for decimals that no one writes."""
    return abs(Fraction(found) - Fraction(expected)) < NEVER_ENDING


def agree(case: Case) -> None:
    """Every amount, reason, row and column of the settlement.  Raises AssertionError."""
    expected, found = Oracle(case), settle(case)
    assert found.closed == expected.closed()
    assert [line.id for line in found.lines] == [x.id for x in expected.order]
    assert [line.id for line in found.to_come] == [
        x.id for x in expected.all if x not in expected.order
    ]
    for line, x in zip(found.lines, expected.order, strict=True):
        _agree_on_line(line, x, expected)
        _agree_on_cuts(line, x, expected, found)
    for line in found.to_come:
        assert line.to_come
        assert not line.cuts
        assert not any((line.claimed, line.reimbursable, line.refused, line.pending, *line.after))
    _agree_on_receipts(case, expected, found)
    _agree_on_approvals(expected, found)
    _agree_on_scales(expected, found)
    _agree_on_totals(expected, found)
    _agree_on_rows([month._asdict() for month in found.ledger], expected.ledger)
    _agree_on_rows([month._asdict() for month in found.fees], expected.fees())
    _agree_on_rows([use._asdict() for use in found.budgets], expected.budgets())
    balance = {**found.balance._asdict(), "advances": [tuple(a) for a in found.balance.advances]}
    assert balance == expected.balance()
    flags = [(flag.line, flag.code, flag.cause) for flag in found.flags]
    assert sorted(flags) == sorted(expected.flags)


def _agree_on_rows(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    assert found == expected


def _agree_on_line(line: SettledLine, x: Any, expected: Oracle) -> None:
    for name in COPIED:
        assert str(getattr(line, name)) == str(getattr(x, name)), (x.id, name)
    amounts = (line.claimed, line.reimbursable, line.refused, line.pending)
    assert (x.id, amounts) == (x.id, expected.parts(x))
    assert (x.id, list(line.after)) == (x.id, expected.after(x, STAGES))
    assert line.waiting == (x.id in expected.waiting), x.id
    assert not line.to_come
    assert line.month == expected.month(x.day)
    assert line.credits == tuple(credit.id for credit in expected.credits[x.id])
    if line.waiting:
        return
    units = Fraction(line.rate.units) if line.rate else Fraction(1)
    assert units == expected.rates[x.id], x.id
    first = expected.root(x)
    assert line.capped == expected.capped(first), x.id
    if first is x:
        approval = expected.approval(x)
        assert line.approval == (approval.id if approval else None), x.id
        j = expected.j.get(x.id)
        assert (line.justified is None) == (j is None), x.id
        assert j is None or near(line.justified or 0, j), x.id
        rows = expected.fits(x) if x.id in expected.approved else []
        assert line.scale == (rows[0].id if len(rows) == 1 else None), x.id


def _agree_on_cuts(line: SettledLine, x: Any, expected: Oracle, found: Settlement) -> None:
    """Cut by cut, in order; where declarations are named, by what the receipts' table shows."""
    told = [(cut.stage, cut.cause, cut.code, cut.amount, cut.outcome) for cut in line.cuts]
    wanted = list(_told_apart(line, x, expected, found))
    assert (line.id, told) == (line.id, wanted)


def _told_apart(
    line: SettledLine, x: Any, expected: Oracle, found: Settlement
) -> Iterable[tuple[Any, ...]]:
    for stage, cause, code, amount, outcome in expected.cuts[x.id]:
        if cause != "either":
            yield stage, cause, code, amount, outcome
            continue
        declared = expected.named(x, "declares")
        unused = sum((Fraction(u.left) for u in found.receipts if u.id in declared), Fraction(0))
        ceiling = expected.blocked(x, unused, amount)
        if ceiling:
            yield stage, "declaration-ceiling", "JUS-12", ceiling, outcome
        if amount - ceiling:
            yield stage, "receipts-shared", "DEP-08", amount - ceiling, outcome


def _agree_on_receipts(case: Case, expected: Oracle, found: Settlement) -> None:
    """Which receipt serves which line is free; what they do together is not."""
    lines = {line.id: line for line in found.lines}
    uses = {use.id: use for use in found.receipts}
    assert list(uses) == sorted(expected.receipts)
    served = [(use.id, line, amount) for use in found.receipts for line, amount in use.by]
    assert sorted(served) == sorted(
        (number, line.id, amount) for line in found.lines for number, amount in line.used
    )
    for number, use in uses.items():
        assert use.amount == expected.worth(number)
        assert near(use.used, sum((amount for _, amount in use.by), Decimal(0)))
        assert use.left == use.amount - use.used >= 0
    on_paper: Fraction = Fraction(0)
    for x in expected.order:
        used = dict(lines[x.id].used)
        assert set(used) <= expected.named(x, "justifies") | expected.named(x, "declares")
        assert near(sum(used.values(), Decimal(0)), lines[x.id].justified or 0)
        declared = sum(
            (Fraction(used.get(r, 0)) for r in expected.named(x, "declares")), Fraction()
        )
        if declared:
            rate = expected.rates[x.id]
            on_paper += declared / rate
            limit = case.policies.declaration_line
            assert limit is None or declared <= Fraction(limit.amount) * rate + NEVER_ENDING
    year = case.policies.declaration_year
    assert year is None or on_paper <= Fraction(year.amount) + NEVER_ENDING


def _agree_on_approvals(expected: Oracle, found: Settlement) -> None:
    assert [use.id for use in found.approvals] == sorted(expected.approvals)
    for use in found.approvals:
        amount = expected.granted(expected.approvals[use.id])
        rows = expected.consumed[use.id]
        consumed = sum((row[2] for row in rows), Fraction(0))
        assert use[1:] == (amount, consumed, amount - consumed, tuple(rows)), use.id


def _agree_on_scales(expected: Oracle, found: Settlement) -> None:
    rows = [tuple(use) for use in found.scales]
    assert [row[:7] for row in rows] == [row[:7] for row in expected.ceilings]
    assert [row[9] for row in rows] == [row[9] for row in expected.ceilings]
    for row, wanted in zip(rows, expected.ceilings, strict=True):
        assert near(row[7], wanted[7])
        assert near(row[8], wanted[8])


def _agree_on_totals(expected: Oracle, found: Settlement) -> None:
    totals = found.totals
    assert tuple(totals.year) == expected.total(expected.order)
    assert totals.by_month == expected.totals_by(lambda x: expected.month(x.day))
    assert totals.by_imputation == expected.totals_by(lambda x: x.imputation)
    assert totals.by_category == expected.totals_by(lambda x: x.category)
    assert totals.by_mission == expected.totals_by(lambda x: x.mission)
    assert totals.by_activity == expected.totals_by(lambda x: x.activity)
    assert totals.by_claim == expected.totals_by(lambda x: x.claim)
