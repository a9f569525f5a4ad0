"""`cic receipts scan`: it reads, proposes, says how sure it is, and leaves all as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from PIL import Image

from cic_sheets import open_book
from cic_sheets.cli.group import cic
from cic_sheets.report.scan import COLUMNS, Proposal, Scanned, Told, Twin, proposals
from cic_sheets.scanning import scan_receipts
from tests.drawing import draw
from tests.example.conftest import LATER, WORKBOOKS

PHOTO, PDF = "J-2023-005.jpg", "J-2023-001 Fibra Maghrib.pdf"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example year with new files: copies, a photo sent again, hostile names, junk."""
    made = tmp_path_factory.mktemp("scan")
    shutil.copytree(WORKBOOKS / "2023", made / "2023")
    shutil.copy(WORKBOOKS / "2023.xlsx", made)
    folder = made / "2023" / "justificatifs"
    shutil.copy(folder / PDF, folder / "=cmd calc.pdf")
    shutil.copy(folder / PHOTO, folder / "copie.jpg")
    with Image.open(folder / "J-2023-008.jpg") as image:
        again = image.rotate(90, expand=True)
        again.resize((again.width * 3 // 4, again.height * 3 // 4)).save(
            folder / "WA again.jpg", quality=45
        )
    (folder / "junk.pdf").write_bytes(b"junk")
    return made


def scanned(home: Path, **how: bool) -> dict[str, Proposal]:
    book = open_book(home / "2023.xlsx", today=LATER)
    found = scan_receipts(book, with_ocr=False, **how)
    return {one.file.path.rpartition("/")[2]: one for one in found.proposals}


def test_new_files__are_those_that_no_row_names(home: Path) -> None:
    found = scanned(home)
    new = {"=cmd calc.pdf", "copie.jpg", "WA again.jpg", "junk.pdf"}
    assert set(found) == new | {"J-2023-077 Rail Atlas (1).pdf"}
    assert [one.number for one in found.values()] == [f"J-2023-{n}" for n in range(132, 137)]


def test_all__reads_those_of_rows_too(home: Path) -> None:
    found = scanned(home, everything=True)
    assert len(found) > 130
    assert found[PHOTO].known
    assert found[PHOTO].number == "J-2023-005"


def test_twins__are_found_and_named(home: Path) -> None:
    found = scanned(home)
    assert Twin("bytes", "J-2023-001") in found["=cmd calc.pdf"].twins
    assert Twin("data", "J-2023-001") in found["=cmd calc.pdf"].twins
    assert found["copie.jpg"].twins == (Twin("bytes", "J-2023-005"),)
    assert found["WA again.jpg"].twins == (Twin("image", "J-2023-008"),)
    assert found["junk.pdf"].twins == ()


def test_pdf__says_what_it_says_and_how_sure(home: Path) -> None:
    one = scanned(home)["=cmd calc.pdf"]
    assert one.file.source == "text"
    assert one.cells["amount"] == Told(Decimal("249.00"), "certain", (), one.cells["amount"].words)
    assert one.cells["day"].value == date(2023, 1, 3)
    assert one.cells["issuer_ice"].value == "001500002000065"
    assert one.cells["file"].value == "justificatifs/=cmd calc.pdf"


def test_file_of_a_row_that_lacks_one__is_told(home: Path) -> None:
    assert scanned(home)["J-2023-077 Rail Atlas (1).pdf"].fills == ("J-2023-077",)


def test_junk__is_refused_with_its_reason(home: Path) -> None:
    one = scanned(home)["junk.pdf"]
    assert one.file.refusal == "not-a-receipt"
    assert set(one.cells) == {"no", "file"}


def run(home: Path, out: Path, *options: str) -> str:
    arguments = ["receipts", "scan", str(home / "2023.xlsx"), "--out", str(out), *options]
    found = CliRunner().invoke(cic, arguments)
    assert found.exit_code == 0, found.output
    return found.stdout


def test_sheet__has_the_columns_of_justificatifs_and_no_formula(home: Path, tmp_path: Path) -> None:
    run(home, tmp_path, "--no-ocr")
    book = openpyxl.load_workbook(tmp_path / "pieces-a-inscrire-2023.xlsx")
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[4]]
    assert heads[: len(COLUMNS)] == [column.label for column in COLUMNS]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    files = [cell.value for cell in sheet[heads_of(heads, "Fichier")][4:]]
    assert "justificatifs/=cmd calc.pdf" in files
    row = 5 + files.index("justificatifs/=cmd calc.pdf")
    amount = sheet.cell(row, heads.index("Montant") + 1)
    assert (amount.value, amount.fill.fgColor.rgb) == (249, "FFE2F0D9")
    issuer = sheet.cell(row, heads.index("Émetteur") + 1)
    assert issuer.fill.fgColor.rgb == "FFFFF2CC"
    assert issuer.comment is not None
    assert len(sheet._images) == 4  # type: ignore[attr-defined]  # junk has none


def heads_of(heads: list[object], label: str) -> str:
    return openpyxl.utils.get_column_letter(heads.index(label) + 1)


def test_same_folder__gives_the_same_bytes_and_is_never_touched(home: Path, tmp_path: Path) -> None:
    def prints() -> dict[Path, str]:
        files = [path for path in home.rglob("*") if path.is_file()]
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = prints()
    run(home, tmp_path / "1", "--no-ocr")
    run(home, tmp_path / "2", "--no-ocr")
    one, other = (tmp_path / name / "pieces-a-inscrire-2023.xlsx" for name in "12")
    assert one.read_bytes() == other.read_bytes()
    assert prints() == before


def test_json__says_all_of_it(home: Path, tmp_path: Path) -> None:
    answer = json.loads(run(home, tmp_path, "--no-ocr", "--json"))
    assert answer["ocr"] == "not-asked"
    first = answer["files"][0]
    assert first["path"] == "2023/justificatifs/=cmd calc.pdf"
    assert first["says"]["amount"]["value"] == "249.00"
    assert first["sha256"] == hashlib.sha256((home / first["path"]).read_bytes()).hexdigest()


def test_without_tesseract__one_sentence_says_so(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = run(home, tmp_path / "out")
    assert said.count("Tesseract (français et arabe) n'est pas installé") == 1


def test_nothing_new__is_said(tmp_path: Path) -> None:
    (tmp_path / "2023" / "justificatifs").mkdir(parents=True)
    shutil.copy(WORKBOOKS / "2023.xlsx", tmp_path)
    assert "Aucun fichier nouveau" in run(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


# -- Pure ------------------------------------------------------------------------------------


LINES = """
| Justificatifs | N°      | Fichier |
|               | J-009   |         |
| Dépenses | N°    | Date       | Montant | Devise | Justificatifs |
|          | D-001 | 10/01/2023 | 40      | MAD    |               |
|          | D-002 | 12/01/2023 | 40      | MAD    |               |
|          | D-003 | 12/01/2023 | 40      | MAD    | J-009         |
|          | D-004 | 12/01/2023 | 40      | EUR    |               |
|          | D-005 | 12/03/2023 | 40      | MAD    |               |
|          | D-006 | 12/01/2023 | 41      | MAD    |               |
"""


def taxi(name: str, **told: Told) -> Scanned:
    return Scanned(f"2023/justificatifs/{name}", 10, name * 8, "jpeg", 1, source="ocr", told=told)


def test_lines__of_that_amount_within_the_week_the_nearest_first() -> None:
    year = draw(LINES).opened().year
    file = taxi(
        "a", amount=Told(Decimal(40), "certain"), currency=Told("MAD", "certain"),
        day=Told(date(2023, 1, 12), "certain"),
    )  # fmt: skip
    (found,) = proposals(year, [file])
    assert found.lines == ("D-002", "D-001")
    assert found.number == "J-010"


def test_two_taxis_of_one_day__are_no_twins() -> None:
    year = draw(LINES).opened().year
    told = {"amount": Told(Decimal(20), "certain"), "day": Told(date(2023, 1, 12), "certain")}
    found = proposals(year, [taxi("a", **told), taxi("b", **told)])
    assert [one.twins for one in found] == [(), ()]
    assert [one.number for one in found] == ["J-010", "J-011"]


def test_open_answer__stays_open() -> None:
    year = draw(LINES).opened().year
    readings = (date(2023, 3, 4), date(2023, 4, 3))
    (found,) = proposals(year, [taxi("a", day=Told(None, "open", readings))])
    assert found.cells["day"].value is None
    assert found.cells["day"].readings == readings


@pytest.mark.parametrize(
    ("text", "amount", "currency", "day"),
    [
        ("TOTAL TTC 120,00 DH le 31/12/2023", "120.00", "MAD", date(2023, 12, 31)),
        ("TOTAL TTC : 120,00 MAD  Date : 31-12-23", "120.00", "MAD", date(2023, 12, 31)),
        ("المجموع ١٢٠٫٠٠ د.م. بتاريخ ٣١ دجنبر ٢٠٢٣", "120.00", "MAD", date(2023, 12, 31)),
        ("المجموع 120,00 درهم التاريخ 15 يوليوز 2023", "120.00", "MAD", date(2023, 7, 15)),
    ],
)
def test_moroccan_forms__are_read(text: str, amount: str, currency: str, day: date) -> None:
    from cic_sheets.receipts.facts import facts

    found = facts(text)
    assert found.total.value == Decimal(amount)
    assert found.currency.value == currency
    assert found.date.value == day


def test_picture_bytes__are_a_small_jpeg(home: Path) -> None:
    book = open_book(home / "2023.xlsx", today=LATER)
    small = scan_receipts(book, with_ocr=False).thumbnails["2023/justificatifs/copie.jpg"]
    with Image.open(BytesIO(small)) as image:
        assert max(image.size) <= 200
