"""money.md computed a second time, as plainly as can be: brute force where the library is clever.

Nothing is shared with the library: the oracle only reads the attributes of a case.  Amounts are
fractions; `Oracle(case)` has all that a settlement has, under the same names where it can.
"""

from tests.money.oracle.lines import Oracle

STAGES = ("claimed", "admissible", "approved", "receipts", "scale", "cap")

__all__ = ["STAGES", "Oracle"]
