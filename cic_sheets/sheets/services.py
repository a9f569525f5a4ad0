"""« Prestations »: what was done, day by day; the detail of fee notes and of the narrative."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.kinds import (
    Choice,
    Code,
    Day,
    FileName,
    LongText,
    Number,
    Ref,
    Refs,
    YesNo,
)
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import PRESTATIONS


@sheet("Prestations", order=7, group="Travail du contrat", blank=250)
class Service(Row):
    """Votre travail au jour le jour ; il détaille les notes d'honoraires et le rapport narratif."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la ligne (P-01, P-02…) ; ne le changez plus une fois donné.",
        example="P-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    day: date | None = column(
        Day(), "Date", "Le jour de la prestation.", example="17/01/2023", required=True
    )
    prestation: str | None = column(
        Choice(PRESTATIONS),
        "Prestation",
        "Celle des huit prestations de l'annonce (M1 à M8) que ce travail sert.",
        example="M5",
        required=True,
    )
    description: str | None = column(
        LongText(),
        "Description",
        "Ce que vous avez fait, en une ou deux phrases ; elles sont reprises telles quelles dans "
        "la note d'honoraires.",
        example="Visite à Aït Tizza : rencontre du point focal et du bureau d'action sociale.",
        required=True,
    )
    hours: Decimal | None = column(
        Number(least=0, most=24, places=2),
        "Durée (h)",
        "Nombre d'heures (6,5 pour six heures et demie) ; sert à montrer le temps presté.",
        example="6,5",
        aka=("Durée",),
    )
    communes: tuple[str, ...] = column(
        Refs("Communes"),
        "Communes",
        "Codes ou noms des communes concernées, séparés par « ; ».",
        example="C01",
    )
    activity: str | None = column(
        Ref("Activités"),
        "Activité",
        "Numéro de l'activité collective que ce travail prépare ou suit.",
    )
    mission: str | None = column(
        Ref("Missions"),
        "Mission",
        "Numéro de la mission pendant laquelle il a eu lieu.",
        example="MIS-01",
    )
    deliverable: str | None = column(
        FileName(),
        "Livrable",
        "Fichier produit, rangé dans le dossier pieces de l'année.",
        example="pieces/note-ait-tizza.pdf",
    )
    confidential: bool | None = column(
        YesNo(),
        "Confidentiel",
        "oui : la ligne compte dans les heures mais son texte n'est jamais imprimé.",
        example="non",
    )
