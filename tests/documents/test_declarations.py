"""Lost-receipt declarations: one a receipt, with its lines and what is left of the ceilings."""

# ruff: noqa: E501 - a drawn table is as wide as its sheet

from __future__ import annotations

from decimal import Decimal

from cic_sheets.report.model import Figure
from cic_sheets.report.status import status_of
from tests.documents.told import documents, paths
from tests.drawing import draw

YEAR = """
    Vu le 31/01/2023
    | Taux          | Mois       | Devise | Unités pour 1 EUR |
    |               | 01/01/2023 | MAD    | 10                |
    | Dépenses      | N°    | Date       | Catégorie   | Unité  | Libellé    | Montant | Devise | Justificatifs | Remarque          |
    |               | D-001 | 17/01/2023 | déplacement | trajet | Grand taxi | 60      | MAD    | J-001         | Le taxi sans reçu |
    |               | D-002 | 17/01/2023 | déplacement | trajet | Parking    | 90      | MAD    | J-002         |                   |
    |               | D-003 | 17/01/2023 | déplacement | trajet | Péage      | 90      | MAD    | J-003         |                   |
    | Justificatifs | N°    | Type        | Date       | Montant | Devise | Objet en français | Fichier             |
    |               | J-001 | attestation | 17/01/2023 | 60      | MAD    | Deux courses      | justificatifs/1.pdf |
    |               | J-002 | attestation | 17/01/2023 | 90      | MAD    |                   | justificatifs/2.pdf |
    |               | J-003 | facture     | 17/01/2023 | 90      | MAD    |                   | justificatifs/3.pdf |
    """


def figure(path: str, name: str, year: str = YEAR) -> Decimal:
    found = documents(year)[path].fields[name].value
    assert isinstance(found, Figure)
    return found.amount


def test_declarations__are_those_of_that_type_alone() -> None:
    assert paths(YEAR, "declarations") == ["J-001", "J-002"]


def test_declaration__says_its_amount_in_figures_and_in_words_with_its_line() -> None:
    one = documents(YEAR)["declarations/J-001.docx"]
    assert one.fields["montant"].value == Figure(
        Decimal(60), "MAD", one.fields["montant"].origins, ("J-001",)
    )
    assert one.fields["montant_en_lettres"].value == "soixante dirhams"
    assert one.fields["lignes"].value == "D-001"
    assert one.fields["objet"].value == "Deux courses"
    assert [row["libelle"] for row in one.lists["depenses"]] == ["Grand taxi"]


def test_reason__is_the_lines_remark_or_dots_to_write_on() -> None:
    told = documents(YEAR)
    assert told["declarations/J-001.docx"].fields["circonstances"].value == "Le taxi sans reçu"
    assert str(told["declarations/J-002.docx"].fields["circonstances"].value).startswith("………")


def test_ceilings__are_shared_by_all_declarations_of_the_year() -> None:
    for path in ("declarations/J-001.docx", "declarations/J-002.docx"):
        assert figure(path, "plafond_ligne") == 20
        assert figure(path, "plafond_annee") == 200
        assert figure(path, "utilise_annee") == Decimal("15.00")
        assert figure(path, "reste_annee") == Decimal("185.00")
    assert figure("declarations/J-001.docx", "montant_eur") == Decimal("6.00")


def test_line_over_its_ceiling__takes_the_ceiling_and_leaves_nothing_of_it() -> None:
    year = YEAR.replace("| Parking    | 90 ", "| Parking    | 500 ").replace(
        "| J-002 | attestation | 17/01/2023 | 90 ", "| J-002 | attestation | 17/01/2023 | 500 "
    )
    assert figure("declarations/J-002.docx", "montant_eur", year) == Decimal("20.00")
    (row,) = documents(year)["declarations/J-002.docx"].lists["depenses"]
    left = row["reste"]
    assert isinstance(left, Figure)
    assert left.amount == 0


def test_declaration_that_no_line_names__is_a_draft() -> None:
    year = YEAR.replace("| J-002         |", "| J-003         |")
    assert "J-002 brouillon" in paths(year, "declarations")


def test_declaration_of_a_later_day__is_not_told_yet() -> None:
    assert paths(YEAR.replace("Vu le 31/01/2023", "Vu le 10/01/2023"), "declarations") == []


def test_status__counts_what_holds_declarations_back_and_names_those_that_lack_something() -> None:
    book = draw(YEAR.replace("| J-002         |", "| J-003         |")).opened()
    found = {one.name: one for one in status_of(book.year, book.findings).deliverables}
    assert found["declarations"].missing == ("J-002",)
    assert "requests" not in found  # nothing is asked for
