"""A finding says what is wrong, where, and with which facts; its sentence is made last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from cic_sheets.values.cells import CellRef
from cic_sheets.values.named import NamedTuple


class Severity(Enum):
    """How heavy a finding is (workbook.md, Rules)."""

    E = "E"  # blocks a final report; a draft is still written
    A = "A"  # listed
    I = "I"  # noqa: E741 - the contract's own letter

    @property
    def rank(self) -> int:
        """0 for the heaviest, for sorting."""
        return "EAI".index(self.value)


class Sum(NamedTuple):
    """An amount with its currency, as a fact of a sentence."""

    amount: Decimal
    currency: str


class Word(NamedTuple):
    """A phrase that has its own translation: `language` looks its key up, French stands here.

    key     `kind.day`, `hint.serial`; empty for a phrase that is the same in every language
    french  the phrase, with `{facts}`
    facts   (name, fact) pairs
    """

    key: str
    french: str
    facts: tuple[tuple[str, Fact], ...] = ()


Fact: TypeAlias = "str | int | Decimal | date | datetime | Sum | Word | tuple[Fact, ...] | None"


class Finding(NamedTuple):
    """One thing to mend.

    code      the rule's code, `DEP-07`
    severity  after derogations
    sheet     the sheet's name as it stands in the workbook (or as declared, when it is missing);
              empty when the whole file is meant
    cell      where; None when no cell can be named
    value     what was found, as the workbook shows it; empty for an empty cell
    facts     what the sentence needs
    row       the row's identity (`D-2023-017`), else its number in the sheet: what `Dérogations`
              names
    related   other cells that the sentence speaks of
    derogated the reason of the derogation that turned this E into an A; empty otherwise
    """

    code: str
    severity: Severity
    sheet: str
    cell: CellRef | None
    value: str
    facts: Mapping[str, Fact]
    row: str = ""
    related: tuple[CellRef, ...] = ()
    derogated: str = ""


def in_order(findings: Iterable[Finding], sheets: Iterable[str]) -> list[Finding]:
    """By sheet (in the order of `sheets`), row, column, code; the file's own come first."""
    place = {name: number for number, name in enumerate(sheets, start=1)}

    def key(finding: Finding) -> tuple[int, str, int, int, str, str]:
        cell = finding.cell or CellRef(finding.sheet, 0, 0)
        known = place.get(finding.sheet, 0 if not finding.sheet else len(place) + 1)
        return known, finding.sheet, cell.row, cell.column, finding.code, finding.value

    return sorted(findings, key=key)
