"""The ledger of the average, and the fees, contract month by contract month."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.money.settlement import FeeMonth, LedgerMonth
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import eur, ledger_figure, number_of
from cic_sheets.report.finance_plan import Accounts, Entries, Entry, listed
from cic_sheets.report.origins import cited, convention_cells, rule_cells
from cic_sheets.sheets.payments import Payment

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
        yield {**_month(settled, month), **_amounts(settled, month)}


def _month(settled: Settled, month: LedgerMonth | FeeMonth) -> dict[str, Entry]:
    dates = convention_cells(settled.book)
    return {
        "rang": number_of(month.number, dates),
        "du": month.start,
        "au": month.end,
        "jours": number_of(month.days, dates),
        "jours_mois": number_of(month.whole_days, dates),
    }


def _amounts(settled: Settled, month: LedgerMonth) -> dict[str, Entry]:
    return {
        name: ledger_figure(settled, month, attr)
        for name, attr in (
            ("plafond_cumule", "allowance"),
            ("retenu_mois", "left_in_month"),
            ("retenu", "left"),
            ("remboursable", "reimbursable"),
            ("en_attente", "waiting"),
            ("marge", "room"),
            ("moyenne", "average"),
            ("encore_mois", "room_now"),
            ("encore_fin", "room_to_end"),
        )
    }


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
        notes = [settled.rows["fee"][number] for number in month.notes]
        typed = cited(notes, "amount", "month")
        payments = [
            row for row in accounts.book.all(Payment) if set(row.fee_notes) & set(month.notes)
        ]
        paid = (*cited(payments, "amount", "kind", "day", "fee_notes"), *typed)
        fee = (
            *rule_cells(accounts.book, "honoraires_mensuels"),
            *convention_cells(accounts.book),
        )
        yield {
            **_month(settled, month),
            "montant": eur(month.amount, fee),
            "echu": "oui" if month.due or month.end <= settled.settlement.as_of else None,
            "du_eur": eur(month.due, fee),
            "notes": " ; ".join(month.notes),
            "note": eur(month.noted, typed) if month.notes else None,
            "paye": eur(month.paid, paid) if payments else None,
        }
