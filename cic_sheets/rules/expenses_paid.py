"""DEP-12, 13, 15, 16: how a line was paid, by whom, and when it was claimed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cic_sheets.book.book import Book
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import declared, filled, in_service_order, lines_of
from cic_sheets.rules.rates import is_implausible
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import CASH, MAD
from cic_sheets.sheets.rates import Rate
from cic_sheets.values.days import Month
from cic_sheets.values.money import EXACT, ZERO, cents


@rule(
    "DEP-12",
    Severity.E,
    needs=(Expense,),
    says="avoir de {amount} mal indiqué : {why}",
    fix="Un avoir a un montant négatif et, dans « Avoir de », le numéro de la dépense d'origine.",
    source="Étape 2 du calcul, avoirs",
)
def credit_without_its_original(year: Year) -> Iterator[Hit]:
    """Un montant négatif ne se comprend que comme l'avoir d'une dépense : sans elle, il ferait
    baisser un total que personne ne peut vérifier.

    Des avoirs ne rendent jamais plus que la dépense n'a coûté.

    | Dépenses | N°    | Montant      | Avoir de      |
    |          | D-001 | 900          |               |
    |          | D-002 | -100         | D-001         |
    |          | D-003 | -100 !DEP-12 |               |
    |          | D-004 | 100 !DEP-12  | D-001         |
    |          | D-005 | -50          | D-002 !DEP-12 |
    |          | D-006 | -50          | D-006 !DEP-12 |
    |          | D-007 | -50          | D-999         |

    Ou :

    | Dépenses | N°    | Montant         | Avoir de | Devise |
    |          | D-001 | 900             |          | MAD    |
    |          | D-002 | -500            | D-001    | MAD    |
    |          | D-003 | -400            | D-001    | MAD    |
    |          | D-004 | -0,01 !DEP-12   | D-001    | MAD    |
    |          | D-005 | -5              | D-001    | EUR    |
    """
    for line in year.book.all(Expense):
        yield from _ill_credited(line, year.book)
    for line, (original, left) in given_back_too_much(year).items():
        rest = Sum(max(left, ZERO), original.currency or "")
        why = filled(_TOO_MUCH, original=original.id, left=rest)
        found = hit(line, "amount", amount=declared(line), why=why)
        yield found._replace(related=(original.at("amount"),))


def _ill_credited(line: Expense, book: Book) -> Iterator[Hit]:
    if line.amount is None or not line.sound("credit_of"):
        return
    amount = declared(line)
    original = book.find(Expense, line.credit_of)
    if original is None:
        if line.amount < 0:
            yield hit(line, "amount", amount=amount, why=_OF_NOTHING)
    elif line.amount >= 0:
        why = filled(_POSITIVE, original=original.id)
        yield hit(line, "amount", amount=amount, why=why)
    elif original is line:
        yield hit(line, "credit_of", amount=amount, why=_OF_ITSELF)
    elif original.credit_of is not None:
        why = filled(_A_CREDIT, original=original.id)
        yield hit(line, "credit_of", amount=amount, why=why)


def given_back_too_much(year: Year) -> dict[Expense, tuple[Expense, Decimal]]:
    """Credit with which its original gives back more than it cost → original, what was left of it.

    Only credits in the original's currency are compared.
    """
    left: dict[str, Decimal] = {}
    found: dict[Expense, tuple[Expense, Decimal]] = {}
    for line in in_service_order(year):
        original = year.book.find(Expense, line.credit_of)
        if original is None or original is line or original.credit_of is not None:
            continue
        if original.amount is None or line.amount is None or line.currency != original.currency:
            continue
        if line.amount >= 0 or original.amount < 0:
            continue
        remaining = left.get(original.id, original.amount)
        left[original.id] = remaining + line.amount
        if left[original.id] < 0:
            found[line] = original, remaining
    return found


_OF_NOTHING = Word("credit.orphan", "un montant négatif n'est l'avoir d'aucune dépense")
_OF_ITSELF = Word("credit.self", "la ligne est l'avoir d'elle-même")
_POSITIVE = Word("credit.positive", "l'avoir de {original} devrait être négatif")
_TOO_MUCH = Word("credit.beyond", "la dépense {original} ne laisse que {left} à rendre")
_A_CREDIT = Word("credit.credit", "{original} est elle-même un avoir")


@rule(
    "DEP-13",
    Severity.A,
    needs=(Expense,),
    says="{amount} payés en espèces, au-delà de {most}",
    fix="Payez par carte, virement ou chèque ; sinon, joignez un reçu signé du fournisseur.",
    source="Annonce muette ; règle seuil_espèces",
)
def large_amount_in_cash(year: Year) -> Iterator[Hit]:
    """Un paiement en espèces ne laisse pas de trace en banque : un réviseur s'y arrête.

    | Dépenses | N°    | Montant         | Devise | Mode de paiement |
    |          | D-001 | 5000            | MAD    | espèces          |
    |          | D-002 | 5000,01 !DEP-13 | MAD    | espèces          |
    |          | D-003 | 9000            | MAD    | virement         |
    |          | D-004 | 400             | EUR    | espèces          |
    |          | D-005 | 500 !DEP-13     | EUR    | liquide          |
    """
    most = year.book.setting("seuil_espèces")
    rates = _dirhams_for_one_euro(year.book)
    claimed = {row: line.claimed for row, line in lines_of(year) if not line.waiting}
    for line in year.book.all(Expense):
        if line.payment_mode != CASH or line.amount is None or line.currency is None:
            continue
        amount: Decimal | None = line.amount
        if line.currency != MAD:
            units = rates.get(Month.of(line.day)) if line.day else None
            euros = claimed.get(line)
            amount = EXACT.multiply(euros, units) if euros is not None and units else None
        if amount is not None and amount > most:
            paid: Sum | Word = Sum(line.amount, line.currency)
            if line.currency != MAD:
                paid = filled(_ABOUT, paid=paid, dirhams=Sum(cents(amount), MAD))
            yield hit(line, "amount", amount=paid, most=Sum(most, MAD))


_ABOUT = Word("cash.converted", "{paid} (environ {dirhams})")


def _dirhams_for_one_euro(book: Book) -> dict[Month, Decimal]:
    found: dict[Month, Decimal] = {}
    for row in book.all(Rate):
        if row.month is None or row.currency != MAD or row.units_per_eur is None:
            continue
        if not is_implausible(row, book):
            found.setdefault(Month.of(row.month), row.units_per_eur)
    return found


@rule(
    "DEP-15",
    Severity.E,
    each=Expense,
    says="{amount} : un autre financeur est cité ({funder}), la dépense serait payée deux fois",
    fix="Retirez la ligne, ou ne déclarez que la part à charge du programme.",
    source="AR du 11/09/2016 (Belgique), art. 35, 4° : pas de double financement",
)
def paid_by_another_funder(line: Expense, year: Year) -> Iterator[Hit]:
    """Un coût n'est remboursé qu'une fois, quel que soit le nombre de bailleurs.

    | Dépenses | N°    | Autre financeur         |
    |          | D-001 |                         |
    |          | D-002 | Fondation Atlas !DEP-15 |
    """
    if line.other_funder:
        yield hit(line, "other_funder", amount=declared(line), funder=line.other_funder)


@rule(
    "DEP-16",
    Severity.A,
    needs=(Expense, Claim),
    says="{amount} demandés le {sent} ({claim}), {days} jours après la dépense ({most} au plus)",
    fix="Envoyez vos demandes plus souvent ; dites dans « Remarque » la raison du retard.",
    source="Annonce muette ; règle délai_réclamation",
)
def claimed_too_late(year: Year) -> Iterator[Hit]:
    """Plus une dépense est ancienne, plus ses pièces pâlissent et moins on s'en souvient.

    | Demandes | N°     | Envoyée le | Du         | Au         |
    |          | DEM-01 | 30/04/2023 | 01/01/2023 | 31/03/2023 |
    | Dépenses | N°    | Date               |
    |          | D-001 | 29/01/2023 !DEP-16 |
    |          | D-002 | 30/01/2023         |
    |          | D-003 | 02/04/2023         |
    """
    most = year.book.setting("délai_réclamation")
    if year.settled is None:
        return
    for each in year.settled.case.lines:
        if each.claimed_on is None or each.day is None or each.claim is None:
            continue
        days = (each.claimed_on - each.day).days
        claim = year.book.find(Claim, each.claim)
        if days > most and claim is not None:
            line = year.settled.expense(each.id)
            found = hit(line, "day", amount=declared(line), sent=each.claimed_on, claim=claim.id,
                        days=days, most=most)  # fmt: skip
            yield found._replace(related=(claim.at("sent_on"),))
