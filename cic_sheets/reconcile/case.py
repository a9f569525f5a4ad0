"""The typed year as the money engine takes it: rows in, plain values out.

A row whose needed cells have findings keeps its line: it waits in full, and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from cic_sheets.book.book import Book
from cic_sheets.money import case as money
from cic_sheets.money.settle import claims_of
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.budget import BudgetLine
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.convention import Convention
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.lists import DECLARATION, JUSTIFYING, SUPPORTING
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.payments import Payment
from cic_sheets.sheets.rates import Rate
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.sheets.scales import Scale
from cic_sheets.values.days import Month
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import folded

R = TypeVar("R", bound=Row)

NEEDED = (
    "day", "imputation", "category", "amount", "currency", "mission", "activity", "ineligible",
    "quantity", "unit", "receipts", "approval", "credit_of",
)  # fmt: skip
"""Attributes of « Dépenses » that the engine reckons with: a fault in one and the line waits."""
_HUNDRED = Decimal(100)


class Prepared(NamedTuple):
    """A case and the rows behind it.

    rows  kind of the engine's sources (`line`, `receipt`…) → the engine's number → the row
    """

    case: money.Case
    rows: Mapping[str, Mapping[str, Row]]


def prepare(book: Book, as_of: date) -> Prepared | None:
    """The engine's case; None when « Convention » has no usable dates."""
    convention = book.only(Convention)
    if convention is None or convention.start is None or convention.end is None:
        return None
    if convention.end < convention.start:
        return None
    rows = {kind: dict(_numbered(book.all(row_class))) for kind, row_class in _KINDS.items()}
    codes = _codes(book)
    claims = tuple(
        money.Claim(no, row.sent_on, row.start, row.end) for no, row in _of(rows["claim"], Claim)
    )
    lines = _of(rows["line"], Expense)
    case = money.Case(
        as_of=as_of,
        convention=money.Convention(
            convention.start, convention.end, place_key(book, convention.home_town)
        ),
        lines=tuple(_claimed(_line(no, row, codes), claims) for no, row in lines),
        receipts=tuple(_receipt(no, row) for no, row in _of(rows["receipt"], Receipt)),
        approvals=tuple(_approval(no, row) for no, row in _of(rows["approval"], Approval)),
        scales=tuple(_scales(book, _of(rows["scale"], Scale))),
        rates=tuple(_rates(book.all(Rate))),
        missions=tuple(_mission(book, no, row) for no, row in _of(rows["mission"], Mission)),
        fee_notes=tuple(
            money.FeeNote(no, row.month, row.amount) for no, row in _of(rows["fee"], FeeNote)
        ),
        payments=tuple(
            money.Payment(no, row.day, row.kind, row.amount, row.fee_notes, row.claim)
            for no, row in _of(rows["payment"], Payment)
        ),
        claims=claims,
        budget_lines=tuple(
            money.BudgetLine(no, row.activity, row.amount)
            for no, row in _of(rows["budget"], BudgetLine)
        ),
        policies=_policies(book),
    )
    return Prepared(
        case, {**rows, "rate": _rate_rows(book.all(Rate)), "convention": {"": convention}}
    )


_KINDS: Mapping[str, type[Row]] = {
    "line": Expense,
    "receipt": Receipt,
    "approval": Approval,
    "scale": Scale,
    "mission": Mission,
    "fee": FeeNote,
    "payment": Payment,
    "claim": Claim,
    "budget": BudgetLine,
}


def _numbered(rows: Iterable[Row]) -> Iterable[tuple[str, Row]]:
    """Rows by number; the second bearer of a number (CEL-07) takes its place in the sheet too."""
    seen: set[str] = set()
    for row in rows:
        number = row.id if folded(row.id) not in seen else f"{row.id} ({row.number})"
        seen.add(folded(number))
        yield number, row


def _of(rows: Mapping[str, Row], kind: type[R]) -> list[tuple[str, R]]:
    return [(number, row) for number, row in rows.items() if isinstance(row, kind)]


def _codes(book: Book) -> dict[tuple[str, str], str]:
    """(tab, A1) → the code of the cell's own finding."""
    return {(one.sheet, one.cell.a1): one.code for one in book.findings if one.cell is not None}


def place_key(book: Book, place: str | None) -> str | None:
    """A place as places are compared: a commune by its code, whatever is added to its name."""
    if not place:
        return None
    plain = _PART.sub("", _RANK.sub("", folded(_ASIDE.sub("", place)))) or folded(place)
    commune = book.find(Commune, place) or book.find(Commune, plain)
    return f"commune {commune.id}" if commune else plain


_ASIDE = re.compile(r"\s*\(.*")
_RANK = re.compile(r"^(?:ville|commune|municipalite) (?:de |d )")
_PART = re.compile(r" (?:centre ville|ville|centre)$")
"""« Rabat (centre) », « Ville de Rabat », « Rabat-ville »: what people add to the name."""


def _claimed(line: money.Line, claims: Sequence[money.Claim]) -> money.Line:
    """The line with the first claim sent that holds it."""
    claim = next(iter(claims_of(line, claims)), None)
    return line if claim is None else line._replace(claim=claim.id, claimed_on=claim.sent_on)


def _line(no: str, row: Expense, codes: Mapping[tuple[str, str], str]) -> money.Line:
    faulty = next((attr for attr in NEEDED if attr in row.faulty), None)
    return money.Line(
        id=no,
        day=row.day,
        imputation=row.imputation,
        category=row.category,
        amount=row.amount,
        currency=row.currency,
        mission=row.mission,
        activity=row.activity,
        budget=row.budget_line,
        ineligible=row.ineligible,
        reason=row.reason,
        quantity=row.quantity,
        unit=row.unit,
        paid_on=row.paid_on,
        receipts=row.receipts,
        receipt_expected=row.receipt_due,
        approval=row.approval,
        credit_of=row.credit_of,
        unreadable=codes.get((row.tab, row.at(faulty).a1), "CEL-02") if faulty else "",
    )


def _receipt(no: str, row: Receipt) -> money.Receipt:
    return money.Receipt(no, _role(row.kind), row.amount, row.currency)


def _role(kind: str | None) -> str:
    if kind == DECLARATION:
        return money.DECLARES
    if kind in JUSTIFYING:
        return money.JUSTIFIES
    return money.SUPPORTS if kind in SUPPORTING else money.PROVES_NOTHING


def _approval(no: str, row: Approval) -> money.Approval:
    return money.Approval(
        id=no,
        scope=row.scope,
        decision=row.decision,
        decided_on=row.decided_on,
        amount=row.granted,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        categories=frozenset(row.categories),
    )


def _scales(book: Book, rows: Iterable[tuple[str, Scale]]) -> Iterable[money.Scale]:
    for no, row in rows:
        if row.category is not None and row.unit is not None and row.mode is not None:
            yield money.Scale(
                id=no,
                category=row.category,
                unit=row.unit,
                amount=row.amount,
                currency=row.currency,
                mode=row.mode,
                place=place_key(book, row.place),
                start=row.valid_from,
                end=row.valid_to,
            )


def _rates(rows: Iterable[Rate]) -> Iterable[money.Rate]:
    for row in rows:
        if row.month and row.currency and row.units_per_eur:
            yield money.Rate(Month.of(row.month), row.currency, row.units_per_eur)


def _rate_rows(rows: Iterable[Rate]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if row.month and row.currency:
            found.setdefault(f"{Month.of(row.month).key} {row.currency}", row)
    return found


def _mission(book: Book, no: str, row: Mission) -> money.Mission:
    return money.Mission(
        id=no,
        departure=row.departure,
        back=row.back,
        place=place_key(book, row.place),
        nights=row.nights_offered or 0,
        meals=row.meals_offered or 0,
        approval=row.approval,
    )


def _policies(book: Book) -> money.Policies:
    value = {field: book.setting(key) for field, key in money.RULE_KEYS.items()}
    return money.Policies(
        rate_method=value["rate_method"],
        late_approval=value["late_approval"],
        cap=value["cap"],
        cap_scope=frozenset(value["cap_scope"]),
        cap_policy=value["cap_policy"],
        closed=bool(value["closed"]),
        declaration_line=money.Ceiling(value["declaration_line"]),
        declaration_year=money.Ceiling(value["declaration_year"]),
        monthly_fee=value["monthly_fee"],
        lunch=value["lunch"],
        dinner=value["dinner"],
        line_overrun=value["line_overrun"] / _HUNDRED,
        covered=frozenset(value["covered"]),
        for_activities=frozenset(value["for_activities"]),
    )
