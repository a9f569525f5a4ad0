"""`cic reconcile`: the equation, the ledger, and the three lists that should be empty."""

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
from cic_sheets.money.settlement import SettledLine, Total
from cic_sheets.reconcile.lists import OpenEnds, open_ends
from cic_sheets.reconcile.settled import Settled
from cic_sheets.values import shown
from cic_sheets.values.shown import two_places


@command("reconcile")
@workbook
@as_of
@as_json
@click.pass_context
def reconcile(ctx: click.Context, workbook: Path, as_of: date | None, as_json: bool) -> None:
    """What is claimed, reimbursed, refused and pending, line by line and month by month."""
    book = opened(workbook, as_of)
    settled = book.settlement
    if settled is None:
        raise click.ClickException(t("no-convention"))
    if as_json:
        click.echo(json.dumps(_json(settled), ensure_ascii=False, indent=1))
    else:
        _show(settled)
    ctx.exit(1 if book.is_draft else 0)


def _json(settled: Settled) -> dict[str, Any]:
    """The JSON of deliverables.md, Commands."""
    settlement = settled.settlement
    return {
        "as_of": settlement.as_of.isoformat(),
        "lines": [_line(line) for line in settlement.lines],
        "ledger": [
            {
                "month": f"{month.start:%Y-%m}",
                "allowance": two_places(month.allowance),
                "left": two_places(month.left),
                "reimbursable": two_places(month.reimbursable),
                "room": two_places(month.room),
            }
            for month in settlement.ledger
        ],
        "totals": _total(settlement.totals.year),
    }


def _total(total: Total | SettledLine) -> dict[str, str]:
    names = ("claimed", "reimbursable", "refused", "pending")
    return {name: two_places(getattr(total, name)) for name in names}


def _line(line: SettledLine) -> dict[str, Any]:
    cuts = [
        {
            "stage": cut.stage,
            "code": cut.code,
            "amount": two_places(cut.amount),
            "outcome": cut.outcome,
        }
        for cut in line.cuts
    ]
    return {"id": line.id, **_total(line), "cuts": cuts}


def _show(settled: Settled) -> None:
    settlement = settled.settlement
    total = settlement.totals.year
    click.echo(t(
        "equation", day=settlement.as_of, claimed=_eur(total.claimed),
        reimbursable=_eur(total.reimbursable), refused=_eur(total.refused),
        pending=_eur(total.pending),
    ))  # fmt: skip
    click.echo("\n" + t("ledger"))
    heads = ("month", "allowance", "left", "reimbursable", "room")
    click.echo("".join(f"{t(f'ledger.{head}'):>16}" for head in heads))
    for month in settlement.ledger:
        figures = (month.allowance, month.left, month.reimbursable, month.room)
        name = f"{month.start:%Y-%m}"
        click.echo(f"{name:>16}" + "".join(f"{_eur(figure):>16}" for figure in figures))
    _show_open_ends(open_ends(settled))


def _show_open_ends(ends: OpenEnds) -> None:
    for key, numbers in ends._asdict().items():
        click.echo("\n" + t(f"ends.{key}", count=len(numbers)))
        for number in numbers:
            click.echo(f"  {safe(number)}")


def _eur(amount: Any) -> str:
    return shown.amount(amount, "EUR", lang())


command = reconcile
