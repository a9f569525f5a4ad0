"""« Suivi »: what has to be prepared for a platform, and what came out of it."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, FileName, Ref, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import DONE, DROPPED, FOLLOW_UP_STATUSES, FOLLOW_UP_TYPES


def _open(row: FollowUp, _turn: Turn) -> bool:
    """Whether something is still to be done."""
    return row.status not in (DONE, DROPPED)


@sheet(
    "Suivi",
    order=19,
    group="Vie du groupe",
    aka=("Suivi des plateformes",),
    blank=30,
    carries=Carry("les tâches et les décisions ni faites ni abandonnées", when=_open),
)
class FollowUp(Row):
    """La préparation des plateformes, leurs décisions et recommandations, et où elles en sont."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la ligne (S-01, S-02…).",
        example="S-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    platform: str | None = column(
        Ref("Plateformes"), "Plateforme", "Numéro de la plateforme concernée.", example="PL-01"
    )
    kind: str | None = column(
        Choice(FOLLOW_UP_TYPES),
        "Type",
        "Préparation, décision ou recommandation.",
        example="décision",
        required=True,
    )
    subject: str | None = column(
        Text(),
        "Objet",
        "Ce qui doit être fait, en une phrase.",
        example="Désigner un suppléant au point focal de chaque commune",
        required=True,
    )
    owner: str | None = column(
        Text(), "Responsable", "Qui s'en charge.", example="Chaque commune", required=True
    )
    due: date | None = column(
        Day(), "Échéance", "Le dernier jour pour le faire.", example="30/06/2023", required=True
    )
    status: str | None = column(
        Choice(FOLLOW_UP_STATUSES),
        "Statut",
        "À faire, en cours, fait ou abandonné ; ce qui reste ouvert passe à l'année suivante.",
        example="fait",
        required=True,
    )
    evidence: str | None = column(
        FileName(),
        "Preuve",
        "Fichier qui montre que c'est fait, rangé dans le dossier pieces de l'année.",
        example="pieces/suppleants.pdf",
    )
