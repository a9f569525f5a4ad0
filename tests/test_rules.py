"""Every rule against the contract, and against its own page: the tables of its docstring."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from cic_sheets.language.say import said
from cic_sheets.schema.findings import Finding
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.rules import RULES, Rule
from cic_sheets.schema.sheets import SHEETS
from tests.drawing import Drawn, draw, years

import_all("cic_sheets.rules")

CONTRACT = Path(__file__).parent / "contract" / "rules.txt"

LATER: frozenset[str] = frozenset()
"""Codes that wait for earlier years' receipts, or files' contents."""

FRENCH = frozenset(
    [
        "un",
        "une",
        "le",
        "la",
        "les",
        "l",
        "de",
        "du",
        "des",
        "d",
        "ne",
        "est",
        "et",
        "au",
        "vos",
        "qu",
    ]
)


def contract() -> dict[str, str]:
    """Code → severity."""
    lines = CONTRACT.read_text("utf-8").splitlines()
    cells = [line.split(" | ") for line in lines if re.match(r"[A-Z]{3}-\d\d \|", line)]
    return {code: severity for code, severity, _ in cells}


WITH_CHECK = [rule for rule in RULES if rule.check is not None]
EXAMPLES = [
    pytest.param(rule, drawn, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, drawn in enumerate(years(rule.reason), start=1)
]
BY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
BY_CHECK = pytest.mark.parametrize("rule", WITH_CHECK, ids=lambda rule: rule.code)


def own(rule: Rule, drawn: Drawn) -> list[Finding]:
    """The rule's findings in a little year."""
    return [one for one in drawn.opened().findings if one.code == rule.code]


# --- The contract --------------------------------------------------------------------------------


def test_contract__is_read_whole() -> None:
    assert len(contract()) == 154
    assert contract()["CLA-01"] == "E"
    assert contract()["DER-01"] == "E"


@BY_RULE
def test_rule__has_the_severity_of_the_contract(rule: Rule) -> None:
    assert contract().get(rule.code) == rule.severity.value


def test_rules__leave_out_no_code_but_those_of_later_issues() -> None:
    wanted = {code for code in contract() if code not in LATER}
    assert wanted - set(RULES.names()) == set()


# --- Its page ------------------------------------------------------------------------------------


@BY_RULE
def test_reason__begins_with_a_sentence_in_french(rule: Rule) -> None:
    first = re.split(r"\n\s*\n", rule.reason.strip())[0]
    assert not first.startswith("|")
    assert first.rstrip().endswith((".", ". »", "!", "?"))
    assert FRENCH & set(re.findall(r"\w+", first.lower()))


@BY_CHECK
def test_reason__shows_a_good_and_a_bad_example(rule: Rule) -> None:
    drawn = years(rule.reason)
    assert any(one[0] == rule.code for year in drawn for one in (*year.marks, *year.whole))
    assert rule.reason.count("\n    |") >= 2


@BY_RULE
def test_sentences__are_a_clause_and_an_imperative(rule: Rule) -> None:
    assert rule.says[0] == rule.says[0].lower()
    assert not rule.says.endswith((".", " "))
    assert rule.fix == "{advice}" or (rule.fix[0].isupper() and rule.fix.endswith("."))
    assert rule.source


# --- Its tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "drawn"), EXAMPLES)
def test_examples__have_exactly_the_findings_that_they_mark(rule: Rule, drawn: Drawn) -> None:
    found = own(rule, drawn)
    as_a_whole = [one for one in found if rule.check is not None and not one.row]
    cells = {(one.code, one.sheet, one.cell.a1) for one in found if one.cell and one.row}
    if rule.check is None:
        cells = {(one.code, one.sheet, one.cell.a1) for one in found if one.cell}
    assert cells == {mark for mark in drawn.marks if mark[0] == rule.code}
    assert {(one.code, one.value) for one in as_a_whole} == {
        one for one in drawn.whole if one[0] == rule.code
    }


@BY_CHECK
def test_sentences__use_each_fact_that_the_rule_gives_and_no_other(rule: Rule) -> None:
    blanks = set(_blanks(rule.says)) | set(_blanks(rule.fix))
    found = [one for drawn in years(rule.reason) for one in own(rule, drawn)]
    assert found
    for one in found:
        assert set(one.facts) == blanks - {"value"}


@pytest.mark.parametrize(("rule", "drawn"), EXAMPLES)
def test_sentences__are_said_in_full(rule: Rule, drawn: Drawn) -> None:
    for one in own(rule, drawn):
        for sentence in said(one):
            assert sentence[0].isupper() or not sentence[0].isalpha()
            assert not re.search(r"[{}]|None|\(\)| {2}", sentence)


def _blanks(template: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(template) if name)


# --- No fault told twice -------------------------------------------------------------------------


def test_the_year_of_the_examples__has_no_error_but_what_a_tiny_year_must_lack() -> None:
    """One row a sheet is too little for a year: notes, communes, contacts, texts are lacking."""
    found = draw("").opened().findings
    money = {"HON-02", "PAI-03", "BUD-02"}
    group = {"COM-02", "PRE-03", "PRE-04", "ACT-03", "ECH-01", "COH-01", "EVA-01", "NAR-01"}
    assert {one.code for one in found} <= money | group
    assert {one.code for one in found if one.severity.value == "E"} == {"HON-02", "NAR-01"}


@pytest.mark.parametrize("title", [sheet.title for sheet in SHEETS if not sheet.optional])
def test_missing_sheet__is_told_once_whatever_the_rules_want_of_it(title: str) -> None:
    drawn = draw("")
    kept = tuple(sheet for sheet in drawn.raw.sheets if sheet.name != title)
    found = replace(drawn, raw=drawn.raw._replace(sheets=kept)).opened().findings
    assert [one.code for one in found if one.sheet == title] == ["CLA-01"]


def test_sheets_with_headings_alone__make_no_rule_stumble() -> None:
    empty = "\n".join(
        f"| {sheet.title} | {next(iter(sheet.columns.values())).label} |"
        for sheet in SHEETS
        if not sheet.vertical and sheet.title != "Règles"
    )
    found = draw(empty).opened().findings
    work = {"Communes", "Honoraires", "Prestations"}
    assert {one.sheet for one in found} <= work | {
        "Plateformes", "Évaluations", "Leçons", "Narratif",
    }  # fmt: skip
