"""What LibreOffice and the Open XML SDK make of an annotated copy."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from cic_sheets.xlsx.patch import annotate
from tests.programs import ooxml_errors, pdf_to_png, soffice_convert
from tests.xlsx_patch.books import TEXTS, mark, plain_book, rich_book

pytestmark = [pytest.mark.slow, pytest.mark.programs]

MARKS = (
    mark("Dépenses", 1, 2, "E"),
    mark("Dépenses", 3, 2, "A"),
    mark("Dépenses", 3, 3, "E", "السطر الأول\nligne deux"),
    mark("Dépenses", 40, 3, "I"),
    mark("L'été", 1, 3, "E", lines=("CEL-01", "=1+1", "du texte", "rien")),
    mark("Dépenses", None, None, "A"),
)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("copies")
    right_to_left = TEXTS._replace(right_to_left=True)
    made = {
        "rich": annotate(rich_book(), MARKS, TEXTS),
        "plain": annotate(plain_book("Dépenses", "L'été"), MARKS, right_to_left),
        "empty": annotate(plain_book(), [], TEXTS),
    }
    for name, data in made.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    return {name: folder / f"{name}.xlsx" for name in made}


def test_validator__finds_no_fault(copies: dict[str, Path]) -> None:
    original = copies["rich"].with_name("original.xlsx")
    original.write_bytes(rich_book())
    assert ooxml_errors(original) == []
    for path in copies.values():
        assert ooxml_errors(path) == [], path.name


def test_libreoffice__reads_links_notes_and_texts(copies: dict[str, Path], tmp_path: Path) -> None:
    (path,) = soffice_convert([copies["rich"]], "ods", tmp_path)
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode().replace("&apos;", "'")
    links = re.findall(r'xlink:href="#([^"]*)"', content)
    assert links == [
        "'Dépenses'.B1",
        "'Dépenses'.B3",
        "'Dépenses'.$C$3",
        "'Dépenses'.$C$40",
        "'L''été'.$C$1",
        "'Dépenses'.A1",
    ]
    assert content.count("<office:annotation ") == 5
    assert "Une note d'avant" in content
    assert "=1+1" in content
    assert re.findall(r'<table:table table:name="([^"]*)"', content)[0] == "Contrôle"


def test_libreoffice__prints_the_index_on_one_page_wide(
    copies: dict[str, Path], tmp_path: Path
) -> None:
    (path,) = soffice_convert([copies["empty"]], "pdf", tmp_path)
    assert len(pdf_to_png(path, tmp_path)) == 2  # the index, the sheet
