"""A rule's page in other languages: its reason, its drawn years, its source.

French stands in the rule itself (`rule.reason`, `rule.source`); a catalogue is a module `<code>.py`
that only `cic explain` loads.  Tables stay as the workbook has them: its sheets, headings and
values are French in every language.  `tests/language/test_explained.py` counts what is missing.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from types import ModuleType

from cic_sheets.language.say import LANGUAGES, rtl
from cic_sheets.schema.rules import Rule

_ABOVE = re.compile(
    r"(Ou|Attendu|Envoyé, puis|Fichiers|Refusés|Empreintes|Semblables|Textes) :|(Vu le)(?= \d)"
)
"""What may stand above a drawn table, or alone between two."""
_JOINED = re.compile(r"( ; | : )")


def _catalogue(lang: str) -> ModuleType | None:
    if lang == "fr" or lang not in LANGUAGES:
        return None
    try:
        return importlib.import_module(f"{__name__}.{lang}")
    except ModuleNotFoundError:  # a language that says the program's messages only
        return None


def reason(rule: Rule, lang: str = "fr") -> str:
    """Why the rule exists, and its examples."""
    french = inspect.cleandoc(rule.reason)
    known = _catalogue(lang)
    if known is None:
        return french
    told: Iterator[str] = iter(known.REASONS.get(rule.code, "").split("\n\n"))
    blocks = (
        _drawn(block, known, lang) if is_drawn(block) else next(told, "") or block
        for block in french.split("\n\n")
    )
    return "\n\n".join(blocks)


def is_drawn(block: str) -> bool:
    """Whether it is a drawn year, or what stands between two, and no prose."""
    return any(line.lstrip().startswith("|") for line in block.split("\n")) or bool(
        _ABOVE.match(block)
    )


def _drawn(block: str, known: ModuleType, lang: str) -> str:
    return "\n".join(_above(line, known, lang) for line in block.split("\n"))


def _above(line: str, known: ModuleType, lang: str) -> str:
    found = _ABOVE.match(line)
    if found is None:
        return line
    rest = line[found.end() :].strip()
    told: str = known.DRAWN[found[1] or found[2]]
    return f"{told} {_apart(rest, lang)}" if rest else told


def _apart(text: str, lang: str) -> str:
    return f"\u2068{text}\u2069" if rtl(lang) else text


def source(rule: Rule, lang: str = "fr") -> str:
    """The clause of the announcement or the section of the specification."""
    known = _catalogue(lang)
    if known is None:
        return rule.source
    parts = _JOINED.split(rule.source)
    return "".join(known.SOURCES.get(part) or known.BETWEEN.get(part, part) for part in parts)
