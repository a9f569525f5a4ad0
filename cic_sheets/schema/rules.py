"""What a rule is: code, severity, sentence, remedy, source; its docstring is its page and its test.

The docstring starts with the reason (why the rule exists), then holds one or more tables, each a
little year: bad cells carry the mark `!CODE`.  `tests/test_rules.py` runs every table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from cic_sheets.schema.findings import Fact, Severity
from cic_sheets.schema.registry import Registry
from cic_sheets.schema.sheets import Row
from cic_sheets.values.cells import CellRef
from cic_sheets.values.named import NamedTuple


class Hit(NamedTuple):
    """Where a rule struck, and the facts of its sentence.

    row     the row that is blamed; None for a sheet as a whole
    column  the attribute of the cell to go to; empty for the row's identity
    facts   what the sentence needs
    sheet   the row class of the sheet, when `row` is None
    cell    an exact cell, when neither row nor column can say it
    value   what was found, when it is not the cell's own content
    related other cells that the sentence speaks of
    """

    row: Row | None
    column: str
    facts: Mapping[str, Fact]
    sheet: type[Row] | None = None
    cell: CellRef | None = None
    value: str | None = None
    related: tuple[CellRef, ...] = ()


class Rule(NamedTuple):
    """A declared rule.

    says, fix  French sentences with `{facts}`; the place is never in the sentence
    reason     why, in French, with the example tables (the function's docstring)
    source     clause of the announcement or section of the specification
    each       the row class it runs over; None when it looks at the whole year
    check      yields hits; None for what the reader itself finds (CLA-*, CEL-*)
    needs      sheets that must have been read: a rule about what is absent stays silent when the
               sheet itself is missing, since CLA-01 or CLA-02 has told it
    """

    code: str
    severity: Severity
    says: str
    fix: str
    reason: str
    source: str
    each: type[Row] | None = None
    check: Callable[..., Iterable[Hit]] | None = None
    needs: tuple[type[Row], ...] = ()


RULES: Registry[Rule] = Registry("rule")
"""Every rule by its code, in the order of declaration."""

F = TypeVar("F", bound=Callable[..., Iterable[Hit]])


def rule(
    code: str,
    severity: Severity,
    *,
    says: str,
    fix: str,
    source: str,
    each: type[Row] | None = None,
    needs: tuple[type[Row], ...] = (),
) -> Callable[[F], F]:
    """Declare the decorated generator as a rule.

    With `each`, it is called as `check(row, year)` for every row of that class, otherwise as
    `check(year)`.  A hit on a cell that already has a finding of its own is dropped by the runner.
    Raises ValueError when the code is taken or the docstring is missing.
    """

    def declare(function: F) -> F:
        if not function.__doc__:
            raise ValueError(f"rule {code} says no reason")
        reason = function.__doc__
        RULES.add(code, Rule(code, severity, says, fix, reason, source, each, function, needs))
        return function

    return declare


def fault(code: str, severity: Severity, *, says: str, fix: str, reason: str, source: str) -> None:
    """Declare what the reader itself finds; `reason` takes the place of the docstring."""
    RULES.add(code, Rule(code, severity, says, fix, reason, source))


def hit(row: Row, column: str, /, **facts: Any) -> Hit:
    """A hit on one cell of a row."""
    return Hit(row, column, facts)
