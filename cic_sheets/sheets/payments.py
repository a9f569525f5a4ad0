"""« Paiements »: what Brulocalis paid, and what arrived."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.kinds import Choice, Code, Day, Money, Ref, Refs, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CURRENCIES, PAYMENT_TYPES


@sheet("Paiements", order=13, group="Travail du contrat", blank=40)
class Payment(Row):
    """Ce que Brulocalis a payé : honoraires, remboursements, avances."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique du paiement (PAI-01, PAI-02…).",
        example="PAI-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    day: date | None = column(
        Day(),
        "Date",
        "La date de valeur sur votre relevé de compte.",
        example="15/02/2023",
        required=True,
    )
    kind: str | None = column(
        Choice(PAYMENT_TYPES),
        "Type",
        "honoraires, remboursement ou avance.",
        example="honoraires",
        required=True,
    )
    amount: Decimal | None = column(
        Money("EUR"),
        "Montant (EUR)",
        "Ce que Brulocalis a versé, en EUR, frais bancaires non déduits.",
        example="480,00",
        required=True,
    )
    received: Decimal | None = column(
        Money("received_currency"),
        "Montant reçu",
        "Ce qui est arrivé sur votre compte, dans sa devise.",
        example="5 160,00",
    )
    received_currency: str | None = column(
        Choice(CURRENCIES), "Devise reçue", "La devise du montant reçu.", example="MAD"
    )
    bank_fees: Decimal | None = column(
        Money("received_currency"),
        "Frais bancaires",
        "Ce que les banques ont retenu, dans la devise reçue ; pour mémoire.",
        example="24,00",
    )
    fee_notes: tuple[str, ...] = column(
        Refs("Honoraires"),
        "Pour",
        "Numéros des notes d'honoraires payées, séparés par « ; ».",
        example="H-01",
    )
    claim: str | None = column(
        Ref("Demandes"), "Demande", "Numéro de la demande remboursée, pour un remboursement."
    )
    reference: str | None = column(
        Text(),
        "Référence",
        "Référence ou communication du virement.",
        example="VIR 2023-0215",
    )
