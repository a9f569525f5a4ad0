"""`cic template fill` as people meet it: words, statuses, files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import run
from tests.template.documents import document, p, r, row, table, unpacked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    body = p(r("À {{lieu}}, {{liue}}")) + table(row(p(r("{{depenses.montant}}"))))
    (tmp_path / "m.docx").write_bytes(document(body))
    (tmp_path / "m.dotx").write_bytes(document(body, kind="template.main"))
    data = {"lieu": "Rabat", "depenses": [{"montant": 12.5}, {"montant": 7}]}
    (tmp_path / "d.json").write_text(json.dumps(data), "utf-8")
    (tmp_path / "faux.json").write_text('{"depenses": [1]}', "utf-8")
    (tmp_path / "m.odt").write_bytes(b"x" * 99)
    return tmp_path


def fill(folder: Path, file: str, out: str, data: str = "d.json", **more: str):  # type: ignore[no-untyped-def]
    return run("template", "fill", file, "--data", data, "--out", out, cwd=folder, **more)


@pytest.mark.parametrize("file", ["m.docx", "m.dotx"])
def test_word__is_filled_and_unknown_fields_are_told_apart(folder: Path, file: str) -> None:
    done = fill(folder, file, "r.docx")
    assert done.returncode == 0
    assert done.stdout == "Écrit : r.docx\n"
    assert "Champ inconnu, laissé tel quel : liue" in done.stderr
    assert "« lieu »" in done.stderr
    assert "paragraphe 1, « À {{lieu}}, {{liue}} »" in done.stderr
    files = unpacked((folder / "r.docx").read_bytes())
    assert "À Rabat, {{liue}}" in files["word/document.xml"].decode()
    assert files["word/document.xml"].count(b"<w:tr>") == 2
    assert b"template" not in files["[Content_Types].xml"]


def test_excel__is_filled_by_the_same_command(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"], book.active["B2"] = (
        "{{lieu}}", "{{depenses.montant}}", "{{liue}}",
    )  # fmt: skip
    book.save(folder / "m.xlsx")
    done = fill(folder, "m.xlsx", "r.xlsx")
    assert done.returncode == 0
    assert "liue" in done.stderr
    assert "Sheet!B2" in done.stderr
    sheet = openpyxl.load_workbook(folder / "r.xlsx").active
    assert [sheet[at].value for at in ("A1", "A2", "A3")] == ["Rabat", 12.5, 7]


@pytest.mark.parametrize(
    ("file", "out", "data", "sentence"),
    [
        ("absent.docx", "r.docx", "d.json", "n'existe pas"),
        (".", "r.docx", "d.json", "est un dossier"),
        ("m.odt", "r.docx", "d.json", "ni un document Word ni un classeur Excel"),
        ("m.docx", "m.docx", "d.json", "donnez un autre nom"),
        ("m.docx", "d.json", "d.json", "donnez un autre nom"),
        ("m.dotx", "r.docm", "d.json", "terminez-le par .docx"),
        ("m.docx", "r.docx", "m.docx", "JSON lisible"),
        ("m.docx", "r.docx", "faux.json", "depenses[1] doit être un objet"),
    ],
)
def test_wrong_use__is_one_sentence_and_writes_nothing(
    folder: Path, file: str, out: str, data: str, sentence: str
) -> None:
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    done = fill(folder, file, out, data)
    assert done.returncode == 2
    assert sentence in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


@pytest.mark.parametrize(("language", "word"), [("ar", "حقل مجهول"), ("en", "Unknown field")])
def test_words__are_in_the_language_asked_for(folder: Path, language: str, word: str) -> None:
    assert word in fill(folder, "m.docx", "r.docx", CIC_LANG=language).stderr


LOADED = """
import sys, time
started = time.process_time()
from cic_sheets.template import fill
from cic_sheets.template.data import data_from_json
fill(open("m.docx", "rb").read(), data_from_json(open("d.json").read()))
print(time.process_time() - started, *sys.modules)
"""


def test_filler__is_quick_and_needs_the_standard_library_alone(folder: Path) -> None:
    spent = []
    for _ in range(5):
        seconds, *modules = subprocess.run(
            [sys.executable, "-c", LOADED], cwd=folder, capture_output=True, text=True, check=True
        ).stdout.split()
        spent.append(float(seconds))
        heavy = {"click", "lxml", "docx", "openpyxl", "difflib", "pandas"}
        assert not heavy & {name.partition(".")[0] for name in modules}
    assert min(spent) < 0.12
