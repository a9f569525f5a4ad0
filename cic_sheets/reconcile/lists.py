"""The three lists that should be empty: what has no other side."""

from __future__ import annotations

from typing import NamedTuple

from cic_sheets.money.case import FLAT
from cic_sheets.reconcile.settled import Settled
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.receipts import Receipt


class OpenEnds(NamedTuple):
    """Numbers of rows that nothing answers to.

    lines      of « Dépenses » without any receipt (a flat scale needs none)
    receipts   of « Justificatifs » that no line uses
    approvals  of « Accords » that no line and no mission uses
    """

    lines: tuple[str, ...]
    receipts: tuple[str, ...]
    approvals: tuple[str, ...]


def open_ends(settled: Settled) -> OpenEnds:
    """What to look for before sending."""
    book = settled.book
    flat = {scale.id for scale in settled.case.scales if scale.mode == FLAT}
    by_number = {line.id: line for line in settled.case.lines}
    used = {receipt for line in by_number.values() for receipt in line.receipts}
    consumed = {line.approval for line in settled.settlement.lines}
    named = {mission.approval for mission in book.all(Mission)}
    named |= {line.approval for line in by_number.values()}
    return OpenEnds(
        tuple(
            line.id
            for line in settled.settlement.lines
            if not by_number[line.id].receipts and line.scale not in flat
        ),
        tuple(row.id for row in book.all(Receipt) if row.id not in used),
        tuple(row.id for row in book.all(Approval) if row.id not in consumed | named),
    )
