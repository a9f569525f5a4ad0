"""The convention, « Règles »: boundaries, several faults at once, none told twice."""

from __future__ import annotations

import pytest

from tests.rules.seen import cells, findings, whole


@pytest.mark.parametrize(
    ("start", "end", "too_long"),
    [
        ("01/01/2023", "31/12/2023", False),
        ("01/01/2023", "01/01/2024", True),
        ("15/03/2023", "14/03/2024", False),
        ("15/03/2023", "15/03/2024", True),
        ("01/01/2024", "31/12/2024", False),  # 366 days
        ("29/02/2024", "27/02/2025", False),
        ("01/03/2023", "29/02/2024", False),
        ("01/03/2023", "01/03/2024", True),
        ("01/06/2023", "31/07/2023", False),
    ],
)
def test_convention__may_last_twelve_months_to_the_day(
    start: str, end: str, too_long: bool
) -> None:
    drawn = f"| Convention | Début | Fin |\n| | {start} | {end} |"
    assert cells(drawn, "CNV-01") == ([("CNV-01", "Convention!B5")] if too_long else [])


def test_convention__tells_all_its_faults_at_once() -> None:
    drawn = """
    | Convention | Rang | Début      | Fin        | ICE   | RIB  | IBAN |
    |            | 7    | 01/02/2026 | 01/03/2027 | '1234 | '999 | XX   |
    """
    told = [code for code, _ in cells(drawn, "CNV")]
    assert told == ["CNV-02", "CNV-01", "CNV-03", "CNV-04", "CNV-05", "CNV-05"]


def test_convention__that_ends_before_it_starts_accuses_nothing_else() -> None:
    drawn = "| Convention | Début | Fin |\n| | 01/01/2024 | 31/12/2023 |"
    assert [one.code for one in findings(drawn, "CEL", "CNV", "PRE", "HON")] == ["CEL-11"]


def test_convention__that_is_too_long_asks_for_no_notes_of_the_years_in_between() -> None:
    drawn = "Vu le 31/12/2029\n| Convention | Début | Fin |\n| | 01/01/2023 | 31/12/2032 |"
    assert whole(drawn, "HON", "PRE-03") == []


def test_settings__an_empty_name_is_no_missing_key_too() -> None:
    drawn = """
    | Règles | Règle    | Valeur | Remarque |
    |        | rang_max |        | absente  |
    |        |          | 4      | nom ?    |
    """
    assert [one.code for one in findings(drawn, "CEL", "REG")] == ["CEL-01"]


def test_settings__each_missing_key_is_told() -> None:
    drawn = """
    | Règles | Règle           | Valeur | Remarque |
    |        | rang_max        |        | absente  |
    |        | plafond_mensuel |        | absente  |
    """
    assert whole(drawn, "REG") == [("REG-01", "plafond_mensuel"), ("REG-01", "rang_max")]


def test_settings__a_key_that_moves_no_amount_may_be_missing() -> None:
    """Workbooks made before the key was known stay as good as they were."""
    drawn = """
    | Règles | Règle              | Valeur | Remarque |
    |        | nombres_en_lettres |        | absente  |
    """
    assert whole(drawn, "REG-01", "REG-02") == []


def test_settings__a_key_typed_twice_is_judged_once() -> None:
    drawn = """
    | Règles | Règle           | Valeur |
    |        | plafond_mensuel | 250    |
    |        | Plafond         | 300    |
    """
    assert [code for code, _ in cells(drawn, "CEL", "REG-04")] == ["REG-04", "CEL-07"]


def test_settings__a_faulty_amount_is_not_a_changed_one() -> None:
    drawn = "| Règles | Règle | Valeur |\n| | plafond_mensuel | deux cents |"
    assert [code for code, _ in cells(drawn, "CEL", "REG")] == ["CEL-02"]
