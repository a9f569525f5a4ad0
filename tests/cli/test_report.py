"""`cic report` as the coordinator runs it: every deliverable or none, nothing of hers touched."""

from __future__ import annotations

import hashlib
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.cli.test_commands import run
from tests.programs import ROOT

FOLDERS = {"honoraires", "accords", "declarations", "evaluations"}
OUTPUTS = {
    "controle-2023.xlsx", "echeances-2023.ics", "justificatifs-2023.pdf", "manifeste.json",
    "tableau-de-bord-2023.html",
} | FOLDERS  # fmt: skip
DRAFTS = {"rapport-narratif-2023-brouillon.docx", "rapport-financier-2023-brouillon.xlsx"}
FINALS = {"rapport-narratif-2023.docx", "rapport-financier-2023.xlsx"}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example year as it is shipped, in a folder of its own."""
    home = tmp_path_factory.mktemp("année d'exemple")
    shutil.copytree(ROOT / "workbooks" / "2023", home / "2023")
    shutil.copy(ROOT / "workbooks" / "2023.xlsx", home / "2023.xlsx")
    return home


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same year without its mistakes."""
    from cic_sheets.example.build import clean_files, clean_workbook, write

    home = tmp_path_factory.mktemp("propre")
    write(home, clean_workbook(), clean_files())
    return home


def fingerprints(home: Path) -> dict[str, str]:
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file() and "out" not in path.relative_to(home).parts
    }


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def drafts(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*-brouillon.*")}


def test_year_with_mistakes__gives_drafts_and_touches_nothing(example: Path) -> None:
    before = fingerprints(example)
    done = run("report", "2023.xlsx", cwd=example)
    assert done.returncode == 1
    assert names(example / "out" / "2023") == OUTPUTS | DRAFTS
    assert "brouillons" in done.stdout
    assert "demandé" in done.stdout
    assert fingerprints(example) == before


def test_clean_year__gives_the_reports_to_send(clean: Path) -> None:
    done = run("report", "2023.xlsx", cwd=clean)
    assert done.returncode == 0, done.stdout[-2000:]
    folder = clean / "out" / "2023"
    assert names(folder) == OUTPUTS | FINALS
    text = "\n".join(
        p.text for p in Document(str(folder / "rapport-narratif-2023.docx")).paragraphs
    )
    assert "{{" not in text
    assert "BROUILLON" not in text
    book = load_workbook(folder / "rapport-financier-2023.xlsx", data_only=True)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [value for value in cells if isinstance(value, str) and "{{" in value]
    manifest = json.loads((folder / "manifeste.json").read_text("utf-8"))
    assert manifest["brouillon"] is False
    totals = {name: Decimal(value) for name, value in manifest["totaux_EUR"].items()}
    parts = totals["remboursable"] + totals["refuse"] + totals["en_attente"]
    assert totals["demande"] == parts
    assert float(totals["remboursable"]) in cells
    for output in manifest["sorties"]:
        content = (folder / output["fichier"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == output["sha256"]


def test_final_reports__take_the_place_of_drafts(clean: Path, example: Path) -> None:
    folder = clean / "ensemble"
    run("report", example / "2023.xlsx", "--out", folder, cwd=clean)
    assert names(folder) == OUTPUTS | DRAFTS
    assert "honoraires/2023-08-brouillon.docx" in drafts(folder)
    run("report", clean / "2023.xlsx", "--out", folder, cwd=clean)
    assert names(folder) == OUTPUTS | FINALS
    assert drafts(folder) == set()
    assert (folder / "honoraires" / "2023-08.docx").is_file()


def test_same_workbook_and_day__same_bytes(clean: Path) -> None:
    for name in ("un", "deux"):
        run("report", "2023.xlsx", "--as-of", "30/09/2023", "--out", name, cwd=clean)
    assert names(clean / "un") == names(clean / "deux")
    for path in (clean / "un").rglob("*.*"):
        again = clean / "deux" / path.relative_to(clean / "un")
        assert path.read_bytes() == again.read_bytes(), path.name


def test_output_open_elsewhere__nothing_is_written(clean: Path) -> None:
    folder = clean / "ouvert"
    folder.mkdir()
    (folder / "rapport-narratif-2023.docx").write_bytes(b"ancien")
    (folder / ".~lock.rapport-narratif-2023.docx#").write_bytes(b"")
    done = run("report", "2023.xlsx", "--out", "ouvert", cwd=clean)
    assert done.returncode == 2
    assert "rapport-narratif-2023.docx" in done.stderr.replace("\n", " ")
    assert names(folder) == {"rapport-narratif-2023.docx", ".~lock.rapport-narratif-2023.docx#"}


def test_template_with_an_unknown_field__is_refused_with_the_near_name(clean: Path) -> None:
    folder = clean / "modeles"
    shutil.copytree(ROOT / "templates", folder, dirs_exist_ok=True)
    document = Document(str(folder / "rapport-narratif.docx"))
    document.add_paragraph("Total : {{total_remboursabel}}")
    document.save(str(folder / "rapport-narratif.docx"))
    done = run("report", "2023.xlsx", "--templates", folder, "--out", "refus", cwd=clean)
    assert done.returncode == 2
    said = done.stderr.replace("\n", " ")
    assert "total_remboursabel" in said
    assert "total_remboursable" in said.replace("total_remboursabel", "", 1)
    assert not (clean / "refus").exists()


def test_template_missing__is_one_sentence(clean: Path) -> None:
    (clean / "vide").mkdir()
    done = run("report", "2023.xlsx", "--templates", "vide", cwd=clean)
    assert done.returncode == 2
    assert "manque dans" in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr


def test_folder_without_the_documents_templates__gets_the_programs_own(clean: Path) -> None:
    folder = clean / "deux modeles"
    folder.mkdir()
    for name in ("rapport-narratif.docx", "rapport-financier.xlsx"):
        shutil.copy(ROOT / "templates" / name, folder)
    done = run("report", "2023.xlsx", "--templates", folder, "--out", "repli", cwd=clean)
    assert done.returncode == 0
    manifest = json.loads((clean / "repli" / "manifeste.json").read_text("utf-8"))
    own = hashlib.sha256((ROOT / "templates" / "note-d-honoraires.docx").read_bytes()).hexdigest()
    inputs = {one["fichier"]: one["sha256"] for one in manifest["entrees"]}
    assert inputs["note-d-honoraires.docx"] == own
    outputs = {one["fichier"] for one in manifest["sorties"]}
    assert {"honoraires/2023-01.docx", "declarations/J-2023-007.docx"} <= outputs
    assert {"accords/VAL-32.docx", "evaluations/ait-tizza.docx"} <= outputs


def test_documents_template_with_an_unknown_field__refuses_the_whole_run(clean: Path) -> None:
    folder = clean / "note fautive"
    shutil.copytree(ROOT / "templates", folder)
    document = Document(str(folder / "note-d-honoraires.docx"))
    document.add_paragraph("Soit {{montan}} à payer")
    document.save(str(folder / "note-d-honoraires.docx"))
    done = run("report", "2023.xlsx", "--templates", folder, "--out", "non", cwd=clean)
    assert done.returncode == 2
    said = " ".join(done.stderr.split())
    assert "note-d-honoraires.docx" in said
    assert "montan (« Soit {{montan}} à payer »" in said
    assert "« montant »" in said
    assert "prestations.description" in said
    assert not (clean / "non").exists()
