"""What the year waits for, from whom and since when, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

import click

from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.language.documents import sentence
from cic_sheets.report.status import Readiness, Status
from cic_sheets.report.waiting import CLIENT, COORDINATOR, Decision, Need, Wait
from cic_sheets.values import shown

WIDTH = 100
_NAMED = ("deliverable", "deadline", "follow_up", "absence", "attendance", "minutes")
"""What communes owe that is told by its name; the rest is counted."""


def show_waits(one: Readiness) -> None:
    """A line for each whom the deliverable waits for."""
    for (who, name), group in groupby(one.waits, key=lambda wait: (wait.who, wait.name)):
        parts = t("status.also").join(safe(_part(one.name, wait)) for wait in group)
        told = t("status.you") if who == COORDINATOR else safe(name)
        _wrapped("    ", t("status.from", who=told, what=parts))


def _wrapped(indent: str, line: str) -> None:
    """A line, the rest of it further in where it is too long for a terminal."""
    from textwrap import wrap

    for part in wrap(line, WIDTH, initial_indent=indent, subsequent_indent=indent + "  "):
        click.echo(part)


def _part(deliverable: str, wait: Wait) -> str:
    if wait.who == COORDINATOR:
        key = f"status.{deliverable}.missing"
        return t("status.receipts" if wait.what == "receipts" else key, what=_listed(wait.items))
    if wait.who == CLIENT:
        since = t("status.since", day=wait.since) if wait.since else ""
        return t(f"status.client.{wait.what}", what=_listed(wait.items), since=since)
    if wait.what in _NAMED:
        items = tuple(sentence(item, lang()) for item in wait.items)
        what = _listed(items if wait.what == "deliverable" else wait.items)
        return t(f"status.commune.{wait.what}", what=what, day=wait.since)
    return t(f"status.commune.{wait.what}", count=len(wait.items))


def _listed(items: tuple[str, ...]) -> str:
    return t("status.and").join(items)


def show_group(found: Status) -> None:
    """Needs and decisions that are open; who has not evaluated the year."""
    _show("needs", map(_need, found.needs))
    _show("decisions", map(_decision, found.decisions))
    if found.unanswered:
        click.echo("\n" + t("status.unanswered", count=len(found.unanswered)))
        _wrapped("  ", safe(_listed(found.unanswered)))


def _show(key: str, lines: Iterable[str]) -> None:
    held = tuple(lines)
    if held:
        click.echo("\n" + t(f"status.{key}", count=len(held)))
    for line in held:
        _wrapped("  ", safe(line))


def _need(one: Need) -> str:
    told = t("status.confidential") if one.confidential else one.need
    return t("status.need", day=_day(one.since), number=one.number, who=one.commune, what=told)


def _decision(one: Decision) -> str:
    late = f" ({t('status.overdue')})" if one.overdue else ""
    line = t("status.decision", day=_day(one.due), number=one.number, who=one.owner,
             what=one.subject)  # fmt: skip
    since = " " + t("status.decided", day=one.since) if one.since else ""
    return line + since + late


def _day(day: date | None) -> str:
    return shown.day(day, lang()) if day else t("status.undated")


# --- JSON -----------------------------------------------------------------------------------------


def as_wait(wait: Wait) -> dict[str, Any]:
    """What a deliverable waits for."""
    return {
        "who": wait.who,
        "name": wait.name,
        "what": wait.what,
        "items": list(wait.items),
        "since": _iso(wait.since),
    }


def of_the_group(found: Status) -> dict[str, Any]:
    """Needs, decisions, evaluations."""
    return {
        "needs": [{**one._asdict(), "since": _iso(one.since)} for one in found.needs],
        "decisions": [
            {
                **one._asdict(),
                "communes": list(one.communes),
                "since": _iso(one.since),
                "due": _iso(one.due),
            }
            for one in found.decisions
        ],
        "unanswered": list(found.unanswered),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
