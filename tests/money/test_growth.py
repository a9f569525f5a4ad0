"""A line costs hardly more in a year of many lines: no stage looks at all others for each."""

from __future__ import annotations

import pytest

from benchmarks.settle_lines import KINDS, cost

FEW, MANY = 300, 2400


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in KINDS if name != "grid"])
def test_cost_of_a_line__hardly_grows(name: str) -> None:
    few, many = (cost(KINDS[name](count)) for count in (FEW, MANY))
    assert many < 4 * few  # were it quadratic, eight times as dear


@pytest.mark.slow
def test_lines_that_name_every_receipt__are_served_in_seconds() -> None:
    case = KINDS["grid"](500)
    assert cost(case) * len(case.lines) < 10  # once over a minute
