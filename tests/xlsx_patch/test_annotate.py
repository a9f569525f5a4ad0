"""The annotated copy: what it says, and all that it keeps."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from cic_sheets.template.opc.errors import PatchError
from cic_sheets.xlsx.patch import Mark, annotate
from tests.xlsx_patch.books import (
    FILL,
    MAIN,
    TEXTS,
    frame,
    loaded,
    mark,
    parts_of,
    plain_book,
    replaced,
    rich_book,
    stored_cells,
)

SHEET = "xl/worksheets/sheet1.xml"
DEPENSES = (mark("Dépenses", 3, 3), mark("Dépenses", 12, 2, "A"), mark("Dépenses", 3, 2, "I"))


def values(sheet: Worksheet) -> dict[str, object]:
    return {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}


def annotated(data: bytes, *marks: Mark) -> bytes:
    return annotate(data, marks or DEPENSES, TEXTS)


# -- What is said ----------------------------------------------------------------------------


def test_marked_cells__have_the_fill_of_their_severity_and_a_note() -> None:
    sheet = loaded(annotated(plain_book()))["Dépenses"]
    for row, column, severity in ((3, 3, "E"), (12, 2, "A"), (3, 2, "I")):
        cell = sheet.cell(row, column)
        assert cell.fill.fgColor.rgb == FILL[severity]
        assert cell.comment is not None
        assert cell.comment.author == "Contrôle"
        title = f"DEP-07 · {TEXTS.severities[severity]}"
        assert cell.comment.text == f"{title}\nLe montant dépasse le plafond."
    assert len({sheet.cell(r, c).fill.patternType for r, c in ((3, 3), (12, 2), (3, 2))}) == 3
    assert sum(cell.comment is not None for row in sheet for cell in row) == 3


def test_several_marks_on_a_cell__make_one_note_in_the_colour_of_the_worst() -> None:
    marks = [mark("Dépenses", 2, 2, s, f"phrase {s}") for s in "IAE"]
    cell = loaded(annotated(plain_book(), *marks))["Dépenses"]["B2"]
    assert cell.fill.fgColor.rgb == FILL["E"]
    assert re.findall("phrase [EAI]", cell.comment.text) == ["phrase I", "phrase A", "phrase E"]


def test_note__says_arabic_line_ends_and_control_characters_faithfully() -> None:
    text = "المبلغ أكبر\n=1+1 <b> & \x07 _x0041_"
    cell = loaded(annotated(plain_book(), mark("Dépenses", 2, 2, "E", text)))["Dépenses"]["B2"]
    assert "المبلغ أكبر\n=1+1 <b> &" in cell.comment.text
    assert "_x0007_ _x005F_x0041_" in cell.comment.text


def test_note__longer_than_excel_takes_ends_in_an_ellipsis() -> None:
    cell = loaded(annotated(plain_book(), mark("Dépenses", 2, 2, "E", "a" * 50_000)))["Dépenses"]
    text = cell["B2"].comment.text
    assert len(text) == 32_767
    assert text.endswith("a…")


def test_mark_in_a_merged_area__shows_on_its_first_cell() -> None:
    sheet = loaded(annotated(rich_book(), mark("Dépenses", 4, 7)))["Dépenses"]
    assert sheet["F2"].comment is not None
    assert sheet["F2"].fill.fgColor.rgb == FILL["E"]
    assert sheet["F2"].value == "fusion"


@pytest.mark.parametrize("name", ["Dépenses", "DÉPENSES", "De\u0301penses"])
def test_sheet_name__is_found_in_any_case_and_composition(name: str) -> None:
    assert loaded(annotated(plain_book(), mark(name, 2, 2)))["Dépenses"]["B2"].comment


def test_sheet_name__is_first_of_all_the_very_same() -> None:
    data = plain_book("Notes", "Autre")
    book = parts_of(data)["xl/workbook.xml"].replace(b'name="Autre"', b'name="NOTES"')
    result = parts_of(annotated(replaced(data, {"xl/workbook.xml": book}), mark("NOTES", 2, 2)))
    assert b"legacyDrawing" in result["xl/worksheets/sheet2.xml"]
    assert b"legacyDrawing" not in result[SHEET]


@pytest.mark.parametrize(
    "place",
    [
        ("Absente", 1, 1),
        ("Dépenses", None, None),
        ("Dépenses", 4, None),
        ("Dépenses", 1_048_577, 1),
        ("Dépenses", 1, 16_385),
        ("Dépenses", 0, 1),
        ("Graphique", 1, 1),
    ],
)
def test_mark_without_a_cell__is_in_the_index_only(
    place: tuple[str, int | None, int | None],
) -> None:
    data = rich_book()
    result = annotated(data, mark(*place))
    book = loaded(result)
    assert place[0] in [cell.value for cell in book["Contrôle"]["C"]]
    assert parts_of(result)[SHEET] == parts_of(data)[SHEET]


# -- What is kept ----------------------------------------------------------------------------


def test_format__keeps_number_format_font_border_protection_and_alignment() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        look = {"num_format": "dd/mm/yyyy", "italic": True, "border": 2, "locked": False}
        format = book.add_format({**look, "align": "right", "bg_color": "#00FF00"})
        book.add_worksheet("Dépenses").write_number(2, 2, 45000, format)
    before = loaded(out.getvalue())["Dépenses"]["C3"]
    after = loaded(annotated(out.getvalue()))["Dépenses"]["C3"]
    assert after.fill.fgColor.rgb == FILL["E"]
    for name in ("number_format", "font", "border", "protection", "alignment", "value"):
        assert repr(getattr(after, name)) == repr(getattr(before, name)), name


def test_new_cell__takes_the_format_of_its_column() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        format = book.add_format({"num_format": "0.000"})
        book.add_worksheet("Dépenses").set_column(1, 2, 30, format)
    sheet = loaded(annotated(out.getvalue()))["Dépenses"]
    assert sheet["B12"].number_format == "0.000"
    assert sheet["B12"].fill.fgColor.rgb == FILL["A"]


@pytest.mark.parametrize(
    ("color", "kept"),
    [
        ({"font_color": "#FFFFFF"}, False),
        ({"font_color": "#FFFF00"}, False),
        ({"font_color": "#C00000"}, True),
        ({}, True),
    ],
)
def test_font_colour__changes_only_where_it_would_not_show(
    color: dict[str, str], kept: bool
) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Dépenses").write(2, 2, "x", book.add_format({**color, "bold": True}))
    before = loaded(out.getvalue())["Dépenses"]["C3"].font
    after = loaded(annotated(out.getvalue()))["Dépenses"]["C3"].font
    assert (after.color == before.color) is kept
    assert (after.b, after.name, after.sz) == (before.b, before.name, before.sz)
    assert kept or after.color.rgb == "FF1F1F1F"


def test_table_heading__gets_ink_of_its_own_against_the_tables_white() -> None:
    sheet = loaded(annotated(rich_book(), mark("Dépenses", 1, 2), mark("Dépenses", 2, 2)))
    assert sheet["Dépenses"]["B1"].font.color.rgb == "FF1F1F1F"
    assert sheet["Dépenses"]["B2"].font.color.rgb != "FF1F1F1F"


def test_everything_else__is_byte_for_byte_what_it_was() -> None:
    data = rich_book()
    before, after = parts_of(data), parts_of(annotated(data))
    assert list(after)[: len(before)] == list(before)
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        SHEET,
        "xl/worksheets/sheet2.xml",  # was the sheet on view
    }
    assert set(after) - set(before) == {"xl/worksheets/sheet4.xml"}


def test_marked_sheet__keeps_its_values_formulas_and_all_other_elements() -> None:
    data = rich_book()
    before, after = parts_of(data)[SHEET], parts_of(annotated(data))[SHEET]
    assert stored_cells(after) == stored_cells(before)
    assert frame(after) == frame(before)
    assert len(frame(before)) == 10


def test_openpyxl__reads_the_same_values_tables_rules_and_protection() -> None:
    data = rich_book()
    before, after = loaded(data), loaded(annotated(data))
    assert after.sheetnames == ["Contrôle", *before.sheetnames]
    for name in ("Dépenses", "L'été", "Cachée"):
        old, new = before[name], after[name]
        assert values(new) == values(old)
        assert new.tables.keys() == old.tables.keys()
        assert new.merged_cells == old.merged_cells
        assert len(new.data_validations.dataValidation) == len(old.data_validations.dataValidation)
        assert len(new.conditional_formatting) == len(old.conditional_formatting)
        assert new.protection.sheet == old.protection.sheet
        assert new.sheet_state == old.sheet_state


def test_same_input__gives_the_same_bytes() -> None:
    data = rich_book()
    assert annotated(data) == annotated(data)


def test_no_marks__still_makes_an_index() -> None:
    book = loaded(annotate(plain_book(), [], TEXTS))
    assert book.sheetnames == ["Contrôle", "Dépenses"]


# -- The workbook part -----------------------------------------------------------------------


def test_names_of_sheets__follow_their_sheet_when_one_comes_first() -> None:
    data = rich_book()
    before, after = loaded(data), loaded(annotated(data))
    assert "Local" in before["Cachée"].defined_names
    for name in ("Dépenses", "L'été", "Cachée"):
        assert after[name].print_title_rows == before[name].print_title_rows
        assert after[name].print_area == before[name].print_area
        assert after[name].defined_names.keys() == before[name].defined_names.keys()
    assert after["Contrôle"].print_title_rows == "$6:$6"
    assert after.defined_names.keys() == before.defined_names.keys()


def test_index__is_first_on_view_and_alone_selected() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheets = [book.add_worksheet(f"Feuille {n}") for n in range(6)]
        sheets[3].activate()
        sheets[4].select()
        sheets[4].set_first_sheet()
        chart = book.add_chartsheet("Graphe")
        line = book.add_chart({"type": "line"})
        line.add_series({"values": "='Feuille 0'!$A$1:$A$2"})
        chart.set_chart(line)
        chart.select()
    result = annotated(out.getvalue(), mark("Feuille 4", 1, 1))
    book_xml = ET.fromstring(parts_of(result)["xl/workbook.xml"])
    view = book_xml.find(f"{MAIN}bookViews/{MAIN}workbookView")
    assert view is not None
    assert (view.get("activeTab"), view.get("firstSheet")) == (None, None)
    sheets_xml = book_xml.find(f"{MAIN}sheets")
    assert sheets_xml is not None
    assert sheets_xml[0].get("name") == "Contrôle"
    selected = [
        name
        for name, part in parts_of(result).items()
        if re.search(r"sheets/\w+\.xml", name) and b'tabSelected="1"' in part
    ]
    assert selected == ["xl/worksheets/sheet7.xml"]


def test_sheet_on_view_in_utf16__is_deselected_too() -> None:
    data = plain_book("Dépenses", "Autre")
    part = parts_of(data)[SHEET].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    result = annotated(replaced(data, {SHEET: part.encode("utf-16")}), mark("Autre", 1, 1))
    assert b"tabSelected" not in parts_of(result)[SHEET]
    assert loaded(result)["Dépenses"]["B1"].value == "texte 0"


@pytest.mark.parametrize(
    ("names", "index"),
    [
        (("Contrôle",), "Contrôle (2)"),
        (("CONTRÔLE", "Contrôle (2)"), "Contrôle (3)"),
        (("Dépenses",), "Contrôle"),
    ],
)
def test_index_name__is_free_whatever_the_case(names: tuple[str, ...], index: str) -> None:
    assert loaded(annotated(plain_book(*names), mark(names[0], 1, 1))).sheetnames[0] == index


def test_index_name__is_one_that_excel_allows() -> None:
    texts = TEXTS._replace(title="Contrôle [a/b]: tout ce qui ne va pas?")
    name = loaded(annotate(plain_book(), DEPENSES, texts)).sheetnames[0]
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\")


def test_sheet_ids__stay_unique_even_at_the_top() -> None:
    data = plain_book()
    book = parts_of(data)["xl/workbook.xml"].replace(b'sheetId="1"', b'sheetId="65534"')
    result = parts_of(annotated(replaced(data, {"xl/workbook.xml": book})))["xl/workbook.xml"]
    assert re.findall(rb'sheetId="(\d+)"', result) == [b"1", b"65534"]


# -- Odd packages ----------------------------------------------------------------------------


def test_signature__is_left_out_cleanly() -> None:
    data = plain_book()
    signed = replaced(
        data,
        {
            "_rels/.rels": parts_of(data)["_rels/.rels"].replace(
                b"</Relationships>",
                b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/package/2006/'
                b'relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>'
                b"</Relationships>",
            ),
            "[Content_Types].xml": parts_of(data)["[Content_Types].xml"].replace(
                b"</Types>",
                b'<Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.'
                b'openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>',
            ),
            "_xmlsignatures/origin.sigs": b"",
            "_xmlsignatures/_rels/origin.sigs.rels": b'<Relationships xmlns="http://schemas.'
            b'openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://'
            b"schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature"
            b'" Target="sig1.xml"/></Relationships>',
            "_xmlsignatures/sig1.xml": b"<Signature/>",
        },
    )
    result = parts_of(annotated(signed))
    assert not [name for name in result if "signature" in name]
    assert b"signature" not in result["_rels/.rels"] + result["[Content_Types].xml"]


def test_macros__and_their_content_type_are_kept() -> None:
    data = plain_book()
    types = parts_of(data)["[Content_Types].xml"].replace(
        b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    )
    data = replaced(data, {"[Content_Types].xml": types, "xl/vbaProject.bin": b"\0macro\xff"})
    result = parts_of(annotated(data))
    assert result["xl/vbaProject.bin"] == b"\0macro\xff"
    assert b"macroEnabled.main+xml" in result["[Content_Types].xml"]


def test_missing_styles__are_made() -> None:
    data = plain_book()
    parts = parts_of(data)
    rels = re.sub(rb"<Relationship [^>]*styles.xml\"/>", b"", parts["xl/_rels/workbook.xml.rels"])
    types = re.sub(rb"<Override [^>]*styles[^>]*>", b"", parts["[Content_Types].xml"])
    bare = replaced(
        data,
        {
            "xl/styles.xml": None,
            "xl/_rels/workbook.xml.rels": rels,
            "[Content_Types].xml": types,
        },
    )
    assert loaded(annotated(bare))["Dépenses"]["C3"].fill.fgColor.rgb == FILL["E"]


@pytest.mark.parametrize("styles", ["<styleSheet xmlns='{}'/>", "<x:styleSheet xmlns:x='{}'/>"])
def test_empty_styles__are_filled_in_their_order(styles: str) -> None:
    namespace = MAIN.strip("{}")
    data = replaced(plain_book(), {"xl/styles.xml": styles.format(namespace)})
    result = annotated(data)
    assert loaded(result)["Dépenses"]["C3"].fill.fgColor.rgb == FILL["E"]
    names = [one.tag.removeprefix(MAIN) for one in ET.fromstring(parts_of(result)["xl/styles.xml"])]
    assert names == ["fonts", "fills", "borders", "cellXfs"]


def test_format_that_does_not_exist__is_taken_for_the_first() -> None:
    data = plain_book()
    part = parts_of(data)[SHEET].replace(b'<c r="C3">', b'<c r="C3" s="999">')
    assert loaded(annotated(replaced(data, {SHEET: part})))["Dépenses"]["C3"].value == 22


def test_styles__count_what_they_hold() -> None:
    styles = ET.fromstring(parts_of(annotated(rich_book()))["xl/styles.xml"])
    for name in ("fonts", "fills", "borders", "cellXfs"):
        found = styles.find(MAIN + name)
        assert found is not None
        assert found.get("count") == str(len(found))


def test_prefixed_strict_and_utf16_books__are_annotated_as_others() -> None:
    data = plain_book()
    parts = parts_of(data)
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in parts.items()
    }
    result = parts_of(annotated(replaced(data, strict)))
    for name in ("xl/comments1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"):
        assert b"schemas.openxmlformats.org/spreadsheetml" not in result[name], name
    sheet = ET.fromstring(result[SHEET])
    assert [one for one in sheet.iter() if one.tag.endswith("}legacyDrawing")]
    assert b'Requires="v"' in result[SHEET]
    prefixed = {
        SHEET: re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", parts[SHEET]).replace(b"xmlns=", b"xmlns:x="),
        "xl/workbook.xml": re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", parts["xl/workbook.xml"])
        .replace(b"xmlns=", b"xmlns:x=")
        .decode()
        .replace('encoding="UTF-8"', 'encoding="utf-16"')
        .encode("utf-16"),
    }
    sheet = loaded(annotated(replaced(data, prefixed)))["Dépenses"]
    assert sheet["C3"].fill.fgColor.rgb == FILL["E"]
    assert sheet["B12"].comment is not None


def test_date_system_of_1904__is_kept() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": True}) as book:
        book.add_worksheet("Dépenses").write(0, 0, 43829)
    assert loaded(annotated(out.getvalue())).epoch == openpyxl.utils.datetime.CALENDAR_MAC_1904


def test_books_of_openpyxl__are_annotated_as_others() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Dépenses"
    book.active["C3"] = "=1+1"
    book.active["A1"].comment = openpyxl.comments.Comment("d'avant", "Amina")
    out = io.BytesIO()
    book.save(out)
    sheet = loaded(annotated(out.getvalue()))["Dépenses"]
    assert sheet["C3"].value == "=1+1"
    assert sheet["A1"].comment.text == "d'avant"
    assert sheet["B12"].comment.author == "Contrôle"


# -- Refusals, cost --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        mark("Dépenses", 1, 1)._replace(severity="X"),
        mark("Dépenses", 1, 1, lines=("a", "b", "c", "d", "e")),
    ],
)
def test_annotate__refuses_marks_that_do_not_fit_the_index(wrong: Mark) -> None:
    with pytest.raises(PatchError):
        annotated(plain_book(), wrong)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        replaced(plain_book(), {"_rels/.rels": None}),
        replaced(plain_book(), {"xl/workbook.xml": "<!DOCTYPE a><workbook/>"}),
        replaced(plain_book(), {"xl/workbook.xml": "<Document/>"}),
        replaced(plain_book(), {SHEET: "<worksheet><sheetData></worksheet>"}),
    ],
)
def test_annotate__refuses_what_is_no_workbook_with_its_own_error(data: bytes) -> None:
    with pytest.raises(PatchError):
        annotated(data)


def test_import__brings_nothing_heavy() -> None:
    code = "import sys, cic_sheets.xlsx.patch; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"openpyxl", "xlsxwriter", "pandas", "docx", "lxml", "xml.etree", "xml.dom", "zipfile"}
    assert "cic_sheets.xlsx.patch.annotate" in run.stdout.split()
    assert not heavy & set(run.stdout.split())


def test_cost__is_a_small_part_of_what_openpyxl_takes_to_load_the_book() -> None:
    data = plain_book(*(f"Feuille {n}" for n in range(35)), rows=40, columns=10)
    marks = [mark(f"Feuille {n}", row * 7, 3) for n in range(12) for row in range(1, 6)]
    costs = []
    for work in (lambda: annotate(data, marks, TEXTS), lambda: loaded(data)):
        start = time.process_time()
        work()
        costs.append(time.process_time() - start)
    assert costs[0] < costs[1] / 2
