"""Evaluation forms: whom they are for, in both languages, without any mark already given."""

# ruff: noqa: E501 - a drawn table is as wide as its sheet

from __future__ import annotations

from cic_sheets.render.documents import fill_document
from cic_sheets.report.documents.evaluation import ARABIC
from cic_sheets.sheets.lists import CRITERIA
from tests.documents.told import documents, part, paths, template, text

YEAR = """
    Vu le 30/06/2023
    | Communes    | Code | Commune     | الجماعة | Entrée     | Sortie     |
    |             | C01  | Aït Tizza   | أيت تيزة |            |            |
    |             | C02  | Partie      |         |            | 31/01/2023 |
    |             | C03  | À venir     |         | 01/07/2023 |            |
    |             | C04  | واد الزيتون |         |            |            |
    | Évaluations | Évaluateur | Commune | Critère             | Note (1-5) | Commentaire | Confidentiel |
    |             | Motmuet    | C01     | animation du groupe | 5          | Motmuet     | non          |
    """


def test_forms__are_for_the_communes_of_the_group_on_that_day() -> None:
    assert [one.partition(" ")[0] for one in paths(YEAR, "evaluations")] == ["ait-tizza", "C04"]


def test_criteria__are_those_of_the_list_in_its_order() -> None:
    form = documents(YEAR)["evaluations/ait-tizza.docx"]
    said = [str(row["critere"]).casefold() for row in form.lists["criteres"]]
    assert said == [name.casefold() for name in CRITERIA.values]
    assert [row["no"] for row in form.lists["criteres"]] == [*range(1, len(said) + 1)]


def test_every_declared_criterion__has_its_arabic() -> None:
    assert set(ARABIC) == set(CRITERIA.values)
    assert all("\u0600" <= word[0] <= "\u06ff" for word in ARABIC.values())


def test_form__shows_nothing_that_was_answered() -> None:
    form = documents(YEAR)["evaluations/ait-tizza.docx"]
    assert "Motmuet" not in text(fill_document(template("evaluations"), form))


def test_arabic__reads_from_the_right_in_fonts_of_its_own() -> None:
    form = documents(YEAR)["evaluations/ait-tizza.docx"]
    body = part(fill_document(template("evaluations"), form))
    for words in ("أيت تيزة", ARABIC["animation du groupe"], "التقييم السنوي للتنسيق"):
        paragraph = next(one for one in body.split("<w:p>") if words in one)
        assert "<w:bidi/>" in paragraph
        assert "<w:rtl/>" in paragraph.split(words)[0]
    styles = part(template("evaluations"), "word/styles.xml")
    assert 'w:cs="Arial"' in styles
    arabic = styles.partition('w:styleId="Arabe"')[2].partition("</w:style>")[0]
    assert "<w:szCs " in arabic
    assert "<w:bidi/>" in arabic
