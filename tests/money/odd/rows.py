"""Rates, missions, approvals, scales and receipts that are missing, strange or doubled."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from cic_sheets.money import Case, Rate, Scale
from cic_sheets.values.days import months_between
from tests.money.odd.registry import odd, one_of


@odd
def rate_twice(case: Case, random: Random) -> Case:
    more = [
        rate._replace(units=rate.units + random.choice((Decimal(0), Decimal("0.1"))))
        for rate in random.sample(case.rates, min(6, len(case.rates)))
    ]
    return case._replace(rates=(*case.rates, *more))


@odd
def rate_of_nothing(case: Case, random: Random) -> Case:
    return one_of(case, random, "rates", units=(Decimal(0), Decimal(-11)))


@odd
def frozen_rate(case: Case, random: Random) -> Case:
    rates = (Decimal("10.9185432101"), Decimal("2"), Decimal("0"), Fraction(32, 3))
    for _ in case.lines:
        case = one_of(case, random, "lines", rate=(*rates, *(rate.units for rate in case.rates)))
    return case


@odd
def dollars(case: Case, random: Random) -> Case:
    """A third currency: a line, its receipt, a row of « Barèmes »; perhaps its rates."""
    months = months_between(case.convention.start, case.convention.end)
    rates = tuple(Rate(month, "USD", Decimal("1.0871")) for month in months)
    case = case._replace(rates=(*case.rates, *rates)) if random.random() < 0.7 else case
    case = one_of(case, random, "scales", currency=("USD",))
    case = one_of(case, random, "receipts", currency=("USD",))
    return one_of(case, random, "lines", currency=("USD",))


@odd
def ties(case: Case, random: Random) -> Case:
    """Rates that leave half cents."""
    units = random.choice(("2", "0.8", "1.6", "8"))
    return case._replace(rates=tuple(rate._replace(units=Decimal(units)) for rate in case.rates))


@odd
def long_rates(case: Case, random: Random) -> Case:
    return case._replace(
        rates=tuple(
            rate._replace(units=Decimal(random.randint(10**10, 12 * 10**10)).scaleb(-10))
            for rate in case.rates
        )
    )


@odd
def mission_without_dates(case: Case, random: Random) -> Case:
    return one_of(case, random, "missions", departure=(None,))


@odd
def mission_backwards(case: Case, random: Random) -> Case:
    backs = tuple(
        mission.departure - timedelta(1) if mission.departure else None
        for mission in case.missions[:1]
    )
    return one_of(case._replace(missions=case.missions[:1]), random, "missions", back=backs)


@odd
def loose_approval(case: Case, random: Random) -> Case:
    return one_of(case, random, "approvals", decided_on=(None,), decision=("validé", None))


@odd
def approval_of_nothing(case: Case, random: Random) -> Case:
    amounts = (None, Decimal("-5"), Decimal("0"), Decimal("99.999"), Decimal("NaN"))
    return one_of(case, random, "approvals", amount=amounts)


@odd
def other_scope(case: Case, random: Random) -> Case:
    scopes = ("mission", "communication", "activité", None, "autre")
    return one_of(
        one_of(case, random, "approvals", scope=scopes), random, "approvals", scope=scopes
    )


@odd
def scale_unreadable(case: Case, random: Random) -> Case:
    amounts = (None, Decimal("-5"), Decimal("NaN"))
    case = one_of(case, random, "scales", amount=amounts)
    return one_of(case, random, "scales", currency=(None, ""))


@odd
def tight_scale(case: Case, random: Random) -> Case:
    """A row for whatever category and unit a line has, so that ceilings are shared."""
    rows = {(line.category, line.unit) for line in case.lines if line.category and line.unit}
    scales = tuple(
        Scale(f"T-{at}", str(category), str(unit), Decimal("15.55"), random.choice(("MAD", "EUR")))
        for at, (category, unit) in enumerate(sorted(rows, key=str))
    )
    return case._replace(scales=scales)


@odd
def receipt_without_amount(case: Case, random: Random) -> Case:
    return one_of(case, random, "receipts", amount=(None, Decimal("0"), Decimal("NaN")))
