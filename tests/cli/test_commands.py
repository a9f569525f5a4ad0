"""The command as people and programs meet it: statuses, words, JSON, files."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cic_sheets.workbook.write import write_workbook

CONVENTION = {
    "N° de convention": "CIC-2023-01",
    "Rang": 1,
    "Chargé(e) de mission": "Salma Benrahal",
    "Adresse": "12, rue des Amandiers",
    "Commune du domicile": "Rabat",
}


@pytest.fixture(scope="module")
def blank() -> bytes:
    return write_workbook(2023, {"Convention": [CONVENTION]})


@pytest.fixture
def book(tmp_path: Path, blank: bytes) -> Path:
    path = tmp_path / "2023.xlsx"
    path.write_bytes(blank)
    return path


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command, as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cic_sheets", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


# --- Help and wrong use ---------------------------------------------------------------------------


def test_help__is_french_and_names_every_command(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "Usage :" in done.stdout
    assert "Afficher cette aide et quitter" in done.stdout
    for name in ("report", "check", "new", "status", "reconcile", "inspect", "explain"):
        assert f"\n  {name} " in done.stdout
    for english in ("Usage:", "Show this message", "Commands:"):
        assert english not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chek"], "La commande 'chek' n'existe pas. Vouliez-vous dire 'check' ?"),
        (["check"], "Il manque l'argument 'CLASSEUR'"),
        (
            ["check", "--jsn", "x.xlsx"],
            "L'option '--jsn' n'existe pas. Vouliez-vous dire '--json' ?",
        ),
        (["check", "x.xlsx", "--as-of", "demain"], "« demain » n'est pas une date"),
        (["check", "x.xlsx", "--lang", "xx"], "n'est pas parmi"),
        (["check", "absent.xlsx"], "il n'existe pas"),
        (["check", "."], "c'est un dossier"),
        (["new", "deux mille"], "n'est pas un nombre entier"),
        (["explain", "CEL3"], "vouliez-vous dire « CEL-03 » ?"),
        (["emballer", "x.xlsx"], "La commande 'emballer' n'existe pas"),
    ],
)
def test_wrong_use__is_one_french_sentence_and_status_2(
    tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert sentence in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.xlsx", b"", "vide"),
        ("a.xlsx", b"N;Date\n1;2\n", "pas un classeur Excel"),
        ("a.xlsx", b"<html><table></table></html>", "pas un classeur Excel"),
        ("~$a.xlsx", b"x" * 165, "verrou"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 40, "abîmé"),
    ],
)
def test_file_that_is_no_workbook__says_why_in_french(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("check", name, cwd=tmp_path)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    asked = run("check", name, "--json", cwd=tmp_path)
    answer = json.loads(asked.stdout)
    assert asked.returncode == 2
    assert [(one["code"], one["cell"]) for one in answer["findings"]] == [("CLA-12", None)]


# --- check ----------------------------------------------------------------------------------------


def spoil(path: Path) -> None:
    book = load_workbook(path)
    sheet = book["Barèmes"]
    sheet["A5"], sheet["B5"], sheet["D5"], sheet["E5"] = "B-01", "hébergment", "nuitée", "1.234"
    sheet["F5"], sheet["G5"], sheet["H5"] = "MAD", "plafond", "03/04/2023"
    book.save(path)


EXPECTED = {
    ("CEL-05", "B5", "hébergment"),
    ("CEL-04", "E5", "1.234"),
    ("CEL-03", "H5", "03/04/2023"),
}


def test_check_json__is_the_contract(book: Path) -> None:
    spoil(book)
    done = run("check", book, "--json", cwd=book.parent)
    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert set(answer) == {"findings", "counts"}
    keys = {"code", "severity", "sheet", "cell", "value", "message", "remedy"}
    assert all(set(one) == keys for one in answer["findings"])
    found = {
        (f["code"], f["cell"], f["value"]) for f in answer["findings"] if f["sheet"] == "Barèmes"
    }
    assert found == EXPECTED
    assert answer["counts"]["E"] == sum(one["severity"] == "E" for one in answer["findings"])
    assert not (book.parent / "out").exists()  # a question writes nothing


def test_check__tells_each_cell_and_leaves_the_workbook_alone(book: Path) -> None:
    spoil(book)
    before = hashlib.sha256(book.read_bytes()).hexdigest()
    done = run("check", book, cwd=book.parent)
    assert done.returncode == 1
    for code, cell, value in EXPECTED:
        assert f"{cell}  {code}  Erreur" in done.stdout
        assert f"« {value} »" in done.stdout
    assert hashlib.sha256(book.read_bytes()).hexdigest() == before
    copy = book.parent / "out" / "2023" / "controle-2023.xlsx"
    assert str(copy.relative_to(book.parent)) in done.stdout
    annotated = load_workbook(copy)
    assert annotated.sheetnames[0] == "Contrôle"
    note = annotated["Barèmes"]["E5"].comment
    assert note is not None
    assert "CEL-04" in note.text
    assert annotated["Barèmes"]["E5"].value == "1.234"


def test_check__same_copy_twice(book: Path) -> None:
    spoil(book)
    copies = []
    for name in ("un", "deux"):
        run("check", book, "--out", name, cwd=book.parent)
        copies.append((book.parent / name / "controle-2023.xlsx").read_bytes())
    assert copies[0] == copies[1]


def test_check__status_0_when_nothing_blocks(tmp_path: Path) -> None:
    """REG-03 informs, nothing more: a year of examples in one row each is checked elsewhere."""
    done = run("explain", "REG-03", cwd=tmp_path)
    assert done.returncode == 0
    assert "REG-03 — Information" in done.stdout


def test_check__control_characters_of_a_cell_never_reach_the_terminal(book: Path) -> None:
    opened = load_workbook(book)
    sheet = opened["Barèmes"]
    sheet["A5"], sheet["B5"] = "B-01", "hôtel_x001B_[31m"
    opened.save(book)
    done = run("check", book, cwd=book.parent)
    assert "\x1b" not in done.stdout


def test_output_open_in_another_program__loses_nothing(book: Path) -> None:
    folder = book.parent / "out" / "2023"
    folder.mkdir(parents=True)
    (folder / "controle-2023.xlsx").write_bytes(b"ancien")
    (folder / "~$controle-2023.xlsx").write_bytes(b"")
    done = run("check", book, cwd=book.parent)
    assert done.returncode == 2
    assert "est ouvert dans un autre programme" in done.stderr
    assert (folder / "controle-2023.xlsx").read_bytes() == b"ancien"
    assert sorted(path.name for path in folder.iterdir()) == [
        "controle-2023.xlsx",
        "~$controle-2023.xlsx",
    ]


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_lang__by_option_and_by_environment_agree(book: Path, lang: str) -> None:
    by_option = run("check", book, "--json", "--lang", lang, cwd=book.parent)
    by_environment = run("check", book, "--json", cwd=book.parent, CIC_LANG=lang)
    assert by_option.stdout == by_environment.stdout
    assert json.loads(by_option.stdout)["findings"]


def test_terminal_without_utf8__still_speaks_french(book: Path) -> None:
    done = run("check", book, "--json", cwd=book.parent, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "«" in done.stdout


# --- new, reconcile, status, inspect, explain -----------------------------------------------------


def test_new__never_replaces_a_file(tmp_path: Path) -> None:
    first = run("new", "2024", "--out", "2024.xlsx", cwd=tmp_path)
    assert first.returncode == 0
    made = (tmp_path / "2024.xlsx").read_bytes()
    again = run("new", "2024", "--out", "2024.xlsx", cwd=tmp_path)
    assert again.returncode == 2
    assert "existe déjà" in again.stderr.replace("\n", " ")
    assert (tmp_path / "2024.xlsx").read_bytes() == made


def test_new__goes_to_workbooks_without_out(tmp_path: Path) -> None:
    assert run("new", "2024", cwd=tmp_path).returncode == 0
    assert (tmp_path / "workbooks" / "2024.xlsx").exists()


def test_reconcile_json__is_the_contract(book: Path) -> None:
    answer = json.loads(
        run("reconcile", book, "--json", "--as-of", "28/02/2023", cwd=book.parent).stdout
    )
    assert set(answer) == {"as_of", "lines", "ledger", "totals"}
    assert answer["as_of"] == "2023-02-28"
    assert [month["month"] for month in answer["ledger"]] == ["2023-01", "2023-02"]
    assert set(answer["ledger"][0]) == {"month", "allowance", "left", "reimbursable", "room"}
    assert answer["ledger"][1]["allowance"] == "400.00"
    assert answer["totals"] == dict.fromkeys(
        ("claimed", "reimbursable", "refused", "pending"), "0.00"
    )


def test_reconcile_without_convention__says_so(tmp_path: Path, blank: bytes) -> None:
    path = tmp_path / "2023.xlsx"
    path.write_bytes(blank)
    opened = load_workbook(path)
    del opened["Convention"]
    opened.save(path)
    done = run("reconcile", path, cwd=tmp_path)
    assert done.returncode != 0
    assert "« Convention »" in done.stderr.replace("\n", " ")


def test_status__says_what_is_missing(book: Path) -> None:
    done = run("status", book, "--as-of", "2023-03-15", cwd=book.parent)
    assert "Où en est l'année au 15/03/2023" in done.stdout
    assert "sections sans texte" in done.stdout
    assert "600,00\u00a0EUR" in done.stdout
    answer = json.loads(
        run("status", book, "--json", "--as-of", "2023-03-15", cwd=book.parent).stdout
    )
    assert answer["room"]["this_month"] == "600.00"


def test_inspect_json__has_the_manifest_s_form(book: Path) -> None:
    spoil(book)
    seen = json.loads(run("inspect", book, "--json", "--cells", cwd=book.parent).stdout)
    assert {"outcome", "cells", "formulas", "issues"} <= set(seen)
    assert seen["cells"]["Barèmes!E5"] == ["text", "1.234"]
    brief = json.loads(run("inspect", book, "--json", cwd=book.parent).stdout)
    assert "cells" not in brief


def test_explain__gives_the_page_of_a_rule(tmp_path: Path) -> None:
    done = run("explain", "cel-03", cwd=tmp_path)
    assert done.returncode == 0
    for part in ("CEL-03 — Erreur", "Pourquoi", "Que faire", "Source :", "!CEL-03"):
        assert part in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion__is_a_script_for_the_shell(tmp_path: Path, shell: str) -> None:
    done = run("completion", shell, cwd=tmp_path)
    assert done.returncode == 0
    assert "_CIC_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    ("lang", "why"),
    [
        ("fr", "un fichier se trouve là où il faudrait un dossier"),
        ("en", "a file stands where a folder is needed"),
        ("ar", "يوجد ملف في مكان يلزم فيه مجلد"),
    ],
)
def test_report__into_a_file_says_so_in_the_readers_language(
    lang: str, why: str, book: Path
) -> None:
    (book.parent / "out").write_text("")
    done = run("report", book, "--out", "out", "--lang", lang, cwd=book.parent)
    assert done.returncode == 2
    assert why in done.stderr
    assert "File exists" not in done.stderr
