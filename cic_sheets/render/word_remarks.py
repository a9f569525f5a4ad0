"""Findings as a table: how heavy, where, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from cic_sheets.language import phrase, said, severity_name
from cic_sheets.report.model import Head, Table
from cic_sheets.schema.findings import Finding


def as_table(findings: Iterable[Finding], lang: str) -> Table:
    """One row a finding, in the order given."""
    heads = (
        Head(phrase("control.severity", lang), 15),
        Head(phrase("control.code", lang), 9),
        Head(phrase("control.cell", lang), 24),
        Head(phrase("control.message", lang), 60),
        Head(phrase("control.remedy", lang), 52),
    )
    return Table(phrase("word.findings", lang), heads, tuple(_row(one, lang) for one in findings))


def _row(finding: Finding, lang: str) -> tuple[str, ...]:
    told = said(finding, lang)
    cell = f"\u00a0!\u00a0{finding.cell.a1}" if finding.cell else ""
    return (
        severity_name(finding.severity, lang),
        finding.code,
        f"{finding.sheet or phrase('cli.whole-file', lang)}{cell}",
        told.message,
        told.remedy,
    )
