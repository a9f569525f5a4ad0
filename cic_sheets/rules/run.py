"""Every rule over the year: all findings at once, none that repeats another."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.book.tell import shown
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.derogations import derogated
from cic_sheets.schema.findings import Finding, in_order
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.rules import RULES, Hit, Rule


def every_rule() -> list[Rule]:
    """Every declared rule, by code in the contract's order of parts."""
    from cic_sheets.book import faults  # noqa: F401 - declares CLA-* and CEL-*

    import_all("cic_sheets.rules")
    return list(RULES)


def findings_of(year: Year) -> list[Finding]:
    """What the reader found and what the rules find, derogations honoured, in reading order."""
    import_all("cic_sheets.rules")
    found = list(year.book.findings)
    for rule in RULES:
        found.extend(_run(rule, year))
    return in_order(derogated(_once(found), year.book), year.book.order)


def _run(rule: Rule, year: Year) -> Iterator[Finding]:
    if rule.check is None:
        return
    wanted = (*rule.needs, *((rule.each,) if rule.each else ()))
    if any(not year.book.was_read(kind) for kind in wanted):
        return
    if rule.each is None:
        hits = iter(rule.check(year))
    else:
        hits = (hit for row in year.book.all(rule.each) for hit in rule.check(row, year))
    for hit in hits:
        if hit.row is None or not hit.column or hit.column not in hit.row.faulty:
            yield _finding(rule, hit, year)


def _finding(rule: Rule, hit: Hit, year: Year) -> Finding:
    if hit.row is not None:
        cell = hit.cell or hit.row.at(hit.column)
        value = shown(hit.row.cell(hit.column)) if hit.value is None else hit.value
        return Finding(
            rule.code, rule.severity, hit.row.tab, cell, value, hit.facts, hit.row.id, hit.related
        )
    title = hit.sheet.sheet.title if hit.sheet else ""
    tab = year.book.tabs.get(title)
    name = tab.name if tab else title
    cell_or_none = hit.cell or (year.book.title_cell(hit.sheet) if hit.sheet else None)
    return Finding(
        rule.code, rule.severity, name, cell_or_none, hit.value or "", hit.facts, "", hit.related
    )


def _once(findings: list[Finding]) -> list[Finding]:
    """The same code on the same cell is said once; of a sheet as a whole, once for each value."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for finding in findings:
        whole = finding.cell is None or not finding.row
        key = (finding.code, finding.sheet, finding.cell, finding.value if whole else "")
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept
