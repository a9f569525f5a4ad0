"""Two answers side by side."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from tests.verifier.verifier import SHARED_OR_DECLARED

Answer = dict[str, Any]


def comparable(answer: Answer) -> Answer:
    """The answer with its cuts summed by stage, code and outcome.

    « Used up by others » and « declared beyond the ceilings » count as one: the contract does not
    say which of the two a cent is when it is both.
    """
    return answer | {"lines": [line | {"cuts": _summed(line)} for line in answer["lines"]]}


def _summed(line: Answer) -> dict[tuple[str, str, str], Decimal]:
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for cut in line["cuts"]:
        code = SHARED_OR_DECLARED if cut["code"] in SHARED_OR_DECLARED.split("|") else cut["code"]
        sums[cut["stage"], code, cut["outcome"]] += Decimal(cut["amount"])
    return dict(sums)


def differences(mine: Answer, theirs: Answer) -> list[str]:
    """Every difference between two answers, one a line, in reading order."""
    mine, theirs = comparable(mine), comparable(theirs)
    told = [
        f"{key}: {mine[key]} / {theirs[key]}"
        for key in ("as_of", "ledger", "totals", "balance", "budgets")
        if mine[key] != theirs[key]
    ]
    left, right = ({line["id"]: line for line in side["lines"]} for side in (mine, theirs))
    if list(left) != list(right):
        told.append(f"order: {list(left)} / {list(right)}")
    both = dict.fromkeys([*left, *right])
    return told + [
        f"{number}: {left.get(number)} / {right.get(number)}"
        for number in both
        if left.get(number) != right.get(number)
    ]
