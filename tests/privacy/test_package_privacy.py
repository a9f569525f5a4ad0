"""Confidential rows stay out of what is sent: no part of any file of the package says them."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from cic_sheets import open_book
from cic_sheets.book.load import load
from cic_sheets.difference.rows import compare
from cic_sheets.packages import Package, write_package
from cic_sheets.schema.kinds import Text
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.verifier import main as verify
from cic_sheets.xlsx.read import read_book
from tests.example.conftest import LATER, WORKBOOKS

import_all("cic_sheets.sheets")
PRIVATE = [sheet for sheet in SHEETS if "confidential" in sheet.columns]


def secret(sheet: str, attr: str) -> str:
    return f"Zorglub & {sheet} <{attr}> «secret»"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example year; in each sheet that may hold confidential rows, one says secrets."""
    made = tmp_path_factory.mktemp("private")
    shutil.copytree(WORKBOOKS / "2023", made / "2023")
    book = openpyxl.load_workbook(WORKBOOKS / "2023.xlsx")
    for sheet in PRIVATE:
        tab = book[sheet.title]
        head = next(
            row for row in tab.iter_rows(max_row=15) if "Confidentiel" in {c.value for c in row}
        )
        columns = {str(cell.value): cell.column for cell in head if cell.value}
        row = head[0].row + 1
        for column in sheet.columns.values():
            if isinstance(column.kind, Text) and column.label in columns:
                cell = tab.cell(row, columns[column.label])
                cell.value = secret(sheet.title, column.attr)
                cell.comment = Comment("Zorglub dans une note", "X")
        tab.cell(row, columns["Confidentiel"]).value = "oui"
    book.properties.description = secret(PRIVATE[0].title, next(
        c.attr for c in PRIVATE[0].columns.values() if isinstance(c.kind, Text)
    ))  # fmt: skip
    book.save(made / "2023.xlsx")
    return made


@pytest.fixture(scope="module")
def sent(home: Path) -> Package:
    return write_package(open_book(home / "2023.xlsx", today=LATER), home / "out")


def leaks(data: bytes, where: str) -> list[str]:
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as held:
            return [
                leak
                for name in held.namelist()
                for leak in leaks(held.read(name), f"{where}/{name}")
            ]
    return [where] if b"Zorglub" in data else []


def test_four_sheets__may_hold_confidential_rows() -> None:
    assert len(PRIVATE) == 4


def test_no_part_of_the_package__says_a_confidential_row(sent: Package) -> None:
    archive = next(path for path in sent.written if path.suffix == ".zip")
    assert leaks(archive.read_bytes(), "") == []


def test_manifest__counts_the_rows_withheld(sent: Package) -> None:
    manifest = json.loads((sent.folder / "manifeste.json").read_text("utf-8"))
    withheld = manifest["lignes_retenues"]
    assert set(withheld) == {sheet.title for sheet in PRIVATE}
    assert all(count >= 1 for count in withheld.values())


def test_verifier__finds_nothing_wrong(sent: Package, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify([str(sent.folder)]) == 0


def test_record__keeps_the_fingerprint_of_the_whole_workbook(home: Path, sent: Package) -> None:
    import hashlib

    whole = hashlib.sha256((home / "2023.xlsx").read_bytes()).hexdigest()
    assert sent.submission.workbook == whole
    snapshot = (sent.folder / "classeur" / "2023.xlsx").read_bytes()
    assert hashlib.sha256(snapshot).hexdigest() != whole


def test_snapshot__differs_by_nothing_else(home: Path, sent: Package) -> None:
    old = load(read_book(sent.folder / "classeur" / "2023.xlsx"), "2023.xlsx")  # rows in place
    new = load(read_book(home / "2023.xlsx"), "2023.xlsx")
    assert compare(old, new) == []
    for sheet in SHEETS:
        assert len(old.all(sheet.row)) == len(new.all(sheet.row))


def test_whoever_asks__gets_them(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "asked"
    shutil.copytree(home, copy, ignore=shutil.ignore_patterns("out", "envois"))
    book = open_book(copy / "2023.xlsx", today=LATER)
    sent = write_package(book, copy / "out", with_confidential=True)
    assert leaks((sent.folder / "classeur" / "2023.xlsx").read_bytes(), "")
    assert "lignes_retenues" not in json.loads((sent.folder / "manifeste.json").read_text("utf-8"))
    assert any("liste de présence" in path.name for path in sent.written)
