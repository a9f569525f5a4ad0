"""Whatever is typed in the workbook, events, reminders and what is waited for are made of it."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest
import vobject

from cic_sheets.language import LANGUAGES
from cic_sheets.render.calendar import drawn
from cic_sheets.render.reminders import text_of
from cic_sheets.report.calendar import calendar_of
from cic_sheets.report.reminders import reminders_of
from tests.hostile.books import any_column, text_column, written, year_and, year_with
from tests.hostile.texts import NUMBERS, TEXTS
from tests.hostile.watch import opened

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("data", "least"),
    [
        pytest.param(lambda: written(year_with(TEXTS, text_column)), 10, id="texts"),
        pytest.param(lambda: written(year_with(TEXTS, any_column)), 0, id="texts anywhere"),
        pytest.param(lambda: written(year_with(NUMBERS, any_column)), 0, id="numbers anywhere"),
        pytest.param(lambda: written(year_and(TEXTS)), 10, id="more rows"),
    ],
)
def test_hostile_year__is_answered(data: object, least: int, tmp_path: Path) -> None:
    assert callable(data)
    book = opened(tmp_path / "2023.xlsx", data())
    calendar = calendar_of(book.year, book.name)
    reminders = reminders_of(book.year)
    assert len(calendar.events) >= least
    for lang in LANGUAGES:
        made = drawn(calendar, lang)
        if made is not None:
            events = [str(one["UID"]) for one in icalendar.Calendar.from_ical(made).walk("VEVENT")]
            assert events == [event.uid for event in calendar.events]
            read = vobject.readOne(made.decode("utf-8"))
            assert len(read.vevent_list) == len(set(events))
        for one in reminders.communes:
            text = text_of(one, reminders.sender, reminders.as_of, lang)
            assert not [sign for sign in text if sign < " " and sign != "\n"]
