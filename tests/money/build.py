"""Small years for the tests: what a test doesn't name is there and in order."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cic_sheets.money import (
    Approval,
    Case,
    Convention,
    Line,
    Mission,
    Policies,
    Rate,
    Receipt,
    Scale,
    Settlement,
    settle,
)
from cic_sheets.values.days import Month

YEAR = Convention(date(2023, 1, 1), date(2023, 12, 31), home="rabat")
END = date(2023, 12, 31)
RICH = Policies(cap=Decimal(100_000))
"""A cap that never binds: for what happens before it."""


def day(text: str) -> date:
    """`02-20` in 2023, or a whole date."""
    return date.fromisoformat(text if len(text) > 5 else f"2023-{text}")


def moment(text: str) -> datetime:
    """`03-05 08:00` in 2023."""
    return datetime.fromisoformat(text if len(text) > 11 else f"2023-{text}")


def phone(id: str, amount: str, on: str = "01-12", currency: str = "EUR", **more: Any) -> Line:
    """A communication line with its own receipt `J-<id>` and the approval VAL."""
    category = more.pop("category", "communication")
    return _line(id, amount, on, currency, "communication", category, more)


def trip(
    id: str,
    amount: str,
    on: str = "01-12",
    category: str = "hébergement",
    currency: str = "EUR",
    mission: str | None = "MIS",
    **more: Any,
) -> Line:
    """A mission's line, with its own receipt and the approval VAL."""
    return _line(id, amount, on, currency, "mission", category, {"mission": mission, **more})


def collective(id: str, amount: str, on: str = "01-12", **more: Any) -> Line:
    """An activity's line against the budget line B-1."""
    more = {"activity": "ACT", "budget": "B-1", **more}
    return _line(id, amount, on, "EUR", "activité", more.pop("category", "location"), more)


def _line(
    id: str, amount: str, on: str, currency: str, imputation: str, category: str, more: Any
) -> Line:
    for name in ("ineligible", "quantity", "rate"):
        if isinstance(more.get(name), str | int):
            more[name] = Decimal(more[name])
    for name in ("paid_on", "claimed_on", "receipt_expected"):
        if isinstance(more.get(name), str):
            more[name] = day(more[name])
    more = {"receipts": (f"J-{id}",), "approval": "VAL", **more}
    return Line(id, day(on), imputation, category, Decimal(amount), currency, **more)


def invoice(id: str, amount: str, currency: str = "EUR", role: str = "justifies") -> Receipt:
    return Receipt(id, role, Decimal(amount), currency)


def approval(
    id: str = "VAL", amount: str = "1000000", decided: str = "2022-12-01", **more: Any
) -> Approval:
    return Approval(
        id,
        more.pop("scope", "annuel"),
        more.pop("decision", "validé"),
        day(decided) if decided else None,
        Decimal(amount) if amount else None,
        **more,
    )


def journey(
    id: str = "MIS",
    out: str = "01-01 08:00",
    back: str = "12-30 18:00",
    place: str = "oujda",
    **more: Any,
) -> Mission:
    return Mission(id, moment(out), moment(back), place, **more)


def row(id: str, amount: str, currency: str = "EUR", **more: Any) -> Scale:
    """A row of « Barèmes », by default lodging a night all over the country."""
    return Scale(
        id,
        more.pop("category", "hébergement"),
        more.pop("unit", "nuitée"),
        Decimal(amount),
        currency,
        start=day(more.pop("start", "01-01")),
        end=day(more.pop("end", "12-31")),
        **more,
    )


def rate(month: int, units: str, currency: str = "MAD") -> Rate:
    return Rate(Month(2023, month), currency, Decimal(units))


def case(*lines: Line, as_of: str = "12-31", **more: Any) -> Case:
    """A year of these lines.  A receipt `J-<line>` that is not given is worth its line's amount."""
    given = {receipt.id for receipt in more.get("receipts", ())}
    own = tuple(
        Receipt(f"J-{line.id}", "justifies", line.amount, line.currency)
        for line in lines
        if f"J-{line.id}" in line.receipts and f"J-{line.id}" not in given
    )
    more["receipts"] = (*more.get("receipts", ()), *own)
    defaults: dict[str, Any] = {
        "approvals": (approval(),),
        "missions": (journey(),),
        "rates": (rate(1, "10.80"), rate(2, "11.00"), rate(3, "11.10")),
        "policies": RICH,
    }
    convention = more.pop("convention", YEAR)
    return Case(day(as_of), convention, lines, **{**defaults, **more})


def settled(*lines: Line, **more: Any) -> Settlement:
    return settle(case(*lines, **more))


def cuts(settlement: Settlement, number: str) -> list[tuple[str, str, str, str]]:
    """(cause, code, amount, outcome) of a line's cuts."""
    found = settlement.line(number).cuts
    return [(cut.cause, cut.code, str(cut.amount), cut.outcome) for cut in found]


def paid(settlement: Settlement) -> dict[str, str]:
    """Line → reimbursable."""
    return {line.id: str(line.reimbursable) for line in settlement.lines}
