"""« Échanges »: information and knowledge shared with the communes."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.kinds import Choice, Choices, Code, Day, FileName, LongText, Refs, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import EXCHANGE_TYPES, LANGUAGES


@sheet("Échanges", order=20, group="Vie du groupe", blank=40)
class Exchange(Row):
    """Ce que les communes ont reçu et partagé : notes, fiches, webinaires, documents."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de l'échange (E-01, E-02…).",
        example="E-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    day: date | None = column(
        Day(), "Date", "Le jour de l'envoi ou de la rencontre.", example="22/03/2023", required=True
    )
    theme: str | None = column(
        Text(),
        "Thème",
        "Le thème d'action sociale ou du programme.",
        example="Participation citoyenne",
        required=True,
    )
    kind: str | None = column(
        Choice(EXCHANGE_TYPES),
        "Type",
        "Note, fiche pratique, webinaire, message, lettre, visite ou document.",
        example="fiche pratique",
        required=True,
    )
    title: str | None = column(
        Text(),
        "Titre",
        "Le titre du document ou de la rencontre.",
        example="Réunir un conseil de quartier en cinq étapes",
        required=True,
    )
    issuer: str | None = column(
        Text(), "Émetteur", "Qui l'a écrit ou organisé.", example="Coordination"
    )
    communes: tuple[str, ...] = column(
        Refs("Communes"),
        "Communes",
        "Les communes qui l'ont reçu, séparées par « ; ».",
        example="C01",
        required=True,
    )
    languages: tuple[str, ...] = column(
        Choices(LANGUAGES),
        "Langues",
        "Les langues du document, séparées par « ; » ; de préférence le français et l'arabe.",
        example="français ; arabe",
    )
    document: str | None = column(
        FileName(),
        "Document",
        "Le fichier partagé, rangé dans le dossier pieces de l'année.",
        example="pieces/fiche-conseil-de-quartier.pdf",
    )
    link: str | None = column(
        Text(), "Lien", "Son adresse en ligne, s'il en a une.", example="https://example.org/fiche"
    )
    feedback: str | None = column(
        LongText(),
        "Retours",
        "Ce que les communes en ont dit ou fait.",
        example="La commune d'Aït Tizza l'a utilisée en avril.",
    )
