"""PAI-02, DMD-01: claims against each other, and against their lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.money.causes import PENDING
from cic_sheets.money.item import number_order
from cic_sheets.money.settlement import SettledLine, Total
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import TERMS, declared, in_service_order, lines_of
from cic_sheets.rules.expenses_paid import given_back_too_much
from cic_sheets.rules.rates import doubtful_lines, jumping_lines
from cic_sheets.rules.receipts import may_fit_unreadable_scale, receipts_of
from cic_sheets.schema.findings import Severity, Sum
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import EUR
from cic_sheets.sheets.missions import Mission
from cic_sheets.values.money import total
from cic_sheets.values.names import folded


@rule(
    "PAI-02",
    Severity.E,
    needs=(Claim, Expense),
    says="la dépense {line} du {day}, {amount}, est aussi dans la période de {other}",
    fix="Faites commencer la période le lendemain de la fin de la précédente.",
    source=TERMS + " ; étape 1 du calcul",
)
def line_in_two_claims(year: Year) -> Iterator[Hit]:
    """Une dépense demandée deux fois serait remboursée deux fois.

    | Demandes | N°     | Envoyée le | Du                 | Au         |
    |          | DEM-01 | 31/01/2023 | 01/01/2023         | 31/01/2023 |
    |          | DEM-02 | 28/02/2023 | 31/01/2023 !PAI-02 | 28/02/2023 |
    |          | DEM-03 | 31/03/2023 | 28/02/2023         | 31/03/2023 |
    | Dépenses | N°    | Date       |
    |          | D-001 | 30/01/2023 |
    |          | D-002 | 31/01/2023 |
    |          | D-003 | 01/03/2023 |
    """
    for later, other, line in overlaps(year):
        amount = declared(line)
        found = hit(later, "start", line=line.id, day=line.day, amount=amount, other=other.id)
        yield found._replace(related=(line.at("day"), other.at("end")))


class _Period(NamedTuple):
    """A claim whose days are known."""

    claim: Claim
    start: date
    end: date


def overlaps(year: Year) -> Iterator[tuple[Claim, Claim, Expense]]:
    """(later claim, earlier claim, the first line that lies in both)."""
    lines = in_service_order(year)
    days = [line.day or date.max for line in lines]
    known: list[_Period] = []
    for period in _by_sending(year.book):
        for other in known:
            at = bisect_left(days, max(period.start, other.start))
            if at < len(lines) and days[at] <= min(period.end, other.end):
                yield period.claim, other.claim, lines[at]
        known.append(period)


def _by_sending(book: Book) -> list[_Period]:
    """Claims whose period is known, the first sent first."""
    claims = sorted(
        book.all(Claim), key=lambda row: (row.sent_on or date.max, number_order(row.id))
    )
    return [
        _Period(row, row.start, row.end)
        for row in claims
        if row.start is not None and row.end is not None and row.sound("start", "end", "no")
    ]


@rule(
    "DMD-01",
    Severity.E,
    needs=(Claim, Expense),
    says="{asked} demandés, mais les dépenses du {start} au {end} donnent {found} : {difference} "
    "d'écart",
    fix="Reprenez le montant du rapport ; pour une demande déjà envoyée, faites un complément.",
    source=TERMS + " ; étapes 1 à 6 du calcul",
)
def claim_is_not_its_lines(year: Year) -> Iterator[Hit]:
    """La demande et la liste des dépenses se contrôlent ensemble : un écart les fait renvoyer.

    Une ligne qui ne se laisse pas lire, ou que l'on refuse pour une faute, a son constat : sa
    demande n'est pas jugée.

    | Demandes | N°     | Envoyée le | Du         | Au         | Montant demandé (EUR) |
    |          | DEM-01 | 31/01/2023 | 01/01/2023 | 31/01/2023 | 83,33                 |
    |          | DEM-02 | 28/02/2023 | 01/02/2023 | 28/02/2023 | 10 !DMD-01            |
    |          | DEM-03 | 31/03/2023 | 01/03/2023 | 31/03/2023 | 0                     |

    Ou :

    | Demandes | N°     | Montant demandé (EUR) |
    |          | DEM-01 | 50                    |
    | Dépenses | N°    | Montant |
    |          | D-001 | 9OO     |

    Une demande qui concorde avec un envoi n'est plus jugée : ce qui a changé depuis est dit
    ligne par ligne (DEP-17), et un complément le déclare.

    | Demandes | N°     | Envoyée le | Du         | Au         | Montant demandé (EUR) |
    |          | DEM-01 | 31/01/2023 | 01/01/2023 | 31/01/2023 | 46,30                 |
    | Dépenses | N°    | Date       | Catégorie   | Montant |
    |          | D-001 | 18/01/2023 | déplacement | 500     |

    Envoyé, puis :

    | Dépenses | N°    | Date       | Catégorie   | Montant     |
    |          | D-001 | 18/01/2023 | déplacement | 450 !DEP-17 |
    """
    for (claim, start, end), found in misasked(year):
        assert claim.asked is not None
        difference = Sum(abs(claim.asked - found), EUR)
        yield hit(claim, "asked", asked=Sum(claim.asked, EUR), start=start, end=end,
                  found=Sum(found, EUR), difference=difference)  # fmt: skip


def misasked(year: Year) -> Iterator[tuple[_Period, Decimal]]:
    """Claims that ask something else than their lines give, and what these give, EUR."""
    if year.settled is None:
        return
    totals = year.settled.settlement.totals.by_claim
    doubtful = doubtful_lines(year) | jumping_lines(year)
    too_much = {row.id for row in given_back_too_much(year)}
    unread = {
        line.claim
        for row, line in lines_of(year)
        if line.id in doubtful
        or line.id in too_much
        or _is_faulted(line)
        or _is_unsettled(year.book, row, line)
    }
    undated = any(row.day is None or not year.within(row.day) for row in year.book.all(Expense))
    shared = {claim for later, other, _ in overlaps(year) for claim in (later, other)}
    for period in _by_sending(year.book):
        claim = period.claim
        if claim in shared or claim.id in unread or not _is_past(claim, year.as_of):
            continue
        reimbursable = totals.get(claim.id, Total()).reimbursable
        if claim.asked is None or (undated and claim.asked > reimbursable):
            continue  # a line without a day, or of another year, may be the one that lacks
        if claim.asked != reimbursable and claim.asked not in _as_sent(year, period):
            yield period, reimbursable


def _as_sent(year: Year, period: _Period) -> Iterator[Decimal]:
    """What the claim's lines gave at each submission, EUR; later lines as they are."""
    assert year.settled is not None
    first, last = period.start.isoformat(), period.end.isoformat()
    lines = [line for line in year.settled.settlement.lines if line.claim == period.claim.id]
    for submission in year.submissions:
        sent = [
            line.amounts.reimbursable
            for line in submission.lines.values()
            if first <= line.cells.get(Expense.sheet.columns["day"].label, "") <= last
        ]
        known = {folded(number) for number in submission.lines}
        new = [line.reimbursable for line in lines if folded(line.id) not in known]
        yield total([*sent, *new])


_OWN_FINDING = (
    "mission-dates-unknown", "approval-undated", "approval-without-amount", "two-scales",
    "scale-unreadable", "scale-without-quantity", "scale-rate-missing",
)  # fmt: skip
"""Causes that leave a line waiting for a fault that has its own finding."""


_AS_USUAL = ("ineligible-part", "credit-rate", "over-scale", "over-cap")
"""Causes that a claim rightly made takes into account; every other refusal has its finding."""


def _is_faulted(line: SettledLine) -> bool:
    """Whether the line lost money, or waits, for a fault that another finding tells."""
    return any(
        cut.cause not in _AS_USUAL and (cut.outcome != PENDING or cut.cause == "approval-open")
        for cut in line.cuts
    )


def _is_unsettled(book: Book, row: Expense, line: SettledLine) -> bool:
    """Whether its amounts rest on a cell that can't be read, on its own row or on another."""
    if line.waiting or any(cut.cause in _OWN_FINDING for cut in line.cuts):
        return True
    mission = book.find(Mission, row.mission)
    of_mission = mission.approval if mission is not None else None
    approval = book.find(Approval, row.approval or of_mission)
    return (
        any(not receipt.sound("kind", "amount", "currency") for receipt in receipts_of(book, row))
        or (mission is not None and not mission.sound("departure", "back", "place", "approval"))
        or (approval is not None and bool(approval.faulty))
        or may_fit_unreadable_scale(book, row)
    )


def _is_past(claim: Claim, as_of: date) -> bool:
    """Whether the claim was sent, for days that have all come: else nothing can be compared."""
    return all(day is not None and day <= as_of for day in (claim.sent_on, claim.end))
