"""Sentences.  French stands beside each declaration; other languages are one file each.

A catalogue is a module `language/<code>.py` with `SENTENCES`: keys are a rule's code with `.says`
and `.fix`, or the key of a phrase (`kind.day`); `RIGHT_TO_LEFT` and `HABITS` (how figures and days
are written) where they differ.  `tests/test_language.py` counts what is missing and compares the
blanks.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType

from cic_sheets.schema.findings import Fact, Finding, Severity, Sum, Word
from cic_sheets.schema.rules import RULES, Rule
from cic_sheets.values import shown
from cic_sheets.values.named import NamedTuple

_CODE_LETTERS = 2


def _codes() -> list[str]:
    names = [found.name for found in pkgutil.iter_modules([str(Path(__file__).parent)])]
    return sorted(name for name in names if len(name) == _CODE_LETTERS and name != "fr")


LANGUAGES = ("fr", *_codes())
"""French first; every other file of this folder named by a language's code."""


class Said(NamedTuple):
    """A finding in a person's language: what is wrong, how to mend it."""

    message: str
    remedy: str


@cache
def _catalogue(lang: str) -> Mapping[str, str]:
    module = _module(lang)
    habits = getattr(module, "HABITS", None)
    if habits is not None:
        shown.HABITS[lang] = habits
    found: Mapping[str, str] = module.SENTENCES
    return found


def _module(lang: str) -> ModuleType:
    return importlib.import_module(f"cic_sheets.language.{lang}")


def rtl(lang: str) -> bool:
    """Whether the language is written from right to left."""
    return bool(getattr(_module(lang), "RIGHT_TO_LEFT", False))


def phrase(key: str, lang: str = "fr", /, **facts: Fact) -> str:
    """A sentence of the program itself.  Raises KeyError for an undeclared key."""
    found = template(key, lang)
    if found is None:
        raise KeyError(key)
    return filled(found, facts, lang)


def template(key: str, lang: str = "fr") -> str | None:
    """A sentence with its blanks left open, None for an undeclared key."""
    return _catalogue(lang).get(key) or _catalogue("fr").get(key)


def severity_name(severity: Severity, lang: str = "fr") -> str:
    """`Erreur`, `Avertissement`, `Information`."""
    return phrase(f"severity.{severity.value}", lang)


def said(finding: Finding, lang: str = "fr") -> Said:
    """A finding's two sentences.  The place is not in them."""
    declared = RULES[finding.code]
    catalogue = {} if lang == "fr" else _catalogue(lang)
    says = catalogue.get(f"{finding.code}.says", declared.says)
    fix = catalogue.get(f"{finding.code}.fix", declared.fix)
    facts = {"value": finding.value, **finding.facts}
    return Said(_sentence(filled(says, facts, lang)), _sentence(filled(fix, facts, lang)))


def rule_sentences(rule: Rule, lang: str = "fr") -> Said:
    """A rule's two sentences with their blanks shown as « … », for its page."""
    catalogue = {} if lang == "fr" else _catalogue(lang)
    says = catalogue.get(f"{rule.code}.says", rule.says)
    fix = catalogue.get(f"{rule.code}.fix", rule.fix)
    return Said(_sentence(re.sub(_BLANK, _dots, says)), _sentence(re.sub(_BLANK, _dots, fix)))


def _dots(blank: re.Match[str]) -> str:
    return "" if blank[1] in ("near", "hint") else "…"


_BLANK = r"\{(\w+)\}"


def say_word(word: Word, lang: str = "fr") -> str:
    """A phrase with its own translation, French when the language is silent."""
    said_so = word.french if lang == "fr" else _catalogue(lang).get(word.key, word.french)
    return filled(said_so, dict(word.facts), lang) if word.facts else said_so


def _sentence(text: str) -> str:
    text = text.strip()
    if text and text[-1] not in ".!?؟…":
        text += "."
    return text[:1].upper() + text[1:]


def filled(text: str, facts: Mapping[str, Fact], lang: str) -> str:
    """A sentence with its blanks filled, what was typed set apart where Arabic runs around it."""
    if "{" not in text:
        return text
    return text.format_map({name: _shown(name, fact, lang) for name, fact in facts.items()})


def _shown(name: str, fact: Fact, lang: str) -> str:
    if name == "near":
        near = str(fact or "")
        return phrase("near", lang, meant=near) if near else ""
    text = _plain(name, fact, lang)
    return f"\u2068{text}\u2069" if rtl(lang) and text and not isinstance(fact, Word) else text


def _plain(name: str, fact: Fact, lang: str) -> str:
    match fact:
        case None:
            return ""
        case Sum(amount, currency):
            return shown.amount(amount, currency, lang)
        case Word():
            return say_word(fact, lang)
        case Decimal():
            return shown.number(fact, lang)
        case datetime():
            return shown.moment(fact, lang)
        case date():
            spelled = shown.long_day if name == "readings" else shown.day
            return spelled(fact, lang)
        case tuple():
            parts = [_plain(name, part, lang) for part in fact]
            return (phrase("or", lang) if name == "readings" else ", ").join(parts)
        case _:
            return str(fact)
