"""What the sections say of a year, and what they never print."""

# ruff: noqa: E501 - a drawn table is as wide as its sheet

from __future__ import annotations

import pytest

from tests.report.plain import everything, report, section

SECRET = "Motmuet"


@pytest.mark.parametrize(
    "year",
    [
        f"""
        | Plaidoyers | N°    | Sujet    | Position du groupe | Instance | Confidentiel |
        |            | PD-01 | {SECRET} | {SECRET}           | {SECRET} | oui          |
        """,
        f"""
        | Prestations | N°   | Description | Confidentiel |
        |             | P-01 | {SECRET}    | oui          |
        """,
        f"""
        | Cohésion | N°     | Sujet    | Besoin exprimé | Réponse  | Confidentiel |
        |          | CO-001 | {SECRET} | {SECRET}       | {SECRET} | oui          |
        """,
        f"""
        | Évaluations | Évaluateur | Critère              | Commentaire | Confidentiel |
        |             | {SECRET}   | animation du groupe  | {SECRET}    | oui          |
        """,
    ],
    ids=["plaidoyer", "prestation", "contact", "evaluation"],
)
def test_confidential_row__is_never_printed(year: str) -> None:
    told = report(year)
    final = [one for one in told.sections if one != "constats"]
    assert SECRET not in "".join(str(told.sections[key]) for key in final)
    assert SECRET not in str(told.fields)


def test_confidential_service__counts_in_the_hours() -> None:
    year = """
    | Prestations | N°   | Prestation | Durée (h) | Description | Confidentiel |
    |             | P-01 | M3         | 2         | public      | non          |
    |             | P-02 | M3         | 3,5       | discret     | oui          |
    """
    assert "2 prestations pour 5 h 30" in section(year, "prestations")
    annex = section(year, "annexe_temps")
    assert "(texte confidentiel, non imprimé)" in annex
    assert "| Total |  |  |  |  | 5 h 30 |" in annex


def test_confidential_position__is_not_even_counted() -> None:
    year = """
    | Plaidoyers | N°    | Confidentiel |
    |            | PD-01 | oui          |
    |            | PD-02 | non          |
    """
    assert report(year).fields["nb_plaidoyers"].value[0] == 1  # type: ignore[index]
    assert "1 position portée" in section(year, "prestations")


def test_evaluators__are_never_named_and_confidential_marks_count() -> None:
    year = """
    | Évaluations | Évaluateur   | Commune | Critère             | Note (1-5) | Commentaire | Confidentiel |
    |             | Nadia Zemmar | C01     | animation du groupe | 5          | Très bien.  | non          |
    |             | Omar Lahrichi |        | animation du groupe | 2          | Trop tard.  | oui          |
    """
    told = section(year, "evaluation")
    assert "| animation du groupe | 2 | 3,50 |" in told
    assert "1 sur 1 (100 %), ainsi que 1 autre évaluateur" in told
    assert "- Très bien." in told
    assert "Trop tard" not in told
    assert "Nadia" not in everything(year)
    assert "Omar" not in everything(year)


def test_deadlines__are_kept_late_overdue_or_to_come() -> None:
    year = """
    Vu le 30/06/2023
    | Échéances | N°    | Objet    | Date limite | Fait le    |
    |           | EC-01 | Tenue    | 10/01/2023  | 10/01/2023 |
    |           | EC-02 | Tardive  | 10/02/2023  | 13/02/2023 |
    |           | EC-03 | Oubliée  | 10/03/2023  |            |
    |           | EC-04 | Du jour  | 30/06/2023  |            |
    |           | EC-05 | Future   | 10/12/2023  |            |
    |           | EC-06 | Annoncée | 10/05/2023  | 01/07/2023 |
    """
    told = section(year, "calendrier")
    for subject, state in (
        ("Tenue", "dans les délais"),
        ("Tardive", "3 jours de retard"),
        ("Oubliée", "en retard"),
        ("Du jour", "à venir"),
        ("Future", "à venir"),
        ("Annoncée", "en retard"),
    ):
        (line,) = (line for line in told.splitlines() if f"| {subject} |" in line)
        assert line.endswith(f"| {state} |"), subject


def test_planned_and_held__gives_each_gap_its_reason() -> None:
    year = """
    | Activités | N°   | Statut    | Prévue du  | Prévue au  | Réalisée du | Réalisée au | Motif       |
    |           | A-01 | réalisée  | 02/05/2023 | 02/05/2023 | 02/05/2023  | 02/05/2023  |             |
    |           | A-02 | réalisée  | 02/05/2023 | 02/05/2023 | 09/05/2023  | 09/05/2023  | Pluie       |
    |           | A-03 | reportée  | 02/06/2023 | 02/06/2023 |             |             | Séisme      |
    |           | A-04 | annulée   | 02/06/2023 | 02/06/2023 |             |             |             |
    |           | A-05 | planifiée | 02/06/2023 | 02/06/2023 |             |             |             |
    |           | A-06 | proposée  | 02/06/2024 | 02/06/2024 |             |             |             |
    """
    rows = section(year, "calendrier").splitlines()
    for number, reason in (
        ("A-01", "Comme prévu"),
        ("A-02", "7 jours plus tard : Pluie"),
        ("A-03", "Séisme"),
        ("A-04", "Motif à préciser"),
        ("A-05", "Date passée, activité non réalisée"),
        ("A-06", "À venir"),
    ):
        (line,) = (row for row in rows if row.startswith(f"| {number} |"))
        assert line.endswith(f"| {reason} |"), number


def test_what_is_dated_after_the_day__has_not_happened_yet() -> None:
    year = """
    Vu le 30/06/2023
    | Échanges    | N°   | Date       | Titre           |
    |             | E-01 | 30/06/2023 | Déjà partagé    |
    |             | E-02 | 01/07/2023 | Pas encore là   |
    | Prestations | N°   | Date       | Description     | Durée (h) |
    |             | P-01 | 01/06/2023 | Faite           | 2         |
    |             | P-02 | 01/12/2023 | À venir un jour | 4         |
    """
    told = everything(year)
    assert "Déjà partagé" in told
    assert "Pas encore là" not in told
    assert "À venir un jour" not in told
    assert report(year).fields["nb_partages"].value[0] == 1  # type: ignore[index]


def test_activity_held_after_the_day__is_still_to_come() -> None:
    year = "Vu le 30/04/2023"
    assert "| A-01 | Plateforme annuelle des communes | 16–17/05/2023 |  | à venir | À venir |" in (
        section(year, "calendrier")
    )
    assert "La plateforme de l'année est à venir : Aït Tizza, 16–17/05/2023." in (
        section(year, "plateforme")
    )
    assert report(year).fields["nb_activites_realisees"].value[0] == 0  # type: ignore[index]
    assert report(year).fields["nb_participations"].value is None
    assert "trois priorités communes" not in everything(year)


def test_amounts_of_two_currencies__are_never_added() -> None:
    year = """
    | Candidatures | N°    | Montant demandé | Montant obtenu | Devise |
    |              | CA-01 | 1000,00         | 400,00         | EUR    |
    |              | CA-02 | 2000,00         |                | MAD    |
    |              | CA-03 | 500,00          | 500,00         | EUR    |
    """
    told = section(year, "financements")
    assert "en EUR, 1 500,00 EUR demandés et 900,00 EUR obtenus" in told
    assert "en MAD, 2 000,00 MAD demandés et 0,00 MAD obtenus" in told


def test_platform__tells_its_delays_its_excused_and_its_follow_up() -> None:
    told = section("", "plateforme")
    assert "29 jours avant" in told
    assert "14 jours après" in told
    assert "| décision | Désigner un suppléant" in told


def test_year_without_a_platform__says_so() -> None:
    assert "Aucune plateforme" in section("| Plateformes | N° |", "plateforme")


def test_participants__are_told_apart_from_distinct_persons() -> None:
    year = """
    | Participants | Activité | Commune | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS | dont migrants | Personnes distinctes |
    |              | A-01     | C01     | 4             | 3             | 2              | 1              | 5        | 2             | 8                    |
    |              | A-01     |         | 1             |               |                |                |          |               |                      |
    """
    annex = section(year, "annexe_participation")
    assert "| 5 | 3 | 2 | 1 | 11 | 5 | 2 | 8 |" in annex  # overlays are counted, never added
    assert "| Total | 5 | 3 | 2 | 1 | 11 | 5 | 2 |  |" in annex
    assert "Partenaires" in section(year, "collectives")


def test_findings__are_an_annex_of_drafts_only() -> None:
    told = report("")
    assert told.draft
    assert "constats" in told.sections
    assert all(one.severity.value in "EA" for one in told.sections["constats"].blocks[1].findings)  # type: ignore[union-attr]


def test_evaluation__tells_the_communes_and_the_client_apart_where_nobody_is_recognised() -> None:
    year = """
    | Communes    | Code | Commune | Alias |
    |             | C01  | Alpha   |       |
    |             | C02  | Bêta    |       |
    | Évaluations | Évaluateur | Commune | Critère             | Note (1-5) | Confidentiel |
    |             | C1         | C01     | animation du groupe | 5          | non          |
    |             | C2         | C02     | animation du groupe | 4          | oui          |
    |             | Brulocalis |         | animation du groupe | 2          | {client}     |
    """
    apart = section(year.format(client="non"), "evaluation")
    assert "| Critère | Notes | Communes | Brulocalis | Moyenne |" in apart
    assert "| animation du groupe | 3 | 4,50 | 2,00 | 3,67 |" in apart
    together = section(year.format(client="oui"), "evaluation")
    assert "| animation du groupe | 3 | 3,67 |" in together
    assert "4,50" not in together
