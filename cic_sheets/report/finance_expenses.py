"""The list of expenses, from what is asked to what is reimbursed, and its receipts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, Context, Decimal
from fractions import Fraction

from cic_sheets.money.case import ACTIVITY
from cic_sheets.money.causes import (
    ADMISSIBLE,
    APPROVED,
    CAP,
    CLAIMED,
    RECEIPTS,
    SCALE,
    STAGES,
)
from cic_sheets.money.settlement import RateUsed, SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.report.figures import (
    NONE_SUCH,
    cells_of_lines,
    eur,
    money_of,
    number_of,
    part_of_lines,
)
from cic_sheets.report.finance_plan import Accounts, Entries, Entry, Pointer, listed
from cic_sheets.report.finance_reasons import explained
from cic_sheets.report.finance_receipts import page_of
from cic_sheets.report.model import Figure, Value
from cic_sheets.report.origins import cited, convention_cells
from cic_sheets.report.saying import joined
from cic_sheets.sheets.approvals import Approval
from cic_sheets.values.money import EUR, Ratio, total

_AS_EXCEL = Context(prec=15, rounding=ROUND_DOWN)
_AFTER_SCALE = STAGES.index(SCALE)
_CAPPED = "oui"


@listed(
    "depenses",
    "Les dépenses, dans l'ordre où elles sont servies (date, numéro)",
    no="Numéro de la ligne",
    calcul="Le même numéro ; mène au calcul de la ligne",
    date="Date de la dépense",
    rattachement="Mission, activité ou imputation à laquelle elle se rattache",
    categorie="Catégorie",
    libelle="Libellé",
    fournisseur="Fournisseur",
    montant="Montant dans la devise payée",
    devise="Devise payée",
    taux="Unités de la devise pour 1 EUR ; 1 pour l'euro",
    taux_mois="Mois du taux",
    demande="Montant demandé, en EUR",
    recevabilite="Coupe : recevabilité, en EUR",
    accord_coupe="Coupe : accord préalable, en EUR",
    pieces_coupe="Coupe : justificatifs, en EUR",
    bareme_coupe="Coupe : barème, en EUR",
    apres_bareme="Ce qui reste avant le plafond moyen, en EUR",
    plafond_coupe="Coupe : plafond moyen, en EUR",
    remboursable="Montant remboursable, en EUR",
    refuse="Montant refusé, en EUR",
    en_attente="Montant en attente, en EUR",
    motifs="Chaque coupe avec sa règle, son motif et son issue",
    coupe="Numéro de la première coupe ; mène à elle",
    pieces="Numéros des pièces ; mène à la première",
    page="Page de la première pièce dans le recueil des justificatifs",
    accord="Numéro de l'accord préalable",
    accord_date="Date de la décision sur l'accord",
    mission="Numéro de la mission, « – » sans mission",
    activite="Numéro de l'activité collective, « – » sans activité",
    budget="Ligne budgétaire d'une activité, « – » sans elle",
    demande_no="Demande de remboursement qui la contient, « – » sans elle",
    mois="Rang du mois de convention, « – » hors convention",
    plafond_mois="Rang du mois où le plafond moyen la compte ; vide hors plafond",
    sous_plafond="« oui » si le plafond moyen la regarde",
)
def expenses(accounts: Accounts) -> Iterator[Entries]:
    """Every line that takes part."""
    settled = accounts.settled
    if settled is None:
        return
    by_number = {line.id: line for line in settled.settlement.lines}
    for line in settled.settlement.lines:
        yield _line(accounts, settled, line, by_number)


@listed(
    "a_venir",
    "Les dépenses datées après la situation : elles ne comptent pas encore",
    no="Numéro de la ligne",
    date="Date de la dépense",
    rattachement="Mission, activité ou imputation",
    categorie="Catégorie",
    libelle="Libellé",
    montant="Montant dans la devise payée",
    devise="Devise payée",
)
def to_come(accounts: Accounts) -> Iterator[Entries]:
    """Lines that take no part yet."""
    settled = accounts.settled
    for line in settled.settlement.to_come if settled else ():
        assert settled is not None
        row = settled.expense(line.id)
        yield {
            "no": line.id,
            "date": line.day,
            "rattachement": line.mission or line.activity or line.imputation,
            "categorie": line.category,
            "libelle": row.label,
            "montant": money_of(row, "amount", line.currency),
            "devise": line.currency,
        }


def _line(
    accounts: Accounts,
    settled: Settled,
    line: SettledLine,
    by_number: Mapping[str, SettledLine],
) -> Entries:
    expense = settled.expense(line.id)
    parts = {
        name: part_of_lines(settled, [line], part)
        for name, part in (
            ("demande", "claimed"),
            ("remboursable", "reimbursable"),
            ("refuse", "refused"),
            ("en_attente", "pending"),
        )
    }
    return {
        "no": line.id,
        "calcul": Pointer(line.id, "etapes", line.id),
        "date": line.day,
        "rattachement": line.mission or line.activity or line.imputation,
        "categorie": line.category or NONE_SUCH,
        "libelle": expense.label,
        "fournisseur": expense.supplier,
        "montant": money_of(expense, "amount", line.currency),
        "devise": line.currency,
        **_rate(settled, line),
        **parts,
        **_cuts(settled, line),
        **_why(line, expense.reason or ""),
        "pieces": _receipts(expense.receipts),
        "page": page_of(accounts, expense.receipts),
        **_approval(settled, line),
        **_keys(settled, line, by_number),
    }


def _why(line: SettledLine, own_words: str) -> dict[str, Entry]:
    """One sentence a cut, and the way to the first of them."""
    said = [
        explained(cut, own_words if cut.cause == "ineligible-part" else "") for cut in line.cuts
    ]
    first = f"{line.id}/1"
    return {
        "motifs": joined(said, "\n"),
        "coupe": Pointer(first, "coupes", first) if said else None,
    }


def _rate(settled: Settled, line: SettledLine) -> dict[str, Entry]:
    """The rate by which the row's own formula gives the claim; none where nothing is converted."""
    if line.rate is None:
        converted = line.currency == EUR and not (line.waiting and not line.claimed)
        one = number_of(1, cited([settled.expense(line.id)], "currency"))
        return {"taux": one if converted else None, "taux_mois": None}
    if line.waiting and not line.claimed:
        return {"taux": None, "taux_mois": None}
    figure = Figure(as_excel(line.rate.units), "", settled.cells(line.rate.because))
    return {"taux": figure, "taux_mois": _month(line.rate)}


def as_excel(units: Ratio) -> Decimal:
    """A rate in a double's 15 digits.

    A mean that never ends is cut, not rounded: an amount that falls on half a cent then still
    rounds up.
    """
    if isinstance(units, Fraction):
        return _AS_EXCEL.divide(Decimal(units.numerator), Decimal(units.denominator))
    return units


def _month(rate: RateUsed) -> Value:
    if rate.month is not None:
        return rate.month.first
    return "moyenne" if len(rate.because) > 1 else "figé"


_COLUMNS = (
    ("recevabilite", (CLAIMED, ADMISSIBLE)),
    ("accord_coupe", (APPROVED,)),
    ("pieces_coupe", (RECEIPTS,)),
    ("bareme_coupe", (SCALE,)),
    ("plafond_coupe", (CAP,)),
)


def _cuts(settled: Settled, line: SettledLine) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for name, stages in _COLUMNS:
        cuts = [cut for cut in line.cuts if cut.stage in stages and cut.amount]
        cells = settled.cells(source for cut in cuts for source in cut.because)
        found[name] = eur(total(cut.amount for cut in cuts), cells) if cuts else None
    left = line.after[_AFTER_SCALE]
    return {**found, "apres_bareme": eur(left, cells_of_lines(settled, [line], "left"))}


def _receipts(numbers: tuple[str, ...]) -> Entry:
    return Pointer(" ; ".join(numbers), "justificatifs", numbers[0]) if numbers else None


def _approval(settled: Settled, line: SettledLine) -> dict[str, Entry]:
    approval = settled.book.find(Approval, line.approval)
    return {
        "accord": line.approval,
        "accord_date": approval.decided_on if approval else None,
    }


def _keys(
    settled: Settled, line: SettledLine, by_number: Mapping[str, SettledLine]
) -> dict[str, Entry]:
    """What totals gather lines by; a text where there is none, so that nothing stays ungathered."""
    budget = line.budget if line.imputation == ACTIVITY else None
    dates = cited([settled.expense(line.id)], "day"), convention_cells(settled.book)
    month, cap_month = line.month, _cap_month(settled, line, by_number) if line.capped else None
    return {
        "mission": line.mission or NONE_SUCH,
        "activite": line.activity or NONE_SUCH,
        "budget": budget or NONE_SUCH,
        "demande_no": line.claim or NONE_SUCH,
        "mois": number_of(month, *dates) if month is not None else NONE_SUCH,
        "plafond_mois": number_of(cap_month, *dates) if cap_month is not None else None,
        "sous_plafond": _CAPPED if line.capped else None,
    }


def _cap_month(
    settled: Settled, line: SettledLine, by_number: Mapping[str, SettledLine]
) -> int | None:
    """The ledger's month that counts the line; a credit counts with its original (money.md §3)."""
    seen = {line.id}
    while line.credit_of and line.credit_of in by_number and line.credit_of not in seen:
        line = by_number[line.credit_of]
        seen.add(line.id)
    months = len(settled.settlement.ledger)
    if not months:
        return None
    if line.month is not None:
        return min(line.month, months)
    start = settled.case.convention.start
    return 1 if line.day is not None and line.day < start else months


def amounts(lines: Iterable[SettledLine], settled: Settled) -> dict[str, Entry]:
    """Claimed, reimbursable, refused and pending of some lines, with their cells."""
    chosen = list(lines)
    return {
        "demande": part_of_lines(settled, chosen, "claimed"),
        "remboursable": part_of_lines(settled, chosen, "reimbursable"),
        "refuse": part_of_lines(settled, chosen, "refused"),
        "en_attente": part_of_lines(settled, chosen, "pending"),
    }
