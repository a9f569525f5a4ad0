"""The ledger of the average, and the fees, contract month by contract month."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.money.settlement import FeeMonth, LedgerMonth
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import eur
from cic_sheets.report.finance_plan import Accounts, Entries, Entry, listed
from cic_sheets.sheets.payments import Payment
from cic_sheets.values.cells import CellRef

_MONTH = {
    "rang": "Rang du mois de convention",
    "du": "Premier jour",
    "au": "Dernier jour",
    "jours": "Jours sous convention",
    "jours_mois": "Jours du mois entier",
}


@listed(
    "plafond",
    "Le registre du plafond moyen, mois par mois",
    **_MONTH,
    plafond_cumule="A(m) : plafond cumulé, en EUR",
    retenu_mois="Ce que l'étape des barèmes a laissé ce mois, en EUR",
    retenu="S(m) : le même, cumulé, en EUR",
    remboursable="Le plus petit des deux, en EUR",
    en_attente="S(m) moins remboursable, en EUR",
    marge="A(m) moins remboursable : reporté au mois suivant, en EUR",
    moyenne="Moyenne mensuelle à ce jour, en EUR",
    encore_mois="Ce qui peut encore être dépensé ce mois, en EUR",
    encore_fin="Ce qui peut encore être dépensé jusqu'à la fin, en EUR",
)
def ledger(accounts: Accounts) -> Iterator[Entries]:
    """Every month that has begun."""
    settled = accounts.settled
    for month in settled.settlement.ledger if settled else ():
        assert settled is not None
        yield {**_month(month), **_amounts(settled, month)}


def _month(month: LedgerMonth | FeeMonth) -> dict[str, Entry]:
    return {
        "rang": month.number,
        "du": month.start,
        "au": month.end,
        "jours": month.days,
        "jours_mois": month.whole_days,
    }


def _amounts(settled: Settled, month: LedgerMonth) -> dict[str, Entry]:
    own = _cells(settled, month.number, month.number)
    so_far = _cells(settled, 1, month.number)
    return {
        "plafond_cumule": eur(month.allowance),
        "retenu_mois": eur(month.left_in_month, own),
        "retenu": eur(month.left, so_far),
        "remboursable": eur(month.reimbursable, so_far),
        "en_attente": eur(month.waiting, so_far),
        "marge": eur(month.room, so_far),
        "moyenne": eur(month.average, so_far),
        "encore_mois": eur(month.room_now, so_far),
        "encore_fin": eur(month.room_to_end, so_far),
    }


def _cells(settled: Settled, first: int, last: int) -> tuple[CellRef, ...]:
    """The amounts of the lines under the cap in these months."""
    return tuple(
        settled.expense(line.id).at("amount")
        for line in settled.settlement.lines
        if line.capped and line.month is not None and first <= line.month <= last
    )


@listed(
    "honoraires",
    "Les honoraires, mois par mois",
    **_MONTH,
    montant="Honoraires du mois, en EUR",
    echu="« oui » une fois le mois écoulé",
    du_eur="Honoraires dus à la date de situation, en EUR",
    notes="Numéros des notes d'honoraires",
    note="Montant des notes, en EUR",
    paye="Payé pour ces notes, en EUR",
)
def fees(accounts: Accounts) -> Iterator[Entries]:
    """Every month of the convention."""
    settled = accounts.settled
    for month in settled.settlement.fees if settled else ():
        assert settled is not None
        typed = [settled.rows["fee"][number].at("amount") for number in month.notes]
        payments = [
            row.at("amount")
            for row in accounts.book.all(Payment)
            if set(row.fee_notes) & set(month.notes)
        ]
        yield {
            **_month(month),
            "montant": eur(month.amount),
            "echu": "oui" if month.due or month.end <= settled.settlement.as_of else None,
            "du_eur": eur(month.due),
            "notes": " ; ".join(month.notes),
            "note": eur(month.noted, typed) if month.notes else None,
            "paye": eur(month.paid, payments) if payments else None,
        }
