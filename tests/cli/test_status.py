"""`cic status`: the room in words and figures, and what a planned mission would do."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests.cli.test_commands import run
from tests.programs import ROOT

NBSP = "\u00a0"


def status(*arguments: str) -> subprocess.CompletedProcess[str]:
    return run("status", "workbooks/2023.xlsx", *arguments, cwd=ROOT)


def told(*arguments: str) -> str:
    return status(*arguments).stdout.replace(NBSP, " ")


def planned(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(status("--json", *arguments).stdout)["planned"]
    return found


def test_room__is_shown_with_its_formula() -> None:
    text = told("--as-of", "28/02/2023")
    assert "Marge du plafond moyen : plafond cumulé - frais retenus = encore remboursable" in text
    rows = [" ".join(line.split()) for line in text.splitlines() if " EUR" in line]
    assert rows == [
        "ce mois-ci, du 01/02/2023 au 28/02/2023 400,00 EUR - 380,23 EUR = 19,77 EUR",
        "jusqu'au 31/12/2023 2 400,00 EUR - 380,23 EUR = 2 019,77 EUR",
    ]


def test_room__that_is_used_up_says_by_how_much() -> None:
    text = " ".join(told("--as-of", "31/01/2023").split())
    assert "200,00 EUR - 255,15 EUR = 0,00 EUR (dépassé de 55,15 EUR)" in text


def test_room_json__has_both_sides_of_the_formula() -> None:
    room = json.loads(status("--json", "--as-of", "2023-02-28").stdout)["room"]
    assert room == {
        "month": "2023-02", "retained": "380.23", "allowance": "400.00",
        "allowance_until_end": "2400.00", "this_month": "19.77", "until_end": "2019.77",
    }  # fmt: skip


def test_planned__says_what_comes_at_once_what_waits_until_when_and_what_is_lost() -> None:
    text = told("--as-of", "01/11/2023", "--planned", "700")
    assert "Une mission de 700,00 EUR le 01/11/2023, accordée et justifiée" in text
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert "remboursé aussitôt 188,21 EUR" in rows
    assert "en attente 511,79 EUR" in rows
    assert "dont libéré au plus tard le mois du 01/12/2023 au 31/12/2023 200,00 EUR" in rows
    assert "dont perdu à la fin, si rien d'autre n'est dépensé 311,79 EUR" in rows
    assert "D-2023-116 05/12/2023 0,00 EUR 81,78 EUR" in rows
    assert max(map(len, text.splitlines())) <= 100


def test_planned_json__names_the_lines_that_give_way() -> None:
    found = planned("--as-of", "2023-11-01", "--planned", "700")
    lines = found.pop("pushed")
    assert found == {
        "amount": "700.00", "currency": "EUR", "day": "2023-11-01", "as_of": "2023-11-01",
        "claimed": "700.00", "at_once": "188.21", "waiting": "511.79", "freed": "200.00",
        "freed_by": "2023-12", "lost": "311.79",
    }  # fmt: skip
    assert {"id": "D-2023-116", "day": "2023-12-05", "less": "0.00", "lost": "81.78"} in lines


def test_without_a_planned_mission__nothing_is_said_of_one() -> None:
    assert "planned" not in json.loads(status("--json").stdout)
    assert "mission de" not in told()


@pytest.mark.parametrize(
    "typed", ["1500 MAD", "1 500,00 MAD", "1500MAD", f"1{NBSP}500 dh", "MAD 1500"]
)
def test_planned_amount__is_read_as_people_type_it(typed: str) -> None:
    found = planned("--as-of", "2023-03-10", "--planned", typed, "--planned-on", "20/03/2023")
    assert (found["amount"], found["currency"]) == ("1500.00", "MAD")
    assert found["claimed"] == "135.85"  # at the month's rate of the example
    assert found["as_of"] == found["day"] == "2023-03-20"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--planned", "-5"], "« -5 » ne convient pas : il faut un montant au-dessus de zéro"),
        (["--planned", "0"], "« 0 » ne convient pas"),
        (["--planned", "12,3456"], "avec deux décimales au plus"),
        (["--planned", "beaucoup"], "« beaucoup » n'est pas un montant"),
        (["--planned", ""], "n'est pas un montant"),
        (["--planned", "1.234"], "se lit de deux façons : 1 234,00 EUR ou 1,234 EUR"),
        (
            ["--planned", "5", "--planned-on", "01/02/2024"],
            "Le 01/02/2024 est hors de la convention, qui va du 01/01/2023 au 31/12/2023",
        ),
        (["--planned", "5", "--planned-on", "demain"], "« demain » n'est pas une date"),
        (["--planned", "5 CHF"], "ne convertit CHF le 31/12/2023"),
        (["--planned-on", "01/02/2023"], "--planned-on ne va pas sans --planned"),
    ],
)
def test_planned__that_cannot_be_answered_is_one_plain_sentence(
    arguments: list[str], sentence: str
) -> None:
    done = status(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert sentence in " ".join(done.stderr.replace(NBSP, " ").split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("lang", "heading"), [("en", "A mission of 700.00 EUR on 2023-11-01"), ("ar", "مهمة كلفتها")]
)
def test_planned__is_told_in_every_language(lang: str, heading: str) -> None:
    assert heading in told("--as-of", "2023-11-01", "--planned", "700", "--lang", lang)


def test_waits__are_told_with_whom_they_are_for_and_since_when() -> None:
    text = told("--as-of", "20/11/2023")
    assert (
        "Aït Tizza : PV du comité de pilotage (pour le 30/11/2023) ; indicateurs sans valeur : 10 "
        "; évaluation de l'année"
    ) in " ".join(text.split())
    assert "Brulocalis : paiement des demandes DEM-05 (depuis le 06/11/2023)" in text
    assert "vous : mois sans note : 01/07/2023" in text
    assert "N'ont pas encore évalué l'année : 11\n  Aït Tizza, Oued Zitoune" in text
    assert (
        "pour le 31/03/2024 S-08 Commune d'Aïn Lfarah : Partager le registre commun de l'Oriental "
        "avec les autres communes (prise le 15/11/2023)"
    ) in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 100


def test_decision__that_is_not_taken_yet_is_not_told() -> None:
    assert "S-08" not in told("--as-of", "31/10/2023")


def test_waits_json__adds_to_what_was_there() -> None:
    found = json.loads(status("--json", "--as-of", "2023-11-20").stdout)
    assert list(found) == [
        "as_of", "deliverables", "room", "silent_communes", "dates", "needs", "decisions",
        "unanswered",
    ]  # fmt: skip
    fees = next(one for one in found["deliverables"] if one["name"] == "fees")
    assert {"name", "errors", "missing"} < set(fees)
    assert fees["waits"] == [
        {"who": "coordinator", "name": "", "what": "months", "items": ["01/07/2023"], "since": None}
    ]
    assert found["decisions"][0] == {
        "number": "S-06", "kind": "décision", "owner": "Chaque commune", "overdue": False,
        "subject": "Désigner un suppléant au point focal de chaque commune",
        "communes": found["unanswered"][:-1], "since": "2023-11-15", "due": "2024-01-31",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("indicators without a value: 10", "evaluation of the year", "Open")),
        ("ar", ("مؤشرات بدون قيمة", "تقييم السنة", "قرارات وتوصيات")),
    ],
)
def test_waits__are_told_in_every_language(lang: str, words: tuple[str, ...]) -> None:
    text = told("--as-of", "20/11/2023", "--lang", lang)
    assert all(word in text for word in words)
