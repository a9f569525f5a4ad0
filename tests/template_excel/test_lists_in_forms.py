"""Lists where other people put them: stacked, in merged forms, grouped rows, tables, old dates.

What became of them is read with openpyxl, which knows nothing of the filler.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from cic_sheets.template import Data, fill
from tests.template_excel.books import loaded, made
from tests.xlsx_patch.books import parts_of, replaced

COUNTS = (0, 1, 2, 3, 200)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(params=COUNTS)
def count(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def numbered(count: int, name: str = "l", **more: Any) -> dict[str, list[dict[str, Any]]]:
    return {name: [{"no": n, "nom": f"{name}{n}", **more} for n in range(1, count + 1)]}


def grown(make: Any, lists: Mapping[str, Any], columns: Any = None) -> openpyxl.Workbook:
    names = columns or dict.fromkeys(lists, ("no", "nom", "jour"))
    return loaded(fill(made(make), Data({}, lists, names)).data)


def column(sheet: Any, letter: str) -> list[object]:
    return [cell.value for cell in sheet[letter]]


def test_two_lists_one_under_the_other__grow_apart(count: int) -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write("A1", "{{l.no}}")
        sheet.write_formula("A2", "=SUM(A1:A1)")
        sheet.write("A3", "{{m.no}}")
        sheet.write_formula("A4", "=SUM(A3:A3)+A2")
        sheet.write_formula("C4", "=SUM(A1,A3)")

    sheet = grown(make, {**numbered(count), **numbered(count + 1, "m")})["F"]
    first, second = max(count, 1), count + 1
    total, last = first + 1, first + 1 + second
    expected: list[object] = [*(range(1, count + 1) if count else [None]), f"=SUM(A1:A{first})"]
    expected += [*range(1, second + 1), f"=SUM(A{total + 1}:A{last})+A{total}"]
    assert column(sheet, "A") == expected


def test_two_lists_in_one_row__go_as_far_as_the_longest(count: int) -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write_row("A1", ["{{l.no}}", "{{m.no}}"])
        sheet.write_row("A2", ["=SUM(A1:A1)", "=SUM(B1:B1)"])

    sheet = grown(make, {**numbered(count), **numbered(count + 1, "m")})["F"]
    last = count + 1
    assert column(sheet, "A") == [*range(1, count + 1), None, f"=SUM(A1:A{last})"]
    assert column(sheet, "B") == [*range(1, last + 1), f"=SUM(B1:B{last})"]


def test_list_inside_a_merged_form__the_label_reaches_over_all(count: int) -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.merge_range("A2:A5", "Dépenses")
        sheet.merge_range("B3:C3", "{{l.nom}}")
        sheet.merge_range("B5:C5", "Total")
        sheet.merge_range("A7:C8", "Signature")

    sheet = grown(make, numbered(count))["F"]
    more = max(count, 1) - 1
    merges = {str(one) for one in sheet.merged_cells.ranges}
    each = {f"B{row}:C{row}" for row in range(3, 4 + more)}
    below = {f"B{5 + more}:C{5 + more}", f"A{7 + more}:C{8 + more}", f"A2:A{5 + more}"}
    assert merges == each | below
    assert [sheet.cell(3 + n, 2).value for n in range(count)] == [f"l{n + 1}" for n in range(count)]


def test_rows_grouped_and_hidden__are_so_for_every_item(count: int) -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.set_row(1, 21, None, {"level": 1, "hidden": True})
        sheet.write("A2", "{{l.no}}")
        sheet.set_row(2, None, None, {"collapsed": True})
        sheet.write("A3", "fin")
        sheet.freeze_panes(1, 1)
        sheet.protect("secret")

    before = parts_of(made(make))[SHEET]
    book = grown(make, numbered(count))
    sheet = book["F"]
    for row in range(2, 2 + max(count, 1)):
        look = sheet.row_dimensions[row]
        assert (look.outlineLevel, look.hidden, look.height) == (1, True, 21)
    end = 2 + max(count, 1)
    assert sheet.cell(end, 1).value == "fin"
    assert sheet.row_dimensions[end].collapsed
    assert not sheet.row_dimensions[end].hidden
    assert sheet.freeze_panes == "B2"
    after = parts_of(fill(made(make), Data({}, numbered(count), {"l": ("no",)})).data)[SHEET]
    protection = re.search(rb"<sheetProtection[^>]*>", before)
    assert protection
    assert protection[0] in after


def test_block_of_two_rows__repeats_as_two(count: int) -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write("A2", "{{l.no}}")
        sheet.write_formula("B2", "=A2*2")
        sheet.write("A3", "{{l.nom}}")
        sheet.write_formula("B3", "=B2+A2")
        sheet.write_formula("B4", "=SUM(B2:B3)")

    sheet = grown(make, numbered(count))["F"]
    for n in range(count):
        row = 2 + 2 * n
        assert [sheet.cell(row, 1).value, sheet.cell(row + 1, 1).value] == [n + 1, f"l{n + 1}"]
        assert sheet.cell(row, 2).value == f"=A{row}*2"
        assert sheet.cell(row + 1, 2).value == f"=B{row}+A{row}"
    last = 1 + 2 * max(count, 1)
    assert sheet.cell(last + 1, 2).value == f"=SUM(B2:B{last})"


def test_list_on_the_last_row_of_a_table__the_table_grows(count: int) -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        columns = [{"header": "no"}, {"header": "nom"}]
        sheet.add_table("A1:B3", {"name": "Table_x", "columns": columns})
        sheet.write_row("A2", [0, "fixe"])
        sheet.write_row("A3", ["{{l.no}}", "{{l.nom}}"])
        sheet.write("A5", "après")
        book.add_worksheet("G").write_formula("A1", "=SUM(F!A2:A3)")

    book = grown(make, numbered(count))
    last = 2 + max(count, 1)
    assert book["F"].tables["Table_x"].ref == f"A1:B{last}"
    assert book["F"].tables["Table_x"].autoFilter.ref == f"A1:B{last}"
    assert book["F"].cell(last + 2, 1).value == "après"
    assert book["G"]["A1"].value == f"=SUM(F!A2:A{last})"


def test_book_of_1904__dates_are_the_days_given() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write("A1", "{{l.jour}}", book.add_format({"num_format": "dd/mm/yyyy"}))

    data = made(make)
    old = parts_of(data)["xl/workbook.xml"].decode()
    old = re.sub(r"<workbookPr ", '<workbookPr date1904="1" ', old)
    data = replaced(data, {"xl/workbook.xml": old})
    days = [date(2024, 2, 29), date(1904, 1, 2), date(2023, 12, 31)]
    done = fill(data, Data({}, {"l": [{"jour": day} for day in days]}))
    read = column(loaded(done.data)["F"], "A")
    assert [one.date() for one in read if isinstance(one, datetime)] == days


def spelt(data: bytes, how: str) -> bytes:
    """The same book as others write it: prefixed, strict, or with its texts in the cells."""
    parts = {name: text.decode() for name, text in parts_of(data).items() if name.endswith("ml")}
    sheet, book = parts[SHEET], parts["xl/workbook.xml"]
    if how == "prefixed":
        sheet = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=")
        return replaced(data, {SHEET: sheet})
    if how == "strict":
        strict = "http://purl.oclc.org/ooxml/"
        switched = {
            name: text.replace(MAIN, strict + "spreadsheetml/main").replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                strict + "officeDocument/relationships",
            )
            for name, text in parts.items()
        }
        return replaced(data, switched)
    strings = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"])
    inline = re.sub(
        r' t="s"><v>(\d+)</v>',
        lambda one: f' t="inlineStr"><is><t>{strings[int(one[1])]}</t></is>',
        sheet,
    )
    assert book
    return replaced(data, {SHEET: inline})


@pytest.mark.parametrize("how", ["prefixed", "strict", "inline"])
def test_other_spellings_of_a_book__grow_alike(how: str, count: int) -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write_row("A1", ["N°", "Nom"])
        sheet.write_row("A2", ["{{l.no}}", "{{l.nom}}"])
        sheet.write_formula("A3", "=SUM(A2:A2)")
        sheet.merge_range("A5:B5", "fin")
        sheet.conditional_format("A2", {"type": "cell", "criteria": ">", "value": 3})
        book.define_name("Tout", "=F!$A$2:$A$2")

    data = spelt(made(make), how)
    after = fill(data, Data({}, numbered(count), {"l": ("no", "nom")})).data
    text = parts_of(after)[SHEET].decode()
    last = 1 + max(count, 1)
    values = re.findall(r"<(?:x:)?c r=\"A(\d+)\"[^>]*><(?:x:)?v>(\d+)</", text)
    found = {int(row): int(value) for row, value in values}
    assert [found.get(1 + n) for n in range(1, count + 1)] == list(range(1, count + 1))
    assert re.findall(r"<(?:x:)?f>([^<]*)</", text) == [f"SUM(A2:A{last})"]
    assert f'<{"x:" * (how == "prefixed")}mergeCell ref="A{last + 3}:B{last + 3}"' in text
    assert f'sqref="{"A2" if last == 2 else f"A2:A{last}"}"' in text
    assert f"F!$A$2:$A${last}<" in parts_of(after)["xl/workbook.xml"].decode()
    assert ("purl.oclc.org" in text) is (how == "strict")
