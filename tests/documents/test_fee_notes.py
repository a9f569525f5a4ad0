"""Which months have a fee note, and what it says."""

from __future__ import annotations

from decimal import Decimal

from cic_sheets.report.model import Figure
from tests.documents.told import documents, paths

TWO_MONTHS = """
    Vu le 31/03/2023
    | Honoraires  | N°   | Mois       | Émise le   |
    |             | H-01 | 01/01/2023 | 31/01/2023 |
    |             | H-02 | 01/03/2023 | 31/03/2023 |
    | Prestations | N°   | Date       | Prestation | Durée (h) |
    |             | P-01 | 17/01/2023 | M5         | 6,5       |
    |             | P-02 | 05/01/2023 | M2         | 2         |
    |             | P-03 | 10/01/2023 | M5         | 1         |
    """


def test_month_without_note_nor_services__has_no_document() -> None:
    assert "2023-02" not in " ".join(paths(TWO_MONTHS, "honoraires"))


def test_month_billed_without_services__is_a_draft_that_says_so() -> None:
    assert paths(TWO_MONTHS, "honoraires")[-1] == "2023-03 brouillon"
    note = documents(TWO_MONTHS)["honoraires/2023-03.docx"]
    assert note.lists["prestations"] == ()
    assert note.fields["mention_prestations"].value == (
        "Aucune prestation n'est inscrite pour ce mois."
    )


def test_services__stand_from_m1_to_m8_then_by_date_with_their_hours() -> None:
    note = documents(TWO_MONTHS)["honoraires/2023-01.docx"]
    rows = note.lists["prestations"]
    assert [row["no"] for row in rows] == ["P-02", "P-03", "P-01"]
    assert [row["code"] for row in note.lists["par_prestation"]] == ["M2", "M5"]
    hours = [row["heures"] for row in note.lists["par_prestation"]]
    assert [one.amount for one in hours if isinstance(one, Figure)] == [Decimal(2), Decimal("7.5")]
    whole = note.fields["heures"].value
    assert isinstance(whole, Figure)
    assert (whole.amount, whole.currency) == (Decimal("9.5"), "h")
    assert len(whole.origins) == 3


def test_month_with_services_and_no_note__is_a_draft_for_what_the_rule_owes() -> None:
    year = """
    Vu le 28/02/2023
    | Règles      | Règle              | Valeur |
    |             | nombres_en_lettres | france |
    | Honoraires  | N°   | Mois       | Émise le   |
    |             | H-01 | 01/01/2023 | 31/01/2023 |
    | Prestations | N°   | Date       |
    |             | P-01 | 17/01/2023 |
    |             | P-02 | 17/02/2023 |
    """
    assert paths(year, "honoraires")[1] == "2023-02 brouillon"
    note = documents(year)["honoraires/2023-02.docx"]
    assert note.fields["note_numero"].value is None
    owed = note.fields["montant"].value
    assert isinstance(owed, Figure)
    assert (owed.amount, owed.currency) == (Decimal("480.00"), "EUR")
    assert note.fields["montant_en_lettres"].value == "quatre cent quatre-vingts euros"


def test_month_that_is_not_over__has_no_document_until_it_is_billed() -> None:
    year = """
    Vu le {day}
    | Honoraires  | N°   | Mois       | Émise le   |
    |             | H-01 | 01/01/2023 | 25/01/2023 |
    | Prestations | N°   | Date       |
    |             | P-01 | 17/01/2023 |
    """
    assert paths(year.format(day="20/01/2023"), "honoraires") == []
    assert paths(year.format(day="26/01/2023"), "honoraires") == ["2023-01"]


def test_contract_that_begins_in_the_middle_of_a_month__counts_its_own_months() -> None:
    year = """
    Vu le 20/02/2023
    | Convention  | Début      | Fin        |
    |             | 15/01/2023 | 14/01/2024 |
    | Honoraires  | N°   | Mois       | Émise le   |
    |             | H-01 | 15/01/2023 | 14/02/2023 |
    | Prestations | N°   | Date       |
    |             | P-01 | 10/02/2023 |
    """
    note = documents(year)["honoraires/2023-01.docx"]
    assert [row["no"] for row in note.lists["prestations"]] == ["P-01"]


def test_mistyped_amount__is_not_said_in_words_and_makes_a_draft() -> None:
    year = """
    Vu le 31/01/2023
    | Honoraires  | N°   | Mois       | Émise le   | Montant |
    |             | H-01 | 01/01/2023 | 31/01/2023 | 480,123 |
    | Prestations | N°   | Date       |
    |             | P-01 | 17/01/2023 |
    """
    assert paths(year, "honoraires") == ["2023-01 brouillon"]
    assert documents(year)["honoraires/2023-01.docx"].fields["montant_en_lettres"].value is None


def test_an_error_of_another_month__leaves_this_one_final() -> None:
    year = """
    Vu le 28/02/2023
    | Honoraires  | N°   | Mois       | Émise le   | Montant |
    |             | H-01 | 01/01/2023 | 31/01/2023 | 480     |
    |             | H-02 | 01/02/2023 | 28/02/2023 | 520     |
    | Prestations | N°   | Date       |
    |             | P-01 | 17/01/2023 |
    |             | P-02 | 17/02/2023 |
    """
    assert paths(year, "honoraires") == ["2023-01", "2023-02 brouillon"]


def test_a_legal_mention_that_is_missing__holds_every_note_back_and_no_declaration() -> None:
    year = """
    Vu le 31/01/2023
    | Convention    | ICE |
    |               |     |
    | Honoraires    | N°   | Mois       | Émise le   |
    |               | H-01 | 01/01/2023 | 31/01/2023 |
    | Prestations   | N°   | Date       |
    |               | P-01 | 17/01/2023 |
    """
    assert paths(year, "honoraires") == ["2023-01 brouillon"]
    note = documents(year)["honoraires/2023-01.docx"]
    assert {row["libelle"]: row["valeur"] for row in note.lists["identifiants"]}["ICE"] == "n.d."


def test_confidential_service__counts_and_is_not_printed() -> None:
    year = """
    Vu le 31/01/2023
    | Prestations | N°   | Date       | Durée (h) | Description | Communes | Confidentiel |
    |             | P-01 | 17/01/2023 | 3         | Motmuet     | C01      | oui          |
    """
    note = documents(year)["honoraires/2023-01.docx"]
    assert "Motmuet" not in str(note.lists)
    assert note.lists["prestations"][0]["communes"] == ""
    whole = note.fields["heures"].value
    assert isinstance(whole, Figure)
    assert whole.amount == 3


def test_without_a_convention__no_note_and_nothing_raised() -> None:
    year = """
    | Convention | Début | Fin |
    |            |       |     |
    """
    assert paths(year, "honoraires") == []
