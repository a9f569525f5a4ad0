"""How the coordinator's words become paragraphs and bullets."""

from __future__ import annotations

import pytest

from cic_sheets.report.model import Bullets, Paragraph
from cic_sheets.report.prose import in_a_cell, prose

P, B = Paragraph, Bullets


@pytest.mark.parametrize(
    ("typed", "blocks"),
    [
        (None, []),
        ("", []),
        (" \n \n ", []),
        ("Un seul.", [P("Un seul.")]),
        ("Un.\n\nDeux.", [P("Un."), P("Deux.")]),
        ("Un.\n \n\n  \nDeux.", [P("Un."), P("Deux.")]),
        ("Une ligne\net la suite.", [P("Une ligne\net la suite.")]),
        ("- a\n- b", [B(("a", "b"))]),
        ("– a\n• b", [B(("a", "b"))]),
        ("Trois choses :\n- a\n- b", [P("Trois choses :"), B(("a", "b"))]),
        ("- a\n- b\nPuis.", [B(("a", "b")), P("Puis.")]),
        ("- a\n  qui continue\n- b", [B(("a qui continue", "b"))]),
        ("-pas un point", [P("-pas un point")]),
        ("Le 3 - 4 mai", [P("Le 3 - 4 mai")]),
        ("- \n- b", [B(("b",))]),
        ("الحصيلة (بالعربية)\n\n- نقطة", [P("الحصيلة (بالعربية)"), B(("نقطة",))]),
    ],
)
def test_prose__empty_lines_make_paragraphs_and_dashes_make_bullets(
    typed: str | None, blocks: list[Paragraph | Bullets]
) -> None:
    assert list(prose(typed)) == blocks


def test_first_words_set_apart__stand_before_the_first_paragraph_only() -> None:
    assert list(prose("Un.\n\nDeux.", "Bilan.")) == [P("Un.", "Bilan."), P("Deux.")]


def test_first_words_set_apart__stand_alone_before_bullets() -> None:
    assert list(prose("- a", "Bilan.")) == [P("", "Bilan."), B(("a",))]


def test_first_words_set_apart__are_not_printed_without_text() -> None:
    assert list(prose("", "Bilan.")) == []


def test_long_text_in_a_cell__keeps_a_line_for_each_paragraph_and_point() -> None:
    assert in_a_cell("Un.\n\n- a\n- b") == "Un.\n– a\n– b"
