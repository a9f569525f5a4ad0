"""What the reader finds in real files: CLA-*, on workbooks that people and programs changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cic_sheets import OpenBook, open_book
from cic_sheets.sheets.scales import Scale
from cic_sheets.workbook.write import write_workbook

SCALES = [
    {
        "N°": f"B-{number:02}",
        "Catégorie": category,
        "Unité": unit,
        "Montant": Decimal(amount),
        "Devise": "MAD",
        "Mode": "plafond",
        "Du": date(2023, 1, 1),
        "Au": date(2023, 12, 31),
    }
    for number, (category, unit, amount) in enumerate(
        [("hébergement", "nuitée", "1080"), ("repas", "repas", "120"), ("déplacement", "km", "2")],
        start=1,
    )
]
CONVENTION = {
    "N° de convention": "CIC-2023-01",
    "Rang": 1,
    "Chargé(e) de mission": "Salma Benhaddou",
    "Adresse": "12, rue des Amandiers",
    "Commune du domicile": "Rabat",
}

Seen = set[tuple[str, str, str | None]]


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_workbook(2023, {"Convention": [CONVENTION], "Barèmes": SCALES})


@pytest.fixture
def path(tmp_path: Path, written: bytes) -> Path:
    """A small year without CLA finding, as our writer makes it."""
    file = tmp_path / "2023.xlsx"
    file.write_bytes(written)
    return file


def seen(book: OpenBook, *codes: str) -> Seen:
    return {
        (one.code, one.sheet, one.cell.a1 if one.cell else None)
        for one in book.findings
        if one.code.startswith(codes or ("CLA", "CEL"))
    }


def changed(path: Path, change: Callable[[Worksheet], None], tab: str = "Barèmes") -> OpenBook:
    """The year after someone changed a tab with another program."""
    book = load_workbook(path)
    change(book[tab])
    book.save(path)
    return open_book(path)


def test_the_year_as_written__has_nothing_wrong(path: Path) -> None:
    assert seen(open_book(path)) == set()


def test_the_year_saved_by_another_library__has_nothing_wrong(path: Path) -> None:
    assert seen(changed(path, lambda sheet: None)) == set()


def test_sheet_missing__is_told_once(path: Path) -> None:
    book = load_workbook(path)
    del book["Missions"]
    book.save(path)
    assert seen(open_book(path)) == {("CLA-01", "Missions", None)}


def test_sheet_renamed_but_its_table_kept__is_found(path: Path) -> None:
    assert seen(changed(path, lambda sheet: setattr(sheet, "title", "Nos tarifs"))) == set()


def test_sheet_renamed_without_table__is_proposed(path: Path) -> None:
    def rename(sheet: Worksheet) -> None:
        sheet.tables.clear()
        sheet.title = "Barême"

    opened = changed(path, rename)
    assert seen(opened) == {("CLA-01", "Barèmes", None)}
    missing = next(one for one in opened.findings if one.code == "CLA-01")
    assert missing.facts["near"] == "Barême"


@pytest.mark.parametrize("name", ["BAREMES", "barèmes ", "Bare\u0300mes", "Barèmes\u00a0"])
def test_sheet_name__is_matched_without_case_accents_and_spaces(path: Path, name: str) -> None:
    def rename(sheet: Worksheet) -> None:
        sheet.tables.clear()
        sheet.title = name

    assert seen(changed(path, rename)) == set()


def header(sheet: Worksheet) -> int:
    return next(row[0].row for row in sheet.iter_rows() if any(c.value == "N°" for c in row))


def without_table(sheet: Worksheet) -> int:
    sheet.tables.clear()
    return header(sheet)


def column(sheet: Worksheet, label: str) -> int:
    return next(c.column for c in sheet[header(sheet)] if c.value == label)


def test_required_column_renamed__is_blamed_on_the_heading_that_looks_like_it(path: Path) -> None:
    def rename(sheet: Worksheet) -> None:
        without_table(sheet)
        sheet.cell(header(sheet), column(sheet, "Montant"), "Montan")

    assert seen(changed(path, rename)) == {("CLA-02", "Barèmes", "E4")}


def test_required_column_missing__other_cells_are_still_checked(path: Path) -> None:
    def spoil(sheet: Worksheet) -> None:
        row = without_table(sheet)
        sheet.cell(row, column(sheet, "Montant")).value = None
        sheet.cell(row + 1, column(sheet, "Unité"), "nuité")

    assert seen(changed(path, spoil)) == {("CLA-02", "Barèmes", "A4"), ("CEL-05", "Barèmes", "D5")}


def test_heading_twice__the_first_is_read(path: Path) -> None:
    def double(sheet: Worksheet) -> None:
        row = without_table(sheet)
        sheet.cell(row, column(sheet, "Source"), "Montant")

    opened = changed(path, double)
    assert seen(opened) == {("CLA-03", "Barèmes", "J4")}
    assert opened.book.all(Scale)[0].amount == 1080


def test_columns_in_any_order__read_the_same(path: Path) -> None:
    def shuffle(sheet: Worksheet) -> None:
        row = without_table(sheet)
        for line in range(row, row + 4):
            held = [(cell.value, cell.number_format) for cell in sheet[line]][:10]
            for place, (value, form) in enumerate(reversed(held), start=1):
                cell = sheet.cell(line, place)
                cell.value, cell.number_format = value, form

    before = [vars(row) for row in open_book(path).book.all(Scale)]
    opened = changed(path, shuffle)
    assert seen(opened) == set()
    after = [vars(row) for row in opened.book.all(Scale)]
    kept = ("no", "category", "amount", "valid_from", "valid_to")
    assert [[row[name] for name in kept] for row in after] == [
        [row[name] for name in kept] for row in before
    ]


def test_formula_without_value__is_no_zero(path: Path) -> None:
    def formula(sheet: Worksheet) -> None:
        sheet.cell(header(sheet) + 1, column(sheet, "Montant"), "=1000+80")

    opened = changed(path, formula)  # openpyxl keeps no result
    assert seen(opened) == {("CLA-04", "Barèmes", "E5")}
    assert opened.book.all(Scale)[0].amount is None


def test_error_cell__is_no_empty_cell(path: Path) -> None:
    def error(sheet: Worksheet) -> None:
        sheet.cell(header(sheet) + 2, column(sheet, "Montant"), "#REF!")

    assert seen(changed(path, error)) == {("CLA-05", "Barèmes", "E6")}


def test_hidden_rows__are_read_and_said(path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[header(sheet) + 2].hidden = True

    opened = changed(path, hide)
    assert seen(opened) == {("CLA-06", "Barèmes", "A6")}
    assert len(opened.book.all(Scale)) == 3


def test_merged_cells__their_empty_halves_are_not_told_again(path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        row, place = header(sheet), column(sheet, "Montant")
        sheet.merge_cells(start_row=row + 1, end_row=row + 2, start_column=place, end_column=place)

    assert seen(changed(path, merge)) == {("CLA-08", "Barèmes", "E5")}


def test_own_column_and_own_sheet__are_left_alone(path: Path) -> None:
    book = load_workbook(path)
    book.create_sheet("Mes notes")["A1"] = "pour moi"
    sheet = book["Barèmes"]
    sheet.cell(header(sheet), 12, "Mon repère")
    sheet.cell(header(sheet) + 1, 12, "=1+")
    book.save(path)
    assert seen(open_book(path)) == {("CLA-09", "Barèmes", "L4"), ("CLA-09", "Mes notes", None)}


def test_row_under_the_table__is_read_and_said(path: Path) -> None:
    file = path
    book = load_workbook(file)
    sheet = book["Barèmes"]
    row = header(sheet)
    table = next(iter(sheet.tables.values()))
    table.ref = f"A{row}:{table.ref.split(':')[1].rstrip('0123456789')}{row + 2}"
    table.autoFilter.ref = table.ref
    book.save(file)
    opened = open_book(file)
    assert seen(opened) == {("CLA-11", "Barèmes", "A7")}
    assert len(opened.book.all(Scale)) == 3


def test_row_after_blank_rows__is_read_and_said(path: Path) -> None:
    def move(sheet: Worksheet) -> None:
        row = header(sheet) + 3
        sheet.move_range(f"A{row}:J{row}", rows=4)

    opened = changed(path, move)
    assert seen(opened) == {("CLA-11", "Barèmes", "A11")}
    assert len(opened.book.all(Scale)) == 3


def test_newer_version_of_the_workbook__is_said(path: Path) -> None:
    def newer(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            if row[0].value == "Version du classeur":
                row[1].value = 99

    opened = changed(path, newer, "Convention")
    assert {code for code, _, _ in seen(opened)} == {"CLA-10"}


def test_convention_key_renamed__is_proposed(path: Path) -> None:
    def rename(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            if row[0].value == "Rang":
                row[0].value = "Rangs"

    assert seen(changed(path, rename, "Convention")) == {("CLA-02", "Convention", "A6")}


def test_workbook_from_scratch__with_headings_on_the_first_row_is_read(tmp_path: Path) -> None:
    """No table, no title, no help line: what a script or a colleague makes."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "baremes"
    labels = list(SCALES[0])
    sheet.append([label.upper() for label in labels])
    for scale in SCALES:
        sheet.append([scale[label] for label in labels])
    book.save(tmp_path / "x.xlsx")
    opened = open_book(tmp_path / "x.xlsx")
    assert [row.no for row in opened.book.all(Scale)] == ["B-01", "B-02", "B-03"]
    assert not seen(opened, "CEL")


def test_file__is_never_changed(path: Path) -> None:
    before = path.read_bytes()
    open_book(path).control()
    assert path.read_bytes() == before


def test_value_from_another_workbook__is_said_at_its_cell(path: Path) -> None:
    def link(data: bytes) -> bytes:
        from io import BytesIO
        from zipfile import ZipFile

        from openpyxl.packaging.relationship import Relationship
        from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

        book = load_workbook(BytesIO(data))
        sheet = book["Barèmes"]
        sheet.cell(header(sheet) + 1, column(sheet, "Montant")).value = "=[1]Tarifs!$B$2"
        external = ExternalLink(externalBook=ExternalBook(sheetNames=None, id="rId1"))
        external.file_link = Relationship(type="externalLinkPath", Target="tarifs.xlsx")
        external.file_link.TargetMode = "External"
        book._external_links.append(external)
        made = BytesIO()
        book.save(made)
        kept = BytesIO()
        with ZipFile(made) as old, ZipFile(kept, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                new.writestr(
                    name,
                    part.replace(b"$B$2</f><v />", b"$B$2</f><v>1080</v>").replace(
                        b"$B$2</f><v></v>", b"$B$2</f><v>1080</v>"
                    ),
                )
        return kept.getvalue()

    path.write_bytes(link(path.read_bytes()))
    opened = open_book(path)
    assert seen(opened) == {("CLA-07", "Barèmes", "E5")}
    assert opened.book.all(Scale)[0].amount == 1080
