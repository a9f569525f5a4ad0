"""Why money is cut: one table of stage, cause and rule code.

A cut's `cause` says more than its code, so that a sentence can: several causes share DEP-07.
"""

from __future__ import annotations

from collections.abc import Mapping

from cic_sheets.values.named import NamedTuple

CLAIMED, ADMISSIBLE, APPROVED = "claimed", "admissible", "approved"
RECEIPTS, SCALE, CAP = "receipts", "scale", "cap"
STAGES = (CLAIMED, ADMISSIBLE, APPROVED, RECEIPTS, SCALE, CAP)

REFUSED, PENDING = "refused", "pending"


class Cause(NamedTuple):
    """Where a cut belongs: its stage, the code of workbook.md, the section of money.md."""

    stage: str
    code: str
    clause: str


CAUSES: Mapping[str, Cause] = {
    # 1. Claimed: the line waits in full
    "unreadable": Cause(CLAIMED, "CEL-02", "§3.1"),
    "rate-missing": Cause(CLAIMED, "TAU-01", "§3.1"),
    "rate-twice": Cause(CLAIMED, "TAU-03", "§3.1"),
    "payment-date-missing": Cause(CLAIMED, "TAU-01", "§3.1"),
    "claim-date-missing": Cause(CLAIMED, "TAU-01", "§3.1"),
    "credit-without-original": Cause(CLAIMED, "DEP-12", "§3.2"),
    "credit-of-waiting-line": Cause(CLAIMED, "DEP-12", "§3.2"),
    "credit-not-negative": Cause(CLAIMED, "DEP-12", "§3.2"),
    # 2. Admissible
    "outside-convention": Cause(ADMISSIBLE, "DEP-02", "§3.2"),
    "category-not-covered": Cause(ADMISSIBLE, "DEP-03", "§3.2"),
    "no-mission": Cause(ADMISSIBLE, "DEP-03", "§3.2"),
    "mission-dates-unknown": Cause(ADMISSIBLE, "DEP-04", "§3.2"),
    "outside-mission": Cause(ADMISSIBLE, "DEP-04", "§3.2"),
    "home-town": Cause(ADMISSIBLE, "MIS-02", "§3.2"),
    "approval-refused": Cause(ADMISSIBLE, "DEP-07", "§3.2"),
    "ineligible-part": Cause(ADMISSIBLE, "DEP-05", "§3.2"),
    # 3. Approved
    "no-approval": Cause(APPROVED, "DEP-07", "§3.3"),
    "approval-other-day": Cause(APPROVED, "DEP-07", "§3.3"),
    "approval-other-category": Cause(APPROVED, "DEP-07", "§3.3"),
    "approval-open": Cause(APPROVED, "DEP-07", "§3.3"),
    "approval-undated": Cause(APPROVED, "ACC-04", "§3.3"),
    "approval-without-amount": Cause(APPROVED, "ACC-04", "§3.3"),
    "approved-late": Cause(APPROVED, "ACC-03", "§3.3"),
    "over-approval": Cause(APPROVED, "ACC-02", "§3.3"),
    # 4. Receipts
    "no-receipt": Cause(RECEIPTS, "DEP-01", "§3.4"),
    "receipts-short": Cause(RECEIPTS, "DEP-05", "§3.4"),
    "receipts-shared": Cause(RECEIPTS, "DEP-08", "§3.4"),
    "declaration-ceiling": Cause(RECEIPTS, "JUS-12", "§3.4"),
    "credit-rate": Cause(RECEIPTS, "DEP-05", "§3.4"),
    # 5. Scales
    "over-scale": Cause(SCALE, "DEP-06", "§3.5"),
    "over-room": Cause(SCALE, "DEP-21", "§3.5"),
    "two-scales": Cause(SCALE, "BAR-01", "§3.5"),
    "scale-unreadable": Cause(SCALE, "DEP-06", "§3.5"),
    "scale-without-quantity": Cause(SCALE, "DEP-06", "§3.5"),
    "scale-rate-missing": Cause(SCALE, "TAU-01", "§3.5"),
    # 6. Average cap
    "over-cap": Cause(CAP, "DEP-18", "§4"),
}
"""Cause → its place.  `unreadable` takes the code that the line brings, when it brings one."""

FLAGS: Mapping[str, str] = {
    "approved-late": "ACC-03",  # tolerated by accord_posterieur
    "approval-other-scope": "DEP-07",  # named by the line though it was given for something else
    "receipt-currency": "DEP-01",  # another currency than the line's: justifies nothing
    "receipt-without-amount": "JUS-02",
}
"""What is said of a line without costing it money here → code."""
