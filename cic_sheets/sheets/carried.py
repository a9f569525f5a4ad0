"""« Reprise »: what the year before leaves to compare with; no sheet of the blank workbook.

`cic roll` fills it, so that nobody has to type last year again: one row for each platform of the
year that ends (its number and host, PLA-05), one for each indicator that has a baseline (its code,
baseline and the baseline's year, IND-06).  It is optional: a first year has none, and its absence
is no fault.
"""

from __future__ import annotations

from decimal import Decimal

from cic_sheets.schema.kinds import Code, Number, Ref, Whole
from cic_sheets.schema.sheets import Row, column, sheet


@sheet("Reprise", order=34, group="Vie du groupe", blank=5, optional=True)
class Carried(Row):
    """Ce que l'année précédente laisse à comparer ; remplie par « cic roll », ne la tapez pas."""

    year: int | None = column(
        Whole(least=2000, most=2099),
        "Année",
        "L'année d'où vient la ligne.",
        example="2022",
        required=True,
    )
    code: str | None = column(
        Code(),
        "Numéro",
        "Numéro de la plateforme ou code de l'indicateur, cette année-là.",
        example="I-01",
        required=True,
    )
    host: str | None = column(
        Ref("Communes"), "Commune hôte", "La commune qui a accueilli la plateforme."
    )
    baseline: Decimal | None = column(
        Number(),
        "Base",
        "La valeur de départ de l'indicateur, telle qu'elle était.",
        example="0",
    )
    baseline_year: int | None = column(
        Whole(least=2000, most=2099),
        "Année de base",
        "L'année de cette valeur de départ, telle qu'elle était.",
        example="2022",
    )
