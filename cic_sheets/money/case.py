"""What the engine takes: one convention year, without its sheets.

An adapter fills these from typed rows.  List values are those of the workbook (`"mission"`,
`"validé"`…); places are comparison keys, folded and with aliases resolved.  Rows come in any order.
What a row lacks is None, and the engine says what follows from it; nothing here is checked twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal

from cic_sheets.values.days import Month
from cic_sheets.values.money import Ratio
from cic_sheets.values.named import NamedTuple

MISSION, COMMUNICATION, ACTIVITY = "mission", "communication", "activité"
TRAVEL, LODGING, MEALS, INTERNET = "déplacement", "hébergement", "repas", "internet"
MISSION_CATEGORIES = frozenset((TRAVEL, LODGING, MEALS))
CONTRACT_CATEGORIES = MISSION_CATEGORIES | {COMMUNICATION, INTERNET}
NIGHT, DAY, MEAL = "nuitée", "jour", "repas"
CEILING, FLAT = "plafond", "forfait"
GRANTED, REFUSED, OPEN = "validé", "refusé", "en attente"
FEES, REIMBURSEMENT, ADVANCE = "honoraires", "remboursement", "avance"
BY_EXPENSE, BY_PAYMENT, BY_CLAIM = "mois_depense", "mois_paiement", "mois_demande"
BY_PERIOD = "moyenne_periode"
TOLERATE = "avertissement"
JUSTIFIES, DECLARES, SUPPORTS, PROVES_NOTHING = "justifies", "declares", "supports", "nothing"


class Convention(NamedTuple):
    """The contract year, both days included; `home` is the commune of residence, as a place."""

    start: date
    end: date
    home: str | None = None


class Line(NamedTuple):
    """One expense.  Number, date, amount and currency are required: else say why in `unreadable`.

    id              its number; lines of one date are served in the numbers' natural order
    amount          in `currency`; negative for a credit
    ineligible      the part that its owner gives up, in `currency`, never negative
    quantity, unit  what a scale counts: 2 and `nuitée`
    claimed_on      day on which the claim that holds it was sent
    receipts        numbers of its documents, of any role
    credit_of       the line of which this one gives money back
    rate            frozen when the line was submitted; stands in for the month's (money.md §8)
    other_rates     the same for the currencies of scales and ceilings: currency, units for 1 EUR
    unreadable      a rule's code (`CEL-02`): a cell that the engine needs can't be read, and the
                    line waits in full
    """

    id: str
    day: date | None
    imputation: str | None
    category: str | None
    amount: Decimal | None
    currency: str | None
    mission: str | None = None
    activity: str | None = None
    budget: str | None = None
    ineligible: Decimal | None = None
    reason: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    paid_on: date | None = None
    claim: str | None = None
    claimed_on: date | None = None
    receipts: tuple[str, ...] = ()
    receipt_expected: date | None = None
    approval: str | None = None
    credit_of: str | None = None
    rate: Ratio | None = None
    other_rates: tuple[tuple[str, Ratio], ...] = ()
    unreadable: str = ""


class Receipt(NamedTuple):
    """One document.

    role  JUSTIFIES (carries an amount), DECLARES (a lost-receipt declaration: justifies up to its
          ceilings), SUPPORTS or PROVES_NOTHING
    """

    id: str
    role: str
    amount: Decimal | None = None
    currency: str | None = None


class Approval(NamedTuple):
    """One prior validation, in EUR.

    decision    GRANTED, REFUSED, OPEN; None when its cell can't be read, which leaves it open
    categories  what it was given for; empty: everything
    """

    id: str
    scope: str | None = None
    decision: str | None = OPEN
    decided_on: date | None = None
    amount: Decimal | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    categories: frozenset[str] = frozenset()


class Scale(NamedTuple):
    """One row of « Barèmes »: `amount` a `unit`; `place` None for the country.

    An amount or currency that can't be read stays None: the lines that the row fits then wait.
    """

    id: str
    category: str
    unit: str
    amount: Decimal | None
    currency: str | None
    mode: str = CEILING
    place: str | None = None
    start: date | None = None
    end: date | None = None


class Rate(NamedTuple):
    """Units of a currency for 1 EUR in a month, as typed."""

    month: Month
    currency: str
    units: Decimal

    @property
    def id(self) -> str:
        """`2023-01 MAD`."""
        return f"{self.month.key} {self.currency}"


class Mission(NamedTuple):
    """One journey; `nights` and `meals` are those that others offered."""

    id: str
    departure: datetime | None
    back: datetime | None
    place: str | None = None
    nights: int = 0
    meals: int = 0
    approval: str | None = None


class FeeNote(NamedTuple):
    """One fee note; `month` is any day of the calendar month that it names."""

    id: str
    month: date | None
    amount: Decimal | None


class Payment(NamedTuple):
    """What Brulocalis paid: FEES, REIMBURSEMENT or ADVANCE, in EUR."""

    id: str
    day: date | None
    kind: str | None
    amount: Decimal | None
    notes: tuple[str, ...] = ()
    claim: str | None = None


class Claim(NamedTuple):
    """A claim that was sent for the lines from one day to another."""

    id: str
    sent_on: date | None = None
    start: date | None = None
    end: date | None = None


class BudgetLine(NamedTuple):
    """A budget line of a collective activity, in EUR."""

    id: str
    activity: str | None
    amount: Decimal | None


class Ceiling(NamedTuple):
    """An amount that may not be passed, in its currency."""

    amount: Decimal
    currency: str = "EUR"


class Policies(NamedTuple):
    """The rows of « Règles » that the money follows (RULE_KEYS gives their keys).

    cap_scope     categories under the cap; None: all.  Activities never are
    closed        True, or the day from which the year is closed
    declaration_… ceilings of lost-receipt declarations; None: no ceiling
    line_overrun  tolerated overrun of a budget line, as a share of it: 0.10
    covered       categories that missions and communication may cost; None: all
    for_activities  the same for collective activities
    cap_policy    how the cap reads its months: a name of `money.policies`
    """

    rate_method: str = BY_EXPENSE
    late_approval: str = "refus"
    cap: Decimal = Decimal(200)
    cap_scope: frozenset[str] | None = None
    cap_policy: str = "moyenne"
    closed: bool | date = False
    declaration_line: Ceiling | None = None
    declaration_year: Ceiling | None = None
    monthly_fee: Decimal = Decimal(480)
    lunch: time = time(12)
    dinner: time = time(20)
    line_overrun: Decimal = Decimal("0.10")
    covered: frozenset[str] | None = CONTRACT_CATEGORIES
    for_activities: frozenset[str] | None = None


RULE_KEYS: Mapping[str, str] = {
    "rate_method": "taux_methode",
    "late_approval": "accord_posterieur",
    "cap": "plafond_mensuel",
    "cap_policy": "plafond_lecture",
    "cap_scope": "plafond_portee",
    "closed": "cloture",
    "declaration_line": "declaration_max_ligne",
    "declaration_year": "declaration_max_an",
    "monthly_fee": "honoraires_mensuels",
    "lunch": "heure_dejeuner",
    "dinner": "heure_diner",
    "line_overrun": "depassement_ligne",
    "covered": "catégories_couvertes",
    "for_activities": "catégories_activités",
}
"""Field of `Policies` → key of « Règles »."""


class Case(NamedTuple):
    """A convention year, as it is seen on the day `as_of`."""

    as_of: date
    convention: Convention
    lines: tuple[Line, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    approvals: tuple[Approval, ...] = ()
    scales: tuple[Scale, ...] = ()
    rates: tuple[Rate, ...] = ()
    missions: tuple[Mission, ...] = ()
    fee_notes: tuple[FeeNote, ...] = ()
    payments: tuple[Payment, ...] = ()
    claims: tuple[Claim, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    policies: Policies = Policies()
