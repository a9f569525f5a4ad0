"""The workbook behind a chart (« Modifier les données »): its figures on one sheet, nothing else.

The same figures give the same bytes.  Source: ISO/IEC 29500-1, 12.3 (the parts of a workbook).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cic_sheets.values.cells import letters

from .blocks import Graph
from .chart import SHEET, written

BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(graph: Graph) -> bytes:
    """An .xlsx file: categories in column A, a series a column, their names in row 1."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as book:
        for name, content in _parts(graph):
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            book.writestr(entry, _HEAD + content)
    return kept.getvalue()


def _parts(graph: Graph) -> Iterator[tuple[str, str]]:
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        "</Types>",
    )
    yield "_rels/.rels", _relation("officeDocument", "xl/workbook.xml")
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    )
    yield "xl/_rels/workbook.xml.rels", _relation("worksheet", "worksheets/sheet1.xml")
    yield "xl/worksheets/sheet1.xml", _sheet(graph)


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


def _sheet(graph: Graph) -> str:
    names: list[str | Decimal | None] = [None, *(one.name for one in graph.series)]
    rows = [_row(1, names)]
    for at, category in enumerate(graph.categories):
        values = (one.values[at] if at < len(one.values) else None for one in graph.series)
        rows.append(_row(at + 2, [category, *values]))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def _row(number: int, values: Sequence[str | Decimal | None]) -> str:
    cells = "".join(
        _cell(f"{letters(column)}{number}", value)
        for column, value in enumerate(values, 1)
        if value is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(address: str, value: str | Decimal) -> str:
    if isinstance(value, Decimal):
        return f'<c r="{address}"><v>{value:f}</v></c>'
    text = written(value)
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
