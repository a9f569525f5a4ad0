"""« Leçons »: difficulties, risks, lessons and good practice of the year."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, LongText, Ref, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import LESSON_STATUSES, LESSON_TYPES, ONGOING, OPEN, PRESTATIONS


def _open(row: Lesson, _turn: Turn) -> bool:
    """Whether it is not closed."""
    return row.status in (OPEN, ONGOING)


@sheet(
    "Leçons",
    order=31,
    group="Vie du groupe",
    blank=20,
    carries=Carry("les difficultés et les risques ouverts", when=_open),
)
class Lesson(Row):
    """Les difficultés, les risques, les leçons et les bonnes pratiques de l'année."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la ligne (L-01, L-02…).",
        example="L-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    day: date | None = column(
        Day(), "Date", "Le jour où vous l'avez noté.", example="30/06/2023", required=True
    )
    kind: str | None = column(
        Choice(LESSON_TYPES),
        "Type",
        "Difficulté, risque, leçon ou bonne pratique.",
        example="leçon",
        required=True,
    )
    prestation: str | None = column(
        Choice(PRESTATIONS),
        "Prestation",
        "Celle des huit prestations (M1 à M8) qu'elle concerne, s'il y en a une.",
        example="M4",
    )
    commune: str | None = column(
        Ref("Communes"), "Commune", "La commune concernée, s'il y en a une.", example="C01"
    )
    description: str | None = column(
        LongText(),
        "Description",
        "Ce qui s'est passé et ce qu'on en retient.",
        example="Convoquer un mois avant permet aux élus de venir.",
        required=True,
    )
    measure: str | None = column(
        Text(),
        "Mesure",
        "Ce qui est fait pour y répondre.",
        example="Convoquer désormais un mois avant",
    )
    owner: str | None = column(Text(), "Responsable", "Qui s'en charge.", example="Coordination")
    status: str | None = column(
        Choice(LESSON_STATUSES), "Statut", "Ouvert, en cours ou clos.", example="clos"
    )
