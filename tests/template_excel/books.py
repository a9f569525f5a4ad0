"""Templates made for these tests, and ways to look at what became of them."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import xlsxwriter

from cic_sheets.template.excel.fill import Item, Link, Value
from tests.xlsx_patch.books import parts_of, replaced

Make = Callable[[xlsxwriter.Workbook], None]
CHAIN = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<c r="E5" i="1"/></calcChain>'
)


def made(make: Make) -> bytes:
    """A workbook by XlsxWriter."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"created": datetime(2023, 1, 1)})
        make(book)
    return out.getvalue()


def one_sheet(**cells: object) -> bytes:
    """A workbook of one sheet « F » with these cells; a text that begins with = is a formula."""

    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        for place, value in cells.items():
            if isinstance(value, str) and value.startswith("="):
                sheet.write_formula(place, value)
            else:
                sheet.write(place, value)

    return made(make)


def rich_template() -> bytes:
    """Row 5 of « Liste » repeats; everything that Excel can make depend on it does."""
    data = made(_rich)
    workbook, types, relations = (
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
        parts_of(data)["xl/_rels/workbook.xml.rels"].decode(),
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    entry = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{media}"/></Types>'
    return replaced(
        data,
        {
            "xl/calcChain.xml": CHAIN,
            workbook: relations.replace("</Relationships>", entry),
            types: parts_of(data)[types].decode().replace("</Types>", override),
        },
    )


def _rich(book: xlsxwriter.Workbook) -> None:
    money = book.add_format({"num_format": "#,##0.00", "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet, other = book.add_worksheet("Liste"), book.add_worksheet("L'autre")
    sheet.write("A1", "Année {{annee}} – {{titre}}")
    sheet.write_row("A4", ["N°", "Date", "Montant", "Taux", "EUR", "Cumul"])
    sheet.set_row(4, 30)
    sheet.write("A5", "{{lignes.no}}")
    sheet.write("B5", "{{lignes.jour}}", day)
    sheet.write("C5", "{{lignes.montant}}", money)
    sheet.write("D5", "{{lignes.taux}}")
    sheet.write_formula("E5", "=ROUND(C5/D5,2)", money)
    sheet.write_formula("F5", "=SUM(E$5:E5)")
    sheet.write("G5", "{{lignes.lien}}")
    sheet.write("A6", "Total")
    sheet.write_formula("E6", "=SUM(E5:E5)", money)
    sheet.write_formula("E7", "=E6*2")
    sheet.merge_range("A8:C8", "fusion")
    sheet.conditional_format("E5:E5", {"type": "cell", "criteria": ">", "value": "$E$6"})
    sheet.conditional_format("C5", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A9", {"type": "formula", "criteria": "=$E$6>0", "format": money})
    sheet.data_validation("A5", {"validate": "list", "source": "=$H$9:$H$10"})
    sheet.data_validation("H9:H10", {"validate": "decimal", "criteria": ">", "value": 0})
    sheet.autofilter("A4:F5")
    sheet.write_url("A9", "internal:'Liste'!E6", string="vers le total")
    sheet.write_url("B9", "https://example.org/", string="dehors")
    sheet.set_h_pagebreaks([3, 5, 8])
    sheet.print_area("A1:F9")
    sheet.repeat_rows(3)
    sheet.write_comment("A5", "première")
    sheet.write_comment("A6", "total")
    sheet.add_sparkline("H5", {"range": "Liste!C5:E5"})
    sheet.set_header("&C{{titre}}&R&P")
    sheet.freeze_panes(4, 0)
    for place, position in (("J2", 1), ("J20", 1), ("J40", 2)):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"categories": "=Liste!$A$5:$A$5", "values": "=Liste!$E$5:$E$5"})
        sheet.insert_chart(place, chart, {"object_position": position})
    other.write_formula("A1", "=Liste!E6")
    other.write_formula("A2", "=SUM(Liste!$E$5:$E$5)")
    other.write_formula("A3", '=VLOOKUP("D-1",Liste!A5:E5,5,FALSE)')
    other.write("A5", "{{vers}}")
    other.add_table("A7:B8", {"name": "T", "columns": [{"header": "a"}, {"header": "b"}]})
    other.write_formula("C8", "=SUM(T[b])+Liste!E7")
    other.print_area("A1:C9")
    table = book.add_worksheet("Tableau")
    table.add_table(
        "A2:B4",
        {
            "name": "Grand",
            "total_row": True,
            "columns": [
                {"header": "N°", "total_string": "Total"},
                {"header": "EUR", "total_function": "sum"},
            ],
        },
    )
    table.write("A3", "{{lignes.no}}")
    table.write_formula("B3", "=Liste!E5")
    table.write("A6", "après")
    book.define_name("Tout", "=Liste!$E$5:$E$5")
    book.define_name("Somme", "=Liste!$E$6")
    book.define_name("Liste!Ici", "=Liste!$A$9")


def items(count: int) -> list[dict[str, Value]]:
    """Lines of 1,080 cents a step, at 10.80."""
    return [
        {
            "no": f"D-{n}",
            "jour": date(2023, 1, 1 + n % 28),
            "montant": Decimal("10.80") * n,
            "taux": Decimal("10.80"),
            "lien": Link(f"J-{n}", Item("lignes", count - n)),
        }
        for n in range(1, count + 1)
    ]


def loaded(data: bytes, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def texts(data: bytes, part: str, name: str) -> list[str]:
    """The texts of all elements of a local name in a part."""
    root = ET.fromstring(parts_of(data)[part])
    return [one.text or "" for one in root.iter() if one.tag.rpartition("}")[2] == name]


def tags(data: bytes, part: str, name: str) -> list[dict[str, str]]:
    """The attributes of all elements of a local name in a part."""
    root = ET.fromstring(parts_of(data)[part])
    return [one.attrib for one in root.iter() if one.tag.rpartition("}")[2] == name]


def anchors(data: bytes, part: str) -> list[tuple[int, int]]:
    """First and last row (from 0) of each drawing."""
    found = re.findall(rb"<xdr:row>(\d+)</xdr:row>", parts_of(data)[part])
    rows = [int(row) for row in found]
    return list(zip(rows[::2], rows[1::2], strict=True))
