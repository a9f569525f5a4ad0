"""Years for the tests of the financial report: generated cases of the money engine, given rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from cic_sheets.book.book import Book
from cic_sheets.money import settle
from cic_sheets.money.case import (
    RULE_KEYS,
    BudgetLine,
    Case,
    Ceiling,
    Claim,
    FeeNote,
    Line,
    Payment,
    Policies,
)
from cic_sheets.money.settle import claims_of
from cic_sheets.reconcile.settled import Settled
from cic_sheets.reconcile.year import Year
from cic_sheets.report.finance import FinancialReport, finance_of
from cic_sheets.schema.parameters import PARAMETERS, Setting
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets import (
    approvals,
    budget,
    claims,
    convention,
    expenses,
    fees,
    missions,
    payments,
    rates,
    receipts,
    scales,
)
from cic_sheets.values.cells import CellRef
from cic_sheets.values.days import contract_months
from cic_sheets.values.names import folded
from tests.money.build import RICH, approval, case, invoice, journey, phone, row, trip
from tests.money.years import make_year

import_all("cic_sheets.sheets")

ROWS: Mapping[str, tuple[str, type[Row], Mapping[str, str]]] = {
    "line": (
        "lines",
        expenses.Expense,
        {"id": "no", "budget": "budget_line", "receipt_expected": "receipt_due"},
    ),
    "receipt": ("receipts", receipts.Receipt, {"id": "no", "role": "kind"}),
    "approval": ("approvals", approvals.Approval, {"id": "no", "amount": "granted"}),
    "scale": ("scales", scales.Scale, {"id": "no", "start": "valid_from", "end": "valid_to"}),
    "mission": ("missions", missions.Mission, {"id": "no"}),
    "fee": ("fee_notes", fees.FeeNote, {"id": "no"}),
    "payment": ("payments", payments.Payment, {"id": "no", "notes": "fee_notes"}),
    "claim": ("claims", claims.Claim, {"id": "no"}),
    "budget": ("budget_lines", budget.BudgetLine, {"id": "code"}),
}


def report_of(case: Case) -> FinancialReport:
    """The report of a year that the engine settles, its rows made of the case's."""
    return finance_of(year_of(case), ())


def year_of(case: Case) -> Year:
    """The typed year behind a case."""
    rows = {
        kind: _rows(getattr(case, many), row, names) for kind, (many, row, names) in ROWS.items()
    }
    settings = {
        one.key: Setting(one, _default(one.key, case.policies), False) for one in PARAMETERS
    }
    contract = _typed(
        convention.Convention, 1, {"start": case.convention.start, "end": case.convention.end}
    )
    rate_rows = {
        f"{rate.month.key} {rate.currency}": _typed(
            rates.Rate, n,
            {"month": rate.month.first, "currency": rate.currency, "units_per_eur": rate.units},
        )
        for n, rate in enumerate(case.rates, start=2)
    }  # fmt: skip
    book = Book("2023.xlsx")
    book.settings = settings
    for kind, (_, row_class, _) in ROWS.items():
        book.rows[row_class] = tuple(rows[kind].values())
        numbers = rows[kind].items()
        book.lookups[row_class.sheet.title] = {folded(number): one for number, one in numbers}
    book.rows[rates.Rate] = tuple(rate_rows.values())
    book.rows[convention.Convention] = (contract,)
    all_rows = {**rows, "rate": rate_rows, "convention": {"": contract}}
    return Year(book, case.as_of, Settled(settle(case), case, all_rows, book))


def _rows(items: Iterable[Any], kind: type[Row], names: Mapping[str, str]) -> dict[str, Row]:
    return {
        item.id: _typed(kind, n, {names.get(k, k): v for k, v in item._asdict().items()})
        for n, item in enumerate(items, start=2)
    }


def _typed(kind: type[Row], number: int, values: Mapping[str, Any]) -> Row:
    title = kind.sheet.title
    attrs = [attr for attr in kind.sheet.columns if attr in values]
    places = {attr: CellRef(title, number, at) for at, attr in enumerate(attrs, start=1)}
    return kind(title, number, {attr: values[attr] for attr in attrs}, {}, places)


def _default(key: str, policies: Policies) -> Any:
    fields = {rule: field for field, rule in RULE_KEYS.items()}
    value = getattr(policies, fields[key]) if key in fields else None
    if isinstance(value, Ceiling):
        return value.amount
    return "" if value is None else value


# -- Little years ----------------------------------------------------------------------------

YEARS = 50
FEW = (39, 13, 17, 15, 41, 12)
"""Years that together reach nearly every case; `test_generated_years__reach_every_case`."""


def generated(seed: int) -> Case:
    """A year of everything, with fees, payments and budgets of its own."""
    random = Random(seed)
    case = make_year(random, 3 + seed * 2, {})
    claim = Claim("DEM-1", case.convention.end, case.convention.start, case.as_of)
    lines = tuple(_claimed(_budgeted(line), (claim,)) for line in case.lines)
    budgets = (BudgetLine("A-1", "ACT", Decimal("250.00")), BudgetLine("A-2", "ACT", Decimal(0)))
    notes = tuple(
        FeeNote(f"H-{n}", month.start, Decimal("480.00"))
        for n, month in enumerate(_months(case), start=1)
        if n % 5
    )
    paid = tuple(
        Payment(f"P-{n}", note.month, "honoraires", note.amount, (note.id,))
        for n, note in enumerate(notes[:-2], start=1)
    )
    more = (
        Payment("R-1", case.as_of, "remboursement", Decimal("75.50"), (), "DEM-1"),
        Payment("AV-1", case.convention.start, "avance", Decimal("120.00")),
        Payment("AV-2", date(2031, 1, 1), "avance", Decimal("999.00")),
    )
    return spoilt(case, seed)._replace(
        lines=_spoilt_lines(lines, seed),
        budget_lines=budgets,
        fee_notes=notes,
        payments=(*paid, *more),
        claims=(claim,),
    )


def spoilt(case: Case, seed: int) -> Case:
    """One fault a year, of those that dice hardly ever throw."""
    approvals, missions, scales, rates = case.approvals, case.missions, case.scales, case.rates
    match seed % 10:
        case 1:
            approvals = (approvals[0]._replace(decided_on=None, decision="validé"), *approvals[1:])
        case 2:
            approvals = (*approvals[:-1], approvals[-1]._replace(amount=None, decision="validé"))
        case 3:
            missions = (missions[0]._replace(back=None), *missions[1:])
        case 4:
            rates = (*rates, rates[0]._replace(units=rates[0].units + 1))
        case 5:
            twins = tuple(row._replace(id=f"{row.id}-bis") for row in scales)
            scales = (*scales, *twins)
        case 6:
            scales = tuple(row._replace(amount=None) for row in scales[:1]) + scales[1:]
        case 7:
            scales = tuple(row._replace(currency="XOF") for row in scales)
    return case._replace(approvals=approvals, missions=missions, scales=scales, rates=rates)


def _spoilt_lines(lines: tuple[Line, ...], seed: int) -> tuple[Line, ...]:
    """A credit above zero, a line that can't be read and a credit on it."""
    if seed % 10 not in (8, 9):
        return lines
    first, *others = lines
    if seed % 10 == 8:
        odd = first._replace(id="C-98", credit_of=others[0].id, amount=Decimal(5))
        return (*lines, odd)
    credit = first._replace(id="C-99", credit_of=first.id, amount=Decimal(-5), currency="EUR")
    return (first._replace(unreadable="CEL-02"), credit, *others)


def _months(case: Case) -> Iterable[Any]:
    return contract_months(case.convention.start, case.convention.end)


def _budgeted(line: Line) -> Line:
    if line.imputation != "activité":
        return line
    return line._replace(activity="ACT", budget="A-1")


def _claimed(line: Line, sent: tuple[Claim, ...]) -> Line:
    found = claims_of(line, sent)
    return line._replace(claim=found[0].id) if found else line


def tricky() -> Case:
    """Names that a sum by name must not mix up, and texts that must stay texts."""
    missions_named = ("M*", "M1", "M?", "<5", "=1+1", "001", "1", "~M")
    lines = tuple(
        trip(f"D-{n}", "10.00", "01-12", mission=name, approval="VAL", receipts=(f"J-{n}",))
        for n, name in enumerate(missions_named, start=1)
    )
    journeys = tuple(journey(name, "01-10 08:00", "01-20 20:00") for name in missions_named)
    return case(*lines, approvals=(approval("VAL"),), missions=journeys, policies=RICH)


def empty() -> Case:
    """A year with nothing in it yet, seen from its first day."""
    return case(as_of="01-01", missions=(), approvals=(), rates=())


def corners() -> Case:
    """Credits at another month's rate and in another currency, a flat scale, declarations."""
    lines = (
        phone("D-1", "100.00", "01-12", "MAD"),
        phone("C-1", "-50.00", "02-12", "MAD", receipts=(), credit_of="D-1"),
        phone("D-2", "80.00", "01-13", ineligible="20.00"),
        phone("C-2", "-108.00", "01-20", "MAD", receipts=(), credit_of="D-2"),
        trip("D-3", "120.00", "01-12", currency="MAD", quantity="1", unit="nuitée", receipts=(),
             ineligible="30.00"),
        trip("D-4", "90.00", "01-13", currency="MAD", quantity="1", unit="nuitée", receipts=()),
        phone("D-5", "30.00", "02-01", receipts=("J-A", "J-B")),
        phone("D-6", "30.00", "02-02", receipts=("J-B",)),
    )  # fmt: skip
    receipts = (invoice("J-A", "30.00", role="declares"), invoice("J-B", "25.00", role="declares"))
    policies = RICH._replace(
        declaration_line=Ceiling(Decimal(20)), declaration_year=Ceiling(Decimal(35))
    )
    return case(
        *lines, receipts=receipts, scales=(row("B-1", "10.00", mode="forfait"),), policies=policies
    )


def large(count: int) -> Case:
    """A year of that many lines, seen from its end."""
    made = make_year(Random(5), max(count, 1), {"rate_method": "mois_depense"})
    lines = tuple(line for line in made.lines if not line.credit_of)[:count]
    return made._replace(lines=lines, as_of=made.convention.end)
