"""Tallies are the totals that the report prints: a text is compared with what stands beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cic_sheets import open_book
from cic_sheets.group.tallies import Tallies
from cic_sheets.pipeline import OpenBook
from cic_sheets.report.build import report_of
from cic_sheets.report.model import Figure
from tests.programs import ROOT

SAME = {
    "communes": "nb_communes",
    "hours": "heures_prestees",
    "missions": "nb_missions",
    "activities": "nb_activites_realisees",
    "participations": "nb_participations",
    "exchanges": "nb_partages",
    "fundings": "nb_financements",
    "applications": "nb_candidatures",
    "positions": "nb_plaidoyers",
    "marks": "note_evaluation",
}


@pytest.fixture(scope="module")
def example() -> OpenBook:
    return open_book(Path(ROOT, "workbooks", "2023.xlsx"), today=date(2024, 2, 1))


@pytest.mark.parametrize("day", [date(2023, 6, 30), date(2023, 12, 31)])
@pytest.mark.parametrize(("tally", "field"), SAME.items())
def test_tally__is_the_figure_of_the_report(
    tally: str, field: str, day: date, example: OpenBook
) -> None:
    year = example.year._replace(as_of=day)
    value = report_of(year, []).fields[field].value
    if value is None:
        assert tally == "marks"  # nobody has evaluated in June
        return
    assert isinstance(value, Figure)
    assert Tallies(year.book, day)[tally].total == value.amount


def test_a_part_of_a_total__is_one_of_its_slices(example: OpenBook) -> None:
    missions = Tallies(example.book, date(2023, 12, 31))["missions"]
    assert missions.total == 25
    assert 8 in missions.slices  # the announcement's eight
    assert len(missions.slices) > 3
