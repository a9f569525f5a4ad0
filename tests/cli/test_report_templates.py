"""`cic report` with templates of other kinds, and with what is wrong in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cic_sheets.template.kinds import opened
from cic_sheets.workbook.write import write_workbook
from tests.cli.test_commands import CONVENTION, run
from tests.programs import ROOT
from tests.template.documents import document, p, packed, r, unpacked

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
KINDS = {
    ".dotx": (".docx", WORD + "document.main+xml", WORD + "template.main+xml"),
    ".docm": (
        ".docm",
        WORD + "document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    ),
    ".dotm": (
        ".docm",
        WORD + "document.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ),
    ".xltx": (".xlsx", SHEET + "sheet.main+xml", SHEET + "template.main+xml"),
    ".xlsm": (
        ".xlsm",
        SHEET + "sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ),
}


@pytest.fixture(scope="module")
def blank() -> bytes:
    return write_workbook(2023, {"Convention": [CONVENTION]})


@pytest.fixture
def home(tmp_path: Path, blank: bytes) -> Path:
    """A year in a folder, with templates of its own."""
    (tmp_path / "2023.xlsx").write_bytes(blank)
    folder = tmp_path / "modeles"
    folder.mkdir()
    for name in ("rapport-narratif.docx", "rapport-financier.xlsx"):
        (folder / name).write_bytes((ROOT / "templates" / name).read_bytes())
    return tmp_path


def as_kind(path: Path, extension: str) -> None:
    """Make a file one of another kind, under a name that says so."""
    _, before, after = KINDS[extension]
    files: dict[str, str | bytes] = dict(unpacked(path.read_bytes()))
    types = unpacked(path.read_bytes())["[Content_Types].xml"]
    files["[Content_Types].xml"] = types.replace(before.encode(), after.encode())
    path.with_suffix(extension).write_bytes(packed(files))
    path.unlink()


@pytest.mark.parametrize("extension", KINDS)
def test_template__may_be_a_model_or_hold_macros(home: Path, extension: str) -> None:
    stem = "rapport-narratif" if extension[1] == "d" else "rapport-financier"
    as_kind(home / "modeles" / f"{stem}{KINDS[extension][0][:-1]}x", extension)
    done = run("report", "2023.xlsx", "--templates", "modeles", "--out", "o", cwd=home)
    assert "Traceback" not in done.stderr
    (output,) = (home / "o").glob(f"{stem}-*")
    assert output.suffix == KINDS[extension][0]
    package, _ = opened(output.read_bytes())
    type = package.part("[Content_Types].xml").decode()
    assert "template.main+xml" not in type.lower()
    assert "templateMacroEnabled" not in type


def asking(text: str) -> Callable[[Path], None]:
    def put(folder: Path) -> None:
        body = p(r("Titre")) + p(r(text))
        (folder / "rapport-narratif.docx").write_bytes(document(body))

    return put


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (asking("Reste {{totl_remboursable}}"), ("texte, paragraphe 2", "totl_remboursable")),
        (asking("Voici {{section: resume}} ici"), ("texte, paragraphe 2", "section: resume")),
        (lambda folder: (folder / "rapport-narratif.docx").write_bytes(b""), ("est vide",)),
        (
            lambda folder: (folder / "rapport-narratif.docx").write_bytes(
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            ),
            ("ancien format",),
        ),
        (
            lambda folder: (folder / "rapport-narratif.docx").write_bytes(
                (folder / "rapport-financier.xlsx").read_bytes()
            ),
            ("rapport-narratif.docx",),
        ),
    ],
    ids=["unknown", "out of reach", "empty", "of an old format", "a workbook"],
)
def test_template_that_cannot_be_filled__is_told_and_nothing_is_written(
    home: Path, put: Callable[[Path], None], said: tuple[str, ...]
) -> None:
    put(home / "modeles")
    done = run("report", "2023.xlsx", "--templates", "modeles", "--out", "o", cwd=home)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for words in said:
        assert words in " ".join(done.stderr.split()), words
    assert not (home / "o").exists()


def test_braces_that_are_no_field__are_told_with_their_place_and_stop_nothing(home: Path) -> None:
    asking("Année {{annee}} et {{ici")(home / "modeles")
    done = run("report", "2023.xlsx", "--templates", "modeles", "--out", "o", cwd=home)
    assert "rapport-narratif.docx – " in done.stderr
    assert "paragraphe 2" in done.stderr
    assert list((home / "o").glob("rapport-narratif-*"))


def test_other_parts_of_a_template__come_back_byte_for_byte(home: Path) -> None:
    template = document(p(r("Année {{annee}}")), header1=p(r("en-tête")))
    (home / "modeles" / "rapport-narratif.docx").write_bytes(template)
    run("report", "2023.xlsx", "--templates", "modeles", "--out", "o", cwd=home)
    (output,) = (home / "o").glob("rapport-narratif-*")
    before, after = unpacked(template), unpacked(output.read_bytes())
    for name in ("word/styles.xml", "word/header1.xml", "customXml/item1.xml", "docProps/core.xml"):
        assert after[name] == before[name], name
