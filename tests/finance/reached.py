"""What a generated year has in it, so that a test can tell what its years miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from cic_sheets.money import settle
from cic_sheets.money.case import ACTIVITY, DECLARES, FLAT, Case
from cic_sheets.money.settlement import SettledLine, Settlement


def reached(case: Case) -> set[str]:
    """Causes of cuts, and the kinds of lines, ceilings and months."""
    settlement = settle(case)
    found = {cut.cause for line in settlement.lines for cut in line.cuts}
    roles = {row.id: row.role for row in case.receipts}
    for line in settlement.lines:
        found.update(_of_line(line, roles))
    found.update(_of_ceilings(case, settlement))
    served = Counter(number for line in settlement.lines for number, _ in line.used)
    if max(served.values(), default=0) > 1:
        found.add("shared receipt")
    if settlement.ledger and settlement.ledger[-1].days < settlement.ledger[-1].whole_days:
        found.add("partial month")
    if settlement.to_come:
        found.add("to come")
    if any(flag.cause == "approved-late" for flag in settlement.flags):
        found.add("late tolerated")
    return found | {"closed" if settlement.closed else "open"}


def _of_line(line: SettledLine, roles: dict[str, str]) -> Iterator[str]:
    if line.credits:
        yield "credit"
    if line.rate and isinstance(line.rate.units, Fraction):
        yield "mean rate"
    if line.imputation == ACTIVITY and line.reimbursable:
        yield "activity"
    if any(roles[number] == DECLARES for number, _ in line.used):
        yield "declaration"


def _of_ceilings(case: Case, settlement: Settlement) -> Iterator[str]:
    scales = {row.id: row for row in case.scales}
    lines = {line.id: line for line in settlement.lines}
    for use in settlement.scales:
        yield f"unit {scales[use.scale].unit}"
        if scales[use.scale].mode == FLAT:
            yield "flat"
        if use.room is not None:
            yield "room"
        if use.mission is None:
            yield "month without mission"
        if len(use.lines) > 1:
            yield "shared ceiling"
        for number in use.lines:
            if lines[number].currency != use.currency:
                yield f"{lines[number].currency} line, {use.currency} scale"
