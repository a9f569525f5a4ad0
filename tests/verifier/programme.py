"""What the programme answers, in the shape of the verifier's answer."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cic_sheets.cli.commands.reconcile import reconcile
from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.values.shown import two_places

MORE = ("average", "room_now", "room_to_end")


def answer_of(path: Path, as_of: date) -> tuple[dict[str, Any], OpenBook]:
    """`reconcile --json`, what the reports add to it, and the opened workbook."""
    book = open_book(path, as_of=as_of)
    assert book.settlement is not None
    settlement = book.settlement.settlement
    command = [str(path), "--as-of", as_of.isoformat(), "--json"]
    shown = CliRunner().invoke(reconcile, command)
    assert shown.exit_code == (1 if book.is_draft else 0), shown.output
    answer: dict[str, Any] = json.loads(shown.output)
    for row, month in zip(answer["ledger"], settlement.ledger, strict=True):
        row |= {name: two_places(getattr(month, name)) for name in MORE}
    balance = settlement.balance
    answer["balance"] = {
        "fees_due": two_places(balance.fees_due),
        "paid": two_places(balance.paid),
        "balance": two_places(balance.balance),
        "open_advances": two_places(balance.open_advances),
    }
    answer["budgets"] = {
        use.id: [two_places(each) for each in (use.budget, use.committed, use.spent, use.left)]
        for use in settlement.budgets
    }
    return answer, book
