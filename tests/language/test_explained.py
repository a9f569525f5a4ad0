"""Each rule's page is told in every language: reason, example, source."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import unicodedata
from types import ModuleType

import pytest

from cic_sheets.language import LANGUAGES, rtl
from cic_sheets.language.explained import is_drawn, reason, source
from cic_sheets.rules.run import every_rule
from cic_sheets.schema.rules import Rule
from tests.cli.test_commands import run
from tests.programs import ROOT

OTHERS = [lang for lang in LANGUAGES if lang != "fr"]
RULES = every_rule()
CODE = re.compile(r"\b[A-Z]{3}-\d\d\b")
FRENCH = re.compile(
    r"(?i)\b(le|la|les|des|une|est|dans|avec|pour|qui|que|sans|aussi|ligne|dépense|pièce)\b"
)


def catalogue(lang: str) -> ModuleType:
    return importlib.import_module(f"cic_sheets.language.explained.{lang}")


def prose(text: str) -> list[str]:
    return [block for block in text.split("\n\n") if not is_drawn(block)]


def french(rule: Rule) -> list[str]:
    return prose(inspect.cleandoc(rule.reason))


def parts(rule: Rule) -> list[str]:
    return re.split(r" ; | : ", rule.source)


def test_rules__are_many_and_their_examples_are_told_from_their_reasons() -> None:
    assert len(RULES) > 150
    assert sum(map(len, map(french, RULES))) < 250
    assert not [rule.code for rule in RULES if not french(rule) or "|" in "".join(french(rule))]


@pytest.mark.parametrize("lang", OTHERS)
def test_every_reason__is_told_paragraph_by_paragraph(lang: str) -> None:
    told = {code: len(text.split("\n\n")) for code, text in catalogue(lang).REASONS.items()}
    assert told == {rule.code: len(french(rule)) for rule in RULES}


@pytest.mark.parametrize("lang", OTHERS)
def test_every_source__is_told(lang: str) -> None:
    needed = {part for rule in RULES for part in parts(rule)}
    assert set(catalogue(lang).SOURCES) == needed


@pytest.mark.parametrize("lang", OTHERS)
def test_every_reason__names_the_same_rules(lang: str) -> None:
    wrong = []
    for rule in RULES:
        here, there = french(rule), catalogue(lang).REASONS[rule.code].split("\n\n")
        for mine, theirs in zip(here, there, strict=True):
            if sorted(CODE.findall(mine)) != sorted(CODE.findall(theirs)):
                wrong.append(rule.code)
    assert wrong == []


@pytest.mark.parametrize("lang", OTHERS)
def test_every_page__keeps_its_drawn_years(lang: str) -> None:
    for rule in RULES:
        told = reason(rule, lang).split("\n")
        drawn = [line for line in inspect.cleandoc(rule.reason).split("\n") if "|" in line]
        assert [line for line in told if "|" in line] == drawn


@pytest.mark.parametrize("lang", OTHERS)
def test_every_page__leaves_no_french_above_its_tables(lang: str) -> None:
    above = re.compile(
        r"^(Ou|Attendu|Envoyé|Fichiers|Refusés|Empreintes|Semblables|Textes|Vu le)\b"
    )
    left = [
        (rule.code, line)
        for rule in RULES
        for line in reason(rule, lang).split("\n")
        if above.match(line)
    ]
    assert left == []


def test_english__holds_no_french_word() -> None:
    quoted = re.compile(r'"[^"]*"')
    held = {**catalogue("en").REASONS, **catalogue("en").SOURCES}
    assert not [key for key, text in held.items() if FRENCH.search(quoted.sub("", text))]


@pytest.mark.parametrize("lang", [lang for lang in OTHERS if rtl(lang)])
def test_arabic__isolates_every_latin_word(lang: str) -> None:
    held = {**catalogue(lang).REASONS, **catalogue(lang).SOURCES}
    for key, text in held.items():
        assert text.count("\u2068") == text.count("\u2069"), key
        outside = re.sub("\u2068[^\u2069]*\u2069", "", text)
        assert not re.search("[A-Za-zÀ-ÿ]", outside), (key, outside)
        first = next(sign for sign in outside if sign.isalpha())
        assert unicodedata.bidirectional(first) == "AL", key


def test_french__is_the_rules_own() -> None:
    for rule in RULES:
        assert reason(rule) == inspect.cleandoc(rule.reason)
        assert source(rule) == rule.source


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("would be reimbursed twice", "Or:", "Fingerprints: ", "reimbursed on the basis")),
        ("ar", ("يُسترد مرتين", "أو:", "البصمات:", "تُسترد بناء على وثائق إثبات")),
    ],
)
def test_explain__tells_the_whole_page_in_the_language(lang: str, said: tuple[str, ...]) -> None:
    done = run("explain", "JUS-03", "--lang", lang, cwd=ROOT)
    assert done.returncode == 0
    assert all(words in done.stdout for words in said)
    assert "serait remboursé" not in done.stdout


@pytest.mark.parametrize("lang", LANGUAGES)
def test_explain_json__has_every_rule_in_the_language(lang: str) -> None:
    pages = json.loads(run("explain", "--json", "--lang", lang, cwd=ROOT).stdout)
    by_code = {rule.code: rule for rule in RULES}
    assert {page["code"] for page in pages} == set(by_code)
    for page in pages:
        assert page["reason"] == reason(by_code[page["code"]], lang)
        assert page["source"] == source(by_code[page["code"]], lang)
