"""Where the year stands today: what each deliverable lacks, the cap's room, who is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.group.members import active
from cic_sheets.group.silences import contacted
from cic_sheets.money.policies import POLICIES
from cic_sheets.reconcile.year import Year
from cic_sheets.report.waiting import (
    Decision,
    Need,
    Wait,
    decisions,
    did_not_answer,
    needs,
    of_documents,
    of_fees,
    of_financial,
    of_narrative,
)
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.sheets.deadlines import Deadline
from cic_sheets.sheets.lists import SECTIONS
from cic_sheets.sheets.narrative import Passage
from cic_sheets.values.days import ContractMonth, contract_months
from cic_sheets.values.money import ZERO, cents

NEXT_DATES = 5

MONEY = (
    "Convention", "Règles", "Barèmes", "Taux", "Missions", "Accords", "Dépenses", "Justificatifs",
    "Paiements", "Demandes", "Budget", "Dérogations",
)  # fmt: skip
FEES = ("Convention", "Règles", "Prestations", "Honoraires")


class Readiness(NamedTuple):
    """What a deliverable lacks.

    name      narrative, financial, fees; requests, declarations, if there are any
    errors    findings E that hold it back
    missing   sections without text (narrative), months without a note (fees), those that lack a
              value (requests, declarations)
    waits     what it waits for, and from whom
    """

    name: str
    errors: int
    missing: tuple[str, ...]
    waits: tuple[Wait, ...] = ()


class Room(NamedTuple):
    """What the average cap still allows, EUR: allowance − retained = room, never below zero.

    month      the contract month from which it is seen
    retained   what stages 1 to 5 leave so far, under the cap
    allowance  what the months that have begun allow together; `whole` all months
    last       the convention's last day
    """

    month: ContractMonth
    last: date
    retained: Decimal
    allowance: Decimal
    whole: Decimal
    this_month: Decimal
    until_end: Decimal


class Silent(NamedTuple):
    """A commune without contact, and the last day it had one (None: never this year)."""

    name: str
    last: date | None


class Due(NamedTuple):
    """A deadline that is not done."""

    day: date
    subject: str
    overdue: bool


class Status(NamedTuple):
    """The year as of a day.

    unanswered  who has not evaluated the year yet
    """

    as_of: date
    deliverables: tuple[Readiness, ...]
    room: Room | None
    silent: tuple[Silent, ...]
    dates: tuple[Due, ...]
    needs: tuple[Need, ...] = ()
    decisions: tuple[Decision, ...] = ()
    unanswered: tuple[str, ...] = ()


def status_of(year: Year, findings: Sequence[Finding]) -> Status:
    """What to look at today."""
    return Status(
        year.as_of,
        tuple(_deliverables(year, findings)),
        _room(year),
        tuple(_silent(year)),
        tuple(_dates(year)),
        needs(year),
        decisions(year),
        did_not_answer(year),
    )


def _deliverables(year: Year, findings: Sequence[Finding]) -> Iterator[Readiness]:
    book = year.book
    errors = [(one, _title(book, one)) for one in findings if one.severity is Severity.E]
    rest = [one for one, title in errors if title not in (*MONEY, *FEES) or title == "Convention"]
    untold = tuple(_untold(book))
    yield Readiness("narrative", len(rest), untold, tuple(of_narrative(year, untold)))
    counted = sum(title in MONEY or not title for _, title in errors)
    yield Readiness("financial", counted, (), tuple(of_financial(year)))
    unpaid = tuple(one.value for one in findings if one.code == "HON-02" and one.value)
    counted = sum(title in FEES or not title for _, title in errors)
    yield Readiness("fees", counted, unpaid, tuple(of_fees(year, unpaid)))
    yield from _documents(year, findings)


def _documents(year: Year, findings: Sequence[Finding]) -> Iterator[Readiness]:
    """Requests and declarations, if there are any."""
    from cic_sheets.report.documents.build import of_kind  # `cic --help` passes by
    from cic_sheets.report.documents.declaration import KIND as DECLARATIONS
    from cic_sheets.report.documents.kind import AnyKind
    from cic_sheets.report.documents.request import KIND as REQUESTS
    from cic_sheets.report.plan import Material

    draft = any(one.severity is Severity.E for one in findings)
    material = Material(year, tuple(findings), draft)
    kinds: tuple[tuple[str, AnyKind], ...] = (
        ("requests", REQUESTS), ("declarations", DECLARATIONS),
    )  # fmt: skip
    for name, kind in kinds:
        written = tuple(of_kind(kind, material))
        faults = {id(error) for one in written for error in one.errors}
        lacking = tuple(one.name for one in written if one.lacks)
        if written:
            yield Readiness(name, len(faults), lacking, tuple(of_documents(lacking)))


def _title(book: Book, finding: Finding) -> str:
    """The declared title of the finding's sheet."""
    for title, tab in book.tabs.items():
        if tab.name == finding.sheet:
            return title
    return finding.sheet


def _untold(book: Book) -> Iterator[str]:
    told = {row.section for row in book.all(Passage) if row.text or row.not_applicable}
    yield from (section for section in SECTIONS.values if section not in told)


def _room(year: Year) -> Room | None:
    settled = year.settled
    if settled is None or not settled.settlement.ledger:
        return None
    last, convention = settled.settlement.ledger[-1], settled.case.convention
    months = contract_months(convention.start, convention.end)
    read = POLICIES[settled.case.policies.cap_policy]
    whole = read(max(ZERO, cents(settled.case.policies.cap)), months, []).allowance[-1]
    month = months[last.number - 1]
    return Room(
        month, convention.end, last.left, last.allowance, whole, last.room_now, last.room_to_end
    )


def _silent(year: Year) -> Iterator[Silent]:
    """Communes of the group today that were not in contact for longer than « Règles » allows.

    The days are those of COH-01, which looks at every silence of the year; this one still lasts.
    """
    days = year.book.setting("délai_sans_contact")
    heard = contacted(year.book)
    for commune in active(year.book, year.as_of):
        last = max((day for day in heard.get(commune.id, ()) if day <= year.as_of), default=None)
        if last is None or (year.as_of - last).days > days:
            yield Silent(commune.name or commune.id, last)


def _dates(year: Year) -> Iterator[Due]:
    open_ones = [
        Due(row.due, row.subject or row.id, row.due < year.as_of)
        for row in year.book.all(Deadline)
        if row.due is not None and (row.done_on is None or row.done_on > year.as_of)
    ]
    open_ones.sort()
    yield from (due for due in open_ones if due.overdue)
    yield from [due for due in open_ones if not due.overdue][:NEXT_DATES]
