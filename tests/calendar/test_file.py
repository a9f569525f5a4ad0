"""The calendar file obeys RFC 5545, and other programs read in it what the workbook says.

The rules of the RFC are checked on the bytes, without the library that wrote them.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject

from cic_sheets.language import LANGUAGES, rtl
from cic_sheets.render.calendar import drawn
from cic_sheets.report.calendar import Calendar, Event
from tests.hostile.texts import TERMINAL, TEXTS

AS_OF = date(2023, 6, 30)
BILAN = Event(
    "6f1c-1", "EC-06", date(2023, 7, 15), "Bilan, premier semestre ; à remettre", "Coordination",
    (("Aït Tizza", "أيت تيزة"), ("Oued Zitoune", "واد الزيتون")), "Demande de Brulocalis", (15, 0),
)  # fmt: skip
DONE = Event("6f1c-2", "EC-02", date(2023, 3, 31), "Rapports", done_on=date(2023, 3, 30))
LAST = Event("6f1c-3", "EC-99", date.max, "Au bout du calendrier", reminders=(366,))
ARABIC = Event("6f1c-4", "EC-07", date(2023, 12, 31), "تقرير الجماعات السنوي " * 12, "الجماعة")
HOSTILE = tuple(
    Event(f"hostile-{number}", text, AS_OF, text, text, ((text, text),), text, (1,), (text,))
    for number, text in enumerate((*TEXTS, *TERMINAL, "BEGIN:VEVENT\r\nUID:x", "a\\nb\\", "\t", ""))
)
EVERYTHING = (BILAN, DONE, LAST, ARABIC, *HOSTILE)
ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")


def file(*events: Event, lang: str = "fr") -> bytes:
    made = drawn(Calendar("2023", AS_OF, 180, events), lang)
    assert made is not None
    return made


def lines(data: bytes) -> list[str]:
    """Content lines, unfolded as RFC 5545 §3.1 says."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def components(data: bytes, name: str) -> list[list[str]]:
    """The content lines of each component of that name, those within it left out."""
    found: list[list[str]] = []
    open_ones: list[str] = []
    for line in lines(data):
        if line.startswith("BEGIN:"):
            open_ones.append(line.removeprefix("BEGIN:"))
            if open_ones[-1] == name:
                found.append([])
        elif line.startswith("END:"):
            assert open_ones.pop() == line.removeprefix("END:")
        elif open_ones[-1] == name:
            found[-1].append(line)
    assert not open_ones
    return found


def names(content: list[str]) -> list[str]:
    return [re.split("[;:]", line, maxsplit=1)[0] for line in content]


@pytest.mark.parametrize("lang", LANGUAGES)
class TestBytes:
    """What RFC 5545 asks of every file, in every language, whatever was typed."""

    def test_lines__end_in_crlf_and_have_75_octets_at_most(self, lang: str) -> None:
        physical = file(*EVERYTHING, lang=lang).split(b"\r\n")
        assert physical[-1] == b""
        assert max(map(len, physical)) == 75
        assert not [line for line in physical if b"\n" in line or b"\r" in line]
        for line in physical:
            line.decode("utf-8")  # no character is cut in two by a fold

    def test_lines__hold_no_control_character(self, lang: str) -> None:
        unfolded = "".join(lines(file(*EVERYTHING, lang=lang)))
        assert not [sign for sign in unfolded if sign < " " or "\x7f" <= sign < "\xa0"]

    def test_calendar__has_what_is_required_once(self, lang: str) -> None:
        (content,) = components(file(*EVERYTHING, lang=lang), "VCALENDAR")
        for required in ("PRODID", "VERSION", "METHOD", "CALSCALE"):
            assert names(content).count(required) == 1
        assert "VERSION:2.0" in content

    def test_event__has_what_is_required_once_and_nothing_twice(self, lang: str) -> None:
        events = components(file(*EVERYTHING, lang=lang), "VEVENT")
        assert len(events) == len(EVERYTHING)
        for content in events:
            found = names(content)
            assert len(found) == len(set(found))
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(found)
            assert not set(found) & {"DURATION", "RRULE", "ATTACH", "URL"}

    def test_event__has_its_own_uid(self, lang: str) -> None:
        data = file(*EVERYTHING, lang=lang)
        uids = [line for line in lines(data) if line.startswith("UID:")]
        assert uids == [f"UID:{event.uid}" for event in EVERYTHING]

    def test_alarm__has_what_a_shown_alarm_requires(self, lang: str) -> None:
        alarms = components(file(*EVERYTHING, lang=lang), "VALARM")
        assert len(alarms) == sum(len(event.reminders) for event in EVERYTHING)
        for content in alarms:
            assert sorted(names(content)) == ["ACTION", "DESCRIPTION", "TRIGGER"]
            assert "ACTION:DISPLAY" in content

    def test_text__is_escaped(self, lang: str) -> None:
        for line in lines(file(*EVERYTHING, lang=lang)):
            name, _, text = line.partition(":")
            if name in ("SUMMARY", "DESCRIPTION", "NAME"):
                assert ESCAPED.fullmatch(text), line

    def test_bytes__are_the_same_each_time(self, lang: str) -> None:
        assert file(*EVERYTHING, lang=lang) == file(*EVERYTHING, lang=lang)

    def test_other_program__finds_every_event(self, lang: str) -> None:
        read = vobject.readOne(file(*EVERYTHING, lang=lang).decode("utf-8"))
        assert [one.uid.value for one in read.vevent_list] == [one.uid for one in EVERYTHING]


def test_event__lasts_its_whole_day_and_takes_nobodys_time() -> None:
    (content,) = components(file(BILAN), "VEVENT")
    assert "DTSTART;VALUE=DATE:20230715" in content
    assert "DTEND;VALUE=DATE:20230716" in content
    assert "TRANSP:TRANSPARENT" in content
    assert "DTSTAMP:20230630T000000Z" in content
    assert "SEQUENCE:180" in content


def test_event__that_is_done_is_newer_than_on_the_day_before_it_was() -> None:
    """The day from which a year is seen stops with the convention; deadlines go on."""
    (content,) = components(file(DONE), "VEVENT")
    assert "SEQUENCE:181" in content


def test_event__on_the_last_day_that_there_is_has_no_end() -> None:
    (content,) = components(file(LAST), "VEVENT")
    assert "DTSTART;VALUE=DATE:99991231" in content
    assert "DTEND" not in names(content)


def test_reminder__rings_in_the_morning_of_its_day() -> None:
    read = vobject.readOne(file(BILAN).decode("utf-8")).vevent
    midnight = datetime.combine(read.dtstart.value, datetime.min.time(), UTC)
    rung = [midnight + one.trigger.value for one in read.valarm_list]
    assert rung == [datetime(2023, 6, 30, 9, tzinfo=UTC), datetime(2023, 7, 15, 9, tzinfo=UTC)]


@pytest.mark.parametrize("library", ["icalendar", "vobject"])
def test_text__is_read_back_as_it_was_typed(library: str) -> None:
    data = file(BILAN)
    if library == "icalendar":
        event = icalendar.Calendar.from_ical(data).walk("VEVENT")[0]
        summary, description = str(event["SUMMARY"]), str(event["DESCRIPTION"])
        assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1)
    else:
        event = vobject.readOne(data.decode("utf-8")).vevent
        summary, description = event.summary.value, event.description.value
    assert summary == "Bilan, premier semestre ; à remettre"
    assert description.split("\n") == [
        "Responsable : Coordination",
        "Communes : Aït Tizza, Oued Zitoune",
        "Base : Demande de Brulocalis",
        "Échéance EC-06 du classeur.",
    ]


def test_done__is_marked_and_says_when() -> None:
    read = vobject.readOne(file(DONE).decode("utf-8")).vevent
    assert read.summary.value == "✓ Rapports"
    assert read.description.value.startswith("Fait le 30/03/2023.\n")
    assert "valarm" not in read.contents


def test_reminder_that_is_no_number_of_days__is_told() -> None:
    event = BILAN._replace(unread=("un mois", "bientôt"))
    read = vobject.readOne(file(event).decode("utf-8")).vevent
    assert "un mois, bientôt" in read.description.value


def test_arabic__names_communes_in_arabic_and_isolates_what_was_typed() -> None:
    read = vobject.readOne(file(BILAN, lang="ar").decode("utf-8")).vevent
    assert read.description.value.split("\n")[:2] == [
        "المسؤول: \u2068Coordination\u2069",
        "الجماعات: \u2068أيت تيزة, واد الزيتون\u2069",
    ]
    assert rtl("ar")


def test_language__changes_words_only() -> None:
    kept = ("UID", "DTSTART", "DTEND", "TRIGGER", "STATUS", "SEQUENCE", "BEGIN", "END")
    told = {
        lang: [one for one in lines(file(*EVERYTHING, lang=lang)) if one.startswith(kept)]
        for lang in LANGUAGES
    }
    assert told["fr"] == told["en"] == told["ar"]


def test_hostile_subject__stays_a_text() -> None:
    forged = Event("mine", "EC-1", AS_OF, "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:theirs")
    (event,) = components(file(forged), "VEVENT")
    assert [line for line in event if line.startswith("UID")] == ["UID:mine"]
    assert "SUMMARY:x END:VEVENT BEGIN:VEVENT UID:theirs" in event


def test_no_event__makes_no_file() -> None:
    """A calendar without any component is not one (RFC 5545 §3.6)."""
    assert drawn(Calendar("2023", AS_OF, 0, ())) is None
