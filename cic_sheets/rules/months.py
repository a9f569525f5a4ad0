"""The contract months of a year, as rules about work and fees need them."""

from __future__ import annotations

from datetime import date

from cic_sheets.reconcile.year import Year
from cic_sheets.values.days import ContractMonth, Month, contract_months


def months_of(year: Year) -> tuple[ContractMonth, ...]:
    """The months of the convention; none when its dates can't be used."""
    convention = year.convention
    if convention is None or convention.start is None or convention.end is None:
        return ()
    return contract_months(convention.start, convention.end)


def has_begun(year: Year) -> bool:
    """Whether the convention has begun on the day from which the year is seen."""
    months = months_of(year)
    return bool(months) and months[0].start <= year.as_of


def months_over(year: Year) -> tuple[ContractMonth, ...]:
    """Those whose last day has come on the day from which the year is seen.

    None in a convention that is too long (CNV-01): its wrong date would make years of months.
    """
    months = months_of(year)
    if len(months) > year.book.setting("durée_convention_max"):
        return ()
    return tuple(month for month in months if month.end <= year.as_of)


def key_of(month: ContractMonth) -> str:
    """`2023-01`: the calendar month in which it begins; no two begin in the same one."""
    return Month.of(month.start).key


def so_far(year: Year) -> tuple[date, date] | None:
    """The days of the convention until the one from which the year is seen, both included."""
    months = months_of(year)
    if not months or months[0].start > year.as_of:
        return None
    return months[0].start, min(year.as_of, months[-1].end)
