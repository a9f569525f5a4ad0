"""Findings as a table: how heavy, where, what is wrong, what to do."""

from __future__ import annotations

from cic_sheets.language import phrase, said, severity_name
from cic_sheets.report.model import Head, Remarks, Table

_WIDTHS = {"severity": 15, "code": 9, "cell": 24, "message": 60, "remedy": 52}


def as_table(remarks: Remarks, lang: str) -> Table:
    """One row a finding, in the order given."""
    heads = tuple(Head(phrase(f"control.{key}", lang), width) for key, width in _WIDTHS.items())
    rows = []
    for finding in remarks.findings:
        told = said(finding, lang)
        cell = f"\u00a0!\u00a0{finding.cell.a1}" if finding.cell else ""
        place = finding.sheet or phrase("cli.whole-file", lang)
        heavy = severity_name(finding.severity, lang)
        rows.append((heavy, finding.code, f"{place}{cell}", told.message, told.remedy))
    return Table(phrase("word.findings", lang), heads, tuple(rows))
