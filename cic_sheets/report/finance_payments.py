"""What was asked and what was paid."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.money.settlement import SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import eur, money_of, part_of_lines, period
from cic_sheets.report.finance_plan import Accounts, Entries, listed
from cic_sheets.report.model import Figure
from cic_sheets.report.origins import Cells, cited
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.payments import Payment
from cic_sheets.values.money import ZERO, cents, usable


@listed(
    "paiements",
    "Les paiements reçus jusqu'à la date de situation",
    no="Numéro du paiement",
    date="Date",
    type="Honoraires, remboursement ou avance",
    montant="Montant, en EUR",
    recu="Montant reçu sur le compte",
    devise="Devise reçue",
    frais="Frais bancaires",
    pour="Notes d'honoraires ou demande payées",
    reference="Référence du virement",
)
def payments(accounts: Accounts) -> Iterator[Entries]:
    """In the order of « Paiements »; a payment without a date is no payment yet."""
    for row in accounts.book.all(Payment):
        if row.day is None or not accounts.material.told_by_now(row.day):
            continue
        amount = cents(row.amount) if usable(row.amount) else ZERO
        yield {
            "no": row.id,
            "date": row.day,
            "type": row.kind,
            "montant": eur(amount, (row.at("amount"),)),
            "recu": money_of(row, "received", row.received_currency),
            "devise": row.received_currency,
            "frais": money_of(row, "bank_fees", row.received_currency),
            "pour": " ; ".join((*row.fee_notes, *((row.claim,) if row.claim else ()))),
            "reference": row.reference,
        }


@listed(
    "avances",
    "Les avances, et ce que les dépenses en ont consommé",
    no="Numéro du paiement",
    date="Date",
    montant="Montant de l'avance, en EUR",
    consomme="Ce que les dépenses en ont consommé, en EUR",
    ouvert="Ce qui reste ouvert, en EUR",
)
def advances(accounts: Accounts) -> Iterator[Entries]:
    """Every advance, in order."""
    settled = accounts.settled
    for use in settled.settlement.balance.advances if settled else ():
        assert settled is not None
        cells = cited([settled.rows["payment"][use.id]], "amount")
        consumed = dict.fromkeys((*cells, *advance_cells(settled)))
        yield {
            "no": use.id,
            "date": use.day,
            "montant": eur(use.amount, cells),
            "consomme": eur(use.consumed, consumed),
            "ouvert": eur(use.open, consumed),
        }


def advance_cells(settled: Settled) -> Cells:
    """What consumes advances: what lines earn, less reimbursements; earlier advances first."""
    payments = cited(settled.book.all(Payment), "amount", "kind", "day")
    earned = part_of_lines(settled, settled.settlement.lines, "reimbursable")
    return tuple(dict.fromkeys((*payments, *earned.origins)))


def _earned(settled: Settled, lines: list[SettledLine], row: Claim) -> Figure:
    figure = part_of_lines(settled, lines, "reimbursable")
    return figure._replace(origins=(*cited([row], "start", "end"), *figure.origins))


@listed(
    "demandes",
    "Les demandes de remboursement envoyées",
    no="Numéro de la demande, « – » pour les lignes hors de toute demande",
    envoyee="Date d'envoi",
    periode="Période couverte",
    demande="Montant demandé au commanditaire, en EUR",
    accorde="Montant accordé, en EUR",
    lignes="Remboursable de ses lignes selon ce rapport, en EUR",
    motif="Motif d'écart",
)
def claims(accounts: Accounts) -> Iterator[Entries]:
    """In the order of « Demandes »."""
    settled = accounts.settled
    lines = settled.settlement.lines if settled else ()
    for row in accounts.book.all(Claim):
        own = [line for line in lines if line.claim == row.id]
        yield {
            "no": row.id,
            "envoyee": row.sent_on,
            "periode": period(row.start, row.end),
            "demande": money_of(row, "asked", "EUR"),
            "accorde": money_of(row, "granted", "EUR"),
            "lignes": _earned(settled, own, row) if settled else None,
            "motif": row.reason,
        }
