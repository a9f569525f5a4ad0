"""Opening what the user names; what can't be opened is said in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.language import said
from cic_sheets.outputs import OutputLocked
from cic_sheets.schema.findings import Finding
from cic_sheets.xlsx.model import Refused

if TYPE_CHECKING:
    from cic_sheets.pipeline import OpenBook


class Unreadable(click.ClickException):
    """The input can't be read: exit status 2."""

    exit_code = 2

    def __init__(self, finding: Finding, name: str) -> None:
        sentences = said(finding, lang())
        super().__init__(safe(f"{name} : {sentences.message} {sentences.remedy}"))
        self.finding = finding


class Locked(click.ClickException):
    """An output can't be written: exit status 2, nothing lost."""

    exit_code = 2

    def __init__(self, problem: OutputLocked) -> None:
        key = "locked" if problem.why == "open" else "not-written"
        super().__init__(t(key, file=safe(problem.path.name), why=t(f"trouble.{problem.why}")))


def opened(path: Path, as_of: date | None) -> OpenBook:
    """The workbook, read, checked and reconciled.  Raises Unreadable.

    Where the extra `receipts` isn't installed, says how many receipts nobody looked into.
    """
    from cic_sheets.pipeline import open_book

    try:
        book = open_book(path, as_of=as_of)
    except Refused as refusal:
        from cic_sheets.book.refusals import refusal_finding

        raise Unreadable(refusal_finding(refusal), path.name) from refusal
    unread = sum(content.unread for content in book.book.folder.contents.values())
    if unread:
        click.echo(t("receipts.unread", count=unread), err=True)
    if book.book.folder.uncompared:
        click.echo(t("receipts.uncompared", count=book.book.folder.uncompared), err=True)
    return book
