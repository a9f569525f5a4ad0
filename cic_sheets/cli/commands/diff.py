"""`cic diff`: what differs between two states of a year, by row number, with its effect in EUR."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cic_sheets.cli.columns import shortened
from cic_sheets.cli.group import Option, as_json, as_of, command
from cic_sheets.cli.opening import opened
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.values import shown
from cic_sheets.values.money import without_trailing_zeros
from cic_sheets.values.shown import two_places

if TYPE_CHECKING:
    from cic_sheets.difference.effects import Difference, Valued
    from cic_sheets.difference.rows import Cell, RowChange
    from cic_sheets.money.settlement import Total
    from cic_sheets.render.modifications import Modified

_PARTS = ("claimed", "reimbursable", "refused", "pending")
_LONGEST = 60
_path = click.Path(path_type=Path)


@command("diff")
@click.argument("old", type=_path, metavar=t("metavar.old"))
@click.argument("new", type=_path, metavar=t("metavar.new"))
@as_of
@as_json
@click.option("--note", cls=Option, type=_path, metavar=t("metavar.file"))
def diff(old: Path, new: Path, as_of: date | None, as_json: bool, note: Path | None) -> None:
    """Rows that came, went or changed from one workbook or package to another."""
    found, day = _compared(old, new, as_of)
    if note is not None:
        _write_note(note, found, day, (old.name, new.name))
    if as_json:
        click.echo(json.dumps(_json(found, day), ensure_ascii=False, indent=1))
        return
    for line in _lines(found, day):
        click.echo(line)


def _compared(old: Path, new: Path, as_of: date | None) -> tuple[Difference, date]:
    """The difference, and the day from which both are seen: the new one's unless asked."""
    from cic_sheets.difference.effects import difference
    from cic_sheets.difference.sources import NoSnapshot, workbook_of

    try:
        with workbook_of(new) as path:
            after = opened(path, as_of)
        with workbook_of(old) as path:
            before = opened(path, after.as_of)
    except NoSnapshot as problem:
        raise click.UsageError(t("diff.no-snapshot", file=safe(str(problem)))) from problem
    submissions = after.year.submissions
    return difference(before.book, after.book, after.as_of, submissions), after.as_of


# --- To be sent ---------------------------------------------------------------------------------


def _write_note(path: Path, found: Difference, day: date, names: tuple[str, str]) -> None:
    """The note of modifications, in Word."""
    from cic_sheets.cli.opening import Locked
    from cic_sheets.outputs import OutputLocked, write_one
    from cic_sheets.render.modifications import Totals, modifications_note

    if path.suffix.casefold() != ".docx":
        raise click.UsageError(t("diff.note-suffix", file=safe(path.name)))
    totals = [
        Totals(t(f"diff.total.{name}"), _eur(getattr(found.before, name)),
               _eur(getattr(found.after, name)), _signed(getattr(found.effect, name)))
        for name in _PARTS
        if found.before is not None and found.after is not None
    ]  # fmt: skip
    intro = (t("diff.note-intro", old=names[0], new=names[1], day=day), t("diff.note-sorting"))
    content = modifications_note(
        t("diff.note-title"), intro, totals, list(_noted(found)), day, lang()
    )
    try:
        write_one(path, content)
    except OutputLocked as problem:
        raise Locked(problem) from problem
    click.echo(t("written", file=str(path)), err=True)


def _noted(found: Difference) -> Iterator[Modified]:
    from cic_sheets.render.modifications import Modified

    for one in found.changes:
        change, effect = one.change, _effect(one.effect) if one.effect is not None else ""
        if change.kind == "changed":
            for cell in change.cells:
                old, new = (
                    _said(getattr(row, cell.attr), text) or t("diff.empty")
                    for row, text in ((change.old, cell.old), (change.new, cell.new))
                )
                yield Modified(change.sheet, change.number, cell.label, old, new, effect)
                effect = ""
        else:
            row = change.new or change.old
            said = " · ".join(
                f"{cell.label} : {_said(getattr(row, cell.attr), cell.new or cell.old)}"
                for cell in change.cells
            )
            sides = ("", said) if change.new else (said, "")
            yield Modified(
                change.sheet, change.number, t(f"diff.row-{change.kind}"), *sides, effect
            )


def _signed(value: Decimal) -> str:
    sign = "+" if value > 0 else "−" if value else ""
    return f"{sign}{_eur(abs(value))}"


# --- For programs -------------------------------------------------------------------------------


def _json(found: Difference, day: date) -> dict[str, Any]:
    return {
        "as_of": day.isoformat(),
        "changes": [_object(one) for one in found.changes],
        "sheets": {title: _total(total) for title, total in found.sheets.items()},
        "totals": {
            "before": _total(found.before) if found.before else None,
            "after": _total(found.after) if found.after else None,
            "effect": _total(found.effect),
        },
    }


def _object(one: Valued) -> dict[str, Any]:
    change = one.change
    return {
        "sheet": change.sheet,
        "row": change.number,
        "kind": change.kind,
        "cells": [
            {"column": cell.label, "old": cell.old, "new": cell.new, "cell": cell.place.a1}
            for cell in change.cells
        ],
        "effect": _total(one.effect) if one.effect is not None else None,
    }


def _total(total: Total) -> dict[str, str]:
    return {name: two_places(getattr(total, name)) for name in _PARTS}


# --- For people ---------------------------------------------------------------------------------


def _lines(found: Difference, day: date) -> Iterator[str]:
    if not found.changes:
        yield t("diff.none", day=day)
        return
    yield t("diff.head", count=len(found.changes), day=day)
    for title, group in groupby(found.changes, key=lambda one: one.change.sheet):
        yield f"\n{title}"
        for one in group:
            yield from _row(one)
        if title in found.sheets:
            yield f"  {t('diff.sheet-effect', effect=_effect(found.sheets[title]))}"
    yield ""
    yield t("diff.effect", effect=_effect(found.effect) or t("diff.no-effect"))
    if found.before is not None and found.after is not None:
        before, after = found.before.reimbursable, found.after.reimbursable
        yield t("diff.totals", before=_eur(before), after=_eur(after))


def _row(one: Valued) -> Iterator[str]:
    change = one.change
    yield "  " + t(f"diff.{change.kind}", row=safe(change.number))
    if change.kind == "changed":
        for cell in change.cells:
            yield "    " + t("diff.cell", column=cell.label, **_both(change, cell))
    else:
        row = change.new or change.old
        said = (_said(getattr(row, cell.attr), cell.new or cell.old) for cell in change.cells)
        yield "    " + safe(shortened(" · ".join(said), 2 * _LONGEST))
    if one.effect is not None and _effect(one.effect):
        yield "    " + t("diff.row-effect", effect=_effect(one.effect))


def _both(change: RowChange, cell: Cell) -> dict[str, str]:
    empty = t("diff.empty")
    old = _said(getattr(change.old, cell.attr), cell.old) or empty
    new = _said(getattr(change.new, cell.attr), cell.new) or empty
    return {"old": safe(shortened(old, _LONGEST)), "new": safe(shortened(new, _LONGEST))}


def _said(value: object, text: str) -> str:
    """A value as a person writes it, in the chosen language."""
    match value:
        case Decimal():
            return shown.number(without_trailing_zeros(value), lang())
        case date():
            return shown.day(value, lang()) if "T" not in text else text.replace("T", " ")
        case _:
            return text


def _effect(total: Total) -> str:
    """The parts that move, signed; '' when none does."""
    parts = ((name, getattr(total, name)) for name in _PARTS)
    return " · ".join(
        t(f"diff.part.{name}", amount=f"{'+' if value > 0 else '−'}{_eur(abs(value))}")
        for name, value in parts
        if value
    )


def _eur(value: Decimal) -> str:
    return shown.amount(value, "EUR", lang())


command = diff
