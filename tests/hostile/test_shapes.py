"""Hostile shapes: names of sheets, headings and files, and years that are far too long."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from cic_sheets.example.build import clean_workbook
from cic_sheets.example.year import clean_year
from cic_sheets.sheets.expenses import Expense
from tests.hostile.books import written
from tests.hostile.texts import NAMES, TERMINAL, TEXTS
from tests.hostile.watch import assert_answers, assert_quiet, assert_sound, opened

FILES = (
    "\x1b[31mrouge.pdf", "ligne\nde plus.pdf", "\u202egnp.exe", "<script>.pdf", "=1+1.pdf",
    "{{total}}.pdf", "'; rm -rf.pdf", "é" * 100 + ".pdf", "%s.pdf", "-rf", "a\\b.pdf", "\x7f.pdf",
)  # fmt: skip


@pytest.fixture(scope="module")
def clean() -> bytes:
    return clean_workbook()


def test_names_of_sheets_and_headings__are_only_names(
    clean: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = load_workbook(BytesIO(clean))
    for name in NAMES:
        book.create_sheet(name).append(["N°", "Date", *NAMES])
    for title in ("Dépenses", "Missions"):
        place = book[title].max_column + 2
        for number, text in enumerate(text for text in TEXTS if _typed_in_openpyxl(text)):
            book[title].cell(4, place + number).value = text
            book[title].cell(4, place + number).data_type = "s"
    kept = BytesIO()
    book.save(kept)
    seen = opened(tmp_path / "2023.xlsx", kept.getvalue())
    assert {one.code for one in seen.findings} >= {"CLA-09"}
    assert_answers(monkeypatch, seen, tmp_path / "out")


def _typed_in_openpyxl(text: str) -> bool:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return not ILLEGAL_CHARACTERS_RE.search(text) and "\ufffe" not in text


def test_headings_in_place_of_ours__are_told(
    clean: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = BytesIO()
    with Workbook(kept) as book:
        for number, text in enumerate(TEXTS):
            sheet = book.add_worksheet(f"Dépenses{number}" if number else "Dépenses")
            sheet.write_row(0, 0, ["N°", "Date", "Montant", "Montant"])
            for column, heading in enumerate((text, *TEXTS)):
                sheet.write_string(0, column + 4, heading)
                sheet.write_string(1, column, heading)
    seen = opened(tmp_path / "2023.xlsx", kept.getvalue())
    assert {"CLA-01", "CLA-02", "CLA-03"} <= {one.code for one in seen.findings}
    assert_sound(seen.control())


# --- Files ---------------------------------------------------------------------------------------


def test_files_beside_the_workbook__are_named_without_harm(
    clean: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "2023" / "justificatifs"
    folder.mkdir(parents=True)
    for name in FILES:
        (folder / name).write_bytes(b"x")
    seen = opened(tmp_path / "2023.xlsx", clean)
    unnamed = [one for one in seen.findings if one.code == "JUS-10"]
    assert len(unnamed) == len(FILES)
    assert_answers(monkeypatch, seen, tmp_path / "out")


def test_file_names_that_are_no_text__are_told_by_the_real_command(
    clean: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "2023" / "justificatifs"
    folder.mkdir(parents=True)
    try:
        (folder / os.fsdecode(b"re\xe7u-\xff.pdf")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system holds no such name")
    (tmp_path / "2023.xlsx").write_bytes(clean)
    for extra in ((), ("--json", "--out", "out")):
        done = subprocess.run(
            [sys.executable, "-m", "cic_sheets", "check", "2023.xlsx", *extra],
            cwd=tmp_path, capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        said = done.stdout.decode()
        assert "JUS-10" in said
        assert b"Traceback" not in done.stderr
        if extra:
            assert json.loads(said)["findings"]
        assert_sound((tmp_path / "out" / "2023" / "controle-2023.xlsx").read_bytes() if not extra
                     else (tmp_path / "out" / "controle-2023.xlsx").read_bytes())  # fmt: skip


@pytest.mark.parametrize("name", ["\x1b]0;x\x07.xlsx", "\u202exslx.xlsx", "-rf.xlsx", "a\nb.xlsx"])
@pytest.mark.parametrize("content", ["workbook", "nothing"])
def test_name_of_the_workbook__is_said_without_harm(
    name: str, content: str, clean: bytes, tmp_path: Path
) -> None:
    blank = BytesIO()
    with Workbook(blank) as book:
        book.add_worksheet("Dépenses")
    (tmp_path / name).write_bytes(blank.getvalue() if content == "workbook" else b"rien")
    for command in ("check", "status", "inspect"):
        done = subprocess.run(
            [sys.executable, "-m", "cic_sheets", command, f"./{name}"],
            cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1, 2)
        assert "Traceback" not in done.stderr
        assert_quiet(done.stdout + done.stderr)


# --- Far too long --------------------------------------------------------------------------------


@pytest.mark.slow
def test_ten_thousand_lines__are_judged_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = clean_year()
    first = list(year["Dépenses"])
    year["Dépenses"] = [
        {**first[number % len(first)], "N°": f"D-2023-{number:05}"} for number in range(10_000)
    ]
    book = opened(tmp_path / "2023.xlsx", written(year))
    assert len(book.book.all(Expense)) == 10_000
    assert_answers(monkeypatch, book, tmp_path / "out")


def test_terminal__may_show_a_line_s_end_only() -> None:
    assert "\n" not in TERMINAL
    assert {"\x1b", "\x9b", "\u202e", "\r"} <= TERMINAL
