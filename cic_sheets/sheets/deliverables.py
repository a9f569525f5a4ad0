"""« Livrables »: what each commune hands in, one row per commune and deliverable."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Day, FileName, Ref
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import DELIVERABLES


def _open(row: Deliverable, _turn: Turn) -> bool:
    """Whether it is awaited, or awaits its acceptance."""
    return row.received_on is None or row.accepted_on is None


@sheet(
    "Livrables",
    order=23,
    group="Vie du groupe",
    blank=70,
    carries=Carry("les livrables attendus ou pas encore validés", when=_open),
)
class Deliverable(Row):
    """Ce que chaque commune doit remettre : attendu, reçu, validé."""

    commune: str | None = column(
        Ref("Communes"),
        "Commune",
        "La commune, par son code ou son nom.",
        example="C01",
        required=True,
    )
    kind: str | None = column(
        Choice(DELIVERABLES),
        "Livrable",
        "Ce qui est attendu de la commune.",
        example="plan d'action annuel",
        required=True,
    )
    due: date | None = column(
        Day(),
        "Attendu le",
        "Le dernier jour pour le remettre.",
        example="31/03/2023",
        required=True,
    )
    received_on: date | None = column(
        Day(), "Reçu le", "Le jour où vous l'avez reçu.", example="28/03/2023"
    )
    accepted_on: date | None = column(
        Day(), "Validé le", "Le jour où il a été trouvé complet.", example="31/03/2023"
    )
    document: str | None = column(
        FileName(),
        "Document",
        "Le fichier reçu, rangé dans le dossier pieces de l'année.",
        example="pieces/plan-c01.pdf",
    )
