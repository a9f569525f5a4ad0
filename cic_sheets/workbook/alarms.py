"""The colours of a tab: what a column's kind finds wrong, and what only the whole row can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cic_sheets.workbook.checks import FILLED, Fault, Weight, check_of
from cic_sheets.workbook.plan import FIRST, Names, Placed, Tab, side_by_side

_GRAVEST_FIRST: tuple[Weight, ...] = ("wrong", "missing", "doubtful", "filled")


class Alarm(NamedTuple):
    """A colour that a cell takes.

    formula  true where it does, seen from the first row's cell of the first column
    columns  where it applies
    weight   which colour; `filled` is no fault: a row with something in it gets its lines
    """

    formula: str
    columns: tuple[Placed, ...]
    weight: Weight


def alarms(tab: Tab, names: Names) -> list[Alarm]:
    """What turns red or amber on a tab of rows, the gravest first."""
    shared: dict[Fault, list[Placed]] = {}
    for column in tab.columns:
        if column.declared is None or column.declared.formula:
            continue
        for fault in _faults(tab, column, names):
            shared.setdefault(fault, []).append(column)
    found = [_alarm(fault, columns) for fault, columns in shared.items()]
    found.extend(_order(tab))
    anything = f"COUNTA({_entered(tab)})>0"
    required = tuple(c for c in tab.columns if c.declared and c.declared.required)
    if required:
        empty = f"AND(LEN(TRIM({_cell(required[0])}))=0,{anything})"
        found.append(Alarm(empty, required, "missing"))
    found.append(Alarm(anything, tab.columns, "filled"))
    return sorted(found, key=lambda alarm: _GRAVEST_FIRST.index(alarm.weight))


def _faults(tab: Tab, column: Placed, names: Names) -> Iterator[Fault]:
    assert column.declared is not None
    yield from check_of(column.declared.kind, names).faults
    if column.declared.identity:
        yield Fault(f"AND({FILLED},COUNTIF({tab.down(column)},TRIM({{x}}))>1)")


def _alarm(fault: Fault, columns: list[Placed]) -> Alarm:
    return Alarm(fault.formula.format(x=_cell(columns[0])), tuple(columns), fault.weight)


def _cell(column: Placed) -> str:
    return f"{column.letter}{FIRST}"


def _order(tab: Tab) -> Iterator[Alarm]:
    for first, last in tab.sheet.ordered:
        start, end = tab.column(first), tab.column(last)
        if start and end:
            one, other = f"${start.letter}{FIRST}", f"${end.letter}{FIRST}"
            formula = f"AND(ISNUMBER({one}),ISNUMBER({other}),{other}<{one})"
            yield Alarm(formula, (end,), "wrong")


def _entered(tab: Tab) -> str:
    """The cells of the first row that people fill in: not the computed ones, not a person's own."""
    entered = [c for c in tab.columns if c.declared and not c.declared.formula]
    runs = side_by_side(entered)
    return ",".join(f"${one.letter}{FIRST}:${other.letter}{FIRST}" for one, other in runs)
