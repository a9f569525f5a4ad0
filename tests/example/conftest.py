from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cic_sheets import open_book
from cic_sheets.example.build import clean_workbook, example_year
from cic_sheets.pipeline import OpenBook
from tests.programs import ROOT

WORKBOOKS = ROOT / "workbooks"
LATER = date(2024, 2, 1)


@pytest.fixture(scope="session")
def example() -> OpenBook:
    """The example year as it is committed."""
    return open_book(WORKBOOKS / "2023.xlsx", today=LATER)


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> OpenBook:
    """The year without its mistakes: files are the committed ones, under the names they deserve."""
    home = tmp_path_factory.mktemp("clean")
    shutil.copytree(WORKBOOKS / "2023", home / "2023")
    for named, disk in example_year().files.items():
        (home / "2023" / disk).rename(home / "2023" / named)
    (home / "2023.xlsx").write_bytes(clean_workbook())
    return open_book(home / "2023.xlsx", today=LATER)


@pytest.fixture(scope="session")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> OpenBook:
    """The same year as LibreOffice saved it, with the same files beside it."""
    home = tmp_path_factory.mktemp("libreoffice")
    shutil.copytree(WORKBOOKS / "2023", home / "2023")
    shutil.copy(Path(__file__).parent / "2023-libreoffice.xlsx", home / "2023.xlsx")
    return open_book(home / "2023.xlsx", today=LATER)
