"""Claims, payments and budgets: to the cent, to the day, one fault one finding."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cic_sheets.schema.findings import Sum
from tests.rules.seen import Seen, cells, findings
from tests.rules.test_expenses import expenses, table

CLAIMED = (
    "N° | Envoyée le | Du | Au | Montant demandé (EUR) | Montant accordé (EUR) | Motif d'écart"
)
PAID = "N° | Date | Type | Montant (EUR) | Pour | Demande"


def year(claims: list[str], payments: list[str], as_of: str = "31/12/2023") -> str:
    drawn = table("Demandes", CLAIMED, *claims) + table("Paiements", PAID, *payments)
    return f"Vu le {as_of}\n{drawn}"


def claim(number: int, asked: str = "100 | |", sent: str = "31/01/2023") -> str:
    return f"DEM-{number} | {sent} | 01/{number:02}/2023 | 28/{number:02}/2023 | {asked}"


def paid(number: int, amount: str, of: str = "DEM-1", day: str = "15/02/2023") -> str:
    return f"PAI-{number} | {day} | remboursement | {amount} | | {of}"


# --- PAI-01 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "payments", "blamed"),
    [
        ("100 | |", [paid(1, "100")], []),
        ("100 | |", [paid(1, "99,99")], ["PAI-1"]),
        ("100 | |", [paid(1, "60"), paid(2, "40")], []),
        ("100 | |", [paid(1, "60"), paid(2, "50")], ["PAI-2"]),
        ("100 | |", [paid(1, "60", day="20/02/2023"), paid(2, "50")], ["PAI-1"]),
        ("100 | |", [paid(10, "60"), paid(9, "50")], ["PAI-10"]),
        ("83,33 | 80 |", [paid(1, "80")], ["PAI-1"]),  # paid is not asked, and nobody says why
        ("83,33 | 80 | minibar", [paid(1, "80")], []),
        ("100 | 80 |", [paid(1, "80")], []),  # DMD-01: the lines don't give 100
        ("100 | |", [paid(1, "83,33")], []),  # DMD-01: what they give was paid
        ("100 | 80 |", [paid(1, "100")], ["PAI-1"]),
        ("100 | 80 | avance", [paid(1, "70")], []),
        ("100 | |", [], []),
        ("1OO | |", [paid(1, "90")], []),  # CEL-02
        ("100 | 8O |", [paid(1, "80")], []),  # CEL-02
        ("100 | |", [paid(1, "9O")], []),  # CEL-02
        ("100 | |", [paid(1, "60"), paid(2, "40", "DEM-11")], []),  # CEL-06: may be DEM-1
        ("100 | |", [paid(1, "110"), paid(2, "40", "DEM-11")], ["PAI-1"]),
    ],
)
def test_reimbursements__are_compared_with_what_was_asked_and_granted(
    asked: str, payments: list[str], blamed: list[str]
) -> None:
    found = findings(year([claim(1, asked)], payments), "PAI-01")
    assert [one.row for one in found] == blamed


def fees(amount: str, notes: str, number: int) -> str:
    return f"PAI-{number} | 15/02/2023 | honoraires | {amount} | {notes} |"


@pytest.mark.parametrize(
    ("payments", "blamed"),
    [
        ([fees("480", "H-1", 1), fees("480", "H-2", 2)], []),
        ([fees("960", "H-1 ; H-2", 1)], []),
        ([fees("479,99", "H-1", 1)], ["PAI-1"]),
        ([fees("600", "H-1 ; H-2", 1), fees("360", "H-2", 2)], []),
        ([fees("480", "H-1", 1), fees("100", "H-2", 2), fees("380", "H-1 ; H-2", 3)], []),
        ([fees("480", "H-1", 1), fees("480", "H-1", 2)], ["PAI-2"]),
        ([fees("480", "H-1 ; H-9", 1)], []),  # CEL-06
        ([fees("480", "H-3", 1)], []),  # the note's own amount can't be read
        ([fees("480", "", 1)], []),
    ],
)
def test_fee_payments__are_compared_with_the_notes_that_they_share(
    payments: list[str], blamed: list[str]
) -> None:
    notes = table("Honoraires", "N° | Montant", "H-1 | 480", "H-2 | 480", "H-3 | 48O")
    found = findings(notes + year([], payments), "PAI-01")
    assert [one.row for one in found] == blamed


def test_fee_payment__says_what_was_paid_and_what_was_due() -> None:
    notes = table("Honoraires", "N° | Montant", "H-1 | 480", "H-2 | 480")
    (found,) = findings(notes + year([], [fees("900", "H-2 ; H-1", 1)]), "PAI-01")
    assert found.facts == {
        "paid": Sum(Decimal(900), "EUR"), "expected": Sum(Decimal(960), "EUR"), "what": "H-1, H-2",
        "difference": Sum(Decimal(60), "EUR"),
    }  # fmt: skip


# --- PAI-02 and DMD-01 ---------------------------------------------------------------------------


def period(number: int, start: str, end: str, sent: str, asked: str = "83,33") -> str:
    return f"DEM-{number} | {sent} | {start} | {end} | {asked} | |"


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        (("01/01/2023", "18/01/2023"), ("18/01/2023", "31/01/2023"), True),
        (("01/01/2023", "18/01/2023"), ("19/01/2023", "31/01/2023"), False),
        (("01/01/2023", "20/01/2023"), ("19/01/2023", "31/01/2023"), False),  # no line lies there
        (("01/01/2023", "31/01/2023"), ("18/01/2023", "18/01/2023"), True),
        (("01/01/2023", "31/01/2023"), ("31/01/2023", "01/01/2023"), False),  # CEL-11
    ],
)
@pytest.mark.parametrize("sent", [("31/01/2023", "28/02/2023"), ("28/02/2023", "31/01/2023")])
def test_overlap__that_holds_a_line_is_told_at_the_claim_sent_later(
    first: tuple[str, str], second: tuple[str, str], is_told: bool, sent: tuple[str, str]
) -> None:
    claims = year([period(1, *first, sent[0]), period(2, *second, sent[1])], [])
    drawn = expenses("D-001 | 18/01/2023", heads="N° | Date", others=claims)
    later = "DEM-2" if sent[1] == "28/02/2023" else "DEM-1"
    assert [one.row for one in findings(drawn, "PAI-02")] == [later] * is_told


def test_overlap__explains_that_the_later_claim_is_not_its_lines() -> None:
    rows = [
        period(1, "01/01/2023", "31/01/2023", "31/01/2023"),
        period(2, "15/01/2023", "28/02/2023", "28/02/2023"),
    ]
    assert cells(year(rows, []), "DMD", "PAI-02") == [("PAI-02", "Demandes!C3")]


@pytest.mark.parametrize(
    ("asked", "as_of", "expected"),
    [
        ("83,33", "31/12/2023", []),
        ("83,34", "31/12/2023", [("DMD-01", "Demandes!E2")]),
        ("83,32", "31/01/2023", [("DMD-01", "Demandes!E2")]),
        ("83,32", "30/01/2023", []),  # not yet sent, on the day from which the year is seen
        ("8E", "31/12/2023", []),  # CEL-02
    ],
)
def test_claim__is_its_lines_to_the_cent(asked: str, as_of: str, expected: Seen) -> None:
    rows = [period(1, "01/01/2023", "31/01/2023", "31/01/2023", asked)]
    assert cells(year(rows, [], as_of), "DMD") == expected


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("18/01/2023 | 800", True),
        ("18/01/2023 | 8OO", False),  # CEL-02
        ("1/2/23x | 900", False),  # CEL-02: it may belong to the claim
        ("18/02/2023 | 900", True),
    ],
)
def test_claim__with_a_line_that_waits_is_not_judged(line: str, is_told: bool) -> None:
    claims = year([period(1, "01/01/2023", "31/01/2023", "31/01/2023")], [])
    drawn = expenses(f"D-001 | {line}", heads="N° | Date | Montant", others=claims)
    assert bool(cells(drawn, "DMD")) is is_told


# --- PAI-03 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "asked", "payments", "is_told"),
    [
        ("01/04/2023", "100 | |", [], False),  # sixty days
        ("02/04/2023", "100 | |", [], True),
        ("02/04/2023", "100 | |", [paid(1, "100", day="02/04/2023")], False),
        ("02/04/2023", "100 | |", [paid(1, "100", day="03/04/2023")], True),
        ("02/04/2023", "100 | |", [paid(1, "100", day="3/4x")], False),  # CEL-02
        ("02/04/2023", "100 | |", [paid(1, "100", "DEM-11")], False),  # CEL-06: may be DEM-1
        ("02/04/2023", "100 | |", [paid(1, "100", "DEM-2")], True),
        ("02/04/2023", "100 | 0 | refusée", [], False),
        ("02/04/2023", "0 | |", [], False),
    ],
)
def test_claim__may_wait_sixty_days_for_its_money(
    as_of: str, asked: str, payments: list[str], is_told: bool
) -> None:
    rows = [claim(1, asked), claim(2, "0 | |")]
    found = cells(year(rows, payments, as_of), "PAI-03")
    assert found == [("PAI-03", "Demandes!B2")] * is_told


# --- BUD -----------------------------------------------------------------------------------------

SPENT = "N° | Imputation | Mission | Activité | Ligne budgétaire | Montant | Devise"
AROUND = table("Activités", "N° | Statut", "A-1 | réalisée") + table(
    "Justificatifs", "N° | Montant | Devise", "J-001 | 900 | EUR"
)


def charged(*amounts: str, overrun: str = "10", budget: str = "100") -> str:
    others = AROUND + table("Budget", "Code | Activité | Montant (EUR)", f"L-1 | A-1 | {budget}")
    others += table("Accords", "N° | Montant validé", "VAL-01 | 5000")
    others += table("Règles", "Règle | Valeur", f"depassement_ligne | {overrun}")
    rows = [f"D-{n} | activité | | A-1 | L-1 | {amount} | EUR" for n, amount in enumerate(amounts)]
    return expenses(*rows, heads=SPENT, others=others)


@pytest.mark.parametrize(
    ("amounts", "overrun", "is_told"),
    [
        (["100"], "0", False),
        (["100,01"], "0", True),
        (["110"], "10", False),
        (["60", "50,01"], "10", True),
    ],
)
def test_budget_line__may_pass_its_budget_by_what_the_rules_tolerate(
    amounts: list[str], overrun: str, is_told: bool
) -> None:
    found = cells(charged(*amounts, overrun=overrun), "BUD")
    assert found == [("BUD-01", "Budget!D2")] * is_told


def test_budget_line__whose_amount_can_t_be_read_is_not_judged() -> None:
    assert cells(charged("500", budget="1OO"), "BUD", "CEL-02") == [("CEL-02", "Budget!D2")]


@pytest.mark.parametrize(
    ("status", "row", "expected"),
    [
        ("réalisée", "mission | MIS-01 | | ", [("BUD-02", "Budget!D3")]),
        ("réalisée", "activité | | A-1 | L-9", []),
        ("réalisée", "activité | | A-1 |", []),  # DEP-19: its budget line is what lacks
        ("planifiée", "mission | MIS-01 | |", []),
        ("annulée", "mission | MIS-01 | |", []),
    ],
)
def test_budget__of_a_held_activity_is_told_once_when_nothing_is_charged(
    status: str, row: str, expected: Seen
) -> None:
    others = table("Activités", "N° | Statut", f"A-1 | {status}")
    others += table(
        "Budget", "Code | Activité | Montant (EUR)", "L-10 | A-1 | 90", "L-9 | A-1 | 90"
    )
    heads = "N° | Imputation | Mission | Activité | Ligne budgétaire"
    assert cells(expenses(f"D-1 | {row}", heads=heads, others=others), "BUD") == expected
