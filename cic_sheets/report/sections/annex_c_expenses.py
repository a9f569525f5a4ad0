"""Annexe C: every expense, from what is asked to what is reimbursed, with its receipts."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.money.settlement import SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import NONE_SUCH, part_of_lines
from cic_sheets.report.model import Block, Figure, Head, Note, Table, Value
from cic_sheets.report.plan import Material, section
from cic_sheets.report.saying import say

_PARTS = ("claimed", "reimbursable", "refused", "pending")
_HEADS = (
    Head("N°", 13),
    Head("Date", 13),
    Head("Rattachée à", 14),
    Head("Catégorie", 17),
    Head("Libellé", 52),
    Head("Montant", 16, figures=True),
    Head("Demandé", 14, figures=True),
    Head("Remboursable", 19, figures=True),
    Head("Refusé", 13, figures=True),
    Head("En attente", 13, figures=True),
    Head("Pièces", 14),
)


@section("annexe_depenses", "C", "Liste des dépenses et justificatifs")
def expenses(material: Material) -> Iterator[Block]:
    """Every settled line, in the order in which lines are served, and the total."""
    settled = material.year.settled
    if settled is None or not settled.settlement.lines:
        return
    lines = settled.settlement.lines
    rows = tuple(_row(settled, line) for line in lines)
    sums: list[Value] = [part_of_lines(settled, lines, part) for part in _PARTS]
    total: tuple[Value, ...] = ("Total", *("",) * 5, *sums, "")
    yield Table("Dépenses et justificatifs", _HEADS, rows, total, wide=True)
    yield Note(
        "Le détail de chaque calcul (taux, accord, barème, plafond) est dans le rapport financier."
    )
    if settled.settlement.to_come:
        listed = ", ".join(line.id for line in settled.settlement.to_come)
        yield Note(say("Lignes à venir, datées après la situation : {listed}.", listed=listed))


def _row(settled: Settled, line: SettledLine) -> tuple[Value, ...]:
    expense = settled.expense(line.id)
    typed: Value = NONE_SUCH
    if line.amount is not None:
        typed = Figure(line.amount, line.currency or "", (expense.at("amount"),))
    return (
        line.id,
        line.day,
        line.mission or line.activity or line.imputation,
        line.category,
        expense.label,
        typed,
        *(_amount(settled, line, part) for part in _PARTS),
        "\n".join(expense.receipts),
    )


def _amount(settled: Settled, line: SettledLine, part: str) -> Value:
    figure = part_of_lines(settled, [line], part)
    optional = part in ("refused", "pending")
    return NONE_SUCH if optional and not figure.amount and not line.waiting else figure
