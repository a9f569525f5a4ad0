"""What the year waits for, from whom and since when, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

import click

from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.render.waits import what_said, who_said
from cic_sheets.report.status import Readiness, Status
from cic_sheets.report.waiting import Decision, Need, Wait
from cic_sheets.values import shown

WIDTH = 100


def show_waits(one: Readiness) -> None:
    """A line for each whom the deliverable waits for."""
    for _, group in groupby(one.waits, key=lambda wait: (wait.who, wait.name)):
        waits = tuple(group)
        parts = t("status.also").join(safe(what_said(one.name, wait, lang())) for wait in waits)
        _wrapped("    ", t("status.from", who=safe(who_said(waits[0], lang())), what=parts))


def _wrapped(indent: str, line: str) -> None:
    """A line, the rest of it further in where it is too long for a terminal."""
    from textwrap import wrap

    for part in wrap(line, WIDTH, initial_indent=indent, subsequent_indent=indent + "  "):
        click.echo(part)


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
