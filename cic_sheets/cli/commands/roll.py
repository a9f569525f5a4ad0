"""`cic roll 2023.xlsx`: next year's workbook, with all that is still open."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cic_sheets.cli.group import as_json, as_of, command, out_folder, workbook
from cic_sheets.cli.opening import Locked, opened
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.outputs import OutputLocked, write_one

if TYPE_CHECKING:
    from cic_sheets.pipeline import OpenBook
    from cic_sheets.rolling import Rolled


class NotRolled(click.ClickException):
    """There is no next year, or its file is another one: exit status 2, nothing written."""

    exit_code = 2


@command("roll")
@workbook
@as_of
@as_json
@out_folder
@click.pass_context
def roll(
    ctx: click.Context, workbook: Path, as_of: date | None, as_json: bool, out: Path | None
) -> None:
    """The next year's workbook; the old one is only read, an existing file is never replaced."""
    from cic_sheets.rolling import NoNextYear, rolled  # `cic --help` passes by

    book = _seen_whole(workbook, as_of)
    try:
        made = rolled(book.year, book.book.setting("rang_max"), book.receipt_prints())
    except NoNextYear as problem:
        raise NotRolled(t(f"roll.{problem.why}", **problem.facts)) from problem
    path = out or workbook.with_name(f"{made.year}.xlsx")
    written = _put(path, made)
    if as_json:
        _echo_json(book, made, path)
    else:
        _show(book, made, path, written)
    ctx.exit(0)


def _seen_whole(path: Path, as_of: date | None) -> OpenBook:
    """The workbook on a day when all that was typed has happened: answers come after the year."""
    book = opened(path, as_of)
    if as_of is not None:
        return book
    day = book.last_day()
    return opened(path, day) if day is not None and day != book.as_of else book


def _put(path: Path, made: Rolled) -> bool:
    """Write the file, unless that very file is there already.  Raises NotRolled, Locked."""
    from cic_sheets.workbook.write import write_workbook

    content = write_workbook(made.year, made.rows, language=lang())
    if path.exists():
        if path.is_file() and path.read_bytes() == content:
            return False
        raise NotRolled(t("roll.exists", file=safe(str(path))))
    try:
        write_one(path, content)
    except OutputLocked as problem:
        raise Locked(problem) from problem
    return True


def _show(book: OpenBook, made: Rolled, path: Path, written: bool) -> None:
    from cic_sheets.schema.findings import Sum
    from cic_sheets.values.money import EUR

    click.echo(t("roll.written" if written else "roll.same", file=safe(str(path))))
    for one in made.moved:
        if one.carried:
            click.echo(t("roll.sheet", sheet=one.title, count=one.carried))
    left = ", ".join(f"{one.title} {one.left}" for one in made.moved if one.left)
    click.echo(t("roll.left", file=safe(book.path.name), rows=left))
    if made.open:
        click.echo("\n" + t("roll.open", amount=Sum(made.open, EUR)))
    if made.faulty:
        cells = ", ".join(cell.address for cell in made.faulty)
        click.echo("\n" + t("roll.faulty", cells=safe(cells)), err=True)
    if book.is_draft:
        click.echo(t("roll.errors", file=safe(book.path.name)), err=True)
    click.echo("\n" + t("roll.next", year=str(made.year)))


def _echo_json(book: OpenBook, made: Rolled, path: Path) -> None:
    from cic_sheets.values.shown import two_places

    told = {
        "from": book.path.name,
        "to": str(made.year),
        "file": path.name,
        "carried": [{"sheet": one.title, "rows": one.carried} for one in made.moved if one.carried],
        "left": [{"sheet": one.title, "rows": one.left} for one in made.moved if one.left],
        "expected": two_places(made.open),
        "faulty": [cell.address for cell in made.faulty],
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


command = roll
