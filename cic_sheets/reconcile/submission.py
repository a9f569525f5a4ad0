"""What was sent: the lines of a submission, frozen with their rates and amounts.  money.md §8.

A submission is kept as one record beside the workbook (`record.py`); the latest record of a line
counts, and a line keeps the rate of its first one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from cic_sheets.money.case import Case, Line
from cic_sheets.money.rates import rate_for
from cic_sheets.money.settlement import RateUsed, Total
from cic_sheets.money.year import Year as MoneyYear
from cic_sheets.values.money import EUR, Ratio
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import folded

Texts = Mapping[str, str]
"""Heading of a column → what its cell meant, in one canonical spelling; empty cells left out."""
RowKey = tuple[str, str]
"""Declared title of a sheet, number of a row."""


class FrozenCut(NamedTuple):
    """A cut as it was sent: the rule's code, `refused` or `pending`, EUR."""

    code: str
    outcome: str
    amount: Decimal


class FrozenLine(NamedTuple):
    """A line as it was sent.

    number       of the line
    first        number of the submission that sent it first
    rates        currency → units for 1 EUR, exact: its own, and those of scales and ceilings
    months       rows of « Taux » that its rates came from: `2023-01 MAD` → units
    amounts      claimed, reimbursable, refused and pending, EUR
    cuts         why it was not reimbursed in full
    cells        its own cells
    rests        the rows that it rests on
    fingerprint  of those cells and rows: sha256, hexadecimal
    """

    number: str
    first: int
    rates: Mapping[str, Ratio]
    months: Mapping[str, Decimal]
    amounts: Total
    cuts: tuple[FrozenCut, ...]
    cells: Texts
    rests: tuple[RowKey, ...]
    fingerprint: str


class Submission(NamedTuple):
    """One submission.

    number      counted from 1 within the convention year
    year        the year's name, as outputs are called: `2023`
    as_of       the day from which the year was seen
    complement  whether it declares changes of lines that were sent before
    draft       whether errors were left: then it freezes only the lines without any
    version     of the program
    workbook    fingerprint (sha256) of the workbook's bytes
    manifest    fingerprint of the package's `manifeste.json`, which holds those of all its files
    rules       key of « Règles » → value, as applied
    lines       number → the line as it was sent
    rows        the rows on which those lines rest
    others      lines that took part and were not frozen: number → fingerprint of their cells
    withdrawn   lines sent before that this submission takes back
    """

    number: int
    year: str
    as_of: date
    complement: bool
    draft: bool
    version: str
    workbook: str
    manifest: str
    rules: Texts
    lines: Mapping[str, FrozenLine]
    rows: Mapping[RowKey, Texts]
    others: Mapping[str, str]
    withdrawn: tuple[str, ...] = ()


Sent = tuple[Submission, FrozenLine]


def latest(submissions: Sequence[Submission]) -> dict[str, Sent]:
    """Folded number → the last record of each line that was sent and not taken back since."""
    found: dict[str, Sent] = {}
    for submission in submissions:
        for number in submission.withdrawn:
            found.pop(folded(number), None)
        for number, line in submission.lines.items():
            found[folded(number)] = (submission, line)
    return found


# --- Rates ---------------------------------------------------------------------------------------


def with_frozen_rates(case: Case, submissions: Sequence[Submission]) -> Case:
    """The case with the rates of the lines that were sent; the month's stand in for no other."""
    if not submissions:
        return case
    rates = {key: line.rates for key, (_, line) in latest(submissions).items()}
    return with_rates(case, rates)


def with_rates(case: Case, rates: Mapping[str, Mapping[str, Ratio]]) -> Case:
    """The case with frozen rates.

    rates  folded number of a line → currency → units for 1 EUR
    """
    lines = (_at(line, rates.get(folded(line.id))) for line in case.lines)
    return case._replace(lines=tuple(lines))


def _at(line: Line, rates: Mapping[str, Ratio] | None) -> Line:
    if not rates:
        return line
    others = tuple((name, units) for name, units in rates.items() if name != line.currency)
    return line._replace(rate=rates.get(line.currency or ""), other_rates=others)


def used_rates(case: Case) -> dict[str, dict[str, RateUsed]]:
    """Number of a line → the rates that it needs: of its currency, of scales and ceilings."""
    year = MoneyYear(case)
    ceilings = (case.policies.declaration_line, case.policies.declaration_year)
    spoken = {scale.currency or EUR for scale in case.scales}
    spoken |= {ceiling.currency for ceiling in ceilings if ceiling is not None}
    return {line.id: _rates(year, line, spoken) for line in case.lines}


def _rates(year: MoneyYear, line: Line, spoken: set[str]) -> dict[str, RateUsed]:
    needed = sorted({line.currency or EUR, *spoken} - {EUR})
    found = {currency: rate_for(year, line, currency) for currency in needed}
    return {currency: rate for currency, rate in found.items() if isinstance(rate, RateUsed)}
