"""`cic trace` as people and programs meet it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import run
from tests.programs import ROOT

REPORT = "out/2023/rapport-financier-2023-brouillon.xlsx"
BOOK = "workbooks/2023.xlsx"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example year with its reports."""
    home = tmp_path_factory.mktemp("année")
    shutil.copytree(ROOT / "workbooks", home / "workbooks")
    assert run("report", BOOK, "--as-of", "2023-12-31", cwd=home).returncode == 1
    return home


def prints(home: Path) -> dict[str, str]:
    files = (path for path in sorted(home.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def answer(home: Path, *arguments: str) -> dict[str, Any]:
    done = run("trace", *arguments, "--json", cwd=home)
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# --- From a figure --------------------------------------------------------------------------------


def test_figure__is_told_with_its_place_its_cells_its_receipts_and_its_steps(home: Path) -> None:
    done = run("trace", REPORT, "--at", "Dépenses!X61", cwd=home)
    assert done.returncode == 0
    said = done.stdout.replace("\u00a0", " ")
    for part in ("vu au 31/12/2023", "Montant refusé, en EUR, ligne D-2023-055", "Dépenses!X61",
                 "Cellules du classeur :", "Dépenses!J59 = ", "Calcul de D-2023-055 : demandé",
                 "calcul §3.", "= remboursable"):  # fmt: skip
        assert part in said, part


def test_figure_in_json__has_every_cell_as_typed(home: Path) -> None:
    found = answer(home, REPORT, "--value", "5 236,47 EUR")
    assert found["as_of"] == "2023-12-31"
    assert found["warnings"] == []
    (figure,) = found["figures"]
    assert figure["figure"]["name"] == "total_remboursable"
    assert (figure["figure"]["value"], figure["figure"]["currency"]) == ("5236.47", "EUR")
    assert "Résumé!B13" in figure["places"]
    assert {"cell": "Dépenses!J14", "value": "310,00"} in figure["cells"]
    assert {"number", "kind", "file"} == set(figure["receipts"][0])
    line = answer(home, REPORT, "--at", "Dépenses!X61")["figures"][0]["lines"][0]
    assert line["id"] == "D-2023-055"
    assert {"stage", "code", "why", "amount", "outcome", "left", "clause", "cells"} == set(
        line["cuts"][0]
    )


def test_value_that_is_nowhere__is_status_1_with_the_nearest(home: Path) -> None:
    done = run("trace", REPORT, "--value", "5236,48", cwd=home)
    assert done.returncode == 1
    assert "5236,48 ne figure nulle part dans ce rapport." in done.stdout
    assert "5\u00a0236,47" in done.stdout
    found = answer(home, REPORT, "--value", "5236,48")
    assert (found["figures"], found["nearest"][0]) == ([], "5236.47")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((REPORT,), "Dites ce qu'il faut suivre"),
        ((REPORT, "--value", "beaucoup"), "« beaucoup » n'est ni un chiffre ni une date"),
        ((BOOK, "--cell", "Dépenses!J14", "--value", "3"), "pas les deux à la fois"),
        ((BOOK, "--cell", "J14"), "« J14 » n'est pas l'adresse d'une cellule"),
        ((BOOK, "--cell", "Dépences!J14"), "vouliez-vous dire « Dépenses » ?"),
        ((BOOK, "--value", "3"), "« 2023.xlsx » n'a pas de manifeste.json à côté de lui"),
        (("out/2023/controle-2023.xlsx", "--value", "3"), "n'est pas un rapport que son manifeste"),
        (("absent.xlsx", "--cell", "Dépenses!J14"), "il n'existe pas"),
        (("out/2023/absent.xlsx", "--value", "3"), "n'est pas un rapport que son manifeste"),
    ],
)
def test_wrong_use__is_status_2_and_a_sentence(
    arguments: tuple[str, ...], sentence: str, home: Path
) -> None:
    done = run("trace", *arguments, cwd=home)
    assert done.returncode == 2
    assert sentence in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


# --- From a cell ----------------------------------------------------------------------------------


def test_cell__is_told_with_the_figures_that_it_changes_and_where_they_stand(home: Path) -> None:
    done = run("trace", BOOK, "--cell", "'Dépenses'!$J$14", cwd=home)
    assert done.returncode == 0
    said = done.stdout.replace("\u00a0", " ")
    for part in ("Dépenses!J14 (Montant, D-2023-010) : 310,00", "dans la mémoire seulement",
                 "(total_demande) : 9 654,54 EUR ; avec « ", "Résumé!B7"):  # fmt: skip
        assert part in said, part


def test_cell_in_json__has_every_figure(home: Path) -> None:
    found = answer(home, BOOK, "--cell", "Dépenses!J14", "--as-of", "2023-12-31")
    assert found["tried"] == found["planned"] > 5
    figures = {(one["in"], one["row"], one["name"]): one for one in found["figures"]}
    line = figures["depenses", "D-2023-010", "demande"]
    assert line["changes"]
    assert line["cites"]
    assert "Dépenses!P16" in line["places"]["rapport-financier-2023-brouillon.xlsx"]
    assert line["example"]["after"] != line["shown"]
    assert "findings" in found


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("Dépenses!J4", "Dépenses!J4 est un titre de colonne"),
        ("Dépenses!J900", "Dépenses!J900 est vide"),
        ("Dépenses!ZZ14", "La colonne ZZ de « Dépenses » n'est pas de celles"),
        ("Accueil!A1", "La feuille « Accueil » explique"),
    ],
)
def test_cell_that_changes_nothing__is_status_1_and_a_sentence(
    cell: str, sentence: str, home: Path
) -> None:
    done = run("trace", BOOK, "--cell", cell, cwd=home)
    assert done.returncode == 1
    assert sentence in done.stdout
    assert sentence in answer(home, BOOK, "--cell", cell)["message"]


# --- Both -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_other_languages__say_it_all_without_a_french_frame(lang: str, home: Path) -> None:
    back = run("trace", REPORT, "--at", "Dépenses!X61", "--lang", lang, cwd=home).stdout
    forth = run("trace", BOOK, "--cell", "Dépenses!J14", "--lang", lang, cwd=home).stdout
    for french in ("Cellules du classeur", "Où :", "chiffre(s)", "avec «"):
        assert french not in back + forth


def test_tracing__writes_nothing(home: Path) -> None:
    before = prints(home)
    run("trace", REPORT, "--value", "5 236,47", cwd=home)
    run("trace", BOOK, "--cell", "Dépenses!J14", cwd=home)
    assert prints(home) == before
