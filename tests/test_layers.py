"""Arrows point one way, and `cic check` stays light."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.layers import (
    PACKAGE,
    Arrow,
    Floor,
    arrows,
    cycle,
    floor_of,
    floors,
    forbidden,
    homeless,
    modules,
    on_the_way_to,
)
from tests.programs import ROOT

HEAVY = {"openpyxl", "pandas", "docx", "xlsxwriter", "rich", "icalendar"}
NEVER_FOR_CHECK = HEAVY | {"numpy", "lxml", "PIL", "dateutil"}


# -- The house ------------------------------------------------------------------------------


@cache
def table() -> dict[str, Floor]:
    page = ROOT / PACKAGE / "help" / "architecture.md"
    return floors(page.read_text("utf-8"))


@cache
def house() -> tuple[Arrow, ...]:
    return tuple(arrows(ROOT / PACKAGE))


def test_table__is_read_whole() -> None:
    assert len(table()) >= 14
    assert table()["values"].ours == frozenset()
    assert table()["money"] == Floor("money", 2, frozenset({"values"}), frozenset(), "")
    assert table()["cli"].ours == set(table()) - {"cli"}
    assert table()["report"].outside_only_in == "report/tables.py"
    assert {"docx", "xlsxwriter", "openpyxl", "icalendar"} == table()["render"].outside


def test_table__allows_only_what_lies_below() -> None:
    heights = {floor.package: floor.height for floor in table().values()}
    for floor in table().values():
        assert all(heights[other] < floor.height for other in floor.ours), floor.package


def test_every_module__has_a_floor() -> None:
    assert homeless(list(modules(ROOT / PACKAGE)), table()) == []


def test_every_floor__stands() -> None:
    built = {floor_of(module) for module in modules(ROOT / PACKAGE)}
    assert set(table()) <= built


def test_arrows__none_that_the_table_forbids() -> None:
    assert forbidden(house(), table()) == []


def test_arrows__no_ring() -> None:
    assert cycle(house()) == []


def test_arrows__were_seen_at_all() -> None:
    """A guard that looks at nothing finds nothing."""
    from_floor = Counter(floor_of(arrow.source) for arrow in house())
    assert sum(from_floor.values()) > 100
    without_need = {"values", "verifier", "xlsx", "outputs", PACKAGE}  # may import none of ours
    assert [name for name in table() if not from_floor[name] and name not in without_need] == []
    assert {arrow.target for arrow in house()} >= {"click", "docx", "xlsxwriter"}


def test_command__loads_no_heavy_library_with_itself() -> None:
    way = on_the_way_to(f"{PACKAGE}.cli.group", house())
    assert f"{PACKAGE}.language" in way
    assert "click" in way
    assert way & HEAVY == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("check", "workbooks/2023.xlsx", "--out"),
        ("check", "--json", "workbooks/2023.xlsx", "--out"),
    ],
    ids=["--help", "check", "check --json"],
)
def test_command__imports_no_heavy_library(arguments: tuple[str, ...], tmp_path: Path) -> None:
    out = [str(tmp_path)] if "--out" in arguments else []
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", PACKAGE, *arguments, *out],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    lines = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line]
    assert done.returncode in {0, 1}, done.stderr[-2000:]
    assert f"{PACKAGE}.cli" in lines
    assert done.stdout.strip()
    assert {name.partition(".")[0] for name in lines} & NEVER_FOR_CHECK == set()


# -- The guard itself: each sabotage is seen -------------------------------------------------

SOUND = {
    "__init__.py": "",
    "__main__.py": "from cic_sheets.cli import main",
    "cli.py": "import click\nfrom cic_sheets.render.word import write\ndef f():\n    import rich",
    "render/__init__.py": "",
    "render/word.py": "def write():\n    import docx\n    from cic_sheets.values import money",
    "values/__init__.py": "",
    "values/money.py": "from decimal import Decimal",
}
SABOTAGES = {
    "an arrow up": ("values/money.py", "from cic_sheets.render.word import write"),
    "an arrow up, relative": ("values/money.py", "from ..render import word"),
    "an arrow up, in a function": ("values/money.py", "def f():\n    import cic_sheets.cli"),
    "an arrow up, for types only": (
        "values/money.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from cic_sheets import cli",
    ),
    "an arrow up, by name": (
        "values/money.py",
        "import importlib\nimportlib.import_module('cic_sheets.cli')",
    ),
    "an arrow to the door": ("values/money.py", "from cic_sheets import open_book"),
    "an outside library below": ("values/money.py", "import click"),
    "an outside library of another floor": ("render/word.py", "import pandas"),
    "a library outside its one file": ("report/plan.py", "import pandas"),
    "the door loading a floor": ("__init__.py", "from cic_sheets.values import money"),
}


def build(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root / PACKAGE


def test_guard__finds_nothing_in_a_sound_house(tmp_path: Path) -> None:
    found = arrows(build(tmp_path, SOUND))
    assert forbidden(found, table()) == []
    assert cycle(found) == []
    assert on_the_way_to(f"{PACKAGE}.__main__", found) & HEAVY == set()
    assert len(found) == 6


@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_guard__sees_a_forbidden_arrow(sabotage: str, tmp_path: Path) -> None:
    file, text = SABOTAGES[sabotage]
    assert len(forbidden(arrows(build(tmp_path, SOUND | {file: text})), table())) == 1


def test_guard__sees_a_ring(tmp_path: Path) -> None:
    ring = {
        "money/a.py": "from cic_sheets.money import b",
        "money/b.py": "from cic_sheets.money.a import x",
    }
    assert len(cycle(arrows(build(tmp_path, SOUND | ring)))) == 3


def test_guard__a_ring_through_a_function_is_none(tmp_path: Path) -> None:
    loose = {
        "money/a.py": "from cic_sheets.money import b",
        "money/b.py": "def f():\n    from cic_sheets.money.a import x",
    }
    assert cycle(arrows(build(tmp_path, SOUND | loose))) == []


def test_guard__sees_a_heavy_library_on_the_way(tmp_path: Path) -> None:
    found = arrows(build(tmp_path, SOUND | {"render/__init__.py": "import docx"}))
    assert on_the_way_to(f"{PACKAGE}.__main__", found) & HEAVY == {"docx"}


def test_guard__sees_a_module_without_a_floor(tmp_path: Path) -> None:
    found = modules(build(tmp_path, SOUND | {"helpers/odds.py": ""}))
    assert homeless(list(found), table()) == [f"{PACKAGE}.helpers.odds"]
