"""The money engine: what is reimbursed, and why, to the cent.  The contract is money.md.

`settle(case)` runs the stages; `case` says what it takes, `settlement` what it gives back.
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
