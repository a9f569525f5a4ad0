"""Stage 4 of money.md: J, what each line's receipts justify, in the line's currency."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.verifier.flow import SOURCE, Flow
from tests.verifier.lines import Line
from tests.verifier.seen import Seen
from tests.verifier.sheets import Row, fold, numbers

AMOUNTS = {"facture", "ticket", "recu", "billet", "note d honoraires", "attestation"}


def justify(seen: Seen, lines: Sequence[Line]) -> None:
    """J of every line: the earliest gets as much as it can, as long as the total stays largest.

    Each further line, in order of (date, number), gets what can still be brought to it while the
    lines before keep theirs.  That never lowers the total: what one line takes from it, another
    would have taken.  The year's ceiling of declarations is the flow's budget, in EUR.
    """
    most = Fraction(seen.papers.rules["declaration_max_ligne"])
    flow = Flow(Fraction(seen.papers.rules["declaration_max_an"]))
    for line in lines:
        here, declared = ("line", line.id), ("declared", line.id)
        flow.lay(declared, here, most * line.known_rate, 1 / line.known_rate)
        for number, row in _proofs(line, seen):
            amount, receipt = Fraction(row["montant"]), ("receipt", number)
            flow.lay(SOURCE, receipt, amount)
            flow.lay(receipt, declared if fold(row["type"]) == "attestation" else here, amount)
        line.justified = flow.serve(here, line.eligible)


def alone_justified(line: Line, seen: Seen) -> Fraction:
    """J had the line its receipts for itself, and declarations no ceilings."""
    amounts = (Fraction(row["montant"]) for _, row in _proofs(line, seen))
    return min(line.eligible, sum(amounts, Fraction(0)))


def _proofs(line: Line, seen: Seen) -> list[tuple[str, Row]]:
    """The line's documents that carry an amount, in its own currency."""
    named = [(number, seen.receipts[number]) for number in numbers(line.row, "justificatifs")]
    return [
        (number, row)
        for number, row in named
        if fold(row["type"]) in AMOUNTS
        and "montant" in row
        and fold(row.get("devise", "")) == fold(line.currency)
    ]
