"""The functions of other people's templates: as LibreOffice reckons them, or not at all."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import to_excel

from cic_sheets.template.excel.fill import Filled, fill
from tests.programs import recalculated
from tests.template_excel.books import loaded, made

# E2 is the field (40); every formula below also reads it, so that none keeps an old result.
GRID: list[list[object]] = [
    ["Clé", "Prix", "Nombre", "Jour", "Champ"],
    ["taxi", 12.5, 3, 45000, "{{champ}}"],
    ["Hôtel", 100.1, 1, 45031, "oui"],
    ["repas", 0.25, None, 45290, True],
    ["taxi", 7, 10, 44620, -2.5],
]
AGREED: list[tuple[str, object]] = [
    ("AVERAGE(B2:B5,E2)", "31.97"),
    ("MEDIAN(B2:B5,E2)", "12.5"),
    ("MEDIAN(B2:B5)", "9.75"),
    ("COUNTBLANK(A1:E5)", 1),
    ("MINA(E2:E5)", "-2.5"),
    ("MAXA(E3:E4)", 1),
    ("AVERAGEA(E2:E5)", "9.625"),
    ("PRODUCT(C2:C5)", 30),
    ("SUMSQ(C2:C5)", 110),
    ("SUBTOTAL(9,B2:B5)", "119.85"),
    ("SUBTOTAL(109,B2:B5)", "119.85"),
    ("SUBTOTAL(1,C2:C5)+SUBTOTAL(102,C2:C5)", "7.666666666666667"),
    ("AGGREGATE(9,2,B2:B5)", "119.85"),
    ('AVERAGEIF(A2:A5,"taxi",B2:B5)', "9.75"),
    ('AVERAGEIFS(B2:B5,A2:A5,"taxi",C2:C5,">5")', 7),
    ('MAXIFS(B2:B5,A2:A5,"taxi")', "12.5"),
    ('MINIFS(B2:B5,A2:A5,"taxi")', 7),
    ('VLOOKUP("hôtel",A2:D5,2,FALSE)', "100.1"),
    ("VLOOKUP(4,C2:D2,2)", 45000),
    ('VLOOKUP("rien",A2:D5,2,FALSE)', "#N/A"),
    ('HLOOKUP("Prix",A1:D5,3,FALSE)', "100.1"),
    ("INDEX(A1:E5,2,5)", 40),
    ("SUM(INDEX(B2:C5,0,2))", 14),
    ('MATCH("repas",A1:A5,0)', 4),
    ('INDEX(B1:B5,MATCH("taxi",A1:A5,0))', "12.5"),
    ('XLOOKUP("repas",A2:A5,B2:B5)', "0.25"),
    ('XLOOKUP("rien",A2:A5,B2:B5,"–")', "–"),
    ("CHOOSE(2,A2,B2,C2)", "12.5"),
    ('IFS(E2<1,"a",E2>1,"b")', "b"),
    ('SWITCH(C2,1,"un",3,"trois","?")', "trois"),
    ('IFNA(MATCH("rien",A1:A5,0),-1)', -1),
    ("XOR(E2>1,E2>50)", True),
    ("ISBLANK(C4)", True),
    ("ISNUMBER(E2)", True),
    ("ISTEXT(E3)", True),
    ("ISERROR(1/0)", True),
    ("ISNA(NA())", True),
    ("N(E4)+N(A2)", 1),
    ('T(A2)&T(B2)&"."', "taxi."),
    ("ROW(B7)*COLUMN(D1)", 28),
    ("ROWS(A2:B5)*COLUMNS(A2:B5)", 8),
    ('HYPERLINK("https://example.org/",E2)', 40),
    ('INDIRECT("Données!E"&2)', 40),
    ("SUM(OFFSET(A1,1,1,4,1))", "119.85"),
    ("INT(-2.5)", -3),
    ("TRUNC(-2.567,1)", "-2.5"),
    ("ROUNDUP(2.001,2)", "2.01"),
    ("ROUNDDOWN(-2.009,2)", -2),
    ("ROUND(1234.5,-2)", 1200),
    ("ROUND(4,-3)", 0),
    ("MOD(-7,3)", 2),
    ("MOD(7.5,-2)", "-0.5"),
    ("MOD(1,0)", "#DIV/0!"),
    ("QUOTIENT(-7,2)", -3),
    ("POWER(2,10)", 1024),
    ("SQRT(2)", "1.414213562373095"),
    ("SQRT(-1)", "#NUM!"),
    ("CEILING(7.1,0.5)", "7.5"),
    ("FLOOR(7.4,0.5)", 7),
    ("MROUND(7.3,0.5)", "7.5"),
    ("SIGN(E5)", -1),
    ("RANK(B2,B2:B5)", 2),
    ("RANK(B2,B2:B5,1)", 3),
    ("LARGE(B2:B5,2)", "12.5"),
    ("SMALL(B2:B5,2)", 7),
    ("LARGE(B2:B5,9)", "#NUM!"),
    ('TEXT(1234.567,"0.00")', "1234.57"),
    ('TEXT(1234567.891,"#,##0.00")', "1,234,567.89"),
    ('TEXT(0.256,"0%")', "26%"),
    ('TEXT(7,"000")', "007"),
    ('TEXT(-0.5,"0")', "-1"),
    ('TEXT(D2,"dd/mm/yyyy")', "15/03/2023"),
    ('TEXT(D2,"yyyy-mm-dd")', "2023-03-15"),
    ('VALUE("12.5")', "12.5"),
    ('CONCATENATE(A2," ",E2)', "taxi 40"),
    ("CONCAT(A2:A4)", "taxiHôtelrepas"),
    ('TEXTJOIN(", ",TRUE,A2:A5,C4)', "taxi, Hôtel, repas, taxi"),
    ("LEFT(A3,2)", "Hô"),
    ("RIGHT(A3,3)", "tel"),
    ("RIGHT(A3,0)&E2", "40"),
    ("MID(A3,2,2)", "ôt"),
    ("LEN(A3)", 5),
    ('TRIM("  a   b ")', "a b"),
    ("UPPER(A3)&LOWER(A3)", "HÔTELhôtel"),
    ('PROPER("hôtel d\'été")', "Hôtel D'Été"),
    ('SUBSTITUTE("a-b-c","-","+",2)', "a-b+c"),
    ('SUBSTITUTE("a-b-c","-","")', "abc"),
    ('REPLACE("abcdef",2,3,"X")', "aXef"),
    ('FIND("t",A3)', 3),
    ('FIND("T",A3)', "#VALUE!"),
    ('SEARCH("T",A3)', 3),
    ('REPT("ab",3)', "ababab"),
    ('EXACT(A2,"Taxi")', False),
    ("DATE(2024,2,30)", 45352),
    ("DATE(2023,14,1)", 45323),
    ("YEAR(D2)*10000+MONTH(D2)*100+DAY(D2)", 20230315),
    ("EOMONTH(D2,-1)", 44985),
    ("EDATE(DATE(2023,1,31),1)", 44985),
    ('DATEDIF(D2,D4,"d")', 290),
    ('DATEDIF(D2,D4,"m")', 9),
    ("WEEKDAY(D2)", 4),
    ("WEEKDAY(D2,2)", 3),
    ("ISOWEEKNUM(D2)", 11),
    ("DAYS(D4,D2)", 290),
    ("NETWORKDAYS(D2,D4)", 208),
    ("NETWORKDAYS(D2,D4,D3)", 208),
    ("#REF!+1", "#REF!"),
]
BEYOND = [
    'TEXT(D2,"mmmm")',
    'TEXT(1.5,"0,00 €")',
    'SEARCH("t*",A3)',
    'VLOOKUP("t*",A2:B5,2,FALSE)',
    'VLOOKUP("zzz",A2:B5,2)',
    "VLOOKUP(4,C2:D5,2)",
    "DATE(99,1,1)",
    "YEAR(5)",
    "CEILING(-7,2)",
    'DATEDIF(D2,D4,"md")',
    "NOW()",
    "MATCH(1,B2:B5,-1)",
    'LEFT("🌳a",1)',
    "CHAR(128)",
    "SUM(B2:B5 B3:C4)",
    "INDEX(A1:B2,1)",
]


_CELL = re.compile(r"(?<![A-Z\"#])([A-E][1-7](?::[A-E][1-7])?)(?![\w(])")


def _sheet(book: xlsxwriter.Workbook, formulas: list[str], reading: bool) -> None:
    sheet = book.add_worksheet("Données")
    for number, row in enumerate(GRID):
        sheet.write_row(number, 0, row)
    there = book.add_worksheet("F")
    there.use_future_functions = True
    for number, formula in enumerate(formulas):
        written = re.sub(
            r"(?<![A-Z\"#])([A-E][1-7](?::[A-E][1-7])?)(?![\w(])", r"Données!\1", formula
        )
        written = f"IF(Données!E2=40,{written},0)" if reading else written
        there.write_formula(number, 0, "=" + written, None, 0)


@cache
def filled() -> Filled:
    formulas = [formula for formula, _ in AGREED]
    return fill(made(lambda book: _sheet(book, formulas, True)), {"champ": 40}, {})


def expected(value: object, found: object) -> object:
    if (
        isinstance(value, str)
        and not isinstance(found, str)
        and re.fullmatch(r"-?\d+(\.\d+)", value)
    ):
        return pytest.approx(float(value), rel=1e-13)
    return value


@cache
def stored() -> list[object]:
    return [cell.value for cell in loaded(filled().data, values=True)["F"]["A"]]


@pytest.mark.parametrize("number", range(len(AGREED)), ids=[formula for formula, _ in AGREED])
def test_function__gives(number: int) -> None:
    found, wanted = stored()[number], AGREED[number][1]
    assert found == expected(wanted, found)
    assert isinstance(found, bool) == isinstance(wanted, bool)


def test_functions__all_were_reckoned() -> None:
    assert filled().unreckoned == ()


@pytest.mark.parametrize("formula", BEYOND)
def test_function__of_which_programs_are_of_two_minds_is_not_reckoned(formula: str) -> None:
    done = fill(made(lambda book: _sheet(book, [formula], True)), {"champ": 40}, {})
    assert done.unreckoned == ("F!A1",)


@pytest.mark.slow
@pytest.mark.programs
def test_functions__agree_with_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "fonctions.xlsx"
    path.write_bytes(filled().data)
    there = openpyxl.load_workbook(recalculated(path), data_only=True)["F"]["A"]
    for cell in there:  # it makes dates of days
        if isinstance(cell.value, datetime):
            cell.value = to_excel(cell.value)
    for (formula, _), mine, cell in zip(AGREED, stored(), there, strict=True):
        if mine == "#NUM!":
            assert str(cell.value).startswith("#"), formula  # LibreOffice has codes of its own
        elif cell.value == "#NAME?":
            assert formula.startswith("XLOOKUP")  # older ones do not know it
        elif isinstance(mine, float):
            assert cell.value == pytest.approx(mine, rel=1e-12), formula
        else:
            assert cell.value == mine, formula
