"""Deadlines become events: each at its day, with the reminders that are still of use."""

from __future__ import annotations

import pytest

from cic_sheets.report.calendar import Calendar, calendar_of, reminders
from tests.drawing import draw


def calendar(year: str) -> Calendar:
    return calendar_of(draw(year).opened().year, "2023")


@pytest.mark.parametrize(
    ("typed", "days", "unread"),
    [
        ("30;15;3", (30, 15, 3), ()),
        ("3 ; 30;15; 15", (30, 15, 3), ()),
        ("J-30, J-15 et 3 jours", (30, 15, 3), ()),
        ("7 j.", (7,), ()),
        ("0", (0,), ()),
        ("٣٠; ٧", (30, 7), ()),
        ("", (), ()),
        (None, (), ()),
        (" ; ;", (), ()),
        ("366;367", (366,), ("367",)),
        ("30;1 mois;une semaine", (30,), ("1 mois", "une semaine")),
        ("9999", (), ("9999",)),
        ("2,5", (5, 2), ()),
        ("=1+1", (), ("=1+1",)),
    ],
)
def test_reminders__are_days_before(
    typed: str | None, days: tuple[int, ...], unread: tuple[str, ...]
) -> None:
    assert reminders(typed) == (days, unread)


def test_events__come_by_day_each_with_all_that_its_row_says() -> None:
    first, second = calendar("""
        | Communes  | Code | Commune   | الجماعة |
        |           | C01  | Aït Tizza | أيت تيزة |
        | Échéances | N°    | Objet   | Date limite | Rappels (jours) | Responsable | Communes | Base    | Fait le |
        |           | EC-02 | Mesures | 31/07/2023  | 15;3            | Le groupe   | C01      | Plan    |         |
        |           | EC-01 | Bilan   | 15/07/2023  |                 | Moi         |          |         |         |
    """).events  # noqa: E501
    assert (first.number, first.subject, first.reminders) == ("EC-01", "Bilan", ())
    assert (second.day.isoformat(), second.subject) == ("2023-07-31", "Mesures")
    assert (second.owner, second.basis, second.reminders) == ("Le groupe", "Plan", (15, 3))
    assert second.communes == (("Aït Tizza", "أيت تيزة"),)


def test_done_deadline__stays_and_rings_no_more() -> None:
    (event,) = calendar("""
        | Échéances | N°    | Date limite | Rappels (jours) | Fait le    |
        |           | EC-01 | 15/07/2023  | 30;un mois      | 10/07/2023 |
    """).events
    assert event.done_on is not None
    assert event.reminders == event.unread == ()


def test_deadline_without_a_day__is_no_event() -> None:
    assert not calendar("""
        | Échéances | N°    | Date limite |
        |           | EC-01 |             |
        |           | EC-02 | bientôt     |
    """).events


BEFORE = """
    | Échéances | N°    | Objet   | Date limite | Responsable |
    |           | EC-01 | Bilan   | 15/07/2023  | Moi         |
    |           | EC-02 | Mesures | 31/07/2023  | Le groupe   |
"""
AFTER = """
    | Échéances | N°    | Objet            | Date limite | Responsable |
    |           | EC-00 | Calendrier       | 10/01/2023  | Moi         |
    |           | EC-02 | Mesures du mois  | 20/07/2023  | Les communes |
    |           | EC-01 | Bilan semestriel | 18/07/2023  | Brulocalis  |
"""


def test_uid__stays_whatever_the_row_says_and_wherever_it_stands() -> None:
    before = {one.number: one.uid for one in calendar(BEFORE).events}
    after = {one.number: one.uid for one in calendar(AFTER).events}
    assert len(set(after.values())) == 3
    assert {number: after[number] for number in before} == before


def test_uid__is_another_in_another_year() -> None:
    year = draw(BEFORE).opened().year
    one, other = calendar_of(year, "2023"), calendar_of(year, "2024")
    assert not {event.uid for event in one.events} & {event.uid for event in other.events}


def test_uid__of_two_rows_with_one_number_differs() -> None:
    twins = calendar("""
        | Échéances | N°    | Objet | Date limite |
        |           | EC-01 | Un    | 15/07/2023  |
        |           | EC-01 | Deux  | 15/07/2023  |
    """).events
    assert {one.subject for one in twins} == {"Un", "Deux"}
    assert len({one.uid for one in twins}) == 2


def test_revision__never_goes_back_as_days_pass() -> None:
    days = ("15/12/2022", "01/01/2023", "02/01/2023", "31/12/2023")
    found = [calendar(f"Vu le {day}\n{BEFORE}").revision for day in days]
    assert found == [0, 0, 1, 364]


@pytest.mark.parametrize(("seen", "rings"), [("09/07/2023", True), ("10/07/2023", False)])
def test_deadline__rings_until_the_day_it_was_done(seen: str, rings: bool) -> None:
    (event,) = calendar(f"""
        Vu le {seen}
        | Échéances | N°    | Date limite | Rappels (jours) | Fait le    |
        |           | EC-01 | 15/07/2023  | 3               | 10/07/2023 |
    """).events
    assert bool(event.reminders) == rings
    assert (event.done_on is None) == rings
