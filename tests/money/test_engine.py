"""The engine as a whole: exact, quick, light, loud about its own faults, quiet about typists'."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal, localcontext
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.money import (
    Approval,
    BudgetLine,
    Case,
    Claim,
    Convention,
    EquationBroken,
    FeeNote,
    Line,
    Mission,
    Payment,
    Rate,
    Receipt,
    Scale,
    Settlement,
    Source,
    claims_of,
    settle,
)
from cic_sheets.money.case import RULE_KEYS, Policies
from cic_sheets.money.causes import CAUSES, FLAGS, STAGES
from cic_sheets.money.proof import prove
from cic_sheets.values.days import Month
from tests.money.build import YEAR, case, day, invoice, phone, settled, trip
from tests.money.years import make_year, years
from tests.programs import ROOT

SOURCES = [
    *sorted((ROOT / "cic_sheets" / "money").rglob("*.py")),
    ROOT / "cic_sheets" / "values" / "money.py",
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_money__has_no_binary_fraction(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    literals = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    assert not [value for value in literals if isinstance(value, float | complex)]
    assert "float" not in names


def test_money__the_search_for_fractions_saw_the_whole_engine() -> None:
    names = {path.stem for path in SOURCES}
    assert {"settle", "claimed", "admissible", "approved", "receipts", "scale", "cap"} <= names


def test_import__is_light() -> None:
    code = "import sys, cic_sheets.money; print('\\n'.join(sys.modules))"
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=path
    )
    loaded = set(result.stdout.split())
    assert "cic_sheets.money.settle" in loaded
    ours = {name for name in loaded if name.startswith("cic_sheets")}
    assert {name.split(".")[1] for name in ours if "." in name} == {"money", "values"}
    assert not loaded & {"dataclasses", "inspect", "locale", "pandas", "openpyxl", "numpy"}


def _two_thousand_plain() -> Case:
    lines = [phone(f"D-{n:04}", "100.00", currency="MAD") for n in range(2000)]
    return case(*lines)


def _two_thousand_mixed() -> Case:
    return make_year(Random(5), 2000, {})


def _two_thousand_chained() -> Case:
    lines = [phone(f"D-{n:04}", "100", receipts=(f"R-{n}", f"R-{n + 1}")) for n in range(2000)]
    return case(*lines, receipts=tuple(invoice(f"R-{n}", "100") for n in range(2001)))


@pytest.mark.parametrize("make", [_two_thousand_plain, _two_thousand_mixed, _two_thousand_chained])
def test_settle__two_thousand_lines_take_less_than_a_second(make: Callable[[], Case]) -> None:
    year = make()
    start = time.process_time()
    found = settle(year)
    assert time.process_time() - start < 1
    assert len(found.lines) + len(found.to_come) >= 2000


def test_settle__does_not_depend_on_the_callers_context() -> None:
    year = make_year(Random(11), 40, {})
    with localcontext() as context:
        context.prec = 4
        narrow = settle(year)
    assert narrow == settle(year)


ROWS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "line": lambda case: {row.id: row for row in case.lines},
    "mission": lambda case: {row.id: row for row in case.missions},
    "approval": lambda case: {row.id: row for row in case.approvals},
    "receipt": lambda case: {row.id: row for row in case.receipts},
    "scale": lambda case: {row.id: row for row in case.scales},
    "convention": lambda case: {"": case.convention},
}


def _exists(source: Source, case: Case) -> bool:
    if source.kind == "rule":
        return source.id in RULE_KEYS.values() and source.field == "value"
    if source.kind == "rate":
        month, currency = source.id.split()
        return bool(Month(*map(int, month.split("-"))).first) and len(currency) == 3
    return hasattr(ROWS[source.kind](case)[source.id], source.field)


@given(years())
def test_cuts__name_rows_and_fields_that_exist(case: Case) -> None:
    found = settle(case)
    for line in found.lines:
        for cut in line.cuts:
            assert all(_exists(source, case) for source in cut.because), cut
    assert all(_exists(source, case) for flag in found.flags for source in flag.because)


def test_causes__table_is_whole() -> None:
    assert list(dict.fromkeys(cause.stage for cause in CAUSES.values())) == list(STAGES)
    assert set(RULE_KEYS) == set(Policies._fields)
    text = "".join(path.read_text("utf-8") for path in SOURCES if path.stem != "causes")
    assert [cause for cause in (*CAUSES, *FLAGS) if f'"{cause}"' not in text] == []


ODD = st.sampled_from(
    [
        Decimal(text)
        for text in ("NaN", "-Infinity", "1E+400", "1E-400", "0", "-0.00", "-5", "12.345")
    ]
)
ANY_DAY = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(YEAR.start, YEAR.end)
TEXT = st.none() | st.sampled_from(
    ("", "mission", "communication", "activité", "D-1", "J-1", "x" * 5000)
)


@st.composite
def nonsense(draw: st.DrawFn) -> Case:
    """Rows that no person would type, and that a damaged file might hold."""
    amount = st.none() | ODD | st.decimals(allow_nan=False, allow_infinity=False)
    texts = st.sampled_from(("", "MAD", "EUR", "USD", "D-1", "J-1", "7" * 5000, "²"))
    when = draw(ANY_DAY)
    lines = [
        Line(
            draw(texts),
            draw(ANY_DAY),
            draw(TEXT),
            draw(TEXT),
            draw(amount),
            draw(TEXT),
            draw(TEXT),
            draw(TEXT),
            draw(TEXT),
            draw(amount),
            draw(TEXT),
            draw(amount),
            draw(TEXT),
            draw(ANY_DAY),
            draw(TEXT),
            draw(ANY_DAY),
            (draw(texts), draw(texts)),
            draw(ANY_DAY),
            draw(TEXT),
            draw(TEXT),
            draw(amount),
        )
        for _ in range(4)
    ]
    some = draw(amount)
    return Case(
        draw(st.dates(date(1, 1, 1), date(9999, 12, 31))),
        Convention(draw(st.dates()), draw(st.dates())) if when else YEAR,
        tuple(lines),
        (
            Receipt("J-1", "justifies", draw(amount), draw(TEXT)),
            Receipt("", "declares", draw(amount)),
        ),
        (Approval("", draw(TEXT), draw(TEXT), when, some, when, when, frozenset(("x",))),),
        (Scale("B", "mission", "D-1", draw(amount), draw(TEXT)),),
        (Rate(Month(2023, 1), "MAD", draw(ODD)),),
        (Mission("D-1", None, None, draw(TEXT), -3, -3, draw(TEXT)),),
        (FeeNote("", when, some),),
        (Payment("", when, draw(TEXT), some, (draw(texts),), draw(TEXT)),),
        (Claim("", when, when, None),),
        (BudgetLine("", draw(TEXT), some),),
    )


@given(nonsense())
def test_settle__nothing_typed_raises(case: Case) -> None:
    found = settle(case)
    assert len(found.lines) + len(found.to_come) == len(case.lines)


def _tampered(found: Settlement, what: str) -> Settlement:
    line, cent = found.lines[0], Decimal("0.01")
    if what == "a line":
        return found._replace(lines=(line._replace(claimed=line.claimed + cent), *found.lines[1:]))
    if what == "a lost line":
        return found._replace(lines=found.lines[1:])
    if what == "the year":
        year = found.totals.year._replace(pending=cent)
        return found._replace(totals=found.totals._replace(year=year))
    if what == "a category":
        first, *_ = found.totals.by_category
        changed = {**found.totals.by_category}
        total = changed[first]
        changed[first] = total._replace(claimed=total.claimed + cent, pending=total.pending + cent)
        return found._replace(totals=found.totals._replace(by_category=changed))
    if what == "the ledger":
        last = found.ledger[-1]
        last = last._replace(reimbursable=last.reimbursable - cent)
        return found._replace(ledger=(*found.ledger[:-1], last))
    if what == "a receipt":
        return found._replace(receipts=(found.receipts[0]._replace(left=-cent),))
    approval = found.approvals[0]
    return found._replace(approvals=(approval._replace(consumed=approval.consumed + cent),))


@pytest.mark.parametrize(
    "what",
    ["a line", "a lost line", "the year", "a category", "the ledger", "a receipt", "an approval"],
)
def test_equation__when_it_breaks_the_engine_says_so(what: str) -> None:
    found = settled(phone("D-1", "100"), phone("D-2", "50"))
    prove(found, ["D-1", "D-2"])
    with pytest.raises(EquationBroken):
        prove(_tampered(found, what), ["D-1", "D-2"])


def test_totals__by_month_category_mission_and_claim() -> None:
    found = settled(
        phone("D-1", "100", "01-10", claim="C-1"),
        trip("D-2", "50", "02-10", claim="C-1"),
        trip("D-3", "25", "02-11", "repas", approval=None),
        phone("D-4", "5", "2022-12-30"),
    ).totals
    assert list(found.by_month) == [1, 2, None]
    assert list(found.by_mission) == ["MIS", None]
    flat = {
        name: {key: f"{t.claimed} {t.reimbursable}" for key, t in getattr(found, name).items()}
        for name in ("by_month", "by_imputation", "by_category", "by_mission", "by_claim")
    }
    assert flat == {
        "by_month": {1: "100.00 100.00", 2: "75.00 50.00", None: "5.00 0.00"},
        "by_imputation": {"communication": "105.00 100.00", "mission": "75.00 50.00"},
        "by_category": {
            "communication": "105.00 100.00",
            "hébergement": "50.00 50.00",
            "repas": "25.00 0.00",
        },
        "by_mission": {"MIS": "75.00 50.00", None: "105.00 100.00"},
        "by_claim": {"C-1": "150.00 150.00", None: "30.00 0.00"},
    }


def test_claims_of__are_those_whose_period_holds_the_day_first_sent_first() -> None:
    claims = (
        Claim("R-3", None, day("01-01"), day("12-31")),
        Claim("R-2", day("07-05"), day("01-01"), day("06-30")),
        Claim("R-1", day("04-05"), day("01-01"), day("03-31")),
        Claim("R-4", day("01-05"), day("02-01"), None),
    )
    line = phone("D", "10", "03-31")
    assert [claim.id for claim in claims_of(line, claims)] == ["R-1", "R-2", "R-3"]
    assert claims_of(line._replace(day=None), claims) == []
