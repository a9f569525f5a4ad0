"""Every kind of hard workbook: what is seen of it, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cic_sheets.xlsx.inspect import ISSUES, inspect
from cic_sheets.xlsx.model import REFUSALS, Refused
from cic_sheets.xlsx.read import read_bytes
from tests.xlsx import cases, contents
from tests.xlsx.build import write
from tests.xlsx.cases import Case

ALL = cases.ALL + contents.ALL


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_case__is_seen_as_the_table_says(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path / case.file_name, case.data)
    seen = inspect(path)
    assert (seen["outcome"], seen["code"]) == (case.outcome, case.code), seen["issues"]
    shown = {place: seen["cells"].get(place, ["empty", None]) for place in case.cells}
    assert shown == {place: list(value) for place, value in case.cells.items()}
    assert {place: seen["formulas"].get(place) for place in case.formulas} == case.formulas
    issues = [(issue["code"], issue["at"]) for issue in seen["issues"]]
    if case.issues is not None:
        assert sorted(issues) == sorted(case.issues)
    json.dumps(seen)
    assert path.read_bytes() == case.data


def test_cases__are_there_and_each_has_its_own_name() -> None:
    names = [case.name for case in ALL]
    assert len(names) > 130
    assert len(set(names)) == len(names)


def test_issues__every_code_is_told_by_some_case_and_declared(tmp_path: Path) -> None:
    told = set()
    for case in ALL:
        if case.outcome == "warn":
            seen = inspect(write(tmp_path / case.file_name, case.data))
            told |= {issue["code"] for issue in seen["issues"]}
    assert told == set(ISSUES)


def test_refusals__every_code_of_a_file_is_given_by_some_case() -> None:
    of_the_path = {"missing_file", "a_folder", "locked"}
    of_sizes = {"too_large"}  # test_limits.py
    assert {case.code for case in ALL if case.code} == set(REFUSALS) - of_the_path - of_sizes


def test_refusal__is_an_exception_with_a_known_code() -> None:
    with pytest.raises(Refused) as told:
        read_bytes(b"", "vide.xlsx")
    assert told.value.code == "empty_file"
    with pytest.raises(ValueError, match="no such refusal"):
        Refused("autre")
