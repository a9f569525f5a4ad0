"""`cic template`: other people's templates, filled with any data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cic_sheets.cli.group import Option, command
from cic_sheets.cli.template_checks import check, fields, learn
from cic_sheets.cli.template_told import filled, read, tell
from cic_sheets.cli.words import t

if TYPE_CHECKING:
    from cic_sheets.template import Data

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
    outcome = filled(file, _data(data), out_file.suffix)
    try:
        write_one(out_file, outcome.data)
    except OutputLocked as problem:
        raise Locked(problem) from problem
    tell(outcome)
    click.echo(t("written", file=str(out_file)))


def _data(path: Path) -> Data:
    from cic_sheets.cli.terminal import safe
    from cic_sheets.template.data import BadData, data_from_json

    try:
        text = read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(t("template.data.json", file=path.name, where="UTF-8")) from error
    try:
        return data_from_json(text)
    except BadData as bad:
        where = safe(bad.where)
        raise click.UsageError(t(f"template.data.{bad.code}", file=path.name, where=where)) from bad


for one in (fields, check, learn, fill):
    template.add_command(one)
command = template
