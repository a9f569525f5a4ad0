"""What LibreOffice saved reads the same: the reader does not depend on our writer."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from cic_sheets.example.build import example_workbook
from cic_sheets.pipeline import OpenBook
from cic_sheets.schema.kinds import Anything
from cic_sheets.schema.sheets import Row
from tests.example.test_findings import told
from tests.programs import soffice_convert

SAVED = Path(__file__).parent / "2023-libreoffice.xlsx"


def values(book: OpenBook) -> dict[str, list[dict[str, Any]]]:
    return {title.__name__: [typed(row) for row in rows] for title, rows in book.book.rows.items()}


def typed(row: Row) -> dict[str, Any]:
    columns = row.sheet.columns
    return {
        attr: cell_value(getattr(row, attr)) if isinstance(columns[attr].kind, Anything) else
        getattr(row, attr)
        for attr in columns
    }  # fmt: skip


def cell_value(cell: Any) -> Any:
    return cell and (cell.kind, cell.value)


@pytest.fixture(scope="module", autouse=True)
def saved_again(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """`make golden` has LibreOffice save the example anew."""
    if not request.config.getoption("--golden"):
        return
    home = tmp_path_factory.mktemp("to_save")
    (home / SAVED.name).write_bytes(example_workbook())
    made = soffice_convert([home / SAVED.name], "xlsx", home / "saved")[0]
    SAVED.write_bytes(made.read_bytes())


def test_saved_workbook__is_from_libreoffice_and_small() -> None:
    with ZipFile(SAVED) as package:
        assert b"LibreOffice" in package.read("docProps/app.xml")
    assert SAVED.stat().st_size < 1_000_000


def test_saved_workbook__holds_the_same_values(example: OpenBook, by_libreoffice: OpenBook) -> None:
    ours, theirs = values(example), values(by_libreoffice)
    assert sum(len(rows) for rows in ours.values()) > 800
    for title, rows in ours.items():
        assert theirs[title] == rows, title


def test_saved_workbook__has_the_same_findings(example: OpenBook, by_libreoffice: OpenBook) -> None:
    assert [told(f) for f in by_libreoffice.findings] == [told(f) for f in example.findings]


def test_saved_workbook__settles_alike(example: OpenBook, by_libreoffice: OpenBook) -> None:
    assert example.settlement is not None
    assert by_libreoffice.settlement is not None
    assert by_libreoffice.settlement.settlement == example.settlement.settlement
