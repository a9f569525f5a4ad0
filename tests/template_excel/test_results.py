"""Stored results follow what was filled, whatever way a formula reaches it, and in time."""

from __future__ import annotations

import time

import pytest
import xlsxwriter

from cic_sheets.template.excel.fill import Value, fill
from tests.template_excel.books import loaded, made, one_sheet

FIELD = {"A2": "{{champ}}", "B2": 5}


def result(formula: str, **cells: object) -> tuple[object, tuple[str, ...]]:
    """What F!D9 holds once the field is 40, and the places that lost their result."""
    done = fill(one_sheet(**{**FIELD, **cells, "D9": formula}), {"champ": 40}, {})
    return loaded(done.data, values=True)["F"]["D9"].value, done.unreckoned


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(2:2)", 45),
        ("=SUM($1:3)", 45),
        ("=SUM(A:A)", 40),
        ("=SUM(F!A:B)", 45),
        ("=SUM(B3:A1)", 45),
        ('=INDIRECT("A2")', 40),
        ('=INDIRECT("F!A"&1+1)', 40),
        ('=SUM(INDIRECT("A2:B2"))', 45),
        ("=OFFSET(B2,0,-1)", 40),
        ("=SUM(OFFSET(A1,1,0,1,2))", 45),
        ("=SUM(A1:C1048569)", 45),
    ],
)
def test_formula__however_it_reaches_the_field_is_reckoned_anew(
    formula: str, expected: int
) -> None:
    assert result(formula) == (expected, ())


@pytest.mark.parametrize(
    "formula",
    ['=INDIRECT("R2C1",FALSE)', "=INDIRECT(Inconnu)", '=CELL("contents",A2)', "=A2+TODAY()"],
)
def test_formula__that_cannot_be_reckoned_loses_its_stale_result(formula: str) -> None:
    assert result(formula) == (None, ("F!D9",))


def named(book: xlsxwriter.Workbook) -> None:
    sheet, other = book.add_worksheet("F"), book.add_worksheet("Autre")
    sheet.write("A2", "{{champ}}")
    sheet.write("A3", 2)
    headers = [{"header": "Libellé"}, {"header": "Prix (EUR)", "total_function": "sum"}]
    sheet.add_table("C1:D4", {"name": "T", "columns": headers, "total_row": True})
    sheet.write("C2", "un")
    sheet.write("C3", "deux")
    sheet.write_formula("D2", "=A2")
    sheet.write("D3", 3)
    for name, formula in {
        "Cellule": "=F!$A$2",
        "Plage": "=F!$A$2:$A$3",
        "Taux": "=10.8",
        "Mobile": "=F!A2",
        "Double": "=Cellule*2",
        "Tourne": "=Tourne+1",
        "F!Ici": "=F!$A$3",
    }.items():
        book.define_name(name, formula)
    sheet.write_formula("F2", "=T[[#This Row],[Prix (EUR)]]*10")
    sheet.write_formula("F5", "=Ici+Cellule")
    for row, formula in enumerate(
        (
            "=Cellule",
            "=SUM(Plage)",
            "=Cellule*Taux",
            "=Double",
            "=SUM(T[Prix (EUR)])",
            "=T[[#Totals],[Prix (EUR)]]",
            "=T[[#Headers],[Libellé]]&Cellule",
            "=COUNTA(T[#All])+Cellule",
            "=COUNTA(T)+Cellule",
            "=SUM(T[[Libellé]:[Prix (EUR)]])",
            "=SUM(T[[#Data],[#Totals],[Prix (EUR)]])",
            "=ABS(Cellule)+SUM(T[Rien])",
            "=Mobile",
            "=Tourne",
            "=F!Ici+Cellule",
        )
    ):
        other.write_formula(row, 0, formula)


def test_names_and_tables__are_followed() -> None:
    done = fill(made(named), {"champ": 40}, {})
    book = loaded(done.data, values=True)
    assert [cell.value for cell in book["Autre"]["A"]] == [
        40,
        42,
        432,
        80,
        43,
        43,
        "Libellé40",
        47,
        44,
        43,
        86,
        "#REF!",
        None,
        None,
        42,
    ]
    assert (book["F"]["F2"].value, book["F"]["F5"].value) == (400, 42)
    assert book["F"]["D4"].value == 43
    assert set(done.unreckoned) == {"Autre!A13", "Autre!A14"}


# -- Time --------------------------------------------------------------------------------------


def drawn(formulas: dict[str, str], count: int) -> tuple[list[object], float]:
    """The last row of a list of `count` with formulas in its row 5; seconds of CPU."""

    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write("A5", "{{l.n}}")
        for column in "XYZ":
            sheet.write_row(f"{column}1", [1])
        for place, formula in formulas.items():
            sheet.write_formula(place, formula)

    items: list[dict[str, Value]] = [{"n": n} for n in range(1, count + 1)]
    data = made(make)
    start = time.process_time()
    done = fill(data, {}, {"l": items})
    spent = time.process_time() - start
    sheet = loaded(done.data, values=True)["F"]
    return [cell.value for cell in sheet[4 + count]], spent


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(A$5:A5)", 12_502_500),
        ("=AVERAGE(A$5:A5)", 2500.5),
        ("=MAX(A$5:A5)-MIN(A$5:A5)", 4999),
        ("=COUNT(A$5:A5)+COUNTA(A$1:A5)", 10_000),
        ("=SUM(A5:A$5)/COUNT(A$5:$A5)", 1),
        ("=IF(A5=1,0,B4)+A5", 12_502_500),
        ("=SUM(A$5:A5)/SUM(A$5:A$5)", 1),
        ("=VLOOKUP(A5,A$5:A$5,1,FALSE)", 5000),
        ("=MATCH(A5,A$5:A$5,0)", 5000),
        ("=COUNTIF(A$5:A$5,A5)", 1),
    ],
)
def test_five_thousand_rows__take_time_that_grows_with_them(formula: str, expected: float) -> None:
    row, spent = drawn({"B5": formula}, 5000)
    assert row[1] == pytest.approx(expected)
    assert spent < 6  # quadratic ones took over a minute


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(A1:Z1048569)",
        "=SUMPRODUCT((A1:Z1048569=1)*1)",
        "=SUMIF(A1:Z1048569,1)",
        "=COUNTIF(1:1048576,1)",
        "=INDEX(A1:XFD1048576,1,1)+A2",
        '=REPT("x",1000000000)&A2',
        "=A2^999999999",
        "=1.000001^999999999+A2",
        "=FACT(999999999)+A2",
        "=ROUND(A2,999999999)",
        "=" + "(" * 2000 + "A2" + ")" * 2000,
        "=" + "-" * 4000 + "A2",
        "=A2" + "+A2" * 2000,
        "=SUMPRODUCT(" + ",".join(["A1:A200000"] * 60) + ")",
        '=SUBSTITUTE(REPT("a",30000),"a",REPT("b",30000))&A2',
        '=SEARCH("*a*a*a*a*a*a*b",REPT("a",32000)&A2)',
        '=COUNTIF(A2:A3,REPT("*a",100)&"b")',
    ],
)
def test_hostile_formula__takes_no_time(formula: str) -> None:
    data = one_sheet(**FIELD, B1048569=1, C3="a" * 3000, D9=formula)
    start = time.process_time()
    fill(data, {"champ": "a" * 3000 if "COUNTIF(A2" in formula else 40}, {})
    assert time.process_time() - start < 4  # 2 on a machine at rest


def test_circle_of_thousands__is_told_in_time() -> None:
    cells = {f"C{row}": f"=C{row % 3000 + 1}+A2" for row in range(1, 3001)}
    start = time.process_time()
    done = fill(one_sheet(**{**cells, **FIELD}), {"champ": 1}, {})
    assert time.process_time() - start < 6
    assert len(done.unreckoned) == 3000
