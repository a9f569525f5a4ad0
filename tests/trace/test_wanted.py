"""A figure is found as a French person types it, and only that figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cic_sheets.report.model import Figure
from cic_sheets.trace.wanted import nearest, numbers_in, read_wanted, shows


@pytest.mark.parametrize(
    "typed",
    ["1 847,20", "1\u00a0847,20", "1\u202f847,2", "1847.2", "1847,20 EUR", "€ 1 847,20", "١٨٤٧٫٢"],
)
def test_amount__is_found_however_it_is_typed(typed: str) -> None:
    wanted = read_wanted(typed)
    assert wanted is not None
    assert shows(wanted, Figure(Decimal("1847.20")))
    assert not shows(wanted, Figure(Decimal("1847.21")))


@pytest.mark.parametrize("typed", ["", "abc", "12 34,5", "D-2023-017", "32/01/2023"])
def test_what_is_no_figure__is_none(typed: str) -> None:
    assert read_wanted(typed) is None


@pytest.mark.parametrize(
    ("typed", "value", "found"),
    [
        ("120 EUR", Figure(Decimal(120), "EUR"), True),
        ("120 EUR", Figure(Decimal(120), "MAD"), False),
        ("120 EUR", Figure(Decimal(120), ""), True),
        ("120 %", Figure(Decimal(120), "%"), True),
        ("12,5 %", Decimal("0.125"), True),
        ("12,5 %", Decimal("12.5"), False),
        ("7 h 30", Figure(Decimal("7.5"), "h"), True),
        ("1.234", Figure(Decimal("1.234"), ""), True),
        ("1.234", Figure(Decimal(1234), ""), True),
        ("31/12/2023", date(2023, 12, 31), True),
        ("03/04/2023", date(2023, 4, 3), True),
        ("03/04/2023", date(2023, 3, 4), False),
        ("12", "Nuit du 12 janvier", True),
        ("12", "du 12/01/2023 au 13/01/2023", False),
        ("12", "D-2023-12 et 112", False),
        ("5236,47", "soit 5\u00a0236,47\u00a0EUR par an", True),
        ("236,47", "soit 5\u00a0236,47\u00a0EUR par an", False),
        ("1", True, False),
    ],
)
def test_value__shows_the_figure_or_not(typed: str, value: object, found: bool) -> None:
    wanted = read_wanted(typed)
    assert wanted is not None
    assert shows(wanted, value) is found


def test_rounding__counts_only_when_asked_for() -> None:
    wanted = read_wanted("23 %")
    assert wanted is not None
    assert not shows(wanted, Decimal("0.23452"))
    assert shows(wanted, Decimal("0.23452"), rounded=True)
    assert not shows(wanted, Decimal("0.2352"), rounded=True)


def test_numbers_in_a_text__leave_days_and_row_numbers_out() -> None:
    text = "D-2023-017 du 12/03/2023 : 1 080,00 MAD, -3,5 et 20:00"
    assert numbers_in(text) == [Decimal("1080.00"), Decimal("-3.5")]


def test_nearest__are_the_closest_first() -> None:
    wanted = read_wanted("100")
    assert wanted is not None
    found = nearest(wanted, map(Decimal, (10, 99, 103, 99, 500)), 2)
    assert found == [Decimal(99), Decimal(103)]
