"""The longest silence of a commune, within its own days in the group."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.group.members import Stay
from cic_sheets.group.silences import longest
from cic_sheets.sheets.communes import Commune

FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)
STAY = Stay(Commune("Communes", 2, {"code": "C01"}, {}, {}), FIRST, LAST)
DAYS = st.lists(st.dates(date(2022, 1, 1), date(2024, 12, 31)), max_size=30)


@given(DAYS)
def test_longest_silence__holds_no_day_that_counts_and_none_is_longer(days: list[date]) -> None:
    found = longest(STAY, {"C01": sorted(days), "C02": [FIRST]})
    assert not [day for day in days if found.start < day < found.end]
    inside = {day for day in days if FIRST <= day <= LAST} | {FIRST, LAST}
    quiet = run = 0
    for n in range((LAST - FIRST).days):
        run = 1 if FIRST + timedelta(days=n) in inside else run + 1
        quiet = max(quiet, run)
    assert found.days == quiet


def test_commune_of_which_nothing_is_told__was_silent_all_its_days() -> None:
    assert longest(STAY, {}) == (FIRST, LAST)
