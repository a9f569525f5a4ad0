"""What is said of a template: places, refusals, everything that people should hear of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cic_sheets.cli.words import t

if TYPE_CHECKING:
    from cic_sheets.reports import Unfillable
    from cic_sheets.template import Outcome
    from cic_sheets.template.data import Data
    from cic_sheets.template.kinds import Refused, WrongName
    from cic_sheets.template.outcome import Notice, Place

MOST_SAID = 50  # lines of one kind; beyond, their number


def read(path: Path) -> bytes:
    """A file's bytes.  Raises UsageError."""
    try:
        return path.read_bytes()
    except OSError as error:
        code = "a-folder" if path.is_dir() else "missing" if not path.exists() else "locked"
        raise click.UsageError(t(f"template.refused.{code}", file=path.name)) from error


def filled(file: Path, data: Data, extension: str = "") -> Outcome:
    """A template filled.  Raises UsageError when it cannot be."""
    from cic_sheets.template import fill

    content = read(file)
    with refusing(file):
        return fill(content, data, extension)


@contextmanager
def refusing(file: Path) -> Iterator[None]:
    """A template that is refused is told in one sentence."""
    from cic_sheets.template.kinds import Refused, WrongName

    try:
        yield
    except (Refused, WrongName) as error:
        raise click.UsageError(reason(error, file.name)) from error


def reason(error: Refused | WrongName, file: str) -> str:
    """Why a file can't be filled at all."""
    from cic_sheets.template.kinds import Refused

    if isinstance(error, Refused):
        return t(f"template.refused.{error.code}", file=file)
    return t("template.wrong-name", extension=error.extension)


def unfillable(problem: Unfillable) -> click.UsageError:
    """Why a template can't be filled; what it names amiss is told with its place."""
    if problem.problem.reason is not None:
        return click.UsageError(reason(problem.problem.reason, problem.name))
    if problem.problem.outcome is not None:
        tell(problem.problem.outcome)
    return click.UsageError(t("template", file=problem.name, why=problem.why))


def tell(outcome: Outcome) -> None:
    """What people should hear of, on standard error."""
    for line in said(outcome):
        click.echo(line, err=True)


def tell_template(name: str, outcome: Outcome) -> None:
    """What is wrong in a template that was filled, and what it brings along."""
    for line in said(outcome):
        click.echo(f"{name} – {line}", err=True)


def said(outcome: Outcome) -> Iterator[str]:
    """Everything but what is merely empty, a line each; of many of one kind, the first."""
    yield from _first(
        t("template.unknown", name=shown(one.name), place=where(one.place), near=one.near)
        for one in outcome.unknown
    )
    yield from _first(t("template.broken", place=where(one)) for one in outcome.broken)
    yield from _first(
        t("template.unreachable", name=shown(one.name), place=where(one.place))
        for one in outcome.unreachable
    )
    if outcome.unreckoned:
        places = ", ".join(map(shown, outcome.unreckoned[:MOST_SAID]))
        yield t("template.unreckoned", places=places)
    yield from _first(map(line_of, outcome.notices))


def line_of(notice: Notice) -> str:
    """A notice in words."""
    return t(f"template.notice.{notice.code}", detail=shown(notice.detail))


def _first(lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield from found[:MOST_SAID]
    if len(found) > MOST_SAID:
        yield t("template.more", count=len(found) - MOST_SAID)


def where(place: Place) -> str:
    """`tableau 2, ligne 3, « Montant : {{total}} »`."""
    if place.area == "cell":
        return shown(place.words)
    said = [t(f"template.area.{place.area}", number=place.number)]
    if place.table:
        said.append(t("template.row", table=place.table, row=place.row))
    elif place.paragraph:
        said.append(t("template.paragraph", number=place.paragraph))
    if place.words:
        said.append(t("template.words", words=shown(place.words)))
    return ", ".join(said)


def shown(text: str) -> str:
    """Without signs that would steer the terminal."""
    from cic_sheets.cli.terminal import safe

    return safe(text)
