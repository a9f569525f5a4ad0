"""The facts of a workbook beside its cells, and the small readings that they rest on."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cic_sheets.values.cells import Area, CellRef
from cic_sheets.xlsx.container import part_key
from cic_sheets.xlsx.formulas import external_books, shifted
from cic_sheets.xlsx.inspect import inspect
from cic_sheets.xlsx.model import (
    EMPTY,
    ExternalLink,
    RawCell,
    RawLink,
    RawName,
    RawTable,
    Value,
    canonical,
)
from cic_sheets.xlsx.parts import resolved
from cic_sheets.xlsx.read import read_book, read_bytes
from cic_sheets.xlsx.styles import kind_of_format
from tests.programs import ROOT
from tests.xlsx.build import (
    PLAIN,
    book,
    formula,
    number,
    pack,
    parts,
    relation,
    relations,
    row,
    sheet,
    text,
    texts,
    with_link,
    with_sheet,
    with_table,
    write,
)


def test_table__has_its_area_its_columns_and_its_totals() -> None:
    rows = texts(1, "N°", "Montant") + row(2, number("B2", 1)) + texts(3, "Total")
    raw = read_bytes(with_table(rows, "A1:B3", ["N°", "Montant_x000a_(DH)"], totals=1), "a.xlsx")
    columns = ("N°", "Montant\n(DH)")
    assert raw.sheets[0].tables == (RawTable("tDep", "Dépenses", Area(1, 1, 3, 2), 1, 1, columns),)


def test_sheet__knows_what_is_hidden_merged_and_filtered() -> None:
    rows = row(1, text("A1", "x")) + row(2, text("A2", "y"), more=' hidden="1"')
    rows += row(3, text("A3", "z"), more=' ht="0" customHeight="1"') + row(9, more=' hidden="true"')
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="9"/></cols>'
    after = '<autoFilter ref="A1:C9"/><mergeCells><mergeCell ref="$B$2:C3"/></mergeCells>'
    seen = read_bytes(with_sheet(sheet(rows, before=columns, after=after)), "a.xlsx").sheets[0]
    assert seen.hidden_rows == {2, 3, 9}
    assert seen.hidden_columns == {2, 3}
    assert seen.merged == (Area(2, 2, 3, 3),)
    assert seen.autofilter == Area(1, 1, 9, 3)
    assert (seen.xml_rows, seen.rows_read) == (4, 3)


def test_sheet__gives_empty_where_nothing_is() -> None:
    seen = read_bytes(book(), "a.xlsx").sheets[0]
    assert seen.cell(2, 1) == RawCell("text", "D1")
    assert seen.cell(2, 9) is EMPTY
    assert seen.cell(99, 1) is EMPTY


def test_links__tell_where_they_lead() -> None:
    after = (
        '<hyperlinks><hyperlink ref="A1" r:id="rId1"/>'
        '<hyperlink ref="A2:B2" location="Listes!A1"/></hyperlinks>'
    )
    arrow = relation("rId1", "hyperlink", "https://exemple.ma/", ' TargetMode="External"')
    arrows = {"xl/worksheets/_rels/sheet1.xml.rels": relations(arrow)}
    seen = read_bytes(pack(parts(sheet(after=after), extra=arrows)), "a.xlsx").sheets[0]
    assert seen.links == (
        RawLink(Area(1, 1, 1, 1), "https://exemple.ma/"),
        RawLink(Area(2, 1, 2, 2), "#Listes!A1"),
    )


def test_book__has_names_calendar_bytes_and_fingerprint() -> None:
    more = (
        '<definedNames><definedName name="Taux">Dépenses!$B$2</definedName>'
        '<definedName name="_xlnm.Print_Area" localSheetId="0">Dépenses!$A$1:$C$2</definedName>'
        "</definedNames>"
    )
    data = pack(parts(settings=' date1904="true"', more=more))
    raw = read_bytes(data, "a.xlsx")
    assert raw.defined_names == (
        RawName("Taux", "Dépenses!$B$2", None),
        RawName("_xlnm.Print_Area", "Dépenses!$A$1:$C$2", "Dépenses"),
    )
    assert raw.date1904
    assert raw.data == data
    assert raw.sha256 == hashlib.sha256(data).hexdigest()
    assert raw.sheet("Dépenses") is raw.sheets[0]
    assert raw.sheet("dépenses") is None


def test_external_link__knows_its_cells() -> None:
    rows = row(1, formula("A1", "[1]Taux!B2", "10.9"), formula("B1", "A1*2", "21.8"))
    raw = read_bytes(with_link(rows, "taux%202023.xlsx"), "a.xlsx")
    assert raw.external_links == (
        ExternalLink(1, "taux%202023.xlsx", (CellRef("Dépenses", 1, 1),)),
    )


def test_inspect__counts_what_each_sheet_holds(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", book(
        texts(1, "x", "y") + row(2, formula("A2", "1/0", "#DIV/0!", "e"), formula("B2", "1+1"))
        + row(7, more=' hidden="1"')
    ))  # fmt: skip
    seen = inspect(path)["sheets"][0]
    assert seen == {
        "name": "Dépenses", "state": "visible", "kind": "worksheet", "rows_in_xml": 3,
        "rows_read": 2, "cells": 4, "hidden_rows": [7], "hidden_columns": [], "tables": {},
        "merged": [], "autofilter": None, "formulas": 2, "formulas_without_value": 1, "errors": 1,
        "links": [],
    }  # fmt: skip


SPELLED: list[tuple[Value, str]] = [
    (None, ""), ("a b", "a b"), (Decimal("12.10"), "12.10"), (Decimal("1.2E+3"), "1200"),
    (Decimal("1E-15"), "1E-15"), (Decimal("-0"), "0"), (Decimal("-0.00"), "0.00"),
    (Decimal("1E+30"), "1E+30"), (date(2023, 12, 31), "2023-12-31"),
    (datetime(2023, 12, 31, 14, 30), "2023-12-31T14:30:00"), (time(14, 30), "14:30:00"),
    (timedelta(hours=36, minutes=30), "36:30:00"), (timedelta(milliseconds=-1500), "-0:00:01.500"),
    (True, "TRUE"), (False, "FALSE"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "shown"), SPELLED)
def test_value__has_one_spelling(value: Value, shown: str) -> None:
    assert canonical(value) == shown


CODES = {
    "General": "number", "0.00": "number", "#,##0.00": "number", "0%": "number", "@": "number",
    '#,##0.00 "DH"': "number", "#,##0.00 DH": "number", '0 "jours"': "number", "0.00\\d": "number",
    'General" mois"': "number", "[Red]0.00": "number", "[$DH-40C] #,##0.00": "number",
    '_-* #,##0.00 "€"_-': "number", "0.00E+00": "number", "# ?/?": "number", "": "number",
    '"jj/mm"': "number", "[Blue][<100]0.0;[Red]0.00": "number", '[=0]"";dd/mm/yyyy': "date",
    "dd/mm/yyyy": "date", "dd/mm/yyyy;@": "date", "[$-40C]d mmmm yyyy": "date", "yyyy-mm": "date",
    "[$-F800]dddd, mmmm dd, yyyy": "date", "mmm": "date", 'yyyy"年"m"月"d"日"': "date",
    "JJ/MM/AAAA": "date", "dd/mm/yyyy hh:mm": "moment", "yyyy-mm-dd\\ hh:mm:ss": "moment",
    "h:mm": "time", "hh:mm:ss": "time", "h:mm AM/PM": "time", "mm:ss": "time", "mm:ss.0": "time",
    "[$-F400]h:mm:ss AM/PM": "time", "[h]:mm:ss": "duration", "[mm]:ss": "duration",
    "[ss].00": "duration", "[HH]:MM": "duration",
}  # fmt: skip


@pytest.mark.parametrize(("code", "kind"), CODES.items())
def test_number_format__tells_dates_from_numbers(code: str, kind: str) -> None:
    assert kind_of_format(code) == kind


MOVED = [
    ("A1", "B3"), ("$A$1", "$A$1"), ("$A1", "$A3"), ("A$1", "B$1"), ("SUM(A1:B2)", "SUM(B3:C4)"),
    ("A:C", "B:D"), ("$A:C", "$A:D"), ("1:3", "3:5"), ("Feuil1!A1", "Feuil1!B3"),
    ("'A1 B2'!A1", "'A1 B2'!B3"), ('"A1"&A1', '"A1"&B3'), ("LOG10(A1)", "LOG10(B3)"),
    ("Taux2023*A1", "Taux2023*B3"), ("tDep[A1]+A1", "tDep[A1]+B3"),
    ("tDep[[#This Row],[A1]]", "tDep[[#This Row],[A1]]"), ("XFD1", "#REF!"),
    ("A1048576", "#REF!"), ("ZZZ9+1", "ZZZ9+1"), ("A1.B2", "A1.B2"), ("1.5*A1", "1.5*B3"),
    ("[1]Feuil1!A1", "[1]Feuil1!B3"), ("A1:XFD1", "B3:#REF!"), ("été1+A1", "été1+B3"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), MOVED)
def test_shared_formula__moves_its_relative_references(before: str, after: str) -> None:
    assert shifted(before, 2, 1) == after
    assert shifted(before, 0, 0) == before


LINKED: dict[str, set[str]] = {
    "[1]Feuil1!A1": {"1"}, "SUM('[2]L''été'!A1:B2)+[1]X!A1": {"1", "2"}, "[3]!Taux": {"3"},
    "[taux.xlsx]Feuil1!A1": {"taux.xlsx"}, r"'C:\Mes docs\[a b.xls]F 1'!A1": {"a b.xls"},
    "Ventes[2023]": set(), "Ventes[[#All],[2023]]": set(), '"[1]a!"': set(), "A1+B2": set(),
    "Table1[2023]*Feuil1!A1": set(), "Ventes[prix.xls]*2": set(),
}  # fmt: skip


@pytest.mark.parametrize(("code", "books"), LINKED.items())
def test_formula__tells_the_other_workbooks_it_reads(code: str, books: set[str]) -> None:
    assert external_books(code) == books


def test_part_names__are_compared_without_case_slashes_or_percents() -> None:
    assert (
        part_key("/xl\\Worksheets/Feuille%20%C3%A9t%C3%A9.XML") == "xl/worksheets/feuille été.xml"
    )
    assert resolved("xl/worksheets/sheet1.xml", "../tables/table1.xml") == "xl/tables/table1.xml"
    assert resolved("xl/workbook.xml", "/xl/styles.xml") == "xl/styles.xml"
    assert resolved("workbook.xml", "xl\\a.xml") == "xl/a.xml"


def test_reading__imports_the_standard_library_and_values_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", book(PLAIN))
    program = (
        "import sys; from pathlib import Path; from cic_sheets.xlsx.read import read_book;"
        "read_book(Path(sys.argv[1])); print(*sorted(sys.modules))"
    )
    run = [sys.executable, "-S", "-c", program, str(path)]
    done = subprocess.run(run, capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = done.stdout.split()
    assert "cic_sheets.xlsx.read" in loaded
    ours = {name for name in loaded if name.startswith("cic_sheets.")}
    assert {name.split(".")[1] for name in ours} == {"values", "xlsx"}
    strangers = {name.split(".")[0] for name in loaded} - set(sys.stdlib_module_names)
    assert strangers == {"__main__", "cic_sheets"}
    assert not {"zipfile", "xml.etree.ElementTree", "shutil", "hashlib"} & set(loaded)
    assert read_book(path).sheets
