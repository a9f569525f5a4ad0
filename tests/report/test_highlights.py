"""Each of the eight prestations says its year in figures, from the rows that count by the day."""

# ruff: noqa: E501 - a drawn table is as wide as its sheet

from __future__ import annotations

import pytest

from cic_sheets.sheets.lists import SERVICES
from tests.report.plain import report, section

NB = "\u00a0"


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (
            """
            | Activités | N°   | Statut   | Réalisée du |
            |           | A-01 | réalisée | 10/03/2023  |
            |           | A-02 | annulée  |             |
            | Participants | Activité | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes |
            |              | A-01     | 2             | 0             | 1              | 2              |
            """,
            "1 activité réalisée sur 2 activités inscrites ; 5 présences, dont 3 de femmes.",
        ),
        (
            """
            | Échanges | N°   | Date       | Langues         | Retours |
            |          | E-01 | 10/03/2023 | français; arabe | Utile   |
            |          | E-02 | 11/03/2023 | français        |         |
            """,
            "1 partage en plusieurs langues ; 1 retour des communes.",
        ),
        (
            """
            | Échéances | N°    | Date limite | Fait le    |
            |           | EC-01 | 10/03/2023  | 09/03/2023 |
            |           | EC-02 | 10/04/2023  | 12/04/2023 |
            |           | EC-03 | 10/05/2024  |            |
            """,
            "1 échéance tenue à temps sur 2 ;",
        ),
        (
            """
            | Suivi | N°   | Type        | Objet | Statut  |
            |       | S-01 | décision    | a     | fait    |
            |       | S-02 | décision    | b     | à faire |
            |       | S-03 | préparation | c     | fait    |
            """,
            "2 décisions prises, dont 1 exécutée à ce jour.",
        ),
        (
            """
            | Cohésion | N°    | Date       | Besoin exprimé | Répondu le |
            |          | CO-01 | 10/03/2023 | un modèle      | 12/03/2023 |
            |          | CO-02 | 10/04/2023 | une visite     |            |
            |          | CO-03 | 10/05/2023 |                |            |
            """,
            "1 réponse donnée sur 2 besoins exprimés.",
        ),
        (
            """
            | Candidatures | N°    | Déposée le | Montant obtenu |
            |              | CA-01 | 10/03/2023 | 100            |
            |              | CA-02 | 10/04/2023 |                |
            """,
            "2 candidatures déposées, dont 1 obtenue à ce jour.",
        ),
        (
            """
            | Visibilité | N°   | Date       | Concerté avec Brulocalis le |
            |            | V-01 | 10/03/2023 | 01/03/2023                  |
            |            | V-02 | 10/04/2023 |                             |
            """,
            "1 action concertée sur 2.",
        ),
        (
            """
            | Plaidoyers | N°    | Date       | Validée le | Confidentiel |
            |            | PD-01 | 10/03/2023 | 01/03/2023 | non          |
            |            | PD-02 | 10/04/2023 |            | non          |
            |            | PD-03 | 10/04/2023 | 01/03/2023 | oui          |
            """,
            "1 position validée sur 2.",
        ),
    ],
    ids=list(SERVICES),
)  # fmt: skip
def test_prestation__says_its_year_in_figures(year: str, said: str) -> None:
    assert said in section(year, "prestations").replace(NB, " ")


def test_year_without_work__says_so_of_each_prestation() -> None:
    numbered = (
        "Prestations", "Missions", "Activités", "Échanges", "Échéances", "Plateformes", "Suivi",
        "Cohésion", "Financements", "Candidatures", "Visibilité", "Plaidoyers",
    )  # fmt: skip
    others = ("Participants | Activité", "Livrables | Commune", "Indicateurs | Code",
              "Mesures | Indicateur")  # fmt: skip
    sheets = (*(f"{sheet} | N°" for sheet in numbered), *others)
    told = section("\n".join(f"| {sheet} |" for sheet in sheets), "prestations")
    assert told.count("Sans objet.") == len(SERVICES) == 8
    assert "En chiffres" not in told


def test_figures_of_a_prestation__know_their_cells() -> None:
    told = report(
        """
        | Visibilité | N°   | Date       | Concerté avec Brulocalis le |
        |            | V-01 | 10/03/2023 | 01/03/2023                  |
        """
    )
    from cic_sheets.report.model import Paragraph, origins_of

    *_, seventh, _ = (
        one for one in told.sections["prestations"].blocks
        if isinstance(one, Paragraph) and one.lead == "En chiffres."
    )  # fmt: skip
    assert seventh.text == f"1{NB}action concertée sur 1."
    assert {cell.sheet for cell in origins_of(seventh.text)} == {"Visibilité"}
