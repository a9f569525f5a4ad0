"""What `cic trace CLASSEUR --cell` says: a cell, and every figure that it has a part in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from cic_sheets.book.tell import shown as shown_cell
from cic_sheets.cli.terminal import as_json as findings_json
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.tracing import cell_name, figure, line, listed, name, shown
from cic_sheets.cli.words import lang, t
from cic_sheets.language import said
from cic_sheets.pipeline import OpenBook
from cic_sheets.reports import output_name
from cic_sheets.trace.forward import Change, Effect, Followed

MOST_FIGURES = 30


def show(answer: Followed, book: OpenBook) -> None:
    """The cell, its findings, the figures that change, those that cite it, the texts."""
    click.echo(_heading(answer))
    click.echo(t("trace.tried", tried=answer.tried))
    if answer.tried < answer.planned:
        click.echo(t("trace.bounded", count=answer.planned - answer.tried))
    if answer.findings:
        click.echo("\n" + t("trace.findings"))
        for one in answer.findings:
            message = safe(said(one, lang()).message)
            line(1, t("trace.finding", code=one.code, message=message))
    changed = [one for one in answer.effects if one.change and one.told.is_figure]
    cite = [one for one in answer.effects if not one.change]
    texts = [one for one in answer.effects if one.change and not one.told.is_figure]
    if not answer.effects:
        click.echo("\n" + t("trace.nothing"))
    for key, effects in (("changes", changed), ("cites", cite), ("texts", texts)):
        _show_effects(key, effects, book)


def _heading(answer: Followed) -> str:
    asked = answer.asked
    cell, value = safe(cell_name(asked.cell)), safe(shown_cell(asked.raw))
    if asked.row is None or asked.column is None:
        return t("trace.asked-list", cell=cell, value=value)
    row = safe(asked.row.sheet.title if asked.row.sheet.vertical else asked.row.id)
    return t("trace.asked", cell=cell, column=asked.column.label, row=row, value=value)


def _show_effects(key: str, effects: Sequence[Effect], book: OpenBook) -> None:
    if not effects:
        return
    click.echo("\n" + t(f"trace.{key}", count=len(effects)))
    for one in effects[:MOST_FIGURES]:
        line(1, _sentence(one))
        for template, places in one.places.items():
            file = output_name(template, book, book.is_draft)
            line(2, t("trace.in-output", file=safe(file), places=listed(places)))
    rest = len(effects) - MOST_FIGURES
    if rest > 0:
        line(1, t("trace.more", count=rest))


def _sentence(effect: Effect) -> str:
    facts = {"name": name(effect.told), "value": shown(effect.told)}
    change = effect.change
    if change is None:
        return t("trace.cited", **facts)
    typed = safe(change.typed) or t("trace.emptied")
    if change.after is None:
        return t("trace.gone", typed=typed, **facts)
    return t("trace.changed", typed=typed, after=safe(change.after), **facts)


# --- For other programs ---------------------------------------------------------------------------


def as_object(answer: Followed, book: OpenBook) -> dict[str, Any]:
    """Everything, as `--json` gives it."""
    asked = answer.asked
    return {
        "cell": cell_name(asked.cell),
        "value": shown_cell(asked.raw),
        "column": asked.column.label if asked.column else None,
        "row": asked.row.id if asked.row else None,
        "tried": answer.tried,
        "planned": answer.planned,
        "figures": [_effect(one, book) for one in answer.effects],
        **findings_json(answer.findings),
    }


def _effect(effect: Effect, book: OpenBook) -> dict[str, Any]:
    return {
        **figure(effect.told),
        "changes": effect.change is not None,
        "example": _example(effect.change) if effect.change else None,
        "cites": effect.cites,
        "places": {
            output_name(template, book, book.is_draft): list(places)
            for template, places in effect.places.items()
        },
    }


def _example(change: Change) -> dict[str, str | None]:
    return {"typed": change.typed, "after": change.after}
