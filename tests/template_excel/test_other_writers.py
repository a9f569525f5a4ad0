"""Books written by openpyxl, and by LibreOffice from ours: what follows the rows is right in each.

Read again with openpyxl, reckoned again by LibreOffice.
"""

from __future__ import annotations

import io
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from cic_sheets.template import Data, fill
from tests.programs import ooxml_errors, recalculated, soffice_convert
from tests.template_excel.books import loaded, rich_template, texts
from tests.xlsx_patch.books import parts_of

OFFICE = [pytest.mark.programs, pytest.mark.slow]
WRITERS = [
    "openpyxl",
    pytest.param("openpyxl, LibreOffice", marks=OFFICE),
    pytest.param("XlsxWriter, LibreOffice", marks=OFFICE),
]
COUNTS = [0, 1, 2, 3, pytest.param(10_000, marks=pytest.mark.slow)]


@cache
def template(writer: str) -> bytes:
    """Row 5 of « Liste » repeats, as in the rich template."""
    data = rich_template() if writer.startswith("XlsxWriter") else _by_openpyxl()
    if "LibreOffice" not in writer:
        return data
    with TemporaryDirectory() as folder:
        source = Path(folder) / "modele.xlsx"
        source.write_bytes(data)
        return soffice_convert([source], "xlsx", Path(folder) / "office")[0].read_bytes()


def _by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet, other = book.worksheets[0], book.create_sheet("L'autre")
    sheet.title = "Liste"
    sheet["A4"], sheet["C4"], sheet["D4"], sheet["E4"] = "N°", "Montant", "Taux", "EUR"
    sheet["A5"], sheet["C5"], sheet["D5"] = "{{lignes.no}}", "{{lignes.montant}}", "{{lignes.taux}}"
    sheet["C5"].number_format = "#,##0.00"
    sheet["E5"], sheet["F5"] = "=ROUND(C5/D5,2)", "=SUM(E$5:E5)"
    sheet["A6"], sheet["E6"], sheet["E7"] = "Total", "=SUM(E5:E5)", "=E6*2"
    sheet.row_dimensions[5].height = 30
    sheet["A8"] = "fusion"
    sheet.merge_cells("A8:C8")
    rule = CellIsRule(operator="greaterThan", formula=["$E$6"])
    sheet.conditional_formatting.add("E5:E5", rule)
    validation = DataValidation(type="list", formula1="$H$9:$H$10")
    validation.add("A5")
    sheet.add_data_validation(validation)
    sheet.auto_filter.ref = "A4:F5"
    sheet.print_area, sheet.print_title_rows, sheet.freeze_panes = "A1:F9", "4:4", "A5"
    sheet.row_breaks.append(Break(8))
    sheet["A6"].comment = Comment("total", "Amina Plume")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=5, max_row=5))
    chart.set_categories(Reference(sheet, min_col=1, min_row=5, max_row=5))
    sheet.add_chart(chart, "J20")
    other["A1"], other["A2"] = "=Liste!E6", "=SUM(Liste!$E$5:$E$5)"
    book.defined_names["Tout"] = DefinedName("Tout", attr_text="Liste!$E$5:$E$5")
    book.defined_names["Somme"] = DefinedName("Somme", attr_text="Liste!$E$6")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def filled(writer: str, count: int) -> bytes:
    items = [
        {"no": f"D-{n}", "montant": Decimal("10.80") * n, "taux": Decimal("10.80")}
        for n in range(1, count + 1)
    ]
    columns = ("no", "jour", "montant", "taux", "lien")
    fields = {"annee": 2023, "titre": "Fin", "vers": "là"}
    return fill(template(writer), Data(fields, {"lignes": items}, {"lignes": columns})).data


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("writer", WRITERS)
def test_all_that_depends_on_the_rows__follows(writer: str, count: int) -> None:
    data = filled(writer, count)
    book, values = loaded(data), loaded(data, values=True)
    sheet, last = book["Liste"], 4 + max(count, 1)
    more, worth = last - 5, count * (count + 1) // 2
    for n in {1, 2, count // 2, count} & set(range(1, count + 1)):
        row = 4 + n
        assert [sheet.cell(row, c).value for c in (1, 5, 6)] == [
            f"D-{n}", f"=ROUND(C{row}/D{row},2)", f"=SUM(E$5:E{row})",
        ]  # fmt: skip
        assert sheet.cell(row, 3).number_format == "#,##0.00"
        assert sheet.row_dimensions[row].height == 30
        assert [values["Liste"].cell(row, c).value for c in (5, 6)] == [n, n * (n + 1) // 2]
    assert sheet.cell(last + 1, 5).value == f"=SUM(E5:E{last})"
    assert sheet.cell(last + 2, 5).value == f"=E{last + 1}*2"
    assert values["Liste"].cell(last + 1, 5).value == worth
    assert book["L'autre"]["A1"].value == f"=Liste!E{last + 1}"
    assert book["L'autre"]["A2"].value == f"=SUM(Liste!$E$5:$E${last})"
    assert values["L'autre"]["A2"].value == worth
    assert f"A{8 + more}:C{8 + more}" in {str(one) for one in sheet.merged_cells.ranges}
    formats = {str(one.sqref) for one in sheet.conditional_formatting}
    assert {f"E5:E{last}" if count > 1 else "E5", f"E5:E{last}"} & formats
    rules = {one.formula[0] for f in sheet.conditional_formatting for one in f.rules if one.formula}
    assert f"$E${last + 1}" in rules
    validations = [str(one.sqref) for one in sheet.data_validations.dataValidation]
    assert (f"A5:A{last}" if count > 1 else "A5") in validations
    assert sheet.auto_filter.ref == f"A4:F{last}"
    assert str(sheet.print_area).replace("'", "") == f"Liste!$A$1:$F${last + 4}"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == loaded(template(writer))["Liste"].freeze_panes
    assert 8 + more in [one.id for one in sheet.row_breaks.brk]
    assert sheet.cell(last + 1, 1).comment is not None
    names = {name: one.value.replace("$", "") for name, one in book.defined_names.items()}
    assert (names["Tout"], names["Somme"]) == (f"Liste!E5:E{last}", f"Liste!E{last + 1}")
    charts = [name for name in parts_of(data) if "charts/chart" in name and name.endswith("ml")]
    assert charts
    for part in charts:
        ranges = {one.replace("'", "") for one in texts(data, part, "f")}
        assert f"Liste!$E$5:$E${last}" in ranges or (count < 2 and "Liste!$E$5" in ranges)
        alone = {"Liste!$A$5", "Liste!$E$5"} if count < 2 else set()
        assert ranges <= alone | {f"Liste!${letter}$5:${letter}${last}" for letter in "AE"}


@pytest.mark.slow
@pytest.mark.programs
@pytest.mark.parametrize("writer", ["openpyxl", "openpyxl, LibreOffice", "XlsxWriter, LibreOffice"])
def test_books_of_others__are_valid_and_reckoned_as_stored(writer: str, tmp_path: Path) -> None:
    before, path = tmp_path / "avant.xlsx", tmp_path / "rempli.xlsx"
    before.write_bytes(template(writer))
    path.write_bytes(filled(writer, 7))
    assert len(ooxml_errors(path)) <= len(ooxml_errors(before))
    fresh = openpyxl.load_workbook(recalculated(path), data_only=True)
    mine = loaded(filled(writer, 7), values=True)
    for name in ("Liste", "L'autre"):
        for row in mine[name].iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert fresh[name][cell.coordinate].value == cell.value, cell
