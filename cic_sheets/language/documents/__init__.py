"""What documents say of their own, in other languages: one file each, by the French sentence.

French stands where it is declared, in `report`.  A catalogue is a module `<code>.py` with
`SENTENCES` (French, blanks and all → the same in that language), `COUNTED` (a French noun → its
forms) and `form` (a number → which of the forms).  What a catalogue lacks stays French.
`tests/language/test_documents.py` counts what is missing and compares the blanks.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

from cic_sheets.language.say import LANGUAGES
from cic_sheets.values import shown
from cic_sheets.values.named import NamedTuple


class _Catalogue(NamedTuple):
    sentences: Mapping[str, str]
    counted: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]


@cache
def _catalogue(lang: str) -> _Catalogue | None:
    if lang == "fr" or lang not in LANGUAGES:
        return None
    try:
        module = importlib.import_module(f"{__name__}.{lang}")
    except ModuleNotFoundError:  # a language that says the program's messages only
        return None
    return _Catalogue(module.SENTENCES, module.COUNTED, module.form)


def sentence(french: str, lang: str) -> str:
    """A sentence or a word of the documents, its blanks left open."""
    known = _catalogue(lang)
    return known.sentences.get(french, french) if known else french


@cache
def _meanings(lang: str) -> Mapping[str, str]:
    try:
        found: Mapping[str, str] = importlib.import_module(f"{__name__}.fields_{lang}").SENTENCES
    except ModuleNotFoundError:
        return {}
    return found


def meaning(french: str, lang: str) -> str:
    """What a field that a template may use means."""
    return french if lang == "fr" else _meanings(lang).get(french) or sentence(french, lang)


def counted(number: int, one: str, many: str, lang: str) -> str:
    """`1 mission`, `3 missions`: the noun as the number wants it; French counts 0 with one."""
    figure = shown.number(Decimal(number), lang)
    known = _catalogue(lang)
    forms = known.counted.get(one) if known else None
    if known is None or forms is None:
        return f"{figure}{shown.NBSP}{one if number < 2 else many or f'{one}s'}"
    return forms[known.form(number)].format(n=figure)
