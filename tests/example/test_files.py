"""What lies on the disk is what the script makes, and what the rows say of it."""

from __future__ import annotations

import hashlib
import unicodedata
from decimal import Decimal
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from PIL import Image, ImageOps

from cic_sheets.example.build import example_files, example_workbook, example_year
from cic_sheets.example.evidence import evidence_files
from cic_sheets.example.expenses import file_of, papers
from cic_sheets.example.journal import Paper
from cic_sheets.example.papers.draw import receipt_file
from cic_sheets.example.papers.picture import jpeg
from cic_sheets.example.year import clean_year
from cic_sheets.values.shown import amount, day, long_day
from tests.example.conftest import WORKBOOKS

HOME = WORKBOOKS / "2023"
PAPERS = papers()
PDF = [paper for paper in PAPERS if paper.format == "pdf"]
PICTURES = [paper for paper in PAPERS if paper.format != "pdf"]
ORIENTATION = 0x0112


def on_disk(paper: Paper) -> Path:
    named = f"justificatifs/{file_of(paper)}"
    return HOME / example_year().files.get(named, named)


def committed() -> set[str]:
    return {path.relative_to(HOME).as_posix() for path in HOME.rglob("*") if path.is_file()}


def numbers(papers: list[Paper]) -> list[str]:
    return [paper.no for paper in papers]


def parts(workbook: bytes) -> dict[str, bytes]:
    """What the package holds, however tightly it was packed."""
    with ZipFile(BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def pdf_text(file: Path | bytes) -> str:
    document = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage().get_text_range() for page in document]
    return plain("\n".join(pages).replace("\r\n", "\n"))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_workbook__is_made_again_to_the_byte() -> None:
    made = parts(example_workbook())
    kept = parts((WORKBOOKS / "2023.xlsx").read_bytes())
    assert list(made) == list(kept)
    for name, held in kept.items():
        assert made[name] == held, f"{name} differs: run `make example`"


def test_workbook__is_the_same_twice() -> None:
    assert example_workbook() == example_workbook()


@pytest.mark.programs
def test_folder__holds_what_the_script_makes() -> None:
    assert committed() == set(example_files())


def test_folder__is_small() -> None:
    sizes = [path.stat().st_size for path in HOME.rglob("*") if path.is_file()]
    assert sum(sizes) < 4_000_000
    assert max(sizes) < 60_000
    assert min(sizes) > 300


def test_receipts__number_130_and_differ() -> None:
    assert len(PAPERS) == 130
    prints = {hashlib.sha256(on_disk(paper).read_bytes()).hexdigest() for paper in PAPERS}
    assert len(prints) == 130


@pytest.mark.programs
def test_receipts__are_drawn_the_same_twice() -> None:
    for paper in PAPERS[::9]:
        assert receipt_file(paper) == receipt_file(paper), paper.no


@pytest.mark.programs
def test_messages_and_reports__are_those_that_the_script_makes() -> None:
    for path, made in evidence_files(clean_year()).items():
        kept = (HOME / path).read_bytes()
        assert made == kept or pdf_text(made) == pdf_text(kept), path


@pytest.mark.parametrize("paper", PDF, ids=numbers(PDF))
def test_pdf__prints_the_amount_and_day_of_its_row(paper: Paper) -> None:
    text = pdf_text(on_disk(paper))
    assert any(shown in text for shown in (day(paper.day), long_day(paper.day))), text
    if paper.amount is not None:
        assert plain(amount(paper.amount, paper.currency)) in text.replace("DH", "MAD")


@pytest.mark.parametrize("paper", PICTURES, ids=numbers(PICTURES))
def test_picture__opens_upright_and_is_not_blank(paper: Paper) -> None:
    with Image.open(on_disk(paper)) as picture:
        assert picture.getexif().get(ORIENTATION, 1) == paper.turned
        upright = ImageOps.exif_transpose(picture).convert("L")
    dark, light = upright.getextrema()
    assert light - dark > 100
    assert min(upright.size) > 300


def test_turned_photo__is_set_upright_by_its_orientation() -> None:
    """The stored pixels lie on their side; EXIF brings them back."""
    flat = Image.new("RGB", (80, 40), "white")
    flat.paste((200, 0, 0), (0, 0, 20, 10))  # a red corner, top left
    for turned in (3, 6, 8):
        with Image.open(BytesIO(jpeg(flat, PAPERS[0].day, turned, quality=95))) as stored:
            back = ImageOps.exif_transpose(stored).convert("RGB")
        assert back.size == (80, 40)
        red, green, _ = back.getpixel((5, 4))  # type: ignore[misc]
        assert red > 150
        assert green < 80


def test_names__are_those_that_people_have() -> None:
    names = {unicodedata.normalize("NFC", path) for path in committed()}
    assert any(name.endswith(".JPG") for name in names)
    assert any("-WA00" in name for name in names)
    assert any(" " in name and "é" in name for name in names)
    assert any(name.endswith("(1).pdf") for name in names)


def test_pictures__some_lie_on_their_side_and_some_are_in_arabic() -> None:
    assert sum(paper.turned != 1 for paper in PICTURES) >= 5
    assert sum(paper.arabic for paper in PAPERS) >= 15


def test_messages__say_what_the_approvals_say() -> None:
    for row in clean_year()["Accords"]:
        mail = message_from_bytes((HOME / str(row["Preuve"])).read_bytes(), policy=default)
        assert str(row["N°"]) in mail["Subject"]
        body = mail.get_body().get_content()
        if row["Montant validé"] is not None:
            assert isinstance(row["Montant validé"], Decimal)
            assert amount(row["Montant validé"], "EUR") in body
