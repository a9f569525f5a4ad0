"""What a workbook's template says wrongly, or where nobody can fill it, is told with its place."""

from __future__ import annotations

import pytest
import xlsxwriter

from cic_sheets.template import Data, Outcome, fill
from cic_sheets.template.blocks import Prose
from tests.template_excel.books import made, one_sheet

DATA = Data({"total": 5, "vide": None, "rien": ""}, sections={"plaidoyers": (Prose("a"),)})


def filled(**cells: object) -> Outcome:
    return fill(one_sheet(**cells), DATA)


@pytest.mark.parametrize(
    "text", ["{{total {total}}", "{{", "fin }}", "{{total}} et {{", "{{total}"], ids=repr
)
def test_braces_that_open_or_close_nothing__are_told_with_their_cell(text: str) -> None:
    assert [one.words for one in filled(B4=text).broken] == ["F!B4"]


def test_good_braces__are_not_told() -> None:
    outcome = filled(A1="{{total}}", A2="{un} {deux}")
    assert outcome.broken == outcome.unreachable == outcome.unfilled == ()


@pytest.mark.parametrize("name", ["vide", "rien"])
def test_known_field_without_value__is_told(name: str) -> None:
    outcome = filled(A1="{{" + name + "}}", A2="{{total}}")
    assert [(one.name, one.place.words) for one in outcome.unfilled] == [(name, "F!A1")]


def test_section_in_a_cell__is_out_of_reach_and_a_misspelt_one_proposed() -> None:
    outcome = filled(A1="{{section: plaidoyers}}", A2="{{section: plaidoyer}}")
    assert [(one.name, one.place.words) for one in outcome.unreachable] == [
        ("section: plaidoyers", "F!A1")
    ]
    assert [(one.name, one.near) for one in outcome.unknown] == [
        ("section: plaidoyer", "plaidoyers")
    ]


def test_fields_of_formulas_notes_and_sheet_names__are_out_of_reach() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("{{total}}")
        sheet = book.add_worksheet("F")
        sheet.write_formula("A1", '="{{total}} EUR"')
        sheet.write_comment("A2", "voir {{total}}")
        sheet.write_formula("A3", '="{{totall}}"')

    outcome = fill(made(make), DATA)
    assert [one.place.words for one in outcome.unreachable] == ["{{total}}", "F!A1", "F!A2"]
    assert [(one.name, one.near) for one in outcome.unknown] == [("totall", "total")]
