"""« Candidatures »: what was asked of a funder, and what came of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, Money, Ref, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import AWAITED, CURRENCIES, RESULTS


def _open(row: Application, _turn: Turn) -> bool:
    """Whether nobody has answered."""
    return row.result in (None, AWAITED)


@sheet(
    "Candidatures",
    order=27,
    group="Vie du groupe",
    blank=20,
    carries=Carry("les candidatures sans résultat", when=_open),
)
class Application(Row):
    """Les candidatures déposées auprès des bailleurs, et leur issue."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la candidature (CA-01, CA-02…).",
        example="CA-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    funding: str | None = column(
        Ref("Financements"),
        "Financement",
        "Numéro du dispositif, dans « Financements ».",
        example="F-01",
        required=True,
    )
    commune: str | None = column(
        Ref("Communes"), "Commune", "La commune concernée.", example="C01", required=True
    )
    holder: str | None = column(
        Text(),
        "Porteur",
        "Qui demande : la commune, une association…",
        example="Association Tizza Jeunesse",
    )
    filed_on: date | None = column(Day(), "Déposée le", "Le jour du dépôt.", example="31/05/2023")
    asked: Decimal | None = column(
        Money("currency"),
        "Montant demandé",
        "Le montant demandé au bailleur.",
        example="30 000,00",
    )
    obtained: Decimal | None = column(
        Money("currency"),
        "Montant obtenu",
        "Le montant accordé ; vide tant qu'on l'ignore.",
        example="30 000,00",
    )
    currency: str | None = column(
        Choice(CURRENCIES), "Devise", "La devise des deux montants.", example="EUR"
    )
    result: str | None = column(
        Choice(RESULTS),
        "Résultat",
        "En attente, obtenu, obtenu en partie, refusé ou retiré.",
        example="obtenu",
    )
