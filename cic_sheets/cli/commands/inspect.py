"""`cic inspect`: what the reader sees of any workbook, ours or not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from cic_sheets.cli.group import Option, as_json, command
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t

MOST_ISSUES = 20


@command("inspect")
@click.argument("file", metavar=t("metavar.file"), type=click.Path(path_type=Path))
@as_json
@click.option("--cells", cls=Option, is_flag=True)
@click.pass_context
def inspect(ctx: click.Context, file: Path, as_json: bool, cells: bool) -> None:
    """Sheets, tables, rows, hidden rows, formulas without value, error cells, links."""
    from cic_sheets.xlsx.inspect import inspect as seen_in

    seen = seen_in(file)
    if not cells:
        seen = {key: value for key, value in seen.items() if key not in ("cells", "formulas")}
    if as_json:
        click.echo(json.dumps(seen, ensure_ascii=False, indent=1))
    else:
        _show(file, seen)
    ctx.exit(2 if seen["outcome"] in ("refuse", "skip") else 0)


def _show(file: Path, seen: dict[str, Any]) -> None:
    if seen["outcome"] in ("refuse", "skip"):
        _show_refusal(file, seen["code"])
        return
    for sheet in seen.get("sheets", ()):
        click.echo(t(
            "inspect.sheet", name=safe(sheet["name"]), state=t(f"state.{sheet['state']}"),
            rows=sheet["rows_read"], xml=sheet["rows_in_xml"], hidden=len(sheet["hidden_rows"]),
        ))  # fmt: skip
        for name, area in sheet.get("tables", {}).items():
            click.echo(t("inspect.table", name=safe(name), area=area))
    for cell, (kind, text) in seen.get("cells", {}).items():
        click.echo(f"  {safe(cell)}  {kind}  {safe(str(text))}")
    issues = seen["issues"]
    for issue in issues[:MOST_ISSUES]:
        click.echo(t("inspect.issue", at=safe(issue["at"]), what=t(f"issue.{issue['code']}")))
    if len(issues) > MOST_ISSUES:
        click.echo(t("inspect.more", count=len(issues) - MOST_ISSUES))
    if not issues:
        click.echo(t("inspect.fine"))


def _show_refusal(file: Path, code: str) -> None:
    from cic_sheets.book.refusals import refusal_finding
    from cic_sheets.language import said
    from cic_sheets.xlsx.model import Refused

    sentences = said(refusal_finding(Refused(code)), lang())
    click.echo(safe(f"{file.name} : {sentences.message} {sentences.remedy}"), err=True)


command = inspect
