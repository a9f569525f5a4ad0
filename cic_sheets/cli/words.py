"""The command's own language: chosen once, before anything is printed.

click's sentences are said in it too, in one place: its modules look `_` and `ngettext` up when
they speak.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import click

from cic_sheets.language import LANGUAGES, phrase, template
from cic_sheets.schema.findings import Fact

_chosen = "fr"


def lang() -> str:
    """The language in which the command speaks."""
    return _chosen


def choose(language: str) -> None:
    """Speak that language from here on."""
    global _chosen
    _chosen = language


def early(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for by `--lang` or CIC_LANG, found before click reads anything."""
    asked = environment.get("CIC_LANG", "fr")
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return asked if asked in LANGUAGES else "fr"


def t(key: str, /, **facts: Fact) -> str:
    """A sentence of the command, in the chosen language."""
    return phrase(f"cli.{key}", _chosen, **facts)


def _click_says(english: str) -> str:
    if _chosen == "en":
        return english
    return template(f"click.{english}", _chosen) or english


def _click_counts(one: str, many: str, count: int) -> str:
    return _click_says(one if count == 1 else many)


def teach_click() -> None:
    """Let click say its sentences through our catalogue."""
    for module in (
        click.core, click.decorators, click.exceptions, click.formatting, click.parser,
        click.types, click.termui,
    ):  # fmt: skip
        if hasattr(module, "_"):
            module._ = _click_says  # type: ignore[attr-defined]
        if hasattr(module, "ngettext"):
            module.ngettext = _click_counts  # type: ignore[attr-defined]


def environment() -> Mapping[str, str]:
    """The process's environment, named so that tests can pass their own."""
    return os.environ
