"""What is asked of the client before it is spent: which requests, which estimate, which room."""

# ruff: noqa: E501 - a drawn table is as wide as its sheet

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cic_sheets.report.documents.kind import Document
from cic_sheets.report.model import Figure
from tests.documents.told import documents, paths

SCALES = """
    | Barèmes  | N°   | Catégorie   | Lieu      | Unité   | Montant | Devise | Mode    | Du         | Au |
    |          | B-01 | hébergement |           | nuitée  | 450     | MAD    | plafond | 01/01/2023 |    |
    |          | B-02 | hébergement | Agadir    | nuitée  | 600     | MAD    | plafond | 01/01/2023 |    |
    |          | B-03 | repas       |           | repas   | 80      | MAD    | plafond | 01/01/2023 |    |
    |          | B-04 | déplacement |           | km      | 1,20    | MAD    | forfait | 01/01/2023 |    |
    | Taux     | Mois       | Devise | Unités pour 1 EUR |
    |          | 01/01/2023 | MAD    | 10                |
    |          | 01/02/2023 | MAD    | 12                |
    """
PLANNED = (
    "Vu le 31/01/2023"
    + SCALES
    + """
    | Missions | N°     | Départ           | Retour           | Lieu      | Km  | Repas offerts | Accord |
    |          | MIS-01 | 14/02/2023 07:00 | 16/02/2023 19:00 | Aït Tizza |     | 1             | VAL-01 |
    |          | MIS-02 | 20/03/2023 07:00 | 20/03/2023 19:00 | Agadir    | 100 | 0             |        |
    | Accords  | N°     | Demandé le | Portée  | Catégories | Montant demandé | Décision   | Décidé le | Décidé par | Montant validé |
    |          | VAL-01 | 20/01/2023 | mission |            | 160             | en attente |           |            |                |
    """
)


def amounts(document: Document, name: str) -> Decimal:
    found = document.fields[name].value
    assert isinstance(found, Figure)
    return found.amount


def test_two_planned_missions__are_two_requests() -> None:
    assert paths(PLANNED, "accords") == ["VAL-01", "MIS-02"]
    first, second = (documents(PLANNED)[f"accords/{one}.docx"] for one in ("VAL-01", "MIS-02"))
    assert [row["no"] for row in first.lists["missions"]] == ["MIS-01"]
    assert [row["no"] for row in second.lists["missions"]] == ["MIS-02"]


def test_two_missions_of_one_approval__are_one_request() -> None:
    year = PLANNED.replace("| 0             |        |", "| 0             | VAL-01 |")
    assert paths(year, "accords") == ["VAL-01"]
    request = documents(year)["accords/VAL-01.docx"]
    assert [row["no"] for row in request.lists["missions"]] == ["MIS-01", "MIS-02"]
    dates = (request.fields["du"].value, request.fields["au"].value)
    assert dates == (date(2023, 2, 14), date(2023, 3, 20))


def test_estimate__is_what_the_journey_leaves_room_for_by_the_scales() -> None:
    request = documents(PLANNED)["accords/VAL-01.docx"]
    rows = [
        (row["categorie"], row["bareme"], row["quantite"], row["montant_eur"])
        for row in request.lists["estimation"]
    ]
    said = [
        (name, scale, getattr(quantity, "amount", None), getattr(euros, "amount", None))
        for name, scale, quantity, euros in rows
    ]
    # 2 nights of 450 and 5 - 1 meals of 80 MAD at February's 12; the rest of the 160 EUR asked
    assert said == [
        ("hébergement", "B-01", Decimal(2), Decimal("75.00")),
        ("repas", "B-03", Decimal(4), Decimal("26.67")),
        ("déplacement", "sans barème", None, Decimal("58.33")),
    ]
    assert amounts(request, "estimation") == amounts(request, "montant_demande") == Decimal("160")
    assert request.fields["montant_demande_en_lettres"].value == "cent soixante euros"


def test_mission_without_approval_yet__asks_for_its_estimate_at_the_last_known_rate() -> None:
    request = documents(PLANNED)["accords/MIS-02.docx"]
    rows = {row["categorie"]: row for row in request.lists["estimation"]}
    assert rows["déplacement"]["bareme"] == "B-04"
    assert "hébergement" not in rows  # a day's journey has no night to pay
    assert amounts(request, "montant_demande") == Decimal("10.00") + Decimal("6.67")


def test_scale_of_the_place__comes_before_the_countrys() -> None:
    year = PLANNED.replace("20/03/2023 19:00 | Agadir", "21/03/2023 19:00 | Agadir")
    rows = documents(year)["accords/MIS-02.docx"].lists["estimation"]
    assert [row["bareme"] for row in rows] == ["B-04", "B-02", "B-03"]


def test_room__is_the_ledgers_and_what_is_left_of_it_after() -> None:
    from tests.drawing import draw

    ledger = draw(PLANNED).opened().settlement
    assert ledger is not None
    last = ledger.settlement.ledger[-1]
    request = documents(PLANNED)["accords/VAL-01.docx"]
    assert amounts(request, "marge_du_mois") == last.room_now
    assert amounts(request, "marge_de_la_convention") == last.room_to_end
    assert amounts(request, "marge_apres") == last.room_to_end - Decimal(160)


def test_activity__has_a_budget_of_its_own_and_no_room_under_the_cap() -> None:
    year = PLANNED.replace("| mission |", "| activité |")
    request = documents(year)["accords/VAL-01.docx"]
    assert str(request.fields["marge_apres"].value).startswith("sans objet")


@pytest.mark.parametrize(
    ("answer", "due"),
    [
        ("| en attente |            |", True),
        ("| validé     | 25/01/2023 |", False),
        ("| refusé     | 25/01/2023 |", False),
        ("| validé     | 13/02/2023 |", True),  # not answered yet on that day
    ],
)
def test_request__is_due_until_it_is_answered(answer: str, due: bool) -> None:
    year = f"""
    Vu le 31/01/2023
    | Missions | N°     | Départ           | Retour           | Accord |
    |          | MIS-01 | 14/02/2023 07:00 | 15/02/2023 19:00 | VAL-01 |
    | Accords  | N°     | Demandé le | Décision   | Décidé le  | Décidé par | Montant validé |
    |          | VAL-01 | 20/01/2023 {answer} CT-01      | 300            |
    """
    assert paths(year, "accords") == (["VAL-01"] if due else [])


def test_estimate_in_a_currency_without_rate__says_no_total() -> None:
    year = PLANNED.replace("| 01/01/2023 | MAD    | 10 ", "| 01/01/2023 | USD    | 10 ").replace(
        "| 01/02/2023 | MAD    | 12 ", "| 01/02/2023 | USD    | 12 "
    )
    request = documents(year)["accords/MIS-02.docx"]
    assert [row["montant_eur"] for row in request.lists["estimation"]] == [None] * 2
    assert request.fields["montant_demande"].value is None
    assert request.draft
