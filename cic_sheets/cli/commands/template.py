"""`cic template`: other people's templates, filled with any data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cic_sheets.cli.group import Option, command
from cic_sheets.cli.words import t

if TYPE_CHECKING:
    from cic_sheets.template import Data, Outcome
    from cic_sheets.template.outcome import Place

MOST_SAID = 50  # lines of one kind; beyond, their number
_FILE = click.Path(path_type=Path)


class _Group(click.Group):
    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = t("template.help")
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return t("template.help").split("\n")[0].rstrip(".")


@click.group("template", cls=_Group, subcommand_metavar=t("metavar.command"))
def template() -> None:
    """What can be done with a template."""


@command("fill", key="template.fill")
@click.argument("file", metavar=t("metavar.file"), type=_FILE)
@click.option("--data", cls=Option, type=_FILE, metavar="JSON", required=True)
@click.option("--out", "out_file", cls=Option, type=_FILE, metavar=t("metavar.file"), required=True)
def fill(file: Path, data: Path, out_file: Path) -> None:
    """Fill any Word or Excel template with any data."""
    from cic_sheets.cli.opening import Locked
    from cic_sheets.outputs import OutputLocked, write_one

    if out_file.resolve() in (file.resolve(), data.resolve()):
        raise click.UsageError(t("template.same-file", file=out_file.name))
    outcome = _filled(file, _data(data), out_file.suffix)
    try:
        write_one(out_file, outcome.data)
    except OutputLocked as problem:
        raise Locked(problem) from problem
    _tell(outcome)
    click.echo(t("written", file=str(out_file)))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        code = "a-folder" if path.is_dir() else "missing" if not path.exists() else "locked"
        raise click.UsageError(t(f"template.refused.{code}", file=path.name)) from error


def _data(path: Path) -> Data:
    from cic_sheets.cli.terminal import safe
    from cic_sheets.template.data import BadData, data_from_json

    try:
        text = _read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(t("template.data.json", file=path.name, where="UTF-8")) from error
    try:
        return data_from_json(text)
    except BadData as bad:
        where = safe(bad.where)
        raise click.UsageError(t(f"template.data.{bad.code}", file=path.name, where=where)) from bad


def _filled(file: Path, data: Data, extension: str) -> Outcome:
    from cic_sheets.template import fill as filled
    from cic_sheets.template.kinds import Refused, WrongName

    try:
        return filled(_read(file), data, extension)
    except Refused as refused:
        raise click.UsageError(t(f"template.refused.{refused.code}", file=file.name)) from refused
    except WrongName as wrong:
        raise click.UsageError(t("template.wrong-name", extension=wrong.extension)) from wrong


def _tell(outcome: Outcome) -> None:
    """What people should hear of, on standard error."""
    _say([t("template.unknown", name=_shown(one.name), place=_where(one.place), near=one.near)
          for one in outcome.unknown])  # fmt: skip
    _say([t("template.broken", place=_where(one)) for one in outcome.broken])
    _say([t("template.unreachable", name=_shown(one.name), place=_where(one.place))
          for one in outcome.unreachable])  # fmt: skip
    if outcome.unreckoned:
        places = ", ".join(map(_shown, outcome.unreckoned[:MOST_SAID]))
        _say([t("template.unreckoned", places=places)])
    _say([t(f"template.notice.{one.code}", detail=_shown(one.detail)) for one in outcome.notices])


def _say(lines: list[str]) -> None:
    for line in lines[:MOST_SAID]:
        click.echo(line, err=True)
    if len(lines) > MOST_SAID:
        click.echo(t("template.more", count=len(lines) - MOST_SAID), err=True)


def _where(place: Place) -> str:
    """`tableau 2, ligne 3, « Montant : {{total}} »`."""
    if place.area == "cell":
        return _shown(place.words)
    said = [t(f"template.area.{place.area}", number=place.number)]
    if place.table:
        said.append(t("template.row", table=place.table, row=place.row))
    elif place.paragraph:
        said.append(t("template.paragraph", number=place.paragraph))
    if place.words:
        said.append(t("template.words", words=_shown(place.words)))
    return ", ".join(said)


def _shown(text: str) -> str:
    from cic_sheets.cli.terminal import safe

    return safe(text)


template.add_command(fill)
command = template
