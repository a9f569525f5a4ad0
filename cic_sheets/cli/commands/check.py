"""`cic check`: what is wrong in the workbook, cell by cell."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from cic_sheets.cli.group import as_json, as_of, command, out_folder, workbook
from cic_sheets.cli.opening import Locked, Unreadable, opened
from cic_sheets.cli.terminal import as_json as findings_json
from cic_sheets.cli.terminal import show, summary
from cic_sheets.cli.words import lang, t
from cic_sheets.outputs import OutputLocked


@command("check")
@workbook
@as_of
@as_json
@out_folder
@click.pass_context
def check(
    ctx: click.Context, workbook: Path, as_of: date | None, as_json: bool, out: Path | None
) -> None:
    """Findings only, and the annotated copy; with --json the copy is made only if --out asks."""
    try:
        book = opened(workbook, as_of)
    except Unreadable as problem:
        if not as_json:
            raise
        click.echo(json.dumps(findings_json([problem.finding]), ensure_ascii=False, indent=1))
        ctx.exit(2)
    copy = None
    if not as_json or out is not None:
        try:
            copy = book.write_control(out or Path("out") / book.name, lang())
        except OutputLocked as problem:
            raise Locked(problem) from problem
    if as_json:
        click.echo(json.dumps(findings_json(book.findings), ensure_ascii=False, indent=1))
    else:
        show(book.findings)
        click.echo(summary(book.findings))
        if copy is not None:
            click.echo(t("annotated", file=str(copy)))
    ctx.exit(1 if book.is_draft else 0)


command = check
