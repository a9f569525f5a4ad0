"""« Activités »: what the communes do together, planned and held."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Choices, Code, Day, FileName, LongText, Ref, Refs, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import (
    ACTIVITY_STATUSES,
    ACTIVITY_TYPES,
    AUDIENCES,
    CANCELLED,
    HELD,
    PRESTATIONS,
)


def _planned(row: Activity, _turn: Turn) -> bool:
    """Whether it is still to be held."""
    return row.status not in (HELD, CANCELLED) and row.held_from is None


@sheet(
    "Activités",
    order=15,
    group="Vie du groupe",
    aka=("Activités collectives",),
    ordered=(("planned_from", "planned_to"), ("held_from", "held_to")),
    blank=30,
    carries=Carry("les activités ni réalisées ni annulées", when=_planned),
)
class Activity(Row):
    """Les activités collectives : prévues, réalisées, reportées ou annulées, et leurs résultats."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de l'activité (A-01, A-02…) ; les autres feuilles s'y réfèrent.",
        example="A-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    title: str | None = column(
        Text(),
        "Intitulé",
        "Le nom de l'activité, tel qu'il paraîtra dans les rapports.",
        example="Plateforme annuelle des communes",
        required=True,
    )
    kind: str | None = column(
        Choice(ACTIVITY_TYPES),
        "Type",
        "Formation, visite, atelier, chantier, échange, étude ou plateforme.",
        example="plateforme",
        required=True,
    )
    prestation: str | None = column(
        Choice(PRESTATIONS),
        "Prestation",
        "Celle des huit prestations de l'annonce (M1 à M8) dont elle relève.",
        example="M4",
        required=True,
    )
    asked_by: tuple[str, ...] = column(
        Refs("Communes"),
        "Demandée par",
        "Les communes qui l'ont demandée, séparées par « ; ».",
        example="C01",
    )
    indicators: tuple[str, ...] = column(
        Refs("Indicateurs"),
        "Indicateurs",
        "Codes des indicateurs auxquels elle contribue, séparés par « ; ».",
        example="I-01",
    )
    audiences: tuple[str, ...] = column(
        Choices(AUDIENCES),
        "Publics",
        "Publics cibles visés, séparés par « ; ».",
        example="femmes ; jeunes",
        aka=("Publics cibles",),
    )
    planned_from: date | None = column(
        Day(), "Prévue du", "Premier jour prévu.", example="16/05/2023"
    )
    planned_to: date | None = column(
        Day(), "Prévue au", "Dernier jour prévu.", example="17/05/2023"
    )
    held_from: date | None = column(
        Day(),
        "Réalisée du",
        "Premier jour réel ; obligatoire quand l'activité est réalisée.",
        example="16/05/2023",
    )
    held_to: date | None = column(
        Day(),
        "Réalisée au",
        "Dernier jour réel ; obligatoire quand l'activité est réalisée.",
        example="17/05/2023",
    )
    place: str | None = column(
        Text(), "Lieu", "La salle et la ville.", example="Maison des associations, Aït Tizza"
    )
    host: str | None = column(
        Ref("Communes"), "Commune hôte", "La commune qui accueille.", example="C01"
    )
    communes: tuple[str, ...] = column(
        Refs("Communes"),
        "Communes participantes",
        "Les communes présentes, séparées par « ; » ; une activité collective en réunit au moins "
        "deux.",
        example="C01",
    )
    status: str | None = column(
        Choice(ACTIVITY_STATUSES),
        "Statut",
        "Proposée, planifiée, réalisée, reportée ou annulée.",
        example="réalisée",
        required=True,
    )
    reason: str | None = column(
        Text(), "Motif", "Pourquoi elle est reportée ou annulée ; obligatoire dans ces deux cas."
    )
    objective: str | None = column(
        LongText(),
        "Objectif",
        "Ce que l'activité doit apporter. Ligne vide : nouveau paragraphe ; « - » : puce.",
        example="Faire le point de l'année et fixer ensemble les priorités de la suivante.",
    )
    results: str | None = column(
        LongText(),
        "Résultats",
        "Ce qu'elle a donné ; obligatoire quand elle est réalisée.",
        example="Les communes ont adopté trois priorités communes.",
    )
    difficulties: str | None = column(
        LongText(),
        "Difficultés",
        "Ce qui n'a pas marché, et pourquoi.",
        example="Deux points focaux avaient changé dans l'année.",
    )
    next_steps: str | None = column(
        LongText(),
        "Suites",
        "Ce qui vient après, et qui s'en charge.",
        example="Chaque commune désigne un suppléant au point focal.",
    )
    report: str | None = column(
        FileName(),
        "Rapport",
        "Fichier du rapport, rangé dans le dossier pieces de l'année.",
        example="pieces/rapport-a-01.pdf",
    )
    attendance: str | None = column(
        FileName(),
        "Liste de présence",
        "Fichier de la liste signée ; il n'est jamais joint aux rapports sans votre demande.",
        example="pieces/presence-a-01.pdf",
    )
