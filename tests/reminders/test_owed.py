"""What a commune owes: what is late, what is soon due, what the year's end asks for."""

# ruff: noqa: E501 - a drawn table is as wide as its sheet

from __future__ import annotations

from datetime import date

import pytest

from cic_sheets.group.owed import in_charge, owed
from cic_sheets.report.reminders import span_of
from cic_sheets.sheets.communes import Commune
from tests.drawing import draw

GROUP = """
    | Communes | Code | Commune      | الجماعة    | Alias | Point focal  | Sortie     |
    |          | C01  | Aït Tizza    | أيت تيزة   | Tizza | Nadia Ouchen |            |
    |          | C02  | Oued Zitoune | واد الزيتون |       |              |            |
    |          | C03  | Sidi Marzouk |            |       |              | 31/03/2023 |
    | Contacts | N°    | Nom          | Commune |
    |          | CT-01 | Hamid Zaki   | C02     |
"""
QUIET = """
    | Livrables   | Commune | Livrable | Attendu le | Reçu le |
    | Suivi       | N° | Statut |
    | Échéances   | N° | Date limite |
    | Mesures     | Indicateur | Commune |
    | Indicateurs | Code |
    | Évaluations | Évaluateur | Note (1-5) |
    | Plateformes | N° |
    | Activités   | N° |
"""


def found(year: str, seen: str = "30/06/2023") -> list[str]:
    """`C01 deliverable rapport narratif 30/06/2023 late`."""
    titles = {line.split("|")[1].strip() for line in year.splitlines() if "|" in line}
    quiet = "\n".join(
        line for line in QUIET.splitlines() if line and line.split("|")[1].strip() not in titles
    )
    opened = draw(f"Vu le {seen}\n{GROUP}{year}\n{quiet}").opened().year
    return [
        " ".join(
            part
            for part in (
                one.commune,
                one.kind,
                one.what,
                f"{one.day:%d/%m/%Y}" if one.day else "",
                "late" if one.late else "",
            )
            if part
        )
        for one in owed(opened.book, opened.as_of, span_of(opened))
    ]


def test_nothing_noted__nothing_owed() -> None:
    assert found("") == []


@pytest.mark.parametrize(
    ("due", "received", "said"),
    [
        ("29/06/2023", "", ["C01 deliverable rapport narratif 29/06/2023 late"]),
        ("30/06/2023", "", ["C01 deliverable rapport narratif 30/06/2023"]),
        ("30/07/2023", "", ["C01 deliverable rapport narratif 30/07/2023"]),
        ("31/07/2023", "", []),
        ("29/06/2023", "28/06/2023", []),
        ("29/06/2023", "30/06/2023", []),
        ("29/06/2023", "01/07/2023", ["C01 deliverable rapport narratif 29/06/2023 late"]),
        ("29/06/2023", "bientôt", []),  # a cell with its own finding blames nobody
        ("", "", []),
    ],
)
def test_deliverable__is_asked_from_thirty_days_before(
    due: str, received: str, said: list[str]
) -> None:
    assert found(f"""
    | Livrables | Commune | Livrable         | Attendu le | Reçu le    |
    |           | C01     | rapport narratif | {due}      | {received} |
    """) == said  # fmt: skip


def test_commune_that_has_left__is_asked_nothing() -> None:
    year = """
    | Livrables | Commune | Livrable    | Attendu le | Reçu le |
    |           | C03     | indicateurs | 15/03/2023 |         |
    """
    assert found(year) == []
    assert found(year, "20/03/2023") == ["C03 deliverable indicateurs 15/03/2023 late"]


@pytest.mark.parametrize(
    ("owner", "listed", "host", "codes"),
    [
        ("Commune d'Aït Tizza", (), None, ("C01",)),
        ("commune de tizza", (), None, ("C01",)),
        ("C02", (), None, ("C02",)),
        ("أيت تيزة", (), None, ("C01",)),
        ("Nadia Ouchen", (), None, ("C01",)),
        ("Hamid Zaki et la coordination", (), None, ("C02",)),
        ("Aït Tizza et Oued Zitoune", (), None, ("C01", "C02")),
        ("Chaque commune", (), None, ("C01", "C02")),
        ("Points focaux", (), None, ("C01", "C02")),
        ("Points focaux", ("C02",), None, ("C02",)),
        ("Communes candidates", ("C01",), None, ("C01",)),
        ("Communes candidates", (), None, ()),
        ("La commune hôte", (), "C02", ("C02",)),
        ("Coordination", ("C01",), None, ()),
        ("Brulocalis", ("C01", "C02"), None, ()),
        ("Communication", ("C01",), None, ()),
        ("Tizzaoui", (), None, ()),
        ("", ("C01",), None, ()),
        (None, (), None, ()),
    ],
)
def test_in_charge__is_whom_the_owner_names(
    owner: str | None, listed: tuple[str, ...], host: str | None, codes: tuple[str, ...]
) -> None:
    book = draw(GROUP).opened().book
    assert in_charge(book, owner, book.all(Commune)[:2], listed, host) == codes


def test_deadline__is_owed_by_who_is_in_charge_until_it_is_done() -> None:
    assert found("""
    | Échéances | N°    | Objet   | Date limite | Responsable   | Communes  | Fait le    |
    |           | EC-01 | Bilan   | 29/06/2023  | Coordination  | C01 ; C02 |            |
    |           | EC-02 | Mesures | 29/06/2023  | Points focaux | C01       |            |
    |           | EC-03 | Rapport | 29/06/2023  | Points focaux | C01       | 30/06/2023 |
    """) == ["C01 deadline Mesures 29/06/2023 late"]  # fmt: skip


def test_follow_up__is_owed_until_it_is_done_or_dropped() -> None:
    assert found("""
    | Activités   | N°   |
    |             | A-01 |
    | Plateformes | N°    | Commune hôte | Activité | PV   |
    |             | PL-01 | C02          | A-01     | a.pdf |
    | Suivi | N°   | Plateforme | Objet    | Responsable    | Échéance   | Statut    |
    |       | S-01 | PL-01      | La salle | La commune hôte | 29/06/2023 | en cours  |
    |       | S-02 | PL-01      | Le thème | Commune hôte   | 29/06/2023 | fait      |
    |       | S-03 | PL-01      | La suite | Aït Tizza      | 29/06/2023 | abandonné |
    |       | S-04 | PL-01      | Le nom   | Chaque commune | 15/07/2023 | à faire   |
    """) == [
        "C01 follow_up Le nom 15/07/2023",
        "C02 follow_up La salle 29/06/2023 late",
        "C02 follow_up Le nom 15/07/2023",
    ]  # fmt: skip


MEASURED = """
    | Indicateurs | Code | Libellé  | Type   |
    |             | I-01 | Accueils | nombre |
    |             | I-02 | Réunions | nombre |
    | Mesures | Indicateur | Commune | Date       | Valeur | Numérateur | Dénominateur | Non disponible |
    |         | I-01       | C01     | 10/06/2023 | 4      |            |              |                |
    |         | I-02       | C01     | 10/12/2023 | 4      |            |              |                |
"""


def test_value__is_asked_once_another_commune_has_given_its_own() -> None:
    assert found(MEASURED) == ["C02 measure I-01 – Accueils 31/12/2023"]


def test_value__is_asked_of_all_as_the_year_ends() -> None:
    asked = found(MEASURED, "15/12/2023")
    assert asked == [
        "C01 evaluation 31/12/2023",
        "C02 measure I-01 – Accueils 31/12/2023",
        "C02 measure I-02 – Réunions 31/12/2023",
        "C02 evaluation 31/12/2023",
    ]


@pytest.mark.parametrize(
    ("value", "unavailable", "said"),
    [
        ("0", "", []),
        ("", "oui", ["C02 unavailable I-01 – Accueils 31/12/2023"]),
        ("", "", ["C02 measure I-01 – Accueils 31/12/2023"]),
        ("beaucoup", "", []),
    ],
)
def test_value__of_zero_is_one_and_not_available_is_asked_again(
    value: str, unavailable: str, said: list[str]
) -> None:
    assert found(f"""
    | Indicateurs | Code | Libellé  | Type   |
    |             | I-01 | Accueils | nombre |
    | Mesures | Indicateur | Commune | Date       | Valeur  | Numérateur | Dénominateur | Non disponible |
    |         | I-01       | C01     | 10/06/2023 | 4       |            |              |                |
    |         | I-01       | C02     | 10/06/2023 | {value} |            |              | {unavailable}  |
    """) == said  # fmt: skip


def test_evaluation__is_asked_from_sixty_days_before_the_end() -> None:
    year = """
    | Évaluations | Évaluateur | Commune | Note (1-5) | Date       |
    |             | Aït Tizza  | C01     | 4          | 05/11/2023 |
    |             | Zitoune    | C02     |            | 05/11/2023 |
    """
    assert found(year, "31/10/2023") == []
    assert found(year, "10/11/2023") == ["C02 evaluation 31/12/2023"]


def test_host__owes_the_list_of_those_present_and_its_papers() -> None:
    assert found("""
    | Activités   | N°   | Intitulé | Statut    | Réalisée du | Réalisée au | Commune hôte | Communes participantes | Liste de présence |
    |             | A-01 | Atelier  | réalisée  | 10/05/2023  | 11/05/2023  | C01          | C01 ; C02              |                   |
    |             | A-02 | Rencontre | réalisée | 10/06/2023  | 11/06/2023  | C02          | C02                    | liste.pdf         |
    |             | A-03 | Visite   | planifiée |             |             | C01          | C01 ; C02              |                   |
    | Plateformes | N°    | Activité | Commune hôte | Communes excusées | PV |
    |             | PL-01 | A-02     | C02          |                   |    |
    """) == [
        "C01 attendance Atelier 11/05/2023 late",
        "C01 absence Rencontre 10/06/2023 late",
        "C02 minutes Rencontre 11/06/2023 late",
    ]  # fmt: skip


def test_excused_commune__is_not_asked_why() -> None:
    assert found("""
    | Activités   | N°   | Intitulé  | Statut   | Réalisée du | Réalisée au | Commune hôte | Communes participantes | Liste de présence |
    |             | A-02 | Rencontre | réalisée | 10/06/2023  | 11/06/2023  | C02          | C02                    | liste.pdf         |
    | Plateformes | N°    | Activité | Commune hôte | Communes excusées | PV     |
    |             | PL-01 | A-02     | C02          | C01               | pv.pdf |
    """) == []  # fmt: skip


def test_without_a_convention__nothing_of_the_year_is_asked() -> None:
    year = draw(GROUP + QUIET).opened().year
    assert owed(year.book, date(2023, 12, 31), None) == ()
