"""A second computation of a year, from its workbook to the cent, by someone who read money.md only.

It shares no code with the programme: openpyxl reads, plain Decimal and Fraction count.  Section
numbers are money.md's.  Where its text leaves two readings, a comment says which one is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.verifier import closing
from tests.verifier.lines import ZERO, Line, to_cents, two
from tests.verifier.receipts import alone_justified, justify
from tests.verifier.scales import is_flat, row_for, scale
from tests.verifier.seen import Seen
from tests.verifier.sheets import Row, day, fold, listed, read

SHARED_OR_DECLARED = "DEP-08|JUS-12"
"""Others used up the receipts, or declarations passed their ceilings: one cent can be both."""


def verify(path: Path, as_of: date) -> dict[str, Any]:
    """What `reconcile --json` must print of a workbook seen from a day, the balance and budgets."""
    seen = Seen(read(path), as_of)
    lines, credits = gather(seen)
    claim(seen, lines, credits)
    for line in lines:
        admit(seen, line)
    approve(seen, lines)
    prove(seen, lines)
    scale(seen, lines)
    ledger = closing.cap(seen, lines)
    shown = sorted([*lines, *credits], key=lambda line: line.order)
    answers = [line.answer() for line in shown]
    totals = {
        name: sum((Decimal(answer[name]) for answer in answers), ZERO)
        for name in ("claimed", "reimbursable", "refused", "pending")
    }
    charged = {
        line.id: fold(line.row.get("ligne budgetaire", ""))
        for line in shown
        if line.imputation == "activite"
    }
    return {
        "as_of": as_of.isoformat(),
        "lines": answers,
        "ledger": ledger,
        "totals": {name: two(amount) for name, amount in totals.items()},
        "balance": closing.balance(seen, totals["reimbursable"]),
        "budgets": closing.budgets(seen, answers, charged),
    }


# -- §2 and §3.1 --------------------------------------------------------------------------------


def gather(seen: Seen) -> tuple[list[Line], list[Line]]:
    """The lines that take part, and the credits: those dated up to the day of sight."""
    lines = [
        Line(
            row["n°"], row, day(row["date"]), row["devise"],
            Fraction(row["montant"]), Fraction(row.get("part non eligible", 0)),
        )
        for row in seen.papers.rows("Dépenses")
    ]  # fmt: skip
    here = sorted((line for line in lines if line.day <= seen.as_of), key=lambda line: line.order)
    return (
        [line for line in here if "avoir de" not in line.row],
        [line for line in here if "avoir de" in line.row],
    )


def claim(seen: Seen, lines: Sequence[Line], credits: Sequence[Line]) -> None:
    """Stage 1, and each original less its credits (§3.2)."""
    for line in [*lines, *credits]:
        line.rate = seen.rate(line, line.currency)
        if line.rate is None:
            _say_waiting(line, "TAU-01")
        else:
            line.claimed = line.left = to_cents(line.amount / line.rate)
    originals = {fold(line.id): line for line in lines}
    for credit in credits:
        original = originals[fold(credit.row["avoir de"])]
        if credit.rate is None:
            continue  # pending in full with claimed 0: it takes nothing from its original yet
        if original.rate is None:
            # « In one piece »: the credit waits with its original.  The text does not say it.
            _say_waiting(credit, "DEP-12")
            continue
        same = credit.currency == original.currency
        original.amount += credit.amount * (1 if same else original.rate / credit.rate)
        original.left += credit.claimed
        original.credited += credit.claimed
        nothing = original.left == 0 and original.amount <= 0
        original.out = nothing or original.left < 0


def _say_waiting(line: Line, code: str) -> None:
    """Pending in full: said even when nothing is claimed."""
    amount, line.left, line.out = line.claimed, ZERO, True
    cut = {"stage": "claimed", "code": code, "amount": two(amount), "outcome": "pending"}
    line.cuts.append(cut)


# -- §3.2 ---------------------------------------------------------------------------------------


def admit(seen: Seen, line: Line) -> None:
    """Stage 2: the whole line, then its ineligible part."""
    if line.out:
        return
    if code := inadmissible(seen, line):
        line.drop("admissible", code)
    elif line.part:
        # What stays is rounded once, so that stage 4's `round(J / rate)` finds nothing to cut.
        # (Another reading: round(part / rate) is refused; it can differ by a cent.)
        kept = to_cents((Fraction(line.row["montant"]) - line.part) / line.known_rate)
        line.cut("admissible", "DEP-05", min(line.claimed - kept, line.left))


def inadmissible(seen: Seen, line: Line) -> str:
    """Why the whole line is refused, else an empty text."""
    key = "catégories_activités" if line.imputation == "activite" else "catégories_couvertes"
    if not seen.start <= line.day <= seen.end:
        return "DEP-02"
    if line.category not in listed(seen.papers.rules[fold(key)]):
        return "DEP-03"
    if is_mission_cost(line) and (code := off_mission(seen, line)):
        return code
    approval = seen.approval(line)
    return "DEP-07" if approval and fold(approval["decision"]) == "refuse" else ""


def is_mission_cost(line: Line) -> bool:
    """By its imputation, or by its nature: a night or a meal is no cost of communication.

    « A mission cost » is not defined; by the imputation alone, a meal in the home town would pass
    as communication.
    """
    by_nature = line.category in ("deplacement", "hebergement", "repas")
    return line.imputation == "mission" or (line.imputation == "communication" and by_nature)


def off_mission(seen: Seen, line: Line) -> str:
    """Why a mission cost does not belong to a mission that is paid."""
    mission = seen.mission(line)
    if mission is None:
        return "DEP-03"
    early, late = line.day < day(mission["depart"]), line.day > day(mission["retour"])
    if late or (early and line.category != "deplacement"):
        return "DEP-04"
    return "MIS-02" if seen.papers.place(mission["lieu"]) == seen.home else ""


# -- §3.3 ---------------------------------------------------------------------------------------


def approve(seen: Seen, lines: Sequence[Line]) -> None:
    """Stage 3: lines consume their approvals in order of (date, number)."""
    used: dict[str, Decimal] = {}
    for line in (line for line in lines if not line.out):
        approval = seen.approval(line)
        if approval is not None and fold(approval["decision"]) == "en attente":
            # Before its days and categories: an answer may still change them.
            line.drop("approved", "DEP-07", "pending")
        elif approval is None or not covers(approval, line):
            line.drop("approved", "DEP-07")
        elif day(approval["decide le"]) > line.day and not tolerates(seen):
            line.drop("approved", "ACC-03")
        else:
            number = fold(approval["n°"])
            line.keep_at_most(
                "approved", "ACC-02", approval["montant valide"] - used.get(number, ZERO)
            )
            used[number] = used.get(number, ZERO) + line.left


def tolerates(seen: Seen) -> bool:
    return fold(seen.papers.rules["accord_posterieur"]) == "avertissement"


def covers(approval: Row, line: Line) -> bool:
    """Whether an approval is one for this line: its days and its categories.

    money.md is silent; workbook.md gives an approval `Catégories`, `Valable du`, `Valable au`.
    """
    kinds = listed(approval.get("categories"))
    first = day(approval.get("valable du", date.min))
    last = day(approval.get("valable au", date.max))
    return first <= line.day <= last and (not kinds or line.category in kinds)


# -- §3.4 ---------------------------------------------------------------------------------------


def prove(seen: Seen, lines: Sequence[Line]) -> None:
    """Stage 4: a line keeps what its receipts justify; under a flat scale it needs none."""
    served = [line for line in lines if not line.out and not is_flat(row_for(seen, line))]
    justify(seen, served)
    for line in served:
        promised = day(line.row.get("justificatif attendu le", date.min))
        outcome = "pending" if promised > seen.as_of else "refused"
        alone = alone_justified(line, seen)
        own, most = (to_cents(each / line.known_rate) for each in (alone, line.justified))
        code = "DEP-05" if alone or not line.eligible else "DEP-01"
        line.keep_at_most("receipts", code, own, outcome)
        line.keep_at_most("receipts", SHARED_OR_DECLARED, most, outcome)
