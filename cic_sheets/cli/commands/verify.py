"""`cic verify`: whether a package is as it was sealed; the same as its own `verifier.py`."""

from __future__ import annotations

from pathlib import Path

import click

from cic_sheets.cli.group import as_json, command
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import t


@command("verify")
@click.argument("package", type=click.Path(path_type=Path), metavar=t("metavar.package"))
@as_json
@click.pass_context
def verify(ctx: click.Context, package: Path, as_json: bool) -> None:
    """What does not agree in a folder or an archive that `cic package` wrote."""
    from cic_sheets.verifier import NoPackage, said
    from cic_sheets.verifier import verify as verified

    try:
        report = verified(package)
    except NoPackage as why:
        raise click.UsageError(safe(str(why))) from why
    except OSError as why:
        raise click.UsageError(t("verify.unread", file=safe(package.name))) from why
    if as_json:
        import json

        click.echo(json.dumps(report._asdict(), ensure_ascii=False, indent=1))
    else:
        for line in said(report):
            click.echo(safe(line))
    ctx.exit(1 if report.problems else 0)


command = verify
