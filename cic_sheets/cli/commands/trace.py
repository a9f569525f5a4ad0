"""`cic trace`: from a figure to its cells and receipts, from a cell to the figures it changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from cic_sheets.cli.group import Option, as_json, as_of, command
from cic_sheets.cli.opening import Unreadable, opened
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import t

_PATH = click.Path(path_type=Path)


class NoTrace(click.ClickException):
    """Nothing can be answered of what was named: exit status 2."""

    exit_code = 2


@command("trace")
@click.argument("file", metavar=t("metavar.output"), type=_PATH)
@click.option("--value", cls=Option, metavar=t("metavar.value"))
@click.option("--at", cls=Option, metavar=t("metavar.place"))
@click.option("--cell", cls=Option, metavar=t("metavar.cell"))
@click.option("--workbook", cls=Option, type=_PATH, metavar=t("metavar.file"))
@click.option("--templates", cls=Option, type=_PATH, metavar=t("metavar.folder"))
@as_of
@as_json
@click.pass_context
def trace(
    ctx: click.Context,
    file: Path,
    value: str | None,
    at: str | None,
    cell: str | None,
    workbook: Path | None,
    templates: Path | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """A report with --value or --at; a workbook with --cell."""
    if cell is None and value is None and at is None:
        raise click.UsageError(t("trace.which"))
    if cell is None:
        ctx.exit(_back(file, value, at, workbook, templates, as_json))
    if value is not None or at is not None:
        raise click.UsageError(t("trace.both"))
    ctx.exit(_forth(file, cell, templates, as_of, as_json))


def _back(
    output: Path,
    value: str | None,
    at: str | None,
    workbook: Path | None,
    templates: Path | None,
    as_json: bool,
) -> int:
    from cic_sheets.cli.tracing_back import as_object, show
    from cic_sheets.trace.backward import Document
    from cic_sheets.trace.inputs import Untraceable
    from cic_sheets.trace.wanted import read_wanted
    from cic_sheets.xlsx.model import Refused

    wanted = read_wanted(value) if value is not None else None
    if value is not None and wanted is None:
        raise click.UsageError(t("trace.not-a-figure", value=safe(value)))
    try:
        traced = Document(output, workbook, templates).ask(wanted, at)
    except Untraceable as problem:
        facts = {name: safe(fact) for name, fact in problem.facts.items()}
        raise NoTrace(t(f"trace.{problem.why}", **facts)) from problem
    except Refused as refusal:
        from cic_sheets.book.refusals import refusal_finding

        raise Unreadable(refusal_finding(refusal), (workbook or output).name) from refusal
    if as_json:
        click.echo(json.dumps(as_object(traced), ensure_ascii=False, indent=1))
    else:
        show(traced, value, at)
    return 0 if traced.answers else 1


def _forth(
    workbook: Path, cell: str, templates: Path | None, as_of: date | None, as_json: bool
) -> int:
    from cic_sheets.cli.tracing_forth import as_object, show
    from cic_sheets.reports import template_folder
    from cic_sheets.trace.cell import NoCell, asked
    from cic_sheets.trace.forward import Trials, followed
    from cic_sheets.xlsx.read import read_bytes

    book = opened(workbook, as_of)
    raw = read_bytes(book.data, workbook.name)
    try:
        found = asked(book, raw, cell)
    except NoCell as problem:
        facts = {name: safe(fact) for name, fact in problem.facts.items()}
        said = t(problem.why, **facts)
        if problem.wrong:
            raise click.UsageError(said) from problem
        answer = {"cell": cell, "message": said, "figures": []}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1) if as_json else said)
        return 1
    trials = Trials(book, raw, as_of=as_of)
    answer_of = followed(trials, found, template_folder(workbook, templates))
    if as_json:
        click.echo(json.dumps(as_object(answer_of, book), ensure_ascii=False, indent=1))
    else:
        show(answer_of, book)
    return 0


command = trace
