"""Stage 3: what Brulocalis validated beforehand.  money.md §3.3."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from cic_sheets.money.case import (
    ACTIVITY,
    COMMUNICATION,
    GRANTED,
    MISSION,
    TOLERATE,
    Approval,
)
from cic_sheets.money.causes import FLAGS, REFUSED
from cic_sheets.money.item import Item
from cic_sheets.money.settlement import ApprovalUse, Fact, Source
from cic_sheets.money.stages.admissible import approval_named_by, approval_of
from cic_sheets.money.year import Year, rule
from cic_sheets.values.money import ZERO, cents_below, usable

_FITS = {
    MISSION: MISSION,
    COMMUNICATION: COMMUNICATION,
    ACTIVITY: ACTIVITY,
}  # scope → imputation; « annuel » fits all

Consumed = tuple[str, Decimal, Decimal]


def approve(year: Year, items: Iterable[Item]) -> tuple[ApprovalUse, ...]:
    """Let lines consume their approvals in order of (date, number); say what each one gave."""
    consumed: dict[str, list[Consumed]] = {}
    left = {number: approved(approval) for number, approval in year.approvals.items()}
    for item in items:
        if not item.alive:
            continue
        approval = approval_of(year, item)
        if approval is None:
            item.refuse("no-approval", (approval_named_by(item),))
        elif _stands(year, item, approval):
            asked = item.left
            _consume(item, approval, left[approval.id])
            left[approval.id] -= item.left
            if asked:
                consumed.setdefault(approval.id, []).append((item.line.id, asked, item.left))
    return tuple(
        ApprovalUse(number, approved(approval), approved(approval) - left[number], left[number],
                    tuple(consumed.get(number, ())))
        for number, approval in sorted(year.approvals.items())
    )  # fmt: skip


def approved(approval: Approval) -> Decimal:
    """What may be consumed of it, EUR: nothing unless it is granted and its amount is known."""
    if approval.decision != GRANTED or not usable(approval.amount):
        return ZERO
    return max(ZERO, cents_below(approval.amount))


def _stands(year: Year, item: Item, approval: Approval) -> bool:
    """Whether the approval holds for the line; if not, the line is refused or waits."""
    day, category = item.line.day, item.line.category
    assert day is not None
    named = approval_named_by(item)
    facts: dict[str, Fact] = {"approval": approval.id, "day": day, "category": category or ""}

    def field(name: str) -> tuple[Source, ...]:
        return named, Source("approval", approval.id, name)

    if approval.decision != GRANTED:
        item.wait("approval-open", field("decision"), facts)
    elif approval.valid_from is not None and day < approval.valid_from:
        facts["limit"] = approval.valid_from
        item.refuse("approval-other-day", (*field("valid_from"), item.at("day")), facts)
    elif approval.valid_to is not None and day > approval.valid_to:
        facts["limit"] = approval.valid_to
        item.refuse("approval-other-day", (*field("valid_to"), item.at("day")), facts)
    elif approval.categories and category not in approval.categories:
        because = (*field("categories"), item.at("category"))
        item.refuse("approval-other-category", because, facts)
    elif approval.decided_on is None:
        item.wait("approval-undated", field("decided_on"), facts)
    elif not usable(approval.amount):
        item.wait("approval-without-amount", field("amount"), facts)
    elif approval.decided_on > day:
        _late(year, item, approval, facts)
    _note_scope(year, item, approval)
    return item.alive


def _late(year: Year, item: Item, approval: Approval, facts: dict[str, Fact]) -> None:
    assert approval.decided_on is not None
    decided = Source("approval", approval.id, "decided_on")
    because = (item.at("day"), decided, rule("late_approval"))
    facts["decided_on"] = approval.decided_on
    if year.policies.late_approval == TOLERATE:
        year.flag(item, FLAGS["approved-late"], "approved-late", because, facts)
    else:
        item.refuse("approved-late", because, facts)


def _note_scope(year: Year, item: Item, approval: Approval) -> None:
    """An approval given for something else is said, not cut: the line names it itself."""
    wanted = _FITS.get(approval.scope or "")
    if item.alive and wanted is not None and wanted != item.line.imputation:
        because = (approval_named_by(item), Source("approval", approval.id, "scope"))
        facts: dict[str, Fact] = {"approval": approval.id, "scope": approval.scope or ""}
        year.flag(item, FLAGS["approval-other-scope"], "approval-other-scope", because, facts)


def _consume(item: Item, approval: Approval, left: Decimal) -> None:
    excess = max(ZERO, item.left - left)
    facts: dict[str, Fact] = {
        "approval": approval.id,
        "approved": approved(approval),
        "left": left,
        "asked": item.left,
    }
    because = (approval_named_by(item), Source("approval", approval.id, "amount"))
    item.cut("over-approval", excess, REFUSED, because, facts)
