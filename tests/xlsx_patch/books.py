"""Workbooks made for these tests, and ways to look at them that are not the patch's own."""

from __future__ import annotations

import io
import struct
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Mapping

import openpyxl
import xlsxwriter

from cic_sheets.xlsx.patch import IndexTexts, Mark

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
COLUMNS = (
    "Gravité",
    "Code",
    "Feuille",
    "Cellule",
    "Valeur",
    "Ce qui ne va pas",
    "Comment corriger",
)
TEXTS = IndexTexts(
    title="Contrôle",
    heading="Contrôle du classeur 2023",
    columns=COLUMNS,
    intro=("Fichier : 2023.xlsx", "Corrigez dans votre classeur, pas dans cette copie."),
    severities={"E": "Erreur", "A": "Avertissement", "I": "Information"},
)
HEADER_ROW = 6  # heading, two lines of intro, counts, blank, header
FILL = {"E": "FFFFB3AD", "A": "FFF4B26B", "I": "FF8FB8E0"}


def mark(
    sheet: str,
    row: int | None,
    column: int | None,
    severity: str = "E",
    text: str = "Le montant dépasse le plafond.",
    lines: tuple[str, ...] = ("DEP-07", "12,00", "Trop cher", "Ramener au plafond"),
) -> Mark:
    label = TEXTS.severities[severity]
    return Mark(sheet, row, column, severity, f"DEP-07 · {label}", text, lines)


def plain_book(*names: str, rows: int = 6, columns: int = 5) -> bytes:
    """By XlsxWriter: numbers in odd columns, texts in even ones."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in names or ("Dépenses",):
            sheet = book.add_worksheet(name)
            for row in range(rows):
                for column in range(columns):
                    value = f"texte {row}" if column % 2 else row * 10 + column
                    sheet.write(row, column, value)
    return out.getvalue()


def rich_book() -> bytes:
    """By XlsxWriter: everything that a coordinator's workbook may hold."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        money = book.add_format({"num_format": '#,##0.00 "MAD"', "bold": True, "border": 1})
        white = book.add_format({"font_color": "#FFFFFF", "bg_color": "#203864"})
        sheet = book.add_worksheet("Dépenses")
        sheet.write_row(0, 0, ["N°", "Objet", "Montant", "Double"])
        for row in range(1, 9):
            sheet.write_row(row, 0, [f"D-{row:03}", "Taxi & thé <Rabat>"])
            sheet.write_number(row, 2, 12.5 * row, money)
            sheet.write_formula(row, 3, f"=C{row + 1}*2", None, 25 * row)
        sheet.add_table(0, 0, 8, 3, {"name": "tDepenses", "columns": _headings(4)})
        sheet.data_validation("B2:B9", {"validate": "list", "source": ["Taxi", "Thé"]})
        sheet.conditional_format("C2:C9", {"type": "data_bar"})
        sheet.merge_range("F2:G4", "fusion", white)
        sheet.write_comment("B3", "Une note d'avant")
        sheet.insert_chart("I2", _chart(book))
        sheet.repeat_rows(0)
        sheet.print_area("A1:D9")
        sheet.autofilter("K1:L3")
        sheet.protect("secret")
        other = book.add_worksheet("L'été")
        other.write_row(0, 0, ["a", 1, "=1+1"])
        other.repeat_rows(0, 1)
        other.set_first_sheet()
        other.activate()
        book.add_chartsheet("Graphique").set_chart(_chart(book))
        book.add_worksheet("Cachée").hide()
        book.define_name("Total", "=Dépenses!$C$2:$C$9")
        book.define_name("Cachée!Local", "=Cachée!$A$1")
    return out.getvalue()


def _headings(count: int) -> list[dict[str, str]]:
    return [{"header": name} for name in ("N°", "Objet", "Montant", "Double")[:count]]


def _chart(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Dépenses!$C$2:$C$9"})
    return chart


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part's bytes, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A package of these parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def replaced(data: bytes, changes: Mapping[str, bytes | str | None]) -> bytes:
    """The package with parts put in place of others, or taken out (None)."""
    parts: dict[str, bytes | str | None] = {**parts_of(data), **changes}
    return zipped({name: content for name, content in parts.items() if content is not None})


def raw_members(data: bytes) -> dict[str, bytes]:
    """Every member as it lies in the file: local header, name, extra, packed bytes."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            name, extra = struct.unpack_from("<2H", data, info.header_offset + 26)
            end = info.header_offset + 30 + name + extra + info.compress_size
            found[info.filename] = data[info.header_offset : end]
    return found


def loaded(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def stored_cells(sheet: bytes) -> dict[str, tuple[str | None, bytes]]:
    """What each cell stores, format aside: type, and content as canonical XML."""
    found = {}
    for element in ET.fromstring(sheet).iter():
        if element.tag.rpartition("}")[2] == "c" and len(element):
            inner = b"".join(ET.tostring(child) for child in element)
            found[element.get("r") or str(len(found))] = (element.get("t"), inner)
    return found


def frame(sheet: bytes, without: Iterable[str] = ()) -> list[str]:
    """The sheet's other elements, canonical, those aside that a note or an index changes."""
    aside = {"sheetData", "dimension", "legacyDrawing", *without}
    kept = []
    for element in ET.fromstring(sheet):
        for view in element.iter():
            if view.tag.endswith("}sheetView"):
                view.attrib.pop("tabSelected", None)
        names = {inner.tag.rpartition("}")[2] for inner in element.iter()}
        if not ({element.tag.rpartition("}")[2]} | (names & {"legacyDrawing"})) & aside:
            kept.append(ET.canonicalize(ET.tostring(element, encoding="unicode")))
    return kept
