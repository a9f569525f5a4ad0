"""« Évaluations »: the yearly marks given by the communes and by Brulocalis."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.kinds import Choice, Day, LongText, Ref, Text, Whole, YesNo
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CRITERIA


@sheet("Évaluations", order=30, group="Vie du groupe", blank=100)
class Evaluation(Row):
    """L'évaluation annuelle de votre travail par les communes et par Brulocalis."""

    evaluator: str | None = column(
        Text(),
        "Évaluateur",
        "Qui évalue : une commune ou Brulocalis, sans nom de personne.",
        example="Commune d'Aït Tizza",
        required=True,
    )
    commune: str | None = column(
        Ref("Communes"), "Commune", "La commune qui évalue ; vide pour Brulocalis.", example="C01"
    )
    criterion: str | None = column(
        Choice(CRITERIA),
        "Critère",
        "Ce qui est évalué.",
        example="animation du groupe",
        required=True,
    )
    mark: int | None = column(
        Whole(least=1, most=5),
        "Note (1-5)",
        "De 1 (insuffisant) à 5 (excellent) ; vide si l'évaluateur n'a pas répondu.",
        example="4",
    )
    comment: str | None = column(
        LongText(),
        "Commentaire",
        "Ce que l'évaluateur ajoute.",
        example="Une coordination à l'écoute ; davantage de visites seraient utiles.",
    )
    day: date | None = column(
        Day(), "Date", "Le jour de la réponse.", example="15/12/2023", required=True
    )
    confidential: bool | None = column(
        YesNo(),
        "Confidentiel",
        "oui : la note compte dans les moyennes, sans nom ni commentaire imprimés.",
        example="non",
    )
