"""Expenses: first and last days, thresholds to the cent, one fault one finding."""

from __future__ import annotations

import pytest

from cic_sheets.language.say import said
from cic_sheets.values.shown import NBSP
from tests.rules.seen import Seen, cells, findings

HEADS = "N° | Date | Imputation | Mission | Activité | Catégorie | Montant | Devise"
"""Columns of the rows below, unless a test names its own."""

PARTS = ("DEP", "JUS", "MIS", "BAR", "TAU", "CEL", "ACC")


def expenses(*rows: str, heads: str = HEADS, others: str = "", as_of: str = "31/12/2023") -> str:
    drawn = "\n".join(f"| | {row} |" for row in rows)
    return f"Vu le {as_of}\n{others}\n| Dépenses | {heads} |\n{drawn}"


def table(sheet: str, heads: str, *rows: str) -> str:
    return f"| {sheet} | {heads} |\n" + "\n".join(f"| | {row} |" for row in rows) + "\n"


def told(drawn: str) -> Seen:
    return cells(drawn, *PARTS)


def test_sound_line__has_no_finding() -> None:
    assert told(expenses("D-001 | 18/01/2023 | mission | MIS-01 | | hébergement | 900 | MAD")) == []


# --- DEP-02 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "inside", "outside"),
    [
        ("01/01/2023", "31/12/2023", ["01/01/2023", "31/12/2023"], ["31/12/2022", "01/01/2024"]),
        ("15/03/2023", "14/03/2024", ["15/03/2023", "29/02/2024"], ["14/03/2023", "15/03/2024"]),
        ("01/03/2023", "29/02/2024", ["29/02/2024"], ["01/03/2024"]),
    ],
)
def test_date__is_judged_by_the_convention_s_own_days(
    start: str, end: str, inside: list[str], outside: list[str]
) -> None:
    convention = table("Convention", "Début | Fin", f"{start} | {end}")
    rows = [f"D-{n} | {day}" for n, day in enumerate([*inside, *outside])]
    found = cells(expenses(*rows, heads="N° | Date", others=convention), "DEP-02")
    assert len(found) == len(outside)
    assert found[0][1] == f"Dépenses!B{2 + len(inside)}"


def test_date__after_the_convention_is_told_though_the_line_is_still_to_come() -> None:
    drawn = expenses("D-001 | 02/01/2024", heads="N° | Date", as_of="31/01/2023")
    assert cells(drawn, "DEP-02") == [("DEP-02", "Dépenses!B2")]


def test_convention__that_ends_before_it_starts_puts_no_line_outside() -> None:
    convention = table("Convention", "Début | Fin", "01/01/2023 | 31/12/2022")
    assert cells(expenses("D-001 | 18/01/2023", heads="N° | Date", others=convention), "DEP") == []


# --- DEP-03, 19, 20: one imputation, one finding --------------------------------------------------

CHARGED = "N° | Imputation | Mission | Activité | Ligne budgétaire | Catégorie | Unité"
ACTIVITY = table("Activités", "N°", "A-01") + table("Budget", "Code | Activité", "A-01-x | A-01")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("mission | | | | repas |", [("DEP-03", "Dépenses!C2")]),
        ("mission | | A-01 | | impression |", [("DEP-03", "Dépenses!C2")]),
        ("activité | | | | impression |", [("DEP-03", "Dépenses!C2")]),
        ("activité | MIS-01 | | | impression |", [("DEP-03", "Dépenses!C2")]),
        ("activité | MIS-01 | A-01 | | impression |", [("DEP-20", "Dépenses!C2")]),
        ("activité | MIS-01 | A-01 | A-01-x | impression |", [("DEP-20", "Dépenses!C2")]),
        ("activité | | A-01 | | impression |", [("DEP-19", "Dépenses!F2")]),
        ("activité | | A-99 | | impression |", []),  # CEL-06
        ("communication | | | | hébergement |", [("DEP-03", "Dépenses!C2")]),
        ("communication | | | | impression |", [("DEP-03", "Dépenses!G2")]),
        ("communication | MIS-01 | A-01 | | internet |", [("DEP-03", "Dépenses!C2")]),
        ("mission | MIS-99 | | | repas |", []),  # CEL-06
        ("missions | | | | repas |", []),  # CEL-05
    ],
)
def test_wrong_imputation__is_told_once(row: str, expected: Seen) -> None:
    drawn = expenses(f"D-001 | {row}", heads=CHARGED, others=ACTIVITY)
    assert cells(drawn, "DEP-03", "DEP-19", "DEP-20") == expected


# --- DEP-12 to DEP-16 ----------------------------------------------------------------------------


@pytest.mark.parametrize("credited", ["D-001", "d-001"])
def test_credit__of_a_line_has_no_finding(credited: str) -> None:
    drawn = expenses("D-001 | 900 |", f"D-002 | -900 | {credited}", heads="N° | Montant | Avoir de")
    assert told(drawn) == []


def test_credits__of_each_other_are_both_told() -> None:
    rows = ("D-001 | -9 | D-002", "D-002 | -9 | D-001")
    drawn = expenses(*rows, heads="N° | Montant | Avoir de")
    assert cells(drawn, "DEP-12") == [("DEP-12", "Dépenses!V2"), ("DEP-12", "Dépenses!V3")]


RATES = table(
    "Taux", "Mois | Devise | Unités pour 1 EUR", "01/01/2023 | MAD | 10", "01/01/2023 | USD | 1,25"
)


@pytest.mark.parametrize(
    ("paid", "is_told"),
    [
        ("5000 | MAD", False),
        ("5000,01 | MAD", True),
        ("500 | EUR", False),
        ("500,01 | EUR", True),
        ("625 | USD", False),
        ("626 | USD", True),
        ("-9000 | MAD", False),
    ],
)
def test_cash__is_told_from_one_cent_above_the_threshold(paid: str, is_told: bool) -> None:
    heads = "N° | Montant | Devise | Mode de paiement"
    drawn = expenses(f"D-001 | {paid} | espèces", heads=heads, others=RATES)
    assert bool(cells(drawn, "DEP-13")) is is_told


def test_cash__in_a_currency_without_rate_is_not_judged() -> None:
    heads = "N° | Date | Montant | Devise | Mode de paiement"
    drawn = expenses("D-001 | 18/02/2023 | 9000 | EUR | espèces", heads=heads, others=RATES)
    assert cells(drawn, "DEP-13") == []


@pytest.mark.parametrize(
    ("spent", "is_told"), [("01/12/2023", True), ("02/12/2023", False), ("01/03/2024", False)]
)
def test_claim__may_be_ninety_days_old_over_a_leap_day(spent: str, is_told: bool) -> None:
    others = table("Convention", "Début | Fin", "01/04/2023 | 31/03/2024") + table(
        "Demandes", "N° | Envoyée le | Du | Au", "DEM-01 | 01/03/2024 | 01/11/2023 | 01/03/2024"
    )
    drawn = expenses(f"D-001 | {spent}", heads="N° | Date", others=others, as_of="31/03/2024")
    assert bool(cells(drawn, "DEP-16")) is is_told


# --- DEP-09, 10, 14: the same cost twice ---------------------------------------------------------

LOOKS = "N° | Date | Fournisseur | Montant | Justificatifs"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_copied_line__is_told_at_the_later_number_wherever_it_stands(
    order: tuple[int, int],
) -> None:
    rows = ["D-009 | 18/01/2023 | Taxi | 40 | J-001", "D-010 | 18/01/2023 | Taxi | 40 |"]
    found = findings(expenses(*(rows[at] for at in order), heads=LOOKS), "DEP-09")
    assert [(one.row, one.facts["other"]) for one in found] == [("D-010", "D-009")]


def test_line__copied_with_its_number_is_told_by_its_number_alone() -> None:
    rows = ["D-001 | 18/01/2023 | Taxi | 40 | J-001"] * 2
    assert cells(expenses(*rows, heads=LOOKS), "DEP-09", "CEL-07") == [("CEL-07", "Dépenses!A3")]


COSTS = "N° | Date | Mission | Catégorie | Libellé | Quantité | Unité | Montant"
NIGHTS = table("Barèmes", "N° | Montant", "B-01 | 500")


def test_second_bed__is_told_once_and_not_as_one_night_too_many() -> None:
    rows = [
        f"D-00{n} | 17/01/2023 | MIS-01 | hébergement | {where} | 1 | nuitée | 400"
        for n, where in ((1, "Hôtel"), (2, "Gîte"))
    ]
    drawn = expenses(*rows, heads=COSTS, others=NIGHTS)
    assert cells(drawn, "DEP-10", "DEP-21") == [("DEP-10", "Dépenses!G3")]


def test_nights__beyond_those_of_the_mission_are_told_by_their_quantity() -> None:
    rows = (
        "D-001 | 17/01/2023 | MIS-01 | hébergement | Hôtel | 1 | nuitée | 400",
        "D-002 | 18/01/2023 | MIS-01 | hébergement | Hôtel | 1 | nuitée | 400",
    )
    drawn = expenses(*rows, heads=COSTS, others=NIGHTS)
    assert cells(drawn, "DEP-10", "DEP-21") == [("DEP-21", "Dépenses!N3")]


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ("déplacement | Voiture | 120 | km", "déplacement | Gas-oil | |", True),
        ("déplacement | Gasoil | |", "déplacement | Voiture | 120 | km", True),
        ("déplacement | Voiture | 120 | km", "déplacement | Péage | |", False),
        ("déplacement | Voiture | 120 | km", "repas | Relais Essence | 1 | repas", False),
        ("déplacement | Gasoil | |", "déplacement | Carburant | |", False),
    ],
)
def test_fuel__and_kilometres_of_one_mission_are_told_at_the_later_line(
    first: str, second: str, is_told: bool
) -> None:
    rows = (
        f"D-001 | 17/01/2023 | MIS-01 | {first} | 100",
        f"D-002 | 18/01/2023 | MIS-01 | {second} | 100",
        f"D-003 | 18/01/2023 | MIS-02 | {second} | 100",
    )
    missions = table("Missions", "N°", "MIS-01", "MIS-02")
    found = cells(expenses(*rows, heads=COSTS, others=missions), "DEP-10")
    assert found == ([("DEP-10", "Dépenses!G3")] if is_told else [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Dîner, vin compris", "vin"),
        ("Vins et spiritueux", "vin"),
        ("Déjeuner à Vinh", ""),
        ("Vingt bouteilles d'eau", ""),
        ("AMENDE de stationnement", "amende"),
        ("Une cigarette", "cigarettes"),
        ("Bière sans alcool", "bière"),
        ("Boisson sans alcool", ""),
        ("Dîner hors vin", ""),
        ("Alcool", "alcool"),
        ("Pourboires", "pourboire"),
        ("Alcoolémie : formation", ""),
    ],
)
def test_excluded_words__are_whole_words_in_either_number(text: str, word: str) -> None:
    found = findings(expenses(f"D-001 | {text}", heads="N° | Libellé"), "DEP-11")
    assert [one.facts["word"] for one in found] == ([word] if word else [])


def test_excluded_words__are_those_of_the_rules() -> None:
    rules = table("Règles", "Règle | Valeur", "mots_exclus | eau gazeuse ; glaces")
    rows = ("D-001 | Eaux gazeuses", "D-002 | Eau plate", "D-003 | Vin", "D-004 | Une glace")
    found = cells(expenses(*rows, heads="N° | Libellé", others=rules), "DEP-11")
    assert [cell for _, cell in found] == ["Dépenses!H2", "Dépenses!H5"]


SUBSCRIBED = "N° | Date | Catégorie | Unité | Montant | Avoir de"


@pytest.mark.parametrize(
    ("most", "late"), [("0", ["D-1", "D-2", "D-3"]), ("1", ["D-2", "D-3"]), ("2", ["D-3"])]
)
def test_subscriptions__are_counted_by_calendar_month(most: str, late: list[str]) -> None:
    rules = table("Règles", "Règle | Valeur", f"abonnements_par_mois | {most}")
    rows = [f"D-{n} | {n:02}/01/2023 | internet | mois | 249 |" for n in (3, 2, 1)]
    rows += ["D-4 | 31/01/2023 | internet | mois | -249 | D-1"]
    found = findings(expenses(*rows, heads=SUBSCRIBED, others=rules), "DEP-14")
    assert sorted(one.row for one in found) == late


# --- What the engine cut -------------------------------------------------------------------------

PROVEN = "N° | Date | Mission | Montant | Justificatifs | Accord"


def test_line__outside_the_convention_has_no_other_finding() -> None:
    drawn = expenses(
        "D-001 | 18/01/2024 | MIS-01 | 990 | J-001 |", heads=PROVEN, as_of="31/12/2024"
    )
    assert told(drawn) == [("DEP-02", "Dépenses!B2")]


def test_mission__at_home_explains_the_refusal_of_its_lines() -> None:
    missions = table("Missions", "N° | Lieu", "MIS-01 | Rabat")
    drawn = expenses("D-001 | 18/01/2023 | MIS-01 | 900 | |", heads=PROVEN, others=missions)
    assert cells(drawn, "DEP", "MIS") == [("MIS-02", "Missions!H2")]


def test_mission__without_approval_explains_the_refusal_of_its_lines() -> None:
    missions = table("Missions", "N° | Accord", "MIS-01 |")
    drawn = expenses("D-001 | 18/01/2023 | MIS-01 | 900 | J-001 |", heads=PROVEN, others=missions)
    assert cells(drawn, "DEP", "MIS") == [("MIS-01", "Missions!P2")]


def test_ticket__of_a_mission_to_come_without_approval_is_told_at_the_line() -> None:
    missions = table("Missions", "N° | Accord", "MIS-01 |")
    row = "D-001 | 10/01/2023 | MIS-01 | 100 | J-001 | | déplacement |"
    heads = PROVEN + " | Catégorie | Unité"
    drawn = expenses(row, heads=heads, others=missions, as_of="16/01/2023")
    assert cells(drawn, "DEP", "MIS") == [("DEP-07", "Dépenses!U2")]


@pytest.mark.parametrize(
    ("receipt", "expected"),
    [
        ("facture | 900 | MAD", []),
        ("facture | 900 | EUR", [("DEP-01", "Dépenses!S2")]),
        ("facture | 90O | MAD", [("CEL-02", "Justificatifs!H2")]),
        ("facture | | MAD", [("JUS-02", "Justificatifs!H2")]),
        ("facture | 0 | MAD", [("JUS-02", "Justificatifs!H2")]),
        ("facture | 900 |", [("DEP-01", "Dépenses!S2")]),
        ("facture | 900 | FRF", [("CEL-05", "Justificatifs!I2")]),
        ("facutre | 900 | MAD", [("CEL-05", "Justificatifs!B2")]),
        ("devis | 900 | MAD", [("JUS-02", "Justificatifs!B2")]),
        ("rapport | | ", [("DEP-01", "Dépenses!S2")]),
        ("facture | 899,99 | MAD", [("DEP-05", "Dépenses!J2")]),  # though both make 83.33 EUR
        ("facture | 899 | MAD", [("DEP-05", "Dépenses!J2")]),
    ],
)
def test_receipt__with_one_trouble_has_one_finding(receipt: str, expected: Seen) -> None:
    receipts = table("Justificatifs", "N° | Type | Montant | Devise", f"J-001 | {receipt}")
    drawn = expenses("D-001", heads="N°", others=receipts)
    assert cells(drawn, "DEP", "JUS", "CEL") == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("facture | 450 | MAD", []),
        ("facture | 400 | MAD", [("DEP-05", "Dépenses!J2")]),
        ("facture | 45O | MAD", [("CEL-02", "Justificatifs!H3")]),
        ("facture | | MAD", [("JUS-02", "Justificatifs!H3")]),
        ("factur | 450 | MAD", [("CEL-05", "Justificatifs!B3")]),
        ("facture | 450 | EUR", [("DEP-01", "Dépenses!S2")]),
        ("facture | 450 |", [("DEP-01", "Dépenses!S2")]),
    ],
)
def test_second_receipt__with_one_trouble_has_one_finding(second: str, expected: Seen) -> None:
    rows = ("J-001 | facture | 450 | MAD", f"J-002 | {second}")
    pile = table("Justificatifs", "N° | Type | Montant | Devise", *rows)
    drawn = expenses("D-001 | J-001 ; J-002", heads="N° | Justificatifs", others=pile)
    assert cells(drawn, "DEP", "JUS-02", "CEL") == expected


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("hébergement | nuitée | forfait", []),
        ("hébergement | nuitée | forfai", [("CEL-05", "Barèmes!G2")]),
        ("hébergement | nuité | forfait", [("CEL-05", "Barèmes!D2")]),
        (
            "repas | repas | forfai",
            [("BAR-02", "Dépenses!G2"), ("CEL-05", "Barèmes!G2"), ("DEP-01", "Dépenses!S2")],
        ),
    ],
)
def test_scale__that_can_t_be_read_may_be_the_flat_one_that_needs_no_receipt(
    scale: str, expected: Seen
) -> None:
    others = table("Barèmes", "N° | Catégorie | Unité | Mode", f"B-01 | {scale}")
    drawn = expenses("D-001 |", heads="N° | Justificatifs", others=others)
    assert sorted(cells(drawn, "DEP", "CEL", "BAR")) == expected


def test_quote__beside_an_invoice_in_another_currency_doesn_t_hide_it() -> None:
    receipts = table(
        "Justificatifs", "N° | Type | Montant | Devise", "J-1 | devis | 900 | MAD",
        "J-2 | facture | 83,33 | EUR",
    )  # fmt: skip
    drawn = expenses("D-001 | J-1 ; J-2", heads="N° | Justificatifs", others=receipts)
    found = findings(drawn, "DEP", "JUS")
    assert [one.code for one in found] == ["DEP-01"]
    assert said(found[0]).message == (
        f"Aucune pièce recevable pour 900,00{NBSP}MAD : J-2 est en EUR, la dépense en MAD, "
        f"83,33{NBSP}EUR refusés."
    )


@pytest.mark.parametrize(("amount", "is_told"), [("200", False), ("200,01", True)])
def test_average__is_passed_by_one_cent(amount: str, is_told: bool) -> None:
    others = (
        table("Accords", "N° | Montant validé", "VAL-01 | 1000")
        + table("Justificatifs", "N° | Montant | Devise", "J-001 | 1000 | EUR")
        + table("Barèmes", "N° | Montant | Devise", "B-01 | 1000 | EUR")
    )
    drawn = expenses(f"D-001 | {amount} | EUR", heads="N° | Montant | Devise", others=others,
                     as_of="31/01/2023")  # fmt: skip
    assert bool(cells(drawn, "DEP-18")) is is_told
