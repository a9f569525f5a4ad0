"""Counted: each code, sheet, list, parameter, policy and section is declared once."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from cic_sheets.money.policies import POLICIES
from cic_sheets.report.plan import the_plan
from cic_sheets.rules.run import every_rule
from cic_sheets.schema.lists import LISTS
from cic_sheets.schema.parameters import PARAMETERS
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS
from tests.package_copy import PACKAGE


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield str(path.relative_to(PACKAGE)), ast.parse(path.read_text("utf-8"))


def declared(*functions: str) -> list[str]:
    """The first argument of every call of those functions, where it is a text."""
    return [
        call.args[0].value
        for _, tree in trees()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in functions
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]


import_all("cic_sheets.sheets")

COUNTED: list[tuple[str, tuple[str, ...], Callable[[], set[str]]]] = [
    ("rules", ("rule", "fault"), lambda: {one.code for one in every_rule()}),
    ("sheets", ("sheet",), lambda: set(SHEETS.names())),
    ("lists", ("value_list",), lambda: set(LISTS.names())),
    ("policies", ("policy",), lambda: set(POLICIES)),
    ("sections", ("section",), lambda: {one.key for one in the_plan()}),
]


@pytest.mark.parametrize(("what", "functions", "known"), COUNTED, ids=[one[0] for one in COUNTED])
def test_declarations__are_one_each(
    what: str, functions: tuple[str, ...], known: Callable[[], set[str]]
) -> None:
    found = Counter(declared(*functions))
    if what == "rules":  # the money engine has a `rule` of its own: a row of « Règles »
        found = Counter({name: times for name, times in found.items() if "-" in name})
    assert {name for name, times in found.items() if times > 1} == set(), what
    missing = known() - set(found)
    assert not missing, what


def test_parameters__are_named_once_where_they_are_declared() -> None:
    tree = ast.parse((PACKAGE / "sheets" / "parameters.py").read_text("utf-8"))
    found = Counter(
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
    )
    assert {key: found[key] for key in PARAMETERS.names() if found[key] != 1} == {}


JUDGING = ("book", "money", "pipeline.py", "reconcile", "rules", "schema", "workbook", "xlsx")
"""Floors that work with attributes: none of them knows what a heading is called in French."""


def headings_in_french() -> set[str]:
    """Labels that can be nothing else: two words, or an accent."""
    labels = {column.label for sheet in SHEETS for column in sheet.columns.values()}
    return {one for one in labels if (" " in one or not one.isascii()) and len(one) > 2}


def test_headings__are_spelled_where_they_are_declared_only() -> None:
    labels = headings_in_french()
    assert len(labels) > 100
    spelled = [
        (name, node.lineno, node.value)
        for name, tree in trees()
        if name.split("/")[0] in JUDGING
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in labels
    ]
    assert spelled == []


def test_rules_codes__are_compared_with_nowhere_below_the_rules() -> None:
    codes = {one.code for one in every_rule()}
    below = ("values", "sheets", "schema", "workbook")
    named = [
        (name, node.lineno, node.value)
        for name, tree in trees()
        if name.split("/")[0] in below
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for node in ast.walk(node)
        if isinstance(node, ast.Constant) and node.value in codes
    ]
    assert named == []
