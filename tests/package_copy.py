"""A copy of the package in which one file is changed, to see what follows from it."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import cic_sheets

PACKAGE = Path(cic_sheets.__file__).parent


class Copy:
    """The package, copied where one file of it can be changed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        left = shutil.ignore_patterns("__pycache__")
        self.package = shutil.copytree(PACKAGE, home / "cic_sheets", ignore=left)

    def replace(self, name: str, old: str, new: str) -> None:
        """Change one passage of a file."""
        path = self.package / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (name, text.count(old))
        path.write_text(text.replace(old, new), "utf-8")

    def append(self, name: str, text: str) -> None:
        path = self.package / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    def create(self, name: str, text: str) -> None:
        path = self.package / name
        assert not path.exists()
        path.write_text(text, "utf-8")

    def touched(self) -> list[str]:
        """The files that differ from the package's own."""
        mine = {one.relative_to(self.package) for one in self.package.rglob("*.py")}
        return sorted(
            str(one)
            for one in mine
            if not (PACKAGE / one).exists()
            or not filecmp.cmp(self.package / one, PACKAGE / one, shallow=False)
        )

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python on the copy, whose modules come before the installed ones."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.home,
            env={**os.environ, "PYTHONPATH": str(self.home), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def ask(self, script: str) -> Any:
        """What a script prints as JSON."""
        done = self.python("-c", _PREAMBLE + script)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert Path(found.pop("from")).is_relative_to(self.home)
        return found


_PREAMBLE = '''
import json, cic_sheets
from datetime import date
from io import BytesIO
from decimal import Decimal
from openpyxl import load_workbook
from cic_sheets import manual
from cic_sheets.book.load import load
from cic_sheets.schema.registry import import_all
from cic_sheets.workbook import write_workbook
from cic_sheets.xlsx.read import read_bytes
import_all("cic_sheets.sheets")

def book_of(rows, forget=()):
    found = load_workbook(BytesIO(write_workbook(2023, rows)))
    for title in forget:
        del found[title]
    kept = BytesIO()
    found.save(kept)
    return load(read_bytes(kept.getvalue(), "2023.xlsx"), "2023.xlsx")

def codes(book):
    return sorted({f"{one.code} {one.sheet}" for one in book.findings})

def offered(book, sheet, column):
    """What the drop-down of a column refers to."""
    letter = next(c.column_letter for c in book[sheet][4] if c.value == column)
    rules = book[sheet].data_validations.dataValidation
    return [r.formula1 for r in rules if r.type == "list" and f"{letter}5" in r.sqref]

def listed(book, name):
    for row in book["Listes"].iter_rows():
        for cell in row:
            if cell.value == name:
                column = book["Listes"].iter_rows(
                    min_row=cell.row, min_col=cell.column, max_col=cell.column, values_only=True)
                return [value for value, in column]

def answer(**found):
    print(json.dumps({"from": cic_sheets.__file__, **found}, ensure_ascii=False, default=str))
'''
