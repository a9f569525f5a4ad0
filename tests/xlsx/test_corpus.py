"""Files that nobody here wrote: the hard ones by their manifest, the real ones by their oracle."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cic_sheets.xlsx.inspect import inspect
from cic_sheets.xlsx.model import RawBook
from cic_sheets.xlsx.read import read_book
from tests.programs import ROOT
from tests.xlsx.limits import measured
from tests.xlsx.oracle import fingerprint

FOLDER = Path(os.environ.get("CIC_CORPUS") or ROOT.parent / "shared" / "corpus")
ABSENT: dict[str, Any] = {"file": "absent", "expect": "absent"}  # the fixture `corpus` says so
REFUSALS = {
    "refuse": {"damaged_file", "not_a_workbook", "empty_file"},
    "refuse_encrypted": {"password_protected"},
    "unsupported": {"old_excel_format", "binary_workbook", "opendocument"},
    "hostile": {"unsafe_file"},
}


def _hard() -> list[dict[str, Any]]:
    path = FOLDER / "hard" / "manifest.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else [ABSENT]


def _real(*expected: str) -> list[dict[str, Any]]:
    path = FOLDER / "real" / "index.jsonl"
    lines = map(json.loads, path.read_text("utf-8").splitlines()) if path.exists() else []
    return [x for x in lines if x["kind"] == "xlsx" and x["expect"] in expected] or [ABSENT]


def _name(case: dict[str, Any]) -> str:
    return str(case["file"])


@pytest.mark.parametrize("case", _hard(), ids=_name)
def test_hard_file__is_seen_as_its_manifest_says(corpus: Path, case: dict[str, Any]) -> None:
    seen = inspect(corpus / "hard" / case["file"])
    assert (seen["outcome"], seen["code"]) == (case["outcome"], case.get("code"))
    for place, expected in case.get("cells", {}).items():
        assert seen["cells"].get(place, ["empty", None]) == expected, place
    for place, formula in case.get("formulas", {}).items():
        assert seen["formulas"][place] == formula
    if "issues" in case:
        assert sorted(seen["issues"], key=str) == sorted(case["issues"], key=str)
    if "data_rows" in case.get("facts", {}):
        assert seen["sheets"][0]["rows_read"] == 1 + case["facts"]["data_rows"]
    for fact in ("merged", "tables"):
        if fact in case.get("facts", {}):
            assert seen["sheets"][0][fact] == case["facts"][fact]
    states = {sheet["name"]: sheet["state"] for sheet in seen["sheets"]}
    assert states.items() >= case.get("facts", {}).get("states", {}).items()


@pytest.mark.parametrize("case", [c for c in _hard() if c is ABSENT or "limit" in c], ids=_name)
def test_hard_file__is_bounded_in_time_and_memory(corpus: Path, case: dict[str, Any]) -> None:
    limit = case["limit"]
    found = measured(corpus / "hard" / case["file"], limit["seconds"], limit["mib"])
    assert found.outcome == case["outcome"]


def _same_sheets(book: RawBook, case: dict[str, Any], everywhere: bool) -> None:
    """Names and states of the oracle's sheets, and their cells where its readers agree."""
    assert len(book.sheets) == case["oracle"].get("n_sheets", len(book.sheets))
    for told in case["oracle"]["sheets"]:
        sheet = book.sheet(told["name"])
        assert sheet is not None
        assert sheet.state == told["state"]
        if told.get("hash") and (everywhere or told.get("agree")):
            assert fingerprint(sheet) == (told["cells"], told["hash"])


@pytest.mark.parametrize("case", _real("read", "read_loose", "template"), ids=_name)
def test_real_workbook__holds_what_two_readers_saw(corpus: Path, case: dict[str, Any]) -> None:
    _same_sheets(read_book(corpus / "real" / case["file"]), case, everywhere=False)


@pytest.mark.parametrize("case", _real("recover"), ids=_name)
def test_damaged_workbook__holds_what_one_reader_saw(corpus: Path, case: dict[str, Any]) -> None:
    _same_sheets(read_book(corpus / "real" / case["file"]), case, everywhere=True)


@pytest.mark.parametrize("case", _real("refuse_or_recover"), ids=_name)
def test_damaged_workbook__is_read_as_openpyxl_does_or_refused(
    corpus: Path, case: dict[str, Any]
) -> None:
    path = corpus / "real" / case["file"]
    code = inspect(path)["code"]
    if code is None:
        _same_sheets(read_book(path), case, everywhere=True)
    else:
        assert code in REFUSALS["refuse"]


@pytest.mark.parametrize("case", _real(*REFUSALS), ids=_name)
def test_unreadable_file__is_refused_by_its_name(corpus: Path, case: dict[str, Any]) -> None:
    seen = inspect(corpus / "real" / case["file"])
    assert seen["outcome"] == "refuse"
    assert seen["code"] in REFUSALS[case["expect"]]


@pytest.mark.parametrize("case", _real("hostile"), ids=_name)
def test_hostile_file__is_bounded_in_time_and_memory(corpus: Path, case: dict[str, Any]) -> None:
    measured(corpus / "real" / case["file"], seconds=5, mib=200)
