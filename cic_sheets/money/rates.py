"""The rate of a line: four rules, one month each, or the mean of the period.  money.md §3.1."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from cic_sheets.money.case import BY_CLAIM, BY_EXPENSE, BY_PAYMENT, BY_PERIOD, Line
from cic_sheets.money.settlement import Fact, RateUsed, Source
from cic_sheets.money.year import NoRate, Year, rule
from cic_sheets.values.days import Month, months_between
from cic_sheets.values.money import EUR, Ratio, usable

_ONE = Decimal(1)


def rate_for(year: Year, line: Line, currency: str) -> RateUsed | NoRate:
    """Units of `currency` for 1 EUR, for the month that the line's date, payment or claim names.

    A rate frozen with the line stands for its currency, with the month's own source as long as
    both are the same.  Nothing falls back on anything.
    """
    if currency == EUR:
        return RateUsed(_ONE, None, ())
    found = _chosen(year, line, currency)
    frozen = line.rate if currency == line.currency else dict(line.other_rates).get(currency)
    if frozen is None or not _good(frozen):
        return found
    if isinstance(found, RateUsed) and found.units == frozen:
        return found
    return RateUsed(frozen, None, (Source("line", line.id, "rate"),))


def _chosen(year: Year, line: Line, currency: str) -> RateUsed | NoRate:
    """The rate of today's « Taux », by the method of « Règles »."""
    method = year.policies.rate_method
    if method == BY_PERIOD:
        if currency not in year.means:
            year.means[currency] = _mean(year, currency)
        return year.means[currency]
    field = {BY_EXPENSE: "day", BY_PAYMENT: "paid_on", BY_CLAIM: "claimed_on"}.get(method)
    if field is None:
        return NoRate("rate-missing", (rule("rate_method"),), {"currency": currency})
    day: date | None = getattr(line, field)
    if day is None:
        missing = {"paid_on": "payment-date-missing", "claimed_on": "claim-date-missing"}
        because = (Source("line", line.id, field), rule("rate_method"))
        return NoRate(missing.get(field, "rate-missing"), because, {"currency": currency})
    return _of_month(year, Month.of(day), currency)


def factor(year: Year, line: Line, origin: str, target: str) -> Ratio | NoRate:
    """What turns an amount of one currency into another, exactly, at the line's rates."""
    if origin == target:
        return _ONE
    first, second = rate_for(year, line, origin), rate_for(year, line, target)
    if isinstance(first, NoRate):
        return first
    if isinstance(second, NoRate):
        return second
    return Fraction(second.units) / Fraction(first.units)


def _good(units: Ratio) -> bool:
    return units > 0 if isinstance(units, Fraction) else usable(units) and units > 0


def _of_month(year: Year, month: Month, currency: str) -> RateUsed | NoRate:
    source = (Source("rate", f"{month.key} {currency}", "units"),)
    facts: dict[str, Fact] = {"currency": currency, "month": month.first}
    typed = {units for units in year.rates.get((month, currency), ()) if _good(units)}
    if len(typed) == 1:
        return RateUsed(typed.pop(), month, source)
    return NoRate("rate-twice" if typed else "rate-missing", source, facts)


def _mean(year: Year, currency: str) -> RateUsed | NoRate:
    """Mean of the months from the convention's start to the day from which the year is seen."""
    start, end = year.case.convention.start, year.case.convention.end
    months = months_between(start, max(start, min(end, year.case.as_of)))
    known = [_of_month(year, month, currency) for month in months]
    for found in known:
        if isinstance(found, NoRate):
            return found
    used = [found for found in known if isinstance(found, RateUsed)]
    if not used:
        return NoRate("rate-missing", (rule("rate_method"),), {"currency": currency})
    mean = sum((Fraction(found.units) for found in used), Fraction(0)) / len(used)
    because = (*(source for found in used for source in found.because), rule("rate_method"))
    return RateUsed(mean, None, because)
