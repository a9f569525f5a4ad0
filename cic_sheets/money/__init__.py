"""The money engine: what is reimbursed, and why, to the cent.  The contract is money.md.

`settle(case)` runs the stages; `case` says what it takes, `settlement` what it gives back, `causes`
why money is cut.  Where the page leaves a corner open, this is how it is settled:

- A line refused or waiting as a whole leaves its receipts to the others and lends no quantity to a
  scale.  One whose approval is used up, or whose receipts justify nothing, does neither: it still
  claims its nights and uses up J, and cut into two lines it would get the same.
- A flat line's amount, for its scale, is what is left of it without its ineligible part.
- Numbers are ordered as people file them: `D-9` before `D-10`.
- `moyenne_periode` takes the months from the convention's start to `as_of`.
- What can't be established waits (pending): an unreadable line, a mission without dates, an
  approval granted without date or amount, two rates for a month, two scales that fit, a scale
  without quantity, amount or rate.
- An approval that is not valid that day, or not for that category, is no approval; one of another
  scope is said (a flag) and not cut, since the line names it itself.
- A credit takes part at its own rate.  Its receipts justify nothing; its ineligible part lessens
  its original's.  Without a usable original it waits.  Above its original, it lowers what can be
  reimbursed, and makes room under the cap.
- A credit counts in its original's month in the ledger, in its own month in the totals.
- Ceilings of declarations are converted at the line's rate; a receipt is used before the year's
  ceiling runs dry.
- Midnights count after departure up to return; meal times count at both ends.
- A fee is due when its month is over.  A fee note belongs to the contract month that begins in the
  calendar month it names.  Payments after `as_of` are not there yet.
- A budget's `committed` is reimbursable and pending; `spent` is reimbursable.
"""

from cic_sheets.money.case import (
    Approval,
    BudgetLine,
    Case,
    Ceiling,
    Claim,
    Convention,
    FeeNote,
    Line,
    Mission,
    Payment,
    Policies,
    Rate,
    Receipt,
    Scale,
)
from cic_sheets.money.equation import EquationBroken
from cic_sheets.money.settle import claims_of, settle
from cic_sheets.money.settlement import Cut, Flag, SettledLine, Settlement, Source, Total, Totals

__all__ = [
    "settle",
    "claims_of",
    "Case",
    "Convention",
    "Policies",
    "Ceiling",
    "Line",
    "Receipt",
    "Approval",
    "Scale",
    "Rate",
    "Mission",
    "FeeNote",
    "Payment",
    "Claim",
    "BudgetLine",
    "Settlement",
    "SettledLine",
    "Cut",
    "Flag",
    "Source",
    "Total",
    "Totals",
    "EquationBroken",
]
