"""What money.md says of the year as a whole: the average (§4), fees (§5), budgets (§6), §7."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.verifier.calendar import begun, counted, first_day, month_of
from tests.verifier.lines import ZERO, Line, to_cents, two
from tests.verifier.seen import Seen
from tests.verifier.sheets import day, fold, listed


def cap(seen: Seen, lines: Sequence[Line]) -> list[dict[str, str]]:
    """Stage 6; the ledger of the months that have begun."""
    covered = listed(seen.papers.rules["plafond_portee"])
    capped = [
        line
        for line in lines
        if line.imputation != "activite" and line.category in covered and line.rate is not None
    ]
    months = begun(seen.start, seen.end, seen.as_of)
    ledger = [_month(seen, capped, month) for month in range(months)]
    # What a credit gives back beyond its original makes room: S counts it from the start.
    free = _allowance(seen, months) - sum((min(line.left, ZERO) for line in capped), ZERO)
    closed = fold(seen.papers.rules["cloture"]) == "oui" or seen.as_of > seen.end
    for line in capped if months else []:
        line.keep_at_most("cap", "DEP-18", free, "refused" if closed else "pending")
        free -= max(line.left, ZERO)
    return ledger


def _allowance(seen: Seen, months: int) -> Decimal:
    """A: the cap times the contract months counted, the last by its days."""
    share = counted(seen.start, seen.end, months)
    return to_cents(Fraction(seen.papers.rules["plafond_mensuel"]) * share)


def _month(seen: Seen, capped: Sequence[Line], month: int) -> dict[str, str]:
    """A row of the ledger: what stage 5 left up to this month's end, against the allowance."""
    spent = sum((line.left for line in capped if month_of(seen.start, line.day) <= month), ZERO)
    allowance = _allowance(seen, month + 1)
    whole = _allowance(seen, begun(seen.start, seen.end, seen.end))
    gets = min(allowance, spent)
    return {
        "month": f"{first_day(seen.start, month):%Y-%m}",
        "allowance": two(allowance),
        "left": two(spent),
        "reimbursable": two(gets),
        "room": two(allowance - gets),
        "average": two(to_cents(Fraction(spent) / counted(seen.start, seen.end, month + 1))),
        "room_now": two(max(allowance - spent, ZERO)),
        "room_to_end": two(max(whole - spent, ZERO)),
    }


def balance(seen: Seen, reimbursable: Decimal) -> dict[str, str]:
    """`reimbursable + fees due − paid`, of what is paid by now; a fee is due at its month's end."""
    due = ZERO
    for month in range(begun(seen.start, seen.end, seen.end)):
        share = counted(seen.start, seen.end, month + 1) - counted(seen.start, seen.end, month)
        if _over(seen, month):
            due += to_cents(Fraction(seen.papers.rules["honoraires_mensuels"]) * share)
    paid = {"honoraires": ZERO, "remboursement": ZERO, "avance": ZERO}
    for row in seen.papers.rows("Paiements"):
        if day(row["date"]) <= seen.as_of:
            paid[fold(row["type"])] += row["montant (eur)"]
    consumed = min(max(reimbursable - paid["remboursement"], ZERO), paid["avance"])
    return {
        "fees_due": two(due),
        "paid": two(sum(paid.values(), ZERO)),
        "balance": two(reimbursable + due - sum(paid.values(), ZERO)),
        "open_advances": two(paid["avance"] - consumed),
    }


def _over(seen: Seen, month: int) -> bool:
    """Whether the contract month's last day has come."""
    return min(first_day(seen.start, month + 1) - timedelta(1), seen.end) <= seen.as_of


def budgets(seen: Seen, lines: Sequence[dict[str, Any]], charged: dict[str, str]) -> dict[str, Any]:
    """Budget line → budget, committed (spent and pending), spent, left.

    charged  number of an activity's line → the code of its budget line
    """
    told = {}
    for row in seen.papers.rows("Budget"):
        mine = [line for line in lines if charged.get(line["id"]) == fold(row["code"])]
        spent = sum((Decimal(line["reimbursable"]) for line in mine), ZERO)
        committed = spent + sum((Decimal(line["pending"]) for line in mine), ZERO)
        budget = row["montant (eur)"]
        told[row["code"]] = [two(each) for each in (budget, committed, spent, budget - committed)]
    return dict(sorted(told.items()))
