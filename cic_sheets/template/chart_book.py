"""The workbook behind a chart, « Modifier les données »: one small sheet; same figures, same bytes.

Source: ISO/IEC 29500-1, 12.3.23 and 18.3 (workbook, worksheet); 29500-2 (package).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cic_sheets.values.cells import letters

from .blocks import Graph
from .opc.markup import escaped, xstring
from .opc.package import XML_DECLARATION

SHEET = "Données"
_SCALE = 30  # digits beside the point: no chart shows more
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/"
_SPREADSHEET = b"application/vnd.openxmlformats-officedocument.spreadsheetml."


def plain(value: Decimal | None) -> str:
    """A value as charts and cells write it; "" for a gap, and for what no program reckons with."""
    if value is None or not value.is_finite() or value.adjusted() > 300:
        return ""
    return format(value, "f") if value.adjusted() > -_SCALE else "0"


def workbook(graph: Graph) -> bytes:
    """Categories down the first column, a column a series."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            _put(archive, name, XML_DECLARATION + content)
        sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
        rows = b"".join(_rows(graph))
        _put(archive, "xl/worksheets/sheet1.xml", XML_DECLARATION + sheet % (_MAIN, rows))
    return kept.getvalue()


def _put(archive: ZipFile, name: str, content: bytes) -> None:
    info = ZipInfo(name, _LONG_AGO)
    info.compress_type, info.create_system = ZIP_DEFLATED, 3
    info.external_attr = 0o600 << 16
    archive.writestr(info, content)


def _rows(graph: Graph) -> Iterator[bytes]:
    columns = [letters(place + 2).encode() for place in range(len(graph.series))]
    named = zip(columns, graph.series, strict=True)
    yield b'<row r="1">%s</row>' % b"".join(_text(name, 1, one.name) for name, one in named)
    for place, category in enumerate(graph.categories):
        row = place + 2
        figures = b"".join(
            b'<c r="%s%d"><v>%s</v></c>' % (name, row, said.encode())
            for name, one in zip(columns, graph.series, strict=True)
            if (said := plain(one.values[place]))
        )
        yield b'<row r="%d">%s%s</row>' % (row, _text(b"A", row, category), figures)


def _text(column: bytes, row: int, text: str) -> bytes:
    said = b'<is><t xml:space="preserve">%s</t></is>' % xstring(text[:32_767])
    return b'<c r="%s%d" t="inlineStr">%s</c>' % (column, row, said)


def _relations(kind: bytes, target: bytes) -> bytes:
    return (
        b'<Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/%s" '
        b'Target="%s"/></Relationships>' % (_PACKAGE, _OFFICE, kind, target)
    )


_PARTS = {
    "[Content_Types].xml": (
        b'<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/'
        b'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        b'ContentType="%ssheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        b'ContentType="%sworksheet+xml"/></Types>' % (_PACKAGE, _SPREADSHEET, _SPREADSHEET)
    ),
    "_rels/.rels": _relations(b"officeDocument", b"xl/workbook.xml"),
    "xl/workbook.xml": (
        b'<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="%s" sheetId="1" r:id="rId1"/>'
        b"</sheets></workbook>" % (_MAIN, _OFFICE, escaped(SHEET))
    ),
    "xl/_rels/workbook.xml.rels": _relations(b"worksheet", b"worksheets/sheet1.xml"),
}
