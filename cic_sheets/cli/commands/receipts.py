"""`cic receipts`: what can be done with the receipts' files."""

from __future__ import annotations

import click

from cic_sheets.cli.receipts_bundle import bundle
from cic_sheets.cli.receipts_scan import scan
from cic_sheets.cli.words import t


class _Group(click.Group):
    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = t("receipts.help")
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return t("receipts.help").split("\n")[0].rstrip(".")


@click.group("receipts", cls=_Group, subcommand_metavar=t("metavar.command"))
def receipts() -> None:
    """What can be done with the receipts' files."""


receipts.add_command(scan)
receipts.add_command(bundle)

command = receipts
