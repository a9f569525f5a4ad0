"""The whole report from a year: fields by name, sections in the plan's order."""

from __future__ import annotations

from collections.abc import Sequence

from cic_sheets.reconcile.year import Year
from cic_sheets.report.fields import fields_of
from cic_sheets.report.model import Block, Note, Report, Section
from cic_sheets.report.plan import Material, Planned, the_plan
from cic_sheets.report.prose import NOTHING_TO_SAY, is_void
from cic_sheets.schema.findings import Finding, Severity


def report_of(year: Year, findings: Sequence[Finding]) -> Report:
    """The narrative report of a year; a draft while findings E remain."""
    draft = any(finding.severity is Severity.E for finding in findings)
    material = Material(year, tuple(findings), draft)
    sections = {
        planned.key: Section(planned.key, planned.number, planned.title, _told(planned, material))
        for planned in the_plan()
        if draft or not planned.drafts
    }
    return Report(fields_of(material), sections, draft, year.as_of)


def _told(planned: Planned, material: Material) -> tuple[Block, ...]:
    """A section's blocks; never none: what has nothing to say says so."""
    void: tuple[Block, ...] = (Note(NOTHING_TO_SAY),)
    if is_void(material, planned.title):
        return void
    return tuple(planned.tell(material)) or void
