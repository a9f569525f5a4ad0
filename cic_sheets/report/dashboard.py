"""The year on one page, for who keeps the workbook: everything decided here, drawn in `render.web`.

Source: deliverables.md, `tableau-de-bord-<year>.html`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.group.members import active
from cic_sheets.money.causes import PENDING, STAGES
from cic_sheets.money.settlement import SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.reconcile.year import Year
from cic_sheets.report.bundle import WITHHELD, bundle_of
from cic_sheets.report.figures import eur, ledger_figure, part_of_lines
from cic_sheets.report.finance_reasons import reason
from cic_sheets.report.indicators import reached
from cic_sheets.report.model import Figure
from cic_sheets.report.plan import Material
from cic_sheets.report.status import Status, status_of
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.deadlines import Deadline
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.lists import CANCELLED, HELD, POSTPONED
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.platforms import Platform
from cic_sheets.values.money import total

WHOLE, PART, NOTHING, WAITS = "whole", "part", "nothing", "waits"
"""What becomes of a line: reimbursed in full, in part, not at all, or still waiting in part."""
HAPPENED, PLANNED, LATE, CALLED_OFF = "happened", "planned", "late", "called-off"
"""Where something of the calendar stands."""


class CapMonth(NamedTuple):
    """A month of the average: both sums since the convention began, EUR."""

    start: date
    allowance: Figure
    retained: Figure
    reimbursable: Figure
    room: Figure


class Step(NamedTuple):
    """A stage of the way from claimed to reimbursable: what it takes away, and what it leaves."""

    stage: str
    refused: Figure
    pending: Figure
    left: Decimal


class Taken(NamedTuple):
    """A cut of a line."""

    stage: str
    code: str
    why: str
    amount: Decimal
    pending: bool


class Proof(NamedTuple):
    """A receipt of a line.

    path  of its file from the workbook's folder; "" where there is none to open
    kept  it is a list of persons, which stays closed
    """

    number: str
    path: str
    kept: bool


class Line(NamedTuple):
    """An expense, from what is asked to what is reimbursed."""

    number: str
    day: date | None
    category: str
    label: str
    supplier: str
    paid: Figure | None
    claimed: Figure
    reimbursable: Figure
    refused: Figure
    pending: Figure
    outcome: str
    cuts: tuple[Taken, ...]
    proofs: tuple[Proof, ...]


class Gauge(NamedTuple):
    """An indicator against its target; `communes` of those where a measure is expected or known."""

    indicator: Indicator
    actual: Figure | None
    share: Decimal | None
    communes: tuple[tuple[str, Figure | None], ...]


class Dated(NamedTuple):
    """Something of the calendar: `kind` is deadline, platform, activity or mission."""

    day: date
    kind: str
    number: str
    text: str
    state: str


class Dashboard(NamedTuple):
    """The page; `totals` are claimed, reimbursable, refused and pending, EUR; the gravest findings
    come first.
    """

    name: str
    convention: str
    coordinator: str
    draft: bool
    status: Status
    totals: Mapping[str, Figure]
    months: tuple[CapMonth, ...]
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    gauges: tuple[Gauge, ...]
    calendar: tuple[Dated, ...]
    findings: tuple[Finding, ...]

    @property
    def as_of(self) -> date:
        """The day from which the year is seen."""
        return self.status.as_of


_GRAVE = list(Severity)

PARTS = ("claimed", "reimbursable", "refused", "pending")


def dashboard_of(year: Year, findings: Sequence[Finding], name: str, draft: bool) -> Dashboard:
    """The year as it stands; `name` is how files bear it."""
    material = Material(year, tuple(findings), draft)
    convention, settled = year.convention, year.settled
    lines = settled.settlement.lines if settled else ()
    return Dashboard(
        name,
        (convention.no or "") if convention else "",
        (convention.coordinator or "") if convention else "",
        draft,
        status_of(year, findings),
        {part: part_of_lines(settled, lines, part) for part in PARTS} if settled else {},
        tuple(_months(settled)) if settled else (),
        tuple(_steps(settled)) if settled else (),
        tuple(_lines(year, settled, findings)) if settled else (),
        tuple(_gauges(material)),
        tuple(sorted(_calendar(material), key=lambda one: (one.day, one.kind, one.number))),
        tuple(sorted(findings, key=lambda one: _GRAVE.index(one.severity))),
    )


# --- Money ----------------------------------------------------------------------------------------


def _months(settled: Settled) -> Iterator[CapMonth]:
    for month in settled.settlement.ledger:
        yield CapMonth(
            month.start,
            *(
                ledger_figure(settled, month, attr)
                for attr in ("allowance", "left", "reimbursable", "room")
            ),
        )


def _steps(settled: Settled) -> Iterator[Step]:
    """Stage by stage; what the last one leaves is what is reimbursed."""
    lines = settled.settlement.lines
    left = total(line.claimed for line in lines)
    for stage in STAGES:
        cuts = [cut for line in lines for cut in line.cuts if cut.stage == stage and cut.amount]
        parts = []
        for waits in (False, True):
            mine = [cut for cut in cuts if (cut.outcome == PENDING) is waits]
            cells = settled.cells(source for cut in mine for source in cut.because)
            parts.append(eur(total(cut.amount for cut in mine), cells))
        left -= parts[0].amount + parts[1].amount
        yield Step(stage, parts[0], parts[1], left)


def _lines(year: Year, settled: Settled, findings: Sequence[Finding]) -> Iterator[Line]:
    documents = {one.key: one for one in bundle_of(year, findings).documents}
    for line in settled.settlement.lines:
        row = settled.expense(line.id)
        claimed, paid_back, refused, waits = (
            part_of_lines(settled, [line], part) for part in PARTS
        )
        proofs = []
        for number in row.receipts:
            found = documents.get(number)
            kept = found is not None and found.why == WITHHELD
            proofs.append(Proof(number, found.path if found else "", kept))
        paid = Figure(row.amount, line.currency or "") if row.amount is not None else None
        yield Line(
            line.id,
            line.day,
            line.category or "",
            row.label or "",
            row.supplier or "",
            paid,
            claimed,
            paid_back,
            refused,
            waits,
            _outcome(line),
            tuple(
                Taken(cut.stage, cut.code, reason(cut), cut.amount, cut.outcome == PENDING)
                for cut in line.cuts
            ),
            tuple(proofs),
        )


def _outcome(line: SettledLine) -> str:
    if line.pending or line.waiting:
        return WAITS
    if line.reimbursable == line.claimed:
        return WHOLE
    return PART if line.reimbursable else NOTHING


# --- The group ------------------------------------------------------------------------------------


def _gauges(material: Material) -> Iterator[Gauge]:
    names = {one.id: one.name or one.id for one in active(material.book, material.as_of)}
    for one in reached(material):
        known = {**dict.fromkeys(names), **one.by_commune}
        communes = tuple((names.get(code, code), value) for code, value in known.items())
        yield Gauge(one.indicator, one.actual, one.share, communes)


def _calendar(material: Material) -> Iterator[Dated]:
    as_of = material.as_of
    for row in material.book.all(Deadline):
        if row.due is not None:
            done = row.done_on is not None and row.done_on <= as_of
            state = HAPPENED if done else _coming(row.due, as_of, late=True)
            yield Dated(row.due, "deadline", row.id, row.subject or "", state)
    activities = {row.id: row for row in material.book.all(Activity)}
    hosted = {row.activity for row in material.book.all(Platform)}
    for activity in activities.values():
        day = activity.held_from or activity.planned_from
        if day is not None:
            kind = "platform" if activity.id in hosted else "activity"
            yield Dated(day, kind, activity.id, activity.title or "", _of_activity(activity, as_of))
    for trip in material.book.all(Mission):
        if trip.departure is not None:
            day = trip.departure.date()
            yield Dated(day, "mission", trip.id, trip.subject or "", _coming(day, as_of))


def _of_activity(row: Activity, as_of: date) -> str:
    if row.status in (CANCELLED, POSTPONED):
        return CALLED_OFF
    if row.held_from is not None:
        return HAPPENED if row.held_from <= as_of else PLANNED
    if row.status == HELD:
        return HAPPENED
    return _coming(row.planned_from, as_of, late=True)


def _coming(day: date | None, as_of: date, *, late: bool = False) -> str:
    """What has not happened and was due before today is late, where that can be."""
    if day is None or day >= as_of:
        return PLANNED
    return LATE if late else HAPPENED
