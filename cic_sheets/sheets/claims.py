"""« Demandes »: the claims sent to Brulocalis, each for a period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.kinds import Code, Day, Money, Text
from cic_sheets.schema.sheets import Row, column, sheet


@sheet(
    "Demandes",
    order=14,
    group="Travail du contrat",
    aka=("Demandes de remboursement",),
    ordered=(("start", "end"),),
    blank=14,
)
class Claim(Row):
    """Les demandes de remboursement envoyées ; chacune réunit les dépenses de sa période."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la demande (DEM-01, DEM-02…).",
        example="DEM-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    sent_on: date | None = column(
        Day(),
        "Envoyée le",
        "Le jour de l'envoi ; il choisit le taux si la règle taux_methode est mois_demande.",
        example="31/01/2023",
        required=True,
    )
    start: date | None = column(
        Day(),
        "Du",
        "Premier jour de la période : les dépenses datées à partir de lui en font partie.",
        example="01/01/2023",
        required=True,
    )
    end: date | None = column(
        Day(), "Au", "Dernier jour de la période.", example="31/01/2023", required=True
    )
    asked: Decimal | None = column(
        Money("EUR"),
        "Montant demandé (EUR)",
        "La somme remboursable des dépenses de la période, telle que le rapport la donne.",
        example="83,33",
        required=True,
    )
    granted: Decimal | None = column(
        Money("EUR"),
        "Montant accordé (EUR)",
        "Ce que Brulocalis a accepté ; vide tant qu'elle n'a pas répondu.",
        example="83,33",
    )
    reason: str | None = column(
        Text(), "Motif d'écart", "Pourquoi le montant accordé n'est pas le montant demandé."
    )
