"""What a year waits for, from whom and since when."""

# ruff: noqa: E501 - a drawn table is as wide as its sheet

from __future__ import annotations

import pytest

from cic_sheets.report.status import Status, status_of
from tests.drawing import draw

EMPTY = """
    | Communes    | Code | Commune   | الجماعة | Alias |
    |             | C01  | Aït Tizza |         |       |
    | Livrables   | Commune | Livrable | Attendu le |
    | Suivi       | N° | Statut |
    | Cohésion    | N° | Besoin exprimé |
    | Échéances   | N° | Date limite |
    | Indicateurs | Code |
    | Mesures     | Indicateur | Commune |
    | Évaluations | Évaluateur | Note (1-5) |
    | Accords     | N° | Demandé le |
    | Demandes    | N° | Envoyée le |
    | Paiements   | N° | Date |
    | Honoraires  | N° | Émise le |
    | Dépenses    | N° |
    | Plateformes | N° |
    | Activités   | N° |
"""


def status(year: str, seen: str = "30/06/2023") -> Status:
    titles = {line.split("|")[1].strip() for line in year.splitlines() if "|" in line}
    kept: list[str] = []
    title = ""
    for line in filter(str.strip, EMPTY.splitlines()):
        title = line.split("|")[1].strip() or title
        kept += [line] if title not in titles else []
    opened = draw("\n".join((f"Vu le {seen}", *kept, year))).opened()
    return status_of(opened.year, opened.findings)


def waits(year: str, deliverable: str, seen: str = "30/06/2023") -> list[str]:
    """`client Brulocalis claim DEM-01 2023-05-02`, sections without text and months left out."""
    (one,) = (one for one in status(year, seen).deliverables if one.name == deliverable)
    return [
        " ".join(map(str, filter(None, (w.who, w.name, w.what, *w.items, w.since))))
        for w in one.waits
        if w.what not in ("sections", "months")
    ]


def test_narrative__waits_for_each_commune_and_for_the_client() -> None:
    assert waits("""
        | Livrables | Commune | Livrable         | Attendu le | Reçu le |
        |           | C01     | rapport narratif | 31/05/2023 |         |
        |           | C01     | indicateurs      | 30/06/2023 |         |
        | Évaluations | Évaluateur | Commune | Note (1-5) | Date       |
        |             | Commune    | C01     | 4          | 01/06/2023 |
    """, "narrative") == [
        "client Brulocalis evaluation",
        "commune Aït Tizza deliverable rapport narratif indicateurs 2023-05-31",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "waits_for_it"),
    [("", True), ("en attente", True), ("validé", False), ("refusé", False), ("peut-être", False)],
)
def test_financial__waits_for_the_answer_to_a_request(decision: str, waits_for_it: bool) -> None:
    found = waits(
        f"""
        | Accords | N°     | Demandé le | Décision   |
        |         | VAL-01 | 02/05/2023 | {decision} |
        |         | VAL-02 | 02/07/2023 |            |
        """,
        "financial",
    )
    assert found == (["client Brulocalis approval VAL-01 2023-05-02"] if waits_for_it else [])


def test_financial__waits_for_the_payment_of_a_claim() -> None:
    assert waits("""
        | Demandes  | N°     | Envoyée le | Montant accordé (EUR) |
        |           | DEM-01 | 02/03/2023 | 200                   |
        |           | DEM-02 | 02/05/2023 |                       |
        |           | DEM-03 | 05/05/2023 |                       |
        |           | DEM-04 | 05/05/2023 | 0                     |
        |           | DEM-05 | 01/07/2023 |                       |
        | Paiements | N°     | Date       | Type           | Demande |
        |           | PAI-01 | 10/04/2023 | remboursement  | DEM-01  |
        |           | PAI-02 | 10/07/2023 | remboursement  | DEM-03  |
    """, "financial") == ["client Brulocalis claim DEM-02 DEM-03 2023-05-02"]  # fmt: skip


def test_financial__waits_for_the_receipts_of_lines() -> None:
    assert waits("""
        | Justificatifs | N°         |
        |               | J-2023-001 |
        | Dépenses | N°    | Date       | Justificatifs |
        |          | D-001 | 10/03/2023 |               |
        |          | D-002 | 10/03/2023 | J-2023-001    |
    """, "financial") == ["coordinator receipts D-001"]  # fmt: skip


def test_fees__wait_for_their_payment() -> None:
    assert waits("""
        | Honoraires | N°   | Émise le   | Envoyée le |
        |            | H-01 | 31/01/2023 | 02/02/2023 |
        |            | H-02 | 28/02/2023 |            |
        |            | H-03 | 31/07/2023 | 31/07/2023 |
        | Paiements  | N°     | Date       | Type       | Pour |
        |            | PAI-01 | 10/03/2023 | honoraires | H-01 |
    """, "fees") == ["client Brulocalis fees H-02 2023-02-28"]  # fmt: skip


def test_needs__are_those_without_answer_the_oldest_first() -> None:
    found = status("""
        | Cohésion | N°    | Date       | Commune | Besoin exprimé | Répondu le | Confidentiel |
        |          | CO-03 | 10/05/2023 | C01     | une visite     | 01/07/2023 |              |
        |          | CO-02 | 10/04/2023 | C01     | un conflit     |            | oui          |
        |          | CO-01 | 10/03/2023 | C01     | un modèle      | 12/03/2023 |              |
        |          | CO-04 | 10/07/2023 | C01     | plus tard      |            |              |
        |          | CO-05 | 10/05/2023 | C01     |                |            |              |
    """).needs
    assert [(one.number, one.need, one.commune) for one in found] == [
        ("CO-02", "", "Aït Tizza"),
        ("CO-03", "une visite", "Aït Tizza"),
    ]
    assert found[0].confidential


def test_decisions__are_those_taken_and_open_the_first_due_first() -> None:
    found = status("""
        | Activités   | N°   | Statut   | Réalisée du | Réalisée au |
        |             | A-01 | réalisée | 10/03/2023  | 11/03/2023  |
        |             | A-02 | réalisée | 10/07/2023  | 11/07/2023  |
        | Plateformes | N°    | Activité |
        |             | PL-01 | A-01     |
        |             | PL-02 | A-02     |
        | Suivi | N°   | Plateforme | Type           | Objet | Responsable  | Échéance   | Statut   |
        |       | S-01 | PL-01      | décision       | Deux  | Aït Tizza    | 31/07/2023 | à faire  |
        |       | S-02 | PL-01      | recommandation | Un    | Coordination | 29/06/2023 | en cours |
        |       | S-03 | PL-01      | préparation    | Salle | Coordination | 29/06/2023 | à faire  |
        |       | S-04 | PL-01      | décision       | Fini  | Coordination | 29/06/2023 | fait     |
        |       | S-05 | PL-02      | décision       | Futur | Coordination | 29/09/2023 | à faire  |
    """).decisions
    assert [(one.subject, one.communes, one.overdue, str(one.since)) for one in found] == [
        ("Un", (), True, "2023-03-11"),
        ("Deux", ("Aït Tizza",), False, "2023-03-11"),
    ]


@pytest.mark.parametrize(
    ("rows", "who"),
    [
        ("", ("Aït Tizza", "Brulocalis")),
        ("|  | Brulocalis |  | 4 | 01/06/2023 |", ("Aït Tizza",)),
        ("|  | Commune | C01 | 4 | 01/06/2023 |", ("Brulocalis",)),
        ("|  | Commune | C01 |  | 01/06/2023 |", ("Aït Tizza", "Brulocalis")),
        ("|  | Commune | C01 | 4 | 01/07/2023 |", ("Aït Tizza", "Brulocalis")),
    ],
)
def test_unanswered__are_those_who_gave_no_mark_yet(rows: str, who: tuple[str, ...]) -> None:
    assert status(f"""
        | Évaluations | Évaluateur | Commune | Note (1-5) | Date |
        {rows}
    """).unanswered == who  # fmt: skip
