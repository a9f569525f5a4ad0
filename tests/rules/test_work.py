"""The journal of work and the missions: boundaries, and no fault told twice."""

from __future__ import annotations

import pytest

from tests.rules.seen import cells, findings, whole


@pytest.mark.parametrize(
    ("hours", "too_long"),
    [("4", False), ("4,01", True), ("18", True), ("quatre", False), ("", False)],
)
def test_day__may_have_ten_hours(hours: str, too_long: bool) -> None:
    drawn = f"""
    | Prestations | N°   | Date       | Durée (h) |
    |             | P-01 | 17/01/2023 | 6         |
    |             | P-02 | 17/01/2023 | {hours}   |
    """
    assert cells(drawn, "PRE-02") == ([("PRE-02", "Prestations!E3")] if too_long else [])


LEDGER = """
| Règles      | Règle              | Valeur |
|             | heures_temps_plein | 30     |
|             | part_temps_plein   | 50     |
| Convention  | Début      | Fin        |
|             | {start}    | {end}      |
| Prestations | N°   | Date       | Durée (h) |
|             | P-01 | {day}      | {hours}   |
"""


@pytest.mark.parametrize(
    ("hours", "far"), [("7,5", False), ("7,49", True), ("22,5", False), ("22,51", True)]
)
def test_month__may_differ_by_half_of_a_third(hours: str, far: bool) -> None:
    drawn = LEDGER.format(start="01/02/2023", end="28/02/2023", day="10/02/2023", hours=hours)
    assert whole(drawn, "PRE-03") == ([("PRE-03", "2023-02")] if far else [])


def test_month__that_is_not_over_is_not_judged() -> None:
    drawn = LEDGER.format(start="01/02/2023", end="31/03/2023", day="10/02/2023", hours="1")
    for seen, told in (("27/02", []), ("28/02", ["2023-02"]), ("30/03", ["2023-02"])):
        found = whole(f"Vu le {seen}/2023\n{drawn}", "PRE-03")
        assert [value for _, value in found] == told


def test_month__that_is_not_whole_is_expected_by_its_days() -> None:
    """14 of 28 days: 7.5 hours, so that 4 are enough."""
    drawn = LEDGER.format(start="01/02/2023", end="14/02/2023", day="10/02/2023", hours="4")
    assert whole(drawn, "PRE-03") == []


def test_month__begins_with_the_convention_on_the_15th() -> None:
    drawn = LEDGER.format(start="15/01/2023", end="14/03/2023", day="14/02/2023", hours="15")
    drawn += "|             | P-02 | 15/02/2023 | 15   |"
    assert whole(drawn, "PRE-03") == []


def test_month__without_any_service_is_told_by_its_note_alone() -> None:
    drawn = """
    Vu le 28/02/2023
    | Prestations | N°   | Date       | Durée (h) |
    |             | P-01 | 10/01/2023 | 50        |
    | Honoraires  | N°   | Mois       |
    |             | H-01 | 01/01/2023 |
    |             | H-02 | 01/02/2023 |
    """
    assert [one.code for one in findings(drawn, "PRE-03", "HON-04")] == ["HON-04"]


def test_year__that_has_not_begun_lacks_nothing() -> None:
    drawn = "Vu le 31/12/2022\n| Prestations | N° |"
    assert whole(drawn, "PRE", "HON") == []


def test_copied_description__is_told_once_a_run() -> None:
    months = [1, 2, 3, 4, 6, 7, 8]
    rows = "\n".join(f"| | P-{n} | 10/{n:02}/2023 | Suivi. |" for n in months)
    drawn = f"| Prestations | N° | Date | Description |\n{rows}"
    told = cells(drawn, "PRE-06")
    assert told == [("PRE-06", "Prestations!D4"), ("PRE-06", "Prestations!D8")]


def test_service__of_an_unread_day_is_outside_nothing() -> None:
    drawn = "| Prestations | N° | Date |\n| | P-01 | '03/04/2023 |\n| | P-02 | |"
    assert [code for code, _ in cells(drawn, "CEL", "PRE-01")] == ["CEL-03", "CEL-01"]


# --- Missions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("departure", "overlaps"),
    [
        ("18/01/2023 19:30", False),
        ("18/01/2023 19:29", True),
        ("17/01/2023 07:00", True),
        ("19/01/2023", False),
    ],
)
def test_missions__may_follow_one_another_to_the_minute(departure: str, overlaps: bool) -> None:
    drawn = f"""
    | Missions | N°   | Départ           | Retour           |
    |          | M-01 | 17/01/2023 07:00 | 18/01/2023 19:30 |
    |          | M-02 | {departure}      | 20/01/2023 12:00 |
    """
    assert cells(drawn, "MIS-03") == ([("MIS-03", "Missions!E3")] if overlaps else [])


def test_missions__the_later_one_is_blamed_whatever_the_order_of_the_rows() -> None:
    drawn = """
    | Missions | N°   | Départ           | Retour           |
    |          | M-02 | 18/01/2023 07:00 | 19/01/2023 19:30 |
    |          | M-01 | 17/01/2023 07:00 | 18/01/2023 19:30 |
    """
    (found,) = findings(drawn, "MIS-03")
    assert (found.row, found.facts["other"]) == ("M-02", "M-01")


def test_mission__that_ends_before_it_starts_overlaps_nothing() -> None:
    drawn = """
    | Missions | N°   | Départ           | Retour           |
    |          | M-01 | 17/01/2023 07:00 | 18/01/2023 19:30 |
    |          | M-02 | 18/01/2023 07:00 | 16/01/2023 19:30 |
    """
    assert [code for code, _ in cells(drawn, "CEL-11", "MIS-0")] == ["CEL-11"]


def test_mission__at_home_has_that_one_finding() -> None:
    drawn = """
    | Missions | N°     | Lieu  | Accord |
    |          | MIS-01 | Rabat |        |
    """
    assert cells(drawn, "MIS", "BAR", "ACC-0") == [("MIS-02", "Missions!H2")]


def test_mission__approved_on_the_day_of_departure_passes() -> None:
    drawn = """
    | Accords  | N°     | Décidé le  |
    |          | VAL-01 | 17/01/2023 |
    | Missions | N°     | Départ           | Accord |
    |          | MIS-01 | 17/01/2023 00:01 | VAL-01 |
    """
    assert cells(drawn, "MIS", "ACC") == []


def test_mission__whose_approval_nobody_finds_is_told_there() -> None:
    drawn = "| Missions | N° | Accord |\n| | MIS-01 | VAL-07 |"
    told = [one for one in cells(drawn, "MIS", "CEL") if "Missions" in one[1]]
    assert told == [("CEL-06", "Missions!P2")]


def test_mission__with_every_fault_tells_them_all() -> None:
    drawn = """
    | Communes | Code | Sortie     |
    |          | C01  | 31/01/2023 |
    | Missions | N°   | Départ           | Retour           | Km | Immatriculation | Accord | Compte rendu |
    |          | M-01 | 17/02/2023 07:00 | 18/02/2023 19:30 | 10 | 1-A-1           | VAL-01 | pieces/a.pdf |
    |          | M-02 | 17/02/2023 08:00 | 18/02/2023 19:30 | 10 |                 |        |              |
    """  # noqa: E501
    told = {code for code, place in cells(drawn, "MIS") if place.endswith("3")}
    assert told == {"MIS-01", "MIS-03", "MIS-04", "MIS-05", "MIS-06"}


# --- Approvals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("granted", "over"), [("83,33", False), ("83,32", True), ("0", True)])
def test_approval__may_be_consumed_to_the_cent(granted: str, over: bool) -> None:
    """900 MAD at 10.80 are 83.33 EUR."""
    drawn = f"| Accords | N° | Montant validé |\n| | VAL-01 | {granted} |"
    assert cells(drawn, "ACC-02") == ([("ACC-02", "Accords!J2")] if over else [])


def test_approval__decided_incompletely_has_one_finding_an_empty_cell() -> None:
    drawn = """
    | Accords | N°     | Décidé le | Décidé par | Montant validé | Preuve |
    |         | VAL-01 |           |            |                |        |
    """
    assert cells(drawn, "ACC") == [
        ("ACC-04", "Accords!H2"),
        ("ACC-04", "Accords!I2"),
        ("ACC-04", "Accords!J2"),
        ("ACC-01", "Accords!M2"),
    ]


def test_approval__without_usable_decision_is_judged_by_nothing_else() -> None:
    drawn = "| Accords | N° | Décision | Décidé le | Preuve |\n| | VAL-01 | peut-être | | |"
    assert [code for code, _ in cells(drawn, "ACC", "CEL", "MIS")] == ["CEL-05"]
