"""« Missions »: journeys away from home, with when, where, how and why."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import (
    Choice,
    Code,
    FileName,
    LongText,
    Moment,
    Number,
    Ref,
    Refs,
    Text,
    Whole,
)
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import PRESTATIONS, TRANSPORTS


def _to_come(row: Mission, turn: Turn) -> bool:
    """Whether it starts afterwards."""
    return row.departure is not None and row.departure.date() > turn.last


@sheet(
    "Missions",
    order=9,
    group="Travail du contrat",
    ordered=(("departure", "back"),),
    blank=40,
    carries=Carry("les missions prévues après la fin de l'année", when=_to_come),
)
class Mission(Row):
    """Vos déplacements hors de votre domicile ; chaque frais de mission renvoie à l'un d'eux."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la mission (MIS-01, MIS-02…) ; ne le changez plus une fois donné.",
        example="MIS-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    subject: str | None = column(
        Text(),
        "Objet",
        "Le but de la mission en une phrase.",
        example="Visite de la commune d'Aït Tizza et de son bureau d'action sociale",
        required=True,
    )
    prestation: str | None = column(
        Choice(PRESTATIONS),
        "Prestation",
        "Celle des huit prestations de l'annonce (M1 à M8) que la mission sert d'abord.",
        example="M5",
        required=True,
    )
    activity: str | None = column(
        Ref("Activités"),
        "Activité",
        "Numéro de l'activité collective pour laquelle vous vous déplacez, s'il y en a une.",
    )
    departure: datetime | None = column(
        Moment(),
        "Départ",
        "Date et heure du départ de chez vous : elles donnent les nuitées et les repas possibles.",
        example="17/01/2023 07:00",
        required=True,
    )
    back: datetime | None = column(
        Moment(),
        "Retour",
        "Date et heure du retour chez vous.",
        example="18/01/2023 19:30",
        required=True,
    )
    start_town: str | None = column(
        Text(), "Ville de départ", "D'où vous partez.", example="Rabat", required=True
    )
    place: str | None = column(
        Text(),
        "Lieu",
        "La ville ou commune où vous allez ; si c'est celle de votre domicile, rien n'est "
        "remboursé. Sert aussi à choisir le barème.",
        example="Aït Tizza",
        required=True,
    )
    communes: tuple[str, ...] = column(
        Refs("Communes"),
        "Communes",
        "Codes ou noms des communes rencontrées, séparés par « ; ».",
        example="C01",
    )
    transport: str | None = column(
        Choice(TRANSPORTS),
        "Transport",
        "Le moyen de transport principal.",
        example="voiture personnelle",
    )
    km: Decimal | None = column(
        Number(least=0, most=10_000, places=1),
        "Km",
        "Distance aller et retour en voiture personnelle ; vide pour les autres transports.",
        example="1 240",
        aka=("Kilomètres",),
    )
    fiscal_power: int | None = column(
        Whole(least=1, most=60),
        "Puissance fiscale",
        "En chevaux fiscaux ; obligatoire dès que des kilomètres sont demandés.",
        example="8",
    )
    plate: str | None = column(
        Code(),
        "Immatriculation",
        "Plaque de la voiture ; obligatoire dès que des kilomètres sont demandés.",
        example="12345-A-6",
    )
    nights_offered: int | None = column(
        Whole(least=0, most=366),
        "Nuitées offertes",
        "Nuits logées par d'autres (commune, hôte) : elles ne se demandent pas.",
        example="0",
    )
    meals_offered: int | None = column(
        Whole(least=0, most=800),
        "Repas offerts",
        "Déjeuners et dîners offerts par d'autres : ils ne se demandent pas.",
        example="1",
    )
    approval: str | None = column(
        Ref("Accords"),
        "Accord",
        "Numéro de la validation préalable de Brulocalis qui couvre cette mission.",
        example="VAL-01",
    )
    report: str | None = column(
        FileName(),
        "Compte rendu",
        "Fichier du compte rendu, rangé dans le dossier pieces de l'année.",
        example="pieces/cr-mis-01.pdf",
    )
    results: str | None = column(
        LongText(),
        "Résultats",
        "Ce que la mission a donné, pour le rapport narratif. Ligne vide : nouveau paragraphe ; "
        "« - » : puce.",
        example="Le bureau d'action sociale a désigné sa responsable.",
    )
