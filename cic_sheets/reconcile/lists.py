"""The three lists that should be empty: what has no other side."""

from __future__ import annotations

from typing import NamedTuple

from cic_sheets.money.case import FLAT
from cic_sheets.reconcile.settled import Settled
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.receipts import Receipt


class OpenEnds(NamedTuple):
    """Numbers of rows that nothing answers to.

    lines      of « Dépenses » without any receipt (a flat scale needs none)
    receipts   of « Justificatifs » that no line uses
    approvals  of « Accords » that no line names, neither itself nor through its mission
    """

    lines: tuple[str, ...]
    receipts: tuple[str, ...]
    approvals: tuple[str, ...]


def open_ends(settled: Settled) -> OpenEnds:
    """What to look for before sending; a line to come keeps its receipts and its approval."""
    case, book, named = settled.case, settled.book, _named(settled)
    flat = {scale.id for scale in case.scales if scale.mode == FLAT}
    by_number = {line.id: line for line in case.lines}
    used = {receipt for line in case.lines for receipt in line.receipts}
    return OpenEnds(
        tuple(
            line.id
            for line in settled.settlement.lines
            if not by_number[line.id].receipts and line.scale not in flat
        ),
        tuple(row.id for row in book.all(Receipt) if row.id not in used),
        tuple(row.id for row in book.all(Approval) if row.id not in named),
    )


def _named(settled: Settled) -> set[str | None]:
    """Approvals that lines consume, or will: their own, else their mission's (money.md §3.3)."""
    missions = {mission.id: mission.approval for mission in settled.case.missions}
    named = {line.approval or missions.get(line.mission or "") for line in settled.case.lines}
    return named | {line.approval for line in settled.settlement.lines}
