"""`cic diff --note`: the note of modifications, a Word document to send along."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
from click.testing import CliRunner
from docx import Document

from cic_sheets.cli.group import cic
from tests.example.conftest import WORKBOOKS


def changed(home: Path) -> Path:
    """The example year with one amount changed."""
    book = openpyxl.load_workbook(WORKBOOKS / "2023.xlsx")
    sheet = book["Dépenses"]
    head = next(row for row in sheet.iter_rows(max_row=12) if "Montant" in {c.value for c in row})
    columns = {cell.value: cell.column for cell in head}
    sheet.cell(head[0].row + 1, columns["Montant"]).value = 200
    home.mkdir(exist_ok=True)
    book.save(home / "2023.xlsx")
    shutil.copytree(WORKBOOKS / "2023", home / "2023")
    return home / "2023.xlsx"


def run(old: Path, new: Path, note: Path, *options: str) -> str:
    arguments = ["diff", str(old), str(new), "--as-of", "2023-12-31", "--note", str(note)]
    found = CliRunner().invoke(cic, [*arguments, *options])
    assert found.exit_code == 0, found.output
    return found.output


def texts(note: Path) -> list[str]:
    document = Document(str(note))
    rows = [row for table in document.tables for row in table.rows]
    return [" | ".join(cell.text for cell in row.cells) for row in rows]


def test_note__says_the_change_and_its_effect(tmp_path: Path) -> None:
    note = tmp_path / "note.docx"
    run(WORKBOOKS / "2023.xlsx", changed(tmp_path / "new"), note)
    lines = "\n".join(texts(note)).replace("\xa0", " ").replace("\u202f", " ")
    assert "Dépenses | D-2023-001 | Montant | 249 | 200 | demandé −" in lines
    assert "Demandé | 9 654,54 EUR" in lines


def test_same_year__has_nothing_to_say(tmp_path: Path) -> None:
    note = tmp_path / "note.docx"
    run(WORKBOOKS / "2023.xlsx", WORKBOOKS / "2023.xlsx", note)
    said = [paragraph.text for paragraph in Document(str(note)).paragraphs]
    assert "Aucune modification." in said


def test_same_change__gives_the_same_bytes(tmp_path: Path) -> None:
    new = changed(tmp_path / "new")
    for name in ("1.docx", "2.docx"):
        run(WORKBOOKS / "2023.xlsx", new, tmp_path / name)
    assert (tmp_path / "1.docx").read_bytes() == (tmp_path / "2.docx").read_bytes()


def test_other_suffix__is_refused_in_a_sentence(tmp_path: Path) -> None:
    book = str(WORKBOOKS / "2023.xlsx")
    found = CliRunner().invoke(cic, ["diff", book, book, "--note", str(tmp_path / "note.pdf")])
    assert found.exit_code == 2
    assert "la note de modifications est un document Word" in found.output
    assert not (tmp_path / "note.pdf").exists()
