"""`cic completion`: the line that teaches a shell to complete the command."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from cic_sheets.cli.group import cic, command
from cic_sheets.cli.words import t


@command("completion")
@click.argument("shell", metavar=t("metavar.shell"), type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """The script that bash, zsh or fish reads to complete `cic`."""
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(cic, {}, "cic", "_CIC_COMPLETE").source())


command = completion
