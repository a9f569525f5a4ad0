"""Every cut names its clause and its cells, and the rows of « Règles » that decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cic_sheets.money import Case
from cic_sheets.money.causes import CAUSES
from cic_sheets.pipeline import open_book
from cic_sheets.reconcile.explained import explained
from cic_sheets.reconcile.settled import Settled
from tests.drawing import draw
from tests.finance.years import generated, year_of
from tests.money.years import make_year

ROOT = Path(__file__).resolve().parents[2]
DAYS = [date(2023, 1, 31), date(2023, 5, 27), date(2023, 9, 30), date(2023, 12, 31)]

# The headings of money.md, and the numbered steps of its section 3.
CLAUSES = {
    "§1": "Numbers",
    "§2": "The equation",
    "§3": "The waterfall, in this order, for each expense line",
    "§3.1": "Claimed.",
    "§3.2": "Admissible.",
    "§3.3": "Approved.",
    "§3.4": "Receipts.",
    "§3.5": "Scales.",
    "§3.6": "Average cap.",
    "§4": "The average of 200 EUR a month",
    "§5": "Fees",
    "§6": "Collective activities",
    "§7": "What was paid",
    "§8": "What is frozen",
    "§9": "A second vector: the average is not a monthly cap",
    "§10": "A worked example (every implementation must reproduce it)",
}


def example(day: date) -> Settled:
    settled = open_book(ROOT / "workbooks" / "2023.xlsx", as_of=day).settlement
    assert settled is not None
    return settled


def of_case(case: Case) -> Settled:
    settled = year_of(case).settled
    assert settled is not None
    return settled


def test_causes__all_belong_to_a_clause_that_exists() -> None:
    assert {cause.clause for cause in CAUSES.values()} <= set(CLAUSES)


@pytest.mark.parametrize("day", DAYS)
def test_example__has_no_cut_without_clause_and_cells(day: date) -> None:
    settled = example(day)
    cuts = list(explained(settled))
    assert cuts
    for one in cuts:
        assert one.cut.clause in CLAUSES
        assert settled.cells(one.cut.because), (one.line.id, one.cut.cause)
        assert one.cells


@pytest.mark.parametrize("seed", range(40))
def test_generated_years__have_no_cut_without_clause_and_cells(seed: int) -> None:
    from random import Random

    for case in (generated(seed % 12), make_year(Random(seed), 30, {})):
        settled = of_case(case)
        for one in explained(settled):
            assert one.cut.clause in CLAUSES
            assert settled.cells(one.cut.because), (one.line.id, one.cut.cause)


def test_cut_by_the_cap__names_the_rule_s_row_its_value_and_whether_it_is_confirmed() -> None:
    settled = example(date(2023, 1, 31))
    caps = [one for one in explained(settled) if one.cut.cause == "over-cap"]
    assert caps
    for one in caps:
        (rule,) = one.rules
        assert (rule.key, rule.value, rule.confirmed) == ("plafond_mensuel", "200", True)
        assert rule.cell is not None
        assert rule.cell.sheet == "Règles"
        assert rule.cell in one.cells


def test_rule_that_the_workbook_lacks__stands_by_its_default_and_has_no_cell() -> None:
    year = """
    Vu le 31/01/2023
    | Règles   | Règle           | Valeur | Remarque |
    |          | plafond_mensuel |        | absente  |
    | Dépenses | N°    | Montant  |
    |          | D-001 | 9000,00  |
    """
    settled = draw(year).opened().settlement
    assert settled is not None
    rules = [rule for one in explained(settled) for rule in one.rules]
    assert all(rule.cell is None for rule in rules if rule.key == "plafond_mensuel")


def test_line_that_cannot_be_read__names_the_cell_that_is_at_fault() -> None:
    year = """
    | Dépenses | N°    | Catégorie  |
    |          | D-001 | hébergment |
    """
    settled = draw(year).opened().settlement
    assert settled is not None
    (one,) = explained(settled)
    assert one.cut.cause == "unreadable"
    assert one.cells == (settled.expense("D-001").at("category"),)


def test_receipts__are_those_that_the_cut_speaks_of() -> None:
    cuts = {(one.line.id, one.cut.code): one for one in explained(example(date(2023, 12, 31)))}
    assert cuts["D-2023-055", "DEP-08"].receipts == ("J-2023-057",)
    assert cuts["D-2023-071", "MIS-02"].receipts == ()
