"""The generated years reach everything: each cause of a cut, each flag, each line of the engine."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from types import CodeType, FrameType
from typing import Any

import pytest

from cic_sheets.money import settle
from cic_sheets.money.causes import CAP, CAUSES, FLAGS, PENDING, RECEIPTS, REFUSED
from cic_sheets.money.item import number_order
from tests.money.years import any_year

YEARS = 1500
OFTEN = 3

WAITS = {
    "mission-dates-unknown", "approval-open", "approval-undated", "approval-without-amount",
    "two-scales", "scale-unreadable", "scale-without-quantity", "scale-rate-missing",
}  # fmt: skip
"""What can't be established waits; stage 1 always does.  The rest is refused."""


@cache
def seen() -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How often each cause cut with each outcome, and how often each flag was raised."""
    cuts: Counter[tuple[str, str]] = Counter()
    flags: Counter[str] = Counter()
    for seed in range(YEARS):
        found = settle(any_year(Random(seed), 4 + seed % 6))
        cuts.update((cut.cause, cut.outcome) for line in found.lines for cut in line.cuts)
        flags.update(flag.cause for flag in found.flags)
    return cuts, flags


def outcomes(cause: str) -> set[str]:
    """Receipts may be awaited and the cap may wait; else a cause has one outcome."""
    stage = CAUSES[cause].stage
    if stage in (RECEIPTS, CAP):
        return {PENDING, REFUSED}
    return {PENDING} if stage == "claimed" or cause in WAITS else {REFUSED}


@pytest.mark.parametrize("cause", CAUSES)
def test_years__meet_every_cause_with_every_outcome(cause: str) -> None:
    cuts, _ = seen()
    found = {outcome: n for (name, outcome), n in cuts.items() if name == cause}
    assert set(found) == outcomes(cause)
    assert min(found.values()) >= OFTEN, found


@pytest.mark.parametrize("cause", FLAGS)
def test_years__raise_every_flag(cause: str) -> None:
    assert seen()[1][cause] >= OFTEN


# -- Every line of the engine ---------------------------------------------------------------------

HOME = Path(sys.modules["cic_sheets.money"].__file__ or "").parent
ENGINE = [
    *sorted((HOME / "stages").glob("[a-z]*.py")),
    *(HOME / f"{name}.py" for name in ("allocation", "budgets", "fees", "item", "rates")),
]
NEVER = {
    'return NoRate("rate-missing", (rule("rate_method"),), {"currency": currency})',
    'raise ValueError(f"no cap policy: {year.policies.cap_policy!r}")',
    "return ()",
    "return first",
}
"""Adapters that go wrong: rules without such a name.  And what earlier stages keep from happening:
a room without a journey, a converted line whose own currency has no rate."""


def bodies(code: CodeType) -> Iterator[CodeType]:
    """The functions of a module; what runs on import does not count."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from bodies(constant)


def statements(path: Path) -> set[int]:
    """Lines of the functions' bodies, the `def` lines left out."""
    source = path.read_text("utf-8")
    found: set[int] = set()
    for body in bodies(compile(source, str(path), "exec")):
        if body.co_name[0] != "<" and not body.co_name.strip("_")[0].isupper():
            found |= {line for _, _, line in body.co_lines() if line} - {body.co_firstlineno}
    rows = source.splitlines()
    return {at for at in found if rows[at - 1].strip() not in NEVER}


@pytest.mark.slow
def test_years__run_every_line_of_the_engine() -> None:
    ran: set[tuple[str, int]] = set()
    files = {str(path) for path in ENGINE}

    def watch(frame: FrameType, event: str, arg: Any) -> Any:
        if frame.f_code.co_filename not in files:
            return None
        ran.add((frame.f_code.co_filename, frame.f_lineno))
        return watch

    number_order.cache_clear()
    before = sys.gettrace()
    sys.settrace(watch)
    try:
        for seed in range(YEARS):
            settle(any_year(Random(seed), 4 + seed % 6))
    finally:
        sys.settrace(before)
    missed = {
        f"{path.stem}:{line}: {path.read_text('utf-8').splitlines()[line - 1].strip()}"
        for path in ENGINE
        for line in statements(path)
        if (str(path), line) not in ran
    }
    assert missed == set()
