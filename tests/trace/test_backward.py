"""Every figure that a report shows leads to its cells, or is the template's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cic_sheets.report.model import Figure
from cic_sheets.trace.backward import Document
from cic_sheets.trace.spots import Spot
from cic_sheets.trace.wanted import days_in, numbers_in, read_wanted
from cic_sheets.values.cells import CellRef
from tests.trace.places import ask, spot_of

CONSTANTS = {"date_situation", "situation", "classeur"}
"""Fields that no cell gives: the day that was asked for, the file's own name."""


def figures(document: Document) -> Iterator[Spot]:
    """The places that show a number or a day."""
    for spot in document.shown.spots:
        text = spot.content
        if not isinstance(text, str) or numbers_in(text) or days_in(text):
            yield spot


def without_source(document: Document, spots: list[Spot]) -> list[str]:
    """Places whose figures have neither cells nor are known to have none."""
    wrong = []
    for spot in spots:
        for answer in document.answers_at(spot):
            told = answer.told
            nothing = told is not None and told.key.column in CONSTANTS
            empty = bool(answer.formula) and answer.content == "0"  # a sum of nothing
            words = told is not None and told.key.kind == "text"  # the program's own remark
            if not (answer.cells or answer.is_template or nothing or empty or words):
                wrong.append(f"{spot.place} {spot.content}")
    return wrong


# --- Everything shown -----------------------------------------------------------------------------


def test_reports__are_known_again_to_the_byte(excel: Document, word: Document) -> None:
    assert excel.shown.exact
    assert word.shown.exact
    assert excel.warnings == word.warnings == ()


def test_every_figure_of_the_narrative_report__has_a_source(word: Document) -> None:
    spots = list(figures(word))
    assert len(spots) > 1500
    assert without_source(word, spots) == []


def test_every_figure_of_the_first_pages__has_a_source(excel: Document) -> None:
    pages = ("Résumé!", "Contrôles!", "Honoraires!", "Plafond!", "Paiements!", "Règles!")
    spots = [spot for spot in figures(excel) if spot.place.startswith(pages)]
    assert len(spots) > 300
    assert without_source(excel, spots) == []


@pytest.mark.slow
def test_every_figure_of_the_financial_report__has_a_source(excel: Document) -> None:
    spots = list(figures(excel))
    assert len(spots) > 5000
    assert without_source(excel, spots) == []


def test_reimbursable_of_each_line__leads_to_its_receipts_and_to_its_steps(
    excel: Document,
) -> None:
    settled = excel.opened.settlement
    assert settled is not None
    for row, line in enumerate(settled.settlement.lines, start=7):
        answers = excel.answers_at(spot_of(excel, f"Dépenses!W{row}"))
        mine = [one for one in answers if one.told and one.told.key.column == "remboursable"]
        assert len(mine) == 1, line.id
        assert [one.number for one in mine[0].proofs] == list(settled.expense(line.id).receipts)
        road = mine[0].roads[0]
        assert (road.line, road.reimbursable) == (line.id, line.reimbursable)
        assert road.claimed - sum(step.amount for step in road.steps) == line.reimbursable
        assert settled.expense(line.id).at("amount") in {one.cell for one in mine[0].cells}


# --- What is behind a figure ----------------------------------------------------------------------


def test_total__stands_where_it_is_filled_and_where_formulas_make_it(excel: Document) -> None:
    settled = excel.opened.settlement
    assert settled is not None
    total = settled.settlement.totals.year.reimbursable
    found = [one for one in ask(excel, str(total)) if one.told]
    assert [one.told.key.column for one in found if one.told] == ["total_remboursable"]
    assert {"Résumé!B13", "Dépenses!W127"} <= set(found[0].places)
    sheets = {one.cell.sheet for one in found[0].cells}
    assert sheets >= {"Dépenses", "Taux", "Accords", "Justificatifs", "Barèmes", "Règles"}
    values = {one.cell: one.value for one in found[0].cells}
    assert values[CellRef("Dépenses", 14, 10)] == "310,00"


def test_formula_of_the_template__leads_to_the_figures_that_it_is_reckoned_from(
    excel: Document,
) -> None:
    share = next(spot for spot in excel.shown.spots if spot.place == "Catégories!B7")
    assert share.formula.startswith("IF(")
    (answer,) = excel.answers_at(share)
    assert answer.told is None
    assert {one.key.place for one in answer.parts} == {"categories"}
    assert {"Dépenses", "Taux", "Accords"} <= {one.cell.sheet for one in answer.cells}


def test_sum_over_a_condition__leads_only_to_the_lines_that_meet_it(excel: Document) -> None:
    settled = excel.opened.settlement
    assert settled is not None
    row = next(
        row for row in range(7, 40) if str(spot_of(excel, f"Missions!A{row}").content) == "MIS-03"
    )
    mine = {line.id for line in settled.settlement.lines if line.mission == "MIS-03"}
    parts = excel.shown.parts(f"Missions!G{row}") or ()
    lines = {key.row for key in parts if key.place == "depenses"}
    assert lines == mine


def test_wrong_value__is_nowhere_and_the_nearest_are_proposed(excel: Document) -> None:
    found = excel.ask(read_wanted("5 236,48"))
    assert found.answers == ()
    assert "5236.47" in {str(number) for number in found.near}


def test_rounded_value__is_found_and_said_to_be_rounded(excel: Document) -> None:
    spot = spot_of(excel, "Catégories!B7")
    shown = f"{round(float(str(spot.content)) * 100)} %"
    found = excel.ask(read_wanted(shown))
    assert found.rounded
    assert "Catégories!B7" in {place for one in found.answers for place in one.places}


@pytest.mark.parametrize("at", ["Résumé!B7", "résumé!$b$7", "'Résumé'!B7"])
def test_place__narrows_to_one_cell(at: str, excel: Document) -> None:
    answers = ask(excel, None, at)
    assert {place for one in answers for place in one.places} == {"Résumé!B7"}
    assert {one.told.key.column for one in answers if one.told} == {"total_demande"}


def test_figure_of_a_table__is_found_by_section_table_row_and_column(word: Document) -> None:
    settled = word.opened.settlement
    assert settled is not None
    line = next(line for line in settled.settlement.lines if line.refused and line.reimbursable)
    value = str(line.reimbursable)
    places = {place for one in ask(word, value) for place in one.places}
    assert any(f"Dépenses et justificatifs · {line.id} · Remboursable" in place for place in places)


def test_figure_among_the_programs_words__cites_its_cells(word: Document) -> None:
    (answer,) = [one for one in ask(word, None, "1 Résumé") if "plafond cumulé" in one.content]
    assert {one.cell.sheet for one in answer.cells} >= {"Règles", "Convention", "Dépenses"}


def test_chart__is_told_by_its_caption(word: Document) -> None:
    told = [
        one
        for spot in word.shown.spots
        if spot.place.startswith("Graphique")
        for one in word.answers_at(spot)
    ]
    assert len(told) > 30
    assert all(isinstance(one.told.value, Figure) for one in told if one.told)
