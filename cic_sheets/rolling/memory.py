"""What the next year remembers of the one that ends: « Historique » and « Reprise »."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from cic_sheets.group.indicators import outcomes
from cic_sheets.reconcile.year import Year
from cic_sheets.report.finance_reasons import reason
from cic_sheets.schema.sheets import Sheet
from cic_sheets.sheets.carried import Carried
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.history import Earlier
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.payments import Payment
from cic_sheets.sheets.platforms import Platform
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.values.money import ZERO, total

Print = tuple[int, str]
"""Size in bytes and SHA-256 of a file."""


def _labelled(sheet: Sheet, values: Mapping[str, Any]) -> dict[str, Any]:
    return {sheet.columns[attr].label: value for attr, value in values.items() if value is not None}


def _ending(year: Year) -> int:
    assert year.convention is not None
    day = year.convention.start or year.convention.end
    assert day is not None  # `_turn` has seen to it
    return day.year


def remembered(year: Year) -> Iterator[dict[str, Any]]:
    """Platforms with their host, indicators with their baseline and what they came to."""
    ending = _ending(year)
    for platform in year.book.all(Platform):
        if platform.no:
            held = {"year": ending, "code": platform.no, "host": platform.host}
            yield _labelled(Carried.sheet, held)
    actual = {one.indicator.id: one.actual for one in outcomes(year.book, year.as_of)}
    for row in year.book.all(Indicator):
        came = actual.get(row.id)
        if row.code and (row.baseline is not None or came is not None):
            held = {
                "year": ending,
                "code": row.code,
                "baseline": row.baseline,
                "baseline_year": row.baseline_year,
                "actual": came.amount if came is not None else None,
            }
            yield _labelled(Carried.sheet, held)


def expected(year: Year) -> Iterator[dict[str, Any]]:
    """What money the year still expects: pending lines, claims and fee notes without payment."""
    ending, book = _ending(year), year.book
    for line in year.settled.settlement.lines if year.settled else ():
        if line.pending and year.settled:
            why = "; ".join(dict.fromkeys(map(str, map(reason, line.cuts))))
            label = year.settled.expense(line.id).label
            yield _expectation(ending, line.id, label, line.pending, why)
    paid_for = _paid(book.all(Payment), lambda row: (row.claim,) if row.claim else ())
    for claim in book.all(Claim):
        due = claim.granted if claim.granted is not None else claim.asked
        left = (due or ZERO) - paid_for.get(claim.id, ZERO)
        if claim.no and left > 0:
            yield _expectation(ending, claim.no, "demande de remboursement", left, "sans paiement")
    noted = {number for row in book.all(Payment) for number in row.fee_notes}
    for note in book.all(FeeNote):
        if note.no and note.amount and note.no not in noted:
            yield _expectation(ending, note.no, "note d'honoraires", note.amount, "sans paiement")


def _paid(rows: Iterable[Payment], of: Callable[[Payment], Iterable[str]]) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in rows:
        for number in of(row):
            found[number] = found.get(number, ZERO) + (row.amount or ZERO)
    return found


def _expectation(
    ending: int, number: str, label: str | None, amount: Decimal, why: str
) -> dict[str, Any]:
    held = {"year": ending, "code": number, "label": label, "amount": amount, "reason": why or None}
    return _labelled(Carried.sheet, held)


def used(year: Year, prints: Mapping[str, Print]) -> Iterator[dict[str, Any]]:
    """The receipts of the year, each with its file's size and fingerprint."""
    ending = _ending(year)
    for row in year.book.all(Receipt):
        if not row.no:
            continue
        size, sha256 = prints.get(row.file or "", (None, None))
        held = {
            "year": ending,
            "no": row.no,
            "file": row.file.rpartition("/")[2] if row.file else None,
            "size": size,
            "sha256": sha256,
            "issuer": row.issuer,
            "invoice_no": row.invoice_no,
            "day": row.day,
            "amount": row.amount,
            "currency": row.currency,
        }
        yield _labelled(Earlier.sheet, held)


def sum_expected(rows: Iterable[Mapping[str, Any]]) -> Decimal:
    """EUR that rows of « Reprise » still expect."""
    label = Carried.sheet.columns["amount"].label
    return total(row[label] for row in rows if label in row)


def communes_named(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Codes of the communes that rows of « Reprise » name."""
    label = Carried.sheet.columns["host"].label
    return (row[label] for row in rows if row.get(label))
