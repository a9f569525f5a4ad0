"""Rows kept by column and written at once are the rows that are made cell by cell."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest

from cic_sheets.template.excel import rows
from cic_sheets.template.excel.fill import Filled, Link, Value, Worded, fill
from cic_sheets.template.excel.pattern import Sample, compiled
from tests.template_excel.books import one_sheet, rich_template

VALUES: Mapping[str, Sequence[Value]] = {
    "numbers": [Decimal("12.10"), Decimal("-0.00"), Decimal("1E+3"), Decimal(1) / Decimal(7)],
    "whole": [7, Decimal(12)],
    "cents": [Decimal("12.10"), Decimal("-3.05"), Decimal(100), Decimal("0.005")],
    "texts": ["Hôtel & Café", "<b>", 'a "b"', "deux\nlignes", "=1+1", "", "طنجة", "{{no}} %s %d"],
    "odd": ["a\0b", "a\r\nb", "_x0041_", "\ud800", "x" * 40_000, "\x07", "\t\n\t"],
    "days": [date(2023, 5, 6), date(1900, 1, 1), date(1899, 1, 1), datetime(2023, 5, 6, 7, 8, 9)],
    "plain_days": [date(2023, 5, 6), date(1900, 3, 1)],
    "mixed": [None, "", "5", Decimal(5), True, False, date(2023, 1, 1), 3],
    "worded": [Worded(Decimal("5.50"), "5,50 EUR"), Decimal(2)],
    "links": [Link("ici", "'F'!A1"), "là"],
    "divisors": [Decimal(0), Decimal("10.80"), None],
}  # fmt: skip

FORMULAS = [
    "=ROUND(A2/B2,2)", "=A2*B2-C2", "=A2+B2*2", "=(A2-1)/3", "=SUM(A$2:A2)", '=IF(A2="","",A2)',
    "=A2&B2", "=D2*2", "=A2*$A$1", "=ROW(A2)", "=A1+1", "=A2/0", "=A2%", "=-A2", "=ROUND(A2,-1)",
]  # fmt: skip


def both(
    monkeypatch: pytest.MonkeyPatch, template: bytes, items: Sequence[Mapping[str, Value]]
) -> tuple[Filled, Filled]:
    """Filled by column, and cell by cell."""
    by_column = fill(template, {"annee": 2023, "titre": "x"}, {"l": items, "lignes": items})
    monkeypatch.setattr(rows, "_MANY", 1 << 30)
    by_cell = fill(template, {"annee": 2023, "titre": "x"}, {"l": items, "lignes": items})
    monkeypatch.undo()
    return by_column, by_cell


@pytest.mark.parametrize("seed", range(40))
def test_rows_by_column__are_those_made_cell_by_cell(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    kinds = [chance.choice([*VALUES, "cents", "cents"]) for _ in range(3)]
    count = chance.choice([1, 2, 3, 4, 7, 30, 600])
    items = [
        {name: chance.choice(VALUES[kind]) for name, kind in zip("abc", kinds, strict=True)}
        for _ in range(count)
    ]
    template = one_sheet(
        A1="=2", A2="{{l.a}}", B2="{{L.B}}", C2="{{l.c}}", D2=chance.choice(FORMULAS),
        E2=chance.choice(FORMULAS), F2="EUR", A3="=SUM(A2:A2)", D3="=SUM(D2:D2)",
        E3='=COUNTIF(A2:A2,"EUR")', F3="=COUNTA(B2:F2)", G3="=D2", A9="{{annee}}",
    )  # fmt: skip
    by_column, by_cell = both(monkeypatch, template, items)
    assert by_column.unreckoned == by_cell.unreckoned
    assert list(by_column.puts) == list(by_cell.puts)
    assert by_column.data == by_cell.data


@pytest.mark.parametrize("count", [3, 7, 200])
def test_everything_that_depends_on_rows__follows_rows_by_column_too(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    items: list[Mapping[str, Value]] = [
        {"no": f"D-{i}", "jour": date(2023, 1, 1), "montant": Decimal(i), "taux": Decimal("10.8")}
        for i in range(count)
    ]
    by_column, by_cell = both(monkeypatch, rich_template(), items)
    assert by_column.data == by_cell.data


def test_numbers_that_do_not_follow_the_rows__leave_the_text_to_be_made_cell_by_cell() -> None:
    texts = ("A5*2", "A6*4", "A9*6")
    samples = [Sample(item, text) for item, text in zip((0, 1, 4), texts, strict=True)]
    assert compiled(samples, 1) is None
    followed = compiled([Sample(0, "A5*2"), Sample(1, "A6*2"), Sample(4, "A9*2")], 1)
    assert followed is not None
    assert followed.text(7) == "A12*2"
