"""Findings where the user is: a copy of the workbook, its faulty cells coloured and commented."""

from __future__ import annotations

from collections.abc import Sequence

from cic_sheets.language import phrase, rtl, said, severity_name
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.xlsx.patch.annotate import IndexTexts, Mark, annotate


def annotated(data: bytes, findings: Sequence[Finding], lang: str, intro: tuple[str, ...]) -> bytes:
    """The annotated copy's bytes.

    data      the workbook's own bytes, left as they are
    findings  in reading order; the index tells the heaviest first
    intro     lines under the index's heading: which file, seen from which day
    """
    heaviest_first = sorted(findings, key=lambda finding: finding.severity.rank)
    marks = [_mark(finding, lang) for finding in heaviest_first]
    return annotate(data, marks, _index(lang, intro))


def _mark(finding: Finding, lang: str) -> Mark:
    sentences = said(finding, lang)
    title = f"{finding.code} · {severity_name(finding.severity, lang)}"
    text = f"{sentences.message}\n→ {sentences.remedy}"
    if finding.derogated:
        text += "\n" + phrase("control.derogated", lang, reason=finding.derogated)
    cell = finding.cell
    return Mark(
        finding.sheet,
        cell.row if cell else None,
        cell.column if cell else None,
        finding.severity.value,
        title,
        text,
        (finding.code, finding.row, finding.value, sentences.message, sentences.remedy),
    )


def _index(lang: str, intro: tuple[str, ...]) -> IndexTexts:
    heads = ("severity", "code", "sheet", "cell", "row", "value", "message", "remedy")
    return IndexTexts(
        title=phrase("control.tab", lang),
        heading=phrase("control.heading", lang),
        columns=tuple(phrase(f"control.{head}", lang) for head in heads),
        intro=intro,
        severities={one.value: severity_name(one, lang) for one in Severity},
        right_to_left=rtl(lang),
        author=phrase("control.author", lang),
    )
