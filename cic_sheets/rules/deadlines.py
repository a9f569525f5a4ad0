"""ECE-*, LIV-*: what is due, from everybody and from each commune."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.reconcile.year import Year
from cic_sheets.schema.findings import Severity
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.deadlines import Deadline
from cic_sheets.sheets.deliverables import Deliverable

_STEERING = "Annonce, « Missions/prestations » : appui au pilotage local du programme"


@rule(
    "ECE-01",
    Severity.A,
    each=Deadline,
    says="date limite du {day} passée, sans « Fait le »",
    fix="Inscrivez le jour où c'était fait ; sinon, faites-le ou fixez une nouvelle date.",
    source=_STEERING,
)
def deadline_overdue(row: Deadline, year: Year) -> Iterator[Hit]:
    """Le rapport montre les échéances tenues ; une date sans réponse se lit comme un retard.

    Vu le 30/06/2023
    | Échéances | N°   | Date limite        | Fait le    |
    |           | EC-1 | 29/06/2023         | 30/06/2023 |
    |           | EC-2 | 29/06/2023 !ECE-01 |            |
    |           | EC-3 | 30/06/2023         |            |
    |           | EC-4 | 29/06/2023         | bientôt    |
    """
    is_late = row.due is not None and row.due < year.as_of and row.done_on is None
    if is_late and row.sound("done_on"):
        yield hit(row, "due", day=row.due)


@rule(
    "LIV-01",
    Severity.A,
    each=Deliverable,
    says="{kind} de {commune} attendu le {day}, pas reçu",
    fix="Relancez la commune ; à la réception, inscrivez la date dans « Reçu le ».",
    source=_STEERING,
)
def deliverable_overdue(row: Deliverable, year: Year) -> Iterator[Hit]:
    """Les rapports et indicateurs des communes nourrissent celui du programme.

    Vu le 30/06/2023
    | Communes  | Code | Commune      | Alias | الجماعة |
    |           | C01  | Aït Tizza    |       |         |
    | Livrables | Commune | Livrable         | Attendu le         | Reçu le    | Validé le |
    |           | C01     | rapport narratif | 29/06/2023         | 30/06/2023 |           |
    |           | C01     | indicateurs      | 29/06/2023 !LIV-01 |            |           |
    |           | C01     | justificatifs    | 30/06/2023         |            |           |
    """
    if row.due is None or row.due >= year.as_of or row.received_on is not None:
        return
    if row.sound("received_on") and row.commune is not None and row.kind is not None:
        commune = year.book.find(Commune, row.commune)
        name = (commune.name if commune else None) or row.commune
        yield hit(row, "due", kind=row.kind, commune=name, day=row.due)
