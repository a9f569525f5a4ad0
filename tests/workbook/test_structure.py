"""The blank workbook, read back by a library that did not write it."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from cic_sheets.book.load import load
from cic_sheets.schema import kinds
from cic_sheets.schema.lists import LISTS
from cic_sheets.schema.parameters import PARAMETERS
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.schema.version import WORKBOOK_VERSION
from cic_sheets.sheets.carried import Carried
from cic_sheets.values.cells import split_a1
from cic_sheets.workbook import write_workbook
from cic_sheets.xlsx.read import read_bytes
from tests.declared import columns_of
from tests.workbook.books import FIRST, HEADER, LAST, TABLES, TITLES, address, written


@pytest.fixture(scope="module")
def blank() -> Workbook:
    return written()


def _entry(book: Workbook, title: str, label: str, row: int = FIRST) -> DataValidation:
    cell = address(title, label, row)
    found = [v for v in book[title].data_validations.dataValidation if cell in v.sqref]
    assert len(found) == 1, f"{title}!{cell} has {len(found)} validations"
    return found[0]


# --- Tabs and tables ----------------------------------------------------------------------------


def test_tabs__stand_in_order_between_welcome_and_lists(blank: Workbook) -> None:
    assert blank.sheetnames == ["Accueil", *TITLES, "Listes"]
    assert blank.active is not None
    assert blank.active.title == "Accueil"


def test_tabs__take_the_colour_of_their_group(blank: Workbook) -> None:
    colours: dict[str, set[str]] = {}
    for title in TITLES:
        colour = blank[title].sheet_properties.tabColor.rgb
        colours.setdefault(SHEETS[title].group, set()).add(colour)
    assert all(len(of_group) == 1 for of_group in colours.values())
    assert len(set.union(*colours.values())) == len(colours) == 3


@pytest.mark.parametrize("title", TABLES)
def test_table__holds_the_declared_headings(title: str, blank: Workbook) -> None:
    sheet, declared = blank[title], SHEETS[title]
    (table,) = sheet.tables.values()
    labels = [column.label for column in declared.columns.values()]
    assert table.displayName == declared.table
    assert table.column_names == labels
    assert [cell.value for cell in sheet[HEADER]] == labels
    assert table.ref.startswith(f"A{HEADER}:")


@pytest.mark.parametrize("title", TABLES)
def test_tab__keeps_headings_and_row_number_in_sight(title: str, blank: Workbook) -> None:
    sheet, declared = blank[title], SHEETS[title]
    identity = declared.identity
    left = list(declared.columns.values()).index(identity) + 2 if identity else 2
    assert sheet.freeze_panes == sheet.cell(FIRST, left).coordinate
    assert sheet["A1"].value == title
    assert sheet["A2"].value == declared.help
    assert sheet["A3"].hyperlink.location == "'Accueil'!A1"


@pytest.mark.parametrize("title", TITLES)
def test_paper__is_a4_across_with_headings_on_each_page(title: str, blank: Workbook) -> None:
    sheet: Worksheet = blank[title]
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert "page &P / &N" in sheet.oddFooter.right.text
    assert title in sheet.oddFooter.left.text


def test_paper__a_wide_sheet_goes_on_beside_with_its_row_numbers(blank: Workbook) -> None:
    assert blank["Dépenses"].page_setup.fitToWidth == 2
    assert blank["Dépenses"].print_title_cols == "$A:$A"
    assert blank["Taux"].page_setup.fitToWidth in (None, 1)


@pytest.mark.parametrize("title", TABLES)
def test_columns__are_wide_enough_for_their_headings(title: str, blank: Workbook) -> None:
    for number, column in enumerate(SHEETS[title].columns.values(), start=1):
        width = _dimension(blank[title], number).width
        assert width >= max(len(word) for word in column.label.split())
        assert column.kind.width <= width <= 62


def _dimension(sheet: Worksheet, number: int) -> ColumnDimension:
    """openpyxl keeps neighbours that look alike under the first one's letter."""
    alike = sheet.column_dimensions.values()
    return next(found for found in alike if found.min <= number <= found.max)


# --- Looks --------------------------------------------------------------------------------------


def test_headings__show_which_columns_are_required(blank: Workbook) -> None:
    looks: dict[tuple[str, str], set[str]] = {}
    for title in TABLES:
        for cell, column in zip(blank[title][HEADER], SHEETS[title].columns.values(), strict=True):
            which = "computed" if column.formula else "required" if column.required else "free"
            looks.setdefault((SHEETS[title].group, which), set()).add(cell.fill.fgColor.rgb)
    assert all(len(colours) == 1 for colours in looks.values())
    for group in {group for group, _ in looks}:
        assert looks[group, "required"] != looks[group, "free"]
    assert ("Vie du groupe", "computed") in looks


@pytest.mark.parametrize(
    ("title", "label", "shown"),
    [
        ("Dépenses", "Date", "dd/mm/yyyy"),
        ("Missions", "Départ", "dd/mm/yyyy hh:mm"),
        ("Dépenses", "Montant", "#,##0.00"),
        ("Dépenses", "Quantité", "General"),
        ("Justificatifs", "ICE émetteur", "@"),
        ("Contacts", "Téléphone", "@"),
        ("Participants", "Jeunes femmes", "0"),
    ],
)
def test_columns__show_values_as_their_kind(
    title: str, label: str, shown: str, blank: Workbook
) -> None:
    number = split_a1(address(title, label, 1))[1]
    assert _dimension(blank[title], number).number_format == shown


def test_columns__arabic_runs_from_right_to_left() -> None:
    book = written({"Communes": [{"Code": "C01", "الجماعة": "أيت تيزة"}]})
    cell = book["Communes"][address("Communes", "الجماعة", FIRST)]
    assert (cell.alignment.readingOrder, cell.alignment.horizontal) == (2, "right")
    assert cell.value == "أيت تيزة"


def test_columns__long_texts_wrap_and_their_rows_grow() -> None:
    book = write_workbook(2023, {"Prestations": [{"N°": "P-1", "Description": "mot " * 100}]})
    sheet = load_workbook(BytesIO(book))["Prestations"]
    assert sheet[address("Prestations", "Description", FIRST)].alignment.wrap_text
    with ZipFile(BytesIO(book)) as package:
        number = ["Accueil", *TITLES].index("Prestations") + 1
        part = package.read(f"xl/worksheets/sheet{number}.xml").decode()
    (row,) = re.findall(rf'<row r="{FIRST}"[^>]*>', part)
    assert float(re.search(r' ht="([^"]+)"', row)[1]) >= 60  # type: ignore[index]
    assert "customHeight" not in row, "Excel would never adapt the row to a longer text"


# --- Help and drop-downs ------------------------------------------------------------------------


@pytest.mark.parametrize("title", TABLES)
def test_help__shows_on_each_heading_and_each_cell(title: str, blank: Workbook) -> None:
    for column in SHEETS[title].columns.values():
        for row in (HEADER, FIRST, LAST):
            entry = _entry(blank, title, column.label, row)
            assert entry.showInputMessage
            assert entry.promptTitle == column.label
            assert entry.prompt.startswith(column.help)


def test_help__stays_within_what_excel_shows(blank: Workbook) -> None:
    seen = 0
    for sheet in blank:
        for entry in sheet.data_validations.dataValidation:
            seen += 1
            assert len(entry.promptTitle or "") <= 32
            assert len(entry.prompt or "") <= 255
            assert len(entry.errorTitle or "") <= 32
            assert len(entry.error or "") <= 255
            assert len(entry.formula1 or "") <= 255
    assert seen > 500


def test_drop_downs__every_list_column_offers_its_list(blank: Workbook) -> None:
    offered = 0
    for sheet, column, kind in columns_of(kinds.Choice):
        if sheet.vertical or sheet.optional or isinstance(kind, kinds.Choices):
            continue
        entry = _entry(blank, sheet.title, column.label)
        assert entry.type == "list"
        assert entry.errorStyle in (None, "stop")
        meaning = blank.defined_names[entry.formula1].value
        place = LISTS.names().index(kind.values.name)
        letter = blank["Listes"].cell(HEADER, place + 1).column_letter
        assert meaning.startswith(f"Listes!${letter}${FIRST}:INDEX(")
        offered += 1
    assert offered > 40


def test_drop_downs__references_offer_the_numbers_and_only_warn(blank: Workbook) -> None:
    offered = 0
    for sheet, column, kind in columns_of(kinds.Ref):
        if sheet.optional:
            continue
        entry = _entry(blank, sheet.title, column.label)
        if isinstance(kind, kinds.Refs):
            assert entry.type is None or entry.type == "none"
            continue
        meaning = blank.defined_names[entry.formula1].value
        identity = SHEETS[kind.sheet].identity
        assert identity is not None
        assert entry.type == "list"
        assert entry.errorStyle == "warning"
        assert re.match(rf"'?{kind.sheet}'?!\$[A-Z]\$5:INDEX\(", meaning)
        offered += 1
    assert offered > 20


@pytest.mark.parametrize(
    ("title", "label", "kind"),
    [
        ("Dépenses", "Date", "date"),
        ("Missions", "Départ", "date"),
        ("Participants", "Jeunes femmes", "whole"),
        ("Taux", "Unités pour 1 EUR", "decimal"),
        ("Dépenses", "Montant", "custom"),
        ("Plaidoyers", "Confidentiel", "list"),
        ("Dépenses", "N°", "custom"),
        ("Justificatifs", "ICE émetteur", "custom"),
    ],
)
def test_entries__are_checked_in_french(title: str, label: str, kind: str, blank: Workbook) -> None:
    entry = _entry(blank, title, label)
    assert entry.type == kind
    assert entry.errorTitle
    assert entry.error.endswith((".", "?"))


def test_lists__hold_every_declared_value_then_the_added_ones() -> None:
    book = written({"Listes": [{"catégorie": "timbres"}, {"catégorie": "péage", "à moi": "x"}]})
    columns = {column[HEADER - 1].value: column for column in book["Listes"].columns}
    for values in LISTS:
        held = [c.value for c in columns[values.name][FIRST - 1 :] if c.value is not None]
        added = ["timbres", "péage"] if values.name == "catégorie" else []
        assert held == [*values.values, *added]
    assert columns["à moi"][FIRST - 1].value == "x"
    assert list(book["Listes"].tables) == ["t_Listes"]


# --- What a new year holds ----------------------------------------------------------------------


def test_convention__is_prefilled_for_the_year() -> None:
    sheet = written(language="ar")["Convention"]
    held = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=FIRST)}
    filled = {label: str(value)[:10] for label, value in held.items() if value is not None}
    assert filled == {
        "Début": "2023-01-01",
        "Fin": "2023-12-31",
        "Fin du programme": "2026-12-31",
        "Commanditaire": "Brulocalis",
        "Langue": "arabe",
        "Version du classeur": str(WORKBOOK_VERSION),
    }
    assert list(held) == [column.label for column in SHEETS["Convention"].columns.values()]


def test_settings__hold_every_key_with_its_default_to_be_confirmed(blank: Workbook) -> None:
    rows = list(blank["Règles"].iter_rows(min_row=FIRST, values_only=True))
    assert [row[0] for row in rows] == [parameter.key for parameter in PARAMETERS]
    for parameter, row in zip(PARAMETERS, rows, strict=True):
        assert row[1] is not None
        assert (row[2] or "") == parameter.unit
        assert row[3] == parameter.source
        assert row[4] == "à confirmer"
        assert row[6] == parameter.help
    values = {row[0]: row[1] for row in rows}
    assert values["plafond_mensuel"] == 200
    assert values["taux_methode"] == "mois_depense"
    assert str(values["heure_dejeuner"]) == "12:00:00"


def test_welcome__links_to_every_tab(blank: Workbook) -> None:
    cells = [cell for row in blank["Accueil"].iter_rows() for cell in row if cell.hyperlink]
    targets = [cell.hyperlink.location.split("!")[0].strip("'") for cell in cells]
    assert targets == [*TITLES, "Listes"]
    assert [cell.value for cell in cells] == targets


def test_welcome__says_how_a_year_goes_and_where_files_lie(blank: Workbook) -> None:
    said = "\n".join(str(c.value) for row in blank["Accueil"].iter_rows() for c in row if c.value)
    for word in ("2023/justificatifs", "2023/pieces", "make check YEAR=2023", "make report",
                 "1. ", "5. ", "Rouge", "Orange", "obligatoire"):  # fmt: skip
        assert word in said
    for group in {SHEETS[title].group for title in TITLES}:
        assert group in said


# --- The file -----------------------------------------------------------------------------------


def test_bytes__are_the_same_in_another_process() -> None:
    script = (
        "import sys; from cic_sheets.workbook import write_workbook; "
        "sys.stdout.buffer.write(write_workbook(2024))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1] == write_workbook(2024)


def test_bytes__hold_no_date_of_today() -> None:
    with ZipFile(BytesIO(write_workbook(2024))) as package:
        core = package.read("docProps/core.xml").decode()
        dates = {entry.date_time[0] for entry in package.infolist()}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2024-01-01T"}
    assert dates == {1980}


def test_bytes__take_little_time() -> None:
    write_workbook(2024)  # the imports are not what is measured
    start = time.process_time()
    write_workbook(2024)
    assert time.process_time() - start < 1.5


def test_library__is_imported_only_to_write() -> None:
    script = "import sys, cic_sheets.workbook; print('xlsxwriter' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_an_optional_sheet__is_written_when_it_has_rows_and_read_back() -> None:
    """« Reprise » is there when `cic roll` has something to carry over, not before."""
    row = {"Année": 2022, "Numéro": "I-01", "Base": Decimal("2.5"), "Année de base": 2021}
    made = write_workbook(2023, {"Reprise": [row]})
    (carried,) = load(read_bytes(made, "2023.xlsx"), "2023.xlsx").all(Carried)
    assert (carried.year, carried.code, carried.baseline) == (2022, "I-01", Decimal("2.5"))
    assert "Reprise" not in TITLES
