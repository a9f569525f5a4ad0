"""The bundle of the example year, read page by page.

« Page count = index = manifest » ; « a stamp (number, line, page) on each page ».
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from cic_sheets import open_book
from cic_sheets.cli.group import cic
from cic_sheets.reports import Written, write_bundle, write_reports
from tests.bundle.test_order import _with
from tests.example.conftest import LATER, WORKBOOKS


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bundle")


@pytest.fixture(scope="module")
def written(out: Path) -> Written:
    return write_reports(open_book(WORKBOOKS / "2023.xlsx", today=LATER), out)


@pytest.fixture(scope="module")
def pages(out: Path, written: Written) -> list[str]:
    return list(texts(out / "justificatifs-2023.pdf"))


def texts(path: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded()


def test_pages__of_file_index_and_manifest_are_one_count(
    out: Path, written: Written, pages: list[str]
) -> None:
    account = json.loads((out / "manifeste.json").read_text("utf-8"))["recueil"]
    assert account["pages"] == len(pages)
    assert account["pages_index"] + sum(one["pages"] for one in account["pieces"]) == len(pages)
    assert [one["piece"] for one in account["pieces"] if "motif" in one] == [
        "J-2023-028", "J-2023-060", "J-2023-077", "J-2023-118",
    ]  # fmt: skip


def test_each_page__says_receipt_line_and_place(out: Path, pages: list[str]) -> None:
    account = json.loads((out / "manifeste.json").read_text("utf-8"))["recueil"]
    for one in account["pieces"]:
        for place in range(one["pages"]):
            page = pages[one["page"] - 1 + place]
            stamp = f"page {place + 1} sur {one['pages']}"
            assert re.search(rf"Pièce {one['piece']} · ligne D-2023-\d+.* · {stamp}", page), one
            assert f"{one['page'] + place} / {len(pages)}" in page


def test_index__leads_to_each_receipt(out: Path, written: Written, pages: list[str]) -> None:
    assert written.bundle is not None
    first = written.bundle.made.first
    with pikepdf.open(out / "justificatifs-2023.pdf") as pdf:
        ids = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        led = set()
        for page in pdf.pages[: written.bundle.made.index_pages]:
            for link in page.get("/Annots", []):
                target = link["/Dest"] if "/Dest" in link else link["/A"]["/D"]
                led.add(ids[target[0].objgen])
        assert set(first.values()) <= led
        assert len(pdf.open_outline().root) > 0


def test_index__gives_the_totals_of_the_financial_report(
    written: Written, pages: list[str]
) -> None:
    assert written.bundle is not None
    index = " ".join(pages[: written.bundle.made.index_pages]).replace("\xa0", " ")
    index = index.replace("\u202f", " ")
    for total in ("51 583,60 MAD", "48 108,20 MAD", "695,60 EUR", "9 654,54 EUR", "5 236,47 EUR"):
        assert total in index


def test_financial_report__names_the_pages(out: Path, written: Written) -> None:
    assert written.bundle is not None
    first = written.bundle.made.first
    name = next(path for path in written.paths if "financier" in path.name)
    book = openpyxl.load_workbook(name, data_only=True)
    found = 0
    for sheet in book:
        for row in sheet.iter_rows():
            heads = {cell.value: cell.column for cell in row}
            column = next((heads[one] for one in heads if "ecueil" in str(one)), None)
            if column is None:
                continue
            for line in sheet.iter_rows(min_row=row[0].row + 1):
                values = [str(cell.value) for cell in line]
                page = sheet.cell(line[0].row, column).value
                cited = [number for number in first if any(number in value for value in values)]
                if isinstance(page, int | float) and cited:
                    assert int(page) in {first[number] for number in cited}
                    found += 1
    assert found > len(first)  # of the lines, and of the documents


def test_what_cannot_be_shown__has_a_page_with_the_reason(
    written: Written, pages: list[str]
) -> None:
    assert written.bundle is not None
    page = pages[written.bundle.made.first["J-2023-077"] - 1]
    assert "Pièce absente de ce recueil" in page
    assert "Le fichier n'est pas dans le dossier." in page


def test_receipts__are_never_written_to(tmp_path: Path) -> None:
    def prints() -> dict[str, str]:
        return {
            str(path): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (*WORKBOOKS.rglob("*.pdf"), *WORKBOOKS.rglob("*.jpg"))
        }

    before = prints()
    write_bundle(open_book(WORKBOOKS / "2023.xlsx", today=LATER), tmp_path)
    assert prints() == before


def test_same_year__gives_the_same_bytes(tmp_path: Path, out: Path, written: Written) -> None:
    write_bundle(open_book(WORKBOOKS / "2023.xlsx", today=LATER), tmp_path)
    name = "justificatifs-2023.pdf"
    assert (tmp_path / name).read_bytes() == (out / name).read_bytes()


def test_max_size__gives_numbered_parts_that_fit(tmp_path: Path) -> None:
    (tmp_path / "justificatifs-2023.pdf").write_bytes(b"of an earlier run")
    (tmp_path / "justificatifs-2023-9.pdf").write_bytes(b"of an earlier run")
    said = _run(tmp_path, "--max-size", "500kB")
    parts = sorted(tmp_path.glob("*.pdf"))
    assert [path.name for path in parts] == [
        f"justificatifs-2023-{number}.pdf" for number in range(1, len(parts) + 1)
    ]
    assert len(parts) > 2
    assert all(path.stat().st_size <= 500_000 for path in parts)
    read = [list(texts(path)) for path in parts]
    total = sum(map(len, read))
    for number, part in enumerate(read, start=1):
        assert f"Partie {number} sur {len(parts)}" in part[0]
        assert all(f"/ {total}" in page for page in part)
    numbers = [n for part in read for page in part for n in re.findall(r"Pièce (J-2023-\d+)", page)]
    assert len(set(numbers)) == 130
    assert "130 pièce(s)" in said


def _run(out: Path, *options: str, workbook: Path = WORKBOOKS / "2023.xlsx") -> str:
    found = CliRunner().invoke(
        cic,
        ["receipts", "bundle", str(workbook), "--as-of", "2023-12-31", "--out", str(out), *options],
    )
    assert found.exit_code == 0, found.output
    return found.output


def test_wrong_size__is_said_in_a_sentence(tmp_path: Path) -> None:
    found = CliRunner().invoke(
        cic, ["receipts", "bundle", str(WORKBOOKS / "2023.xlsx"), "--max-size", "vingt"]
    )
    assert found.exit_code == 2
    assert "« vingt » n'est pas une taille" in found.output


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Le fichier est vide."),
        (b"%PDF-1.7\nnothing more", "Le fichier est abîmé"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "Le fichier est abîmé"),
        (b"PK\x03\x04" + b"\0" * 60, "Le fichier n'est ni un PDF ni une image."),
    ],
)
def test_bad_file__is_a_page_and_a_finding(tmp_path: Path, content: bytes, why: str) -> None:
    book = _with(tmp_path / "year", {"J-2023-001": "justificatifs/J-2023-001.pdf"})
    (tmp_path / "year" / "2023" / "justificatifs" / "J-2023-001.pdf").write_bytes(content)
    out = tmp_path / "out"
    said = _run(out, workbook=book.path)
    account = write_bundle(open_book(book.path, today=LATER), out).bundle
    assert account is not None
    page = list(texts(out / "justificatifs-2023.pdf"))[account.made.first["J-2023-001"] - 1]
    assert why in page
    assert f"J-2023-001 : {why}" in said
    again = open_book(book.path, today=LATER)
    row = next(one for one in again.book.all(_receipt()) if one.id == "J-2023-001")
    cells = {finding.cell for finding in again.findings}
    assert row.at("file") in cells


def _receipt() -> type:
    from cic_sheets.sheets.receipts import Receipt

    return Receipt
