"""Every language says everything that French says, with the same blanks."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cic_sheets
from cic_sheets.language import LANGUAGES, phrase, said, severity_name
from cic_sheets.language.fr import SENTENCES as FRENCH
from cic_sheets.rules.run import every_rule
from cic_sheets.schema.findings import Finding, Severity, Sum, Word

PACKAGE = Path(cic_sheets.__file__).parent
BLANK = re.compile(r"\{(\w+)[^}]*\}|%\(\w+\)s")
OTHERS = [lang for lang in LANGUAGES if lang != "fr"]


def words() -> Iterator[tuple[str, str]]:
    """Key and French of every `Word` of the package, and of every kind."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Word":
                first, second = (*node.args, None, None)[:2]
                if isinstance(first, ast.Constant) and isinstance(second, ast.Constant):
                    yield str(first.value), str(second.value)
            if isinstance(node, ast.ClassDef):
                held = {
                    target.id: statement.value.value
                    for statement in node.body
                    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
                    for target in statement.targets
                    if isinstance(target, ast.Name)
                }
                if str(held.get("key", "")).startswith("kind."):
                    yield str(held["key"]), str(held["phrase"])


def expected() -> dict[str, str]:
    """Everything that French says: the program's sentences, the rules', the phrases'."""
    from cic_sheets.book.refusals import WHY

    said_in_french = {key: text for key, text in FRENCH.items() if not key.startswith("click.")}
    for rule in every_rule():
        said_in_french |= {f"{rule.code}.says": rule.says, f"{rule.code}.fix": rule.fix}
    for code, (why, advice) in WHY.items():
        said_in_french |= {f"refused.{code}.why": why, f"refused.{code}.advice": advice}
    said_in_french |= {key: text for key, text in words() if key}
    return said_in_french


EXPECTED = expected()


def blanks(text: str) -> set[str]:
    return {match[0] for match in BLANK.finditer(text)}


def test_there_is_much_to_say() -> None:
    assert len(EXPECTED) > 300
    assert {"ar", "en"} <= set(OTHERS)


@pytest.mark.parametrize("lang", OTHERS)
def test_language__says_everything(lang: str) -> None:
    catalogue = importlib.import_module(f"cic_sheets.language.{lang}").SENTENCES
    wanted = set(EXPECTED)
    if lang != "en":  # click speaks English by itself
        wanted |= {key for key in FRENCH if key.startswith("click.")}
    missing = sorted(wanted - set(catalogue))
    assert not missing, f"{len(missing)} sentences missing in {lang}: {missing[:20]}"


@pytest.mark.parametrize("lang", OTHERS)
def test_language__says_nothing_that_french_does_not(lang: str) -> None:
    catalogue = importlib.import_module(f"cic_sheets.language.{lang}").SENTENCES
    assert not sorted(set(catalogue) - set(EXPECTED) - set(FRENCH))


@pytest.mark.parametrize("lang", OTHERS)
def test_language__fills_the_same_blanks(lang: str) -> None:
    catalogue = importlib.import_module(f"cic_sheets.language.{lang}").SENTENCES
    french = {**EXPECTED, **FRENCH}
    wrong = [k for k, text in catalogue.items() if k in french and blanks(text) != blanks(french[k])]
    assert not wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_finding__is_said_in_every_language(lang: str) -> None:
    facts = {"amount": Sum(20, "EUR"), "why": Word("approval.none", "pas d'accord"), "near": ""}
    finding = Finding("DEP-07", Severity.E, "Dépenses", None, "", facts)  # type: ignore[arg-type]
    sentences = said(finding, lang)
    assert sentences.message
    assert sentences.remedy
    assert "{" not in sentences.message + sentences.remedy
    assert severity_name(Severity.E, lang)
    assert phrase("cli.nothing-to-mend", lang)
