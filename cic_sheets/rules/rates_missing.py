"""TAU-01: the rates, payments and claims that the reconciliation looked for in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from cic_sheets.book.book import Book
from cic_sheets.money.settlement import Cut
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import declared
from cic_sheets.rules.hits import in_words
from cic_sheets.rules.rates import by_currency, ordinal, twice
from cic_sheets.rules.sequence import owed
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.rates import Rate
from cic_sheets.values.days import Month
from cic_sheets.values.money import ZERO


@rule(
    "TAU-01",
    Severity.E,
    needs=(Rate, Expense),
    says="{amount} sans conversion possible : {why} ; {count} ligne(s) en attente, {waiting}",
    fix="Complétez « Taux », ou la date qui manque ; ne reprenez jamais le taux d'un autre mois.",
    source="Annonce muette ; étape 1 du calcul, conversion",
)
def rate_is_missing(year: Year) -> Iterator[Hit]:
    """Un taux ne se devine pas : sans celui du mois, la ligne reste en attente en entier.

    Le constat est dit une fois par mois et par devise, à la première ligne concernée ; pas du tout
    si la ligne de « Taux » existe et a déjà le sien, ni pour une date hors convention (DEP-02).

    | Taux     | Mois       | Devise | Unités pour 1 EUR |
    |          | 01/01/2023 | MAD    | 10,80             |
    |          | 01/03/2023 | MAD    | 1O,90             |
    | Dépenses | N°    | Date               | Montant | Devise |
    |          | D-001 | 18/01/2023         | 900     | MAD    |
    |          | D-003 | 20/02/2023         | 80      | MAD    |
    |          | D-002 | 18/02/2023 !TAU-01 | 100     | MAD    |
    |          | D-004 | 19/02/2023         | 50      | EUR    |
    |          | D-005 | 19/02/2023 !TAU-01 | 50      | USD    |
    |          | D-006 | 02/03/2023         | 70      | MAD    |
    |          | D-007 | 02/03/2024         | 70      | MAD    |

    Ou :

    | Règles   | Règle        | Valeur        |
    |          | taux_methode | mois_paiement |
    | Dépenses | N°    | Date       | Payé le    | Montant | Devise |
    |          | D-001 | 18/01/2023 | 20/01/2023 | 900     | MAD    |
    |          | D-002 | 18/01/2023 | !TAU-01    | 900     | MAD    |
    |          | D-003 | 18/01/2023 | !TAU-01    | 900     | MAD    |

    Ou :

    | Règles   | Règle        | Valeur       |
    |          | taux_methode | mois_demande |
    | Demandes | N°     | Envoyée le | Du         | Au         |
    |          | DEM-01 | 31/01/2023 | 01/01/2023 | 31/01/2023 |
    | Dépenses | N°    | Date               | Montant | Devise |
    |          | D-001 | 18/01/2023         | 900     | MAD    |
    |          | D-002 | 18/02/2023 !TAU-01 | 900     | MAD    |
    |          | D-003 | 19/02/2023         | 900     | MAD    |
    """
    if year.settled is None:
        return
    blamed: dict[tuple[object, ...], list[tuple[Expense, Cut]]] = defaultdict(list)
    for line, _, cut in year.settled.cuts("TAU-01"):
        if year.within(line.day):
            blamed[_told_once(line, cut)].append((line, cut))
    unread = _unread_months(year.book)
    for lines in blamed.values():
        line, cut = lines[0]
        month = cut.facts.get("month")
        if isinstance(month, date) and (str(cut.facts["currency"]), Month.of(month)) in unread:
            continue
        attr = "paid_on" if cut.cause == "payment-date-missing" else "day"
        waiting = tuple(_waiting([row for row, _ in lines]))
        yield hit(line, attr, amount=declared(line), why=_why(cut, month), count=len(lines),
                  waiting=waiting)  # fmt: skip


def _waiting(lines: Iterable[Expense]) -> Iterator[Sum]:
    """What lines declare together, by currency."""
    by_currency: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        if line.amount is not None and line.currency is not None:
            by_currency[line.currency] += line.amount
    return (Sum(amount, currency) for currency, amount in sorted(by_currency.items()))


def _told_once(line: Expense, cut: Cut) -> tuple[object, ...]:
    """What is told once: a month without rate, a month without claim, a line without payment."""
    if cut.cause == "payment-date-missing":
        return (cut.cause, line.id)
    month = cut.facts.get("month") or (line.day and Month.of(line.day))
    return (cut.cause == "claim-date-missing", cut.facts.get("currency"), month)


def _why(cut: Cut, month: object) -> Word:
    currency = ("currency", str(cut.facts.get("currency") or ""))
    if cut.cause == "payment-date-missing":
        return Word("rate.no_payment", "« Payé le » est vide, or son mois choisit le taux")
    if cut.cause == "claim-date-missing":
        return Word("rate.no_claim", "aucune demande ne la couvre, or son envoi choisit le taux")
    if not isinstance(month, date):
        return Word("rate.none", "aucun taux {currency}", (currency,))
    named = ("month", in_words(Month.of(month)))
    return Word("rate.missing", "aucun taux {currency} pour {month}", (currency, named))


def _unread_months(book: Book) -> set[tuple[str, Month]]:
    """Months whose rate was typed but can't be read: its cell has its own finding."""
    found: set[tuple[str, Month]] = set()
    for currency, rows in by_currency(book).items():
        for row in rows:
            if row.month is not None and row.units_per_eur is None:
                found.add((currency, Month.of(row.month)))
        months = {n: ordinal(Month.of(row.month)) for n, row in enumerate(rows) if row.month}
        lost = {n for n, row in enumerate(rows) if row.month is None}
        lost |= {place for pair in twice(rows) for place in pair}
        for at in owed(months, len(rows), lost):
            found.add((currency, Month((at - 1) // 12, (at - 1) % 12 + 1)))
    return found
