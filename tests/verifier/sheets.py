"""What the verifier reads of a workbook: rows as dictionaries, through openpyxl alone.

Knows workbook.md and money.md §1 (a double is the decimal that Excel shows), and nothing of the
programme that it verifies.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

Row = dict[str, Any]
"""Folded header → value: text, Decimal, date, datetime, time; empty cells are left out."""

DEFAULTS: dict[str, Any] = {
    "honoraires_mensuels": Decimal(480),
    "plafond_mensuel": Decimal(200),
    "plafond_portee": "déplacement ; hébergement ; repas ; communication ; internet",
    "catégories_couvertes": "déplacement ; hébergement ; repas ; communication ; internet",
    "catégories_activités": "déplacement ; hébergement ; repas ; communication ; internet ; "
    "location ; restauration ; impression ; interprétation ; autre",
    "cloture": "non",
    "taux_methode": "mois_depense",
    "accord_posterieur": "refus",
    "declaration_max_ligne": Decimal(20),
    "declaration_max_an": Decimal(200),
    "heure_dejeuner": time(12),
    "heure_diner": time(20),
}


class Papers(NamedTuple):
    """A year's workbook as the verifier sees it: its settings, its rules, its tables' rows."""

    convention: Row
    rules: Row
    tables: dict[str, list[Row]]

    def rows(self, sheet: str) -> list[Row]:
        """The filled rows of a sheet, in the order in which they stand."""
        return self.tables[fold(sheet)]

    def by_number(self, sheet: str) -> dict[str, Row]:
        """The sheet's rows under their folded numbers."""
        key = "code" if sheet == "Communes" else "n°"
        return {fold(row[key]): row for row in self.rows(sheet) if key in row}

    def place(self, name: str | None) -> str:
        """One spelling for a place: a commune by code, name or alias, else its text."""
        wanted = fold(name or "")
        for row in self.rows("Communes"):
            names = [row["code"], row["commune"], row.get("الجماعة"), *listed(row.get("alias"))]
            if wanted and wanted in [fold(known) for known in names if known]:
                return fold(row["code"])
        return wanted


def fold(text: object) -> str:
    """Without case, accents, NBSP, apostrophe form, hyphens (workbook.md)."""
    letters = unicodedata.normalize("NFKD", str(text)).casefold()
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    for sign in "’ʼ'-‐‑–\u00a0":
        bare = bare.replace(sign, " ")
    return " ".join(bare.split())


def listed(text: str | None) -> list[str]:
    """`a ; b` → [a, b], folded."""
    return [fold(part) for part in str(text or "").split(";") if part.strip()]


def read(path: Path) -> Papers:
    """The workbook at a path."""
    book = openpyxl.load_workbook(path, data_only=True)
    tables = {fold(sheet.title): _rows(sheet) for sheet in book if sheet.tables}
    pairs = {
        fold(row["rubrique"]): row["valeur"] for row in tables["convention"] if "valeur" in row
    }
    typed = {fold(row["regle"]): row["valeur"] for row in tables["regles"] if "valeur" in row}
    rules = {fold(key): value for key, value in DEFAULTS.items()} | typed
    return Papers(pairs, rules, tables)


def _rows(sheet: Any) -> list[Row]:
    [table] = sheet.tables.values()
    heads, *lines = ([cell.value for cell in row] for row in sheet[table.ref])
    names = [fold(head) for head in heads]
    rows = (
        {name: _value(cell) for name, cell in zip(names, line, strict=True) if cell is not None}
        for line in lines
    )
    return [row for row in rows if row]


def _value(cell: Any) -> Any:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return Decimal(f"{cell:.15g}")
    return cell.strip() if isinstance(cell, str) else cell


def day(value: Any) -> date:
    """A cell's day."""
    return value.date() if isinstance(value, datetime) else value


def numbers(row: Row, column: str) -> list[str]:
    """The row numbers in a cell of several, each once, in the order typed."""
    return list(dict.fromkeys(listed(row.get(column))))
