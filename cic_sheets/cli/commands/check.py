"""`cic check`: what is wrong in the workbook, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cic_sheets.cli.group import as_json, as_of, command, out_folder, workbook
from cic_sheets.cli.opening import Locked, Unreadable, opened
from cic_sheets.cli.terminal import as_json as findings_json
from cic_sheets.cli.terminal import safe, show, summary
from cic_sheets.cli.words import lang, t
from cic_sheets.outputs import OutputLocked

if TYPE_CHECKING:
    from cic_sheets.pipeline import OpenBook
    from cic_sheets.schema.findings import Finding


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
        _echo_json([problem.finding])
        ctx.exit(2)
    wanted = not as_json or out is not None
    copy = _annotated(book, out or Path("out") / book.name) if wanted else None
    if as_json:
        _echo_json(book.findings)
    else:
        show(book.findings)
        click.echo(summary(book.findings))
        click.echo(t("annotated", file=safe(str(copy))) if copy else t("no-copy"))
    ctx.exit(1 if book.is_draft else 0)


def _echo_json(findings: Sequence[Finding]) -> None:
    import json  # only here: most checks are read by people

    click.echo(json.dumps(findings_json(findings), ensure_ascii=False, indent=1))


def _annotated(book: OpenBook, folder: Path) -> Path | None:
    """The annotated copy; None when the workbook's package can't be copied with notes."""
    from cic_sheets.template.opc.errors import PatchError

    try:
        return book.write_control(folder, lang())
    except PatchError:
        return None
    except OutputLocked as problem:
        raise Locked(problem) from problem


command = check
