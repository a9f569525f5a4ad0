"""What Excel would store for a computed column."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cic_sheets.schema.sheets import SHEETS
from cic_sheets.workbook.computed import as_stored, columns_used, result
from tests.workbook.books import TABLES

HEADINGS = ("Femmes", "Hommes adultes", "Total", "Nom")


@pytest.mark.parametrize(
    ("declared", "stored"),
    [
        ("=[@Femmes]*2", "=t[[#This Row],[Femmes]]*2"),
        ("=[@[Hommes adultes]]", "=t[[#This Row],[Hommes adultes]]"),
        ("=SUM(t[@[Femmes]:[Hommes adultes]])", "=SUM(t[[#This Row],[Femmes]:[Hommes adultes]])"),
        ("=t[[#This Row],[Femmes]]", "=t[[#This Row],[Femmes]]"),
    ],
)
def test_formula__is_stored_as_excel_stores_it(declared: str, stored: str) -> None:
    assert as_stored(declared, "t") == stored


@pytest.mark.parametrize(
    ("formula", "row", "expected"),
    [
        ("=1+2*3-4/8", {}, Decimal("6.5")),
        ("=(1+2)*3", {}, Decimal(9)),
        ("=-2+5", {}, Decimal(3)),
        ('="a"&"b"&1', {}, "ab1"),
        ("=[@Femmes]+[@[Hommes adultes]]", {"Femmes": 2, "Hommes adultes": 3}, Decimal(5)),
        ("=[@Femmes]+1", {}, Decimal(1)),
        ("=[@Femmes]+1", {"Femmes": "deux"}, "#VALUE!"),
        ("=1/[@Femmes]", {}, "#DIV/0!"),
        ("=SUM(t[@[Femmes]:[Hommes adultes]])", {"Femmes": 2, "Hommes adultes": "x"}, Decimal(2)),
        ("=COUNT(t[@[Femmes]:[Hommes adultes]])", {"Femmes": 2, "Hommes adultes": "x"}, Decimal(1)),
        ("=COUNTA(t[@[Femmes]:[Nom]])", {"Femmes": 2, "Nom": "x", "Total": ""}, Decimal(2)),
        ('=IF([@Nom]="","vide",[@Nom])', {}, "vide"),
        ('=IF([@Nom]="DUPONT","lui","autre")', {"Nom": "Dupont"}, "lui"),
        ("=IF([@Femmes]=0,1,2)", {}, Decimal(1)),
        ("=AND([@Femmes]>1,[@Femmes]<=3)", {"Femmes": 3}, True),
        ("=OR([@Femmes]<>3,NOT([@Femmes]>=3))", {"Femmes": 3}, False),
        ('="a">9', {}, True),
        ("=ROUND([@Femmes],2)", {"Femmes": Decimal("2.345")}, Decimal("2.35")),
        ("=MIN(t[@[Femmes]:[Hommes adultes]])-MAX(1,2)", {"Femmes": 5}, Decimal(3)),
        ("=ABS(-3)", {}, Decimal(3)),
        ("=ISBLANK([@Nom])", {}, True),
    ],
)
def test_result__is_what_excel_would_show(
    formula: str, row: dict[str, object], expected: object
) -> None:
    found = result(as_stored(formula, "t"), HEADINGS, row)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("formula", ["=VLOOKUP(1,2,3)", "=A1+1", "=1+", "=(1", "=SUM(1", "=1 2"])
def test_result__of_a_formula_it_does_not_know_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="can't compute"):
        result(formula, HEADINGS, {})


def test_declared_formulas__can_all_be_computed() -> None:
    seen = 0
    for title in TABLES:
        sheet = SHEETS[title]
        labels = [column.label for column in sheet.columns.values()]
        for column in sheet.columns.values():
            if column.formula:
                stored = as_stored(column.formula, sheet.table)
                assert set(columns_used(stored)) <= set(labels)
                assert result(stored, labels, {}) == "", "an empty row shows nothing"
                seen += 1
    assert seen >= 1
