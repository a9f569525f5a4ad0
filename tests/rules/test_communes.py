"""Communes: names, number, membership."""

from __future__ import annotations

from cic_sheets.rules.communes import TIMELESS, WHEN, commune_columns
from cic_sheets.schema.kinds import Ref
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.sheets.communes import Commune
from tests.rules.seen import cells, findings, whole

import_all("cic_sheets.sheets")


def test_every_sheet_that_names_communes__says_when_or_why_not() -> None:
    naming = {
        sheet.row
        for sheet in SHEETS
        for column in sheet.columns.values()
        if isinstance(column.kind, Ref) and column.kind.sheet == Commune.sheet.title
    }
    assert len(naming) == 17
    assert naming == set(WHEN) | set(TIMELESS)
    assert all(commune_columns(sheet) for sheet in WHEN)
    for sheet, attrs in TIMELESS.items():
        assert set(attrs) <= set(sheet.sheet.columns)


def test_commune__copied_with_its_code_is_told_once() -> None:
    drawn = """
    | Règles   | Règle               | Valeur |
    |          | nb_communes_attendu | 1      |
    | Communes | Code | Commune   | Alias    |
    |          | C01  | Aït Tizza | Ait Tiza |
    |          | C01  | Aït Tizza | Ait Tiza |
    """
    assert cells(drawn, "CEL", "COM") == [("CEL-07", "Communes!A3")]
    assert whole(drawn, "COM") == []


def test_commune__copied_under_another_code_is_told_once_for_its_twin() -> None:
    drawn = """
    | Communes | Code | Commune   | الجماعة | Alias    |
    |          | C01  | Aït Tizza | أيت تيزة | Ait Tiza |
    |          | C02  | ait tizza | ايت تيزة | Ait Tiza |
    """
    assert cells(drawn, "COM-01") == [("COM-01", "Communes!B3")]


def test_communes__are_counted_on_the_day_from_which_the_year_is_seen() -> None:
    drawn = """
    | Règles   | Règle               | Valeur |
    |          | nb_communes_attendu | 2      |
    | Communes | Code | Entrée     | Sortie     |
    |          | C01  |            |            |
    |          | C02  |            | 30/06/2023 |
    |          | C03  | 02/07/2023 |            |
    """
    for seen, count in (("30/06", []), ("01/07", ["1"]), ("02/07", [])):
        assert [value for _, value in whole(f"Vu le {seen}/2023\n{drawn}", "COM-02")] == count


def test_communes__one_whose_dates_cannot_be_read_stops_the_count() -> None:
    drawn = """
    | Règles   | Règle               | Valeur |
    |          | nb_communes_attendu | 2      |
    | Communes | Code | Sortie |
    |          | C01  | demain |
    """
    assert whole(drawn, "COM-02") == []


def test_membership__dates_the_wrong_way_round_accuse_no_other_row() -> None:
    drawn = """
    | Communes    | Code | Entrée     | Sortie     |
    |             | C01  | 01/07/2023 | 30/06/2023 |
    | Prestations | N°   | Date       | Communes |
    |             | P-01 | 15/08/2023 | C01      |
    | Missions    | N°   | Départ           | Retour           | Communes |
    |             | M-01 | 17/08/2023 07:00 | 18/08/2023 19:30 | C01      |
    """
    assert cells(drawn, "CEL-11", "MIS-06") == [("CEL-11", "Communes!I2")]
    assert not [one for one in findings(drawn, "COM-03") if one.sheet == "Prestations"]


def test_membership__is_named_with_its_date() -> None:
    drawn = """
    | Communes    | Code | Commune      | Sortie     |
    |             | C01  | Aït Tizza    | 30/06/2023 |
    | Prestations | N°   | Date       | Communes |
    |             | P-01 | 01/07/2023 | C01      |
    """
    from cic_sheets.language.say import said

    (found,) = (one for one in findings(drawn, "COM-03") if one.sheet == "Prestations")
    assert said(found).message == (
        "Hors du groupe à cette date (01/07/2023) : Aït Tizza (sortie le 30/06/2023)."
    )
