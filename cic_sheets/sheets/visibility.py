"""« Visibilité »: where the programme was represented, and what the press said of it."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.kinds import Choice, Code, Day, FileName, Text, YesNo
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import LANGUAGES, VISIBILITY_TYPES


@sheet("Visibilité", order=28, group="Vie du groupe", blank=30)
class Appearance(Row):
    """Les représentations du programme, les articles et les émissions qui en parlent."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la ligne (V-01, V-02…).",
        example="V-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    day: date | None = column(
        Day(),
        "Date",
        "Le jour de l'événement ou de la parution.",
        example="17/05/2023",
        required=True,
    )
    kind: str | None = column(
        Choice(VISIBILITY_TYPES),
        "Type",
        "Représentation, événement, article, radio, télévision, réseau social ou support.",
        example="article",
        required=True,
    )
    title: str | None = column(
        Text(),
        "Titre",
        "Le titre de l'article ou le nom de l'événement.",
        example="Les communes parlent d'action sociale",
        required=True,
    )
    outlet: str | None = column(
        Text(),
        "Média ou lieu",
        "Le journal, la chaîne ou le lieu.",
        example="Le Courrier d'Exemple",
    )
    role: str | None = column(
        Text(),
        "Rôle",
        "Ce que vous y avez fait : intervenante, organisateur, interviewée…",
        example="interviewée",
    )
    link: str | None = column(
        Text(),
        "Lien",
        "Son adresse en ligne, s'il en a une.",
        example="https://example.org/article",
    )
    copy: str | None = column(
        FileName(),
        "Copie",
        "Une copie gardée dans le dossier pieces : les liens disparaissent.",
        example="pieces/article-v-01.pdf",
    )
    language: str | None = column(
        Choice(LANGUAGES),
        "Langue",
        "La langue de l'article ou de l'intervention.",
        example="français",
    )
    agreed_on: date | None = column(
        Day(),
        "Concerté avec Brulocalis le",
        "Le jour où vous en avez parlé avec Brulocalis, avant de représenter le programme.",
        example="14/04/2023",
    )
    logos: bool | None = column(
        YesNo(),
        "Logos présents",
        "oui si les logos demandés (coopération belge, Brulocalis, communes) y figurent.",
        example="oui",
    )
    consent: bool | None = column(
        YesNo(),
        "Consentement images",
        "oui si les personnes montrées ont accepté de l'être.",
        example="oui",
    )
