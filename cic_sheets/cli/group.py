"""The group `cic`, its commands loaded when named, its help in the chosen language."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from cic_sheets.cli.words import lang, t
from cic_sheets.language import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])

COMMANDS = (
    "report", "package", "verify", "check", "new", "roll", "status", "remind", "reconcile",
    "inspect", "explain", "receipts", "diff", "trace", "template", "completion",
)  # fmt: skip
"""In the order of the coordinator's day; each is a module of `cli/commands`."""


class Command(click.Command):
    """A command whose help is a sentence of the catalogue: `cli.<key>.help`, by name if none."""

    key = ""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = t(f"{self.key or self.name}.help")
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return t(f"{self.key or self.name}.help").split("\n")[0].rstrip(".")


class Option(click.Option):
    """An option whose help is a sentence of the catalogue: `cli.option.<name>`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = t(f"option.{self.name}")
        return super().get_help_record(ctx)


class Group(click.Group):
    """The group: commands are imported when named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"cic_sheets.cli.commands.{name}")
        found: click.Command = module.command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the nearest of the commands that are loaded when named."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as unknown:
            raise click.exceptions.NoSuchCommand(
                unknown.command_name, possibilities=COMMANDS, ctx=ctx
            ) from unknown

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = t("help")
        super().format_help_text(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.epilog = t("epilog")
        super().format_epilog(ctx, formatter)


class Day(click.ParamType[date]):
    """A day typed 2023-12-31 or 31/12/2023."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        found = _typed_day(str(value))
        return found or self.fail(t("bad-day", value=str(value)), param, ctx)


def _typed_day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def command(name: str, key: str = "") -> Callable[[F], click.Command]:
    """Declare a command; its language option comes with it.  `key`: of its help, if not `name`."""

    def declare(function: F) -> click.Command:
        made = click.command(name, cls=Command)(_with_language(function))
        made.key = key
        return made

    return declare


def _with_language(function: F) -> F:
    choice = click.Choice(LANGUAGES)
    added: F = click.option(
        "--lang", cls=Option, type=choice, envvar="CIC_LANG", default=lang, expose_value=False
    )(function)
    return added


def workbook(function: F) -> F:
    """The argument that names the workbook."""
    path = click.Path(path_type=Path)
    added: F = click.argument("workbook", metavar=t("metavar.workbook"), type=path)(function)
    return added


def as_of(function: F) -> F:
    """`--as-of`: the day from which the year is seen."""
    added: F = click.option("--as-of", cls=Option, type=Day(), metavar="DATE")(function)
    return added


def as_json(function: F) -> F:
    """`--json`."""
    added: F = click.option("--json", "as_json", cls=Option, is_flag=True)(function)
    return added


def out_folder(function: F) -> F:
    """`--out`: the folder that outputs go to."""
    path = click.Path(path_type=Path)
    added: F = click.option("--out", cls=Option, type=path, metavar=t("metavar.folder"))(function)
    return added


@click.group(
    "cic",
    cls=Group,
    subcommand_metavar=t("metavar.command"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@_with_language
@click.version_option(package_name="cic_sheets", prog_name="cic")
def cic() -> None:
    """The command; what it says is in the catalogue."""
