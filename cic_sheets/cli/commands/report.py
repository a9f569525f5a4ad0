"""`cic report`: check, reconcile, fill the templates, write everything or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from cic_sheets.cli.group import Option, as_of, command, out_folder, workbook
from cic_sheets.cli.opening import Locked, opened
from cic_sheets.cli.terminal import show, summary
from cic_sheets.cli.words import lang, t
from cic_sheets.outputs import OutputLocked
from cic_sheets.values import shown


@command("report")
@workbook
@as_of
@out_folder
@click.option(
    "--templates", cls=Option, type=click.Path(path_type=Path), metavar=t("metavar.folder")
)
@click.option("--with-bundle/--without-bundle", cls=Option, default=True)
@click.pass_context
def report(
    ctx: click.Context,
    workbook: Path,
    as_of: date | None,
    out: Path | None,
    templates: Path | None,
    with_bundle: bool,
) -> None:
    """The narrative and financial reports, the annotated copy and the manifest."""
    from cic_sheets.cli.bundle_told import receipts_counted, tell_bundle
    from cic_sheets.cli.template_told import tell_template, unfillable
    from cic_sheets.reports import TemplateMissing, Unfillable, template_folder, write_reports

    book = opened(workbook, as_of)
    folder = out or Path("out") / book.name
    try:
        with receipts_counted() as progress:
            written = write_reports(
                book, folder, templates, lang(), tell_template,
                with_bundle=with_bundle, progress=progress,
            )  # fmt: skip
    except TemplateMissing as problem:
        raise click.UsageError(
            t("no-template", file=problem.name, folder=str(problem.folder))
        ) from problem
    except Unfillable as problem:
        raise unfillable(problem) from problem
    except OutputLocked as problem:
        raise Locked(problem) from problem
    _tell_changed(template_folder(workbook, templates))
    show(book.findings)
    click.echo(summary(book.findings))
    if book.settlement is not None:
        total = book.settlement.settlement.totals.year
        figures = {
            name: shown.amount(value, "EUR", lang()) for name, value in total._asdict().items()
        }
        click.echo(t("equation", day=book.as_of, **figures))
    click.echo(t("report.written", folder=str(folder)))
    _tell_written(folder, written.paths)
    if with_bundle:
        tell_bundle(written.bundle)
    if book.is_draft:
        click.echo(t("report.draft"))
    ctx.exit(1 if book.is_draft else 0)


def _tell_written(folder: Path, written: Iterable[Path]) -> None:
    """Each report by its name, each sub-folder by how many documents it got."""
    names = [path.relative_to(folder) for path in written]
    inside = Counter(name.parent.as_posix() for name in names if len(name.parts) > 1)
    for name in names:
        if len(name.parts) == 1:
            click.echo(f"  {name}")
    for sub, count in inside.items():
        click.echo(f"  {sub}/ ({count})")


def _tell_changed(folder: Path) -> None:
    """A template that was learnt and has changed since is announced, with what moved."""
    for beside in sorted(folder.glob("*.appris.json")):
        from cic_sheets.cli.template_checks import LEARNT, changed_since, moves

        template = beside.with_name(beside.name.removesuffix(LEARNT))
        changed = changed_since(template) if template.is_file() else ()
        if changed:
            click.echo(t("template.changed", file=template.name), err=True)
            for line in moves(changed):
                click.echo(f"  {line}", err=True)


command = report
