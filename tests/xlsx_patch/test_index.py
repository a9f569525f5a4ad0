"""The index sheet: every mark a line that leads to its cell."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cic_sheets.template.excel.spreadsheet import TRANSITIONAL
from cic_sheets.template.excel.styles import Styles
from cic_sheets.template.excel.workbook import read_workbook
from cic_sheets.template.opc.errors import PatchError
from cic_sheets.template.opc.package import Package
from cic_sheets.xlsx.patch import Mark, annotate
from cic_sheets.xlsx.patch.index import Layout, Line, index_sheet
from tests.xlsx_patch.books import (
    COLUMNS,
    HEADER_ROW,
    MAIN,
    TEXTS,
    loaded,
    mark,
    parts_of,
    plain_book,
)

MARKS = (
    mark("Dépenses", 6, 6, "E"),
    mark("L'été", 1, 1, "A", lines=("CEL-01", "=1+1", "c'est\ndu texte", "")),
    mark("Dépenses", None, None, "I", lines=("CLA-03",)),
    mark("Absente", 2, 2, "E"),
    mark("Dépenses", 12, 3, "E"),
)


def index_sheet_of(*marks: Mark) -> Worksheet:
    return loaded(annotate(plain_book("Dépenses", "L'été"), marks, TEXTS))["Contrôle"]


def test_lines__are_in_the_order_of_the_marks() -> None:
    sheet = index_sheet_of(*MARKS)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER_ROW)]
    assert rows == [
        list(COLUMNS),
        ["Erreur", "DEP-07", "Dépenses", "F6", "12,00", "Trop cher", "Ramener au plafond"],
        ["Avertissement", "CEL-01", "L'été", "A1", "=1+1", "c'est\ndu texte", None],
        ["Information", "CLA-03", "Dépenses", None, None, None, None],
        ["Erreur", "DEP-07", "Absente", "B2", "12,00", "Trop cher", "Ramener au plafond"],
        ["Erreur", "DEP-07", "Dépenses", "C12", "12,00", "Trop cher", "Ramener au plafond"],
    ]
    assert sheet.cell(HEADER_ROW + 2, 5).data_type != "f"
    assert sheet.cell(HEADER_ROW + 2, 5).quotePrefix


def test_links__lead_to_the_cells_that_exist() -> None:
    sheet = index_sheet_of(*MARKS)
    links = {
        cell.coordinate: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink
    }
    assert links == {
        "D7": "'Dépenses'!F6",
        "D8": "'L''été'!A1",
        "C9": "'Dépenses'!A1",
        # LibreOffice would take C12 for the twelfth column.
        "D11": "'Dépenses'!$C$12",
    }


def test_top__says_what_it_is_and_counts() -> None:
    sheet = index_sheet_of(*MARKS)
    assert sheet["A1"].value == "Contrôle du classeur 2023"
    assert [sheet.cell(row, 1).value for row in (2, 3)] == list(TEXTS.intro)
    counts = [cell.value for cell in sheet[4][:6]]
    assert counts == ["Erreur", 3, "Avertissement", 1, "Information", 1]


def test_sheet__is_made_for_reading_and_printing() -> None:
    sheet = index_sheet_of(*MARKS)
    assert sheet.freeze_panes == f"A{HEADER_ROW + 1}"
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:G{HEADER_ROW + 5}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.paperSize) == (0, 9)
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert all(cell.alignment.wrap_text for cell in sheet[HEADER_ROW + 1])
    assert sheet.column_dimensions["F"].width > 10


@pytest.mark.parametrize("right_to_left", [False, True])
def test_sheet__begins_at_the_side_asked_for(right_to_left: bool) -> None:
    texts = TEXTS._replace(right_to_left=right_to_left)
    sheet = loaded(annotate(plain_book(), MARKS, texts))["Contrôle"]
    assert bool(sheet.sheet_view.rightToLeft) is right_to_left
    for place in ("A1", "A2", "F7"):
        assert (sheet[place].alignment.horizontal == "right") is right_to_left
        assert (sheet[place].alignment.readingOrder == 2) is right_to_left


def test_long_and_odd_texts__stay_within_what_a_cell_takes() -> None:
    lines = ("A", "x" * 40_000, "a\x07\ud800b", "_x0041_")
    data = annotate(plain_book(), [mark("Dépenses", 1, 1, lines=lines)], TEXTS)
    row = loaded(data)["Contrôle"][HEADER_ROW + 1]
    assert len(row[4].value) == 32_767
    assert row[4].value.endswith("x…")
    assert row[6].value in ("_x0041_", "_x005F_x0041_")
    sheet = ET.fromstring(parts_of(data)["xl/worksheets/sheet2.xml"])
    heights = [float(one.get("ht", "0")) for one in sheet.iter(f"{MAIN}row")]
    assert max(heights) == 409


def made(count: int) -> bytes:
    styles = Styles(read_workbook(Package.open(plain_book())))
    layout = Layout("T", (), COLUMNS[:4], {"E": "Erreur"}, False)
    line = Line("E", "C", "Dépenses", "A1", "'Dépenses'!A1", ())
    return index_sheet("Contrôle", layout, [line] * count, styles, TRANSITIONAL).content


def test_long_list__is_whole_with_as_many_links_as_excel_takes() -> None:
    content = made(70_000)
    assert content.count(b"<row ") == 70_003
    assert content.count(b"<hyperlink ") == 65_530


def test_list_longer_than_a_sheet__is_refused_not_cut() -> None:
    with pytest.raises(PatchError, match="rows"):
        made(1_048_573)
