"""The programs that people open the workbook with."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image, ImageColor

from cic_sheets.book.load import load
from cic_sheets.schema.lists import LISTS
from cic_sheets.workbook import Layout, write_workbook
from cic_sheets.workbook.pen import COLOURS
from cic_sheets.xlsx.read import read_book
from tests.programs import ooxml_errors, pdf_pages, pdf_to_png, soffice_convert
from tests.workbook.books import HEADER, TITLES, address, examples

pytestmark = [pytest.mark.programs, pytest.mark.slow]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books")
    strayed = {
        "Dépenses": Layout(order=("Montant",), headings={"N°": "Numéro"}, hidden=(0,)),
        "Missions": Layout(tab="L'été & moi", table=False),
        "Listes": Layout(absent=True),
    }
    own = {"Mes notes": [{"A": 1}], "Listes": [{"catégorie": "timbres"}]}
    books = {
        "blank": write_workbook(2024),
        "year": write_workbook(2023, {**examples(), **own}),
        "strayed": write_workbook(2023, examples(), layout=strayed),
    }
    for name, book in books.items():
        (folder / f"{name}.xlsx").write_bytes(book)
    return folder


@pytest.mark.parametrize("name", ["blank", "year", "strayed"])
def test_open_xml__finds_nothing_wrong(name: str, folder: Path) -> None:
    assert ooxml_errors(folder / f"{name}.xlsx") == []


ASKED = {
    "=ROWS(liste_categorie)": len(LISTS["catégorie"].values) + 1,
    "=INDEX(liste_categorie,ROWS(liste_categorie))": "timbres",
    "=ROWS(liste_langue)": len(LISTS["langue"].values),
    "=ROWS(numeros_missions)": 3,
    "=INDEX(numeros_missions,3)": "MIS-9",
    "=ROWS(numeros_accords)": 1,
}


@pytest.fixture(scope="module")
def resaved(folder: Path) -> dict[str, Path]:
    typed = load_workbook(folder / "year.xlsx")
    typed["Missions"]["A7"] = "MIS-9"  # with a gap, as when a row was emptied
    for row, formula in enumerate(ASKED, start=1):
        typed["Mes notes"].cell(row, 5).value = formula
    typed.save(folder / "typed.xlsx")
    names = ("blank", "year", "strayed", "typed")
    paths = soffice_convert([folder / f"{n}.xlsx" for n in names], "xlsx", folder / "office")
    return dict(zip(names, paths, strict=True))


def test_libreoffice__keeps_tabs_headings_and_drop_downs(resaved: dict[str, Path]) -> None:
    book = load_workbook(resaved["blank"])
    assert book.sheetnames == ["Accueil", *TITLES, "Listes"]
    assert book["Dépenses"][f"A{HEADER}"].value == "N°"
    cell = address("Dépenses", "Catégorie", 5)
    entries = book["Dépenses"].data_validations.dataValidation
    assert [e.formula1 for e in entries if cell in e.sqref] == ["liste_categorie"]
    assert "liste_categorie" in book.defined_names


def test_drop_downs__reach_what_was_added_and_no_further(resaved: dict[str, Path]) -> None:
    sheet = load_workbook(resaved["typed"], data_only=True)["Mes notes"]
    found = [sheet.cell(row, 5).value for row in range(1, len(ASKED) + 1)]
    assert found == list(ASKED.values())


def test_libreoffice__gives_back_the_same_year(folder: Path, resaved: dict[str, Path]) -> None:
    ours, theirs = (
        load(read_book(path), "2023.xlsx") for path in (folder / "year.xlsx", resaved["year"])
    )
    for kind, rows in ours.rows.items():
        again = theirs.rows[kind]
        expected = 0 if kind.sheet.optional else 1
        assert len(rows) == len(again) == expected or kind.sheet.title == "Règles"
        for one, other in zip(rows, again, strict=True):
            for attr, column in kind.sheet.columns.items():
                if column.label != "Valeur" or kind.sheet.title != "Règles":
                    assert getattr(one, attr) == getattr(other, attr), (kind, attr)
    values = [{k: s.value for k, s in book.settings.items()} for book in (ours, theirs)]
    assert values[0] == values[1]
    assert {f.code for f in theirs.findings} == {f.code for f in ours.findings}


def test_libreoffice__computes_the_same_totals(resaved: dict[str, Path]) -> None:
    sheet = load_workbook(resaved["year"], data_only=True)["Participants"]
    ours = load_workbook(resaved["year"].parent.parent / "year.xlsx", data_only=True)
    cell = address("Participants", "Total", 5)
    assert sheet[cell].value == ours["Participants"][cell].value > 0


def test_libreoffice__prints_every_tab(folder: Path) -> None:
    (pdf,) = soffice_convert([folder / "blank.xlsx"], "pdf", folder / "paper")
    assert pdf_pages(pdf) >= len(TITLES) + 2


def test_libreoffice__shows_red_pink_and_amber(tmp_path: Path) -> None:
    others = {title: Layout(absent=True) for title in ("Accueil", *TITLES)}
    del others["Dépenses"]
    rows = [{"N°": "D-1", "Catégorie": "dodo", "Fournisseur": "à compléter", "Montant": 5}]
    for name, given in (("right", examples()["Dépenses"]), ("faulty", rows)):
        (tmp_path / f"{name}.xlsx").write_bytes(
            write_workbook(2023, {"Dépenses": given}, layout=others)
        )
    pages = soffice_convert(
        [tmp_path / "right.xlsx", tmp_path / "faulty.xlsx"], "pdf", tmp_path / "paper"
    )
    fills = {weight: ImageColor.getrgb(colour) for weight, colour in COLOURS.items()}
    shown = [_shown(page, tmp_path / page.stem, set(fills.values())) for page in pages]
    assert shown == [set(), set(fills.values())]


def _shown(pdf: Path, folder: Path, wanted: set[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """Which of these colours fill a part of the first page."""
    with Image.open(pdf_to_png(pdf, folder, dpi=60)[0]) as picture:
        found = picture.convert("RGB").getcolors(maxcolors=1_000_000) or []
    return {colour for count, colour in found if count > 20 and colour in wanted}
