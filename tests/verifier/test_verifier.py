"""The programme and an outside verifier read the same workbooks and agree to the cent.

The verifier (tests/verifier) was written from the contract alone and shares no code with the
programme; where the contract leaves two readings, a comment there says which one is taken.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cic_sheets.schema.findings import Finding
from tests.verifier.comparing import Answer, differences
from tests.verifier.examples import average_year, worked_year
from tests.verifier.programme import answer_of
from tests.verifier.verifier import verify
from tests.verifier.workbooks import FIRST_ROW, Year, write
from tests.verifier.years import year_of

FAST, SLOW = range(25), range(25, 425)

ELSEWHERE = {"MIS-02", "ACC-02", "ACC-03", "TAU-01", "JUS-12"}
"""Codes that stand at a mission, an approval, a rate or a receipt, once for all their lines."""
TOLD_BY_OTHERS = {
    "TAU-01": {"DEP-02"},  # outside the convention as well
    "DEP-07": {"MIS-01"},  # the mission's approval is missing: said once for all its lines
    "ACC-02": {"DEP-01", "DEP-05", "DEP-08"},  # lines that no receipt proves used it up
    "DEP-21": {"DEP-06", "DEP-10"},  # over the scale as well; or the night or meal was offered
    "DEP-01": {"JUS-02"},  # what is named proves nothing
    "DEP-05": {"DEP-01", "DEP-08", "JUS-02", "JUS-12"},  # one finding tells all a line lacks
}
"""Code of a cut → the findings that explain it in its place (regles.md)."""


def both(year: Year, folder: Path) -> tuple[Answer, Answer]:
    """The verifier's answer and the programme's, each from the file."""
    path = write(year, folder / "2023.xlsx")
    return verify(path, year.as_of), answer_of(path, year.as_of)[0]


# -- The worked examples ------------------------------------------------------------------------

WORKED = {  # §10: claimed, reimbursable, refused, pending as of 2023-03-31
    "D-001": ("138.89", "100.00", "38.89", "0.00"),
    "D-002": ("87.96", "83.33", "4.63", "0.00"),
    "D-003": ("27.78", "27.78", "0.00", "0.00"),
    "D-004": ("7.27", "0.00", "7.27", "0.00"),
    "D-005": ("216.22", "194.59", "21.63", "0.00"),
}
MONEY = ("claimed", "reimbursable", "refused", "pending")


def test_worked_example__comes_out_of_a_workbook_to_the_cent_twice(tmp_path: Path) -> None:
    for answer in both(worked_year(date(2023, 3, 31)), tmp_path):
        lines = {line["id"]: tuple(line[name] for name in MONEY) for line in answer["lines"]}
        assert lines == WORKED
        assert tuple(answer["totals"].values()) == ("478.12", "405.70", "72.42", "0.00")


@pytest.mark.parametrize(
    ("as_of", "allowance", "left", "reimbursable", "third_line"),
    [
        (date(2023, 1, 31), "200.00", "211.11", "200.00", "11.11"),
        (date(2023, 2, 28), "400.00", "211.11", "211.11", "0.00"),
        (date(2023, 3, 31), "600.00", "405.70", "405.70", "0.00"),
    ],
)
def test_worked_example__has_the_ledger_of_each_month(
    as_of: date, allowance: str, left: str, reimbursable: str, third_line: str, tmp_path: Path
) -> None:
    for answer in both(worked_year(as_of), tmp_path):
        month = answer["ledger"][-1]
        figures = (month["allowance"], month["left"], month["reimbursable"])
        assert figures == (allowance, left, reimbursable)
        assert answer["lines"][2]["pending"] == third_line


@pytest.mark.parametrize(
    ("as_of", "left", "reimbursable", "pending"),
    [
        (date(2023, 11, 30), "2230.00", "2200.00", "30.00"),
        (date(2023, 12, 31), "2380.00", "2380.00", "0.00"),
    ],
)
def test_average__is_no_monthly_cap(
    as_of: date, left: str, reimbursable: str, pending: str, tmp_path: Path
) -> None:
    for answer in both(average_year(as_of), tmp_path):
        month = answer["ledger"][-1]
        assert (month["left"], month["reimbursable"]) == (left, reimbursable)
        assert answer["totals"]["pending"] == pending


# -- Generated years ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", FAST)
def test_generated_year__agrees_with_the_verifier(seed: int, tmp_path: Path) -> None:
    mine, theirs = both(year_of(seed), tmp_path)
    assert not differences(mine, theirs)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SLOW)
def test_generated_year__agrees_with_the_verifier_again_and_again(
    seed: int, tmp_path: Path
) -> None:
    mine, theirs = both(year_of(seed), tmp_path)
    assert not differences(mine, theirs)


@pytest.mark.parametrize("seed", FAST)
def test_generated_year__has_a_finding_for_every_cut(seed: int, tmp_path: Path) -> None:
    year = year_of(seed)
    answer, book = answer_of(write(year, tmp_path / "2023.xlsx"), year.as_of)
    told = {(_line_of(finding, year), finding.code) for finding in book.findings}
    anywhere = {code for _, code in told}
    silent = [
        (line["id"], cut)
        for line in answer["lines"]
        for cut in line["cuts"]
        if (line["id"], cut["code"]) not in told
        and not (ELSEWHERE & {cut["code"]} | TOLD_BY_OTHERS.get(cut["code"], set())) & anywhere
        and not _says_itself(line["id"], cut, year)
    ]
    assert not silent


def _line_of(finding: Finding, year: Year) -> str:
    """The number of the expense line on whose row a finding stands, else an empty text."""
    if finding.sheet != "Dépenses" or finding.cell is None:
        return ""
    row = int("".join(sign for sign in finding.cell.a1 if sign.isdigit()))
    return str(year.tables["Dépenses"][row - FIRST_ROW]["N°"])


def _says_itself(number: str, cut: dict[str, str], year: Year) -> bool:
    """What the sheet itself says: a `Motif`, a receipt still awaited, a credit at another rate."""
    if cut["stage"] == "receipts" and cut["outcome"] == "pending":
        return True
    if cut["stage"] == "admissible":
        return any(row["N°"] == number and "Motif" in row for row in year.tables["Dépenses"])
    return any(row.get("Avoir de") == number for row in year.tables["Dépenses"])
