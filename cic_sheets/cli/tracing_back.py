"""What `cic trace RAPPORT` says: a figure, where it stands, what is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from cic_sheets.cli.terminal import safe
from cic_sheets.cli.tracing import cell_name, figure, line, listed, name, shown
from cic_sheets.cli.words import lang, t
from cic_sheets.money.causes import REFUSED
from cic_sheets.trace.backward import Answer, Traced
from cic_sheets.trace.grouping import grouped
from cic_sheets.trace.sources import Proof, Road, Typed
from cic_sheets.values import shown as values
from cic_sheets.values.money import EUR
from cic_sheets.values.shown import two_places

MOST_ANSWERS = 12
MOST_CELLS = 40
MOST_PARTS = 12
MOST_RECEIPTS = 12


def show(traced: Traced, value: str | None, at: str | None) -> None:
    """Every answer, the first ones in full."""
    file, book = safe(traced.output.name), safe(_near(traced.workbook))
    click.echo(t("trace.heading", file=file, day=traced.made.as_of, workbook=book))
    for warning in traced.warnings:
        click.echo(t(f"trace.{warning}"))
    if not traced.answers:
        _show_nothing(traced, value, at)
        return
    if traced.rounded:
        click.echo(t("trace.rounded", value=safe(value or "")))
    for answer in traced.answers[:MOST_ANSWERS]:
        click.echo()
        _show_answer(answer)
    rest = len(traced.answers) - MOST_ANSWERS
    if rest > 0:
        click.echo("\n" + t("trace.narrow", count=rest))


def _near(path: Path) -> str:
    """A path as seen from here, when it lies below."""
    here = Path.cwd()
    whole = path.resolve()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else path)


def _show_nothing(traced: Traced, value: str | None, at: str | None) -> None:
    if value is None:
        click.echo(t("trace.no-such-place", place=safe(at or "")))
        return
    click.echo(t("trace.nowhere", value=safe(value)))
    if traced.near:
        near = " ; ".join(values.number(number, lang()) for number in traced.near)
        click.echo(t("trace.nearest", values=near))


def _show_answer(answer: Answer) -> None:
    told = answer.told
    if told is None:
        click.echo(safe(answer.content))
    else:
        said = shown(told) if told.is_figure else safe(answer.content)
        click.echo(t("trace.figure", value=said, name=name(told)))
    line(1, t("trace.places", places=listed(answer.places)))
    if answer.formula:
        line(1, t("trace.formula", formula=safe(f"={answer.formula}")))
    if told is None and answer.parts:
        _show_parts(answer)
    _show_cells(answer.cells)
    if answer.proofs:
        line(1, t("trace.receipts", receipts=_receipts(answer.proofs)))
    for road in answer.roads[:MOST_PARTS]:
        _show_road(road)
    _show_why_none(answer)


def _show_why_none(answer: Answer) -> None:
    if not answer.followed:
        line(1, t("trace.unfollowed"))
    elif answer.is_template:
        line(1, t("trace.constant"))
    elif not answer.cells:
        line(1, t("trace.no-cells"))


def _show_parts(answer: Answer) -> None:
    line(1, t("trace.parts"))
    for part in answer.parts[:MOST_PARTS]:
        line(2, t("trace.figure", value=shown(part), name=name(part)))
    rest = len(answer.parts) - MOST_PARTS
    if rest > 0:
        line(2, t("trace.more", count=rest))


def _show_cells(cells: Sequence[Typed]) -> None:
    if not cells:
        return
    line(1, t("trace.cells"))
    typed = {one.cell: one.value for one in cells}
    if len(typed) <= MOST_CELLS:
        for cell, value in typed.items():
            line(2, safe(f"{cell_name(cell)} = {value}"))
        return
    groups = grouped(typed)
    for group in groups[:MOST_CELLS]:
        if group.size == 1:
            line(2, safe(f"{group.name} = {typed[group.first]}"))
        else:
            line(2, t("trace.some-cells", area=safe(group.name), count=group.size))
    rest = sum(group.size for group in groups[MOST_CELLS:])
    if rest:
        line(2, t("trace.more", count=rest))


def _receipts(proofs: Sequence[Proof]) -> str:
    said = ", ".join(
        t("trace.receipt", number=safe(one.number), file=safe(one.file))
        if one.file
        else safe(one.number)
        for one in proofs[:MOST_RECEIPTS]
    )
    rest = len(proofs) - MOST_RECEIPTS
    return f"{said} {t('trace.more', count=rest)}" if rest > 0 else said


def _show_road(road: Road) -> None:
    line(1, t("trace.road", line=safe(road.line), claimed=_eur(road.claimed)))
    for step in road.steps:
        cells = "".join(f" ; {group.name}" for group in grouped(step.cells))
        line(
            2,
            t(
                "trace.cut",
                amount=_eur(step.amount),
                outcome=t("trace.refused" if step.outcome == REFUSED else "trace.pending"),
                stage=t(f"trace.stage.{step.stage}"),
                code=step.code,
                why=safe(step.why),
                clause=step.clause,
                cells=safe(cells),
                left=_eur(step.left),
            ),
        )
    parts = {part: _eur(getattr(road, part)) for part in ("reimbursable", "refused", "pending")}
    line(2, t("trace.end", **parts))


def _eur(amount: Any) -> str:
    return values.amount(amount, EUR, lang())


# --- For other programs ---------------------------------------------------------------------------


def as_object(traced: Traced) -> dict[str, Any]:
    """Everything, as `--json` gives it."""
    return {
        "output": str(traced.output),
        "workbook": str(traced.workbook),
        "as_of": traced.made.as_of.isoformat(),
        "warnings": [t(f"trace.{warning}") for warning in traced.warnings],
        "rounded": traced.rounded,
        "figures": [_answer(answer) for answer in traced.answers],
        "nearest": [format(number, "f") for number in traced.near],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "figure": figure(answer.told) if answer.told else None,
        "shown": answer.content,
        "places": list(answer.places),
        "formula": answer.formula or None,
        "from": [figure(part) for part in answer.parts],
        "cells": [{"cell": cell_name(one.cell), "value": one.value} for one in answer.cells],
        "receipts": [one._asdict() for one in answer.proofs],
        "lines": [_road(road) for road in answer.roads],
        "constant": answer.is_template,
        "followed": answer.followed,
    }


def _road(road: Road) -> dict[str, Any]:
    cuts = [
        {
            "stage": step.stage,
            "code": step.code,
            "why": step.why,
            "amount": two_places(step.amount),
            "outcome": step.outcome,
            "left": two_places(step.left),
            "clause": step.clause,
            "cells": [cell_name(cell) for cell in step.cells],
        }
        for step in road.steps
    ]
    parts = ("claimed", "reimbursable", "refused", "pending")
    return {
        "id": road.line,
        **{part: two_places(getattr(road, part)) for part in parts},
        "cuts": cuts,
    }
