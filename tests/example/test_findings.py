"""The clean year is clean; the example has its mistakes, each found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cic_sheets.example.mistakes import CONSEQUENCES, MISTAKES
from cic_sheets.example.planting import Expected, Mistake
from cic_sheets.pipeline import OpenBook
from cic_sheets.schema.findings import Finding, Severity
from tests.example.conftest import WORKBOOKS
from tests.example.places import cell_of

Told = tuple[str, str, str, str]
WORKBOOK = WORKBOOKS / "2023.xlsx"


def told(finding: Finding) -> Told:
    cell = finding.cell.a1 if finding.cell else ""
    return finding.code, finding.severity.value, finding.sheet, cell


def meant(expected: Expected, workbook: Path = WORKBOOK) -> Told:
    cell = cell_of(expected, workbook)
    return expected.code, expected.severity, expected.sheet, cell


def codes(book: OpenBook) -> set[str]:
    return {finding.code for finding in book.findings}


def test_clean_year__has_no_finding_that_blocks_or_is_listed(clean: OpenBook) -> None:
    worse = [told(f) for f in clean.findings if f.severity is not Severity.I]
    assert worse == []


def test_clean_year__was_really_read(clean: OpenBook) -> None:
    """Rules that are still to be confirmed are told, and nothing is read of an empty year."""
    assert codes(clean) == {"REG-03"}
    empty = {sheet.__name__ for sheet, rows in clean.book.rows.items() if not rows}
    assert empty == {"Derogation", "Carried", "Earlier"}  # a first year carries nothing over


def test_example__has_25_mistakes() -> None:
    assert len(MISTAKES) == 25
    assert len({mistake.why for mistake in MISTAKES}) == 25


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.expected[0].code)
def test_mistake__is_found_where_it_was_made(mistake: Mistake, example: OpenBook) -> None:
    found = {told(finding) for finding in example.findings}
    assert {meant(expected) for expected in mistake.expected} <= found


def test_example__nothing_else_is_found(example: OpenBook, clean: OpenBook) -> None:
    by_mistakes = [expected for mistake in MISTAKES for expected in mistake.expected]
    everywhere = codes(clean)
    found = sorted(told(f) for f in example.findings if f.code not in everywhere)
    assert found == sorted(meant(expected) for expected in (*by_mistakes, *CONSEQUENCES))


def test_example__one_mistake_has_a_derogation(example: OpenBook) -> None:
    derogated = [finding.code for finding in example.findings if finding.derogated]
    assert derogated == ["MIS-05"]
