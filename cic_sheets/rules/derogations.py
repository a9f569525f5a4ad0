"""« Dérogations » turns an E into an A that the report prints."""

from __future__ import annotations

from collections.abc import Iterable

from cic_sheets.book.book import Book
from cic_sheets.book.tell import finding
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.schema.rules import fault
from cic_sheets.sheets.derogations import Derogation
from cic_sheets.values.names import folded

fault(
    "DER-01",
    Severity.E,
    says="la dérogation {code} pour « {sheet} », ligne {line}, ne correspond à aucun constat",
    fix="Corrigez le code, la feuille ou la ligne, ou supprimez la dérogation.",
    reason="Une dérogation sans objet cache une faute de frappe, ou une erreur déjà corrigée.",
    source="workbook.md, Rules",
)


def derogated(findings: Iterable[Finding], book: Book) -> list[Finding]:
    """The findings with derogations honoured, and DER-01 for those that match nothing."""
    found = list(findings)
    for row in book.all(Derogation):
        if None in (row.code, row.sheet_title, row.line):
            continue
        matched = [n for n, one in enumerate(found) if _fits(row, one, book)]
        for n in matched:
            if found[n].severity is Severity.E:
                found[n] = found[n]._replace(severity=Severity.A, derogated=row.reason or "—")
        if not matched and row.sound("code", "sheet_title", "line"):
            found.append(_unmatched(row))
    return found


def _fits(row: Derogation, one: Finding, book: Book) -> bool:
    if folded(one.code) != folded(row.code or ""):
        return False
    titles = {tab.name: title for title, tab in book.tabs.items()}
    names = {folded(one.sheet), folded(titles.get(one.sheet, one.sheet))}
    if folded(row.sheet_title or "") not in names:
        return False
    lines = {folded(one.row or one.value)} | ({str(one.cell.row)} if one.cell else set())
    return folded(row.line or "") in lines


def _unmatched(row: Derogation) -> Finding:
    return finding(
        "DER-01", row.tab, row.at("code"), row.cell("code"), row.id,
        code=row.code, sheet=row.sheet_title, line=row.line,
    )  # fmt: skip
