"""Formats change, missing cells are made in order, all else of a sheet stays."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET

import pytest

from cic_sheets.template.excel.sheet import Worksheet
from cic_sheets.template.excel.spreadsheet import STRICT, TRANSITIONAL, a1, area, bounded
from cic_sheets.template.opc.markup import spliced

NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def painted(inner: bytes, *cells: tuple[int, int], root: bytes = b"worksheet") -> bytes:
    """The sheet's inside once the cells have format 100 + theirs."""
    namespace = NS.replace(b"xmlns=", b"xmlns:x=") if b":" in root else NS
    start, end = b"<%s %s>" % (root, namespace), b"</%s>" % root
    sheet = Worksheet(start + inner + end)
    result = spliced(sheet.markup.text, sheet.painted(cells, lambda cell, style: style + 100))
    assert result.startswith(start)
    assert result.endswith(end)
    return result[len(start) : -len(end)]


CASES = {
    "a cell without format": (
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        (1, 1),
        b'<sheetData><row r="1"><c r="A1" s="100"><v>1</v></c></row></sheetData>',
    ),
    "a cell with one, other attributes first": (
        b'<sheetData><row r="1"><c t="s" s="7" r="B1"><v>1</v></c></row></sheetData>',
        (1, 2),
        b'<sheetData><row r="1"><c t="s" s="107" r="B1"><v>1</v></c></row></sheetData>',
    ),
    "a missing cell between two": (
        b'<sheetData><row r="1"><c r="A1"/><c r="C1"/></row></sheetData>',
        (1, 2),
        b'<sheetData><row r="1"><c r="A1"/><c r="B1" s="100"/><c r="C1"/></row></sheetData>',
    ),
    "a missing cell after the last": (
        b'<sheetData><row r="1" spans="1:1"><c r="A1"/></row></sheetData>',
        (1, 28),
        b'<sheetData><row r="1" spans="1:28"><c r="A1"/><c r="AB1" s="100"/></row></sheetData>',
    ),
    "a missing cell takes its row's format": (
        b'<sheetData><row r="1" s="4" customFormat="1"/></sheetData>',
        (1, 2),
        b'<sheetData><row r="1" s="4" customFormat="1"><c r="B1" s="104"/></row></sheetData>',
    ),
    "a missing cell takes its column's format": (
        b'<cols><col min="2" max="3" width="9" style="5"/></cols><sheetData><row r="1" s="4"/>'
        b"</sheetData>",
        (1, 2),
        b'<cols><col min="2" max="3" width="9" style="5"/></cols><sheetData><row r="1" s="4">'
        b'<c r="B1" s="105"/></row></sheetData>',
    ),
    "a missing row between two": (
        b'<sheetData><row r="1"/><row r="9"/></sheetData>',
        (5, 1),
        b'<sheetData><row r="1"/><row r="5"><c r="A5" s="100"/></row><row r="9"/></sheetData>',
    ),
    "rows and cells without addresses": (
        b"<sheetData><row><c/><c/></row><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>",
        (2, 2),
        b'<sheetData><row><c/><c/></row><row><c><v>1</v></c><c s="100"><v>2</v></c></row>'
        b"</sheetData>",
    ),
    "cells counted on from an address": (
        b'<sheetData><row r="4"><c r="C4"/><c><v>1</v></c></row></sheetData>',
        (4, 4),
        b'<sheetData><row r="4"><c r="C4"/><c s="100"><v>1</v></c></row></sheetData>',
    ),
    "rows out of order": (
        b'<sheetData><row r="7"><c r="A7"/></row><row r="2"><c r="A2"/></row></sheetData>',
        (2, 1),
        b'<sheetData><row r="7"><c r="A7"/></row><row r="2"><c r="A2" s="100"/></row></sheetData>',
    ),
    "the same address twice": (
        b'<sheetData><row r="1"><c r="A1" s="1"/><c r="A1" s="2"/></row></sheetData>',
        (1, 1),
        b'<sheetData><row r="1"><c r="A1" s="101"/><c r="A1" s="102"/></row></sheetData>',
    ),
    "markup in text and comments is no markup": (
        b'<sheetData><!-- <row r="2"/> --><row r="1"><c r="A1" t="inlineStr"><is><t>'
        b'<![CDATA[<c r="B1"/></row>]]></t></is></c></row></sheetData>',
        (1, 2),
        b'<sheetData><!-- <row r="2"/> --><row r="1"><c r="A1" t="inlineStr"><is><t>'
        b'<![CDATA[<c r="B1"/></row>]]></t></is></c><c r="B1" s="100"/></row></sheetData>',
    ),
    "columns are not cells": (
        b'<cols><col min="1" max="1"/></cols><sheetData><row r="1"><c r="A1"/></row></sheetData>',
        (1, 1),
        b'<cols><col min="1" max="1"/></cols><sheetData><row r="1"><c r="A1" s="100"/></row>'
        b"</sheetData>",
    ),
    "an empty sheet": (
        b"<sheetData/><pageMargins/>",
        (3, 2),
        b'<sheetData><row r="3"><c r="B3" s="100"/></row></sheetData><pageMargins/>',
    ),
    "a sheet without its data element": (
        b"<sheetViews/><pageMargins/>",
        (3, 2),
        b'<sheetViews/><sheetData><row r="3"><c r="B3" s="100"/></row></sheetData><pageMargins/>',
    ),
    "the dimension grows": (
        b'<dimension ref="B2:C3"/><sheetData/>',
        (5, 1),
        b'<dimension ref="A2:C5"/><sheetData><row r="5"><c r="A5" s="100"/></row></sheetData>',
    ),
    "a dimension that is none stays": (
        b'<dimension ref="tout"/><sheetData/>',
        (1, 1),
        b'<dimension ref="tout"/><sheetData><row r="1"><c r="A1" s="100"/></row></sheetData>',
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_painted__changes_only_the_cell(case: tuple[bytes, tuple[int, int], bytes]) -> None:
    before, cell, after = case
    assert painted(before, cell) == after


def test_painted__writes_under_the_sheets_own_prefix() -> None:
    before = b'<x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData>'
    assert painted(before, (1, 1), (1, 2), (2, 1), root=b"x:worksheet") == (
        b'<x:sheetData><x:row r="1"><x:c r="A1" s="100"/><x:c r="B1" s="100"/></x:row>'
        b'<x:row r="2"><x:c r="A2" s="100"/></x:row></x:sheetData>'
    )


def test_painted__keeps_rows_and_cells_in_order_whatever_is_asked() -> None:
    chance = random.Random(2023)
    for _ in range(150):
        have = {(chance.randint(1, 9), chance.randint(1, 9)) for _ in range(chance.randint(0, 20))}
        want = {(chance.randint(1, 12), chance.randint(1, 12)) for _ in range(8)}
        rows = {row: sorted(c for r, c in have if r == row) for row, _ in sorted(have)}
        inner = b"".join(
            b'<row r="%d">%s</row>'
            % (row, b"".join(b'<c r="%s" s="1"/>' % a1(row, c).encode() for c in columns))
            for row, columns in rows.items()
        )
        result = ET.fromstring(painted(b"<sheetData>%s</sheetData>" % inner, *want))
        numbers = [int(row.get("r", "")) for row in result]
        assert numbers == sorted(set(numbers))
        found = {area(c.get("r", ""))[:2]: c.get("s") for c in result.iter("c")}  # type: ignore[index]
        assert list(found) == sorted(have | want)
        assert {cell for cell, style in found.items() if style in ("100", "101")} == want


def test_anchor__is_the_first_cell_of_a_merged_area() -> None:
    sheet = Worksheet(
        b'<worksheet %s><sheetData/><mergeCells><mergeCell ref="B2:D4"/><mergeCell ref="$F$1"/>'
        b"</mergeCells></worksheet>" % NS
    )
    assert sheet.anchor((3, 4)) == (2, 2)
    assert sheet.anchor((5, 4)) == (5, 4)


def test_sizes__come_from_columns_and_rows() -> None:
    sheet = Worksheet(
        b'<worksheet %s><sheetFormatPr defaultRowHeight="30" defaultColWidth="20"/><cols>'
        b'<col min="2" max="2" width="10"/><col min="3" max="3" hidden="1" width="10"/></cols>'
        b'<sheetData><row r="1" ht="15"/><row r="2" hidden="true"/></sheetData></worksheet>' % NS
    )
    sheet.painted([(1, 1)], lambda cell, style: style)
    assert [sheet.column_pixels(n) for n in (1, 2, 3)] == [140, 70, 0]
    assert [sheet.row_pixels(n) for n in (1, 2, 3)] == [20, 0, 40]


def test_bounded__counts_as_excel_does_and_shows_the_cut() -> None:
    assert bounded("é" * 32_767) == "é" * 32_767
    assert bounded("é" * 32_768) == "é" * 32_766 + "…"
    assert bounded("😀" * 20_000) == "😀" * 16_383 + "…"


def test_dialects__are_those_of_the_standard() -> None:
    assert b"purl.oclc.org" in STRICT.main
    assert TRANSITIONAL.relations.endswith("/officeDocument/2006/relationships")
