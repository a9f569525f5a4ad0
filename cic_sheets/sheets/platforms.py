"""« Plateformes »: the yearly meetings of all communes."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry
from cic_sheets.schema.kinds import Code, Day, FileName, LongText, Ref, Refs, Text
from cic_sheets.schema.sheets import Row, column, sheet


@sheet(
    "Plateformes",
    order=18,
    group="Vie du groupe",
    blank=6,
    carries=Carry("les plateformes dont l'activité est reprise", follows="activity"),
)
class Platform(Row):
    """Les rencontres annuelles des communes : convocation, procès-verbal, bilan."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la plateforme (PL-01…).",
        example="PL-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    activity: str | None = column(
        Ref("Activités"),
        "Activité",
        "Numéro de l'activité collective qu'elle est : dates, participants et budget y sont.",
        example="A-01",
        required=True,
    )
    host: str | None = column(
        Ref("Communes"),
        "Commune hôte",
        "La commune qui accueille ; de préférence pas celle de l'an dernier.",
        example="C01",
        required=True,
    )
    theme: str | None = column(
        Text(), "Thème", "Le thème de la rencontre.", example="Le bureau d'action sociale"
    )
    called_on: date | None = column(
        Day(),
        "Convoquée le",
        "Le jour où la convocation est partie ; la règle délai_convocation fixe le délai.",
        example="17/04/2023",
    )
    minutes_sent_on: date | None = column(
        Day(),
        "PV diffusé le",
        "Le jour où le procès-verbal a été envoyé aux communes ; la règle délai_pv fixe le délai.",
        example="31/05/2023",
    )
    minutes: str | None = column(
        FileName(),
        "PV",
        "Fichier du procès-verbal, rangé dans le dossier pieces de l'année.",
        example="pieces/pv-pl-01.pdf",
        aka=("Procès-verbal",),
    )
    excused: tuple[str, ...] = column(
        Refs("Communes"),
        "Communes excusées",
        "Les communes absentes qui se sont excusées, séparées par « ; ».",
    )
    summary: str | None = column(
        LongText(),
        "Bilan",
        "Ce que la rencontre a apporté, pour le rapport narratif.",
        example="Une rencontre utile : les communes ont comparé leurs premiers diagnostics.",
    )
