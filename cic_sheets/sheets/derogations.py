"""« Dérogations »: findings that somebody has accepted, with the reason."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.kinds import Code, Day, Text
from cic_sheets.schema.sheets import Row, column, sheet


@sheet("Dérogations", order=33, group="Vie du groupe", blank=15)
class Derogation(Row):
    """Les erreurs que Brulocalis accepte, ligne par ligne : elles sont imprimées, sans bloquer."""

    code: str | None = column(
        Code(),
        "Code",
        "Le code de la règle, tel qu'il est affiché (DEP-07…).",
        example="MIS-01",
        required=True,
    )
    sheet_title: str | None = column(
        Text(),
        "Feuille",
        "La feuille de la ligne concernée.",
        example="Missions",
        required=True,
    )
    line: str | None = column(
        Code(),
        "Ligne",
        "Le numéro de la ligne (D-001…) ; son rang dans Excel si elle n'a pas de numéro.",
        example="MIS-01",
        required=True,
    )
    reason: str | None = column(
        Text(),
        "Motif",
        "Pourquoi l'erreur est acceptée ; imprimé dans le rapport.",
        example="Accord donné au téléphone, confirmé par message le lendemain",
        required=True,
    )
    granted_by: str | None = column(
        Text(),
        "Accordée par",
        "Qui l'accepte, à Brulocalis.",
        example="Camille Delvaux",
        required=True,
    )
    day: date | None = column(
        Day(), "Date", "Le jour de cette décision.", example="19/01/2023", required=True
    )
