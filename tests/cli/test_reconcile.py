"""`cic reconcile` on the example year: whole equations, readable tables, the contract's JSON."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from tests.cli.test_commands import run
from tests.programs import ROOT

PARTS = ("claimed", "reimbursable", "refused", "pending")
GROUPS = ("month", "category", "mission", "activity", "claim")
FIGURE = re.compile(r"-?\d[\d\u00a0]*,\d\d")


def reconcile(*arguments: str) -> str:
    done = run("reconcile", "workbooks/2023.xlsx", *arguments, cwd=ROOT)
    assert done.returncode == 1, done.stderr  # the example has errors
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def text() -> str:
    return reconcile()


@pytest.fixture(scope="module")
def detail() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reconcile("--json", "--detail", "--as-of", "31/01/2023"))
    return found


def tables(text: str) -> dict[str, list[str]]:
    """Title → the rows of its table."""
    found: dict[str, list[str]] = {}
    for block in text.split("\n\n"):
        rows = [line for line in block.splitlines() if FIGURE.search(line)]
        title = [line for line in block.splitlines() if not FIGURE.search(line)]
        if rows and title:
            key = title[0].strip() if "Registre" in title[0] else title[-1].split("  ")[1].strip()
            found[key] = rows
    return found


def figures(row: str) -> list[Decimal]:
    return [Decimal(one.replace("\u00a0", "").replace(",", ".")) for one in FIGURE.findall(row)]


# -- For people ------------------------------------------------------------------------------------


def test_parts__each_add_up_to_the_year(text: str) -> None:
    year = figures(text.splitlines()[0])
    found = tables(text)
    titles = ("Par mois", "Par catégorie", "Par mission", "Par activité collective",
              "Par demande de remboursement")  # fmt: skip
    for title in titles:
        rows = [figures(row) for row in found[title]]
        assert [sum(column) for column in zip(*rows, strict=True)] == year, title
        assert all(row[0] == row[1] + row[2] + row[3] for row in rows)


def test_ledger__says_month_by_month_what_the_contract_asks(text: str) -> None:
    rows = tables(text)["Registre de la moyenne mensuelle"]
    assert len(rows) == 12
    for number, row in enumerate(rows, start=1):
        allowance, left, granted, room, average, now, to_end = figures(row)
        assert allowance == 200 * number
        assert granted == min(allowance, left)
        assert room == allowance - granted
        assert abs(average - left / number) <= Decimal("0.005")
        assert now == max(0, allowance - left)
        assert to_end == max(0, 2400 - left)
    assert "janvier\u00a02023" in rows[0] or "janvier 2023" in rows[0]


def test_tables__fit_a_terminal_and_stand_in_columns(text: str) -> None:
    lines = text.splitlines()
    assert max(map(len, lines[1:])) <= 96
    for rows in tables(text).values():
        assert len({len(row) for row in rows}) == 1


def test_every_column_of_figures__names_its_currency(text: str) -> None:
    heads = [line for line in text.splitlines() if "(EUR)" in line]
    assert [line.count("(EUR)") for line in heads] == [4, 4, 4, 4, 4, 7]


def test_parts_that_no_line_names__are_left_out(tmp_path: Any) -> None:
    from cic_sheets.workbook.write import write_workbook
    from tests.cli.test_commands import CONVENTION

    path = tmp_path / "2023.xlsx"
    path.write_bytes(write_workbook(2023, {"Convention": [CONVENTION]}))
    done = run("reconcile", path, cwd=tmp_path)
    assert "Par mission" not in done.stdout
    assert "Registre" in done.stdout


def test_detail__tells_each_cut_with_its_rule_clause_cells_and_receipts() -> None:
    told = reconcile("--detail", "--as-of", "31/01/2023")
    cuts = told[told.index("Coupes, ligne par ligne") :]
    assert "plafond moyen  DEP-18  " in cuts
    assert "en attente\n" in cuts
    assert "au-delà du plafond moyen :" in cuts
    assert re.search(r"règle : plafond_mensuel = 200, confirmé \(Règles!B\d+\)", cuts)
    assert "(§4)" in cuts
    assert re.search(r"cellules : Règles!B\d+, Dépenses!B\d+", cuts)
    assert re.search(r"pièces : J-2023-\d{3}", cuts)
    assert max(map(len, cuts.splitlines())) <= 96


def test_detail__shows_a_line_that_waits_unconverted_in_its_own_currency() -> None:
    told = reconcile("--detail")
    assert "D-2023-060 : demandé 330,00\u00a0MAD" in told


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "beyond the average cap: "),
        ("ar", "فوق معدل السقف: "),
    ],
)
def test_detail__is_told_in_every_language(lang: str, sentence: str) -> None:
    assert sentence in reconcile("--detail", "--as-of", "2023-01-31", "--lang", lang)


# -- For programs ----------------------------------------------------------------------------------


def test_json__without_detail_is_exactly_the_contract_s() -> None:
    found = json.loads(reconcile("--json"))
    assert set(found) == {"as_of", "lines", "ledger", "totals"}
    assert all(set(line) == {"id", *PARTS, "cuts"} for line in found["lines"])
    cuts = [cut for line in found["lines"] for cut in line["cuts"]]
    assert cuts
    assert all(set(cut) == {"stage", "code", "amount", "outcome"} for cut in cuts)


def test_json_detail__says_where_each_cut_comes_from(detail: dict[str, Any]) -> None:
    keys = {"stage", "code", "amount", "outcome", "cause", "message", "rule", "clause", "cells",
            "receipts"}  # fmt: skip
    cuts = [cut for line in detail["lines"] for cut in line["cuts"]]
    assert cuts
    for cut in cuts:
        assert set(cut) == keys
        assert cut["clause"].startswith("§")
        assert cut["message"]
        assert all(re.fullmatch(r".+![A-Z]+\d+", cell) for cell in cut["cells"])
        assert cut["cells"]
    capped = [cut for cut in cuts if cut["cause"] == "over-cap"]
    assert capped
    for cut in capped:
        (rule,) = cut["rule"]
        assert rule["key"] == "plafond_mensuel"
        assert rule["confirmed"] is True
        assert rule["cell"] in cut["cells"]


def test_json_detail__has_parts_that_add_up(detail: dict[str, Any]) -> None:
    assert set(detail["parts"]) <= set(GROUPS)
    assert {"month", "category"} <= set(detail["parts"])
    for group, rows in detail["parts"].items():
        for part in PARTS:
            whole = sum(Decimal(row[part]) for row in rows)
            assert whole == Decimal(detail["totals"][part]), group
    assert [row["month"] for row in detail["parts"]["month"]] == ["2023-01"]
