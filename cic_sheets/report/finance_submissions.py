"""What changed after it was sent: every difference, line by line.  money.md §8."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from cic_sheets.reconcile.drift import Change, LineDrift, Moved, drift_of, with_new_lines
from cic_sheets.reconcile.submission import Submission
from cic_sheets.report.figures import eur
from cic_sheets.report.finance_plan import Accounts, Entries, Entry, listed
from cic_sheets.report.model import Figure
from cic_sheets.schema.kinds import Day, Moment, Money, Number
from cic_sheets.sheets.expenses import Expense
from cic_sheets.values.cells import CellRef
from cic_sheets.values.names import folded

REMOVED = "Ligne retirée"
REIMBURSABLE = "Remboursable"


@listed(
    "modifications",
    "Ce qui a changé depuis l'envoi, cellule par cellule ; ce qu'un complément déclare",
    ligne="Numéro de la ligne",
    colonne="Colonne qui a changé ; « Remboursable » pour un montant qui suit d'un autre",
    envoye="Ce qui a été envoyé",
    maintenant="Ce que le classeur dit maintenant",
    effet="Effet sur le remboursable de la ligne, en EUR, dit une fois par ligne",
    envoi="Numéro de l'envoi",
    vu_au="Jour auquel cet envoi était vu",
)
def changes(accounts: Accounts) -> Iterator[Entries]:
    """Changed lines first; then those whose amounts follow from a change or from a new line."""
    year = accounts.material.year
    if not year.submissions:
        return
    drift = drift_of(year)
    for line in drift.lines:
        yield from _line(line)
    now = with_new_lines(year)
    told = {folded(line.amounts.number) for line in drift.lines}
    last = year.submissions[-1]
    for number, sent in last.lines.items():
        found = now.get(folded(number), sent.amounts)
        if folded(number) not in told and found.reimbursable != sent.amounts.reimbursable:
            yield _follows(accounts, last, Moved(number, sent.amounts, found))


def _line(line: LineDrift) -> Iterator[Entries]:
    effect: Entry = _effect(line.amounts, line.row)
    if line.row is None:
        yield _entry(line.amounts.number, REMOVED, None, None, effect, line.submission)
    for change in (*line.own, *line.under):
        label = change.label
        if change.row is not line.row:
            label = f"{change.label} ({change.row.id})"
        sent = _value(change, change.sent, change.units[0])
        now = _value(change, change.now, change.units[1], (change.row.at(change.attr),))
        yield _entry(line.amounts.number, label, sent, now, effect, line.submission)
        effect = None


def _follows(accounts: Accounts, last: Submission, moved: Moved) -> Entries:
    row = accounts.book.find(Expense, moved.number)
    sent, now = eur(moved.sent.reimbursable), eur(moved.now.reimbursable, _cells(row))
    return _entry(moved.number, REIMBURSABLE, sent, now, _effect(moved, row), last)


def _entry(
    number: str, label: str, sent: Entry, now: Entry, effect: Entry, submission: Submission
) -> Entries:
    return {
        "ligne": number,
        "colonne": label,
        "envoye": sent,
        "maintenant": now,
        "effet": effect,
        "envoi": submission.number,
        "vu_au": submission.as_of,
    }


def _effect(moved: Moved, row: Expense | None) -> Figure:
    return eur(moved.now.reimbursable - moved.sent.reimbursable, _cells(row))


def _cells(row: Expense | None) -> tuple[CellRef, ...]:
    return (row.at("amount"),) if row is not None else ()


def _value(change: Change, text: str, unit: str, cells: tuple[CellRef, ...] = ()) -> Entry:
    """A canonical text as a figure or a day where its column holds one."""
    kind = change.row.sheet.columns[change.attr].kind
    if not text:
        return None
    try:
        if isinstance(kind, Number):
            return Figure(Decimal(text), unit if isinstance(kind, Money) else "", cells)
        if isinstance(kind, Day):
            moment = datetime.fromisoformat(text)
            return moment if isinstance(kind, Moment) else date(*moment.timetuple()[:3])
    except (ValueError, ArithmeticError):
        return text
    return text
