"""« Échéances »: what is due, when, by whom."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Code, Day, FileName, Refs, Text
from cic_sheets.schema.sheets import Row, column, sheet


def _open(row: Deadline, _turn: Turn) -> bool:
    """Whether it is still to be met."""
    return row.done_on is None


@sheet(
    "Échéances",
    order=22,
    group="Vie du groupe",
    blank=40,
    carries=Carry("les échéances qui ne sont pas faites", when=_open),
)
class Deadline(Row):
    """Les dates limites de l'année et leurs rappels ; elles vont aussi dans votre agenda."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de l'échéance (EC-01, EC-02…).",
        example="EC-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    subject: str | None = column(
        Text(),
        "Objet",
        "Ce qui doit être fait ou remis.",
        example="Rapport annuel à Brulocalis",
        required=True,
    )
    due: date | None = column(
        Day(), "Date limite", "Le dernier jour.", example="31/01/2024", required=True
    )
    reminders: str | None = column(
        Text(),
        "Rappels (jours)",
        "Combien de jours avant faire un rappel, séparés par « ; ».",
        example="30;15;3",
        aka=("Rappels",),
    )
    owner: str | None = column(
        Text(), "Responsable", "Qui s'en charge.", example="Coordination", required=True
    )
    communes: tuple[str, ...] = column(
        Refs("Communes"),
        "Communes",
        "Les communes concernées, séparées par « ; » ; vide : toutes ou aucune en particulier.",
        example="C01",
    )
    basis: str | None = column(
        Text(),
        "Base",
        "Le document ou la clause qui fixe cette date.",
        example="Annonce, « Conditions proposées »",
    )
    done_on: date | None = column(
        Day(), "Fait le", "Le jour où c'est fait ; vide tant que ce ne l'est pas."
    )
    evidence: str | None = column(
        FileName(),
        "Preuve",
        "Fichier qui le montre (accusé de réception, message), dans le dossier pieces.",
    )
