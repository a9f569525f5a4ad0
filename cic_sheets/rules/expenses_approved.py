"""DEP-07: lines that no prior approval covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cic_sheets.money.causes import PENDING
from cic_sheets.money.settlement import Cut, Flag
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import TERMS, cuts, explained, filled
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import ACTIVITY, EUR
from cic_sheets.sheets.missions import Mission
from cic_sheets.values.money import total

_NO_APPROVAL = {
    "no-approval": Word("expense.unapproved", "la dépense n'a pas d'accord préalable"),
    "approval-open": Word(
        "expense.approval_open", "l'accord {approval} n'est pas encore donné, la dépense est faite"
    ),
    "approval-refused": Word("expense.approval_refused", "l'accord {approval} a été refusé"),
    "approval-other-day": Word(
        "expense.approval_day", "l'accord {approval} ne vaut que jusqu'au {limit}"
    ),
    "approval-other-category": Word(
        "expense.approval_category", "l'accord {approval} ne couvre pas la catégorie « {category} »"
    ),
}
_NOT_YET = Word("expense.approval_not_yet", "l'accord {approval} ne vaut qu'à partir du {limit}")
_OTHER_SCOPE = Word(
    "expense.approval_scope",
    "l'accord {approval} porte sur « {scope} », et {count} ligne(s) de « {imputation} » le citent",
)


@rule(
    "DEP-07",
    Severity.E,
    says="{why} : {amount} {outcome}",
    fix="Inscrivez l'accord de Brulocalis qui couvre cette dépense, ou retirez-la.",
    source=TERMS + " : validés au préalable par Brulocalis ; étape 3 du calcul",
)
def expense_without_approval(year: Year) -> Iterator[Hit]:
    """« Ces frais doivent être validés au préalable par Brulocalis. »

    Quand c'est l'accord de la mission qui manque ou qui est refusé, MIS-01 le dit une fois pour
    toutes ses dépenses.

    | Dépenses | N°    | Imputation    | Mission | Catégorie     | Quantité | Unité | Accord  |
    |          | D-001 | communication |         | communication |          |       | !DEP-07 |

    Ou :

    | Accords  | N°     | Portée | Décision | Valable au |
    |          | VAL-01 | annuel | refusé   |            |
    | Dépenses | N°    | Accord         |
    |          | D-001 | VAL-01 !DEP-07 |
    |          | D-002 |                |

    Ou :

    | Accords  | N°     | Portée | Décision   | Valable au |
    |          | VAL-01 | annuel | en attente |            |
    | Dépenses | N°    | Accord         |
    |          | D-001 | VAL-01 !DEP-07 |
    |          | D-002 |                |

    Ou :

    | Accords  | N°     | Valable du | Valable au |
    |          | VAL-01 | 17/01/2023 | 17/01/2023 |
    | Dépenses | N°    | Date       | Accord         |
    |          | D-001 | 18/01/2023 | VAL-01 !DEP-07 |

    Un accord donné pour autre chose compte encore, mais il est à faire confirmer :

    Ou :

    | Accords  | N°     | Portée        | Catégories |
    |          | VAL-01 | communication |            |
    |          | VAL-02 | activité      |            |
    |          | VAL-03 | annuel        |            |
    | Dépenses | N°    | Mission | Activité | Accord         |
    |          | D-001 | MIS-01  |          | VAL-01 !DEP-07 |
    |          | D-002 | MIS-01  |          | VAL-02 !DEP-07 |
    |          | D-003 | MIS-01  | A-01     | VAL-02         |
    |          | D-004 | MIS-01  |          | VAL-03         |
    |          | D-005 | MIS-01  |          | VAL-01         |
    """
    for row, cut in cuts(year, *_NO_APPROVAL):
        if row.approval is None and cut.cause in _OF_MISSION and _told_at_mission(row, year):
            continue
        outcome = _WAITING if cut.outcome == PENDING else _REFUSED
        amount = Sum(cut.amount, EUR)
        why = _why(cut)
        yield explained(year, cut, row, "approval", why=why, amount=amount, outcome=outcome)
    yield from _given_for_something_else(year)


def _why(cut: Cut) -> Word:
    facts = {name: cut.facts.get(name, "") for name in ("approval", "limit", "category")}
    day, limit = cut.facts.get("day"), cut.facts.get("limit")
    early = isinstance(day, date) and isinstance(limit, date) and day < limit
    return filled(_NOT_YET if early else _NO_APPROVAL[cut.cause], **facts)


def _given_for_something_else(year: Year) -> Iterator[Hit]:
    """Approvals of another scope that lines name themselves: once each, at the first line.

    A mission's is told by MIS-01.
    """
    if year.settled is None:
        return
    claimed = {line.id: line.claimed for line in year.settled.settlement.lines}
    found: dict[object, list[tuple[Expense, Flag]]] = defaultdict(list)
    for row, flag in year.settled.flags("DEP-07"):
        mission = year.book.find(Mission, row.mission)
        of_activity = row.activity or (mission.activity if mission is not None else None)
        if row.approval is None or (flag.facts["scope"] == ACTIVITY and of_activity):
            continue  # journeys for an activity may be validated with it
        found[flag.facts["approval"], row.imputation].append((row, flag))
    for uses in found.values():
        row, flag = uses[0]
        why = filled(_OTHER_SCOPE, **flag.facts, imputation=row.imputation, count=len(uses))
        amount = Sum(total(claimed[one.line] for _, one in uses), EUR)
        cells = (*year.settled.cells(flag.because), *(other.at("approval") for other, _ in uses))
        told = hit(row, "approval", why=why, amount=amount, outcome=_TO_CONFIRM)
        yield told._replace(related=tuple(cell for cell in cells if cell != row.at("approval")))


_WAITING = Word("outcome.pending", "en attente")
_REFUSED = Word("outcome.refused", "refusés")
_TO_CONFIRM = Word("outcome.to_confirm", "à faire confirmer")
_OF_MISSION = ("no-approval", "approval-refused", "approval-open")


def _told_at_mission(row: Expense, year: Year) -> bool:
    """MIS-01, or the mission's own cell, tells it; of a mission to come nobody does yet."""
    mission = year.book.find(Mission, row.mission)
    if mission is None or mission.departure is None:
        return mission is not None
    return mission.departure.date() <= year.as_of or not mission.sound("approval")
