"""« Indicateurs »: what is measured, from which base to which target, and how values add up."""

from __future__ import annotations

from decimal import Decimal

from cic_sheets.schema.carrying import Carry
from cic_sheets.schema.kinds import Choice, Code, Number, Text, Whole
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import (
    COMMUNE_AGGREGATIONS,
    DIRECTIONS,
    INDICATOR_LEVELS,
    INDICATOR_TYPES,
    TIME_AGGREGATIONS,
)


@sheet(
    "Indicateurs",
    order=24,
    group="Vie du groupe",
    blank=20,
    carries=Carry(
        "les indicateurs et leur base ; la cible de l'année est à fixer", empties=("year_target",)
    ),
)
class Indicator(Row):
    """Les indicateurs du programme : base, cibles, et comment leurs mesures s'additionnent."""

    code: str | None = column(
        Code(),
        "Code",
        "Code unique de l'indicateur (I-01, I-02…) ; gardez-le d'une année à l'autre.",
        example="I-01",
        required=True,
        identity=True,
    )
    level: str | None = column(
        Choice(INDICATOR_LEVELS),
        "Niveau",
        "output (ce qui est réalisé), outcome (l'effet), impact.",
        example="outcome",
        required=True,
    )
    label: str | None = column(
        Text(),
        "Libellé",
        "L'indicateur, tel qu'il paraîtra dans les rapports.",
        example="Personnes des publics cibles qui participent à un projet de la commune",
        required=True,
    )
    definition: str | None = column(
        Text(),
        "Définition",
        "Ce qui est compté exactement, et ce qui ne l'est pas.",
        example="Personnes inscrites à au moins une séance dans l'année",
    )
    unit: str | None = column(
        Text(), "Unité", "personnes, communes, %…", example="personnes", required=True
    )
    kind: str | None = column(
        Choice(INDICATOR_TYPES),
        "Type",
        "nombre, taux (numérateur et dénominateur), oui/non ou échelle.",
        example="nombre",
        required=True,
    )
    direction: str | None = column(
        Choice(DIRECTIONS),
        "Sens",
        "hausse si plus vaut mieux, baisse si moins vaut mieux.",
        example="hausse",
        required=True,
    )
    baseline: Decimal | None = column(
        Number(),
        "Base",
        "La valeur de départ ; elle ne change plus d'une année à l'autre.",
        example="0",
        aka=("Valeur de base",),
    )
    baseline_year: int | None = column(
        Whole(least=2000, most=2099),
        "Année de base",
        "L'année de la valeur de départ.",
        example="2022",
    )
    year_target: Decimal | None = column(
        Number(), "Cible annuelle", "La valeur visée cette année.", example="40"
    )
    final_target: Decimal | None = column(
        Number(), "Cible finale", "La valeur visée à la fin du programme.", example="160"
    )
    over_communes: str | None = column(
        Choice(COMMUNE_AGGREGATIONS),
        "Agrégation communes",
        "Comment réunir les communes : somme pour des personnes, moyenne pondérée pour un taux…",
        example="somme",
        required=True,
    )
    over_time: str | None = column(
        Choice(TIME_AGGREGATIONS),
        "Agrégation temps",
        "Comment réunir les mesures d'une année : somme, dernière valeur ou maximum.",
        example="dernier",
        required=True,
    )
    verification: str | None = column(
        Text(),
        "Source de vérification",
        "Le document où la valeur peut être vérifiée.",
        example="Registre du bureau d'action sociale",
    )
