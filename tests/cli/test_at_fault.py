"""When the engine loses a cent: one sentence, nothing written, a status of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import ROOT

BROKEN = """
import sys
from decimal import Decimal
import importlib

engine = importlib.import_module("cic_sheets.money.settle")

sound = engine._settled


def lossy(year, item):
    line = sound(year, item)
    if line.id == "D-2023-001":
        line = line._replace(reimbursable=line.reimbursable - Decimal("0.01"))
    return line


engine._settled = lossy
from cic_sheets.cli import main

main(sys.argv[1:])
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the example year, its templates, and reports made before."""
    shutil.copytree(ROOT / "workbooks", tmp_path / "workbooks")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    made = tmp_path / "out" / "2023"
    made.mkdir(parents=True)
    for name in ("rapport-financier-2023.xlsx", "controle-2023.xlsx", "manifeste.json"):
        (made / name).write_bytes(b"as it was sent")
    return tmp_path


def prints(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def broken(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BROKEN, *arguments],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "workbooks/2023.xlsx"),
        ("package", "workbooks/2023.xlsx"),
        ("reconcile", "workbooks/2023.xlsx"),
        ("reconcile", "workbooks/2023.xlsx", "--json", "--detail"),
        ("status", "workbooks/2023.xlsx", "--planned", "100"),
        ("check", "workbooks/2023.xlsx"),
        ("check", "workbooks/2023.xlsx", "--json"),
    ],
    ids=" ".join,
)
def test_equation_that_breaks__is_the_program_s_fault_and_it_says_nothing_else(
    place: Path, arguments: tuple[str, ...]
) -> None:
    before = prints(place)
    done = broken(place, *arguments)
    assert done.returncode == 3
    assert done.stdout == ""
    said = " ".join(done.stderr.replace("\u00a0", " ").split())
    assert "Le programme est en faute, pas votre classeur" in said
    assert "ligne D-2023-001, en EUR : " in said  # what does not add up
    assert "Envoyez cette phrase et le classeur à la personne qui entretient le programme" in said
    assert "Traceback" not in done.stderr
    assert prints(place) == before


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("en", "The program is at fault, not your workbook"), ("ar", "الخلل في التطبيق لا في مصنفكم")],
)
def test_equation_that_breaks__is_told_in_every_language(
    place: Path, lang: str, sentence: str
) -> None:
    done = broken(place, "reconcile", "workbooks/2023.xlsx", "--lang", lang)
    assert sentence in done.stderr


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
@pytest.mark.parametrize(
    ("what", "of"),
    [
        ("line", "D-1"), ("negative", "D-1"), ("lost", "D-1, D-2"), ("part", "by_mission"),
        ("part", "year"), ("parts", "by_imputation"), ("ledger", ""), ("month", "3"),
        ("receipt", "J-1"), ("approval", "VAL-1"), ("scale", "B-1"), ("budget", "BUD-1"),
        ("fees", "3"), ("balance", " (P-1)"), ("balance", ""),
    ],
)  # fmt: skip
def test_whatever_breaks__has_its_words(what: str, of: str, lang: str) -> None:
    """Every name that the proof of the engine uses is in the catalogues."""
    from decimal import Decimal

    from cic_sheets.cli import words
    from cic_sheets.cli.faults import AtFault
    from cic_sheets.money.equation import EquationBroken

    try:
        words.choose(lang)
        said = AtFault(EquationBroken(what, of, Decimal("12.00"), Decimal("12.01"))).message
    finally:
        words.choose("fr")
    assert ("12.01" if lang == "en" else "12,01") in said
    if of and not of.startswith(("by_", "year")):
        assert of in said


def test_names_of_what_may_break__are_all_tried_above() -> None:
    import ast

    tree = ast.parse((ROOT / "cic_sheets" / "money" / "proof.py").read_text("utf-8"))
    used = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"EquationBroken", "_same", "_nearly", "_no_less"}
        and isinstance(node.args[0], ast.Constant)
    }
    assert used == {"line", "negative", "lost", "part", "parts", "ledger", "month", "receipt",
                    "approval", "scale", "budget", "fees", "balance"}  # fmt: skip
