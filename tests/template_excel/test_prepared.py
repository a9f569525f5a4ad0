"""A formula that repeats is understood once: its results are those of each row on its own."""

from __future__ import annotations

from decimal import Decimal

import pytest
import xlsxwriter

from cic_sheets.template.excel import results
from cic_sheets.template.excel.fill import fill
from tests.template_excel.books import made
from tests.xlsx_patch.books import parts_of

FORMULAS = [
    "A5+B5", 'IF(A5>3,A5/B5,"")', "SUM(A$5:A5)", "SUM($A$5:$B5)", 'A5&" "&C5', "IF(B5=0,0,A5/B5)",
    "A5/B5", "-A5%", "A5^2", "A5=B5", "A4", "B6", "D4+A5", "ROUND(A5/3,2)", "MAX(A5:B5,3)",
    "COUNTIF(A$5:A5,A5)", "SUMIF($C$5:$C$9,C5,$A$5:$A$9)", "VLOOKUP(A5,$A$5:$C$30,3,FALSE)",
    "MATCH(C5,$C$5:$C$30,0)", "INDEX($A$5:$C$30,ROW()-4,1)", "ROW()", "COLUMN()",
    "OFFSET(A5,1,0)", 'INDIRECT("A"&ROW())', 'INDIRECT("A5")', "taux*A5", "local+A5",
    "Autre!A5*2", "Autre!$A$5+A5", "A5:A6", "SUM(A:A)", "SUM(5:5)", "A5+$A5+A$5+$A$5",
    'IFERROR(A5/B5,"nul")', "nulle_part+A5", 'CHOOSE(B5+1,"a",A5,C5)', "SUBTOTAL(9,A$5:A5)",
    'TEXT(A5,"0.00")', "A5 B5", "1/0", "(A5", "SUM(A6:A$5)", "SUM(A5,A4:A6)", "LEN(C5)*2+A5",
    "AND(A5>1,B5>1)", 'A5<>""',
]  # fmt: skip


def template() -> bytes:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet, other = book.add_worksheet("F"), book.add_worksheet("Autre")
        sheet.write_row("A4", ["a", "b", "c"])
        sheet.write_row("A5", ["{{l.a}}", "{{l.b}}", "{{l.c}}"])
        for column, formula in enumerate(FORMULAS, 3):
            sheet.write_formula(4, column, "=" + formula)
        sheet.write_formula("A6", "=SUM(A5:A5)")
        for row in range(40):
            other.write(row, 0, row)
        book.define_name("taux", "=Autre!$A$3")
        book.define_name("local", "=F!$B$5")

    return made(make)


@pytest.mark.parametrize("count", [0, 1, 2, 9, 30])
def test_results_are_the_same_as_row_by_row(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [
        {"a": Decimal(n * n % 11) / 2, "b": n % 3, "c": f"mot {n % 4}" if n % 5 else None}
        for n in range(count)
    ]
    at_once = fill(template(), {}, {"l": items}, columns={"l": ["a", "b", "c"]})
    asked: list[object] = []

    def one_by_one(*given: object) -> None:
        asked.append(given)

    monkeypatch.setattr(results, "_understood", one_by_one)
    singly = fill(template(), {}, {"l": items}, columns={"l": ["a", "b", "c"]})
    assert asked or count < 3  # few rows are written one by one
    assert at_once.unreckoned == singly.unreckoned
    assert parts_of(at_once.data) == parts_of(singly.data)
