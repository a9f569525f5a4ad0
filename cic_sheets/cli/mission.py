"""A planned mission in the command: what was asked, understood or refused, and the answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import click

from cic_sheets.cli.columns import table
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.reconcile.planned import Outlay, Planned, Unplannable, planned
from cic_sheets.reconcile.year import Year
from cic_sheets.schema.findings import Sum
from cic_sheets.values import shown
from cic_sheets.values.literals import read_amount
from cic_sheets.values.money import EUR
from cic_sheets.values.shown import two_places


def asked(year: Year, typed: str, day: date | None) -> Planned:
    """The engine's answer to `--planned 350`.  Raises click.UsageError with one sentence."""
    if year.settled is None:
        raise click.ClickException(t("no-convention"))
    amount, currency = _understood(typed)
    outlay = Outlay(amount, currency, day or year.as_of)
    found = planned(year.settled.case, outlay)
    if isinstance(found, Unplannable):
        convention = year.settled.case.convention
        raise click.UsageError(t(
            f"planned.{found.why}", value=safe(typed), day=outlay.day, currency=currency,
            start=convention.start, end=convention.end,
        ))  # fmt: skip
    return found


def _understood(typed: str) -> tuple[Decimal, str]:
    reading = read_amount(typed)
    if reading.value is not None:
        return reading.value, reading.currency or EUR
    if reading.readings:
        two = tuple(Sum(value, reading.currency or EUR) for value in reading.readings)
        raise click.UsageError(t("planned.two", value=safe(typed), readings=two))
    raise click.UsageError(t("planned.unreadable", value=safe(typed)))


def as_object(found: Planned) -> dict[str, Any]:
    """`"planned"` of the command's JSON."""
    freed = found.freed
    return {
        "amount": two_places(found.outlay.amount),
        "currency": found.outlay.currency,
        "day": found.outlay.day.isoformat(),
        "as_of": found.as_of.isoformat(),
        "claimed": two_places(found.claimed),
        "at_once": two_places(found.at_once),
        "waiting": two_places(found.waiting),
        "freed": two_places(found.later),
        "freed_by": f"{freed.start:%Y-%m}" if freed else None,
        "lost": two_places(found.lost),
        "pushed": [
            {
                "id": one.line,
                "day": one.day.isoformat() if one.day else None,
                "less": two_places(one.waits),
                "lost": two_places(one.lost),
            }
            for one in found.pushed
        ],
    }


def show_planned(found: Planned) -> None:
    """What comes at once, what waits until when, what is lost, and who pays for it."""
    click.echo("\n" + t("planned.heading", cost=_cost(found), day=found.outlay.day,
                        as_of=found.as_of))  # fmt: skip
    rows = [(t("planned.at_once"), found.at_once), (t("planned.waiting"), found.waiting)]
    if found.freed is not None:
        rows.append((t("planned.freed", start=found.freed.start, end=found.freed.end), found.later))
    rows.append((t("planned.lost"), found.lost))
    _show((), [(name, _eur(amount)) for name, amount in rows])
    if not found.pushed:
        click.echo("  " + t("planned.pushed.none"))
        return
    click.echo("\n" + t("planned.pushed"))
    heads = tuple(t(f"planned.pushed.{head}") for head in ("line", "day", "waits", "lost"))
    _show(heads, [
        (safe(one.line), shown.day(one.day, lang()) if one.day else "", _eur(one.waits),
         _eur(one.lost))
        for one in found.pushed
    ])  # fmt: skip


def _cost(found: Planned) -> str:
    amount, currency, _ = found.outlay
    typed = shown.amount(amount, currency, lang())
    return typed if currency == EUR else f"{typed} ({_eur(found.claimed)})"


def _show(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    for line in table(heads, rows):
        click.echo(line)


def _eur(amount: Decimal) -> str:
    return shown.amount(amount, EUR, lang())
