"""DEP-02, 03, 19, 20: what a line of « Dépenses » is dated and charged to."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import TERMS, declared, filled, refused
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.budget import BudgetLine
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import ACTIVITY, COMMUNICATION, MISSION, MISSION_CATEGORIES

_OWN_BUDGET = "Annonce, « Missions/prestations » : suivi financier des activités collectives"


@rule(
    "DEP-02",
    Severity.E,
    each=Expense,
    says="{amount} dépensés hors de la convention ({start} au {end}), donc refusés",
    fix="Corrigez la date, ou déplacez la ligne dans le classeur de sa convention.",
    source=TERMS + " : une convention d'un an ; étape 2 du calcul",
)
def outside_the_convention(line: Expense, year: Year) -> Iterator[Hit]:
    """Chaque convention d'un an rembourse ses propres frais : une autre année a son classeur.

    | Dépenses | N°    | Date               |
    |          | D-001 | 01/01/2023         |
    |          | D-002 | 31/12/2023         |
    |          | D-003 | 31/12/2022 !DEP-02 |
    |          | D-004 | 01/01/2024 !DEP-02 |
    """
    convention = year.convention
    if convention is None or not convention.sound("start", "end") or year.within(line.day):
        return
    amount = declared(line)
    yield hit(line, "day", amount=amount, start=convention.start, end=convention.end)


# --- What the line belongs to --------------------------------------------------------------------

_NO_MISSION = Word("charged.no_mission", "le numéro de la mission manque")
_NO_ACTIVITY = Word("charged.no_activity", "le numéro de l'activité manque")
_TO_MISSION = Word(
    "charged.to_mission", "un frais de communication ne se rattache pas à une mission ({named})"
)
_TO_ACTIVITY = Word(
    "charged.to_activity", "un frais de communication ne se rattache pas à une activité ({named})"
)
_TRAVEL = Word("charged.travel", "la catégorie « {category} » relève d'une mission")
_NOT_PAID = Word("charged.category", "la catégorie « {category} » n'est pas remboursée")


@rule(
    "DEP-03",
    Severity.E,
    needs=(Expense,),
    says="{amount} imputés à « {imputation} » : {why}",
    fix="Accordez l'imputation, la catégorie et les colonnes Mission et Activité.",
    source=TERMS + " : frais liés aux missions, frais de communication ; étape 2 du calcul",
)
def charged_to_nothing_that_fits(year: Year) -> Iterator[Hit]:
    """L'annonce rembourse des « frais liés aux missions » et « des frais de communication et
    internet » : une dépense qui n'est ni l'un ni l'autre, ou les deux, ne se laisse pas contrôler.

    | Dépenses | N°    | Imputation            | Mission | Activité | Catégorie     |
    |          | D-001 | mission               | MIS-01  |          | hébergement   |
    |          | D-002 | mission !DEP-03       |         |          | hébergement   |
    |          | D-003 | activité              |         | A-01     | impression    |
    |          | D-004 | activité !DEP-03      |         |          | impression    |
    |          | D-005 | communication         |         |          | internet      |
    |          | D-006 | communication !DEP-03 | MIS-01  |          | internet      |
    |          | D-007 | communication !DEP-03 |         | A-01     | communication |
    |          | D-008 | communication !DEP-03 |         |          | repas         |
    |          | D-009 | mission               | MIS-99  |          | repas         |

    Ou :

    | Dépenses | N°    | Imputation    | Mission | Activité | Catégorie          |
    |          | D-001 | mission       | MIS-01  |          | impression !DEP-03 |
    |          | D-002 | communication |         |          | autre !DEP-03      |
    |          | D-003 | activité      |         | A-01     | impression         |
    """
    blamed = set()
    for line in year.book.all(Expense):
        why = _disagreement(line)
        if why is not None:
            blamed.add(line)
            yield _charged(line, "imputation", why)
    for line, _ in refused(year, "category-not-covered"):
        if line not in blamed:
            yield _charged(line, "category", filled(_NOT_PAID, category=line.category))


def _charged(line: Expense, column: str, why: Word) -> Hit:
    return hit(line, column, amount=declared(line), imputation=line.imputation, why=why)


def _disagreement(line: Expense) -> Word | None:
    if not line.sound("mission", "activity"):
        return None
    if line.imputation == MISSION and line.mission is None:
        return _NO_MISSION
    if line.imputation == ACTIVITY and line.activity is None:
        return _NO_ACTIVITY
    if line.imputation != COMMUNICATION:
        return None
    if line.mission is not None:
        return filled(_TO_MISSION, named=line.mission)
    if line.activity is not None:
        return filled(_TO_ACTIVITY, named=line.activity)
    if line.category in MISSION_CATEGORIES:
        return filled(_TRAVEL, category=line.category)
    return None


@rule(
    "DEP-19",
    Severity.E,
    each=Expense,
    needs=(BudgetLine,),
    says="{amount} à la charge de l'activité {activity} : {why}",
    fix="Inscrivez une ligne du budget de cette activité.",
    source=_OWN_BUDGET,
)
def outside_the_budget_of_its_activity(line: Expense, year: Year) -> Iterator[Hit]:
    """Une activité collective a son propre budget, dont chaque dépense consomme une ligne.

    | Activités | N°   |
    |           | A-01 |
    |           | A-02 |
    | Budget    | Code       | Activité |
    |           | A-01-salle | A-01     |
    |           | A-02-salle | A-02     |
    | Dépenses  | N°    | Imputation | Mission | Activité | Ligne budgétaire   |
    |           | D-001 | activité   |         | A-01     | A-01-salle         |
    |           | D-002 | activité   |         | A-01     | !DEP-19            |
    |           | D-003 | activité   |         | A-01     | A-02-salle !DEP-19 |
    |           | D-004 | activité   |         |          |                    |
    |           | D-005 | activité   |         | A-01     | A-09-salle         |
    |           | D-006 | mission    | MIS-01  |          |                    |
    """
    if line.imputation != ACTIVITY or line.activity is None:
        return  # DEP-03 or CEL-06 has told that the activity is lacking
    budget = year.book.find(BudgetLine, line.budget_line)
    if budget is None and line.mission is None:  # a mission's cost (DEP-20) needs no budget
        yield _at_budget(line, _NO_BUDGET)
    if budget is not None and budget.activity not in (None, line.activity):
        why = Word("budget.other", "la ligne citée est de {owner}", (("owner", budget.activity),))
        yield _at_budget(line, why)._replace(related=(budget.at("activity"),))


def _at_budget(line: Expense, why: Word) -> Hit:
    return hit(line, "budget_line", amount=declared(line), activity=line.activity, why=why)


_NO_BUDGET = Word("budget.none", "aucune ligne de son budget n'est citée")


@rule(
    "DEP-20",
    Severity.A,
    each=Expense,
    says="{amount} de la mission {mission} sont à la charge de l'activité {activity}",
    fix="Mettez « mission » en imputation et videz Activité ; ou videz Mission.",
    source=TERMS + " : frais liés aux missions, dans la limite de la moyenne mensuelle",
)
def own_travel_charged_to_an_activity(line: Expense, year: Year) -> Iterator[Hit]:
    """Vos propres frais de mission comptent dans la moyenne mensuelle, même quand vous voyagez pour
    une activité ; les mettre à son budget les ferait échapper au plafond.

    | Dépenses | N°    | Imputation       | Mission | Activité |
    |          | D-001 | mission          | MIS-01  | A-01     |
    |          | D-002 | activité         |         | A-01     |
    |          | D-003 | activité !DEP-20 | MIS-01  | A-01     |
    |          | D-004 | activité         | MIS-01  |          |
    """
    if line.imputation == ACTIVITY and line.mission is not None and line.activity is not None:
        amount = declared(line)
        found = hit(line, "imputation", amount=amount, mission=line.mission,
                    activity=line.activity)  # fmt: skip
        yield found
