"""BUD-*: the budgets of collective activities against what was charged to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cic_sheets.book.book import Book
from cic_sheets.money.item import number_order
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.rates import doubtful_lines
from cic_sheets.schema.findings import Severity, Sum
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.budget import BudgetLine
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import ACTIVITY, EUR, HELD
from cic_sheets.values.money import total
from cic_sheets.values.names import folded

_FOLLOWED = "Annonce, « Missions/prestations » : suivi financier des activités collectives"


@rule(
    "BUD-01",
    Severity.A,
    needs=(BudgetLine, Expense),
    says="{committed} engagés pour {budget} prévus : {overrun} de trop, {tolerated} tolérés",
    fix="Vérifiez les dépenses de la ligne, ou faites valider un transfert de budget.",
    source=_FOLLOWED + " ; règle depassement_ligne",
)
def line_beyond_its_budget(year: Year) -> Iterator[Hit]:
    """Le budget d'une activité se suit ligne par ligne ; un grand écart se valide avant.

    | Budget   | Code       | Activité | Montant (EUR) |
    |          | A-01-salle | A-01     | 100           |
    |          | A-01-repas | A-01     | 100 !BUD-01   |
    | Barèmes  | N°   | Unité |
    |          | B-01 | jour  |
    | Accords  | N°     | Portée | Valable du | Valable au | Catégories | Montant validé |
    |          | VAL-01 | annuel |            |            |            | 1000           |
    | Justificatifs | N°    | Montant | Devise |
    |               | J-001 | 500     | EUR    |
    | Dépenses | N°    | Imputation | Mission | Activité | Ligne budgétaire | Montant | Devise |
    |          | D-001 | activité   |         | A-01     | A-01-salle       | 110     | EUR    |
    |          | D-002 | activité   |         | A-01     | A-01-repas       | 110     | EUR    |
    |          | D-003 | activité   |         | A-01     | A-01-repas       | 0,01    | EUR    |
    """
    if year.settled is None:
        return
    doubtful = doubtful_lines(year)
    for use in year.settled.settlement.budgets:
        row = year.settled.rows["budget"].get(use.id)
        if not isinstance(row, BudgetLine) or row.amount is None or not use.beyond:
            continue
        if not doubtful.isdisjoint(use.lines):
            continue  # TAU-02 has told that their EUR mean nothing
        if any(year.settled.expense(line).activity != use.activity for line in use.lines):
            continue  # DEP-19 has told that a line of another activity stands here
        cells = tuple(year.settled.expense(line).at("amount") for line in use.lines)
        found = hit(row, "amount", committed=Sum(use.committed, EUR), budget=Sum(use.budget, EUR),
                    overrun=Sum(use.overrun, EUR), tolerated=Sum(use.tolerated, EUR))  # fmt: skip
        yield found._replace(related=cells)


@rule(
    "BUD-02",
    Severity.A,
    needs=(Activity, BudgetLine, Expense),
    says="l'activité {activity} est réalisée, et rien n'est dépensé de son budget de {budget}",
    fix="Inscrivez ses dépenses, ou dites dans ses résultats qui les a payées.",
    source=_FOLLOWED,
)
def budget_of_a_held_activity_is_unused(year: Year) -> Iterator[Hit]:
    """Une activité qui a eu lieu sans rien coûter est possible ; un oubli de dépenses aussi.

    Les lignes qu'un autre que le commanditaire finance n'ont pas de dépenses ici.

    | Activités | N°   | Statut    |
    |           | A-01 | réalisée  |
    |           | A-02 | réalisée  |
    |           | A-03 | planifiée |
    |           | A-04 | réalisée  |
    | Budget    | Code       | Activité | Montant (EUR) | Financeur   |
    |           | A-01-repas | A-01     | 100 !BUD-02   | Brulocalis  |
    |           | A-01-salle | A-01     | 200           |             |
    |           | A-02-repas | A-02     | 100           | Brulocalis  |
    |           | A-02-salle | A-02     | 200           | Brulocalis  |
    |           | A-03-repas | A-03     | 100           | Brulocalis  |
    |           | A-04-repas | A-04     | 100           | Oued Zitoune |
    | Dépenses  | N°    | Imputation | Mission | Activité | Ligne budgétaire |
    |           | D-001 | activité   |         | A-02     | A-02-salle       |
    """
    charged = set(_charged(year.book))
    client = folded((year.convention and year.convention.client) or "")
    lines: dict[str, list[BudgetLine]] = defaultdict(list)
    for row in year.book.all(BudgetLine):
        if row.activity is not None and row.amount and _is_paid_by(row, client):
            lines[row.activity].append(row)
    for activity in year.book.all(Activity):
        unused = lines.get(activity.id, [])
        if activity.status == HELD and unused and activity.id not in charged:
            first = min(unused, key=lambda row: number_order(row.id))
            budget = Sum(total(row.amount for row in unused if row.amount), EUR)
            yield hit(first, "amount", activity=activity.id, budget=budget)


def _charged(book: Book) -> Iterator[str | None]:
    """The activities that lines are charged to, or of whose budget they name a line (DEP-19)."""
    for line in book.all(Expense):
        if line.imputation == ACTIVITY:
            budget = book.find(BudgetLine, line.budget_line)
            yield line.activity
            yield budget.activity if budget is not None else None


def _is_paid_by(row: BudgetLine, client: str) -> bool:
    funder = folded(row.funder or "")
    return not funder or not client or funder in client or client in funder
