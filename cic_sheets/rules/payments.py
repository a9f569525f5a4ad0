"""PAI-01, 03: what Brulocalis paid, against what it owed and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from cic_sheets.book.book import Book
from cic_sheets.money.item import number_order
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.claims import misasked
from cic_sheets.rules.hits import priced
from cic_sheets.schema.findings import Severity, Sum
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.lists import EUR, FEES, REIMBURSEMENT
from cic_sheets.sheets.payments import Payment
from cic_sheets.values.money import ZERO, total


def _in_order(payments: Iterable[Payment]) -> list[Payment]:
    return sorted(payments, key=lambda row: (row.day or date.max, number_order(row.id)))


def _reimbursements(book: Book) -> dict[str, list[Payment]]:
    """Number of a claim → its reimbursements, by date and number."""
    found: dict[str, list[Payment]] = defaultdict(list)
    for payment in _in_order(book.all(Payment)):
        if payment.kind == REIMBURSEMENT and payment.claim is not None:
            found[payment.claim].append(payment)
    return found


def _lost(book: Book) -> int:
    """How many reimbursements name a claim, or bear a kind, that can't be read."""
    return sum(1 for row in book.all(Payment) if not row.sound("claim", "kind"))


# --- PAI-01: paid and asked ----------------------------------------------------------------------


@rule(
    "PAI-01",
    Severity.E,
    needs=(Payment,),
    says="{paid} payés pour {what}, {expected} attendus : {difference} d'écart",
    fix="Vérifiez le montant ; dites l'écart voulu dans « Motif d'écart » de la demande.",
    source="Annonce, « Conditions proposées » ; ce qui est payé",
)
def paid_something_else(year: Year) -> Iterator[Hit]:
    """Un virement qui diffère de ce qui était dû laisse un solde que personne ne saura expliquer.

    Un accord pour moins que la demande se dit aussi, avec son motif.

    | Demandes  | N°     | Montant demandé (EUR) | Montant accordé (EUR) | Motif d'écart   |
    |           | DEM-01 | 100                   |                       |                 |
    |           | DEM-02 | 100                   | 80                    | sans le minibar |
    |           | DEM-03 | 100                   |                       | avance déduite  |
    |           | DEM-04 | 100                   |                       |                 |
    |           | DEM-05 | 100                   |                       |                 |
    |           | DEM-06 | 100                   | 80                    |                 |
    | Paiements | N°     | Date       | Type          | Montant (EUR) | Pour | Demande |
    |           | PAI-01 | 15/02/2023 | remboursement | 60            |      | DEM-01  |
    |           | PAI-02 | 16/02/2023 | remboursement | 40            |      | DEM-01  |
    |           | PAI-03 | 17/02/2023 | remboursement | 80            |      | DEM-02  |
    |           | PAI-04 | 18/02/2023 | remboursement | 50            |      | DEM-03  |
    |           | PAI-06 | 20/02/2023 | remboursement | 30 !PAI-01    |      | DEM-04  |
    |           | PAI-05 | 19/02/2023 | remboursement | 30            |      | DEM-04  |
    |           | PAI-07 | 21/02/2023 | remboursement | 80 !PAI-01    |      | DEM-06  |

    Ou :

    | Honoraires | N°   | Montant |
    |            | H-01 | 480     |
    |            | H-02 | 480     |
    |            | H-03 | 480     |
    |            | H-04 | 480     |
    | Paiements  | N°     | Type       | Montant (EUR) | Pour        |
    |            | PAI-01 | honoraires | 960           | H-01 ; H-02 |
    |            | PAI-02 | honoraires | 456 !PAI-01   | H-03        |
    |            | PAI-03 | honoraires | 300           | H-04        |
    |            | PAI-04 | honoraires | 180           | H-04        |
    """
    yield from _claims_paid_otherwise(year)
    yield from _notes_paid_otherwise(year)


def _claims_paid_otherwise(year: Year) -> Iterator[Hit]:
    book = year.book
    lost, paid = _lost(book), _reimbursements(book)
    due = {period.claim.id: found for period, found in misasked(year)}
    for claim in book.all(Claim):
        payments = paid.get(claim.id, [])
        if claim.reason is not None or not claim.sound("no", "asked", "granted"):
            continue
        found = _otherwise_than(claim, payments, due.get(claim.id))
        if found is not None and not (lost and found.facts["paid"] < found.facts["expected"]):  # type: ignore[operator]
            yield found._replace(related=(claim.at("asked"), claim.at("granted")))


def _otherwise_than(claim: Claim, payments: Sequence[Payment], due: Decimal | None) -> Hit | None:
    """Paid otherwise than granted; else otherwise than asked.

    due  what its lines give, where DMD-01 tells that the claim asks something else: paid as it was
         granted, or else as it was due, it needs no second word
    """
    if claim.granted is not None:
        found = _otherwise(payments, Sum(claim.granted, EUR), claim.id)
        if found is not None or due is not None:
            return found
    if claim.asked is None:
        return None
    found = _otherwise(payments, Sum(claim.asked, EUR), claim.id)
    as_due = found is not None and due is not None and found.facts["paid"] == Sum(due, EUR)
    return None if as_due else found


def _notes_paid_otherwise(year: Year) -> Iterator[Hit]:
    book, due = year.book, _due(year)
    for payments, numbers in _paid_together(book):
        notes = [book.find(FeeNote, number) for number in numbers]
        amounts = [note.amount for note in notes if note is not None and note.amount is not None]
        if len(amounts) < len(numbers):
            continue
        found = _otherwise(payments, Sum(total(amounts), EUR), ", ".join(numbers))
        owed = Sum(total(due.get(number, ZERO) for number in numbers), EUR)
        if found is not None and found.facts["paid"] != owed:
            yield found  # what the rule owes was paid: HON-03 tells of the note


def _due(year: Year) -> dict[str, Decimal]:
    """Number of a fee note → what « Règles » owes for its month."""
    months = year.settled.settlement.fees if year.settled else ()
    return {note: month.amount for month in months for note in month.notes}


def _otherwise(payments: Sequence[Payment], expected: Sum, what: str) -> Hit | None:
    """A hit on the last payment when the sum of all isn't what was expected."""
    amounts = [payment.amount for payment in payments if payment.amount is not None]
    if not payments or len(amounts) < len(payments):
        return None
    paid = total(amounts)
    if paid == expected.amount:
        return None
    difference = Sum(abs(paid - expected.amount), EUR)
    return hit(payments[-1], "amount", paid=Sum(paid, EUR), what=what, expected=expected,
               difference=difference)  # fmt: skip


def _paid_together(book: Book) -> Iterator[tuple[list[Payment], list[str]]]:
    """Fee payments that share notes, with those notes: what one sum can be compared with."""
    groups: list[tuple[list[Payment], set[str]]] = []
    for payment in _in_order(book.all(Payment)):
        if payment.kind != FEES or not payment.fee_notes:
            continue
        mine, notes = [payment], set(payment.fee_notes)
        for group in [one for one in groups if one[1] & notes]:
            groups.remove(group)
            mine, notes = group[0] + mine, group[1] | notes
        groups.append((mine, notes))
    for payments, notes in groups:
        if all(payment.sound("fee_notes") for payment in payments):
            yield _in_order(payments), sorted(notes, key=number_order)


# --- PAI-03: money that does not come -------------------------------------------------------------


@rule(
    "PAI-03",
    Severity.A,
    needs=(Claim, Payment),
    says="demande de {asked} envoyée le {sent}, rien de reçu {days} jours après ({most} au plus)",
    fix="Relancez Brulocalis, ou inscrivez le paiement, avec sa demande, dans « Paiements ».",
    source="Annonce muette ; règle délai_remboursement",
)
def not_reimbursed_in_time(year: Year) -> Iterator[Hit]:
    """Une demande égarée se retrouve mieux après deux mois qu'en fin d'année.

    Vu le 01/06/2023
    | Demandes  | N°     | Envoyée le         | Du         | Au         |
    |           | DEM-01 | 01/02/2023         | 01/01/2023 | 31/01/2023 |
    |           | DEM-02 | 01/04/2023 !PAI-03 | 01/02/2023 | 28/02/2023 |
    |           | DEM-03 | 02/04/2023         | 01/03/2023 | 31/03/2023 |
    |           | DEM-04 | 01/03/2023 !PAI-03 | 01/03/2023 | 31/03/2023 |
    | Paiements | N°     | Date       | Type          | Demande |
    |           | PAI-01 | 15/02/2023 | remboursement | DEM-01  |
    |           | PAI-02 | 02/06/2023 | remboursement | DEM-04  |

    Ou :

    | Demandes  | N°     | Envoyée le |
    |           | DEM-01 | 01/02/2023 |
    | Paiements | N°     | Date       | Type          | Demande |
    |           | PAI-01 | 15/02/2023 | remboursement | DEM-10  |
    """
    most = year.book.setting("délai_remboursement")
    paid = _reimbursements(year.book)
    found = []
    for claim in year.book.all(Claim):
        days = (year.as_of - claim.sent_on).days if claim.sent_on is not None else 0
        received = any((row.day or year.as_of) <= year.as_of for row in paid.get(claim.id, ()))
        owed = claim.asked if claim.granted is None else claim.granted
        if days > most and not received and owed != 0 and claim.sound("no"):
            asked = priced(claim.asked, EUR)
            found.append(
                hit(claim, "sent_on", asked=asked, sent=claim.sent_on, days=days, most=most)
            )
    if len(found) > _lost(year.book):
        yield from found
