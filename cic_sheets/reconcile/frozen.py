"""Freezing: what each line of the year was on the day it was sent.  money.md §8."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cic_sheets.book.book import Book
from cic_sheets.money.settlement import RateUsed, SettledLine, Total
from cic_sheets.reconcile.settled import Settled
from cic_sheets.reconcile.submission import (
    FrozenCut,
    FrozenLine,
    RowKey,
    Sent,
    Submission,
    Texts,
    latest,
    used_rates,
)
from cic_sheets.reconcile.year import Year
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.schema.kinds import Refs
from cic_sheets.schema.sheets import SHEETS, Row
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.sheets.scales import Scale
from cic_sheets.values.money import without_trailing_zeros
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import folded

_LEFT_OUT: Mapping[type[Row], frozenset[str]] = {
    Expense: frozenset({"no", "remark"}),
    Receipt: frozenset({"no", "not_duplicate_of", "reason"}),
    Approval: frozenset({"no", "evidence"}),
    Scale: frozenset({"no", "source"}),
}
"""What may be completed after sending: it documents a row and decides nothing in it."""
_OF_A_MISSION = ("departure", "back", "place", "nights_offered", "meals_offered", "approval")
"""Columns of a mission that its lines' money depends on."""


class Sealing(NamedTuple):
    """What a record says of the package around it.

    number, complement, version, workbook, manifest: as in Submission
    """

    number: int
    complement: bool
    version: str
    workbook: str
    manifest: str


def freeze(year: Year, name: str, findings: Iterable[Finding], sealing: Sealing) -> Submission:
    """The submission of a year: every sound line with its rates, amounts and cells.

    name      the year's, as outputs are called
    findings  of this run: a line with an E, on itself or on a row it rests on, is not frozen

    Raises ValueError for a year that can't be settled.
    """
    settled = year.settled
    if settled is None:
        raise ValueError("a year without a settlement can't be frozen")
    errors = [one for one in findings if one.severity is Severity.E]
    blamed = {(one.sheet, one.cell.row) for one in errors if one.cell is not None and one.row}
    before = latest(year.submissions)
    rates = used_rates(settled.case)
    lines: dict[str, FrozenLine] = {}
    rows: dict[RowKey, Texts] = {}
    others: dict[str, str] = {}
    for line in settled.settlement.lines:
        rests = rests_of(settled, line)
        used = rates[line.id]
        standing = (settled.expense(line.id), *rests, *_rate_rows(settled, used))
        if line.waiting or any((row.tab, row.number) in blamed for row in standing):
            others[line.id] = fingerprint_now(settled, line.id)
            continue
        sent = before.get(folded(line.id))
        lines[line.id] = _frozen(settled, line, used, rests, sent, sealing.number)
        rows.update((key_of(row), texts_of(row)) for row in rests)
    return Submission(
        number=sealing.number,
        year=name,
        as_of=year.as_of,
        complement=sealing.complement,
        draft=bool(errors),
        version=sealing.version,
        workbook=sealing.workbook,
        manifest=sealing.manifest,
        rules=rules_of(year.book),
        lines=lines,
        rows=dict(sorted(rows.items())),
        others=others,
        withdrawn=tuple(_withdrawn(settled, before)),
    )


def _frozen(
    settled: Settled,
    line: SettledLine,
    used: Mapping[str, RateUsed],
    rests: Iterable[Row],
    sent: Sent | None,
    number: int,
) -> FrozenLine:
    months = {
        source.id: rate
        for found in used.values()
        for source in found.because
        if source.kind == "rate"
        for rate in _typed_rate(settled, source.id)
    }
    if sent is not None:
        months = {**months, **sent[1].months}
    cells = texts_of(settled.expense(line.id))
    return FrozenLine(
        number=line.id,
        first=sent[1].first if sent else number,
        rates={currency: rate.units for currency, rate in used.items()},
        months=dict(sorted(months.items())),
        amounts=amounts_of(line),
        cuts=tuple(FrozenCut(cut.code, cut.outcome, cut.amount) for cut in line.cuts),
        cells=cells,
        rests=tuple(sorted(key_of(row) for row in rests)),
        fingerprint=fingerprint(cells, {key_of(row): texts_of(row) for row in rests}),
    )


def _withdrawn(settled: Settled, before: Mapping[str, Sent]) -> Iterator[str]:
    """Lines sent before that the sheet no longer has."""
    here = {folded(line.id) for line in settled.case.lines}
    return (line.number for key, (_, line) in before.items() if key not in here)


def _rate_rows(settled: Settled, used: Mapping[str, RateUsed]) -> Iterator[Row]:
    for rate in used.values():
        for source in rate.because:
            row = settled.rows["rate"].get(source.id) if source.kind == "rate" else None
            if row is not None:
                yield row


def _typed_rate(settled: Settled, key: str) -> Iterator[Decimal]:
    yield from {rate.units for rate in settled.case.rates if rate.id == key}


def amounts_of(line: SettledLine) -> Total:
    """The four amounts of a settled line."""
    return Total(line.claimed, line.reimbursable, line.refused, line.pending)


# --- What a row means ----------------------------------------------------------------------------


def rests_of(settled: Settled, line: SettledLine) -> list[Row]:
    """The rows that a line rests on: receipts, mission, approval, scale."""
    named = _named_rows(settled.book, settled.expense(line.id))
    found = (*named, settled.rows["scale"].get(line.scale or ""))
    return [one for one in found if one is not None]


def _named_rows(book: Book, row: Expense) -> list[Row | None]:
    mission = book.find(Mission, row.mission)
    approval = row.approval or (mission.approval if mission else None)
    receipts = [book.find(Receipt, number) for number in row.receipts]
    return [*receipts, mission, book.find(Approval, approval)]


def key_of(row: Row) -> RowKey:
    """The declared title of its sheet, and its number."""
    return row.sheet.title, row.id


def row_of(book: Book, key: RowKey) -> Row | None:
    """The row that bears that number now."""
    sheet = SHEETS.get(key[0])
    return book.find(sheet.row, key[1]) if sheet is not None else None


def frozen_columns(kind: type[Row]) -> dict[str, str]:
    """Heading → attribute of the columns that were sent with a row of that kind."""
    columns = kind.sheet.columns.values()
    if kind is Mission:
        return {column.label: column.attr for column in columns if column.attr in _OF_A_MISSION}
    left_out = _LEFT_OUT.get(kind, frozenset())
    return {
        column.label: column.attr
        for column in columns
        if column.attr not in left_out and not column.formula
    }


def texts_of(row: Row) -> dict[str, str]:
    """Heading → canonical text of every cell that was sent; empty ones left out."""
    columns = row.sheet.columns
    found = {
        label: canonical(getattr(row, attr), sort=isinstance(columns[attr].kind, Refs))
        for label, attr in frozen_columns(type(row)).items()
    }
    return {label: text for label, text in found.items() if text}


def canonical(value: Any, *, sort: bool = False) -> str:
    """One spelling for one meaning: `900.00`, `9E+2` and « 900,00 » all give `900`."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case Decimal():
            return format(without_trailing_zeros(value), "f")
        case datetime() | date():
            return value.isoformat()
        case tuple() | list() | frozenset():
            parts = [canonical(one) for one in value]
            return " ; ".join(sorted(parts) if sort or isinstance(value, frozenset) else parts)
        case _:
            return str(value)


def rules_of(book: Book) -> dict[str, str]:
    """Key of « Règles » → its value, as applied."""
    return {key: canonical(setting.value) for key, setting in book.settings.items()}


def fingerprint_now(settled: Settled, number: str) -> str:
    """Fingerprint of a line of the case; its scale, which depends on other lines, left out."""
    row = settled.expense(number)
    rests = [one for one in _named_rows(settled.book, row) if one is not None]
    return fingerprint(texts_of(row), {key_of(one): texts_of(one) for one in rests})


def fingerprint(cells: Texts, rows: Mapping[RowKey, Texts]) -> str:
    """What a line's cells and the rows under it mean, in one number: sha256, hexadecimal."""
    under = [(key, sorted(texts.items())) for key, texts in sorted(rows.items())]
    return hashlib.sha256(repr((sorted(cells.items()), under)).encode()).hexdigest()
