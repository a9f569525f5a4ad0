"""`cic remind`: for each commune that owes something, a text to paste in a mail."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from cic_sheets.cli.group import Option, as_json, as_of, command, out_folder, workbook
from cic_sheets.cli.opening import Locked, opened
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.outputs import OutputLocked, write_all

if TYPE_CHECKING:
    from cic_sheets.book.book import Book
    from cic_sheets.report.reminders import Reminder, Reminders


@command("remind")
@workbook
@click.option("--commune", cls=Option, metavar=t("metavar.commune"))
@as_of
@as_json
@out_folder
@click.pass_context
def remind(
    ctx: click.Context,
    workbook: Path,
    commune: str | None,
    as_of: date | None,
    as_json: bool,
    out: Path | None,
) -> None:
    """Each commune's reminder in its language; in the one of `--lang`, if it is given."""
    from cic_sheets.report.reminders import reminders_of

    book = opened(workbook, as_of)
    code = _code(book.book, commune) if commune is not None else None
    found = reminders_of(book.year)
    asked = ctx.get_parameter_source("lang") is ParameterSource.COMMANDLINE
    mine = [
        one._replace(languages=(lang(),)) if asked else one
        for one in found.communes
        if code is None or one.code == code
    ]
    if out is not None:
        written = _write(out, mine, found, _codes(book.book), code)
    if as_json:
        click.echo(json.dumps(_json(mine, found), ensure_ascii=False, indent=1))
    elif out is not None:
        for path in written:
            click.echo(safe(str(path)))
    else:
        _show(mine, found)
    if not mine and not as_json:
        click.echo(t("remind.nothing", day=found.as_of))


def _codes(book: Book) -> list[str]:
    from cic_sheets.sheets.communes import Commune

    return [row.id for row in book.all(Commune)]


def _code(book: Book, typed: str) -> str:
    """The code of the commune that is named so.  Raises UsageError."""
    from cic_sheets.sheets.communes import Commune
    from cic_sheets.values.names import nearest

    found = book.find(Commune, typed)
    if found is None:
        names = [name for row in book.all(Commune) for name in (row.name, row.code) if name]
        near = nearest(typed, names) or ""
        raise click.UsageError(t("remind.no-such-commune", commune=safe(typed), near=safe(near)))
    return found.id


def _text(one: Reminder, found: Reminders, language: str) -> str:
    from cic_sheets.render.reminders import text_of

    return text_of(one, found.sender, found.as_of, language)


def _show(mine: list[Reminder], found: Reminders) -> None:
    for one in mine:
        for language in one.languages:
            head = [one.code, one.name, one.mail or t("remind.no-mail"), language]
            click.echo(f"=== {safe(' · '.join(head))} ===\n")
            for line in _text(one, found, language).split("\n"):
                click.echo(safe(line))


def _json(mine: list[Reminder], found: Reminders) -> dict[str, Any]:
    return {
        "as_of": found.as_of.isoformat(),
        "communes": [
            {
                "code": one.code,
                "name": one.name,
                "mail": one.mail,
                "by": one.by.isoformat(),
                "owed": [
                    {
                        "kind": what.kind,
                        "what": what.what,
                        "day": what.day.isoformat() if what.day else None,
                        "late": what.late,
                    }
                    for what in one.owed
                ],
                "texts": {language: _text(one, found, language) for language in one.languages},
            }
            for one in mine
        ],
    }


def _write(
    out: Path, mine: list[Reminder], found: Reminders, codes: list[str], only: str | None
) -> tuple[Path, ...]:
    """One file a commune and language; those of an earlier run that ask for it no more go."""
    from cic_sheets.language import LANGUAGES
    from cic_sheets.report.reminders import file_names

    names = file_names(codes)
    files = {
        f"{names[one.code]}-{language}.txt": _text(one, found, language).encode("utf-8")
        for one in mine
        for language in one.languages
    }
    renewed = codes if only is None else [only]
    stale = [f"{names[code]}-{language}.txt" for code in renewed for language in LANGUAGES]
    try:
        return write_all(out, files, stale)
    except OutputLocked as problem:
        raise Locked(problem) from problem


command = remind
