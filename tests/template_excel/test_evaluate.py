"""The few functions of a report's formulas, reckoned in exact decimals, as LibreOffice does."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from cic_sheets.template.excel.reckon.evaluate import Fault, Result, Unsupported, evaluate
from tests.programs import recalculated

GRID: dict[str, list[list[object]]] = {
    "Feuil": [
        ["taxi", 12.5, 10.8, True],
        ["Hôtel", 100.1, 10.8, None],
        ["taxi", 0.1, 11, None],
        ["repas", 0.2, None, "x"],
        [None, -3, 0, "12"],
        ["hôtel", 2.675, 1, ""],
    ],
    "L'été": [[1, 2], [3, 4]],
}


class Cells:
    def value(self, sheet: str, row: int, column: int) -> Result:
        rows = next(rows for name, rows in GRID.items() if name.casefold() == sheet)
        if row > len(rows) or column > len(rows[row - 1]):
            return None
        found = rows[row - 1][column - 1]
        if found is None or found == "":
            return None
        return found if isinstance(found, (str, bool)) else Decimal(str(found))

    def last_row(self, sheet: str) -> int:
        for name, rows in GRID.items():
            if name.casefold() == sheet:
                return len(rows)
        raise Unsupported(sheet)


RESULTS: list[tuple[str, object]] = [
    ("1+2*3", 7),
    ("(1+2)*3", 9),
    ("-2^2", 4),
    ("2^-1", "0.5"),
    ("10%+1", "1.1"),
    ("7/8/2", "0.4375"),
    ("8-3-2", 3),
    ("0.1+0.2=0.3", True),
    ("B3+B4", "0.3"),
    ("1/3*3=1", True),
    ('A1&"-"&B1', "taxi-12.5"),
    ('"a""b"', 'a"b'),
    ("A2=A6", True),
    ("A1<A2", False),
    ("A5=0", True),
    ('A5=""', True),
    ("A1>5", True),
    ("3<>3", False),
    ("3<=3", True),
    ("D1+1", 2),
    ("D5*2", 24),
    ("A5", 0),
    ("B1/C5", Fault("#DIV/0!")),
    ("A1+1", Fault("#VALUE!")),
    ("ROUND(B1/C1,2)", "1.16"),
    ("ROUND(B6,2)", "2.68"),
    ("ROUND(-B6,2)", "-2.68"),
    ("ROUND(1.005,2)", "1.01"),
    ("ROUND(1234.5,-2)", 1200),
    ("ROUND(B2/C2,2)", "9.27"),
    ("SUM(B1:B6)", "112.575"),
    ("SUM(B1,B2,3,A5)", "115.6"),
    ("SUM(A1:C1)", "23.3"),
    ("INDEX(B1:B6,3)", "0.1"),
    ("INDEX(A1:D1,2)", "12.5"),
    ("SUM(INDEX(B1:B6,3),1)", "1.1"),
    ("INT(B1)", 12),
    ("INT(-2.5)", -3),
    ('IF(A5="",0,INDEX(B1:B6,A5))', 0),
    ("SUM(B:B)", "112.575"),
    ("SUM('L''été'!A1:B2)", 10),
    ("SUM(B1:B2)-SUM(B1:B2)", 0),
    ("MIN(B1:B6)", -3),
    ("MAX(B1:B6,200)", 200),
    ("MIN(200*3,SUM(B1:B2))", "112.6"),
    ("MAX(0,-5)", 0),
    ("MIN(A1:A2)", 0),
    ("COUNT(B1:C6)", 11),
    ("COUNTA(A1:A6)", 5),
    ("ABS(B5)", 3),
    ('IF(B1>10,"oui","non")', "oui"),
    ('IF(C4="",0,B4/C4)', 0),
    ("IF(FALSE,1/0,7)", 7),
    ("IF(B1>100,1)", False),
    ('IFERROR(1/0,"–")', "–"),
    ("AND(B1>1,B2>1)", True),
    ("OR(B1<1,B2<1)", False),
    ("NOT(B1<1)", True),
    ('SUMIF(A1:A6,"taxi",B1:B6)', "12.6"),
    ('SUMIF(A1:A6,"HÔTEL",B1:B6)', "102.775"),
    ('SUMIF(A1:A6,"h*",B1:B6)', "102.775"),
    ('SUMIF(B1:B6,">=1")', "115.275"),
    ('SUMIF(A1:A6,"<>taxi",B1:B6)', "99.975"),
    ("SUMIFS(B1:B6,A1:A6,A1,C1:C6,10.8)", "12.5"),
    ('SUMIFS(B1:B6,A1:A6,A1,C1:C6,">10.8")', "0.1"),
    ('SUMIFS(B1:B6,C1:C6,"<="&C3)', "112.375"),
    ('SUMPRODUCT((A1:A6="taxi")*B1:B6)', "12.6"),
    ('SUMPRODUCT((A1:A6="HÔTEL")*1,B1:B6)', "102.775"),
    ("SUMPRODUCT((A1:A6=A1)*(C1:C6>10.8)*1)", 1),
    ("SUMPRODUCT((B1:B6<>0)*1)", 6),
    ("SUMPRODUCT(B1:B2,C1:C2)", "1216.08"),
    ('SUMPRODUCT((A1:A6="")*1)', 1),
    ("SUMPRODUCT((A1:A6=5)*1)", 0),
    ("SUMPRODUCT(B3:B4/C4:C5)", Fault("#DIV/0!")),
    ('COUNTIF(A1:A6,"taxi")', 2),
    ('COUNTIFS(A1:A6,"taxi",B1:B6,"<1")', 1),
]


def expected(value: object) -> object:
    if isinstance(value, str):
        try:
            return Decimal(value)
        except ArithmeticError:
            return value
    return Decimal(value) if type(value) is int else value


@pytest.mark.parametrize(("formula", "result"), RESULTS)
def test_formula__gives(formula: str, result: object) -> None:
    found = evaluate(formula, "feuil", Cells())
    assert found == expected(result)
    assert isinstance(found, bool) == isinstance(result, bool)


@pytest.mark.parametrize(
    "formula",
    [
        'VLOOKUP("a",A1:B2,2)',
        "Total",
        "T[Montant]",
        "A1:B2",
        "A1:A2*2",
        "SUM(A1:A2*2)",
        "SUMPRODUCT(A1:A2,B1:B3)",
        "SUM(Autre!A1:A3)",
        "TODAY()",
        "{1,2}",
        "SUM(1",
        "1 2",
        "SUMIFS(B1:B6,A1:A5,1)",
        "",
    ],
)
def test_formula__beyond_what_is_reckoned_is_said_so(formula: str) -> None:
    with pytest.raises(Unsupported):
        evaluate(formula, "feuil", Cells())


@pytest.mark.programs
def test_formulas__agree_with_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "fonctions.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in GRID.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        sheet = book.add_worksheet("Formules")
        for number, (formula, _) in enumerate(RESULTS):
            sheet.write_formula(number, 0, "=" + _qualified(formula), None, "")
    values = openpyxl.load_workbook(recalculated(path), data_only=True)["Formules"]
    for number, (formula, result) in enumerate(RESULTS, start=1):
        found = values.cell(number, 1).value
        wanted = result.code if isinstance(result, Fault) else expected(result)
        if isinstance(wanted, Decimal):
            assert found == pytest.approx(float(wanted), abs=1e-12), formula
        else:
            assert found == wanted, formula


def _qualified(formula: str) -> str:
    """The same formula, from another sheet."""
    from cic_sheets.template.excel.formulas import pieces

    written = ""
    for piece in pieces(formula):
        if isinstance(piece, str):
            written += piece
        else:
            bottom = f"{piece.middle}{piece.bottom}" if piece.bottom else ""
            qualifier = "" if piece.sheet else "Feuil!"
            written += f"{qualifier}{piece.head}{piece.top}{bottom}"
    return written.replace("(B:B", "(Feuil!B:B")


def test_place_beyond_the_area__is_excels_error() -> None:
    assert evaluate("INDEX(B1:B6,7)", "feuil", Cells()) == Fault("#REF!")
