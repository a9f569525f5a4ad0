"""No cent is lost to binary fractions, to a second rounding or to a short context."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, FloatOperation, Inexact
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

import cic_sheets.money
from cic_sheets.money import settle
from cic_sheets.values import money as values
from tests.invariance.pages import pages_of
from tests.invariance.telling import told
from tests.invariance.writing import write
from tests.money.build import phone, rate, settled
from tests.money.years import any_year
from tests.verifier.workbooks import Year

# -- In the code ----------------------------------------------------------------------------------

ENGINE = [
    *sorted(Path(cic_sheets.money.__file__).parent.rglob("*.py")),
    Path(values.__file__),
]
BINARY = {"float", "round", "fsum"}


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_code__has_no_binary_fraction(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert list(binary(tree)) == []


def binary(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Literals, calls, imports and divisions that could make a binary fraction."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield node.lineno, f"literal {node.value}"
        elif isinstance(node, ast.Name | ast.Attribute) and _name(node) in BINARY:
            yield node.lineno, _name(node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            modules = [*names, getattr(node, "module", "") or ""]
            if {"math", "statistics", "cmath", "random"} & set(modules):
                yield node.lineno, "import"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not _exact(node):
            yield node.lineno, ast.unparse(node)


def _name(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


FRACTIONS = {"into", "year", "self.year"}
"""Names that hold fractions where they are divided; the years below divide them all."""


def _exact(node: ast.BinOp) -> bool:
    sides = [ast.unparse(node.left), ast.unparse(node.right)]
    return any(side in FRACTIONS or "Fraction(" in side for side in sides)


@pytest.mark.parametrize(
    "code",
    ["x = 0.5", "x = float(y)", "x = round(y, 2)", "import math", "x = a / b", "x = 1 / 3"],
)
def test_search__finds_what_it_looks_for(code: str) -> None:
    assert list(binary(ast.parse(code)))


def test_engine__never_rounds_but_where_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a context that traps every inexact step, a thousand years pass."""
    strict = values.EXACT.copy()
    strict.traps[Inexact] = strict.traps[FloatOperation] = True
    monkeypatch.setattr(importlib.import_module("cic_sheets.money.settle"), "EXACT", strict)
    for seed in range(1000):
        settle(any_year(Random(seed), 4 + seed % 6))


# -- At the edges ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "units", "claimed"),
    [
        ("0.01", "2", "0.01"),
        ("0.03", "2", "0.02"),
        ("2.01", "0.8", "2.51"),  # 2.5125
        ("0.01", "0.8", "0.01"),  # 0.0125
        ("1.25", "1000", "0.00"),
        ("5.00", "1000", "0.01"),  # 0.005
        ("4.99", "1000", "0.00"),
        ("1.005", "1", "1.01"),
        ("999999999.99", "1", "999999999.99"),
        ("999999999.99", "0.0000000001", "9999999999900000000.00"),
        ("999999999.99", "10.9185432101", "91587309.84"),
        ("1000000.00", "9.9999999999", "100000.00"),
        ("0.05", "9.9999999999", "0.01"),  # just above half a cent
        ("0.05", "10.0000000001", "0.00"),  # just below
    ],
)
def test_claim__is_rounded_once_half_away_from_zero(amount: str, units: str, claimed: str) -> None:
    more: dict[str, Any] = {"rates": (rate(1, units),)}
    found = settled(phone("D", amount, currency="MAD"), **more)
    assert str(found.line("D").claimed) == claimed
    back = settled(
        phone("D", amount, currency="MAD"),
        phone("C", f"-{amount}", currency="MAD", credit_of="D", receipts=()),
        **more,
    )
    assert str(back.line("C").claimed) == (f"-{claimed}" if Decimal(claimed) else "0.00")
    assert (back.totals.year.claimed, back.totals.year.reimbursable) == (0, 0)


def test_mean_of_the_period__may_never_end() -> None:
    """Twelve months with a sum that 12 does not divide: only fractions hold it."""
    units = [f"10.{month**2:010}" for month in range(1, 13)]
    mean = sum(Fraction(each) for each in units) / 12
    amount = Fraction("999999999.99")
    found = settled(
        phone("D", "999999999.99", currency="MAD"),
        rates=tuple(rate(month, each) for month, each in enumerate(units, 1)),
        policies=cic_sheets.money.Policies(rate_method="moyenne_periode"),
    )
    line = found.line("D")
    assert 3 in _primes(mean.denominator)
    assert line.rate is not None
    assert line.rate.units == mean
    assert abs(Fraction(line.claimed) - amount / mean) <= Fraction(1, 200)


def _primes(number: int) -> set[int]:
    return {prime for prime in (2, 3, 5, 7, 11) if number % prime == 0}


# -- In the workbook ------------------------------------------------------------------------------

DOUBLES = [
    (0.1 + 0.2, "0.30"),
    (1.1 * 3, "3.30"),
    (4.35 * 100, "435.00"),
    (0.1 * 3 + 1e-17, "0.30"),
    (1.15 + 2.3, "3.45"),
    (1.005 * 1000, "1005.00"),
    (33.33 * 3, "99.99"),
    (sum([0.01] * 100), "1.00"),
    (99999999.99, "99999999.99"),
    (999999999.99, "0.00"),  # CEL-09: the line waits
    (8.41 - 0.01, "8.40"),
    (2**0.5 * 2**0.5, "2.00"),
]


def test_doubles_of_a_workbook__are_what_excel_shows(tmp_path: Path) -> None:
    lines = [
        {
            "N°": f"D-{at:03}", "Date": date(2023, 3, 1), "Imputation": "communication",
            "Catégorie": "communication", "Libellé": "Forfait mobile", "Montant": amount,
            "Devise": "EUR",
        }
        for at, (amount, _) in enumerate(DOUBLES, 1)
    ]  # fmt: skip
    found = told(_written(lines, tmp_path), date(2023, 12, 31))
    claimed = {line["id"]: line["claimed"] for line in found.answer["lines"]}
    assert list(claimed.values()) == [shown for _, shown in DOUBLES]
    assert not [one for one in found.findings if one[0] == "CEL-08"]


def test_rate_of_ten_decimals__is_kept_as_typed(tmp_path: Path) -> None:
    lines = [
        {
            "N°": "D-001", "Date": date(2023, 3, 1), "Imputation": "communication",
            "Catégorie": "communication", "Libellé": "Forfait mobile", "Montant": 99999999.99,
            "Devise": "MAD",
        },
    ]  # fmt: skip
    rates = [
        {"Mois": date(2023, 3, 1), "Devise": "MAD", "Unités pour 1 EUR": 10.9185432101,
         "Source": "InforEuro"},
    ]  # fmt: skip
    found = told(_written(lines, tmp_path, rates), date(2023, 12, 31))
    exact = Fraction("99999999.99") / Fraction("10.9185432101")
    assert abs(Fraction(found.answer["lines"][0]["claimed"]) - exact) <= Fraction(1, 200)


def _written(lines: list[Any], folder: Path, rates: list[Any] | None = None) -> Path:
    tables = {"Dépenses": lines, "Taux": rates or []}
    path = folder / "2023.xlsx"
    path.write_bytes(write(pages_of(Year({}, {}, tables, date(2023, 12, 31)))))
    return path
