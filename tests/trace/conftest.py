"""The example year with its reports, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cic_sheets.pipeline import open_book
from cic_sheets.reports import write_reports
from cic_sheets.trace.backward import Document
from tests.example.conftest import LATER
from tests.programs import ROOT
from tests.trace.places import EXCEL, WORD


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example year with its reports, in a folder of its own."""
    home = tmp_path_factory.mktemp("année")
    shutil.copytree(ROOT / "workbooks", home / "workbooks")
    shutil.copytree(ROOT / "templates", home / "templates")
    book = open_book(home / "workbooks" / "2023.xlsx", today=LATER)
    write_reports(book, home / "out" / "2023")
    return home


@pytest.fixture(scope="session")
def excel(home: Path) -> Document:
    return Document(home / "out" / "2023" / EXCEL)


@pytest.fixture(scope="session")
def word(home: Path) -> Document:
    return Document(home / "out" / "2023" / WORD)


@pytest.fixture
def copy(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same year, to be changed."""
    shutil.copytree(home, tmp_path / "année")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "année"
