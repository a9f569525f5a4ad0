"""Findings and figures in the terminal: rich where a person looks, plain where a program reads."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import click

from cic_sheets.cli.words import lang, t
from cic_sheets.language import said, severity_name
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.values.named import NamedTuple

_COLOURS = {Severity.E: "red", Severity.A: "yellow", Severity.I: "cyan"}
MOST_CELLS = 3  # cells named of a fault that comes again and again


_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
"""Isolates are not among them: the program itself sets values apart so in an Arabic sentence."""


def safe(text: str) -> str:
    """Text from a workbook, without what a terminal would obey (escapes, bells, bidi overrides)."""
    return _OBEYED.sub("�", re.sub(r"[\n\r\t]", " ", text))


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each severity, heaviest first."""
    found = {one.value: 0 for one in Severity}
    for finding in findings:
        found[finding.severity.value] += 1
    return found


def as_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """The JSON of `check` (deliverables.md, Commands)."""
    return {"findings": [_object(finding) for finding in findings], "counts": counts(findings)}


def _object(finding: Finding) -> dict[str, str | None]:
    sentences = said(finding, lang())
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": finding.sheet,
        "cell": finding.cell.a1 if finding.cell else None,
        "value": finding.value,
        "message": sentences.message,
        "remedy": sentences.remedy,
    }


class Told(NamedTuple):
    """Findings of one sheet that say the same, told once."""

    code: str
    severity: Severity
    places: tuple[str, ...]
    value: str
    message: str
    remedy: str


def told(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Told]]]:
    """By sheet, in reading order; the same sentence on several cells comes once."""
    for sheet, group in groupby(findings, key=lambda finding: finding.sheet):
        merged: dict[tuple[str, str, str], Told] = {}
        for finding in group:
            sentences = said(finding, lang())
            key = (finding.code, finding.severity.value, sentences.message)
            place = finding.cell.a1 if finding.cell else ""
            before = merged.get(key)
            places = (*before.places, place) if before else (place,)
            value = before.value if before else finding.value
            merged[key] = Told(finding.code, finding.severity, places, value, *sentences)
        yield sheet, list(_informed_once(merged.values()))


def _informed_once(group: Iterable[Told]) -> Iterator[Told]:
    """Informations of one code are told by the first, with the places of all."""
    first: dict[str, Told] = {}
    for one in group:
        if one.severity is not Severity.I:
            yield one
        elif one.code not in first:
            first[one.code] = one
        else:
            before = first[one.code]
            first[one.code] = before._replace(places=before.places + one.places)
    yield from first.values()


def show(findings: Sequence[Finding]) -> None:
    """Print the findings grouped by sheet."""
    if sys.stdout.isatty():
        _show_rich(findings)
    else:
        _show_plain(findings)


def summary(findings: Sequence[Finding]) -> str:
    """`3 erreurs, 12 avertissements, 2 informations`, or that nothing is to mend."""
    found = counts(findings)
    if not any(found.values()):
        return t("nothing-to-mend")
    parts = [t(f"count.{one}", count=number) for one, number in found.items() if number]
    return ", ".join(parts)


def _places(one: Told) -> str:
    named = [place for place in one.places if place]
    if len(named) <= MOST_CELLS:
        return ", ".join(named)
    return t("times", count=len(named), places=", ".join(named[:MOST_CELLS]))


def _show_plain(findings: Sequence[Finding]) -> None:
    for sheet, group in told(findings):
        click.echo(safe(sheet) or t("whole-file"))
        for one in group:
            head = "  ".join(part for part in (_places(one), one.code) if part)
            click.echo(f"  {head}  {severity_name(one.severity, lang())}")
            click.echo(f"      {safe(one.message)}")
            click.echo(f"      → {safe(one.remedy)}")
        click.echo()


def _show_rich(findings: Sequence[Finding]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for sheet, group in told(findings):
        console.rule(Text(safe(sheet) or t("whole-file"), style="bold"), align="left")
        for one in group:
            colour = _COLOURS[one.severity]
            line = Text("  ")
            line.append(_places(one), style="bold")
            line.append(f"  {one.code} {severity_name(one.severity, lang())}", style=colour)
            console.print(line)
            console.print(Text("      " + safe(one.message)))
            console.print(Text("      → " + safe(one.remedy), style="dim"))
        console.print()
