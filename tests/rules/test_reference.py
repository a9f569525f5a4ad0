"""Scales and rates: boundaries, and what a wrong one must not repeat."""

from __future__ import annotations

import pytest

from tests.rules.seen import cells, findings

RATES = """
| Taux | Mois       | Devise | Unités pour 1 EUR |
|      | 01/01/2023 | MAD    | 10,80             |
|      | 01/02/2023 | MAD    | {february}        |
|      | {march}    | MAD    | {march_rate}      |
|      | 01/04/2023 | MAD    | 10,80             |
| Dépenses | N°    | Date       | Montant | Devise |
|          | D-001 | 18/01/2023 | 900     | MAD    |
|          | D-002 | 18/02/2023 | 900     | MAD    |
|          | D-003 | 18/03/2023 | 900     | MAD    |
|          | D-004 | 18/04/2023 | 900     | MAD    |
"""


def rates(february: str = "10,80", march: str = "01/03/2023", march_rate: str = "10,80") -> str:
    return RATES.format(february=february, march=march, march_rate=march_rate)


def test_rates__a_sound_year_has_no_finding() -> None:
    assert cells(rates(), "TAU", "CEL") == []


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (rates(march="01/02/2023"), [("TAU-03", "Taux!A4")]),
        (rates(march="01/05/2023"), [("TAU-01", "Dépenses!B4")]),
        (rates(march="'03/04/2023"), [("CEL-03", "Taux!A4")]),
        (rates(march=""), [("CEL-01", "Taux!A4")]),
        (rates(march_rate="onze"), [("CEL-02", "Taux!C4")]),
        (rates(march_rate=""), [("CEL-01", "Taux!C4")]),
        (rates(march_rate="0,0926"), [("TAU-02", "Taux!C4")]),
        (rates(march_rate="108"), [("TAU-02", "Taux!C4")]),
        (rates(march_rate="11,50"), [("TAU-04", "Taux!C4")]),
        (rates(february="11,124"), []),  # 3 % to the digit
        (rates(february="11,125"), [("TAU-04", "Taux!C3")]),
        (rates(february="10,49"), []),
        (
            rates(february="12,5", march_rate="12,51"),
            [("TAU-04", "Taux!C3"), ("TAU-02", "Taux!C4")],
        ),
    ],
)
def test_rates__one_wrong_cell_is_one_finding(drawn: str, expected: list[tuple[str, str]]) -> None:
    assert cells(drawn, "TAU", "CEL", "ACC-02") == expected


def test_rates__a_month_typed_twice_explains_no_month_that_lacks_elsewhere() -> None:
    drawn = """
    | Taux | Mois       | Devise | Unités pour 1 EUR |
    |      | 01/01/2023 | MAD    | 10,80             |
    |      | 01/03/2023 | MAD    | 10,80             |
    |      | 01/04/2023 | MAD    | 10,80             |
    |      | 01/03/2023 | MAD    | 10,90             |
    | Dépenses | N°    | Date       | Montant | Devise |
    |          | D-001 | 18/02/2023 | 900     | MAD    |
    """
    assert cells(drawn, "TAU") == [("TAU-03", "Taux!A5"), ("TAU-01", "Dépenses!B2")]


def test_missing_rate__is_told_at_the_first_line_whatever_the_order_of_the_rows() -> None:
    head = "| Taux | Mois | Devise | Unités pour 1 EUR |\n| | 01/01/2023 | MAD | 10,80 |\n"
    head += "| Dépenses | N° | Date | Montant | Devise |\n"
    rows = ["| | D-10 | 18/02/2023 | 9 | MAD |", "| | D-9 | 18/02/2023 | 9 | MAD |"]
    for order in (rows, rows[::-1]):
        (found,) = findings(head + "\n".join(order), "TAU-01")
        assert found.row == "D-9"
        assert found.facts["count"] == 2


def test_missing_rate__of_a_line_to_come_is_no_fault_yet() -> None:
    drawn = """
    Vu le 31/01/2023
    | Dépenses | N°    | Date       | Montant | Devise |
    |          | D-001 | 18/02/2023 | 900     | MAD    |
    """
    assert cells(drawn, "TAU") == []


def test_wrong_rate__accuses_no_approval() -> None:
    drawn = """
    | Taux | Mois       | Devise | Unités pour 1 EUR |
    |      | 01/01/2023 | MAD    | 0,0926            |
    """
    assert cells(drawn, "TAU", "ACC") == [("TAU-02", "Taux!C2")]


SCALES = """
| Barèmes | N°   | Catégorie   | Lieu | Unité  | Du           | Au     |
|         | B-01 | hébergement |      | nuitée | 01/01/2023   | {end}  |
|         | B-02 | hébergement |      | nuitée | {start}      |        |
"""


@pytest.mark.parametrize(
    ("end", "start", "collide"),
    [
        ("30/06/2023", "01/07/2023", False),
        ("01/07/2023", "01/07/2023", True),
        ("", "01/07/2023", True),
        ("30/06/2023", "", False),  # CEL-01
        ("31/12/2022", "01/01/2023", False),  # CEL-11
    ],
)
def test_scales__may_follow_one_another_to_the_day(end: str, start: str, collide: bool) -> None:
    found = cells(SCALES.format(end=end, start=start), "BAR-01")
    assert found == ([("BAR-01", "Barèmes!A3")] if collide else [])


def test_scales__a_place_by_any_of_its_names_is_one_place() -> None:
    drawn = """
    | Barèmes | N°   | Catégorie   | Lieu      | Unité  | Du         | Au |
    |         | B-01 | hébergement | Aït Tizza | nuitée | 01/01/2023 |    |
    |         | B-02 | hébergement | Ait Tiza  | nuitée | 01/01/2023 |    |
    """
    assert cells(drawn, "BAR-01") == [("BAR-01", "Barèmes!A3")]


@pytest.mark.parametrize("attribute", ["Catégorie", "Unité", "Lieu", "Du", "Au"])
def test_scale__that_cannot_be_read_leaves_no_line_without_scale(attribute: str) -> None:
    typed = {"Du": "hier", "Au": "hier"}.get(attribute, "???")
    drawn = f"| Barèmes | N° | {attribute} |\n| | B-01 | {typed} |"
    told = {code for code, _ in cells(drawn, "BAR", "CEL-02", "CEL-05")}
    assert "BAR-02" not in told or attribute == "Lieu"


def test_lines_without_scale__are_each_told() -> None:
    drawn = """
    | Barèmes  | N°   | Catégorie   | Unité  |
    |          | B-01 | hébergement | nuitée |
    | Dépenses | N°    | Catégorie | Unité | Imputation | Montant |
    |          | D-001 | repas     | repas | mission    | 80      |
    |          | D-002 | repas     | jour  | mission    | 80      |
    |          | D-003 | repas     | repas | activité   | 80      |
    |          | D-004 | repas     | blabla | mission   | 80      |
    """
    assert cells(drawn, "BAR") == [("BAR-02", "Dépenses!G2"), ("BAR-02", "Dépenses!G3")]
