"""`cic receipts scan`: what the new files of the receipts folder say, and rows to paste."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cic_sheets.cli.group import Option, as_json, as_of, command, out_folder, workbook
from cic_sheets.cli.opening import Locked, opened
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.outputs import OutputLocked, write_one
from cic_sheets.values.shown import two_places

if TYPE_CHECKING:
    from cic_sheets.report.scan import Proposal, Told
    from cic_sheets.scanning import Scan

_SHOWN = ("day", "amount", "currency", "issuer", "invoice_no", "issuer_ice")


@command("scan", key="scan")
@workbook
@as_of
@out_folder
@as_json
@click.option("--no-ocr", cls=Option, is_flag=True)
@click.option("--all", "everything", cls=Option, is_flag=True)
def scan(
    workbook: Path,
    as_of: date | None,
    out: Path | None,
    as_json: bool,
    no_ocr: bool,
    everything: bool,
) -> None:
    """New files, what their text says, and `pieces-a-inscrire-<year>.xlsx`."""
    from cic_sheets.cli.bundle_told import receipts_counted
    from cic_sheets.render.scan_sheet import scan_sheet
    from cic_sheets.scanning import scan_receipts

    book = opened(workbook, as_of)
    with receipts_counted() as progress:
        found = scan_receipts(book, everything=everything, with_ocr=not no_ocr, progress=progress)
    if as_json:
        click.echo(json.dumps(_json(found), ensure_ascii=False, indent=1))
    else:
        for line in _lines(found):
            click.echo(line)
    if found.proposals and (out is not None or not as_json):
        path = (out or Path("out") / book.name) / f"pieces-a-inscrire-{book.name}.xlsx"
        try:
            write_one(path, scan_sheet(found.proposals, found.thumbnails, lang()))
        except OutputLocked as problem:
            raise Locked(problem) from problem
        click.echo(t("scan.written", file=str(path)), err=as_json)


# --- For people -----------------------------------------------------------------------------


def _lines(found: Scan) -> Iterator[str]:
    if not found.proposals:
        yield t("scan.none")
        return
    yield t("scan.count", count=len(found.proposals))
    for one in found.proposals:
        yield from _told(one)
    if found.no_ocr:
        yield t(f"scan.{found.no_ocr}")
    yield t("scan.next")


def _told(one: Proposal) -> Iterator[str]:
    from cic_sheets.render.scan_sheet import value_said
    from cic_sheets.render.scan_words import doubts, lines_said, sure_word, twins_said
    from cic_sheets.report.scan import COLUMNS

    yield ""
    yield click.style(f"{safe(one.number)}  {safe(one.file.path)}", bold=True)
    labels = {column.attr: column.label for column in COLUMNS}
    for attr in _SHOWN:
        told = one.cells.get(attr)
        if told is not None:
            values = told.readings if told.value is None else (told.value,)
            said = " / ".join(value_said(value, lang()) for value in values)
            sure = sure_word(told.sure, lang())
            yield f"  {labels[attr]} : {safe(said)[:100]} ({sure})"
    for text in (twins_said(one, lang()), doubts(one, lang())):
        for line in filter(None, text.splitlines()):
            yield f"  {safe(line)}"
    if one.lines:
        yield "  " + t("scan.may-prove", lines=lines_said(one, lang()))


# --- For programs ---------------------------------------------------------------------------


def _json(found: Scan) -> dict[str, Any]:
    return {"files": [_object(one) for one in found.proposals], "ocr": found.no_ocr or "ok"}


def _object(one: Proposal) -> dict[str, Any]:
    file = one.file
    return {
        "path": file.path,
        "bytes": file.size,
        "sha256": file.sha256,
        "kind": file.kind,
        "pages": file.pages,
        "refusal": file.refusal,
        "source": file.source,
        "notes": list(file.notes),
        "number": one.number,
        "listed": one.known,
        "says": {attr: _said(told) for attr, told in one.cells.items() if attr != "no"},
        "twins": [twin._asdict() for twin in one.twins],
        "lines": list(one.lines),
        "fills": list(one.fills),
    }


def _said(told: Told) -> dict[str, Any]:
    return {
        "value": None if told.value is None else _plain(told.value),
        "sure": told.sure,
        "readings": [_plain(one) for one in told.readings],
        "words": told.words,
    }


def _plain(value: object) -> str:
    return two_places(value) if isinstance(value, Decimal) else str(value)
