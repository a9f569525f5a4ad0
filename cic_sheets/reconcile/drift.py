"""Drift: every difference between what was sent and what the workbook says now.  money.md §8.

A submission is reckoned again as of its own day, with its rates and with the lines that it knew:
neither time passed nor new lines are drift.
"""

from __future__ import annotations

from decimal import Decimal

from cic_sheets.money.item import number_order
from cic_sheets.money.settle import settle
from cic_sheets.money.settlement import Total
from cic_sheets.reconcile.frozen import (
    amounts_of,
    canonical,
    fingerprint_now,
    frozen_columns,
    row_of,
)
from cic_sheets.reconcile.settled import Settled
from cic_sheets.reconcile.submission import FrozenLine, Sent, Submission, Texts, latest
from cic_sheets.reconcile.year import Year
from cic_sheets.schema.kinds import Money, Refs
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.rates import Rate
from cic_sheets.sheets.scales import Scale
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import folded


class Change(NamedTuple):
    """A cell that no longer means what was sent.

    row        as it stands now
    attr       the column's attribute, `label` its heading
    sent, now  canonical texts, '' for an empty cell
    units      currencies of both, for an amount
    """

    row: Row
    attr: str
    label: str
    sent: str
    now: str
    units: tuple[str, str] = ("", "")


class Moved(NamedTuple):
    """A line's amounts: as sent, and as they come out now."""

    number: str
    sent: Total
    now: Total


class LineDrift(NamedTuple):
    """A line that was sent and has changed since.

    submission  that sent it last
    row         the line now; None when it is gone
    own         its own cells that changed
    under       cells of the rows it rests on; what can't be read has findings of its own
    amounts     reckoned again as of the submission's day; zero for a line that is gone
    """

    submission: Submission
    row: Expense | None
    own: tuple[Change, ...]
    under: tuple[Change, ...]
    amounts: Moved


class RateDrift(NamedTuple):
    """A rate of « Taux » that is no longer the one at which lines were sent.

    key         `2023-01 MAD`
    frozen      units for 1 EUR, as sent
    row         of « Taux » that differs; None when there is none for the month any more
    submission  number of the first that used it
    lines       numbers of the lines sent at that rate
    """

    key: str
    frozen: Decimal
    row: Row | None
    submission: int
    lines: tuple[str, ...]


class Drift(NamedTuple):
    """What became of what was sent.

    lines  that changed or are gone, in the order of their numbers
    moved  lines of the last submission that did not change, and whose amounts did
    alone  whether nothing of a line, a rate or an unsent line explains what moved
    """

    lines: tuple[LineDrift, ...] = ()
    moved: tuple[Moved, ...] = ()
    alone: bool = False


def drift_of(year: Year) -> Drift:
    """Every difference between the year's submissions and the year now."""
    settled = year.settled
    if settled is None or not year.submissions:
        return Drift()
    again = _Again(settled)
    last = year.submissions[-1]
    lines: list[LineDrift] = []
    moved: list[Moved] = []
    unread = False
    sent_lines = latest(year.submissions).values()
    for sent in sorted(sent_lines, key=lambda one: number_order(one[1].number)):
        found = _compared(settled, sent)
        unread = unread or found.unread
        amounts = again.amounts(sent)
        if found.row is None or found.own or found.under:
            lines.append(LineDrift(sent[0], found.row, found.own, found.under, amounts))
        elif sent[0] is last and amounts.now != amounts.sent:
            moved.append(amounts)
    explained = lines or unread or rate_drift(year) or _others_changed(settled, last)
    return Drift(tuple(lines), tuple(moved), not explained)


def with_new_lines(year: Year) -> dict[str, Total]:
    """Folded number → amounts as of the last submission's day, lines added since included."""
    if year.settled is None or not year.submissions:
        return {}
    case = year.settled.case._replace(as_of=year.submissions[-1].as_of)
    return {folded(line.id): amounts_of(line) for line in settle(case).lines}


class _Again:
    """Submissions reckoned again, each once."""

    def __init__(self, settled: Settled) -> None:
        self._settled = settled
        self._found: dict[int, dict[str, Total]] = {}

    def amounts(self, sent: Sent) -> Moved:
        submission, line = sent
        found = self._found.get(submission.number)
        if found is None:
            found = self._found[submission.number] = self._reckoned(submission)
        now = found.get(folded(line.number), Total())
        return Moved(line.number, line.amounts, now)

    def _reckoned(self, submission: Submission) -> dict[str, Total]:
        case = self._settled.case
        known = {folded(number) for number in (*submission.lines, *submission.others)}
        lines = tuple(line for line in case.lines if folded(line.id) in known)
        wanted = case._replace(as_of=submission.as_of, lines=lines)
        settlement = self._settled.settlement if wanted == case else settle(wanted)
        return {folded(line.id): amounts_of(line) for line in settlement.lines}


class _Compared(NamedTuple):
    """A line beside its record; `unread`: a cell that was sent can't be read any more."""

    row: Expense | None
    own: tuple[Change, ...]
    under: tuple[Change, ...]
    unread: bool


def _compared(settled: Settled, sent: Sent) -> _Compared:
    submission, line = sent
    row = settled.book.find(Expense, line.number)
    if row is None:
        return _Compared(None, (), (), False)
    own, unread = _cells(row, line.cells)
    under: list[Change] = []
    for key in line.rests:
        rest = row_of(settled.book, key)
        if rest is not None:
            changes, lost = _cells(rest, submission.rows[key])
        elif key[0] == Scale.sheet.title:
            changes, lost = (Change(row, "category", key[0], key[1], ""),), False
        else:  # CEL-06 has told it where the line, or its mission, names the row
            changes, lost = (), True
        under += changes
        unread = unread or lost
    return _Compared(row, own, tuple(under), unread)


def _cells(row: Row, sent: Texts) -> tuple[tuple[Change, ...], bool]:
    """Readable cells that changed, and whether a cell can't be read any more."""
    columns = frozen_columns(type(row))
    unread = any(attr in row.faulty and sent.get(label) for label, attr in columns.items())
    changes = (
        Change(
            row, attr, label, sent.get(label, ""), _text(row, attr), _currencies(row, attr, sent)
        )
        for label, attr in columns.items()
        if attr not in row.faulty
    )
    return tuple(change for change in changes if change.sent != change.now), unread


def _currencies(row: Row, attr: str, sent: Texts) -> tuple[str, str]:
    kind = row.sheet.columns[attr].kind
    if not isinstance(kind, Money):
        return "", ""
    if kind.fixed:
        return kind.currency, kind.currency
    label = row.sheet.columns[kind.currency].label
    return sent.get(label, ""), _text(row, kind.currency)


def _text(row: Row, attr: str) -> str:
    several = isinstance(row.sheet.columns[attr].kind, Refs)
    return canonical(getattr(row, attr), sort=several)


def _others_changed(settled: Settled, last: Submission) -> bool:
    """Whether a line that took part unsent was changed or taken out since."""
    here = {folded(line.id): line.id for line in settled.case.lines}
    return any(
        folded(number) not in here or fingerprint_now(settled, here[folded(number)]) != sent
        for number, sent in last.others.items()
    )


# --- Rates ---------------------------------------------------------------------------------------


def rate_drift(year: Year) -> list[RateDrift]:
    """Rows of « Taux » that changed after lines were sent at them, by month and currency."""
    settled = year.settled
    if settled is None:
        return []
    rows = settled.rows["rate"]
    found: dict[tuple[str, Decimal], list[FrozenLine]] = {}
    for _, line in latest(year.submissions).values():
        for key, units in line.months.items():
            row = rows.get(key)
            if row is None or _units(row) not in (None, units):
                found.setdefault((key, units), []).append(line)
    return [
        RateDrift(
            key,
            frozen,
            rows.get(key),
            min(line.first for line in lines),
            tuple(line.number for line in lines),
        )
        for (key, frozen), lines in sorted(found.items())
    ]


def _units(row: Row) -> Decimal | None:
    assert isinstance(row, Rate)
    return row.units_per_eur
