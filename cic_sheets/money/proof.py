"""What a settlement says is proved before anything is said: each figure against those behind it.

money.md §2.  If it ever fails, the program is at fault and says nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from cic_sheets.money.causes import ADMISSIBLE, APPROVED, PENDING, REFUSED, SCALE, STAGES
from cic_sheets.money.equation import EquationBroken, totals
from cic_sheets.money.settlement import (
    ApprovalUse,
    Balance,
    BudgetUse,
    FeeMonth,
    LedgerMonth,
    ReceiptUse,
    ScaleUse,
    SettledLine,
    Settlement,
    Total,
    Totals,
)
from cic_sheets.values.money import ZERO, percentage, share, to_eur, total

_ONE = Decimal(1)
_UNWRITTEN = Decimal("0.00000001")  # amounts that never end are shown with ten decimals
_ADMITTED, _APPROVED = STAGES.index(ADMISSIBLE), STAGES.index(APPROVED)
_SCALED = STAGES.index(SCALE)
_FROM = {stage: at for at, stage in enumerate(STAGES)}


def prove(settlement: Settlement, expected: Sequence[str]) -> None:
    """Check every line, every part of the year, and all that follows from them.

    expected  numbers of all lines of the case, in the order of service.
    Raises EquationBroken.
    """
    lines = settlement.lines
    found = sorted(line.id for line in (*lines, *settlement.to_come))
    if found != sorted(expected):
        missing = set(expected) ^ set(found)
        raise EquationBroken("lost", ", ".join(sorted(missing)), len(expected), len(found))
    for line in lines:
        _prove_line(line)
    for line in settlement.to_come:
        _prove_to_come(line)
    _prove_totals(settlement.totals, lines)
    _prove_ledger(settlement.ledger, lines)
    _prove_receipts(settlement.receipts, lines)
    _prove_approvals(settlement.approvals, lines)
    _prove_scales(settlement.scales)
    _prove_budgets(settlement.budgets, lines)
    _prove_fees(settlement.fees)
    _prove_balance(settlement.balance, settlement)


def _prove_line(line: SettledLine) -> None:
    lost = {REFUSED: ZERO, PENDING: ZERO}
    steps = [ZERO] * len(STAGES)
    for cut in line.cuts:
        lost[cut.outcome] += cut.amount
        steps[_FROM[cut.stage]] += cut.amount
    if not line.waiting and line.amount is not None:
        units = line.rate.units if line.rate is not None else _ONE
        _same("line", line.id, line.claimed, to_eur(line.amount, units))
    _same("line", line.id, line.claimed, line.reimbursable + line.refused + line.pending)
    _same("line", line.id, line.refused, lost[REFUSED])
    _same("line", line.id, line.pending, lost[PENDING])
    left = line.claimed
    for step, after in zip(steps, line.after, strict=True):
        left -= step
        _same("line", line.id, left, after)
    _nearly("line", line.id, line.justified or ZERO, total(part for _, part in line.used))
    if line.claimed > 0:
        for amount in (line.reimbursable, line.refused, line.pending):
            _no_less("negative", line.id, amount)


def _prove_to_come(line: SettledLine) -> None:
    """A line dated later takes no part."""
    amounts = (line.claimed, line.reimbursable, line.refused, line.pending, *line.after)
    for amount in amounts:
        _same("line", line.id, amount, ZERO)


def _prove_totals(said: Totals, lines: Sequence[SettledLine]) -> None:
    """Every part of the year closes and is the sum of its lines; the parts make the year."""
    for name, parts in said._asdict().items():
        rows: Iterable[Total] = [parts] if isinstance(parts, Total) else parts.values()
        rows = list(rows)
        for row in rows:
            _same("part", name, row.claimed, row.reimbursable + row.refused + row.pending)
        for at, amount in enumerate(said.year):
            _same("parts", name, amount, total(row[at] for row in rows))
    for name, parts in totals(lines)._asdict().items():
        told = getattr(said, name)
        if told != parts:
            _tell_parts(name, told, parts)


def _tell_parts(name: str, told: object, found: object) -> None:
    """The first amounts that differ.  Raises EquationBroken."""
    pairs = [(told, found)]
    if isinstance(told, Mapping) and isinstance(found, Mapping):
        pairs = [(told.get(key, Total()), found.get(key, Total())) for key in {**found, **told}]
    for left, right in pairs:
        if isinstance(left, Total) and isinstance(right, Total):
            for one, other in zip(left, right, strict=True):
                _same("parts", name, one, other)
    raise EquationBroken("parts", name, len(pairs), len(pairs))


def _prove_ledger(ledger: Sequence[LedgerMonth], lines: Iterable[SettledLine]) -> None:
    if not ledger:
        return
    capped = [line for line in lines if line.capped]
    _same("ledger", "", total(line.reimbursable for line in capped), ledger[-1].reimbursable)
    _same("ledger", "", total(line.after[_SCALED] for line in capped), ledger[-1].left)
    left = ZERO
    for month in ledger:
        left += month.left_in_month
        days = (month.number - 1) * month.whole_days + month.days
        _same("ledger", "", left, month.left)
        _same("ledger", "", month.reimbursable + month.waiting, month.left)
        _same("ledger", "", month.reimbursable + month.room, month.allowance)
        _same("ledger", "", max(ZERO, month.allowance - month.left), month.room_now)
        _same("ledger", "", share(month.left, month.whole_days, days), month.average)
        _no_less("ledger", "", month.room_to_end - month.room_now)
        _no_less("month", str(month.number), month.allowance - month.reimbursable)


def _prove_receipts(receipts: Iterable[ReceiptUse], lines: Iterable[SettledLine]) -> None:
    """A receipt's lines are the lines' receipts, and none is used beyond its amount."""
    served = Counter((number, line.id, part) for line in lines for number, part in line.used)
    for receipt in receipts:
        _same("receipt", receipt.id, receipt.amount, receipt.used + receipt.left)
        _nearly("receipt", receipt.id, receipt.used, total(part for _, part in receipt.by))
        _no_less("receipt", receipt.id, receipt.left)
        served.subtract((receipt.id, number, part) for number, part in receipt.by)
    for (number, _, _), times in served.items():
        _same("receipt", number, times, 0)


def _prove_approvals(approvals: Iterable[ApprovalUse], lines: Sequence[SettledLine]) -> None:
    """What a line asks and gets of its approval is what stages 2 and 3 left of its piece."""
    pieces = _pieces(lines)
    for approval in approvals:
        _same("approval", approval.id, total(got for _, _, got in approval.by), approval.consumed)
        _same("approval", approval.id, approval.amount, approval.consumed + approval.left)
        _no_less("approval", approval.id, approval.left)
        for number, asked, got in approval.by:
            _same("approval", approval.id, (asked, got), pieces.get(number, (asked, got)))


def _pieces(lines: Sequence[SettledLine]) -> dict[str, tuple[Decimal, Decimal]]:
    """What stages 2 and 3 left of each line and its credits; nothing if a number stands twice."""
    claimed = {line.id: line.claimed for line in lines}
    if len(claimed) < len(lines):
        return {}
    found = {}
    for line in lines:
        back = total(claimed[number] for number in line.credits)
        found[line.id] = line.after[_ADMITTED] + back, line.after[_APPROVED] + back
    return found


def _prove_scales(scales: Iterable[ScaleUse]) -> None:
    for use in scales:
        counted = use.claimed_quantity if use.room is None else min(use.claimed_quantity, use.room)
        _same("scale", use.scale, use.quantity, counted)
        _no_less("scale", use.scale, use.used)
        _no_less("scale", use.scale, use.ceiling - use.used)


def _prove_budgets(budgets: Iterable[BudgetUse], lines: Iterable[SettledLine]) -> None:
    by_number: dict[str, list[SettledLine]] = {}
    for line in lines:
        by_number.setdefault(line.id, []).append(line)
    for use in budgets:
        mine = [line for number in dict.fromkeys(use.lines) for line in by_number[number]]
        mine = [line for line in mine if line.budget == use.id]
        _same("budget", use.id, use.claimed, total(line.claimed for line in mine))
        _same("budget", use.id, use.spent, total(line.reimbursable for line in mine))
        _same("budget", use.id, use.committed, use.spent + total(line.pending for line in mine))
        _same("budget", use.id, use.budget, use.committed + use.left)
        _same("budget", use.id, use.execution, percentage(use.spent, use.budget))
        _same("budget", use.id, use.overrun, max(ZERO, -use.left))
        _same("budget", use.id, use.beyond, use.overrun > use.tolerated)


def _prove_fees(fees: Iterable[FeeMonth]) -> None:
    for month in fees:
        _same("fees", str(month.number), month.due, month.amount if month.due else ZERO)


def _prove_balance(balance: Balance, settlement: Settlement) -> None:
    """What is owed, less what was paid; the advances add up."""
    paid = balance.paid_fees + balance.paid_reimbursements + balance.paid_advances
    sums = (
        (balance.reimbursable, settlement.totals.year.reimbursable),
        (balance.fees_due, total(month.due for month in settlement.fees)),
        (balance.paid, paid),
        (balance.balance, balance.reimbursable + balance.fees_due - paid),
        (balance.paid_advances, total(each.amount for each in balance.advances)),
        (balance.open_advances, total(each.open for each in balance.advances)),
    )
    for said, found in sums:
        _same("balance", "", said, found)
    for each in balance.advances:
        _same("balance", f" ({each.id})", each.amount, each.consumed + each.open)


def _same(what: str, of: str, left: object, right: object) -> None:
    if left != right:
        raise EquationBroken(what, of, left, right)


def _nearly(what: str, of: str, left: Decimal, right: Decimal) -> None:
    """For amounts whose decimals may never end."""
    if abs(left - right) > _UNWRITTEN:
        raise EquationBroken(what, of, left, right)


def _no_less(what: str, of: str, amount: Decimal) -> None:
    if amount < ZERO:
        raise EquationBroken(what, of, amount, ZERO)
