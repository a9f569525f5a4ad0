"""The pictures of the guide: small templates, before and after, as LibreOffice shows them; and the
dashboard as Chromium shows it.

python docs/images.py
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo
from PIL import Image, ImageChops

FOLDER = Path(__file__).resolve().parent / "images"
sys.path.insert(0, str(FOLDER.parent.parent))

from cic_sheets.render.word_values import words  # noqa: E402
from cic_sheets.template import fill  # noqa: E402
from cic_sheets.template.data import Data, plain  # noqa: E402
from tests.programs import pdf_to_png, soffice_convert  # noqa: E402

DATA = Data(
    {"annee": "2023", "charge_de_mission": "Salma Exemple", "total_remboursable": Decimal("96.50"),
     "bilan": "Une année pleine.\n- trois échanges\n- une plateforme"},
    {"depenses": [
        {"objet": "Train", "date": date(2023, 3, 2), "montant": Decimal("24.00")},
        {"objet": "Nuitée", "date": date(2023, 3, 3), "montant": Decimal("60.50")},
        {"objet": "Repas", "date": date(2023, 3, 3), "montant": Decimal("12.00")},
    ]},
    say=lambda value: words(value) if isinstance(value, Decimal | date | str) else plain(value),
)  # fmt: skip


def word() -> bytes:
    """A template in Word: fields, a row that repeats, a section."""
    made = Document()
    made.add_heading("Rapport {{annee}}", 1)
    made.add_paragraph(
        "Établi par {{charge_de_mission}}. À rembourser : {{total_remboursable}} EUR."
    )
    table = made.add_table(rows=2, cols=3, style="Light Grid Accent 1")
    texts = ("Objet", "Date", "EUR"), ("{{depenses.objet}}", "{{depenses.date}}",
                                       "{{depenses.montant}}")  # fmt: skip
    for row, said in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    made.add_paragraph()
    made.add_paragraph("{{section: bilan}}")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def excel() -> bytes:
    """A template in Excel: a field, a table that bears the list's name, its total below."""
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A1"].font = "Dépenses {{annee}}", Font(bold=True, size=14)
    for column, head in zip("ABC", ("objet", "date", "montant"), strict=True):
        sheet[f"{column}3"] = head
        sheet.column_dimensions[column].width = 24
    for column, text in zip("ABC", ("objet", "date", "montant"), strict=True):
        sheet[f"{column}4"] = "{{depenses." + text + "}}"
    sheet["B4"].number_format, sheet["C4"].number_format = "dd/mm/yyyy", "#,##0.00"
    sheet["B5"], sheet["C5"] = "Total", "=SUM(C4:C4)"
    sheet["C5"].number_format, sheet["C5"].fill = "#,##0.00", PatternFill("solid", "DDE6EE")
    table = Table(displayName="Lignes", ref="A3:C4")
    table.tableStyleInfo = TableStyleInfo("TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def picture(content: bytes, extension: str, name: str) -> None:
    """The first page, without its margins."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"x{extension}"
        file.write_bytes(content)
        page = soffice_convert([file], "pdf", Path(folder))[0]
        image = Image.open(pdf_to_png(page, Path(folder), 80)[0]).convert("RGB")
        around = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
        left, top, right, bottom = around or (0, 0, *image.size)
        cut = image.crop((left - 12, top - 12, right + 12, bottom + 12))
        cut.quantize(64).save(FOLDER / f"{name}.png", optimize=True)


def dashboard() -> None:
    """The head of the example year's page."""
    from cic_sheets.pipeline import open_book
    from cic_sheets.reports import make_dashboard
    from tests.browser import browser, opened

    root = FOLDER.parent.parent
    with tempfile.TemporaryDirectory() as folder, browser() as started:
        page = Path(folder) / "page.html"
        page.write_bytes(make_dashboard(open_book(root / "workbooks" / "2023.xlsx"), "fr", "."))
        with opened(started, page, size=(1180, 900)) as seen:
            seen.page.screenshot(path=page.with_suffix(".png"))
        image = Image.open(page.with_suffix(".png")).convert("RGB")
        place = root / "cic_sheets" / "help" / "images" / "tableau-de-bord.png"
        image.quantize(128).save(place, optimize=True)


def main() -> None:
    """Make every picture again."""
    dashboard()
    FOLDER.mkdir(exist_ok=True)
    for template, extension, name in ((word(), ".docx", "word"), (excel(), ".xlsx", "excel")):
        picture(template, extension, f"{name}-modele")
        picture(fill(template, DATA).data, extension, f"{name}-rempli")


if __name__ == "__main__":
    main()
