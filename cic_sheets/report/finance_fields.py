"""Single figures and words of the financial report that the narrative one has no need of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from cic_sheets.money.case import (
    ADVANCE,
    BY_CLAIM,
    BY_EXPENSE,
    BY_PAYMENT,
    BY_PERIOD,
    FEES,
    REIMBURSEMENT,
)
from cic_sheets.money.policies import allowances
from cic_sheets.money.settlement import Balance, LedgerMonth
from cic_sheets.report.fields_words import IN_WORDS, in_letters
from cic_sheets.report.figures import cells_of_lines, eur, faulty_cells, number_of, period
from cic_sheets.report.finance_basis import to_confirm
from cic_sheets.report.finance_payments import advance_cells
from cic_sheets.report.finance_plan import Accounts
from cic_sheets.report.model import Field, Value, Words
from cic_sheets.report.origins import cited, convention_cells, rule_cells
from cic_sheets.report.saying import some
from cic_sheets.schema.findings import Severity
from cic_sheets.schema.registry import Registry
from cic_sheets.sheets.derogations import Derogation
from cic_sheets.sheets.payments import Payment
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.cells import CellRef
from cic_sheets.values.days import contract_months
from cic_sheets.values.money import ZERO, cents

_Compute = Callable[[Accounts], Value]
FIELDS: Registry[tuple[str, str, _Compute]] = Registry("field of the financial report")

METHODS: Mapping[str, str] = {
    BY_EXPENSE: "taux du mois de la dépense",
    BY_PAYMENT: "taux du mois du paiement",
    BY_CLAIM: "taux du mois de la demande de remboursement",
    BY_PERIOD: "moyenne simple des taux des mois de la période, sans arrondi",
}


def finance_fields(accounts: Accounts) -> dict[str, Field]:
    """Every field with its value this year."""
    return {name: Field(name, meaning, compute(accounts)) for name, meaning, compute in FIELDS}


def _field(name: str, meaning: str) -> Callable[[_Compute], _Compute]:
    def declare(compute: _Compute) -> _Compute:
        FIELDS.add(name, (name, meaning, compute))
        return compute

    return declare


@_field("periode", "Premier et dernier jour de la convention")
def _period(accounts: Accounts) -> Value:
    convention = accounts.material.year.convention
    if convention is None:
        return None
    return Words(period(convention.start, convention.end), convention_cells(accounts.book))


@_field("classeur", "Nom du classeur d'où viennent les chiffres")
def _workbook(accounts: Accounts) -> Value:
    return accounts.book.name


@_field("taux_methode", "Règle qui choisit le taux de chaque dépense, en mots")
def _method(accounts: Accounts) -> Value:
    chosen = str(accounts.book.setting("taux_methode"))
    return METHODS.get(chosen, chosen)


@_field("regles_a_confirmer", "Combien de règles restent à confirmer, en mots")
def _unconfirmed(accounts: Accounts) -> Value:
    count = to_confirm(accounts.book)
    if not count:
        return "Toutes les règles de calcul sont confirmées."
    plural = "reste" if count == 1 else "restent"
    rules = some(count, "règle de calcul", "règles de calcul")
    said = f"{rules} {plural} à confirmer par le commanditaire (feuille « Règles »)."
    return Words(said, cited(accounts.book.all(SettingRow), "status"))


@_field("mention_derogations", "Combien de dérogations ont été accordées, en mots")
def _derogations(accounts: Accounts) -> Value:
    count = len(accounts.book.all(Derogation))
    if not count:
        return "Aucune dérogation n'a été accordée."
    said = some(count, "dérogation accordée", "dérogations accordées")
    return Words(f"{said}.", cited(accounts.book.all(Derogation)))


@_field("situation", "Date de situation, comme date")
def _as_of(accounts: Accounts) -> Value:
    return accounts.material.as_of


@_field("plafond_issue", "Issue de ce que le plafond moyen retient : refusé ou en attente")
def _cap_outcome(accounts: Accounts) -> Value:
    settlement = accounts.settled.settlement if accounts.settled else None
    return None if settlement is None else "refusé" if settlement.closed else "en attente"


@_field("attestations_an", "Plafond des attestations de perte dans l'année, en EUR")
def _declarations(accounts: Accounts) -> Value:
    ceiling = accounts.settled.case.policies.declaration_year if accounts.settled else None
    return eur(ceiling.amount, _setting(accounts, "declaration_max_an")) if ceiling else None


@_field("lignes_a_venir", "Lignes datées après la situation, en mots ; vide s'il n'y en a pas")
def _to_come(accounts: Accounts) -> Value:
    settled = accounts.settled
    later = settled.settlement.to_come if settled else ()
    if not settled or not later:
        return None
    said = f"{some(len(later), 'ligne')} à venir, datée(s) après la situation."
    return Words(said, cited((settled.expense(line.id) for line in later), "day"))


@_field("plafond_mensuel", "Plafond moyen d'un mois entier, en EUR")
def _cap(accounts: Accounts) -> Value:
    return eur(
        max(ZERO, cents(accounts.book.setting("plafond_mensuel"))),
        _setting(accounts, "plafond_mensuel"),
    )


@_field("honoraires_mensuels", "Honoraires d'un mois entier, en EUR")
def _fee(accounts: Accounts) -> Value:
    amount = max(ZERO, cents(accounts.book.setting("honoraires_mensuels")))
    return eur(amount, _setting(accounts, "honoraires_mensuels"))


@_field("honoraires_mensuels" + IN_WORDS, "Honoraires d'un mois entier, en toutes lettres")
def _fee_in_words(accounts: Accounts) -> Value:
    return in_letters(accounts.book, _fee(accounts))


@_field("plafond_convention", "Plafond moyen cumulé jusqu'à la fin de la convention, en EUR")
def _whole_cap(accounts: Accounts) -> Value:
    settled = accounts.settled
    if settled is None:
        return None
    months = contract_months(settled.case.convention.start, settled.case.convention.end)
    limit = max(ZERO, cents(settled.case.policies.cap))
    cells = (*_setting(accounts, "plafond_mensuel"), *convention_cells(accounts.book))
    return eur(allowances(limit, months)[-1], cells)


def _ledger(name: str, meaning: str, take: Callable[[LedgerMonth], Decimal]) -> None:
    @_field(name, meaning)
    def compute(accounts: Accounts) -> Value:
        settled = accounts.settled
        if settled is None or not settled.settlement.ledger:
            return None
        capped = [line for line in settled.settlement.lines if line.capped]
        rules = rule_cells(accounts.book, "plafond_mensuel", "plafond_portee", "plafond_lecture")
        cells = (*rules, *convention_cells(accounts.book), *cells_of_lines(settled, capped, "left"))
        return eur(take(settled.settlement.ledger[-1]), dict.fromkeys(cells))


_ledger("plafond_remboursable", "Remboursable sous le plafond moyen à ce jour, en EUR",
        lambda month: month.reimbursable)  # fmt: skip
_ledger("encore_mois", "Ce que le plafond laisse dépenser ce mois, en EUR",
        lambda month: month.room_now)  # fmt: skip
_ledger("encore_fin", "Ce que le plafond laisse dépenser jusqu'à la fin, en EUR",
        lambda month: month.room_to_end)  # fmt: skip


def _balance(name: str, meaning: str, kind: str, take: Callable[[Balance], Decimal]) -> None:
    @_field(name, meaning)
    def compute(accounts: Accounts) -> Value:
        if accounts.settled is None:
            return None
        rows = [row for row in accounts.book.all(Payment) if row.kind == kind]
        cells = cited(rows, "amount", "kind", "day")
        if name == "avances_ouvertes":
            cells = advance_cells(accounts.settled)
        return eur(take(accounts.settled.settlement.balance), cells)


_balance("paye_honoraires", "Honoraires payés, en EUR", FEES, lambda found: found.paid_fees)
_balance("paye_remboursements", "Remboursements payés, en EUR", REIMBURSEMENT,
         lambda found: found.paid_reimbursements)  # fmt: skip
_balance("paye_avances", "Avances payées, en EUR", ADVANCE, lambda found: found.paid_advances)
_balance("avances_ouvertes", "Part des avances que rien n'a consommée, en EUR", ADVANCE,
         lambda found: found.open_advances)  # fmt: skip


def _count(name: str, meaning: str, severity: Severity) -> None:
    @_field(name, meaning)
    def compute(accounts: Accounts) -> Value:
        found = accounts.material.findings
        number = sum(one.severity is severity for one in found)
        return number_of(number, faulty_cells(found, severity))


_count("nb_erreurs", "Nombre d'erreurs qui restent dans le classeur", Severity.E)
_count("nb_avertissements", "Nombre d'avertissements dans le classeur", Severity.A)


def _setting(accounts: Accounts, key: str) -> tuple[CellRef, ...]:
    return rule_cells(accounts.book, key)
