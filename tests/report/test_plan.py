"""The plan of the narrative report, as deliverables.md gives it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cic_sheets.report.sections as sections
from cic_sheets.report.plan import the_plan
from cic_sheets.sheets.lists import PLAN
from tests.report.plain import plain, report


def test_plan__has_a_cover_the_fifteen_sections_and_the_annexes_in_order() -> None:
    final = [planned for planned in the_plan() if not planned.drafts]
    assert [planned.number for planned in final] == ["", *map(str, range(1, 16)), *"ABCDEFG"]


def test_plan__names_its_sections_as_the_sheet_narratif_does() -> None:
    assert tuple(p.title for p in the_plan() if p.number.isdigit()) == PLAN


def test_plan__has_one_file_a_section() -> None:
    files = {path.stem for path in Path(sections.__path__[0]).glob("*.py")} - {"__init__"}
    assert {planned.tell.__module__.rpartition(".")[2] for planned in the_plan()} == files
    assert len(files) == len(the_plan())


def test_little_year__is_told_as_its_golden_file_says(golden: Callable[[str, str], None]) -> None:
    told = report("").sections.values()
    text = "\n".join(plain(section) for section in told if section.key != "constats")
    golden("narrative/little-year.txt", text)


_EMPTY = "\n".join(
    f"| {title} | {head} |\n"
    for title, head in (
        ("Prestations", "N°"), ("Missions", "N°"), ("Dépenses", "N°"), ("Activités", "N°"),
        ("Participants", "Activité"), ("Budget", "Code"), ("Plateformes", "N°"), ("Suivi", "N°"),
        ("Échanges", "N°"), ("Cohésion", "N°"), ("Échéances", "N°"), ("Livrables", "Commune"),
        ("Indicateurs", "Code"), ("Mesures", "Indicateur"), ("Financements", "N°"),
        ("Candidatures", "N°"), ("Visibilité", "N°"), ("Plaidoyers", "N°"),
        ("Évaluations", "Évaluateur"), ("Leçons", "N°"),
    )
)  # fmt: skip


def test_year_without_rows__says_sans_objet_in_every_annex_and_invents_nothing() -> None:
    told = report(_EMPTY).sections
    for section in told.values():
        assert section.blocks, section.key
        if section.number.isalpha() and section.key != "constats":
            assert "Sans objet." in plain(section)
    assert plain(told["prestations"]).count("Sans objet.") == 8


def test_section_without_text__waits_for_it_in_a_draft() -> None:
    assert "À compléter" in plain(report("").sections["perspectives"])


def test_section_said_to_be_void__says_only_that() -> None:
    year = """
    | Narratif | Section    | Texte | Sans objet |
    |          | Visibilité |       | oui        |
    """
    assert plain(report(year).sections["visibilite"]) == "10 Visibilité\n\n> Sans objet.\n"


def test_texts_of_one_section__all_go_there_under_their_titles() -> None:
    year = """
    | Narratif | Section | Titre   | Texte        |
    |          | Leçons  |         | D'abord ceci |
    |          | Leçons  | Ensuite | puis cela    |
    |          | Résumé  |         | ailleurs     |
    """
    told = plain(report(year).sections["lecons"])
    assert "D'abord ceci\n\n## Ensuite\n\npuis cela" in told
    assert "ailleurs" not in told


def test_text_titled_with_a_prestation__goes_under_that_prestation() -> None:
    year = """
    | Narratif | Section                    | Titre | Texte              |
    |          | Activités par prestation   | M6    | Des fonds trouvés. |
    """
    told = plain(report(year).sections["prestations"])
    after = told.partition("## M6")[2].partition("## M7")[0]
    assert "Des fonds trouvés." in after
    assert told.count("Des fonds trouvés.") == 1
