"""Receipts: what proves, what is used, whose name they bear; one fault one finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cic_sheets.book.folder import Found, match_key
from tests.drawing import draw
from tests.rules.seen import Seen, cells, findings, whole
from tests.rules.test_expenses import expenses, table


def receipts(heads: str, *rows: str, others: str = "") -> str:
    return f"{others}\n" + table("Justificatifs", heads, *rows)


# --- JUS-01, JUS-09: numbers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "after_gaps"),
    [
        (["J-001", "J-002", "J-003"], []),
        (["J-001", "J-002", "J-005", "J-006"], ["J-005"]),
        (["J-006", "J-001", "J-002", "J-005"], ["J-005"]),
        (["J-9", "J-10", "J-12"], ["J-12"]),
        (["J-2022-117", "J-2023-001", "J-2023-002"], []),
        (["J-001", "J-001", "J-003"], []),  # CEL-07: the second should have been J-002
        (["J-001", "", "J-003"], []),  # CEL-01
    ],
)
def test_numbers__that_jump_are_told_unless_a_wrong_number_explains_it(
    numbers: list[str], after_gaps: list[str]
) -> None:
    found = findings(receipts("N°", *numbers), "JUS-01")
    assert [one.row for one in found] == after_gaps


def test_number__that_a_line_still_names_leaves_no_gap_of_its_own() -> None:
    pile = receipts("N°", "J-001", "J-020", "J-003")
    drawn = expenses("D-1 | J-002 ; J-001 ; J-003", heads="N° | Justificatifs", others=pile)
    assert cells(drawn, "JUS-01", "CEL-06") == [
        ("CEL-06", "Dépenses!S2"),
        ("JUS-01", "Justificatifs!A3"),  # J-020 is far from J-003 all the same
    ]


@pytest.mark.parametrize(
    ("named", "unused"),
    [
        (["J-001 ; J-002 ; J-003"], []),
        (["J-001", "J-002"], ["J-003"]),
        (["j-001 ; J-002", "J-003"], []),
        (["J-001 ; J-012 ; J-003"], []),  # CEL-06: J-012 may be J-002
        (["J-001 ; J-099"], ["J-002", "J-003"]),  # one lost number can't explain two
        (["J-001 ; J-098 ; J-099"], []),
        (["3,5", "J-001 ; J-002"], []),  # CEL-02: nobody knows which receipt was meant
    ],
)
def test_unused_receipt__is_told_unless_a_lost_number_explains_it(
    named: list[str], unused: list[str]
) -> None:
    rows = [f"D-{n} | {numbers}" for n, numbers in enumerate(named, start=1)]
    pile = receipts("N°", "J-001", "J-002", "J-003")
    found = findings(expenses(*rows, heads="N° | Justificatifs", others=pile), "JUS-09")
    assert [one.row for one in found] == unused


# --- JUS-02 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("J-1 |", [("JUS-02", "Justificatifs!B2")]),
        ("J-1 ; J-3 |", [("JUS-02", "Justificatifs!B2")]),  # a proof of payment proves no amount
        ("J-1 ; J-2 |", []),
        ("J-1 ; J-99 |", []),  # CEL-06: the lost one may be the invoice
        ("J-1 | 01/04/2023", []),
        ("J-1 | 31/03/2023", [("JUS-02", "Justificatifs!B2")]),
        ("J-2 |", []),
    ],
)
def test_quote__is_told_where_it_stands_alone(line: str, expected: Seen) -> None:
    pile = receipts(
        "N° | Type | Montant | Devise",
        "J-1 | devis | 900 | MAD", "J-2 | facture | 900 | MAD", "J-3 | preuve de paiement | |",
    )  # fmt: skip
    heads = "N° | Justificatifs | Justificatif attendu le"
    drawn = expenses(f"D-1 | {line}", heads=heads, others=pile, as_of="31/03/2023")
    assert cells(drawn, "JUS-02", "DEP-01") == expected


def test_quote__under_a_flat_scale_bothers_nobody() -> None:
    pile = receipts("N° | Type", "J-1 | devis")
    flat = table("Barèmes", "N° | Mode", "B-01 | forfait")
    assert cells(expenses("D-1 | J-1", heads="N° | Justificatifs", others=pile + flat), "JUS-02",
                 "DEP") == []  # fmt: skip


def test_quote__that_no_line_uses_is_only_unused() -> None:
    drawn = receipts("N° | Type | Numéro", "J-001 | facture | F-1", "J-002 | devis | V-1")
    assert cells(drawn, "JUS") == [("JUS-09", "Justificatifs!A3")]


# --- JUS-04: the same receipt twice --------------------------------------------------------------

TWINS = "N° | Émetteur | Numéro | Date | Montant | Pas un doublon de | Motif"


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ("Taxi Amal | 12 | 18/01/2023 | 40 | |", "taxi  amal | 12 | 18/01/2023 | 40,00 | |", True),
        ("Taxi Amal | 12 | 18/01/2023 | 40 | |", "Taxi Amal | 13 | 18/01/2023 | 40 | |", False),
        ("Taxi Amal | 12 | 18/01/2023 | 40 | |", "Taxi Amal | 12 | 19/01/2023 | 40 | |", False),
        ("Taxi Amal | 12 | 18/01/2023 | 40 | |", "Taxi Amal | 12 | 18/01/2023 | 41 | |", False),
        ("Taxi Amal | | 18/01/2023 | 40 | |", "Taxi Amal | | 18/01/2023 | 40 | |", False),
        ("T | 1 | 18/01/2023 | 4 | J-2 | retour", "T | 1 | 18/01/2023 | 4 | |", False),
        ("T | 1 | 18/01/2023 | 4 | |", "T | 1 | 18/01/2023 | 4 | J-1 | retour", False),
        ("T | 1 | 18/01/2023 | 4 | |", "T | 1 | 18/01/2023 | 4 | J-1 |", True),
        ("T | 1 | 18/01/2023 | 4 | |", "T | 1 | 18/01/2023 | 4 | J-9 | retour", False),  # CEL-06
    ],
)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_twin__is_told_at_the_later_number_wherever_it_stands(
    first: str, second: str, is_told: bool, order: tuple[int, int]
) -> None:
    rows = [f"J-1 | {first}", f"J-2 | {second}"]
    found = findings(receipts(TWINS, *(rows[at] for at in order)), "JUS-04")
    assert [(one.row, one.facts["other"]) for one in found] == [("J-2", "J-1")] * is_told


# --- JUS-07: whose name --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("coordinator", "client", "name", "is_told"),
    [
        ("Salma Benrahal", "Brulocalis", "S. Benrahal", False),
        ("Salma Benrahal", "Brulocalis", "BEN-RAHAL Salma", True),
        ("Salma Ben-Rahal", "Brulocalis", "benrahal", True),
        ("Salma Ben-Rahal", "Brulocalis", "Mme Ben Rahal", False),
        ("BENRAHAL Salma", "Brulocalis", "Salma Benrahal", False),
        ("BENRAHAL Salma", "Brulocalis", "Salma Idrissi", True),
        ("Élodie Été", "Brulocalis", "ELODIE ETE", False),
        ("Salma Benrahal", "Brulocalis asbl", "brulocalis", False),
        ("Salma Benrahal", "Brulocalis", "Commune d'Aït Tizza", True),
        ("Salma Benrahal", "Brulocalis", "سلمى", False),
        ("Salma Benrahal", "Brulocalis", "", False),
    ],
)
def test_name__is_that_of_the_coordinator_or_of_the_client(
    coordinator: str, client: str, name: str, is_told: bool
) -> None:
    convention = table(
        "Convention", "Chargé(e) de mission | Commanditaire", f"{coordinator} | {client}"
    )
    drawn = receipts("N° | Au nom de", f"J-001 | {name}", others=convention)
    assert cells(drawn, "JUS-07") == [("JUS-07", "Justificatifs!G2")] * is_told


# --- JUS-08, JUS-10, JUS-12 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("'009876543000016", []),
        ("9876543000016", [("CEL-10", "Justificatifs!E2")]),  # right, but for its zeros
        ("9876543000017", [("CEL-10", "Justificatifs!E2"), ("JUS-08", "Justificatifs!E2")]),
        ("'0098765430000I6", [("JUS-08", "Justificatifs!E2")]),
    ],
)
def test_ice__of_the_issuer_is_checked_with_the_zeros_it_lost(number: str, expected: Seen) -> None:
    drawn = receipts("N° | ICE émetteur", f"J-001 | {number}")
    assert sorted(cells(drawn, "JUS-08", "CEL-10")) == expected


@pytest.mark.parametrize(
    ("named", "on_disk", "told"),
    [
        ("justificatifs/Été.PDF", "2023/justificatifs/e\u0301te\u0301.pdf", []),
        ("J-001.pdf", "2023/justificatifs/J-001.pdf", []),
        ("2023\\justificatifs\\a\\b.pdf", "2023/justificatifs/A/B.pdf", []),
        ("justificatifs/J-001.pdf", "2023/justificatifs/J-001 (1).pdf", ["J-001 (1).pdf"]),
        ("justificatifs/J-001.pdf", "2023/pieces/autre.pdf", []),
        ("justificatifs/J-001.pdf", "2024/justificatifs/autre.pdf", []),
        ("justificatifs/J-001.pdf", "2023/justificatifs/sous/desktop.ini", []),
    ],
)
def test_file__on_disk_is_told_unless_a_cell_names_it(
    named: str, on_disk: str, told: list[str]
) -> None:
    drawn = draw(receipts("N° | Fichier", f"J-001 | {named}"))
    files = {match_key(on_disk): Found(on_disk, 10)}
    found = replace(drawn, folder=drawn.folder._replace(files=files)).opened().findings
    values = [one.value for one in found if one.code == "JUS-10"]
    assert values == [f"2023/justificatifs/{name}" for name in told]


def test_file__named_by_another_sheet_is_not_told() -> None:
    drawn = table("Missions", "N° | Compte rendu", "MIS-01 | justificatifs/cr.pdf")
    assert whole(drawn, "JUS-10") == []


@pytest.mark.parametrize(("declared", "is_told"), [("20", False), ("20,01", True)])
def test_declaration__is_told_from_one_cent_above_its_ceiling(declared: str, is_told: bool) -> None:
    heads = "N° | Type | Montant | Devise"
    pile = receipts(heads, f"J-001 | attestation | {declared} | EUR")
    drawn = expenses(f"D-1 | {declared} | EUR", heads="N° | Montant | Devise", others=pile)
    found = cells(drawn, "JUS-12", "DEP")
    assert found == [("JUS-12", "Justificatifs!H2")] * is_told
