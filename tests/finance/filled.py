"""Filled reports for the tests, each made once, and where their tables stand."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from cic_sheets.example import financial_basis as basis
from cic_sheets.example import financial_pages as pages
from cic_sheets.example import financial_shared as shared
from cic_sheets.example.build import clean_files, clean_workbook, write
from cic_sheets.example.financial_looks import ITEM_ROW, Col
from cic_sheets.example.financial_steps import STEPS
from cic_sheets.example.financial_template import financial_template
from cic_sheets.money.case import Case
from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.render.excel import fill_financial
from cic_sheets.report.finance import FinancialReport, finance_of
from tests.finance.years import FEW, YEARS, corners, empty, generated, report_of, tricky
from tests.programs import ROOT

FILES = "../../workbooks"
TABLES: tuple[tuple[str, int, tuple[Col, ...], str, tuple[str, ...]], ...] = (
    ("Honoraires", ITEM_ROW, pages.FEES, "honoraires", ()),
    ("Dépenses", ITEM_ROW, pages.EXPENSES, "depenses", ()),
    ("Calcul", ITEM_ROW, STEPS, "etapes", ()),
    ("Coupes", ITEM_ROW, shared.CUTS, "coupes", ()),
    ("Justificatifs", ITEM_ROW, pages.RECEIPTS, "justificatifs", ()),
    ("Preuves", ITEM_ROW, shared.PROOFS, "preuves", ()),
    ("Accords", ITEM_ROW, shared.APPROVALS, "accords", ()),
    ("Barèmes", ITEM_ROW, shared.CEILINGS, "plafonds", ()),
    ("Barèmes", shared.DECLARED_ROW, shared.DECLARED, "attestations", ("plafonds",)),
    ("Plafond", ITEM_ROW, pages.LEDGER, "plafond", ()),
    ("Missions", ITEM_ROW, pages.MISSIONS, "missions", ()),
    ("Catégories", ITEM_ROW, pages.CATEGORIES, "categories", ()),
    ("Catégories", 12, pages.MONTHS, "mois", ("categories",)),
    ("Activités", ITEM_ROW, pages.BUDGETS, "budgets", ()),
    ("Paiements", ITEM_ROW, pages.PAYMENTS, "paiements", ()),
    ("Paiements", 12, pages.CLAIMS, "demandes", ("paiements",)),
    ("Paiements", 17, pages.ADVANCES, "avances", ("paiements", "demandes")),
    ("Taux", ITEM_ROW, basis.RATES, "taux", ()),
    ("Règles", ITEM_ROW, basis.RULES, "regles", ()),
    ("Règles", 11, basis.SCALES, "baremes", ("regles",)),
    ("Dérogations", ITEM_ROW, basis.DEROGATIONS, "derogations", ()),
)
"""Sheet, row of the first item in the template, columns, list, lists that grow above it."""
SHEETS = [
    "Résumé", "Honoraires", "Dépenses", "Calcul", "Coupes", "Justificatifs", "Preuves", "Accords",
    "Barèmes", "Plafond", "Missions", "Catégories", "Activités", "Paiements",
    "Taux", "Règles", "Dérogations", "Contrôles", "Constats",
]  # fmt: skip
CASES = [*(f"year-{seed}" for seed in FEW), "tricky", "corners", "empty"]
EXAMPLES = ["example", "propre"]
ALL_YEARS = [f"year-{seed}" for seed in range(YEARS) if seed not in FEW]


def case_of(name: str) -> Case:
    kind, _, seed = name.partition("-")
    return (
        generated(int(seed)) if seed else {"tricky": tricky, "corners": corners}.get(kind, empty)()
    )


@cache
def template() -> bytes:
    return financial_template()


@cache
def made(name: str) -> tuple[FinancialReport, bytes]:
    report = example(name == "propre")[0] if name in EXAMPLES else report_of(case_of(name))
    return report, fill_financial(template(), report, draft=report.draft)


@cache
def example(clean: bool = False) -> tuple[FinancialReport, OpenBook]:
    """The example year, or the same without its mistakes."""
    with TemporaryDirectory() as folder:
        path = ROOT / "workbooks" / "2023.xlsx"
        if clean:
            write(Path(folder), clean_workbook(), clean_files())
            path = Path(folder, "2023.xlsx")
        opened = open_book(path)
    return finance_of(opened.year, opened.findings, FILES), opened


def loaded(data: bytes, values: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


@cache
def values_of(name: str) -> openpyxl.Workbook:
    return loaded(made(name)[1])


@cache
def formulas_of(name: str) -> openpyxl.Workbook:
    return loaded(made(name)[1], values=False)
