"""« Barèmes »: what the programme pays at most, or in full, for a night, a meal, a kilometre."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, Money, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CATEGORIES, CURRENCIES, SCALE_MODES, UNITS


def _in_force(row: Scale, turn: Turn) -> bool:
    """Whether it applied on the year's last day."""
    began = row.valid_from is None or row.valid_from <= turn.last
    return (began and (row.valid_to is None or row.valid_to >= turn.last)) or (
        row.valid_from is not None and row.valid_from > turn.last
    )


def _still(row: Scale, turn: Turn) -> Mapping[str, Any]:
    """One that ends with the year stays until another takes its place: no line goes unlimited."""
    ends = row.valid_to is not None and row.valid_to <= turn.last
    return {"valid_to": None} if ends else {}


@sheet(
    "Barèmes",
    order=5,
    group="Contrat et références",
    ordered=(("valid_from", "valid_to"),),
    blank=20,
    carries=Carry(
        "les barèmes en vigueur au dernier jour, sans leur date de fin si elle est atteinte",
        when=_in_force,
        changes=_still,
    ),
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
