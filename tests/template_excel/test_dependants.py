"""What names cells in its own way follows rows too: pivots, controls, shapes, scenarios."""

from __future__ import annotations

import re

import pytest
import xlsxwriter

from cic_sheets.template import Data, fill
from tests.template_excel.books import made
from tests.xlsx_patch.books import parts_of, replaced

SHEET = "xl/worksheets/sheet1.xml"
OTHER = "xl/worksheets/sheet2.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
THREE = Data({}, {"lignes": [{"no": n} for n in (1, 2, 3)]})  # row 2 of F grows by two


def template(sheet: str, kind: str, name: str, type: str, content: str) -> bytes:
    """A list in row 2 of « F », a sheet « G », and one part that belongs to one of them."""

    def make(book: xlsxwriter.Workbook) -> None:
        first = book.add_worksheet("F")
        first.write("A2", "{{lignes.no}}")
        first.write("A5", "fin")
        book.add_worksheet("G").write("A1", "ailleurs")

    data = made(make)
    rels = "xl/worksheets/_rels/" + sheet.rpartition("/")[2] + ".rels"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relation = f'<Relationship Id="rId1" Type="{KIND}{kind}" Target="/{name}"/>'
    override = f'<Override PartName="/{name}" ContentType="{type}"/></Types>'
    types = parts_of(data)["[Content_Types].xml"].decode().replace("</Types>", override)
    return replaced(
        data,
        {
            name: content,
            rels: f'<Relationships xmlns="{space}">{relation}</Relationships>',
            "[Content_Types].xml": types,
        },
    )


CASES = [
    (SHEET, "pivotTable", "pivotTable+xml",
     f'<pivotTableDefinition xmlns="{MAIN}"><location ref="A4:B8" firstHeaderRow="1"/>'
     "</pivotTableDefinition>", 'ref="A6:B10"'),
    (SHEET, "tableSingleCells", "tableSingleCells+xml",
     f'<singleXmlCells xmlns="{MAIN}"><singleXmlCell id="1" r="B4" connectionId="0"/>'
     "</singleXmlCells>", 'r="B6"'),
    (SHEET, "ctrlProp", "controlproperties+xml",
     f'<formControlPr xmlns="{MAIN}" fmlaLink="$B$4" fmlaRange="F!$A$4:$A$8"/>',
     'fmlaLink="$B$6" fmlaRange="F!$A$6:$A$10"'),
    (OTHER, "ctrlProp", "controlproperties+xml",
     f'<formControlPr xmlns="{MAIN}" fmlaLink="$B$4" fmlaRange="F!$A$4:$A$8"/>',
     'fmlaLink="$B$4" fmlaRange="F!$A$6:$A$10"'),
    (OTHER, "drawing", "drawing+xml",
     '<x:wsDr xmlns:x="urn:x"><x:sp macro="" textlink="F!$A$5"/></x:wsDr>', 'textlink="F!$A$7"'),
    (SHEET, "vmlDrawing", "vmlDrawing",
     '<xml xmlns:x="urn:x"><x:FmlaLink>$B$4</x:FmlaLink><x:FmlaRange>G!$A$4</x:FmlaRange></xml>',
     "<x:FmlaLink>$B$6</x:FmlaLink><x:FmlaRange>G!$A$4</x:FmlaRange>"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "kind", "type", "content", "expected"), CASES)
def test_part_that_names_cells__follows_their_rows(
    sheet: str, kind: str, type: str, content: str, expected: str
) -> None:
    part = f"xl/{kind}1.xml"
    before = template(sheet, kind, part, TYPE + type, content)
    assert expected in parts_of(fill(before, THREE).data)[part].decode()
    one = Data({}, {"lignes": [{"no": 1}]})
    assert parts_of(fill(before, one).data)[part].decode() == content


@pytest.mark.parametrize(
    ("source", "anew"),
    [
        ('sheet="F" ref="A1:A2"', True),
        ('sheet="G" ref="A1:A2"', False),
        ('name="Tableau1"', True),
    ],
)
def test_pivot_table_whose_source_grew__is_read_anew_on_opening(source: str, anew: bool) -> None:
    content = (
        f'<pivotCacheDefinition xmlns="{MAIN}" recordCount="1"><cacheSource type="worksheet">'
        f"<worksheetSource {source}/></cacheSource></pivotCacheDefinition>"
    )
    part = "xl/pivotCache/pivotCacheDefinition1.xml"
    before = template(SHEET, "x", part, TYPE + "pivotCacheDefinition+xml", content)
    after = parts_of(fill(before, THREE).data)[part].decode()
    assert ('refreshOnLoad="1"' in after) is anew


def test_link_of_a_shape_to_a_cell__leads_where_it_went() -> None:
    part = "xl/drawings/drawing1.xml"
    before = template(OTHER, "drawing", part, TYPE + "drawing+xml", '<x:wsDr xmlns:x="urn:x"/>')
    rels = "xl/drawings/_rels/drawing1.xml.rels"
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{KIND}hyperlink" Target="#F!A5"/></Relationships>'
    )
    after = parts_of(fill(replaced(before, {rels: link}), THREE).data)
    assert b'Target="#F!A7"' in after[rels]


def test_scenarios_watches_and_breaks_of_views__follow() -> None:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write("A2", "{{lignes.no}}")
        sheet.write("A5", "fin")

    data = made(make)
    views = (
        '<customSheetViews><customSheetView guid="{00000000-0000-0000-0000-000000000001}">'
        '<rowBreaks count="1"><brk id="4" max="16383"/></rowBreaks>'
        '<colBreaks count="1"><brk id="4" max="1048575"/></colBreaks>'
        "</customSheetView></customSheetViews>"
    )
    extra = (
        '<scenarios><scenario name="s" count="1"><inputCells r="A5" val="1"/></scenario>'
        f"</scenarios>{views}"
    )
    content = parts_of(data)[SHEET].decode().replace("</sheetData>", "</sheetData>" + extra)
    content = re.sub("(</customSheetViews>.*)(</worksheet>)",
                     r'\1<cellWatches><cellWatch r="A5"/></cellWatches>\2', content)  # fmt: skip
    after = parts_of(fill(replaced(data, {SHEET: content}), THREE).data)[SHEET].decode()
    assert '<inputCells r="A7" val="1"/>' in after
    assert '<cellWatch r="A7"/>' in after
    assert '<rowBreaks count="1"><brk id="6" max="16383"/>' in after
    assert '<colBreaks count="1"><brk id="4" max="1048575"/>' in after
