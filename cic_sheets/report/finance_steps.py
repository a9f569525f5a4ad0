"""Every line's road as rows: the figures from which each cut is reckoned, one column a step."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cic_sheets.money.case import DAY
from cic_sheets.money.causes import CAP, PENDING, RECEIPTS
from cic_sheets.money.settlement import SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import eur
from cic_sheets.report.finance_expenses import as_excel
from cic_sheets.report.finance_plan import Accounts, Entries, Entry, Pointer, listed
from cic_sheets.report.finance_road import Step, road
from cic_sheets.report.model import Figure
from cic_sheets.report.origins import behind
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import Ratio, as_decimal, to_eur, usable

REFUSED_WORD, PENDING_WORD = "refusé", "en attente"
FLAT_WORD = "forfait"


@listed(
    "etapes",
    "Le calcul de chaque dépense, étape par étape, dans l'ordre de la liste des dépenses",
    no="Numéro de la ligne ; mène à la liste des dépenses",
    rang="Rang de la ligne dans l'ordre où elles sont servies",
    avoir_de="Rang de la ligne que cet avoir corrige ; vide pour les autres lignes",
    non_eligible="Part non éligible telle qu'encodée, dans la devise payée",
    facteur="Avoir : ce qui convertit sa devise en celle de la ligne corrigée",
    rendu="Avoir : montant rendu, dans la devise de la ligne corrigée",
    rendu_part="Avoir : part non éligible rendue, dans la devise de la ligne corrigée",
    avoirs="Ce que les avoirs rendent sur la ligne, en EUR",
    net="Montant de la ligne moins ses avoirs, dans la devise payée",
    part="Part non éligible moins celle de ses avoirs, dans la devise payée",
    base="Demandé moins les avoirs, en EUR ; l'avoir lui-même compte pour zéro",
    arret="Étapes 1 et 2 : « refusé » ou « en attente » en entier ; vide si la ligne passe",
    coupe_2="Étapes 1 et 2 : ce qui est coupé, en EUR",
    reste_2="Ce qui reste après la recevabilité, en EUR",
    accord_rang="Rang de l'accord dans la liste des accords",
    accord_arret="Étape 3 : « refusé » ou « en attente » en entier ; vide si l'accord sert",
    accord_reste="Ce que les lignes précédentes laissent de l'accord, en EUR",
    accord_pris="Ce que la ligne prend à l'accord, en EUR",
    coupe_3="Étape 3 : ce qui est coupé, en EUR",
    reste_3="Ce qui reste après l'accord, en EUR",
    preuve="« forfait » : sans pièce ; vide : ce que les pièces justifient",
    justifie="J : ce que les pièces justifient, dans la devise payée",
    justifie_eur="J converti, en EUR",
    attendu="Date à laquelle le justificatif manquant est attendu",
    coupe_4="Étape 4 : ce qui est coupé, en EUR",
    reste_4="Ce qui reste après les pièces, en EUR",
    bareme="Rang du plafond de barème que la ligne partage",
    bareme_arret="Étape 5 : « en attente » en entier ; vide si le barème se calcule",
    bareme_taux="Unités de la devise du barème pour 1 EUR",
    quantite="Quantité encodée",
    quantite_comptee="Quantité ajoutée au plafond ; un même jour ne compte qu'une fois",
    bareme_compte="J (au forfait : le montant éligible) dans la devise du barème",
    bareme_reste="Ce que les lignes précédentes laissent du plafond, dans la devise du barème",
    bareme_pris="Ce que la ligne prend au plafond, dans la devise du barème",
    coupe_5="Étape 5 : ce qui est coupé, en EUR",
    reste_5="Ce qui reste après le barème, en EUR",
    plafond_montant="Ce que le plafond moyen regarde, en EUR",
    plafond_reste="Ce que les lignes précédentes laissent du plafond moyen, en EUR",
    plafond_pris="Ce que la ligne reçoit sous le plafond moyen, en EUR",
    coupe_6="Étape 6 : ce qui est coupé, en EUR",
    attente_4="Étape 4 : coupe en attente d'un justificatif, en EUR",
    attente_6="Étape 6 : coupe en attente des mois suivants, en EUR",
)
def steps(accounts: Accounts) -> Iterator[Entries]:
    """Every line that takes part."""
    settled = accounts.settled
    if settled is None:
        return
    for line, step in zip(settled.settlement.lines, road(settled), strict=True):
        known = behind(settled, line)
        yield {
            "no": Pointer(line.id, "depenses", line.id),
            "rang": step.rank,
            **_piece(settled, line, step, known.left),
            **_approval(step, known.left),
            **_receipts(settled, line, step, known.left),
            **_scale(settled, line, step, known.left),
            **_cap(step, known.reimbursable),
            **_waiting(line, known.pending),
        }


Cells = tuple[CellRef, ...]


def _piece(settled: Settled, line: SettledLine, step: Step, cells: Cells) -> dict[str, Entry]:
    typed = settled.expense(line.id).ineligible
    own = (settled.expense(line.id).at("ineligible"),)
    return {
        "avoir_de": step.original,
        "non_eligible": Figure(typed, line.currency or "", own) if usable(typed) else None,
        "facteur": Figure(_number(step.factor), "", cells),
        "rendu": Figure(_number(step.moved), "", cells),
        "rendu_part": Figure(_number(step.moved_given_up), "", own),
        "avoirs": eur(step.credited, _credits(settled, line)),
        "net": Figure(_number(step.net), line.currency or "", cells),
        "part": Figure(_number(step.net_given_up), line.currency or "", own),
        "base": eur(step.piece, cells),
        "arret": _word(step.halt),
        "coupe_2": eur(step.piece - step.admitted, cells),
        "reste_2": eur(step.admitted, cells),
    }


def _approval(step: Step, cells: Cells) -> dict[str, Entry]:
    return {
        "accord_rang": step.approval,
        "accord_arret": _word(step.approval_halt),
        "accord_reste": eur(step.approval_room, cells),
        "accord_pris": eur(step.approval_used, cells),
        "coupe_3": eur(step.admitted - step.approved, cells),
        "reste_3": eur(step.approved, cells),
    }


def _receipts(settled: Settled, line: SettledLine, step: Step, cells: Cells) -> dict[str, Entry]:
    units = line.rate.units if line.rate else Decimal(1)
    worth = to_eur(step.justified, units)
    row = settled.expense(line.id)
    named = tuple(number for number, _ in line.used)
    return {
        "preuve": FLAT_WORD if step.flat else None,
        "justifie": Figure(_number(step.justified), line.currency or "", cells, named),
        "justifie_eur": Figure(worth, "EUR", cells, named),
        "attendu": row.receipt_due,
        "coupe_4": eur(step.approved - step.proved, cells),
        "reste_4": eur(step.proved, cells),
    }


def _scale(settled: Settled, line: SettledLine, step: Step, cells: Cells) -> dict[str, Entry]:
    use = settled.settlement.scales[step.ceiling - 1] if step.ceiling else None
    currency = use.currency if use else ""
    row = settled.expense(line.id)
    quantity = row.quantity if use and usable(row.quantity) and row.unit != DAY else None
    return {
        "bareme": step.ceiling,
        "bareme_arret": _word(step.ceiling_halt),
        "bareme_taux": Figure(as_excel(step.unit_rate), "", cells)
        if step.unit_rate is not None
        else None,
        "quantite": Figure(quantity, "", (row.at("quantity"),)) if quantity is not None else None,
        "quantite_comptee": Figure(step.quantity, "", cells),
        "bareme_compte": Figure(_number(step.counted), currency, cells),
        "bareme_reste": Figure(_number(step.room), currency, cells),
        "bareme_pris": Figure(_number(step.used), currency, cells),
        "coupe_5": eur(step.proved - step.scaled, cells),
        "reste_5": eur(step.scaled, cells),
    }


def _cap(step: Step, cells: Cells) -> dict[str, Entry]:
    return {
        "plafond_montant": eur(step.capped, cells),
        "plafond_reste": eur(step.cap_room, cells),
        "plafond_pris": eur(step.granted, cells),
        "coupe_6": eur(step.capped - step.granted, cells),
    }


def _waiting(line: SettledLine, cells: Cells) -> dict[str, Entry]:
    """What waits at the stages where a date decides between refused and pending."""

    def at(stage: str) -> Figure:
        chosen = [c.amount for c in line.cuts if c.stage == stage and c.outcome == PENDING]
        return eur(sum(chosen, Decimal("0.00")), cells)

    return {"attente_4": at(RECEIPTS), "attente_6": at(CAP)}


def _credits(settled: Settled, line: SettledLine) -> Cells:
    return tuple(settled.expense(number).at("amount") for number in line.credits)


def _word(outcome: str | None) -> str | None:
    if outcome is None:
        return None
    return PENDING_WORD if outcome == PENDING else REFUSED_WORD


def _number(value: Ratio) -> Decimal:
    """An exact figure as a cell keeps it."""
    if isinstance(value, Fraction):
        return as_decimal(value)
    return value
