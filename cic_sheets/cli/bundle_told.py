"""What the commands that make the bundle of receipts say of it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import click

from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.render.bundle import reasons
from cic_sheets.reports import Bundled, Progress, libraries_missing

_MOST_NAMED = 3
_MEGA = 1_000_000
_TOLD = {"recompressed", "page-missing", "rasterised"}


@contextmanager
def receipts_counted() -> Iterator[Progress | None]:
    """A bar that counts receipts, on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=t("bundle.progress"), file=sys.stderr) as bar:

        def heard(done: int, of: int) -> None:
            bar.length = max(of, 1)
            bar.update(done - bar.pos)

        yield heard


def tell_bundle(bundle: Bundled | None) -> None:
    """Its pages, what it could not show, why it is no PDF/A."""
    if bundle is None:
        missing = ", ".join(libraries_missing())
        click.echo(t("bundle.no-library", libraries=missing), err=True)
        return
    made = bundle.made
    click.echo(t("bundle.made", pages=made.pages, index=made.index_pages, count=len(made.first)))
    if made.refused:
        click.echo(t("bundle.refused", count=len(made.refused)))
    why_of = reasons(lang())
    for receipt, code in made.refused.items():
        why = why_of.get(code, code)
        click.echo(t("bundle.refused.one", receipt=safe(receipt), why=why))
    _tell_notes(bundle)
    _tell_pdfa(bundle)


def _tell_notes(bundle: Bundled) -> None:
    for note in bundle.made.notes:
        if note.code == "over-limit":
            size = f"{int(note.detail) / _MEGA:.1f} MB"
            click.echo(t("bundle.over", receipt=safe(note.key), size=size))
        elif note.code in _TOLD:
            facts = {"detail": note.detail} if note.code == "page-missing" else {}
            click.echo(t(f"bundle.{note.code}", receipt=safe(note.key), **facts))


def _tell_pdfa(bundle: Bundled) -> None:
    made = bundle.made
    if made.pdfa:
        click.echo(t("bundle.pdfa"))
        return
    keys = Counter(key for found in made.prevents.values() for key in found)
    if keys:
        named = ", ".join(list(keys)[:_MOST_NAMED])
        click.echo(t("bundle.no-pdfa", count=len(keys), receipts=safe(named)))
