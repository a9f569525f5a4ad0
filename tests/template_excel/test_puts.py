"""The filler tells where each field came to stand."""

from __future__ import annotations

from decimal import Decimal

from cic_sheets.template.excel.fill import Filled, fill
from tests.template_excel.books import one_sheet


def told(done: Filled) -> set[tuple[str, str, int, bool]]:
    """`F!A2`, the field, its item, whether it stands alone."""
    return {
        (f"{put.sheet}!{put.place}", f"{field.list}.{field.key}", put.item, put.alone)
        for put in done.puts
        for field in put.fields
    }


def test_fields__are_told_where_they_land_below_rows_that_repeat() -> None:
    template = one_sheet(A1="{{annee}}", A2="{{l.no}}", B2="de {{l.no}} à {{annee}}", A3="{{fin}}")
    lines = [{"no": "D-1"}, {"no": "D-2"}]
    found = told(fill(template, {"annee": 2023, "fin": Decimal(1)}, {"l": lines}))
    assert found == {
        ("F!A1", ".annee", 0, True),
        ("F!A2", "l.no", 0, True),
        ("F!B2", "l.no", 0, False),
        ("F!B2", ".annee", 0, False),
        ("F!A3", "l.no", 1, True),
        ("F!B3", "l.no", 1, False),
        ("F!B3", ".annee", 1, False),
        ("F!A4", ".fin", 0, True),
    }


def test_list_without_items__puts_nothing() -> None:
    template = one_sheet(A1="{{l.no}}", A2="{{inconnu}}", A3="libre")
    assert fill(template, {}, {"l": []}, columns={"l": ["no"]}).puts == ()
