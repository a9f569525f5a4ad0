"""What the fields of the templates mean is said in every language."""

from __future__ import annotations

import importlib

import pytest

from cic_sheets.language import LANGUAGES
from cic_sheets.language.documents import meaning
from cic_sheets.render.documents import names_of
from cic_sheets.report.documents.build import KINDS
from cic_sheets.report.fields import FIELDS
from cic_sheets.report.finance import lists

OTHERS = [lang for lang in LANGUAGES if lang != "fr"]
SAME = {"Date", "Motif", "Source", "Description", "Transport"}
"""French that English may leave as it is."""


def meanings() -> set[str]:
    said = {one.meaning for one in FIELDS}
    said |= {says for kind in KINDS for _, says in names_of(kind)}
    said |= {says for one in lists() for says in one.columns.values()}
    return said


@pytest.mark.parametrize("lang", OTHERS)
def test_meanings__are_all_said(lang: str) -> None:
    missing = sorted(french for french in meanings() - SAME if meaning(french, lang) == french)
    assert len(meanings()) > 350
    assert not missing, f"{len(missing)} meanings missing in {lang}: {missing}"


def test_meanings__are_known_in_all_languages_alike() -> None:
    known = {lang: set(_catalogue(lang)) for lang in OTHERS}
    assert len({frozenset(one) for one in known.values()}) == 1


def _catalogue(lang: str) -> dict[str, str]:
    found: dict[str, str] = importlib.import_module(
        f"cic_sheets.language.documents.fields_{lang}"
    ).SENTENCES
    return found
