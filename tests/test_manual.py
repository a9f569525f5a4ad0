"""The reference pages are what the declarations say."""

from __future__ import annotations

import pytest

from cic_sheets.manual import HELP, pages

PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_reference_page__is_the_one_that_the_declarations_make(name: str) -> None:
    found = (HELP / name).read_text("utf-8")
    assert found == PAGES[name], f"{name} is out of date: run `make golden`, then read it"


def test_reference_pages__name_every_sheet_and_rule() -> None:
    from cic_sheets.rules.run import every_rule
    from cic_sheets.schema.sheets import SHEETS

    assert len(SHEETS) == 35
    assert all(f"### {sheet.title}\n" in PAGES["feuilles.md"] for sheet in SHEETS)
    rules = every_rule()
    assert len(rules) > 60
    assert all(f"### {rule.code} " in PAGES["regles.md"] for rule in rules)
