"""Formulas follow the rows that they speak of."""

from __future__ import annotations

import pytest

from cic_sheets.template.excel.formulas import Spot, moved, reads, unshared
from cic_sheets.template.excel.growth import Block, Growth

# Sheet « Liste »: row 8 repeats for 5 items.  « Autre »: rows 3 and 4 repeat for 3 items.
ONE = Block(8, 8, frozenset({"lignes"}), 5)
TWO = Block(3, 4, frozenset({"fiches"}), 3)
TWIN = Block(20, 20, frozenset({"lignes"}), 5)
GROWTHS = {"liste": Growth(ONE), "autre": Growth(TWO, TWIN)}

OUTSIDE = [
    # what is below moves down by the four rows that came
    ("F9", "F13"),
    ("F9*2+A1", "F13*2+A1"),
    ("$F$9+F$9+$F9", "$F$13+F$13+$F13"),
    ("F1:F7", "F1:F7"),
    ("F9:F12", "F13:F16"),
    # what ends on the last row of the block grows, whatever its first row
    ("SUM(F8:F8)", "SUM(F8:F12)"),
    ("SUM(F$8:F$8)", "SUM(F$8:F$12)"),
    ("SUM(F7:F8)", "SUM(F7:F12)"),
    ("SUM(F7:F9)", "SUM(F7:F13)"),
    ("SUM(F8:F9)", "SUM(F8:F13)"),
    ("COUNTIF($B$8:$B$8,B9)", "COUNTIF($B$8:$B$12,B13)"),
    # a cell of the row alone in what adds up means all of them
    ("SUM(F8)", "SUM(F8:F12)"),
    ("sum($F$8)", "sum($F$8:$F$12)"),
    ("SUBTOTAL(109,F8)", "SUBTOTAL(109,F8:F12)"),
    ("SUM(Liste!F8)", "SUM(Liste!F8:F12)"),
    ("F8*2", "F8*2"),
    ("ROUND(F8,2)", "ROUND(F8,2)"),
    # rows, columns
    ("SUM(8:8)", "SUM(8:12)"),
    ("$7:$7", "$7:$7"),
    ("$9:$10", "$13:$14"),
    ("SUM(F:F)", "SUM(F:F)"),
    ("SUM($F:$H)", "SUM($F:$H)"),
    # the end of the sheet
    ("SUM(F8:F1048576)", "SUM(F8:F1048576)"),
    # other sheets
    ("Autre!F9", "Autre!F13"),
    ("Autre!F5", "Autre!F9"),
    ("SUM(Autre!F3:F4)", "SUM(Autre!F3:F8)"),
    ("'Liste'!F9", "'Liste'!F13"),
    ("LISTE!F9", "LISTE!F13"),
    ("Ailleurs!F9", "Ailleurs!F9"),
    ("'[1]Liste'!F9", "'[1]Liste'!F9"),
    ("[1]Liste!F9", "[1]Liste!F9"),
    ("SUM(Liste:Autre!F9)", "SUM(Liste:Autre!F9)"),
    # what only looks like a reference
    ('"F9"&F9', '"F9"&F13'),
    ('"dit ""F9"""&F9', '"dit ""F9"""&F13'),
    ("Total[Montant]+F9", "Total[Montant]+F13"),
    ("T9[[#This Row],[F9]]", "T9[[#This Row],[F9]]"),
    ("LOG10(F9)", "LOG10(F13)"),
    ("F9_bis+ABCD9+ZZZ9", "F9_bis+ABCD9+ZZZ9"),
    ("#REF!+F9", "#REF!+F13"),
    ("1.5E9+F9", "1.5E9+F13"),
    ("IF(F9>0,F9,-F9)", "IF(F13>0,F13,-F13)"),
    ("SUM({1,2;3,4})", "SUM({1,2;3,4})"),
    ("'L''été'!F9+F9", "'L''été'!F9+F13"),
]


@pytest.mark.parametrize(("written", "expected"), OUTSIDE)
def test_formula_outside_blocks__follows(written: str, expected: str) -> None:
    assert moved(written, Spot("liste"), GROWTHS) == expected


OF_ITEM = [
    # its own row goes with the item (the third: row 10)
    ("ROUND(C8/D8,2)", "ROUND(C10/D10,2)"),
    ("SUM(C8:F8)", "SUM(C10:F10)"),
    ("SUM(C8)", "SUM(C10)"),
    # `$` holds: a running sum, a share of the whole
    ("SUM(F$8:F8)", "SUM(F$8:F10)"),
    ("F8/SUM(F$8:F$8)", "F10/SUM(F$8:F$12)"),
    # the row above is the item before
    ("G7+F8", "G9+F10"),
    ("G$7+F8", "G$7+F10"),
    # anything else is where it was
    ("F8/F9", "F10/F13"),
    ("F8*A1", "F10*A1"),
    # the same item of the same list elsewhere; another list's first
    ("Autre!B20+F8", "Autre!B26+F10"),
    ("Autre!B$20+F8", "Autre!B$24+F10"),
    ("Autre!B3+F8", "Autre!B3+F10"),
]


@pytest.mark.parametrize(("written", "expected"), OF_ITEM)
def test_formula_of_an_item__goes_with_it(written: str, expected: str) -> None:
    assert moved(written, Spot("liste", ONE, 2), GROWTHS) == expected


def test_formula_of_the_first_item__reads_the_row_above_the_block() -> None:
    assert moved("G7+F8", Spot("liste", ONE, 0), GROWTHS) == "G7+F8"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("B3*B4", "B7*B8"), ("SUM(B3:C4)", "SUM(B7:C8)"), ("B2+B4", "B6+B8"), ("B5", "B9")],
)
def test_formula_of_an_item_of_two_rows__goes_with_both(written: str, expected: str) -> None:
    assert moved(written, Spot("autre", TWO, 2), GROWTHS) == expected


def test_formula__stays_when_nothing_grew() -> None:
    assert moved("SUM(F8)+F9", Spot("liste"), {}) == "SUM(F8)+F9"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A1:$B2)", "SUM(B3:$B4)"),
        ('"A1"&Feuil!A1', '"A1"&Feuil!B3'),
        ("SUM(A:A)", "SUM(A:A)"),
    ],
)
def test_shared_formula__reads_as_where_it_is_used(written: str, expected: str) -> None:
    assert unshared(written, 2, 1) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("F8+1", [("", 8, 6, 8, 6)]),
        ("SUM('L''été'!$A$1:B2)", [("l'été", 1, 1, 2, 2)]),
        ('IF(TRUE(),"A1",3)', []),
        ("Total*2", None),
        ("SUM(Table[Montant])", None),
        ("SUM(A:A)", [("", 1, 1, 1048576, 1)]),
        ("SUM(2:$3)", [("", 2, 1, 3, 16384)]),
        ('INDIRECT("A2")', None),
        ("OFFSET(A1,1,0)", None),
        ("[1]Feuil!A1", None),
    ],
)
def test_reads__tells_areas_or_that_it_cannot(written: str, expected: object) -> None:
    assert reads(written) == expected
