"""The ground: the programs that judge our files, the papers and the locks keep their word."""

from __future__ import annotations

import re
import shutil
import tomllib
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from docx import Document
from reportlab.pdfgen.canvas import Canvas

from cic_sheets import __version__
from tests import programs
from tests.programs import (
    ROOT,
    ProgramFailed,
    ooxml_errors,
    pdf_pages,
    pdf_to_png,
    recalculated,
    soffice_convert,
)

PNG = b"\x89PNG\r\n"


def workbook(path: Path, stored: float = 5) -> Path:
    """A workbook whose A3 is `=A1+A2`, that is 5, with whatever stored value."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Dépenses")
        sheet.write("A1", 2)
        sheet.write("A2", 3)
        sheet.write_formula("A3", "=A1+A2", None, stored)
    return path


def a3(path: Path) -> object:
    return openpyxl.load_workbook(path, data_only=True)["Dépenses"]["A3"].value


def pdf(path: Path, pages: int) -> Path:
    canvas = Canvas(str(path))
    for number in range(pages):
        canvas.drawString(72, 72, f"Page {number + 1}")
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.programs
def test_soffice_convert__many_files_at_once_in_the_order_given(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Une page en français, et une ligne en arabe : تقرير")
    document.save(str(tmp_path / "Rapport d'été.docx"))
    sources = [tmp_path / "Rapport d'été.docx", workbook(tmp_path / "classeur.xlsx")]
    made = soffice_convert(sources, "pdf", tmp_path / "pdf")
    assert [path.name for path in made] == ["Rapport d'été.pdf", "classeur.pdf"]
    assert [pdf_pages(path) for path in made] == [1, 1]


@pytest.mark.programs
def test_soffice_convert__a_file_it_cannot_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "abîmé.docx"
    broken.write_bytes(b"PK\x03\x04 not a document")
    with pytest.raises(ProgramFailed, match=r"abîmé\.pdf"):
        soffice_convert([broken], "pdf", tmp_path / "pdf")


@pytest.mark.programs
def test_soffice_convert__a_result_of_an_earlier_run_proves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "a.docx"
    broken.write_bytes(b"PK\x03\x04 not a document")
    pdf(tmp_path / "a.pdf", 1)
    with pytest.raises(ProgramFailed, match=r"a\.pdf"):
        soffice_convert([broken], "pdf", tmp_path)


@pytest.mark.programs
def test_soffice_convert__too_slow_is_ended(tmp_path: Path) -> None:
    with pytest.raises(ProgramFailed, match=r"more than 0\.01 s"):
        soffice_convert([workbook(tmp_path / "a.xlsx")], "pdf", tmp_path / "pdf", timeout=0.01)


@pytest.mark.parametrize("outdir", [".", "b"], ids=["onto the source", "onto one another"])
def test_soffice_convert__never_overwrites(tmp_path: Path, outdir: str) -> None:
    (tmp_path / "b").mkdir()
    first, twin = workbook(tmp_path / "a.xlsx"), workbook(tmp_path / "b" / "a.xlsx")
    sources = [first] if outdir == "." else [first, twin]
    before = first.read_bytes()
    with pytest.raises(ValueError, match="overwrite"):
        soffice_convert(sources, "xlsx", tmp_path / outdir)
    assert first.read_bytes() == before


@pytest.mark.programs
def test_recalculated__a_wrong_stored_value_is_mended(tmp_path: Path) -> None:
    wrong = workbook(tmp_path / "faux.xlsx", stored=999)
    assert a3(wrong) == 999
    assert a3(recalculated(wrong)) == 5
    assert a3(wrong) == 999


@pytest.mark.programs
def test_pdf_pages__counts_them(tmp_path: Path) -> None:
    assert pdf_pages(pdf(tmp_path / "trois.pdf", 3)) == 3


@pytest.mark.programs
def test_pdf_to_png__one_picture_a_page_in_order(tmp_path: Path) -> None:
    pictures = pdf_to_png(pdf(tmp_path / "onze.pdf", 11), tmp_path / "png", dpi=20)
    assert len(pictures) == 11
    assert all(picture.read_bytes().startswith(PNG) for picture in pictures)
    again = pdf_to_png(pdf(tmp_path / "onze.pdf", 2), tmp_path / "png", dpi=20)
    assert len(again) == len(list((tmp_path / "png").iterdir())) == 2


@pytest.mark.programs
@pytest.mark.parametrize("judge", [pdf_pages, lambda path: pdf_to_png(path, path.parent)])
def test_pdf_programs__what_is_no_pdf_is_said(tmp_path: Path, judge: object) -> None:
    no_pdf = tmp_path / "a.pdf"
    no_pdf.write_bytes(b"not a PDF")
    with pytest.raises(ProgramFailed):
        judge(no_pdf)  # type: ignore[operator]


@pytest.mark.programs
def test_ooxml_errors__none_in_a_good_workbook(tmp_path: Path) -> None:
    assert ooxml_errors(workbook(tmp_path / "bon.xlsx")) == []


@pytest.mark.programs
def test_ooxml_errors__an_element_out_of_place_is_found_with_its_part(tmp_path: Path) -> None:
    good, bad = workbook(tmp_path / "bon.xlsx"), tmp_path / "faux.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(
                    b"<sheetData>", b'<mergeCells><mergeCell ref="A5:A6"/></mergeCells><sheetData>'
                )
            target.writestr(name, part)
    faults = ooxml_errors(bad)
    assert faults
    assert all(fault.startswith("/xl/worksheets/sheet1.xml") for fault in faults)


@pytest.mark.programs
def test_ooxml_errors__a_file_it_cannot_open_is_no_clean_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(ProgramFailed, match=r"a\.xlsx"):
        ooxml_errors(path)


def test_programs_missing__names_what_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda command: None)
    monkeypatch.setattr(programs, "TOOLS", Path("nowhere"))
    programs.programs_missing.cache_clear()
    try:
        assert programs.programs_missing() == [program.name for program in programs.PROGRAMS]
    finally:
        monkeypatch.undo()
        programs.programs_missing.cache_clear()


# -- What the papers say --------------------------------------------------------------------


def makefile_words() -> set[str]:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))


@pytest.mark.parametrize("page", ["README.md", "README.fr.md", "CHANGELOG.md"])
def test_page__every_make_word_it_gives_exists(page: str) -> None:
    given = set(re.findall(r"(?:^|`)\s*make ([a-z]+)", read(page), re.MULTILINE))
    assert given
    assert given <= makefile_words()


def test_changelog__tells_this_version() -> None:
    assert f"\n## [{__version__}]" in read("CHANGELOG.md")


@pytest.mark.parametrize("lock", ["run", "test"])
def test_lock__every_package_has_one_version_and_fingerprints(lock: str) -> None:
    packages = re.split(
        r"\n(?=\S)", re.sub(r"^#.*\n", "", read(f"requirements/{lock}.txt"), flags=re.M)
    )
    assert len(packages) > 10
    assert [text for text in packages if not re.match(r"[a-z0-9-]+==[\w.]+[ ;]", text)] == []
    assert [text for text in packages if "--hash=sha256:" not in text] == []


@pytest.mark.parametrize(("lock", "extra"), [("run", None), ("test", "test")])
def test_lock__holds_what_the_project_asks_for(lock: str, extra: str | None) -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    asked = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    names = {re.split(r"[^\w-]", text)[0].lower() for text in asked}
    assert names <= set(re.findall(r"^([a-z0-9-]+)==", read(f"requirements/{lock}.txt"), re.M))


def test_lock__the_tests_run_on_the_versions_that_people_run() -> None:
    run, test = (
        dict(re.findall(r"^([a-z0-9-]+)==(\S+)", read(f"requirements/{n}.txt"), re.M))
        for n in ("run", "test")
    )
    assert {name: run[name] for name in run.keys() & test.keys()}.items() <= test.items()


def test_lock__names_no_host() -> None:
    files = [path for path in (ROOT / "requirements").rglob("*") if path.is_file()]
    assert len(files) == 5
    assert [path.name for path in files if "://" in path.read_text("utf-8")] == []


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")
