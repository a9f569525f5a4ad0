"""« Contacts »: the people who decide, answer and receive."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Code, Day, Ref, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import LANGUAGES


def _in_office(row: Contact, turn: Turn) -> bool:
    """Whether that person still holds the office."""
    return row.until is None or row.until > turn.last


@sheet(
    "Contacts",
    order=4,
    group="Contrat et références",
    ordered=(("since", "until"),),
    blank=30,
    carries=Carry("les personnes encore en fonction", when=_in_office, along=True),
)
class Contact(Row):
    """Les personnes avec qui vous travaillez ; « Accords » dit laquelle a validé une dépense."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique du contact (CT-01, CT-02…) ; ne le changez plus une fois donné.",
        example="CT-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    name: str | None = column(
        Text(), "Nom", "Prénom et nom.", example="Camille Delvaux", required=True
    )
    role: str | None = column(
        Text(),
        "Fonction",
        "Sa fonction dans l'institution.",
        example="Responsable du programme Maroc",
    )
    institution: str | None = column(
        Text(),
        "Institution",
        "Brulocalis, une commune, un ministère, une association…",
        example="Brulocalis",
        required=True,
    )
    commune: str | None = column(
        Ref("Communes"),
        "Commune",
        "Code ou nom de sa commune, si c'est quelqu'un d'une commune du groupe.",
    )
    mail: str | None = column(
        Text(), "Courriel", "Adresse électronique.", example="camille@example.org"
    )
    phone: str | None = column(
        Code(leading_zeros=True),
        "Téléphone",
        "Numéro tapé comme un texte, pour que le zéro ou le + de tête ne se perde pas.",
        example="+32 2 000 00 01",
    )
    language: str | None = column(
        Choice(LANGUAGES), "Langue", "Langue dans laquelle lui écrire.", example="français"
    )
    since: date | None = column(
        Day(),
        "Du",
        "Premier jour dans cette fonction, si vous le connaissez.",
        example="01/01/2023",
    )
    until: date | None = column(
        Day(), "Au", "Dernier jour dans cette fonction ; vide tant que la personne y est."
    )
