"""Reading stays cheap: the ratio is measured as the benchmark does, whole processes in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.read_vs_openpyxl import make_workbook, medians


@pytest.mark.slow
def test_reading__takes_a_third_of_the_cpu_of_openpyxl_at_most(tmp_path: Path) -> None:
    workbook = tmp_path / "banc.xlsx"
    make_workbook(workbook)
    taken = medians(workbook, runs=3, cache=tmp_path / "compiled")
    assert taken["cic_sheets"] <= taken["openpyxl"] / 3
