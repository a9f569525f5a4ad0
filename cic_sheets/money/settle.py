"""The road of the money: one case in, one settlement out.  Pure, exact, the same in any order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from cic_sheets.money.budgets import budgets
from cic_sheets.money.case import Case, Claim, Line
from cic_sheets.money.causes import PENDING, REFUSED, STAGES
from cic_sheets.money.equation import totals
from cic_sheets.money.fees import balance, fees
from cic_sheets.money.item import Item, number_order, served_order
from cic_sheets.money.proof import prove
from cic_sheets.money.settlement import SettledLine, Settlement
from cic_sheets.money.stages.admissible import admit, approval_of
from cic_sheets.money.stages.approved import approve
from cic_sheets.money.stages.cap import cap, is_capped
from cic_sheets.money.stages.claimed import claim
from cic_sheets.money.stages.receipts import justify
from cic_sheets.money.stages.scale import fit, scale
from cic_sheets.money.year import Year
from cic_sheets.values.money import EXACT, as_decimal, total


def settle(case: Case) -> Settlement:
    """Settle a convention year as of a day, by money.md §2 to §7.

    Nothing typed raises.  EquationBroken means that the engine itself is at fault; ValueError, that
    the adapter named a cap policy that doesn't exist.
    """
    with localcontext(EXACT):
        return _settle(case)


def _settle(case: Case) -> Settlement:
    year = Year(case)
    ordered = in_service_order(case.lines)
    items = [Item(line) for line in ordered if line.day is None or line.day <= case.as_of]
    claim(year, items)
    pieces = [item for item in items if not item.waiting and item.original is None]
    admit(year, pieces)
    approvals = approve(year, pieces)
    fit(year, pieces)
    receipts = justify(year, pieces)
    scales = scale(year, pieces)
    ledger = cap(year, pieces)
    lines = tuple(_settled(year, item) for item in items)
    months = fees(year)
    all_totals = totals(lines)
    settlement = Settlement(
        as_of=case.as_of,
        closed=year.closed,
        lines=lines,
        to_come=tuple(
            _to_come(line) for line in ordered if line.day is not None and line.day > case.as_of
        ),
        totals=all_totals,
        ledger=ledger,
        receipts=receipts,
        approvals=approvals,
        scales=scales,
        budgets=budgets(year, lines),
        fees=months,
        balance=balance(year, all_totals.year.reimbursable, months),
        flags=tuple(year.flags),
    )
    prove(settlement, [line.id for line in ordered])
    return settlement


def in_service_order(lines: Sequence[Line]) -> list[Line]:
    """By date, then number; of two lines with one number and date, always the same one first."""
    twice = len({line.id for line in lines}) < len(lines)
    return sorted(lines, key=lambda line: (served_order(line), repr(line) if twice else ""))


def claims_of(line: Line, claims: Sequence[Claim]) -> list[Claim]:
    """The claims whose period holds the line's day, the first sent first.  money.md §7, PAI-02."""
    day = line.day
    if day is None:
        return []
    held = [
        each
        for each in claims
        if each.start is not None and each.end is not None and each.start <= day <= each.end
    ]
    return sorted(
        held,
        key=lambda each: (each.sent_on is None, str(each.sent_on), number_order(each.id)),
    )


def _settled(year: Year, item: Item) -> SettledLine:
    """The line's own part of its piece.

    A credit shows its claim as reimbursable; its original shows the rest (§3.2).
    """
    line = item.line
    refused = total(cut.amount for cut in item.cuts if cut.outcome == REFUSED)
    pending = total(cut.amount for cut in item.cuts if cut.outcome == PENDING)
    approval = approval_of(year, item) if not item.waiting else None
    return SettledLine(
        id=line.id,
        day=line.day,
        imputation=line.imputation,
        category=line.category,
        mission=line.mission,
        activity=line.activity,
        budget=line.budget,
        claim=line.claim,
        month=year.month_of(item),
        amount=line.amount,
        currency=line.currency,
        claimed=item.claimed,
        reimbursable=item.claimed - refused - pending,
        refused=refused,
        pending=pending,
        cuts=tuple(item.cuts),
        after=_after(item),
        rate=item.rate if item.rate is not None and item.rate.because else None,
        justified=as_decimal(item.justified) if item.justified is not None else None,
        approval=approval.id if approval else None,
        scale=item.fits[0].id if len(item.fits) == 1 else None,
        credit_of=line.credit_of,
        credits=tuple(credit.line.id for credit in item.credits),
        capped=_looked_at(year, item),
        waiting=item.waiting,
        used=tuple((number, as_decimal(part)) for number, part in item.used.items()),
    )


def _after(item: Item) -> tuple[Decimal, ...]:
    """What each stage left of the line's claim."""
    left, steps = item.claimed, []
    for stage in STAGES:
        left -= total(cut.amount for cut in item.cuts if cut.stage == stage)
        steps.append(left)
    return tuple(steps)


def _looked_at(year: Year, item: Item) -> bool:
    """Whether the cap looks at the line; a credit goes where its original goes."""
    return not item.waiting and is_capped(year, item.original or item)


def _to_come(line: Line) -> SettledLine:
    return SettledLine(
        id=line.id,
        day=line.day,
        imputation=line.imputation,
        category=line.category,
        mission=line.mission,
        activity=line.activity,
        budget=line.budget,
        claim=line.claim,
        month=None,
        amount=line.amount,
        currency=line.currency,
        credit_of=line.credit_of,
        to_come=True,
    )
