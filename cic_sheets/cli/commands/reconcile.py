"""`cic reconcile`: the equation, the ledger, and the three lists that should be empty."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from cic_sheets.cli.columns import shortened, table
from cic_sheets.cli.cuts import as_objects, show_cuts
from cic_sheets.cli.group import Option, as_json, as_of, command, workbook
from cic_sheets.cli.opening import opened
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.money.settlement import LedgerMonth, SettledLine, Total
from cic_sheets.reconcile.lists import OpenEnds, open_ends
from cic_sheets.reconcile.settled import Settled
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.missions import Mission
from cic_sheets.values import shown
from cic_sheets.values.days import ContractMonth, contract_months
from cic_sheets.values.shown import two_places

PARTS = ("claimed", "reimbursable", "refused", "pending")
"""The equation of money.md §2, in its order."""
GROUPS = ("month", "category", "mission", "activity", "claim")
"""By what the year is told in parts; each is `by_…` of the totals."""
LEDGER = ("allowance", "left", "reimbursable", "room", "average", "room_now", "room_to_end")
_LONGEST_NAME = 34


@command("reconcile")
@workbook
@as_of
@as_json
@click.option("--detail", cls=Option, is_flag=True)
@click.pass_context
def reconcile(
    ctx: click.Context, workbook: Path, as_of: date | None, as_json: bool, detail: bool
) -> None:
    """What is claimed, reimbursed, refused and pending, line by line and month by month."""
    book = opened(workbook, as_of)
    settled = book.settlement
    if settled is None:
        raise click.ClickException(t("no-convention"))
    if as_json:
        click.echo(json.dumps(_json(settled, detail), ensure_ascii=False, indent=1))
    else:
        _show(settled, detail)
    ctx.exit(1 if book.is_draft else 0)


# --- For programs ---------------------------------------------------------------------------------


def _json(settled: Settled, detail: bool) -> dict[str, Any]:
    """The JSON of deliverables.md, Commands; in detail, also why and whose part."""
    settlement = settled.settlement
    cuts = as_objects(settled, detail)
    found: dict[str, Any] = {
        "as_of": settlement.as_of.isoformat(),
        "lines": [
            {"id": line.id, **_total(line), "cuts": cuts.get(line.id, [])}
            for line in settlement.lines
        ],
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
    if detail:
        found["parts"] = {
            group: [
                {group: _key(settled, group, key), **_total(total)} for key, total in parts.items()
            ]
            for group, parts in _groups(settled)
        }
    return found


def _total(total: Total | SettledLine) -> dict[str, str]:
    return {name: two_places(getattr(total, name)) for name in PARTS}


def _key(settled: Settled, group: str, key: object) -> object:
    """The number of a row or a name as it is; a month as in the ledger."""
    if group == "month" and key is not None:
        return f"{_months(settled)[key].start:%Y-%m}"
    return key


# --- For people -----------------------------------------------------------------------------------


def _show(settled: Settled, detail: bool) -> None:
    settlement = settled.settlement
    total = settlement.totals.year
    click.echo(t(
        "equation", day=settlement.as_of, claimed=_eur(total.claimed),
        reimbursable=_eur(total.reimbursable), refused=_eur(total.refused),
        pending=_eur(total.pending),
    ))  # fmt: skip
    for group, parts in _groups(settled):
        _show_parts(group, parts, _names(settled, group))
    _show_ledger(settled)
    _show_open_ends(open_ends(settled))
    if detail:
        show_cuts(settled)


def _groups(settled: Settled) -> Iterator[tuple[str, Mapping[Any, Total]]]:
    """The parts that exist: a year that names no mission has none."""
    for group in GROUPS:
        parts = getattr(settled.settlement.totals, f"by_{group}")
        if any(key is not None for key in parts):
            yield group, parts


def _show_parts(group: str, parts: Mapping[Any, Total], name_of: Callable[[object], str]) -> None:
    heads = [t(f"by.{group}"), *(t(f"part.{part}") for part in PARTS)]
    rows = [(name_of(key), *map(_figure, total)) for key, total in parts.items()]
    _show_table(heads, rows)


def _names(settled: Settled, group: str) -> Callable[[object], str]:
    """How the parts of a group are called: a number with what a person knows the row by."""
    none = t("part.none.month" if group == "month" else "part.none")
    months, book = _months(settled), settled.book

    def name(key: Any) -> str:
        if key is None:
            return none
        if group == "month":
            return _month(months[key])
        known: str | None = None
        if group == "mission":
            mission = book.find(Mission, key)
            known = mission.place if mission else None
        elif group == "activity":
            activity = book.find(Activity, key)
            known = activity.title if activity else None
        return safe(shortened(f"{key} {known}" if known else str(key), _LONGEST_NAME))

    return name


def _show_ledger(settled: Settled) -> None:
    months = _months(settled)
    heads = [t("ledger.month"), *(t(f"ledger.{head}") for head in LEDGER)]
    rows = [_ledger_row(month, months[month.number]) for month in settled.settlement.ledger]
    click.echo("\n" + t("ledger"))
    for line in table(heads, rows):
        click.echo(line)


def _ledger_row(month: LedgerMonth, whole: ContractMonth) -> tuple[str, ...]:
    return _month(whole), *(_figure(getattr(month, name)) for name in LEDGER)


def _months(settled: Settled) -> dict[Any, ContractMonth]:
    convention = settled.case.convention
    return {one.number: one for one in contract_months(convention.start, convention.end)}


def _month(month: ContractMonth) -> str:
    """`mars 2023`; of a convention that begins on another day than the first, its two days."""
    if month.start.day == 1 and month.days == month.whole_days:
        return shown.month(month.start, lang())
    return f"{shown.day(month.start, lang())} – {shown.day(month.end, lang())}"


def _show_table(heads: list[str], rows: list[tuple[str, ...]]) -> None:
    click.echo()
    for line in table(heads, rows):
        click.echo(line)


def _show_open_ends(ends: OpenEnds) -> None:
    for key, numbers in ends._asdict().items():
        click.echo("\n" + t(f"ends.{key}", count=len(numbers)))
        for number in numbers:
            click.echo(f"  {safe(number)}")


def _eur(amount: Decimal) -> str:
    return shown.amount(amount, "EUR", lang())


def _figure(amount: Decimal) -> str:
    """An amount in a column whose heading names the currency."""
    return shown.amount(amount, lang=lang())


command = reconcile
