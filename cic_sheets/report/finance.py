"""The financial report of a year: its fields and lists, before a template is filled with them.

What the report holds is in deliverables.md; what each amount is, in money.md.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence

from cic_sheets.reconcile.year import Year
from cic_sheets.report.fields import fields_of
from cic_sheets.report.finance_fields import finance_fields
from cic_sheets.report.finance_plan import (
    LISTS,
    NO_PAGES,
    Accounts,
    Entries,
    Entry,
    FinancialReport,
    Listed,
    Pointer,
)
from cic_sheets.report.plan import Material
from cic_sheets.schema.findings import Finding, Severity

__all__ = [
    "NO_PAGES",
    "Entries",
    "Entry",
    "FinancialReport",
    "Listed",
    "Pointer",
    "finance_of",
    "lists",
]

_TELLERS = (
    "expenses", "receipts", "steps", "cuts", "ceilings", "groups", "ledger", "payments", "basis",
    "submissions",
)  # fmt: skip


def finance_of(
    year: Year,
    findings: Sequence[Finding],
    files: str | None = None,
    pages: Mapping[str, int] = NO_PAGES,
) -> FinancialReport:
    """The financial report of a year; a draft while findings E remain.

    files  the workbook's folder as seen from where the report will lie (`../../workbooks`);
           receipts then open with a click
    pages  number of a document → its first page in the bundle of receipts
    """
    draft = any(finding.severity is Severity.E for finding in findings)
    accounts = Accounts(Material(year, tuple(findings), draft), files, pages)
    fields = {**fields_of(accounts.material), **finance_fields(accounts)}
    rows = {listed.name: tuple(listed.tell(accounts)) for listed in lists()}
    return FinancialReport(fields, rows, tuple(findings), draft, year.as_of)


def lists() -> tuple[Listed, ...]:
    """Every list that a template may repeat, with its columns and what they mean."""
    for name in _TELLERS:
        importlib.import_module(f"cic_sheets.report.finance_{name}")
    return tuple(LISTS)
