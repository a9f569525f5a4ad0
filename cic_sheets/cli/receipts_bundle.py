"""`cic receipts bundle`: the receipts of the year in one PDF, or in parts that a mail takes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from cic_sheets.cli.group import Option, as_of, command, out_folder, workbook
from cic_sheets.cli.opening import Locked, opened
from cic_sheets.cli.words import lang, t
from cic_sheets.outputs import OutputLocked

_SIZE = re.compile(r"(\d{1,12})(?:[.,](\d{1,3}))?\s*([kKmMgG]?)(?:i?[bBoO])?")
_UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}
_LEAST = 100_000


class Size(click.ParamType[int]):
    """A number of bytes typed 20MB, 20 Mo, 1,5GB; mega is a million, as mail servers count."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = size_of(str(value))
        if found < _LEAST:
            self.fail(t("bundle.bad-size", value=str(value)), param, ctx)
        return found


def size_of(text: str) -> int:
    """Bytes; 0 when the text is no size."""
    found = _SIZE.fullmatch(text.strip())
    if not found:
        return 0
    whole, part, unit = found.groups()
    thousandths = int(whole) * 1000 + int((part or "").ljust(3, "0"))
    return thousandths * _UNITS[unit.lower()] // 1000


@command("bundle")
@workbook
@as_of
@out_folder
@click.option("--max-size", cls=Option, type=Size(), metavar="20MB")
@click.option("--with-confidential", cls=Option, is_flag=True)
@click.pass_context
def bundle(
    ctx: click.Context,
    workbook: Path,
    as_of: date | None,
    out: Path | None,
    max_size: int | None,
    with_confidential: bool,
) -> None:
    """`justificatifs-<year>.pdf`, whole or in numbered parts."""
    from cic_sheets.cli.bundle_told import receipts_counted, tell_bundle
    from cic_sheets.reports import write_bundle

    book = opened(workbook, as_of)
    folder = out or Path("out") / book.name
    try:
        with receipts_counted() as progress:
            written = write_bundle(
                book, folder, lang(),
                most_bytes=max_size, withhold=not with_confidential, progress=progress,
            )  # fmt: skip
    except OutputLocked as problem:
        raise Locked(problem) from problem
    for path in written.paths:
        click.echo(t("written", file=str(path)))
    tell_bundle(written.bundle)
    ctx.exit(2 if written.bundle is None else 0)
