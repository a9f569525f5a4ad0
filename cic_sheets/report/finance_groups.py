"""The money gathered: by contract month, by category, by mission, by activity, by reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from cic_sheets.money.causes import CAUSES
from cic_sheets.money.settlement import Cut, SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import (
    NONE_SUCH,
    cells_of_lines,
    count,
    eur,
    number_of,
    period,
    spending_cells,
)
from cic_sheets.report.finance_expenses import amounts
from cic_sheets.report.finance_plan import Accounts, Entries, Entry, listed
from cic_sheets.report.finance_reasons import general
from cic_sheets.report.model import Figure, Words
from cic_sheets.report.origins import cited, convention_cells, rule_cells
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.budget import BudgetLine
from cic_sheets.sheets.missions import Mission
from cic_sheets.values import shown
from cic_sheets.values.money import total

Key = TypeVar("Key")

_PARTS = {
    "demande": "Montant demandé, en EUR",
    "remboursable": "Montant remboursable, en EUR",
    "refuse": "Montant refusé, en EUR",
    "en_attente": "Montant en attente, en EUR",
}


def _by(
    settled: Settled, key: Callable[[SettledLine], Key | None]
) -> dict[Key | None, list[SettledLine]]:
    groups: dict[Key | None, list[SettledLine]] = {}
    for line in settled.settlement.lines:
        groups.setdefault(key(line), []).append(line)
    return groups


@listed(
    "mois",
    "Les dépenses par mois de convention",
    rang="Rang du mois, « – » hors convention",
    periode="Premier et dernier jour du mois",
    nombre="Nombre de lignes",
    **_PARTS,
)
def months(accounts: Accounts) -> Iterator[Entries]:
    """Every month that has begun, then what lies outside the convention."""
    settled = accounts.settled
    if settled is None:
        return
    groups = _by(settled, lambda line: line.month)
    for month in settled.settlement.fees:
        if month.start > settled.settlement.as_of and month.number not in groups:
            continue
        lines = groups.get(month.number, [])
        yield {
            "rang": number_of(month.number, convention_cells(accounts.book)),
            "periode": period(month.start, month.end),
            **_of(lines, settled, "day"),
        }
    if None in groups:
        yield {"rang": NONE_SUCH, "periode": "Hors convention", **_of(groups[None], settled, "day")}


@listed(
    "categories",
    "Les dépenses par catégorie",
    categorie="Catégorie",
    nombre="Nombre de lignes",
    **_PARTS,
)
def categories(accounts: Accounts) -> Iterator[Entries]:
    """Every category that has a line, in alphabetical order."""
    settled = accounts.settled
    if settled is None:
        return
    groups = _by(settled, lambda line: line.category)
    for key in sorted(groups, key=lambda key: (key is None, key or "")):
        yield {"categorie": key or NONE_SUCH, **_of(groups[key], settled, "category")}


@listed(
    "missions",
    "Les dépenses par mission",
    no="Numéro de la mission, « – » pour les lignes sans mission",
    objet="Objet de la mission",
    lieu="Lieu",
    periode="Du départ au retour",
    accord="Accord préalable",
    nombre="Nombre de lignes",
    **_PARTS,
)
def missions(accounts: Accounts) -> Iterator[Entries]:
    """Every mission up to the day from which the year is seen, then the lines that name none."""
    settled = accounts.settled
    if settled is None:
        return
    groups = _by(settled, lambda line: line.mission)
    for row in accounts.book.all(Mission):
        lines = groups.pop(row.id, [])
        later = row.departure is not None and row.departure.date() > settled.settlement.as_of
        if later and not lines:
            continue
        yield {
            "no": row.id,
            "objet": row.subject,
            "lieu": row.place,
            "periode": period(row.departure, row.back),
            "accord": row.approval,
            **_of(lines, settled, "mission"),
        }
    for key, lines in groups.items():
        without = "Dépenses sans mission (communication, activités collectives)"
        yield {
            "no": key or NONE_SUCH,
            "objet": None if key else without,
            "lieu": None,
            "periode": None,
            "accord": None,
            **_of(lines, settled, "mission"),
        }


@listed(
    "budgets",
    "Les activités collectives, ligne budgétaire par ligne budgétaire",
    activite="Numéro et intitulé de l'activité",
    code="Code de la ligne budgétaire",
    libelle="Libellé de la ligne budgétaire",
    financeur="Qui paie",
    budget="Montant prévu, en EUR",
    engage="Remboursable et en attente, en EUR",
    depense="Remboursable, en EUR",
    reste="Budget moins engagé, en EUR",
    execution="Dépensé sur budget, en part de un",
    remarque="Dépassement au-delà de la tolérance",
)
def budgets(accounts: Accounts) -> Iterator[Entries]:
    """Every budget line."""
    settled = accounts.settled
    for use in settled.settlement.budgets if settled else ():
        assert settled is not None
        row = settled.rows["budget"][use.id]
        assert isinstance(row, BudgetLine)
        activity = accounts.book.find(Activity, use.activity)
        title = f"{use.activity} – {activity.title}" if activity else use.activity
        lines = spending_cells(settled, use.lines)
        typed = cited([row], "amount", "activity")
        share = use.execution.scaleb(-2) if use.execution is not None else None
        over = f"Dépassement de {shown.amount(use.overrun, 'EUR')}" if use.beyond else ""
        tolerance = rule_cells(accounts.book, "depassement_ligne")
        yield {
            "activite": title,
            "code": use.id,
            "libelle": row.label,
            "financeur": row.funder,
            "budget": eur(use.budget, typed),
            "engage": eur(use.committed, lines or typed),
            "depense": eur(use.spent, lines or typed),
            "reste": eur(use.left, (*typed, *lines)),
            "execution": Figure(share, "", (*typed, *lines)) if share is not None else None,
            "remarque": Words(over, (*typed, *lines, *tolerance)) if over else None,
        }


@listed(
    "motifs",
    "Ce qui est refusé ou en attente, par motif",
    code="Code de la règle",
    motif="Motif en quelques mots",
    nombre="Nombre de lignes touchées",
    refuse="Montant refusé, en EUR",
    en_attente="Montant en attente, en EUR",
)
def reasons(accounts: Accounts) -> Iterator[Entries]:
    """In the order of the stages."""
    settled = accounts.settled
    if settled is None:
        return
    found: dict[tuple[str, str], list[tuple[str, Cut]]] = {}
    for line in settled.settlement.lines:
        for cut in line.cuts:
            found.setdefault((cut.cause, cut.code), []).append((line.id, cut))
    places = list(CAUSES)
    for cause, code in sorted(found, key=lambda key: (places.index(key[0]), key[1])):
        cuts = found[cause, code]
        yield {
            "code": code,
            "motif": general(cause),
            "nombre": _touched(settled, cuts),
            "refuse": _sum(settled, cuts, "refused"),
            "en_attente": _sum(settled, cuts, "pending"),
        }


def _sum(settled: Settled, cuts: list[tuple[str, Cut]], outcome: str) -> Figure:
    chosen = [(number, cut) for number, cut in cuts if cut.outcome == outcome] or cuts
    lines = [settled.settlement.line(number) for number, _ in chosen]
    cells = (
        *settled.cells(source for _, cut in chosen for source in cut.because),
        *cells_of_lines(settled, lines, "claimed"),
    )
    amount = total(cut.amount for _, cut in chosen if cut.outcome == outcome)
    return eur(amount, dict.fromkeys(cells))


def _touched(settled: Settled, cuts: list[tuple[str, Cut]]) -> Figure:
    """How many lines these cuts touch."""
    numbers = {number for number, _ in cuts}
    cells = settled.cells(source for _, cut in cuts for source in cut.because)
    return number_of(len(numbers), cited(map(settled.expense, sorted(numbers))), cells)


def _of(lines: list[SettledLine], settled: Settled, *attrs: str) -> dict[str, Entry]:
    """Their number and amounts; `attrs` are the cells that gather them."""
    rows = [settled.expense(line.id) for line in lines]
    return {"nombre": count(rows, *attrs), **amounts(lines, settled)}
