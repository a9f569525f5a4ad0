"""`cic status`: what is missing today, what the cap still allows, what a mission would do."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cic_sheets.cli.columns import table
from cic_sheets.cli.group import Day, Option, as_json, as_of, command, workbook
from cic_sheets.cli.mission import as_object, asked, show_planned
from cic_sheets.cli.opening import opened
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.schema.findings import Sum
from cic_sheets.values import shown
from cic_sheets.values.money import EUR
from cic_sheets.values.shown import two_places

if TYPE_CHECKING:
    from cic_sheets.report.status import Room, Status


@command("status")
@workbook
@as_of
@click.option("--planned", cls=Option, metavar=t("metavar.amount"))
@click.option("--planned-on", cls=Option, type=Day(), metavar="DATE")
@as_json
@click.pass_context
def status(
    ctx: click.Context,
    workbook: Path,
    as_of: date | None,
    as_json: bool,
    planned: str | None,
    planned_on: date | None,
) -> None:
    """What each deliverable lacks, the cap's room, silent communes, next dates."""
    from cic_sheets.report.status import status_of  # `cic --help` passes by

    if planned is None and planned_on is not None:
        raise click.UsageError(t("planned.alone"))
    book = opened(workbook, as_of)
    answer = asked(book.year, planned, planned_on) if planned is not None else None
    found = status_of(book.year, book.findings)
    if as_json:
        told = _json(found)
        if answer is not None:
            told["planned"] = as_object(answer)
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _show(found)
        if answer is not None:
            show_planned(answer)
    ctx.exit(1 if book.is_draft else 0)


def _json(found: Status) -> dict[str, Any]:
    from cic_sheets.cli.waiting import as_wait, of_the_group

    return {
        "as_of": found.as_of.isoformat(),
        "deliverables": [
            {
                "name": one.name,
                "errors": one.errors,
                "missing": list(one.missing),
                "waits": [as_wait(wait) for wait in one.waits],
            }
            for one in found.deliverables
        ],
        "room": _room(found.room) if found.room else None,
        "silent_communes": [
            {"name": one.name, "last": one.last.isoformat() if one.last else None}
            for one in found.silent
        ],
        "dates": [
            {"day": one.day.isoformat(), "subject": one.subject, "overdue": one.overdue}
            for one in found.dates
        ],
        **of_the_group(found),
    }


def _room(room: Room) -> dict[str, str]:
    return {
        "month": f"{room.month.start:%Y-%m}",
        "retained": two_places(room.retained),
        "allowance": two_places(room.allowance),
        "allowance_until_end": two_places(room.whole),
        "this_month": two_places(room.this_month),
        "until_end": two_places(room.until_end),
    }


def _show(found: Status) -> None:
    from cic_sheets.cli.waiting import show_group, show_waits

    click.echo(t("status.heading", day=found.as_of))
    for one in found.deliverables:
        state = t("status.ready")
        if one.errors or one.missing:
            state = t("status.errors", count=one.errors)
        elif one.waits:
            state = t("status.waits")
        click.echo(f"  {t(f'status.{one.name}')} : {state}")
        show_waits(one)
    if found.room is not None:
        _show_room(found.room)
    if found.silent:
        click.echo("\n" + t("status.silent"))
        for commune in found.silent:
            last = shown.day(commune.last, lang()) if commune.last else t("status.never")
            click.echo(f"  {safe(commune.name)} : {last}")
    show_group(found)
    if found.dates:
        click.echo("\n" + t("status.dates"))
        for due in found.dates:
            late = "  " + t("status.overdue") if due.overdue else ""
            click.echo(f"  {shown.day(due.day, lang())}  {safe(due.subject)}{late}")


def _show_room(room: Room) -> None:
    """The formula in words, then in figures: this month and until the end."""
    month = t("status.room.month", start=room.month.start, end=room.month.end)
    end = t("status.room.end", end=room.last)
    rows = [
        (month, *_formula(room, room.allowance, room.this_month)),
        (end, *_formula(room, room.whole, room.until_end)),
    ]
    click.echo("\n" + t("status.room"))
    for line in table((), rows):
        click.echo(line)


def _formula(room: Room, allowance: Decimal, left: Decimal) -> tuple[str, ...]:
    """`400,00 EUR - 380,23 EUR = 19,77 EUR`, a cell for each part."""
    over = room.retained - allowance
    passed = f" ({t('status.room.over', over=Sum(over, EUR))})" if over > 0 else ""
    return _eur(allowance), "-", _eur(room.retained), "=", _eur(left) + passed


def _eur(amount: Decimal) -> str:
    return shown.amount(amount, EUR, lang())


command = status
