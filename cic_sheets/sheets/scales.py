"""« Barèmes »: what the programme pays at most, or in full, for a night, a meal, a kilometre."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.kinds import Choice, Code, Day, Money, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CATEGORIES, CURRENCIES, SCALE_MODES, UNITS


@sheet(
    "Barèmes",
    order=5,
    group="Contrat et références",
    ordered=(("valid_from", "valid_to"),),
    blank=20,
)
class Scale(Row):
    """Les barèmes du programme, par catégorie, lieu et unité, avec leurs dates de validité."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique du barème (B-01, B-02…) ; les rapports le citent à chaque coupe.",
        example="B-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    category: str | None = column(
        Choice(CATEGORIES),
        "Catégorie",
        "La catégorie de dépense que le barème limite.",
        example="hébergement",
        required=True,
    )
    place: str | None = column(
        Text(),
        "Lieu",
        "Le lieu où il vaut ; vide : tout le pays. Le barème d'un lieu passe avant celui du pays.",
    )
    unit: str | None = column(
        Choice(UNITS),
        "Unité",
        "Ce que le montant paie : une nuitée, un jour, un repas, un km, un mois, un trajet.",
        example="nuitée",
        required=True,
    )
    amount: Decimal | None = column(
        Money("currency"),
        "Montant",
        "Montant pour une unité, dans la devise de la colonne voisine.",
        example="1 080,00",
        required=True,
    )
    currency: str | None = column(
        Choice(CURRENCIES),
        "Devise",
        "Devise du barème : la comparaison se fait dans cette devise.",
        example="MAD",
        required=True,
    )
    mode: str | None = column(
        Choice(SCALE_MODES),
        "Mode",
        "plafond : limite ce que prouvent les pièces ; forfait : payé jusqu'au barème, sans pièce.",
        example="plafond",
        required=True,
    )
    valid_from: date | None = column(
        Day(), "Du", "Premier jour de validité.", example="01/01/2023", required=True
    )
    valid_to: date | None = column(
        Day(),
        "Au",
        "Dernier jour de validité ; vide si aucune fin n'est fixée.",
        example="31/12/2023",
    )
    source: str | None = column(
        Text(),
        "Source",
        "Le document qui fixe ce barème, et sa page.",
        example="Barèmes du programme, page 2 (exemple)",
    )
