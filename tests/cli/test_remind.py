"""`cic remind`: texts to paste, on the screen, in JSON and in files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import run
from tests.programs import ROOT

BOOK = "workbooks/2023.xlsx"


def test_remind__gives_each_commune_its_text() -> None:
    done = run("remind", BOOK, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    heads = [line for line in done.stdout.splitlines() if line.startswith("=== ")]
    assert heads == [
        "=== C04 · Tamalelt n'Oufella · tamalelt@example.org · ar ===",
        "=== C11 · Ksar Lkhadra · ksar-lkhadra@example.org · ar ===",
    ]


@pytest.mark.parametrize("typed", ["C04", "c04", "Tamalelt n'Oufella", "tamalelt n’oufella"])
def test_remind__of_one_commune_however_it_is_named(typed: str) -> None:
    done = run("remind", BOOK, "--commune", typed, "--json", cwd=ROOT)
    found = json.loads(done.stdout)
    assert [one["code"] for one in found["communes"]] == ["C04"]
    assert found["as_of"] == "2023-12-31"
    assert list(found["communes"][0]["texts"]) == ["ar"]
    assert found["communes"][0]["owed"][0]["kind"] == "unavailable"
    assert found["communes"][0]["by"] == "2024-01-10"


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_lang__given_is_that_of_the_text(lang: str) -> None:
    done = run("remind", BOOK, "--commune", "C04", "--json", "--lang", lang, cwd=ROOT)
    assert list(json.loads(done.stdout)["communes"][0]["texts"]) == [lang]


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("--commune", "Sidi Marzou"), 2, "vouliez-vous dire « Sidi Marzouk » ?"),
        (("--commune", "zzz"), 2, "Aucune commune ne s'appelle « zzz »"),
        (("--commune", "C01"), 0, "Au 31/12/2023, il n'y a rien à rappeler."),
        (("--as-of", "15/01/2023"), 0, "Au 15/01/2023, il n'y a rien à rappeler."),
    ],
)
def test_remind__that_has_nothing_to_say_says_so(
    arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    done = run("remind", BOOK, *arguments, cwd=ROOT)
    assert done.returncode == status
    assert sentence in " ".join((done.stdout + done.stderr).split())
    assert "Traceback" not in done.stderr


def test_out__has_one_file_a_commune_and_language_and_no_old_one(tmp_path: Path) -> None:
    out = tmp_path / "rappels"
    run("remind", BOOK, "--as-of", "2023-11-20", "--out", out, cwd=ROOT)
    assert len(list(out.iterdir())) == 10
    (out / "mes notes.txt").write_text("à moi", "utf-8")
    done = run("remind", BOOK, "--out", out, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.iterdir()} == {
        "rappel-C04-ar.txt", "rappel-C11-ar.txt", "mes notes.txt",
    }  # fmt: skip
    shown = run("remind", BOOK, "--commune", "C04", cwd=ROOT).stdout
    assert (out / "rappel-C04-ar.txt").read_text("utf-8").strip() in shown


def test_out__of_one_commune_leaves_those_of_the_others(tmp_path: Path) -> None:
    run("remind", BOOK, "--out", tmp_path, cwd=ROOT)
    run("remind", BOOK, "--commune", "C11", "--lang", "fr", "--out", tmp_path, cwd=ROOT)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"rappel-C04-ar.txt", "rappel-C11-fr.txt"}
