"""`cic status`: what is missing today, and what the cap still allows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from cic_sheets.cli.group import as_json, as_of, command, workbook
from cic_sheets.cli.opening import opened
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.report.status import Status, status_of
from cic_sheets.values import shown
from cic_sheets.values.shown import two_places


@command("status")
@workbook
@as_of
@as_json
@click.pass_context
def status(ctx: click.Context, workbook: Path, as_of: date | None, as_json: bool) -> None:
    """What each deliverable lacks, the cap's room, silent communes, next dates."""
    book = opened(workbook, as_of)
    found = status_of(book.year, book.findings)
    if as_json:
        click.echo(json.dumps(_json(found), ensure_ascii=False, indent=1))
    else:
        _show(found)
    ctx.exit(1 if book.is_draft else 0)


def _json(found: Status) -> dict[str, Any]:
    room = found.room
    return {
        "as_of": found.as_of.isoformat(),
        "deliverables": [
            {"name": one.name, "errors": one.errors, "missing": list(one.missing)}
            for one in found.deliverables
        ],
        "room": {
            "this_month": two_places(room.this_month),
            "until_end": two_places(room.until_end),
        }
        if room
        else None,
        "silent_communes": [
            {"name": one.name, "last": one.last.isoformat() if one.last else None}
            for one in found.silent
        ],
        "dates": [
            {"day": one.day.isoformat(), "subject": one.subject, "overdue": one.overdue}
            for one in found.dates
        ],
    }


def _show(found: Status) -> None:
    click.echo(t("status.heading", day=found.as_of))
    for one in found.deliverables:
        ready = not one.errors and not one.missing
        state = t("status.ready") if ready else t("status.errors", count=one.errors)
        click.echo(f"  {t(f'status.{one.name}')} : {state}")
        if one.missing:
            click.echo("    " + t(f"status.{one.name}.missing", what=", ".join(one.missing)))
    if found.room is not None:
        now = shown.amount(found.room.this_month, "EUR", lang())
        end = shown.amount(found.room.until_end, "EUR", lang())
        click.echo("\n" + t("status.room", now=now, end=end))
    if found.silent:
        click.echo("\n" + t("status.silent"))
        for commune in found.silent:
            last = shown.day(commune.last, lang()) if commune.last else t("status.never")
            click.echo(f"  {safe(commune.name)} : {last}")
    if found.dates:
        click.echo("\n" + t("status.dates"))
        for due in found.dates:
            late = "  " + t("status.overdue") if due.overdue else ""
            click.echo(f"  {shown.day(due.day, lang())}  {safe(due.subject)}{late}")


command = status
