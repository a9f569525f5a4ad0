"""`python -m cic_sheets.template`: the filler by itself, as somebody else would use it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from tests.template_excel.books import loaded, made

DATA = {"nom": "Hôtel & Café", "lignes": [{"a": n} for n in range(3)]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write_row("A1", ["{{nom}}", "{{nomm}}"])
        sheet.write("A2", "{{lignes.a}}")

    (tmp_path / "modele.xlsx").write_bytes(made(make))
    (tmp_path / "d.json").write_text(json.dumps(DATA), "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, module: str = "cic_sheets.template") -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=folder, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stderr


FILL = ("fill", "modele.xlsx", "--data", "d.json", "--out", "r.xlsx")


def test_it_fills_as_the_command_does_and_tells_what_it_could_not(folder: Path) -> None:
    assert run(folder, *FILL) == (0, "F!B1 : champ inconnu « nomm » ; nom ?\n")
    first = (folder / "r.xlsx").read_bytes()
    assert loaded(first)["F"]["A4"].value == 2
    status, _ = run(folder, "template", *FILL, module="cic_sheets")
    assert status == 0
    assert (folder / "r.xlsx").read_bytes() == first


WRONG = {
    "no template": ("fill", "--data", "d.json", "--out", "r.xlsx"),
    "no such template": ("fill", "x.xlsx", "--data", "d.json", "--out", "r.xlsx"),
    "no template at all": ("fill", "d.json", "--data", "d.json", "--out", "r.xlsx"),
    "no JSON": ("fill", "modele.xlsx", "--data", "modele.xlsx", "--out", "r.xlsx"),
    "over the template": ("fill", "modele.xlsx", "--data", "d.json", "--out", "modele.xlsx"),
    "over the data": ("fill", "modele.xlsx", "--data", "d.json", "--out", "./d.json"),
    "another kind of name": ("fill", "modele.xlsx", "--data", "d.json", "--out", "r.docx"),
    "into nowhere": ("fill", "modele.xlsx", "--data", "d.json", "--out", "no/r.xlsx"),
    "an unknown option": (*FILL, "--force"),
    "another command": ("check", "modele.xlsx"),
    "nothing": (),
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_wrong_use_is_one_line_and_writes_nothing(arguments: tuple[str, ...], folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    status, said = run(folder, *arguments)
    assert status == 2
    assert len(said.splitlines()) <= 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_it_loads_nothing_of_the_programme(folder: Path) -> None:
    seen = (
        "import sys; from cic_sheets.template.__main__ import main; main(sys.argv[1:]);"
        "print(*(n for n in sys.modules if n.startswith('cic_sheets.') or n == 'click'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", seen, *FILL], cwd=folder, capture_output=True, text=True, check=True
    )
    strange = [
        name for name in done.stdout.split()
        if not name.startswith(("cic_sheets.template", "cic_sheets.values"))
    ]  # fmt: skip
    assert strange == []
