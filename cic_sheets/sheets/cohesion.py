"""« Cohésion »: contacts with each commune, the needs it spoke of, the answers."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, Ref, Text, YesNo
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import LIAISON_TYPES


def _open(row: Liaison, _turn: Turn) -> bool:
    """Whether a need waits for its answer."""
    return bool(row.need) and row.answered_on is None


@sheet(
    "Cohésion",
    order=21,
    group="Vie du groupe",
    blank=80,
    carries=Carry("les besoins sans réponse", when=_open),
)
class Liaison(Row):
    """Vos contacts avec chaque commune, les besoins qu'elle exprime et les réponses données."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique du contact (CO-01, CO-02…).",
        example="CO-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    day: date | None = column(
        Day(), "Date", "Le jour du contact.", example="17/01/2023", required=True
    )
    commune: str | None = column(
        Ref("Communes"),
        "Commune",
        "La commune, par son code ou son nom.",
        example="C01",
        required=True,
    )
    kind: str | None = column(
        Choice(LIAISON_TYPES),
        "Type",
        "Visite, appel, réunion ou médiation.",
        example="visite",
        required=True,
        aka=("Type de contact",),
    )
    subject: str | None = column(
        Text(),
        "Sujet",
        "De quoi il a été question.",
        example="Mise en place du bureau d'action sociale",
        required=True,
    )
    need: str | None = column(
        Text(),
        "Besoin exprimé",
        "Ce que la commune demande, s'il y a une demande.",
        example="Un modèle de fiche d'accueil",
    )
    answer: str | None = column(
        Text(), "Réponse", "Ce qui lui a été répondu ou fourni.", example="Modèle envoyé"
    )
    answered_on: date | None = column(
        Day(),
        "Répondu le",
        "Le jour de la réponse ; vide tant que le besoin reste ouvert.",
        example="27/01/2023",
    )
    confidential: bool | None = column(
        YesNo(),
        "Confidentiel",
        "oui : le contact compte, mais son contenu n'est jamais imprimé.",
        example="non",
    )
