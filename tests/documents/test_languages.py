"""Documents whose models are French keep French words, whatever the language of the reports."""

from __future__ import annotations

import pytest

from cic_sheets.pipeline import open_book
from cic_sheets.render.documents import given
from cic_sheets.report.documents.build import documents_of
from cic_sheets.report.plan import Material
from tests.programs import ROOT


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_words_of_a_document__are_those_of_its_model(lang: str) -> None:
    book = open_book(ROOT / "workbooks" / "2023.xlsx")
    material = Material(book.year, tuple(book.findings), book.is_draft)
    compared = 0
    for document in documents_of(material):
        french, other = given(document, "fr"), given(document, lang)
        typed = {name for name, field in document.fields.items() if isinstance(field.value, str)}
        assert {name: other.fields[name] for name in typed} == {
            name: french.fields[name] for name in typed
        }
        for name, rows in document.lists.items():
            for place, row in enumerate(rows):
                for column, value in row.items():
                    if isinstance(value, str):
                        compared += 1
                        assert (
                            other.lists[name][place][column] == (french.lists[name][place][column])
                        )
    assert compared > 100
