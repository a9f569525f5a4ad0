"""The pages that are looked at: the example year, and one whose texts mean ill."""

from __future__ import annotations

from pathlib import Path

import pytest

from cic_sheets.pipeline import open_book
from cic_sheets.reports import make_dashboard
from tests.hostile.books import at_their_limits
from tests.programs import ROOT


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Language → the example year's page."""
    folder = tmp_path_factory.mktemp("page d'essai")
    book = open_book(ROOT / "workbooks" / "2023.xlsx")
    made = {}
    for lang in ("fr", "ar", "en"):
        made[lang] = folder / f"{lang}.html"
        made[lang].write_bytes(make_dashboard(book, lang, "../classeurs"))
    return made


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a year whose every text means ill."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "2023.xlsx").write_bytes(at_their_limits())
    page = folder / "page.html"
    page.write_bytes(make_dashboard(open_book(folder / "2023.xlsx"), "fr", "."))
    return page
