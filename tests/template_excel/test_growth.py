"""Rows repeat, and all that depends on them follows: one test for each thing that does."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from cic_sheets.template.excel.fill import Filled, Item, Link, fill
from tests.programs import ooxml_errors, recalculated
from tests.template_excel.books import anchors, items, loaded, rich_template, tags, texts
from tests.xlsx_patch.books import parts_of

COUNTS = (0, 1, 2, 7, 200)
SHEET = "xl/worksheets/sheet1.xml"


@cache
def filled(count: int) -> Filled:
    data = {"annee": 2023, "titre": "Fin & suite", "vers": Link("ici", Item("lignes", 0))}
    return fill(rich_template(), data, {"lignes": items(count)})


def rows(count: int) -> int:
    """Rows that the list takes: an empty one for no item."""
    return max(count, 1)


@pytest.fixture(params=[*COUNTS, pytest.param(10_000, marks=pytest.mark.slow)])
def count(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@cache
def read(count: int, values: bool) -> openpyxl.Workbook:
    return loaded(filled(count).data, values)


@pytest.fixture
def book(count: int) -> openpyxl.Workbook:
    return read(count, False)


@pytest.fixture
def values(count: int) -> openpyxl.Workbook:
    return read(count, True)


def test_items__each_has_its_row_with_its_looks(book: openpyxl.Workbook, count: int) -> None:
    sheet = book["Liste"]
    for n in range(1, count + 1):
        row = 4 + n
        assert sheet.cell(row, 1).value == f"D-{n}"
        assert Decimal(str(sheet.cell(row, 3).value)) == Decimal("10.80") * n
        assert sheet.cell(row, 3).number_format == "#,##0.00"
        assert sheet.cell(row, 3).border.left.style == "thin"
        assert sheet.cell(row, 2).number_format == "dd/mm/yyyy"
        assert sheet.row_dimensions[row].height == 30
    assert sheet.cell(5 + rows(count), 1).value == "Total"
    assert sheet.row_dimensions[5 + rows(count)].height is None


def test_no_item__leaves_an_empty_row_with_its_looks() -> None:
    sheet = loaded(filled(0).data)["Liste"]
    assert [cell.value for cell in sheet[5]] == [None] * len(sheet[5])
    assert sheet["C5"].number_format == "#,##0.00"


def test_formulas_of_items__go_with_them(book: openpyxl.Workbook, count: int) -> None:
    sheet = book["Liste"]
    for row in range(5, 5 + count):
        assert sheet.cell(row, 5).value == f"=ROUND(C{row}/D{row},2)"
        assert sheet.cell(row, 6).value == f"=SUM(E$5:E{row})"


def test_results_of_items__are_stored(values: openpyxl.Workbook, count: int) -> None:
    sheet = values["Liste"]
    assert [sheet.cell(4 + n, 5).value for n in range(1, count + 1)] == list(range(1, count + 1))
    assert [sheet.cell(4 + n, 6).value for n in range(1, count + 1)] == [
        n * (n + 1) // 2 for n in range(1, count + 1)
    ]


def test_formulas_below__grow_or_move(
    book: openpyxl.Workbook, values: openpyxl.Workbook, count: int
) -> None:
    total, last = 5 + rows(count), 4 + rows(count)
    sheet = book["Liste"]
    assert sheet.cell(total, 5).value == f"=SUM(E5:E{last})"
    assert sheet.cell(total + 1, 5).value == f"=E{total}*2"
    worth = count * (count + 1) // 2
    assert values["Liste"].cell(total, 5).value == worth
    assert values["Liste"].cell(total + 1, 5).value == worth * 2


def test_formulas_of_other_sheets__follow(
    book: openpyxl.Workbook, values: openpyxl.Workbook, count: int
) -> None:
    last = 4 + rows(count)
    sheet = book["L'autre"]
    assert sheet["A1"].value == f"=Liste!E{last + 1}"
    assert sheet["A2"].value == f"=SUM(Liste!$E$5:$E${last})"
    assert sheet["C8"].value == f"=SUM(T[b])+Liste!E{last + 2}"
    worth = count * (count + 1) // 2
    assert values["L'autre"]["A1"].value == values["L'autre"]["A2"].value == worth


def test_lookups_and_tables__follow_with_their_results(count: int) -> None:
    total, values = 3 + rows(count), read(count, True)
    assert filled(count).unreckoned == ()
    assert values["L'autre"]["A3"].value == (1 if count else "#N/A")
    assert values["Tableau"][f"B{total}"].value == count * (count + 1) // 2


def test_merged_cells__move(book: openpyxl.Workbook, count: int) -> None:
    row = 7 + rows(count)
    assert [str(one) for one in book["Liste"].merged_cells.ranges] == [f"A{row}:C{row}"]


def test_conditional_formats__grow_and_their_formulas_follow(count: int) -> None:
    last = 4 + rows(count)
    data = filled(count).data
    found = [one["sqref"] for one in tags(data, SHEET, "conditionalFormatting") if one]
    grown = [f"E5:E{last}", f"C5:C{last}"] if last > 5 else ["E5:E5", "C5"]
    assert found == [grown[0].replace("E5:E5", "E5"), grown[1], f"A{last + 4}"]
    assert texts(data, SHEET, "formula") == [f"$E${last + 1}", f"$E${last + 1}>0"]


def test_extensions__follow(count: int) -> None:
    last = 4 + rows(count)
    found = texts(filled(count).data, SHEET, "sqref")
    sparklines = [f"H{row}" for row in range(5, last + 1)]
    assert found == [f"C5:C{last}" if last > 5 else "C5", *sparklines]
    formulas = [text for text in texts(filled(count).data, SHEET, "f") if text.startswith("Liste!")]
    assert formulas == [f"Liste!C{row}:E{row}" for row in range(5, last + 1)]


def test_validations__grow_and_their_lists_follow(book: openpyxl.Workbook, count: int) -> None:
    last = 4 + rows(count)
    found = book["Liste"].data_validations.dataValidation
    assert [str(one.sqref) for one in found] == [
        f"A5:A{last}" if last > 5 else "A5",
        f"H{last + 4}:H{last + 5}",
    ]
    assert found[0].formula1 == f"$H${last + 4}:$H${last + 5}"


def test_filter_print_area_and_titles__follow(book: openpyxl.Workbook, count: int) -> None:
    last = 4 + rows(count)
    sheet = book["Liste"]
    assert sheet.auto_filter.ref == f"A4:F{last}"
    assert sheet.print_area == f"'Liste'!$A$1:$F${last + 4}"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"
    assert book["L'autre"].print_area == "'L''autre'!$A$1:$C$9"


def test_page_breaks__move(book: openpyxl.Workbook, count: int) -> None:
    last = 4 + rows(count)
    assert [one.id for one in book["Liste"].row_breaks.brk] == [3, last, last + 3]


def test_defined_names__follow(book: openpyxl.Workbook, count: int) -> None:
    last = 4 + rows(count)
    assert book.defined_names["Tout"].value == f"Liste!$E$5:$E${last}"
    assert book.defined_names["Somme"].value == f"Liste!$E${last + 1}"
    assert book["Liste"].defined_names["Ici"].value == f"Liste!$A${last + 4}"


def test_links__move_and_lead_where_their_target_went(count: int) -> None:
    last = 4 + rows(count)
    found = {
        one["ref"]: one.get("location") for one in tags(filled(count).data, SHEET, "hyperlink")
    }
    assert found[f"A{last + 4}"] == f"'Liste'!E{last + 1}"
    assert f"B{last + 4}" in found
    for n in range(1, count + 1):
        assert found[f"G{4 + n}"] == f"'Liste'!A{5 + count - n}"


def test_link_to_an_item__waits_for_one_to_be_there(count: int) -> None:
    found = tags(filled(count).data, "xl/worksheets/sheet2.xml", "hyperlink")
    expected = [{"ref": "A5", "location": "'Liste'!A5"}] if count else []
    assert found == expected


def test_charts__show_all_items_and_keep_a_fresh_copy(count: int) -> None:
    last = 4 + rows(count)
    for number in (1, 2, 3):
        part = f"xl/charts/chart{number}.xml"
        data = filled(count).data
        assert texts(data, part, "f") == [f"Liste!$A$5:$A${last}", f"Liste!$E$5:$E${last}"]
        copies = texts(data, part, "v")
        labels = [f"D-{n}" for n in range(1, count + 1)]
        assert copies == labels + [str(n) for n in range(1, count + 1)]
        assert [one["val"] for one in tags(data, part, "ptCount")] == [str(rows(count))] * 2


def test_drawings__stretch_or_move(count: int) -> None:
    added = rows(count) - 1
    found = anchors(filled(count).data, "xl/drawings/drawing1.xml")
    before = anchors(rich_template(), "xl/drawings/drawing1.xml")
    assert found[0] == (before[0][0], before[0][1] + added)  # it stands beside the list
    assert found[1:] == [(top + added, bottom + added) for top, bottom in before[1:]]


def test_notes__stay_with_their_cells(count: int) -> None:
    total = 5 + rows(count)
    data = filled(count).data
    assert [one["ref"] for one in tags(data, "xl/comments1.xml", "comment")] == ["A5", f"A{total}"]
    vml = parts_of(data)["xl/drawings/vmlDrawing1.vml"].decode()
    assert "<x:Row>4</x:Row>" in vml
    assert f"<x:Row>{total - 1}</x:Row>" in vml


def test_table_of_the_list__grows_with_its_totals(book: openpyxl.Workbook, count: int) -> None:
    sheet = book["Tableau"]
    last = 2 + rows(count)
    assert sheet.tables["Grand"].ref == f"A2:B{last + 1}"
    assert sheet.tables["Grand"].autoFilter.ref == f"A2:B{last}"
    assert [sheet.cell(2 + n, 2).value for n in range(1, count + 1)] == [
        f"=Liste!E{4 + n}" for n in range(1, count + 1)
    ]
    assert sheet.cell(last + 3, 1).value == "après"


def test_table_elsewhere__stays(book: openpyxl.Workbook) -> None:
    assert book["L'autre"].tables["T"].ref == "A7:B8"


def test_header__says_its_field(book: openpyxl.Workbook) -> None:
    assert book["Liste"].oddHeader.center.text == "Fin && suite"
    assert book["Liste"]["A1"].value == "Année 2023 – Fin & suite"


def test_recalculation__is_asked_in_full_and_no_stale_order_kept(count: int) -> None:
    parts = parts_of(filled(count).data)
    assert b'fullCalcOnLoad="1"' in parts["xl/workbook.xml"]
    kept = count == 1  # nothing moved: the order still holds
    assert ("xl/calcChain.xml" in parts) is kept
    assert (b"calcChain" in parts["[Content_Types].xml"]) is kept
    assert (b"calcChain" in parts["xl/_rels/workbook.xml.rels"]) is kept


def test_parts_without_fields__stay_byte_for_byte(count: int) -> None:
    before, after = parts_of(rich_template()), parts_of(filled(count).data)
    for name in (
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/sharedStrings.xml",
        "docProps/app.xml",
    ):
        assert after[name] == before[name]
    if count == 1:
        changed = {name for name in after if after[name] != before[name]}
        charts = {f"xl/charts/chart{n}.xml" for n in (1, 2, 3)}
        sheets = {f"xl/worksheets/sheet{n}.xml" for n in (1, 2, 3)}
        assert changed == {*charts, *sheets}


@pytest.mark.programs
@pytest.mark.slow
def test_filled_template__is_valid_and_recalculates_to_what_is_stored(tmp_path: Path) -> None:
    before = tmp_path / "modele.xlsx"
    before.write_bytes(rich_template())
    known = len(ooxml_errors(before))
    for count in (0, 7):
        path = tmp_path / f"rempli-{count}.xlsx"
        path.write_bytes(filled(count).data)
        assert len(ooxml_errors(path)) <= known
        fresh = openpyxl.load_workbook(recalculated(path), data_only=True)
        mine = loaded(filled(count).data, values=True)
        unreckoned = set(filled(count).unreckoned)
        for sheet in mine:
            for row in sheet.iter_rows():
                for cell in row:
                    there = fresh[sheet.title][cell.coordinate].value
                    # LibreOffice knows no column of a table that is not named before it.
                    known_there = there != "#NAME?"
                    if known_there and f"{sheet.title}!{cell.coordinate}" not in unreckoned:
                        assert there == cell.value, cell
