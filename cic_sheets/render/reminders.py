"""A reminder as a text to paste in a mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from cic_sheets.language.documents import sentence
from cic_sheets.language.reminders import told
from cic_sheets.report.reminders import Owed, Reminder, Sender
from cic_sheets.values.names import clean

_LISTED = ("measure", "unavailable")
_UNDATED = "unavailable"
_DATED = ("deliverable", "deadline", "follow_up", "measure", "evaluation")
"""Kinds that say otherwise what is late."""


def text_of(reminder: Reminder, sender: Sender, day: date, lang: str) -> str:
    """The whole text: subject, greeting, what is asked, until when, whom to answer."""
    commune = _line(reminder.arabic_name if lang == "ar" else reminder.name)
    greeting = (
        told("greeting", lang, contact=_line(reminder.contact))
        if reminder.contact
        else told("greeting.nobody", lang)
    )
    parts = (
        told("subject", lang, commune=commune),
        greeting,
        told("opening", lang, day=day),
        _ended("\n".join(_asked(reminder, lang)), lang),
        _request(reminder, lang),
        told("help", lang),
        "\n".join((told("closing", lang), *_signature(sender, lang))),
    )
    return "\n\n".join(parts) + "\n"


def _asked(reminder: Reminder, lang: str) -> Iterator[str]:
    for kind, group in groupby(reminder.owed, key=lambda one: one.kind):
        mine = tuple(group)
        if kind in _LISTED:
            yield told(_key(mine[0]), lang, day=mine[0].day or reminder.by)
            yield from (told("indicator", lang, what=_line(one.what)) for one in mine)
            continue
        for one in mine:
            what = sentence(one.what, lang) if kind == "deliverable" else one.what
            yield told(_key(one), lang, what=_line(what), day=one.day)


def _key(one: Owed) -> str:
    return f"{one.kind}.late" if one.late and one.kind in _DATED else one.kind


def _ended(lines: str, lang: str) -> str:
    """The last item ends the sentence that all of them are."""
    return lines.rstrip(" ;؛\u00a0") + "." if lines[-1] in ";؛" else lines


def _request(reminder: Reminder, lang: str) -> str:
    late = [one.late or one.kind == _UNDATED for one in reminder.owed]
    if all(late):
        return told("request.all_late", lang, by=reminder.by)
    return told("request.late", lang, by=reminder.by) if any(late) else told("request", lang)


def _signature(sender: Sender, lang: str) -> Iterator[str]:
    if sender.name:
        yield told("name", lang, name=_line(sender.name))
    yield told("role", lang)
    if sender.phone:
        yield told("phone", lang, phone=_line(sender.phone))
    if sender.mail:
        yield told("mail", lang, mail=_line(sender.mail))


def _line(typed: str) -> str:
    """What was typed, on one line, without what is seen by nobody."""
    return " ".join(clean(typed).split())
