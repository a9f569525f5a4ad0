"""`cic package`: a sealed submission, whose lines are frozen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cic_sheets.cli.group import Option, as_of, command, out_folder, workbook
from cic_sheets.cli.opening import Locked, Unreadable, opened
from cic_sheets.cli.terminal import safe, show, summary
from cic_sheets.cli.words import lang, t
from cic_sheets.outputs import OutputLocked

if TYPE_CHECKING:
    from cic_sheets.packages import Package
    from cic_sheets.pipeline import OpenBook


class Unsent(click.ClickException):
    """Nothing can be sent as things are: exit status 2, nothing written."""

    exit_code = 2


@command("package")
@workbook
@as_of
@out_folder
@click.option(
    "--templates", cls=Option, type=click.Path(path_type=Path), metavar=t("metavar.folder")
)
@click.option("--complement", cls=Option, is_flag=True)
@click.option("--with-confidential", cls=Option, is_flag=True)
@click.pass_context
def package(
    ctx: click.Context,
    workbook: Path,
    as_of: date | None,
    out: Path | None,
    templates: Path | None,
    complement: bool,
    with_confidential: bool,
) -> None:
    """Outputs, receipts, snapshot, manifest and record in one dated folder, and its archive."""
    from cic_sheets.packages import ChangedSinceSent

    book = opened(workbook, as_of)
    try:
        sent = _written(
            book, out or Path("out") / book.name, templates, complement, with_confidential
        )
    except ChangedSinceSent as problem:
        show(book.findings)
        click.echo(t("package.changed", lines=safe(", ".join(problem.lines))), err=True)
        ctx.exit(1)
    _tell(sent)
    ctx.exit(1 if sent.submission.draft else 0)


def _written(
    book: OpenBook,
    folder: Path,
    templates: Path | None,
    complement: bool,
    with_confidential: bool,
) -> Package:
    """The package; whatever forbids it is said in one sentence.  Raises ChangedSinceSent."""
    from cic_sheets.cli.template_told import tell_template, unfillable
    from cic_sheets.packages import CannotPackage, RecordUnread, write_package
    from cic_sheets.reports import TemplateMissing, Unfillable

    try:
        return write_package(
            book,
            folder,
            templates,
            lang(),
            complement=complement,
            with_confidential=with_confidential,
            tell=tell_template,
        )
    except CannotPackage as problem:
        facts = {
            name: t(f"trouble.{fact}") if name == "trouble" else safe(str(fact))
            for name, fact in problem.facts.items()
        }
        raise Unsent(t(problem.key, **facts)) from problem
    except RecordUnread as problem:
        raise Unreadable(problem.finding, book.path.name) from problem
    except TemplateMissing as problem:
        raise click.UsageError(
            t("no-template", file=problem.name, folder=str(problem.folder))
        ) from problem
    except Unfillable as problem:
        raise unfillable(problem) from problem
    except OutputLocked as problem:
        raise Locked(problem) from problem


def _tell(sent: Package) -> None:
    book, submission = sent.book, sent.submission
    show(book.findings)
    click.echo(summary(book.findings))
    folder = str(sent.folder.parent)
    click.echo(t("package.written", number=submission.number, day=submission.as_of, folder=folder))
    click.echo(f"  {sent.folder.name}/")
    click.echo(f"  {sent.folder.name}.zip")
    click.echo(t("package.seal", seal=sent.seal))
    count = len(submission.lines)
    all_lines = count + len(submission.others)
    click.echo(t("package.frozen", count=count, all=all_lines, file=str(sent.record)))
    if sent.again:
        click.echo(t("package.again", number=submission.number))
    elif sent.declared:
        click.echo(t("package.complement", lines=safe(", ".join(sent.declared))))
    if submission.draft:
        click.secho(t("package.draft"), bold=True)


command = package
