"""What the dashboard says: one file a language, by key.

Apart from the program's other sentences, which every command loads.
`tests/dashboard/test_words.py` counts what is missing and compares the blanks.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache

from cic_sheets.language.say import filled
from cic_sheets.schema.findings import Fact


@cache
def sentences(lang: str) -> Mapping[str, str]:
    """Key → sentence; French where a language has none."""
    known: Mapping[str, str] = importlib.import_module(f"{__name__}.fr").SENTENCES
    if lang == "fr":
        return known
    try:
        own: Mapping[str, str] = importlib.import_module(f"{__name__}.{lang}").SENTENCES
    except ModuleNotFoundError:
        return known
    return {**known, **own}


def say(key: str, lang: str = "fr", /, **facts: Fact) -> str:
    """A sentence of the dashboard.  Raises KeyError for an undeclared key."""
    return filled(sentences(lang)[key], facts, lang)
