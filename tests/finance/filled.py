"""Filled reports for the tests, each made once, and where their tables stand."""

from __future__ import annotations

import io
from functools import cache

import openpyxl

from cic_sheets.example import financial_pages as pages
from cic_sheets.example.financial_looks import ITEM_ROW, Col
from cic_sheets.example.financial_template import financial_template
from cic_sheets.money.case import Case
from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.render.excel import fill_financial
from cic_sheets.report.finance import FinancialReport, finance_of
from tests.finance.years import YEARS, empty, generated, report_of, tricky
from tests.programs import ROOT

TABLES: tuple[tuple[str, int, tuple[Col, ...], str, tuple[str, ...]], ...] = (
    ("Honoraires", ITEM_ROW, pages.FEES, "honoraires", ()),
    ("Dépenses", ITEM_ROW, pages.EXPENSES, "depenses", ()),
    ("Justificatifs", ITEM_ROW, pages.RECEIPTS, "justificatifs", ()),
    ("Plafond", ITEM_ROW, pages.LEDGER, "plafond", ()),
    ("Missions", ITEM_ROW, pages.MISSIONS, "missions", ()),
    ("Catégories", ITEM_ROW, pages.CATEGORIES, "categories", ()),
    ("Catégories", 12, pages.MONTHS, "mois", ("categories",)),
    ("Activités", ITEM_ROW, pages.BUDGETS, "budgets", ()),
    ("Paiements", ITEM_ROW, pages.PAYMENTS, "paiements", ()),
    ("Paiements", 12, pages.CLAIMS, "demandes", ("paiements",)),
    ("Paiements", 17, pages.ADVANCES, "avances", ("paiements", "demandes")),
    ("Taux", ITEM_ROW, pages.RATES, "taux", ()),
    ("Règles", ITEM_ROW, pages.RULES, "regles", ()),
    ("Règles", 11, pages.SCALES, "baremes", ("regles",)),
    ("Dérogations", ITEM_ROW, pages.DEROGATIONS, "derogations", ()),
)
"""Sheet, row of the first item in the template, columns, list, lists that grow above it."""
SHEETS = [
    "Résumé", "Honoraires", "Dépenses", "Justificatifs", "Plafond", "Missions", "Catégories",
    "Activités", "Paiements", "Taux", "Règles", "Dérogations", "Contrôles", "Constats",
]  # fmt: skip
CASES = [*(f"year-{seed}" for seed in range(YEARS)), "tricky", "empty"]


def case_of(name: str) -> Case:
    kind, _, seed = name.partition("-")
    return generated(int(seed)) if seed else tricky() if kind == "tricky" else empty()


@cache
def template() -> bytes:
    return financial_template()


@cache
def made(name: str) -> tuple[FinancialReport, bytes]:
    report = example()[0] if name == "example" else report_of(case_of(name))
    return report, fill_financial(template(), report, draft=report.draft)


@cache
def example() -> tuple[FinancialReport, OpenBook]:
    opened = open_book(ROOT / "workbooks" / "2023.xlsx")
    return finance_of(opened.year, opened.findings), opened


def loaded(data: bytes, values: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


@cache
def values_of(name: str) -> openpyxl.Workbook:
    return loaded(made(name)[1])


@cache
def formulas_of(name: str) -> openpyxl.Workbook:
    return loaded(made(name)[1], values=False)
