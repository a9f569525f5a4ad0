"""NAR-03: what a text may say of the year's figures, and what it may not."""

# ruff: noqa: E501 - a drawn table is as wide as its sheet

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.values.spelled import number, pattern, words
from tests.language.plain import french
from tests.rules.seen import findings

_YEAR = """
    | Communes | Code | Commune      | Alias | الجماعة |
    |          | C01  | Aït Tizza    |       |         |
    |          | C02  | Oued Zitoune |       |         |
    |          | C03  | Sidi Marzouk |       |         |
    | Missions | N°     | Départ           | Retour           | Lieu         | Communes | Prestation | Accord |
    |          | MIS-01 | 16/01/2023 08:00 | 16/01/2023 18:00 | Aït Tizza    | C01      | M5         |        |
    |          | MIS-02 | 16/02/2023 08:00 | 16/02/2023 18:00 | Oued Zitoune | C02      | M5         |        |
    |          | MIS-03 | 16/03/2023 08:00 | 16/03/2023 18:00 | Oued Zitoune | C02      | M3         |        |
    |          | MIS-04 | 16/04/2023 08:00 | 16/04/2023 18:00 | Sidi Marzouk | C03      | M3         |        |
    |          | MIS-05 | 16/05/2023 08:00 | 16/05/2023 18:00 | Sidi Marzouk | C03      | M3         |        |
    | Activités | N°   | Statut   | Commune hôte | Communes participantes |
    |           | A-01 | réalisée | C01          | C01 ; C02              |
    | Participants | Activité | Commune | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS | dont migrants | Personnes distinctes |
    |              | A-01     | C01     | 10            | 5             | 7              | 3              | 2        | 1             | 20                   |
    |              | A-01     | C02     | 4             | 4             | 4              | 4              | 0        | 0             | 16                   |
    | Indicateurs | Code | Type   | Unité     | Base | Cible annuelle | Agrégation communes | Agrégation temps |
    |             | I-01 | nombre | personnes | 10   | 40             | somme               | dernier          |
    |             | I-02 | taux   | %         | 10   | 40             | moyenne pondérée    | dernier          |
    | Mesures | Indicateur | Commune | Date       | Valeur | Numérateur | Dénominateur | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS | dont migrants |
    |         | I-01       | C01     | 31/12/2023 | 30     |            |              |               |               |                |                |          |               |
    |         | I-01       | C02     | 31/12/2023 | 12     |            |              |               |               |                |                |          |               |
    |         | I-02       | C01     | 31/12/2023 |        | 1          | 2            |               |               |                |                |          |               |
    |         | I-02       | C02     | 31/12/2023 |        | 1          | 8            |               |               |                |                |          |               |
    | Évaluations | Évaluateur | Commune | Critère               | Note (1-5) | Date       |
    |             | C01        | C01     | animation du groupe   | 4          | 18/12/2023 |
    |             | C02        | C02     | animation du groupe   | 5          | 18/12/2023 |
    |             | C03        | C03     | animation du groupe   | 4          | 18/12/2023 |
    | Narratif | Section | Texte  |
    |          | Résumé  | {text} |
"""


def told(text: str) -> list[str]:
    """The figures that NAR-03 finds fault with."""
    found = findings(_YEAR.format(text=text), "NAR-03")
    return [typed for one in found for typed in one.value.split("; ")]


@pytest.mark.parametrize(
    "text",
    [
        "Les trois communes du groupe ont travaillé.",
        "Cinq missions ont été faites.",
        "Au total, 5 missions.",
        "Deux missions en février.",  # narrowed
        "7 missions à Oued Zitoune.",  # narrowed: not the year's total
        "Environ 7 missions.",
        "Ces 7 missions ont compté.",
        "Les huit missions de l'annonce.",
        "En 2022, 7 missions.",
        "L'an dernier, 7 missions.",
        "41 participants, dont 25 femmes.",
        "36 personnes formées.",
        "La moyenne est de 4,33 sur 5, soit 4,3/5.",
        "I-01 : 42 personnes, pour 40 personnes visées et 10 personnes au départ.",
        "I-02 passe à 20 %, la moitié de la cible (50 %).",
        "Le 12 mai, à 14 h 30, salle 7.",
        "Aucun chiffre.",
    ],
)
def test_text_that_agrees_with_the_sheets__or_speaks_of_something_else__is_left_alone(
    text: str,
) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Les quatre communes du groupe ont travaillé.", ["quatre communes du groupe"]),
        ("Sept missions ont été faites.", ["sept missions"]),
        ("Au total, 4 missions au total.", ["4 missions"]),
        ("9 missions en 2023.", ["9 missions"]),
        ("42 participants.", ["42 participants"]),
        ("1 041 participants.", ["1 041 participants"]),
        ("La moyenne est de 4,4 sur 5.", ["4,4 sur 5"]),
        ("I-01 : 43 personnes.", ["43 personnes"]),
        ("I-02 passe à 21 %.", ["21 %"]),
        ("12 missions. 50 participants.", ["12 missions", "50 participants"]),
    ],
)
def test_text_that_the_sheets_contradict__is_quoted(text: str, typed: list[str]) -> None:
    assert told(text) == typed


def test_perspectives__speak_of_what_is_still_to_come() -> None:
    year = _YEAR.format(text="Sept missions.").replace("| Résumé ", "| Perspectives ")
    assert findings(year, "NAR-03") == []


@given(st.integers(2, 79))
def test_numbers_in_letters__are_read_as_they_are_written(count: int) -> None:
    assert words()[french(count)] == count
    assert number(french(count).upper()) == count


@given(st.integers(0, 10**7), st.integers(0, 99))
def test_numbers_in_digits__keep_their_decimals(whole: int, decimals: int) -> None:
    import re

    grouped = f"{whole:,}".replace(",", "\u00a0")
    for typed in (f"{whole},{decimals:02d}", f"{grouped},{decimals:02d}"):
        found = re.search(pattern(), f"soit {typed} EUR")
        assert found is not None
        assert number(found[0]) == Decimal(f"{whole}.{decimals:02d}")
