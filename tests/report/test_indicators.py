"""Indicators: over time, then over communes, as declared; what is missing is never 0."""

# ruff: noqa: E501 - a drawn table is as wide as its sheet

from __future__ import annotations

import pytest

from tests.report.plain import section

_GROUP = """
    | Communes | Code | Commune | Alias | Entrée     | Sortie     |
    |          | C01  | Alpha   |       | 01/01/2022 |            |
    |          | C02  | Bêta    |       | 01/01/2022 |            |
    |          | C03  | Gamma   |       | 01/01/2022 |            |
    |          | C09  | Partie  |       | 01/01/2022 | 30/06/2022 |
"""


def _row(told: str, code: str = "I-01") -> list[str]:
    line = next(line for line in told.splitlines() if line.startswith(f"| {code} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def _actual(indicator: str, measures: str) -> str:
    heads, values = indicator.split("=")
    year = f"""{_GROUP}
    | Indicateurs | Code | {heads} |
    |             | I-01 | {values} |
    | Mesures | Indicateur | Commune | Date | Valeur | Numérateur | Dénominateur | Non disponible | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS | dont migrants |
    """
    for measure in measures.split(" / "):
        cells = " | ".join(cell.strip() for cell in measure.split(","))
        year += f"\n    |  | I-01 | {cells} | | | | | | |"
    return _row(section(year, "indicateurs"))[5]


_KIND = "Type | Agrégation communes | Agrégation temps="


@pytest.mark.parametrize(
    ("declared", "measures", "actual"),
    [
        ("nombre | somme | dernier", "C01, 31/12/2023, 4,,, / C02, 31/12/2023, 5,,,", "9"),
        ("nombre | somme | dernier", "C01, 30/06/2023, 4,,, / C01, 31/12/2023, 7,,,", "7"),
        ("nombre | somme | dernier", "C01, 31/12/2023, 7,,, / C01, 30/06/2023, 4,,,", "7"),
        ("nombre | somme | somme", "C01, 30/06/2023, 4,,, / C01, 31/12/2023, 7,,,", "11"),
        ("nombre | somme | maximum", "C01, 30/06/2023, 9,,, / C01, 31/12/2023, 7,,,", "9"),
        ("nombre | moyenne | dernier", "C01, 31/12/2023, 4,,, / C02, 31/12/2023, 5,,,", "4,5"),
        (
            "nombre | moyenne | dernier",
            "C01, 31/12/2023, 1,,, / C02, 31/12/2023, 1,,, / C03, 31/12/2023, 0,,,",
            "0,67",
        ),
        ("nombre | maximum | dernier", "C01, 31/12/2023, 4,,, / C02, 31/12/2023, 5,,,", "5"),
        ("nombre | aucune | dernier", "C01, 31/12/2023, 4,,, / C02, 31/12/2023, 5,,,", "–"),
        ("taux | moyenne pondérée | dernier", "C01, 31/12/2023,, 1, 2, / C02, 31/12/2023,, 1, 8,", "20"),
        ("taux | moyenne | dernier", "C01, 31/12/2023,, 1, 2, / C02, 31/12/2023,, 1, 8,", "31,25"),
        ("taux | moyenne | somme", "C01, 30/06/2023,, 1, 2, / C01, 31/12/2023,, 1, 8,", "20"),
        ("taux | moyenne | dernier", "C01, 31/12/2023,, 1,,", "n.d."),
        ("oui/non | somme | dernier", "C01, 31/12/2023, 1,,, / C02, 31/12/2023, 0,,,", "1"),
        ("nombre | somme | dernier", "C01, 31/12/2023, 0,,,", "0"),
        ("nombre | somme | dernier", "C01, 31/12/2023,,,,", "n.d."),
        ("nombre | somme | dernier", "C01, 31/12/2023, 4,,, oui", "n.d."),
        ("nombre | somme | dernier", "C01, 01/02/2024, 4,,,", "n.d."),
    ],
)  # fmt: skip
def test_actual_value__follows_the_declared_aggregation(
    declared: str, measures: str, actual: str
) -> None:
    assert _actual(_KIND + declared, measures) == actual


def test_communes__are_those_active_on_the_day_never_a_fixed_number() -> None:
    told = section(f"{_GROUP}", "indicateurs")
    assert _row(told)[7] == "1 sur 3"
    assert "Les communes sans mesure ne comptent pas pour zéro" in told


@pytest.mark.parametrize(
    ("direction", "base", "target", "value", "share"),
    [
        ("hausse", "0", "40", "42", "105 %"),
        ("hausse", "10", "40", "20", "50 %"),
        ("baisse", "20", "10", "12", "80 %"),
        ("baisse", "", "10", "12", "–"),
        ("hausse", "0", "", "42", "–"),
        ("hausse", "0", "0", "42", "–"),
    ],
)
def test_share_of_the_target__counts_the_way_down_when_less_is_better(
    direction: str, base: str, target: str, value: str, share: str
) -> None:
    year = f"""
    | Indicateurs | Code | Sens        | Base   | Cible annuelle |
    |             | I-01 | {direction} | {base} | {target}       |
    | Mesures     | Indicateur | Valeur  | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS | dont migrants |
    |             | I-01       | {value} |  |  |  |  |  |  |
    """
    assert _row(section(year, "indicateurs"))[6] == share


def test_people__of_the_latest_measure_are_not_added_to_the_same_people_before() -> None:
    year = """
    | Mesures | Indicateur | Date       | Valeur | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS | dont migrants |
    |         | I-01       | 30/06/2023 | 10     | 4 | 3 | 2 | 1 | 1 | 0 |
    |         | I-01       | 31/12/2023 | 20     | 8 | 6 | 4 | 2 | 2 | 0 |
    """
    told = section(year, "indicateurs").partition("Personnes par sexe")[2]
    assert _row(told)[1:] == ["8", "6", "4", "2", "2", "0"]
