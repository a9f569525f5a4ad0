"""« Plaidoyers »: the positions of the group, and before whom they were defended."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, LongText, Refs, Text, YesNo
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import ADVOCACY_LEVELS


def _open(row: Advocacy, _turn: Turn) -> bool:
    """Whether something is still expected of it."""
    return row.next_on is not None or not row.outcome


@sheet(
    "Plaidoyers",
    order=29,
    group="Vie du groupe",
    blank=15,
    carries=Carry("les plaidoyers qui attendent une suite", when=_open),
)
class Advocacy(Row):
    """Les positions du groupe et les instances auprès desquelles vous les avez portées."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique du plaidoyer (PD-01, PD-02…).",
        example="PD-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    day: date | None = column(
        Day(), "Date", "Le jour de la démarche.", example="20/06/2023", required=True
    )
    subject: str | None = column(
        Text(),
        "Sujet",
        "Le sujet du plaidoyer.",
        example="Un poste permanent au bureau d'action sociale",
        required=True,
    )
    position: str | None = column(
        LongText(),
        "Position du groupe",
        "Ce que le groupe demande, tel qu'il l'a validé.",
        example="Les communes demandent qu'un poste soit inscrit à leur organigramme.",
        required=True,
    )
    adopted_on: date | None = column(
        Day(),
        "Validée le",
        "Le jour où le groupe a validé cette position, avant la démarche.",
        example="17/05/2023",
    )
    in_favour: tuple[str, ...] = column(
        Refs("Communes"),
        "Communes pour",
        "Les communes qui la soutiennent, séparées par « ; ».",
        example="C01",
    )
    body: str | None = column(
        Text(), "Instance", "Auprès de qui.", example="Conseil provincial", required=True
    )
    level: str | None = column(
        Choice(ADVOCACY_LEVELS),
        "Niveau",
        "Le niveau de l'instance : commune, province, région ou national.",
        example="province",
        required=True,
    )
    outcome: str | None = column(
        LongText(),
        "Résultat",
        "Ce que l'instance a répondu ou fait.",
        example="Le conseil inscrit la question à sa session d'octobre.",
    )
    next_on: date | None = column(
        Day(), "Suite prévue le", "La date de la prochaine démarche.", example="16/10/2023"
    )
    confidential: bool | None = column(
        YesNo(), "Confidentiel", "oui : la ligne n'est jamais imprimée.", example="non"
    )
