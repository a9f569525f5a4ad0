"""« Narratif »: the prose of the annual report; figures and tables come from the other sheets."""

from __future__ import annotations

from cic_sheets.schema.carrying import Carry
from cic_sheets.schema.kinds import Choice, LongText, Text, Whole, YesNo
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import SECTIONS, TEXT_STATUSES


@sheet(
    "Narratif",
    order=32,
    group="Vie du groupe",
    blank=30,
    carries=Carry("les sections, sans leur texte", empties=("text", "status", "not_applicable")),
)
class Passage(Row):
    """Vos textes pour le rapport annuel, section par section ; les chiffres viennent d'ailleurs."""

    section: str | None = column(
        Choice(SECTIONS),
        "Section",
        "La section du rapport où va ce texte ; plusieurs lignes peuvent aller dans la même.",
        example="Résumé",
        required=True,
    )
    title: str | None = column(
        Text(), "Titre", "Un intertitre, s'il en faut un ; sous « Activités par prestation » : M1…"
    )
    text: str | None = column(
        LongText(),
        "Texte",
        "Le texte. Ligne vide : nouveau paragraphe ; « - » en début de ligne : puce.",
        example="L'année a vu le groupe se réunir et s'accorder sur trois priorités.",
    )
    not_applicable: bool | None = column(
        YesNo(),
        "Sans objet",
        "oui si la section n'a rien à dire cette année : le rapport l'écrira ainsi.",
        example="non",
    )
    longest: int | None = column(
        Whole(least=1, most=100_000),
        "Signes max",
        "Nombre de signes au plus, espaces compris, si le modèle en impose un.",
        example="3000",
    )
    status: str | None = column(
        Choice(TEXT_STATUSES), "Statut", "Brouillon, relu ou validé.", example="relu"
    )
