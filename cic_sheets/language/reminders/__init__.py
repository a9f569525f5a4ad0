"""What a reminder to a commune says: one catalogue a language, French first.

`tests/reminders` counts what is missing and compares the blanks.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from cic_sheets.language.say import filled
from cic_sheets.schema.findings import Fact


def words(lang: str) -> Mapping[str, str]:
    """Key → sentence, its blanks left open."""
    found: Mapping[str, str] = importlib.import_module(f"{__name__}.{lang}").SENTENCES
    return found


def told(key: str, lang: str, /, **facts: Fact) -> str:
    """A sentence of a reminder.  Raises KeyError for an undeclared key."""
    return filled(words(lang)[key], facts, lang)
