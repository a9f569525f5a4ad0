"""What the year still waits for, and from whom: the coordinator, Brulocalis, each commune."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.group.evaluation import marked
from cic_sheets.group.members import active
from cic_sheets.group.owed import decided_on, in_charge, is_open, owed, unanswered
from cic_sheets.reconcile.lists import open_ends
from cic_sheets.reconcile.year import Year
from cic_sheets.report.reminders import span_of
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.cohesion import Liaison
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.followups import FollowUp
from cic_sheets.sheets.lists import PENDING, PREPARATION
from cic_sheets.sheets.payments import Payment
from cic_sheets.sheets.platforms import Platform

COORDINATOR, CLIENT, COMMUNE = "coordinator", "client", "commune"
_CLIENT = "Brulocalis"


class Wait(NamedTuple):
    """What a deliverable waits for.

    who    COORDINATOR, CLIENT or COMMUNE
    name   of the commune or of the client; '' for the coordinator
    what   of the coordinator: `sections`, `months`, `receipts`, `documents`; of the client:
           `approval`, `claim`, `fees`, `evaluation`; of a commune: a kind of `group.owed`
    items  numbers or names, none when `what` says it all
    since  the day since which, or until which, it is waited for; the earliest of several
    """

    who: str
    name: str
    what: str
    items: tuple[str, ...] = ()
    since: date | None = None


class Need(NamedTuple):
    """A need that a commune expressed and that has no answer.

    need  '' when it is confidential: it is counted, never shown
    """

    number: str
    commune: str
    need: str
    since: date | None
    confidential: bool


class Decision(NamedTuple):
    """A decision or recommendation that is neither done nor dropped.

    owner     as typed
    communes  names of those that are in charge
    since     the platform's day, when it is known
    """

    number: str
    kind: str
    subject: str
    owner: str
    communes: tuple[str, ...]
    since: date | None
    due: date | None
    overdue: bool


def client_of(year: Year) -> str:
    """The client's name as « Convention » has it."""
    return (year.convention.client if year.convention else None) or _CLIENT


# --- Of each deliverable --------------------------------------------------------------------------


def of_narrative(year: Year, untold: tuple[str, ...]) -> Iterator[Wait]:
    """Sections without text, the client's evaluation, what the communes owe."""
    if untold:
        yield Wait(COORDINATOR, "", "sections", untold)
    if not _client_answered(year):
        yield Wait(CLIENT, client_of(year), "evaluation")
    found = owed(year.book, year.as_of, span_of(year))
    for (code, kind), group in groupby(found, key=lambda one: (one.commune, one.kind)):
        mine = tuple(group)
        days = [one.day for one in mine if one.day]
        items = tuple(one.what for one in mine if one.what)
        yield Wait(COMMUNE, _name(year.book, code), kind, items, min(days, default=None))


def of_financial(year: Year) -> Iterator[Wait]:
    """Lines without receipt; requests without answer and claims without payment."""
    settled = year.settled
    lines = open_ends(settled).lines if settled is not None else ()
    if lines:
        yield Wait(COORDINATOR, "", "receipts", lines)
    asked = [
        (row.id, row.requested_on)
        for row in year.book.all(Approval)
        if _is_pending(row) and _past(year, row.requested_on)
    ]
    yield from _of_client(year, "approval", asked)
    paid = {row.claim for row in _payments(year)}
    sent = [
        (row.id, row.sent_on)
        for row in year.book.all(Claim)
        if row.id not in paid and row.granted != 0 and _past(year, row.sent_on)
    ]
    yield from _of_client(year, "claim", sent)


def of_fees(year: Year, months: tuple[str, ...]) -> Iterator[Wait]:
    """Months without note; notes without payment."""
    if months:
        yield Wait(COORDINATOR, "", "months", months)
    paid = {number for row in _payments(year) for number in row.fee_notes}
    unpaid = [
        (row.id, row.sent_on or row.issued_on)
        for row in year.book.all(FeeNote)
        if row.id not in paid and _past(year, row.sent_on or row.issued_on)
    ]
    yield from _of_client(year, "fees", unpaid)


def of_documents(lacking: tuple[str, ...]) -> Iterator[Wait]:
    """Requests and declarations that lack something."""
    if lacking:
        yield Wait(COORDINATOR, "", "documents", lacking)


def _is_pending(row: Approval) -> bool:
    """Nothing is typed yet, or « en attente »; what can't be read has its own finding."""
    return row.decision == PENDING or (row.decision is None and not row.cell("decision").text)


def _of_client(year: Year, what: str, rows: Iterable[tuple[str, date | None]]) -> Iterator[Wait]:
    held = tuple(rows)
    if held:
        since = min((day for _, day in held if day), default=None)
        yield Wait(CLIENT, client_of(year), what, tuple(number for number, _ in held), since)


def _past(year: Year, day: date | None) -> bool:
    return day is not None and day <= year.as_of


def _payments(year: Year) -> Iterator[Payment]:
    """Those of a later day have not come yet."""
    return (row for row in year.book.all(Payment) if row.day is None or row.day <= year.as_of)


def _client_answered(year: Year) -> bool:
    return any(row.commune is None for row in marked(year.book, year.as_of))


def _name(book: Book, code: str) -> str:
    commune = book.find(Commune, code)
    return (commune.name if commune else None) or code


# --- Of the group ---------------------------------------------------------------------------------


def did_not_answer(year: Year) -> tuple[str, ...]:
    """Evaluators who gave no mark yet: communes of the group, then the client."""
    span = span_of(year)
    group = active(year.book, min(year.as_of, span[1]) if span else year.as_of)
    communes = unanswered(year.book, year.as_of, group)
    client = () if _client_answered(year) else (client_of(year),)
    return (*(one.name or one.id for one in communes), *client)


def needs(year: Year) -> tuple[Need, ...]:
    """The oldest first."""
    found = (
        Need(
            row.id,
            _name(year.book, row.commune) if row.commune else "",
            "" if row.confidential else row.need,
            row.day,
            bool(row.confidential),
        )
        for row in year.book.all(Liaison)
        if row.need and not _past(year, row.answered_on) and row.sound("answered_on")
        if row.day is None or row.day <= year.as_of
    )
    return tuple(sorted(found, key=lambda one: (one.since or date.min, one.number)))


def decisions(year: Year) -> tuple[Decision, ...]:
    """The first due first."""
    span = span_of(year)
    group = active(year.book, min(year.as_of, span[1]) if span else year.as_of)
    found = (
        _decision(row, year, group)
        for row in year.book.all(FollowUp)
        if row.kind != PREPARATION and is_open(row)
    )
    taken = (one for one in found if one.since is None or one.since <= year.as_of)
    return tuple(sorted(taken, key=lambda one: (one.due or date.max, one.number)))


def _decision(row: FollowUp, year: Year, group: tuple[Commune, ...]) -> Decision:
    platform = year.book.find(Platform, row.platform)
    codes = in_charge(year.book, row.owner, group, (), platform.host if platform else None)
    return Decision(
        row.id,
        row.kind or "",
        row.subject or row.id,
        row.owner or "",
        tuple(_name(year.book, code) for code in codes),
        decided_on(year.book, row),
        row.due,
        row.due is not None and row.due < year.as_of,
    )
