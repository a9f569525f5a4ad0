"""What the engine gives back: every amount with its one explanation.

All amounts are EUR, two decimals, unless a field says otherwise.  Lines come in the order in which
they are served: date, then number.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from cic_sheets.money.causes import STAGES
from cic_sheets.values.days import Month
from cic_sheets.values.money import ZERO, Ratio
from cic_sheets.values.named import NamedTuple

Fact = str | Decimal | date | int


class Source(NamedTuple):
    """A row and field of the case that explains something.

    kind   line, mission, approval, receipt, scale, rate, convention, rule, budget, payment, claim
    id     the row's; the key of « Règles » for a rule; '' for the convention
    field  the attribute's name in `money.case`; `value` for a rule
    """

    kind: str
    id: str
    field: str


class Cut(NamedTuple):
    """Part of a line's claim that is not reimbursed, and why.

    stage    one of `causes.STAGES`
    code     the rule's, of workbook.md
    cause    key of `causes.CAUSES`: finer than the code
    amount   zero only where a line waits unconverted; negative only for a credit that waits
    outcome  refused or pending
    clause   section of money.md
    facts    what its sentence needs
    """

    stage: str
    code: str
    cause: str
    amount: Decimal
    outcome: str
    because: tuple[Source, ...]
    clause: str
    facts: Mapping[str, Fact]


class Flag(NamedTuple):
    """Something to say of a line that costs it nothing by itself (`causes.FLAGS`)."""

    line: str
    code: str
    cause: str
    because: tuple[Source, ...]
    facts: Mapping[str, Fact]


class RateUsed(NamedTuple):
    """The rate of a line: units for 1 EUR, exact; its month, None for a mean or a frozen rate."""

    units: Ratio
    month: Month | None
    because: tuple[Source, ...]


class SettledLine(NamedTuple):
    """One expense line; claimed = reimbursable + refused + pending.

    amount, currency  as typed; what stands for the line where nothing could be converted
    to_come           dated after `as_of`: takes no part, all its amounts are zero
    month             number of its contract month; None outside the convention
    after             what each stage of STAGES left
    rate              None where EUR needs none, or none was found
    justified         J, in the line's currency; None where no receipt is needed or none counted
    capped            whether the average cap looks at it
    waiting           unconverted: pending in full, claimed 0
    used              receipt → amount of it that justifies this line, in the line's currency
    """

    id: str
    day: date | None
    imputation: str | None
    category: str | None
    mission: str | None
    activity: str | None
    budget: str | None
    claim: str | None
    month: int | None
    amount: Decimal | None
    currency: str | None
    claimed: Decimal = ZERO
    reimbursable: Decimal = ZERO
    refused: Decimal = ZERO
    pending: Decimal = ZERO
    cuts: tuple[Cut, ...] = ()
    after: tuple[Decimal, ...] = (ZERO,) * len(STAGES)
    rate: RateUsed | None = None
    justified: Decimal | None = None
    approval: str | None = None
    scale: str | None = None
    credit_of: str | None = None
    credits: tuple[str, ...] = ()
    capped: bool = False
    to_come: bool = False
    waiting: bool = False
    used: tuple[tuple[str, Decimal], ...] = ()


class Total(NamedTuple):
    """A sum of lines; claimed = reimbursable + refused + pending."""

    claimed: Decimal = ZERO
    reimbursable: Decimal = ZERO
    refused: Decimal = ZERO
    pending: Decimal = ZERO


class Totals(NamedTuple):
    """The year and its parts; the key None gathers the lines that name none.

    by_month is by number of contract month (None: outside the convention).
    """

    year: Total
    by_month: Mapping[int | None, Total]
    by_imputation: Mapping[str | None, Total]
    by_category: Mapping[str | None, Total]
    by_mission: Mapping[str | None, Total]
    by_activity: Mapping[str | None, Total]
    by_claim: Mapping[str | None, Total]


class LedgerMonth(NamedTuple):
    """A contract month that has begun, seen from its end (or from `as_of`, for the last one).

    days, whole_days  a last month that is not whole counts for days / whole_days
    allowance         A(m): the cap times the months counted so far
    left_in_month     what stage 5 left in this month, in the categories under the cap
    left              S(m): the same, up to this month's end
    reimbursable      min(A(m), S(m))
    waiting           S(m) less reimbursable
    room              A(m) less reimbursable: carried to the next month
    average           S(m) a month counted so far, rounded
    room_now          the most that could still be spent this month and be reimbursed at once
    room_to_end       the most that could still be spent until the end and be reimbursed by then
    """

    number: int
    start: date
    end: date
    days: int
    whole_days: int
    allowance: Decimal
    left_in_month: Decimal
    left: Decimal
    reimbursable: Decimal
    waiting: Decimal
    room: Decimal
    average: Decimal
    room_now: Decimal
    room_to_end: Decimal


class ReceiptUse(NamedTuple):
    """What a receipt justified, in its currency; `by` gives line → amount.

    left  what of its amount served no line; zero for documents that carry none
    """

    id: str
    amount: Decimal
    currency: str | None
    used: Decimal
    left: Decimal
    by: tuple[tuple[str, Decimal], ...]


class ApprovalUse(NamedTuple):
    """What an approval's lines consumed, in order; `by` gives line → asked, consumed."""

    id: str
    amount: Decimal
    consumed: Decimal
    left: Decimal
    by: tuple[tuple[str, Decimal, Decimal], ...]


class ScaleUse(NamedTuple):
    """A ceiling that lines share, in the row's currency.

    mission   the lines' mission; None when they have none, then `month` is their contract month
    quantity  what counts: claimed together, within `room`
    room      nights or meals that the journey leaves; None where nothing bounds them
    used      of the ceiling
    """

    scale: str
    mission: str | None
    month: int | None
    currency: str
    claimed_quantity: Decimal
    room: int | None
    quantity: Decimal
    ceiling: Decimal
    used: Decimal
    lines: tuple[str, ...]


class BudgetUse(NamedTuple):
    """A budget line of an activity.

    committed  spent, and what is still pending
    spent      reimbursable
    left       budget less committed
    execution  spent in percent of the budget; None without a budget
    overrun    committed above the budget; `beyond` when it passes the tolerated overrun too
    """

    id: str
    activity: str | None
    budget: Decimal
    claimed: Decimal
    committed: Decimal
    spent: Decimal
    left: Decimal
    execution: Decimal | None
    overrun: Decimal
    tolerated: Decimal
    beyond: bool
    lines: tuple[str, ...]


class FeeMonth(NamedTuple):
    """A contract month's fee.

    amount  the monthly fee, by days if the month is not whole
    due     the amount once the month is over on `as_of`, else zero
    notes   numbers of the fee notes of that month, `noted` their sum
    paid    payments of those notes
    """

    number: int
    start: date
    end: date
    days: int
    whole_days: int
    amount: Decimal
    due: Decimal
    notes: tuple[str, ...]
    noted: Decimal
    paid: Decimal


class AdvanceUse(NamedTuple):
    """An advance: what lines have consumed of it, and what is still open."""

    id: str
    day: date
    amount: Decimal
    consumed: Decimal
    open: Decimal


class Balance(NamedTuple):
    """What Brulocalis owes (above zero) or has paid ahead (below): reimbursable + fees - paid."""

    reimbursable: Decimal
    fees_due: Decimal
    paid_fees: Decimal
    paid_reimbursements: Decimal
    paid_advances: Decimal
    paid: Decimal
    balance: Decimal
    advances: tuple[AdvanceUse, ...]
    open_advances: Decimal


class Settlement(NamedTuple):
    """A year, settled as of a day."""

    as_of: date
    closed: bool
    lines: tuple[SettledLine, ...]
    to_come: tuple[SettledLine, ...]
    totals: Totals
    ledger: tuple[LedgerMonth, ...]
    receipts: tuple[ReceiptUse, ...]
    approvals: tuple[ApprovalUse, ...]
    scales: tuple[ScaleUse, ...]
    budgets: tuple[BudgetUse, ...]
    fees: tuple[FeeMonth, ...]
    balance: Balance
    flags: tuple[Flag, ...]

    def line(self, number: str) -> SettledLine:
        """The line of that number, to come or not.  Raises KeyError."""
        for line in (*self.lines, *self.to_come):
            if line.id == number:
                return line
        raise KeyError(number)
