"""Every language says everything that French says, with the same blanks."""

from __future__ import annotations

import ast
import importlib
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import cic_sheets
from cic_sheets.language import LANGUAGES, phrase, rtl, said, severity_name
from cic_sheets.language.fr import SENTENCES as FRENCH
from cic_sheets.rules.hits import in_words
from cic_sheets.rules.run import every_rule
from cic_sheets.schema.findings import Finding, Severity, Sum, Word
from cic_sheets.values.days import Month
from cic_sheets.values.shown import amount

PACKAGE = Path(cic_sheets.__file__).parent
KEY = re.compile(r"[a-z]+(\.[a-z_]+)?")
BLANK = re.compile(r"\{(\w+)[^}]*\}|%\(\w+\)s")
OTHERS = [lang for lang in LANGUAGES if lang != "fr"]


def words() -> Iterator[tuple[str, str]]:
    """Key and French of every `Word` of the package, and of every kind."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        yield from _said_in_calls(tree)
        yield from _said_by_kinds(tree)
    for number in range(1, 13):
        yield f"month.{number}", in_words(Month(2023, number)).french


def _said_in_calls(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What `Word("key", "French")` says, and every call of a function that makes a `Word`."""
    makers = {"Word"} | {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and getattr(node.returns, "id", "") == "Word"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in makers and node.args:
            key = node.args[0]
            if isinstance(key, ast.Constant) and KEY.fullmatch(str(key.value)):
                yield str(key.value), _text(node.args[1], tree)


def _text(node: ast.expr, tree: ast.Module) -> str:
    """A string, or the one that a name of the module stood for last.  Raises if there is none."""
    if isinstance(node, ast.Name):
        held = [
            statement
            for statement in ast.walk(tree)
            if isinstance(statement, ast.Assign)
            and any(getattr(target, "id", "") == node.id for target in statement.targets)
        ]
        before = [one for one in held if one.lineno < node.lineno]
        node = max(before or held, key=lambda one: one.lineno).value
    assert isinstance(node, ast.Constant), ast.unparse(node)
    return str(node.value)


def _said_by_kinds(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """`key` and `phrase` of a class, and of a kind that changes both as it is made."""
    for node in ast.walk(tree):
        held: dict[str, str] = {}
        for inner in ast.walk(node) if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, ast.Assign):
                held |= _held(inner.targets[0], inner.value)
                if held.get("key", "").startswith("kind.") and "phrase" in held:
                    yield held["key"], held["phrase"]


def _held(target: ast.expr, value: ast.expr) -> dict[str, str]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = list(zip(target.elts, value.elts, strict=True))
    else:
        pairs = [(target, value)]
    return {
        str(getattr(name, "attr", getattr(name, "id", ""))): str(text.value)
        for name, text in pairs
        if isinstance(text, ast.Constant)
    }


def expected() -> dict[str, str]:
    """Everything that French says: the program's sentences, the rules', the phrases'."""
    from cic_sheets.book.refusals import WHY
    from cic_sheets.report.finance_cuts import DETAILS
    from cic_sheets.report.finance_reasons import REASONS

    said_in_french = {key: text for key, text in FRENCH.items() if not key.startswith("click.")}
    for rule in every_rule():
        said_in_french |= {f"{rule.code}.says": rule.says, f"{rule.code}.fix": rule.fix}
    for code, (why, advice) in WHY.items():
        said_in_french |= {f"refused.{code}.why": why, f"refused.{code}.advice": advice}
    for cause, why in REASONS.items():  # in French, the report and the command say the same
        said_in_french[f"cut.{cause}"] = why + DETAILS.get(cause, "")
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
    wrong = [
        k for k, text in catalogue.items() if k in french and blanks(text) != blanks(french[k])
    ]
    assert not wrong


@pytest.mark.parametrize("lang", [lang for lang in OTHERS if rtl(lang)])
def test_language__begins_from_the_right_what_is_read_from_the_right(lang: str) -> None:
    """Excel and terminals take the direction from the first letter that no isolate hides."""
    catalogue = importlib.import_module(f"cic_sheets.language.{lang}").SENTENCES
    letters = {key: _first_letter(text) for key, text in catalogue.items()}
    wrong = [
        key
        for key, letter in letters.items()
        if letter and key != "cli.metavar.shell" and unicodedata.bidirectional(letter) == "L"
    ]
    assert not wrong


def _first_letter(text: str) -> str:
    shown = re.sub(r"\u2068[^\u2069]*\u2069", "", BLANK.sub("", text))
    return next((sign for sign in shown if sign.isalpha()), "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_finding__of_every_rule_is_said_in_every_language(lang: str) -> None:
    for rule in every_rule():
        names = {match[1] for match in BLANK.finditer(rule.says + rule.fix)}
        facts = {name: Word("approval.none", "aucun accord n'est cité") for name in names}
        finding = Finding(rule.code, Severity.E, "Dépenses", None, "", facts)
        sentences = said(finding, lang)
        assert sentences.message
        assert sentences.remedy
        assert "{" not in sentences.message + sentences.remedy


@pytest.mark.parametrize("lang", LANGUAGES)
def test_finding__tells_its_figures_as_the_language_writes_them(lang: str) -> None:
    paid, expected, difference = (Sum(Decimal(n), "EUR") for n in (20, 30, 10))
    facts = {"paid": paid, "expected": expected, "difference": difference, "what": "H-01"}
    finding = Finding("PAI-01", Severity.E, "Paiements", None, "", facts)  # type: ignore[arg-type]
    message = said(finding, lang).message
    assert amount(Decimal(20), "EUR", lang) in message
    assert amount(Decimal(30), "EUR", lang) in message


@pytest.mark.parametrize("lang", LANGUAGES)
def test_program__has_names_for_severities(lang: str) -> None:
    names = {severity_name(severity, lang) for severity in Severity}
    assert len(names) == len(Severity)
    assert phrase("cli.nothing-to-mend", lang)
