"""`cic new 2024`: a blank workbook for a year."""

from __future__ import annotations

from pathlib import Path

import click

from cic_sheets.cli.group import command, out_folder
from cic_sheets.cli.opening import Locked
from cic_sheets.cli.words import lang, t
from cic_sheets.outputs import OutputLocked, write_one

YEARS = click.IntRange(2000, 2099)


@command("new")
@click.argument("year", metavar=t("metavar.year"), type=YEARS)
@out_folder
def new(year: int, out: Path | None) -> None:
    """A blank workbook from the declarations; an existing file is never replaced."""
    from cic_sheets.workbook.write import write_workbook

    path = out or Path("workbooks") / f"{year}.xlsx"
    if path.exists():
        raise click.UsageError(t("exists", file=str(path)))
    try:
        write_one(path, write_workbook(year, language=lang()))
    except OutputLocked as problem:
        raise Locked(problem) from problem
    click.echo(t("written", file=str(path)))
    click.echo(t("new.next", year=str(year)))


command = new
