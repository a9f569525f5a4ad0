"""« Reprise »: what the year before leaves to compare with; no sheet of the blank workbook.

`cic roll` fills it, so that nobody has to type last year again: one row for each platform of the
year that ends (its number and host, PLA-05), one for each indicator that has a baseline (its code,
baseline, the baseline's year (IND-06) and what it came to), one for each amount that is still
expected: a pending line, a claim or a fee note without payment.  Such an amount is settled on the
year that it comes from; it is never claimed again.  It is optional: a first year has none, and its
absence is no fault.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Code, Day, Money, Number, Ref, Text, Whole
from cic_sheets.schema.sheets import Row, column, sheet


def _unsettled(row: Carried, _turn: Turn) -> bool:
    """Whether money is still expected."""
    return row.amount is not None and row.settled_on is None


@sheet(
    "Reprise",
    order=34,
    group="Vie du groupe",
    blank=5,
    optional=True,
    carries=Carry("ce qui n'est pas réglé, et ce que laisse l'année qui finit", when=_unsettled),
)
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
    actual: Decimal | None = column(
        Number(), "Réalisé", "La valeur de l'indicateur à la fin de cette année-là.", example="12"
    )
    label: str | None = column(
        Text(), "Objet", "Ce qui n'était pas réglé.", example="Train Rabat – Aït Tizza"
    )
    amount: Decimal | None = column(
        Money("EUR"),
        "Montant (EUR)",
        "Ce qui reste attendu, en euros ; se règle sur l'année d'où vient la ligne.",
        example="36,32",
    )
    reason: str | None = column(
        Text(), "Motif", "Pourquoi ce n'était pas réglé.", example="accord sans réponse encore"
    )
    settled_on: date | None = column(
        Day(),
        "Réglé le",
        "Le jour où ce fut payé ou refusé ; la ligne n'est plus reprise ensuite.",
        example="15/02/2024",
    )
