"""« Honoraires »: one fee note a contract month."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.kinds import Code, Day, Money, Text
from cic_sheets.schema.sheets import Row, column, sheet


@sheet("Honoraires", order=8, group="Travail du contrat", aka=("Notes d'honoraires",), blank=14)
class FeeNote(Row):
    """Une note d'honoraires par mois de convention, numérotée sans trou."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro de la note (H-01, H-02…) : une suite sans trou ni répétition.",
        example="H-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    month: date | None = column(
        Day(),
        "Mois",
        "Un jour du mois de convention facturé, de préférence le premier.",
        example="01/01/2023",
        required=True,
    )
    issued_on: date | None = column(
        Day(),
        "Émise le",
        "Date de la note, au plus tôt le dernier jour du mois presté.",
        example="31/01/2023",
        required=True,
        aka=("Date d'émission",),
    )
    amount: Decimal | None = column(
        Money("EUR"),
        "Montant",
        "Montant en EUR : l'indemnité forfaitaire du mois, sans aucun frais.",
        example="480,00",
        required=True,
        aka=("Montant (EUR)",),
    )
    sent_on: date | None = column(
        Day(), "Envoyée le", "Le jour de l'envoi à Brulocalis.", example="31/01/2023"
    )
    remark: str | None = column(
        Text(), "Remarque", "Ce qu'il faut savoir de plus : mois partiel, note corrigée…"
    )
